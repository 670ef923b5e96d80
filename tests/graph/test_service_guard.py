"""No query that Oxigraph would carry to another server passes the guard, however it is written."""

from __future__ import annotations

import itertools
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pyoxigraph import RdfFormat, Store

from graphbuild.graph.sparql import calls_service

STORE = Store()
STORE.load(b"""<s:> <p:> 1, true, "x", "?", ":", "x"@en, <x:a>, <o:> .""", RdfFormat.TURTLE)
CLOSED = b"HTTP/1.1 500 no\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
HERE = "{here}"
CALL = "SERVICE <{here}> {{ ?s ?p ?o }}"


class Listener:
    """Counts who connects."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/"
        self.heard = 0
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        while True:
            try:
                connection, _ = self.socket.accept()
            except OSError:
                return
            self.heard += 1
            connection.recv(500)
            connection.sendall(CLOSED)
            connection.close()

    def is_called_by(self, query: str) -> bool:
        before = self.heard
        with suppress(SyntaxError, RuntimeError, OSError, ValueError, TypeError):
            list(STORE.query(query))  # type: ignore[arg-type]
        time.sleep(0.01)
        return self.heard > before


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    listening = Listener()
    yield listening
    listening.socket.close()


CALLED = [
    "SELECT * {{ " + CALL + " }}",
    "SELECT * {{ #\rSERVICE <{here}> {{ ?s ?p ?o }}\n}}",
    "SELECT * {{ SeRvIcE sIlEnT<{here}>{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE#{{\n<{here}>#x\r{{ ?s ?p ?o }} }}",
    "SELECT * {{ SERVICE SILENT # <a> {{}}\n <{here}> # b\n {{ ?s ?p ?o }} }}",
    "SELECT * {{ OPTIONAL {{ ?s <http://a/\\u0041#> ?o }} " + CALL + "\n}}",
    "SELECT * {{ OPTIONAL {{ ?s <http://a/\\u0041'> ?o }} " + CALL + " OPTIONAL {{ ?s <http://a/\\u0041'> ?o }} }}",
    "SELECT * {{ BIND(1<2 AS ?z) " + CALL + " }}",
    "SELECT * {{ BIND('a\\'' AS ?z) " + CALL + " }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:a {{ ?s ?p ?o }} }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:a\\-b {{ ?s ?p ?o }} }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:\\~ {{ ?s ?p ?o }} }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:\\# {{ ?s ?p ?o }} }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:a·b {{ ?s ?p ?o }} }}",
    "PREFIX x: <{here}> SELECT * {{ SERVICE x:a%20b#c d\n{{ ?s ?p ?o }} }}",
    "PREFIX : <{here}> SELECT * {{ SERVICE : {{ ?s ?p ?o }} }}",
    "PREFIX : <{here}> SELECT * {{ SERVICE:x {{ ?s ?p ?o }} }}",
    "PREFIX silent: <{here}> SELECT * {{ SERVICE silent:x {{ ?s ?p ?o }} }}",
    "PREFIX é: <{here}> SELECT * {{ SERVICE é:é· {{ ?s ?p ?o }} }}",
    "BASE <{here}> SELECT * {{ SERVICE <> {{ ?s ?p ?o }} }}",
    "BASE <{here}\\u0041#> SELECT * {{ SERVICE <x> {{ ?s ?p ?o }} }}",
    "SELECT * {{ VALUES ?z {{ <{here}> }} LATERAL {{ SERVICE ?z {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?z·b {{ <{here}> }} LATERAL {{ SERVICE ?z·b {{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?z‿b {{ <{here}> }} LATERAL {{ SERVICE$z‿b{{ ?s ?p ?o }} }} }}",
    "SELECT * {{ VALUES ?z\u0300 {{ <{here}> }} LATERAL {{ SERVICE ?z\u0300 {{ ?s ?p ?o }} }} }}",
    "ASK {{ FILTER EXISTS {{ " + CALL + " }} }}",
    "SELECT * {{ LATERAL {{ " + CALL + " }} }}",
    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ " + CALL + " }}",
]
BEFORE = {
    "": "",
    ".": "?a ?b ?c ",
    "1": "?a ?b ",
    "1.": "?a ?b ",
    "true": "?a ?b ",
    "}": "{ ?a ?b ?c ",
    "]": "[ <p:> <o:> ",
    "[ <p:> x:a]": "",
    "<o:>": "?a ?b ",
    "'x'": "?a ?b ",
    '"?"': "?a ?b ",
    "':'": "?a ?b ",
    "'x'@en": "?a ?b ",
    "x:a": "?a ?b ",
    "?v": "?a ?b ",
    "_:b": "?a ?b ",
    "#?\n": "",
    "#:\r": "",
    ")": "BIND(1 AS ?i",
}
"""What may stand right before the word, some of which makes it a part of a name; and what that needs before it."""


@pytest.mark.parametrize("query", CALLED)
def test_what_oxigraph_carries_out_is_refused(listener: Listener, query: str) -> None:
    asked = query.format(here=listener.address)
    assert listener.is_called_by(asked), "this query shows nothing"
    assert calls_service(asked)


def test_whatever_stands_before_the_word(listener: Listener) -> None:
    carried_out = set()
    for (before, start), space in itertools.product(BEFORE.items(), ("", " ", "\r", "#\n")):
        call = f"SERVICE <{listener.address}> {{ ?s ?p ?o }}"
        query = f"PREFIX x: <x:> SELECT * {{ {start}{before}{space}{call} }}"
        if listener.is_called_by(query):
            carried_out.add(before)
            assert calls_service(query), query
    assert carried_out == set(BEFORE)


def test_a_text_that_is_all_calls_is_read_in_time() -> None:
    began = time.process_time()
    for piece in (
        "SERVICE ",
        "SERVICE:",
        "SERVICE#",
        "SERVICE<",
        "SERVICE\\",
        "SERVICE?a",
        "SERVICE #\n",
        "SERVICE SILENT ",
    ):
        calls_service(piece * (100_000 // len(piece)))
        calls_service(piece * 400 + "a" * 90_000)
        calls_service("#" + piece * 400 + "#" * 90_000)
    assert time.process_time() - began < 20

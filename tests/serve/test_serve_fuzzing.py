"""More than 2,000 requests and queries as nobody should send them: no 500, no crash, and the server goes on answering.

A query may be ended for its time (503), which costs a worker; nothing else may.
"""

from __future__ import annotations

import os
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from serving import Server, start, stop

from graphbuild import query

pytestmark = pytest.mark.slow
EXAMPLES = 1100
WAITING = 0.3
"""Seconds after which a server that says nothing is taken to wait for the rest of a request."""
FUZZING = settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=[*HealthCheck])
FORM, QUERY = b"application/x-www-form-urlencoded", b"application/sparql-query"
NAMED = [named.text for named in query.list_queries()]
SMALL = [
    "SELECT * { ?s ?p ?o } LIMIT 5",
    "ASK { ?s ?p ?o }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o } LIMIT 5",
    "DESCRIBE <https://w3id.org/graphbuild/topic/SEND>",
    "PREFIX : <http://e/> SELECT (COUNT(*) AS ?n) { { ?s :p+ ?o } UNION { ?s ^:p|!(:q) ?o } } GROUP BY ?s",
]
TOKENS = [
    *(
        "{",
        "}",
        "(",
        ")",
        "[",
        "]",
        "<",
        ">",
        "<<",
        ">>",
        ".",
        ";",
        ",",
        "'",
        '"',
        "'''",
        '"""',
        "\\",
        "#",
        "\n",
        "^^",
        "@en",
    ),
    *(
        "SELECT",
        "WHERE",
        "OPTIONAL",
        "UNION",
        "FILTER",
        "GRAPH",
        "SERVICE",
        "SILENT",
        "VALUES",
        "BIND",
        "LATERAL",
        "LIMIT",
    ),
    *("LIMIT 99999999999999999999", "OFFSET -1", "REGEX(?s, '(a+)+$')", "REPLACE('a', '(', '')", "1/0", "xsd:date(1)"),
    *("INSERT DATA", "DROP ALL", "LOAD <file:///etc/passwd>", "FROM <file:///etc/passwd>", "BASE <x>", "PREFIX a: <>"),
    *(
        "?s",
        "$x",
        "_:b",
        "a:b",
        ":",
        "a",
        "true",
        "1e999",
        "-0.0",
        "'x'@en--ltr",
        "*",
        "+",
        "/",
        "|",
        "!",
        "\\u0000",
        "\\uD800",
    ),
    *("\0", "\x1b", "\ufeff", "\u202e", "\U0010ffff", "é", "%00", "&", "="),
]
DEEP = 10_000
NASTY = {
    "braces": "SELECT * " + "{" * DEEP + "}" * DEEP,
    "open braces": "SELECT * " + "{" * DEEP,
    "closing braces": "SELECT * {" + "}" * DEEP,
    "brackets": "ASK { FILTER(" + "(" * DEEP + "1" + ")" * DEEP + ") }",
    "not": "ASK { FILTER(" + "!" * DEEP + "true) }",
    "minus": "ASK { FILTER(" + "- " * DEEP + "1) }",
    "optional": "ASK { " + "OPTIONAL { " * 8000 + "}" * 8000 + " }",
    "sub-selects": "SELECT * { " + "{ SELECT * { " * 5000 + "}}" * 5000 + " }",
    "exists": "ASK { " + "FILTER EXISTS { " * 5000 + "}" * 5000 + " }",
    "lists": "ASK { ?s ?p " + "(" * DEEP + ")" * DEEP + " }",
    "blank nodes": "ASK { ?s ?p " + "[ ?p " * DEEP + "1" + "]" * DEEP + " }",
    "paths": "ASK { ?s " + "(" * DEEP + "<a:a>" + ")*" * DEEP + " ?o }",
    "quoted triples": "ASK { " + "<<" * DEEP + " ?s ?p ?o " + ">>" * DEEP + " ?p ?o }",
    "unions": "ASK { {}" + " UNION {}" * DEEP + " }",
    "joins": "ASK { " + "?s ?p ?o . " * 5000 + "}",
    "sums": "ASK { FILTER(1" + "+1" * 40_000 + " > 0) }",
    "ors": "ASK { FILTER(false" + "||false" * 10_000 + ") }",
    "functions": "ASK { FILTER(" + "STR(" * DEEP + "'x'" + ")" * DEEP + " = 'x') }",
    "values": "SELECT * { VALUES ?x { " + "1 " * 45_000 + "} }",
    "prefixes": "".join(f"PREFIX a{number}: <a:a>\n" for number in range(4000)) + "ASK {}",
    "long IRI": f"ASK {{ <http://e/{'a' * 90_000}> ?p ?o }}",
    "long word": "ASK { ?" + "s" * 90_000 + " ?p ?o }",
    "long text": "ASK { ?s ?p '" + "x" * 90_000 + "' }",
    "spaces": "ASK { SERVICE" + " " * 90_000 + "}",
    "services": "SERVICE:" * 12_000,
    "comment": "#" * 99_000,
    "correlated": "SELECT * { " + "OPTIONAL { SELECT ?x (1 AS ?y) { ?x ?p ?o } GROUP BY ?x } " * 1500 + "}",
    "correlated, nested": "SELECT * { " + "OPTIONAL { SELECT ?x ( { ?x ?p ?o " * 2500,
    "regular expression": "ASK { FILTER(REGEX('" + "a" * 5000 + "', '(a|aa)+$b')) }",
    "repeated regular expression": "ASK { FILTER(REGEX('a', '" + "(" * 900 + "a" + "{99}){99}" * 900 + "')) }",
    "many texts": "SELECT (CONCAT(" + ", ".join(["STR(?s)"] * 5000) + ") AS ?x) { ?s ?p ?o }",
    "doubling": "SELECT ?z { BIND('xxxxxxxxxx' AS ?a0) "
    + "".join(f"BIND(CONCAT(?a{n}, ?a{n}) AS ?a{n + 1}) " for n in range(40))
    + "BIND(STRLEN(?a40) AS ?z) }",
}
"""Of at most 100,000 characters, and so let in."""


@pytest.fixture(scope="module")
def fuzzed(demo_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that after all that it is sent still answers, and has not said that anything went wrong."""
    log = tmp_path_factory.mktemp("fuzzing") / "log"
    ours = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
    try:
        running = start(demo_output, seconds=1.0, rows=500, size=2_000_000, waiting=15.0, workers=2)
    finally:
        os.dup2(ours, 2)
        os.close(ours)
    yield running
    assert "Traceback" not in log.read_text("utf-8", "replace")
    for text in SMALL:
        assert running.get(text).status == 200
    assert b"200 OK" in exchange(running, f"GET /sparql?query={quote(SMALL[1])} HTTP/1.0\r\n\r\n".encode())
    stop(running)


def exchange(server: Server, sent: bytes, patience: float = 60.0) -> bytes:
    """What is said to some bytes, until the server closes or was silent for so long: it may be waiting for more."""
    host, port = re.findall(r"//([\d.]+):(\d+)/", server.address)[0]
    said = b""
    with socket.create_connection((host, int(port)), 60) as connection, suppress(ConnectionError, TimeoutError):
        connection.sendall(sent)
        connection.settimeout(patience)
        while part := connection.recv(65_536):
            said += part
    return said


def check(server: Server, sent: bytes, patience: float = 60.0) -> int:
    """Sends it, and gives the status that came, 0 for silence; an answer that is none, or a 500, is a fault."""
    said = exchange(server, sent, patience)
    assert server.process.poll() is None, "the server has ended"
    if not said:
        return 0
    found = re.match(rb"HTTP/1\.1 (\d{3}) ", said)
    assert found, said[:200]
    status = int(found[1])
    assert status < 500 or (status == 503 and b"was ended" in said), said[-500:]
    assert b"Traceback" not in said
    assert b"root:" not in said
    return status


def posted(body: bytes, kind: bytes = QUERY, more: bytes = b"") -> bytes:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + kind
    return head + more + b"\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A query with some of it cut out, doubled, moved, or mixed with what belongs elsewhere."""
    text = draw(st.sampled_from(NAMED + SMALL * 3))
    for _ in range(draw(st.integers(1, 6))):
        at, until = sorted(draw(st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))))
        new = draw(st.sampled_from(TOKENS) | st.text(max_size=8) | st.sampled_from(["", text[at:until]]))
        keep = draw(st.booleans())
        text = text[:at] + new + text[at if keep else min(until, at + 40) :]
        text = text[:90_000]
    body = text.encode("utf-8", "surrogatepass")
    if draw(st.integers(0, 9)) == 0:
        at = draw(st.integers(0, len(body)))
        body = body[:at] + draw(st.binary(max_size=4)) + body[at:]
    return body


WORD = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=12).map(str.encode)
HEADERS = st.sampled_from(
    [
        b"Accept: ",
        b"Accept: */*;q=2",
        b"Accept: ,,;;==/",
        b"Accept: text/csv;q=nan, */*;q=-1",
        b"Accept: " + b"a/b," * 2000,
        b"Accept: \xff\xfe/\x80",
        b"Accept-Encoding: gzip;q=0, br, *",
        b"Content-Type: application/sparql-query; charset=utf-16",
        b"Content-Type: multipart/form-data; boundary=x",
        b"Content-Type: ",
        b"Content-Type: \xe9/\xe9",
        b"Content-Encoding: gzip",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip, chunked",
        b"Content-Length: -1",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Expect: 100-continue",
        b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: eA==",
        b"Host: ",
        b"Host: [::1",
        b"Host: a b",
        b"Host: x\xff:99999999",
        b"If-None-Match: *",
        b'If-None-Match: W/"\xff", "',
        b"Origin: null",
        b"Range: bytes=0-1",
        b"X: " + b"x" * 70_000,
        b" folded: x",
        b"no colon",
        b"X-Forwarded-For: \x00",
    ]
)
BYTES = st.binary(max_size=60)


@st.composite
def request(draw: st.DrawFn) -> bytes:
    """Bytes that more or less are an HTTP request."""
    methods = [b"GET", b"POST", b"HEAD", b"OPTIONS", b"PUT", b"DELETE", b"TRACE", b"CONNECT", b"get"]
    method = draw(st.sampled_from(methods * 2) | WORD)
    text = draw(st.sampled_from(SMALL).map(str.encode) | BYTES)
    value = draw(st.sampled_from([quote_from_bytes(text).encode(), text.replace(b" ", b"+"), b"%", b"%zz", b"%ff%fe"]))
    name = draw(
        st.sampled_from([b"query", b"update", b"default-graph-uri", b"named-graph-uri", b"using-graph-uri"]) | WORD
    )
    path = draw(
        st.sampled_from([b"/sparql", b"/sparql/", b"/", b"//", b"/..%2f..%2fetc/passwd", b"*", b"http://x/sparql"])
    )
    good = draw(st.booleans())
    target = path + b"?" + name + b"=" + value + (b"&query=ASK%20%7B%7D" if good else b"")
    version = draw(st.sampled_from([b"HTTP/1.1"] * 6 + [b"HTTP/1.0", b"HTTP/2.0", b"HTTP/9", b"http"]))
    headers = [b"Host: x", *draw(st.lists(HEADERS, max_size=4))]
    body = draw(st.sampled_from([b"", text, b"query=" + value, b"5\r\nASK {\r\n0\r\n\r\n", b"zz\r\n"]) | BYTES)
    if draw(st.booleans()):
        headers.append(
            b"Content-Type: " + draw(st.sampled_from([FORM, QUERY, b"application/sparql-update", b"text/plain"]))
        )
    if draw(st.booleans()):
        headers.append(b"Content-Length: %d" % (len(body) + draw(st.sampled_from([0, 0, 0, -1, 1, 1000]))))
    headers.append(b"Connection: close")
    end = draw(st.sampled_from([b"\r\n"] * 8 + [b"\n", b"\r"]))
    return method + b" " + target + b" " + version + end + end.join(headers) + end + end + body


def test_queries(fuzzed: Server) -> None:
    statuses: Counter[int] = Counter()

    @FUZZING
    @given(body=mutated(), form=st.booleans())
    def ask(body: bytes, form: bool) -> None:
        statuses[
            check(fuzzed, posted(b"query=" + quote_from_bytes(body).encode(), FORM) if form else posted(body))
        ] += 1

    ask()
    assert not statuses[0], "whoever asks in due form is answered"
    assert statuses[200] > 50, "much of it must get as far as an answer"
    assert statuses[400] > 50


def test_requests(fuzzed: Server) -> None:
    statuses: Counter[int] = Counter()

    @FUZZING
    @given(sent=request())
    def ask(sent: bytes) -> None:
        statuses[check(fuzzed, sent, WAITING)] += 1

    ask()
    assert statuses[200] > 5
    assert statuses[400] > 50


@pytest.mark.parametrize("name", NASTY)
def test_queries_made_to_hurt(fuzzed: Server, name: str) -> None:
    """Others are answered meanwhile: whoever looks at the query first holds nobody up."""
    assert len(NASTY[name]) <= 100_000
    asking = threading.Thread(target=fuzzed.get, args=("ASK {}",))
    hurting = threading.Thread(target=exchange, args=(fuzzed, posted(NASTY[name].encode())))
    hurting.start()
    time.sleep(0.05)
    begun = time.monotonic()
    asking.start()
    asking.join(30)
    assert time.monotonic() - begun < 10
    hurting.join(30)
    assert check(fuzzed, posted(NASTY[name].encode()))


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /sparql?query=" + b"a" * 200_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        posted(b"query=ASK%7B%7D&" + b"a=b&" * 50_000, FORM),
        posted(b"x" * 2_000_000),
        posted(b"query=" + b"%" * 300_000, FORM),
        posted(b"ASK {} \0"),
        posted(b"\xff\xfeA\0S\0K\0"),
        posted(b"ASK {}", more=b"\r\nAccept: " + b"text/csv;q=0." * 4000),
        b'GET /sparql HTTP/1.1\r\nHost: a b<>"{}\r\n\r\n',
        b"GET /sparql HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET /sparql HTTP/1.1\r\nHost: x:99999999\r\nAccept: text/turtle\r\n\r\n",
        b'POST /sparql HTTP/1.1\r\nHost: a b<>"\r\nContent-Type: ' + QUERY + b"\r\nContent-Length: 6\r\n\r\nASK {}",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\0" * 1000,
        b"",
    ],
    ids=range(15),
)
def test_requests_made_to_hurt(fuzzed: Server, sent: bytes) -> None:
    check(fuzzed, sent, WAITING)

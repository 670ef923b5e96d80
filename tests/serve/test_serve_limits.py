"""What the server does not let in or out: other servers, runaway queries, too much at once."""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import pytest
from serving import Server, start, stop

from graphbuild import build
from graphbuild.resources import PACKAGE

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
DOCUMENT = PACKAGE / "demo" / "corpus" / "2014-06-minutes.txt"


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    listening = socket.create_server(("127.0.0.1", 0))
    listening.settimeout(1.0)
    yield listening
    listening.close()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <%s> { ?s ?p ?o } }",
        "SELECT * { service<%s>{ ?s ?p ?o } }",
        "SELECT * { VALUES ?x { <%s> } SERVICE ?x { ?s ?p ?o } }",
        "PREFIX x: <%s> SELECT * { SERVICE x: { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <%s> { ?s ?p ?o } }",
        "SELECT * { SERVICE # <a> {}\n <%s> { ?s ?p ?o } }",
        "SELECT * { FILTER EXISTS { SERVICE <%s> { ?s ?p ?o } } }",
        "SELECT * FROM <%s> { ?s ?p ?o }",
    ],
)
def test_no_other_server_is_asked(server: Server, listener: socket.socket, query: str) -> None:
    told = server.get(query % f"http://127.0.0.1:{listener.getsockname()[1]}/")
    assert told.status in (400, 403) or "FROM" in query
    with pytest.raises(TimeoutError):
        listener.accept()


def test_runaway_queries_are_ended_and_others_are_answered_meanwhile(server: Server) -> None:
    with ThreadPoolExecutor(4) as pool:
        running = [pool.submit(server.get, RUNAWAY) for _ in range(4)]
        time.sleep(0.3)
        answered = 0
        while not any(one.done() for one in running):
            assert server.get("ASK { ?s ?p ?o }").status == 200
            answered += 1
        assert answered > 1, "the last may have waited for one to end"
        told = [one.result() for one in running]
    assert [one.status for one in told] == [503] * 4
    assert all(b"took over 2 seconds" in one.body for one in told)
    assert all(one.headers["Retry-After"] for one in told)
    assert server.get("ASK { ?s ?p ?o }").status == 200


def test_who_finds_no_worker_free_is_told_so(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        told = [one.result() for one in [pool.submit(server.get, RUNAWAY) for _ in range(8)]]
    said = [one.body.split(b";")[0] for one in told]
    assert {one.status for one in told} == {503}
    assert b"Too much is being asked at once" in said
    assert server.get("ASK {}").status == 200


def test_tables_end_at_the_limit_and_say_so(server: Server) -> None:
    told = server.get("SELECT ?s ?p ?o { ?s ?p ?o }")
    assert len(json.loads(told.body)["results"]["bindings"]) == 1000
    assert told.headers["X-SPARQL-MaxRows"] == "1000"
    assert len(json.loads(server.get("SELECT ?s { ?s ?p ?o } LIMIT 3").body)["results"]["bindings"]) == 3
    assert len(json.loads(server.get("SELECT ?s { ?s ?p ?o } LIMIT 999999").body)["results"]["bindings"]) == 1000


def test_answers_and_queries_that_are_too_long(server: Server) -> None:
    told = server.get("CONSTRUCT WHERE { ?s ?p ?o }", "application/n-triples")
    assert told.status == 413
    assert b"larger than 2 MB" in told.body
    long = server.post(b"ASK { ?s ?p '" + b"x" * 200_000 + b"' }", "application/sparql-query")
    assert (long.status, b"longer than 100,000" in long.body) == (413, True)


@pytest.mark.parametrize(
    "path", ["/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd", "//etc/passwd"]
)
def test_no_file_can_be_read(server: Server, path: str) -> None:
    host, port = server.address.removeprefix("http://").removesuffix("/sparql").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        said = b"".join(iter(lambda: connection.recv(4096), b""))
    assert said.split(b" ")[1] in (b"400", b"404")
    assert b"root:" not in said


def test_security_headers_are_on_every_answer(server: Server) -> None:
    for told in (server.get("ASK {}"), server.get("nonsense"), server.get(path="/none")):
        assert "default-src 'none'" in told.headers["Content-Security-Policy"]
        assert "unsafe" not in told.headers["Content-Security-Policy"]
        assert told.headers["X-Content-Type-Options"] == "nosniff"
        assert told.headers["Server"] is None


def test_a_rebuild_is_picked_up_and_no_answer_is_from_half_a_graph(tmp_path: Path, demo_output: Path) -> None:
    folder = tmp_path / "served"
    shutil.copytree(demo_output, folder)
    count = "SELECT (COUNT(DISTINCT ?m) AS ?n) { ?m a <https://w3id.org/graphbuild/ontology#Meeting> }"
    running = start(folder, workers=3)
    seen: list[str] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            told = running.get(count)
            assert told.status == 200, told.body
            seen.append(json.loads(told.body)["results"]["bindings"][0]["n"]["value"])

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        before = running.get(count).headers["ETag"]
        build([DOCUMENT], folder)
        time.sleep(0.5)
        after = running.get(count)
        assert after.headers["ETag"] != before
    finally:
        done.set()
        asking.join()
        stop(running)
    now = json.loads(after.body)["results"]["bindings"][0]["n"]["value"]
    assert set(seen) == {"23", now}
    assert seen == sorted(seen, key=lambda number: number == now), "the new build comes once and stays"


def raw(server: Server) -> socket.socket:
    host, port = server.root.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), 10)


def test_who_does_not_finish_a_request_keeps_nobody_waiting(server: Server) -> None:
    waiting = [raw(server) for _ in range(600)]
    for connection in waiting:
        connection.sendall(b"GET /sparql HTTP/1.1\r\nHost: x\r\n")
    begun = time.monotonic()
    assert server.get("ASK {}").status == 200
    assert time.monotonic() - begun < 8
    waiting[0].settimeout(25)
    assert waiting[0].recv(100) == b"", "it is hung up on"
    for connection in waiting:
        connection.close()


def test_work_for_who_has_gone_is_ended(demo_output: Path) -> None:
    running = start(demo_output, workers=2, seconds=60.0)
    try:
        gone = [raw(running) for _ in range(2)]
        for connection in gone:
            connection.sendall(f"GET /sparql?query={quote(RUNAWAY)} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        time.sleep(0.3)
        for connection in gone:
            connection.close()
        begun = time.monotonic()
        while running.get("ASK {}").status != 200:
            assert time.monotonic() - begun < 20
        assert time.monotonic() - begun < 20
    finally:
        stop(running)


def test_a_query_cannot_take_all_memory(demo_output: Path) -> None:
    doubling = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
    running = start(demo_output, workers=1, memory=1_500_000_000, seconds=30.0)
    try:
        told = running.get(f'SELECT (STRLEN(?x34) AS ?n) {{ BIND("a" AS ?x0) {doubling} }}')
        assert (told.status, b"lack of memory" in told.body) == (503, True)
        assert running.get("ASK {}").status == 200
    finally:
        stop(running)


def test_it_stops_while_a_request_is_half_sent(demo_output: Path) -> None:
    running = start(demo_output, workers=1)
    connection = raw(running)
    connection.sendall(
        b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 9\r\n\r\nA"
    )
    time.sleep(0.2)
    begun = time.monotonic()
    running.process.terminate()
    running.process.wait(15)
    assert time.monotonic() - begun < 12
    connection.close()


@pytest.mark.skipif(sys.platform != "linux", reason="Linux alone has it")
def test_a_worker_reaches_no_network(listener: socket.socket) -> None:
    port = listener.getsockname()[1]
    program = (
        "from graphbuild.confinement import confine\nfrom pyoxigraph import Store\nconfine(4_000_000_000)\n"
        f"list(Store().query('SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert "Permission denied" in done.stderr
    with pytest.raises(TimeoutError):
        listener.accept()


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s ?p ?o } ORDER BY (EXISTS { SELECT * {} LIMIT 5 })",
        "SELECT ?s { ?s ?p ?o } GROUP BY ?s ?p ?o HAVING (EXISTS { SELECT * {} LIMIT 5 })",
        "PREFIX x: <a:> #select {} limit 1\rSELECT ?s { ?s ?p ?o }",
        "SELECT ?s { ?s ?p ?o } LIMIT#\n99999999",
        "SELECT ?s { ?s ?p ?o } #\rOFFSET 1\n",
    ],
)
def test_no_wording_gets_around_the_limit_of_rows(server: Server, query: str) -> None:
    told = server.get(query)
    assert told.status == 200
    assert len(json.loads(told.body)["results"]["bindings"]) <= 1000

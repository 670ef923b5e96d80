"""A real triple store (``oxigraph serve``) on a port of this machine, and a proxy before it that can do it harm."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QuerySolutions, parse_query_results

OXIGRAPH = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
QUADS = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"
Statement = tuple[str, str, str, str]


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@dataclass
class Store:
    """An Oxigraph server, in memory or in a folder that survives it; its default graph can be the union of all."""

    folder: Path | None = None
    union: bool = True
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def graphs(self) -> str:
        return f"http://127.0.0.1:{self.port}/store"

    @property
    def endpoint(self) -> str:
        return f"http://127.0.0.1:{self.port}/query"

    def start(self) -> None:
        assert OXIGRAPH, "oxigraph is in the extra [test]"
        where = ["--location", str(self.folder)] if self.folder else []
        command = [OXIGRAPH, "serve", "--bind", f"127.0.0.1:{self.port}", *where]
        if self.union:
            command.append("--union-default-graph")
        self.process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            with suppress(OSError):
                return socket.create_connection(("127.0.0.1", self.port), 1).close()
            time.sleep(0.02)
        raise AssertionError("oxigraph does not answer")

    def kill(self) -> None:
        """As a machine that fails would end it."""
        assert self.process
        self.process.kill()
        self.process.wait(20)

    def quads(self) -> set[Statement]:
        """Everything in its named graphs, asked by SPARQL."""
        headers = {"Accept": "application/sparql-results+json", "Content-Type": "application/sparql-query"}
        request = urllib.request.Request(self.endpoint, QUADS.encode(), headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            solutions = parse_query_results(answer.read(), QueryResultsFormat.JSON)
        assert isinstance(solutions, QuerySolutions)
        return {tuple(str(row[name]) for name in "gspo") for row in solutions}  # type: ignore[misc]

    def put(self, graph: str, triples: str) -> None:
        """By hand."""
        address = f"{self.graphs}?{urllib.parse.urlencode({'graph': graph})}"
        headers = {"Content-Type": "application/n-triples"}
        urllib.request.urlopen(urllib.request.Request(address, triples.encode(), headers, method="PUT"), timeout=30)


@contextmanager
def store(folder: Path | None = None, union: bool = True) -> Iterator[Store]:
    running = Store(folder, union)
    running.start()
    try:
        yield running
    finally:
        running.kill()


@dataclass
class Asked:
    """A request that came to the proxy."""

    method: str
    graph: str
    headers: dict[str, str]
    body: bytes


Harm = Callable[[Asked], int | tuple[int, dict[str, str]] | str | None]
"""None lets the request through; a status (with headers) answers it; "drop" ends the connection before the store hears
of it, "lose" after the store did it, so that only the answer is lost."""


@dataclass
class Proxy:
    """What stands before a store."""

    address: str
    heard: list[Asked] = field(default_factory=list)

    def sent(self, method: str = "PUT") -> list[str]:
        """The graphs of the requests by a method, the manifest left out."""
        return [one.graph for one in self.heard if one.method == method and not one.graph.endswith("/pushed")]


@contextmanager
def proxy(behind: Store, harm: Harm = lambda _: None) -> Iterator[Proxy]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            graph = parse_qs(urlsplit(self.path).query).get("graph", [""])[0]
            asked = Asked(self.command, graph, {name.lower(): value for name, value in self.headers.items()}, body)
            told.heard.append(asked)
            done = harm(asked)
            if done == "drop":
                self.close_connection = True
            elif isinstance(done, int | tuple):
                status, headers = done if isinstance(done, tuple) else (done, {})
                self.answer(status, headers, b"The proxy says no.\n")
            else:
                self.forward(body, lost=done == "lose")

        do_GET = do_PUT = do_POST = do_DELETE = handle_one

        def forward(self, body: bytes, lost: bool) -> None:
            wanted = {name: value for name, value in self.headers.items() if name in ("Content-Type", "Accept")}
            connection = http.client.HTTPConnection("127.0.0.1", behind.port, timeout=30)
            try:
                connection.request(self.command, self.path, body, wanted)
                answer = connection.getresponse()
                content = answer.read()
            except OSError:
                self.close_connection = True
                return
            finally:
                connection.close()
            if lost:
                self.close_connection = True
            else:
                self.answer(answer.status, {"Content-Type": answer.headers.get("Content-Type", "text/plain")}, content)

        def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            with suppress(OSError):
                self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    told = Proxy(f"http://127.0.0.1:{server.server_port}/store")
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield told
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

"""A SPARQL endpoint over a pyoxigraph store, on a port of this machine, for as long as a test takes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store


@contextmanager
def serving(store: Store) -> Iterator[str]:
    """The endpoint's address; ``/html`` and ``/cut`` beside it answer as no endpoint should."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            if self.path == "/html":
                return self._send(200, "text/html", b"<html>Welcome</html>")
            if self.path == "/cut":
                cut = b'{"head":{"vars":["s"]},"results":{"bindings":[{"s":{"type":"uri","value":"http://e/"}'
                return self._send(200, "application/sparql-results+json", cut)
            try:
                answer = store.query(form["query"][0], use_default_graph_as_union=True)
            except SyntaxError as error:
                return self._send(400, "text/plain", f"Malformed query: {error}\nmore".encode())
            if isinstance(answer, QueryTriples):
                return self._send(200, "text/turtle", answer.serialize(format=RdfFormat.TURTLE) or b"")
            results = answer.serialize(format=QueryResultsFormat.JSON) or b""
            return self._send(200, "application/sparql-results+json; charset=utf-8", results)

        def _send(self, code: int, kind: str, body: bytes) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()

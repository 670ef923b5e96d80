"""A real server in a process of its own, on a free port of loopback."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from urllib.parse import quote, urlencode

RUN = "from graphbuild.serve.run import serve; from graphbuild.serve.tasks import Limits; from pathlib import Path"


@dataclass
class Told:
    """An answer."""

    status: int
    headers: Message
    body: bytes

    def text(self) -> str:
        return self.body.decode()

    @property
    def kind(self) -> str:
        return self.headers.get_content_type()


@dataclass
class Server:
    """A server, and ways to ask it."""

    address: str
    process: subprocess.Popen[str]

    @property
    def root(self) -> str:
        """The address of the server, without a path and a slash."""
        return self.address.rpartition("/")[0]

    def page(self, path: str, accept: str = "text/html", **headers: str) -> Told:
        return self.send(urllib.request.Request(self.root + path, headers={"Accept": accept, **headers}))

    def get(self, query: str | None = None, accept: str = "*/*", path: str = "", **more: str) -> Told:
        asked = {"query": query, **more} if query is not None else more
        address = f"{self.address}{path}" + (f"?{urlencode(asked, quote_via=quote)}" if asked else "")
        return self.send(urllib.request.Request(address, headers={"Accept": accept}))

    def post(self, body: bytes, kind: str | None, accept: str = "*/*", parameters: str = "") -> Told:
        request = urllib.request.Request(f"{self.address}{parameters}", body, {"Accept": accept}, method="POST")
        if kind:
            request.add_header("Content-Type", kind)
        return self.send(request)

    def send(self, request: urllib.request.Request) -> Told:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return Told(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Told(error.code, error.headers, error.read())


def start(folder: Path, port: int = 0, **limits: object) -> Server:
    """A server of the build in ``folder``; returns when it answers."""
    given = ", ".join(f"{name}={value!r}" for name, value in limits.items())
    command = f"{RUN}\nif __name__ == '__main__': serve(Path({str(folder)!r}), port={port}, limits=Limits({given}))"
    process = subprocess.Popen([sys.executable, "-c", command], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    server = Server(process.stdout.readline().strip() + "sparql", process)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            if server.get("ASK {}").status == 200:
                return server
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the server does not answer")


def stop(server: Server) -> None:
    server.process.terminate()
    server.process.wait(20)

"""Running the server."""

from __future__ import annotations

import ipaddress
import socket
from pathlib import Path

import uvicorn

from graphbuild import output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import BUILD_FIRST
from graphbuild.serve.app import application
from graphbuild.serve.tasks import Limits

LOCAL = "127.0.0.1"


def serve(folder: Path, host: str = LOCAL, port: int = 8000, limits: Limits | None = None) -> None:
    """Serves the build in ``folder`` until it is stopped; prints its address first, of a free port where ``port`` is 0.

    Raises GraphbuildError where there is no build with a store, and where the port cannot be had.
    """
    if not (folder / output.STORE / "CURRENT").is_file():
        raise GraphbuildError(f"{shown(folder)} holds no store to serve; {BUILD_FIRST}.")
    listening = _listening(host, port)
    print(f"http://{_named(host)}:{listening.getsockname()[1]}/", flush=True)
    # The log says when, who and how it ended, never what was asked or answered.
    config = uvicorn.Config(
        application(folder, limits or Limits()),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        limit_concurrency=500,
        timeout_keep_alive=15,
        h11_max_incomplete_event_size=64_000,
    )
    uvicorn.Server(config).run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError as error:
        listening.close()
        raise GraphbuildError(
            f"{shown(host)}:{port} cannot be listened on ({error.strerror or error}); choose another --port."
        ) from error
    return listening


def _named(host: str) -> str:
    """A host as addresses have it."""
    try:
        return f"[{host}]" if ipaddress.ip_address(host).version == 6 else host
    except ValueError:
        return host

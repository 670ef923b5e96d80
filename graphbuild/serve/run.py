"""Running the server."""

from __future__ import annotations

import ipaddress
import socket
import sys
from pathlib import Path

import uvicorn

from graphbuild import output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.serve.app import application
from graphbuild.serve.impatience import Impatient
from graphbuild.serve.tasks import Limits

LOCAL = "127.0.0.1"
CONNECTIONS = 16_384
"""How many connections are held at most, where the system allows that."""


def serve(folder: Path, host: str = LOCAL, port: int = 8000, limits: Limits | None = None) -> None:
    """Serves the build in ``folder`` until it is stopped; prints its address first, of a free port where ``port`` is 0.

    Raises GraphbuildError where there is no build with a store, and where the port cannot be had.
    """
    if not (folder / output.STORE / "CURRENT").is_file():
        what = f"{shown(folder)} holds no store to serve"
        raise GraphbuildError(f"{what}; run `graphbuild build` first, or name a build's folder with --graph.")
    if not host:
        raise GraphbuildError(
            "the host is empty; give an address of this machine, such as 127.0.0.1, or 0.0.0.0 for all."
        )
    listening = _listening(host, port)
    print(f"http://{_named(host)}:{listening.getsockname()[1]}/", flush=True)
    # The log says when, who and how it ended, never what was asked or answered.
    config = uvicorn.Config(
        application(folder, limits or Limits()),
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=True,
        http=Impatient,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=5,
    )
    _allow_many_connections()
    uvicorn.Server(config).run(sockets=[listening])


def _allow_many_connections() -> None:
    """As many as the system lets a process have: one that says nothing costs little."""
    if sys.platform != "win32":
        import resource

        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, CONNECTIONS)), hard))


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

"""What runs in a worker process: opens the build's store, does tasks.

A build that has been swapped in since is noticed before each task, by the store folder's inode; what was open stays
whole until then, since its files live on while they are open. So no answer mixes two builds.
"""

from __future__ import annotations

import signal
import threading
import traceback
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from pyoxigraph import Store

from graphbuild import output
from graphbuild.confinement import confine
from graphbuild.errors import shown
from graphbuild.explore.site import Site
from graphbuild.graph.store import of_build
from graphbuild.serve import asking
from graphbuild.serve.builds import current
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question, Task, Visit

STACK = 256 * 1024 * 1024
"""Bytes for the stack of the thread that answers: Oxigraph descends into a query, and one of 100,000 characters can be
nested so deep that the usual 8 MB do not do. It is only taken where it is needed."""


def work(connection: Connection, folder: Path, scratch: Path, limits: Limits) -> None:
    """Does tasks that come from ``connection`` until it closes; what workers share is kept in ``scratch``."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    confine(limits.memory)
    threading.stack_size(STACK)
    thread = threading.Thread(target=_work, args=(connection, _Build(folder, scratch, limits)))
    thread.start()
    thread.join()


def _work(connection: Connection, build: _Build) -> None:
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_done(build, task))


class _Build:
    """The build that is in the folder now."""

    def __init__(self, folder: Path, scratch: Path, limits: Limits) -> None:
        self.limits = limits
        self.name = ""
        self._folder, self._scratch = folder, scratch
        self._store: Store | None = None
        self._site: Site | None = None

    def store(self) -> Store:
        """Its store, opened anew where another build has been swapped in. Raises OSError where there is none."""
        name = current(self._folder) or self.name  # while it is being swapped, what is open goes on
        if self._store is None or name != self.name:
            self._store, self._site, self.name = Store.read_only(str(self._folder / output.STORE)), None, name
        return self._store

    def site(self) -> Site:
        """Its explorer."""
        store = self.store()
        if self._site is None:
            graph = of_build(store, self._folder)
            self._site = Site(graph, self._scratch / f"{self.name}.sqlite", self.limits.rows, self.limits.size)
        return self._site


def _done(build: _Build, task: Task) -> Answer:
    try:
        match task:
            case Question():
                answer = asking.answer(build.store(), task, build.limits)
            case Visit():
                page = build.site().page(task.path, task.parameters, task.accept)
                answer = Answer(
                    Outcome.ANSWERED, page.body, page.media_type, status=page.status, headers=tuple(page.headers)
                )
    except OSError as error:
        answer = Answer(Outcome.FAILED, f"The graph cannot be read: {shown(error)}.".encode())
    except Exception:  # a fault of ours: it costs this answer, no more
        traceback.print_exc()
        answer = Answer(Outcome.FAILED, b"Something is wrong with this server; its log says what.")
    return replace(answer, build=build.name)

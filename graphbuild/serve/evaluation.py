"""Doing tasks in processes of their own, so that one which runs away can be ended while others go on.

Oxigraph cannot stop a query once it runs: of 0.5.13 neither the library nor the server does, time-out or not. So each
task is handed to one of a few worker processes, and one that takes too long loses its process, which is replaced.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, TypeVarTuple

from graphbuild.serve import worker
from graphbuild.serve.builds import current
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question, Task, Visit

_Given = TypeVarTuple("_Given")
_Got = TypeVar("_Got")
_START = 60.0
"""Seconds that a worker may take to begin."""
_PREPARING, _BETWEEN = 3600.0, 2.0
"""Seconds that preparing a build may take, and between looks whether there is another."""


def _context() -> multiprocessing.context.BaseContext:
    """How processes are started: forked from one that has nothing but the code, so that another is there at once.

    Not from the server, whose threads and sockets are none of their business. Without fork, anew each time.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([worker.__name__])
    return context


_CONTEXT = _context()


class _Worker:
    """A process that does tasks, one at a time."""

    def __init__(self, folder: Path, scratch: Path, limits: Limits) -> None:
        self.connection: Connection
        self.connection, theirs = _CONTEXT.Pipe()
        self.process = _CONTEXT.Process(  # type: ignore[attr-defined]
            target=worker.work, args=(theirs, folder, scratch, limits), daemon=True
        )
        self.process.start()
        theirs.close()

    def do(self, task: Task, seconds: float) -> Answer:
        """Waits for the answer; raises TimeoutError where it takes longer, EOFError where the process ended."""
        self.connection.send(task)
        if not self.connection.poll(seconds):
            raise TimeoutError
        answer = self.connection.recv()
        assert isinstance(answer, Answer)
        return answer

    def end(self) -> None:
        with suppress(OSError):
            self.connection.close()
        self.process.kill()
        self.process.join()


class Evaluation:
    """A graph's workers, which take tasks by turns."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = folder
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._threads = ThreadPoolExecutor(limits.workers + 2, "graphbuild-evaluation")
        self._all: set[_Worker] = set()
        self._background: set[asyncio.Task[None]] = set()
        self._scratch = TemporaryDirectory(prefix="graphbuild-", ignore_cleanup_errors=True)

    async def start(self) -> None:
        """Starts the workers; returns when each can answer."""
        workers = [self._new() for _ in range(self.limits.workers)]
        await asyncio.gather(*map(self._welcome, workers))
        self._background_do(self._prepare())

    async def stop(self) -> None:
        """Ends all workers, whatever they do."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        for one in [*self._all]:
            await self._in_thread(self._end, one)
        self._threads.shutdown(wait=False)
        self._scratch.cleanup()

    async def do(self, task: Task) -> Answer:
        """What comes of a task, or why nothing does; never raises for what is asked. Cancelled, it ends the work."""
        try:
            one = await asyncio.wait_for(self._idle.get(), self.limits.waiting)
        except TimeoutError:
            return Answer(Outcome.BUSY, b"Too much is being asked at once; ask again in a moment.")
        try:
            answer = await self._in_thread(one.do, task, self.limits.seconds)
        except TimeoutError:
            what = f"It took over {self.limits.seconds:g} seconds and was ended; ask for less, or bind more."
            answer = Answer(Outcome.TOO_LONG, what.encode())
        except (EOFError, OSError):
            what = "It ended the process that worked on it, most likely for lack of memory; ask for less."
            answer = Answer(Outcome.LOST, what.encode())
        except asyncio.CancelledError:
            self._background_do(self._replace(one))
            raise
        else:
            self._idle.put_nowait(one)
            return answer
        self._background_do(self._replace(one))
        return answer

    def _background_do(self, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    async def _prepare(self) -> None:
        """Has the search index of each build made before it is wanted, by a worker that may take its time."""
        prepared = ""
        while True:
            if (build := current(self._folder)) not in ("", prepared):
                one = await self._in_thread(self._new)
                with suppress(TimeoutError, EOFError, OSError):
                    await self._in_thread(one.do, Visit("/search", (("q", "a"),)), _PREPARING)
                    prepared = build
                    self._tidy(build)
                await self._in_thread(self._end, one)
            await asyncio.sleep(_BETWEEN)

    def _tidy(self, build: str) -> None:
        """Removes what was made of earlier builds; who has it open keeps it."""
        for file in Path(self._scratch.name).glob("*.sqlite"):
            if file.stem != build:
                file.unlink(missing_ok=True)

    def _new(self) -> _Worker:
        one = _Worker(self._folder, Path(self._scratch.name), self.limits)
        self._all.add(one)
        return one

    def _end(self, one: _Worker) -> None:
        self._all.discard(one)
        one.end()

    async def _welcome(self, one: _Worker) -> None:
        """Lets a worker take tasks as soon as it can."""
        await self._in_thread(one.do, Question("ASK {}"), _START)
        self._idle.put_nowait(one)

    async def _replace(self, one: _Worker) -> None:
        """Ends a worker, and lets another take its place."""
        await self._in_thread(self._end, one)
        await self._welcome(await self._in_thread(self._new))

    async def _in_thread(self, function: Callable[[*_Given], _Got], *arguments: *_Given) -> _Got:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

"""Doing tasks in processes of their own, so that one which runs away can be ended while others go on.

Oxigraph cannot stop a query once it runs: of 0.5.13 neither the library nor the server does, time-out or not. So each
task is handed to one of a few worker processes, and one that takes too long loses its process, which is replaced.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar, TypeVarTuple

from graphbuild.serve import worker
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question, Task

_Given = TypeVarTuple("_Given")
_Got = TypeVar("_Got")
_START = 60.0
"""Seconds that a worker may take to begin."""


class _Worker:
    """A process that does tasks, one at a time."""

    def __init__(self, folder: Path, scratch: Path, limits: Limits) -> None:
        # Spawned, not forked: the server's threads and sockets are none of its business.
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=worker.work, args=(theirs, folder, scratch, limits), daemon=True)
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
        self._scratch = TemporaryDirectory(prefix="graphbuild-", ignore_cleanup_errors=True)

    async def start(self) -> None:
        """Starts the workers; returns when each can answer."""
        ready = Question("ASK {}")
        workers = [self._new() for _ in range(self.limits.workers)]
        await asyncio.gather(*(self._in_thread(one.do, ready, _START) for one in workers))
        for one in workers:
            self._idle.put_nowait(one)

    async def stop(self) -> None:
        """Ends all workers, whatever they do."""
        for one in [*self._all]:
            await self._in_thread(self._end, one)
        self._threads.shutdown(wait=False)
        self._scratch.cleanup()

    async def do(self, task: Task) -> Answer:
        """What comes of a task, or why nothing does; never raises for what is asked."""
        try:
            one = await asyncio.wait_for(self._idle.get(), self.limits.waiting)
        except TimeoutError:
            return Answer(Outcome.BUSY, b"Too much is being asked at once; ask again in a moment.")
        try:
            answer = await self._in_thread(one.do, task, self.limits.seconds)
        except TimeoutError:
            what = f"It took over {self.limits.seconds:g} seconds and was ended; ask for less, or bind more."
            answer = Answer(Outcome.TOO_LONG, what.encode())
            one = await self._in_thread(self._replace, one)
        except (EOFError, OSError):
            answer = Answer(Outcome.FAILED, b"This ended the process that worked on it; ask for less.")
            one = await self._in_thread(self._replace, one)
        self._idle.put_nowait(one)
        return answer

    def _new(self) -> _Worker:
        one = _Worker(self._folder, Path(self._scratch.name), self.limits)
        self._all.add(one)
        return one

    def _end(self, one: _Worker) -> None:
        self._all.discard(one)
        one.end()

    def _replace(self, one: _Worker) -> _Worker:
        self._end(one)
        return self._new()

    async def _in_thread(self, function: Callable[[*_Given], _Got], *arguments: *_Given) -> _Got:
        return await asyncio.get_running_loop().run_in_executor(self._threads, function, *arguments)

"""Evaluating queries in processes of their own, so that one which runs away can be ended while others go on.

Oxigraph cannot stop a query once it runs: of 0.5.13 neither the library nor the server does, time-out or not. So each
query is handed to one of a few worker processes, and one that takes too long loses its process, which is replaced.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar, TypeVarTuple

from graphbuild.serve import worker

_Given = TypeVarTuple("_Given")
_Got = TypeVar("_Got")
_START = 60.0
"""Seconds that a worker may take to begin."""


class Outcome(StrEnum):
    """How asking a question ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """The question is at fault."""
    TOO_MUCH = "too much"
    """The answer is larger than allowed."""
    TOO_LONG = "too long"
    """It took longer than allowed, and was ended."""
    BUSY = "busy"
    """No worker was free in time."""
    NOT_ACCEPTABLE = "not acceptable"
    """The client takes no form in which it can be answered."""
    FAILED = "failed"
    """The graph cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and how it is to be answered."""

    text: str
    default_graphs: tuple[str, ...] = ()
    """IRIs of the graphs whose union is the default graph; none means the union of all."""
    named_graphs: tuple[str, ...] = ()
    """IRIs of the graphs that GRAPH sees; none means all, unless default graphs are given."""
    accept: str = "*/*"
    """The HTTP header of that name."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question."""

    outcome: Outcome
    body: bytes
    """The serialised answer, or a sentence that says what is wrong."""
    media_type: str = "text/plain; charset=utf-8"
    build: str = ""
    """Names the build that was asked: another one has another name."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one question may cost."""

    seconds: float = 10.0
    """Of evaluation and serialisation."""
    rows: int = 10_000
    """Of a result table."""
    size: int = 50_000_000
    """Bytes of an answer."""
    waiting: float = 2.0
    """Seconds until a worker is free."""
    workers: int = 8
    """How many questions are evaluated at once."""


class _Worker:
    """A process that evaluates questions, one at a time."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        # Spawned, not forked: the server's threads and sockets are none of its business.
        context = multiprocessing.get_context("spawn")
        self.connection: Connection
        self.connection, theirs = context.Pipe()
        self.process = context.Process(
            target=worker.work, args=(theirs, str(folder), limits.rows, limits.size), daemon=True
        )
        self.process.start()
        theirs.close()

    def ask(self, question: Question, seconds: float) -> Answer:
        """Waits for the answer; raises TimeoutError where it takes longer, EOFError where the process ended."""
        self.connection.send((question.text, question.default_graphs, question.named_graphs, question.accept))
        if not self.connection.poll(seconds):
            raise TimeoutError
        outcome, body, media_type, build = self.connection.recv()
        return Answer(Outcome(outcome), body, media_type, build)

    def end(self) -> None:
        with suppress(OSError):
            self.connection.close()
        self.process.kill()
        self.process.join()


class Evaluation:
    """A graph's workers, which take questions by turns."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        self._folder = folder
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._threads = ThreadPoolExecutor(limits.workers + 2, "graphbuild-evaluation")
        self._all: set[_Worker] = set()

    async def start(self) -> None:
        """Starts the workers; returns when each can answer."""
        ready = Question("ASK {}")
        workers = [self._new() for _ in range(self.limits.workers)]
        await asyncio.gather(*(self._in_thread(one.ask, ready, _START) for one in workers))
        for one in workers:
            self._idle.put_nowait(one)

    async def stop(self) -> None:
        """Ends all workers, whatever they do."""
        for one in [*self._all]:
            await self._in_thread(self._end, one)
        self._threads.shutdown(wait=False)

    async def ask(self, question: Question) -> Answer:
        """The answer to a question, or why there is none; never raises for what is asked."""
        try:
            one = await asyncio.wait_for(self._idle.get(), self.limits.waiting)
        except TimeoutError:
            return Answer(Outcome.BUSY, b"Too many queries are being answered; ask again in a moment.")
        try:
            answer = await self._in_thread(one.ask, question, self.limits.seconds)
        except TimeoutError:
            answer = Answer(
                Outcome.TOO_LONG,
                f"The query was ended after {self.limits.seconds:g} seconds; ask for less, or bind more.".encode(),
            )
        except (EOFError, OSError):
            answer = Answer(Outcome.FAILED, b"The query ended the process that evaluated it; ask for less.")
        if answer.outcome in (Outcome.TOO_LONG, Outcome.FAILED):
            one = await self._in_thread(self._replace, one)
        self._idle.put_nowait(one)
        return answer

    def _new(self) -> _Worker:
        one = _Worker(self._folder, self.limits)
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

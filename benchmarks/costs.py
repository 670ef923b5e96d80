"""What a command costs: seconds by the clock, seconds of a processor, memory, each also for a part of its run.

The command is a process of its own, so that its memory is its own, and is watched from outside: all that it starts is
counted with it. Pages that processes share are counted for each of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import psutil

SHORTEST, LONGEST = 0.01, 0.2
"""Seconds between two looks at a command: few where it is young, so that looking is cheap where it runs long."""


@dataclass(frozen=True, slots=True)
class Sample:
    """How a command stood at a time."""

    at: float
    """By ``time.time()``."""
    processor: float
    """Seconds of a processor so far."""
    own: int
    """Bytes of memory of the process itself."""
    largest: int
    """The same of the one that has most, of it and those that it started."""
    memory: int
    """The same of all of them."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a stretch of a command took."""

    seconds: float
    processor: float
    """Seconds of a processor, in user and system mode, of it and the processes that it started."""
    own: int
    """The most bytes of memory that the process itself had at a time."""
    largest: int
    """The same of any one of them."""
    memory: int
    """The same of all together."""


@dataclass(frozen=True, slots=True)
class Run:
    """A command that has ended well."""

    samples: Sequence[Sample]
    output: str

    @property
    def whole(self) -> Cost:
        return self.between(self.samples[0].at, self.samples[-1].at)

    def between(self, begin: float, end: float) -> Cost:
        """The cost of what it did between two times; what fell between two looks is divided evenly."""
        within = [s for s in self.samples if begin <= s.at <= end] or [min(self.samples, key=lambda s: abs(s.at - end))]
        return Cost(
            seconds=end - begin,
            processor=self._processor(end) - self._processor(begin),
            own=max(s.own for s in within),
            largest=max(s.largest for s in within),
            memory=max(s.memory for s in within),
        )

    def _processor(self, at: float) -> float:
        for one, other in pairwise(self.samples):
            if one.at <= at <= other.at:
                share = (at - one.at) / (other.at - one.at) if other.at > one.at else 0.0
                return one.processor + share * (other.processor - one.processor)
        return self.samples[0 if at < self.samples[0].at else -1].processor


def run(command: Sequence[str]) -> Run:
    """Runs a command to its end and watches it. Raises CalledProcessError, with what it wrote, where it fails."""
    with tempfile.TemporaryFile("w+") as output, tempfile.TemporaryFile("w+") as errors:
        begun = time.time()
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=output, stderr=errors, text=True)
        samples = [Sample(begun, 0.0, 0, 0, 0)]
        while True:
            ended, status, used = os.wait4(process.pid, os.WNOHANG)
            if ended:
                break
            samples.append(_sample(process.pid, samples[-1]))
            time.sleep(min(LONGEST, max(SHORTEST, (samples[-1].at - begun) / 200)))
        processor = max(samples[-1].processor, used.ru_utime + used.ru_stime)
        samples.append(replace(samples[-1], at=time.time(), processor=processor))
        process.returncode = os.waitstatus_to_exitcode(status)
        said, wrong = (file.seek(0) or file.read() for file in (output, errors))
    if process.returncode:
        failed = subprocess.CalledProcessError(process.returncode, command, said, wrong)
        failed.add_note(wrong)  # else nobody would see it
        raise failed
    return Run(samples, said)


def _sample(pid: int, last: Sample) -> Sample:
    """How the command stands now; as it stood where it has just ended."""
    at = time.time()
    try:
        process = psutil.Process(pid)
        processor, own = _figures(process)
        children = process.children(recursive=True)
    except psutil.Error:
        return replace(last, at=at)
    memory = [own]
    for child in children:
        with suppress(psutil.Error):  # it may have ended, and counts with its parent from the next look on
            used, held = _figures(child)
            processor += used
            memory.append(held)
    return Sample(at, max(processor, last.processor), own, max(memory), sum(memory))


def _figures(process: psutil.Process) -> tuple[float, int]:
    """Seconds of a processor, with those of processes that it has waited for, and bytes of memory."""
    used = process.cpu_times()
    return used.user + used.system + used.children_user + used.children_system, process.memory_info().rss


def by_turns(commands: Mapping[str, Sequence[str]], rounds: int) -> Iterator[tuple[str, Run]]:
    """Runs each command in each round, so that what else the machine does slows them alike."""
    for _ in range(rounds):
        for name, command in commands.items():
            yield name, run(command)


def fastest(costs: Iterable[Cost]) -> Cost:
    """The least of each figure: what is above it, other work on the machine added."""
    found = list(costs)
    return Cost(
        min(c.seconds for c in found),
        min(c.processor for c in found),
        min(c.own for c in found),
        min(c.largest for c in found),
        min(c.memory for c in found),
    )


def graphbuild(*arguments: str | Path) -> list[str]:
    """The command of these arguments."""
    return [sys.executable, "-m", "graphbuild", *map(str, arguments)]

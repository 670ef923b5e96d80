"""One process or several: the same answers, and no worker that is lost or left behind."""

from __future__ import annotations

import math
import operator
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.workers import cores, each, enough

PARENT = "import time; from graphbuild.workers import each; list(each(time.sleep, [60, 60], 2))"


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_results_come_in_the_order_of_the_items(workers: int) -> None:
    assert list(each(operator.neg, [3, 1, 2, 5], workers)) == [-3, -1, -2, -5]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_function_raises_is_raised(workers: int) -> None:
    with pytest.raises(ValueError, match=r"math domain error|nonnegative"):
        list(each(math.sqrt, [4, -1, 9], workers))


def test_a_worker_that_dies_is_a_clear_error() -> None:
    with pytest.raises(GraphbuildError, match=r"a worker process ended without an answer.*--workers 1"):
        list(each(os._exit, [3, 3], 2))


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc to find the processes")
def test_workers_end_with_their_parent() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT])
    try:
        workers = wait_for(lambda: [pid for pid in children(parent.pid) if "spawn_main" in command(pid)], 2)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
    wait_for(lambda: [pid for pid in workers if "spawn_main" in command(pid)], 0)


def wait_for(pids: object, number: int) -> list[int]:
    deadline = time.monotonic() + 20
    while len(found := pids()) != number:  # type: ignore[operator]
        assert time.monotonic() < deadline, f"{found} are not {number} processes"
        time.sleep(0.05)
    return found


def children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return ""


def test_no_more_processes_than_have_enough_to_do() -> None:
    assert [enough(characters) for characters in (0, 1_000, 900_000)] == [1, 1, 1]
    assert enough(10**12) == cores() >= 1

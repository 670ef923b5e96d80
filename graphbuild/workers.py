"""A function over many items, in one process or several."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import TypeVar

from graphbuild.errors import GraphbuildError

T = TypeVar("T")
R = TypeVar("R")


_CHARACTERS = 500_000
"""Of documents, from which a process is worth its start, which takes as long as some 100,000 of them."""


def cores() -> int:
    """How many processes may run at a time."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def enough(characters: int) -> int:
    """How many processes to extract from documents of so many characters with."""
    return max(1, min(cores(), characters // _CHARACTERS))


def each(function: Callable[[T], R], items: Sequence[T], workers: int) -> Iterator[R]:
    """``function`` of each item, in the order of ``items``; it and they are pickled where ``workers`` is more than 1.

    Raises what ``function`` raises, and GraphbuildError where a worker process ends without an answer.
    """
    workers = min(workers, len(items))
    if workers < 2:
        yield from map(function, items)
        return
    # Not forked: threads (a progress bar's, the store's) and the output folder's lock would be copied half-way.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    try:
        yield from pool.map(function, items)
    except BrokenProcessPool:
        raise GraphbuildError(
            "a worker process ended without an answer, most likely for lack of memory; build again with --workers 1"
        ) from None
    finally:
        pool.shutdown(cancel_futures=True)


def _begin() -> None:
    """In a worker: end at once and without a word at Ctrl-C, and when the parent ends, even if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent:
        wait([parent.sentinel])
        os._exit(1)

"""Rows in a temporary file: more than fit in memory, sorted by merging sorted runs."""

from __future__ import annotations

import heapq
import marshal
import tempfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

T = TypeVar("T")
_BATCH = 500
"""Rows that are read back at a time, of each run that is merged."""
Run = list[tuple[int, int]]
"""Where the batches of a list of rows are: offset and size."""


class Spill(Generic[T]):
    """A temporary file of lists of rows, which are plain values (tuples, lists, texts, numbers) without end."""

    def __init__(self, folder: Path) -> None:
        """The file is in ``folder``, nameless where the system can do that. Raises OSError."""
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed by __exit__
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def put(self, rows: Iterable[T]) -> Run:
        """Keeps ``rows``; gives what ``get`` finds them by."""
        run: Run = []
        remaining = iter(rows)
        self._file.seek(self._end)
        while batch := list(islice(remaining, _BATCH)):
            size = self._file.write(marshal.dumps(batch))
            run.append((self._end, size))
            self._end += size
        return run

    def get(self, run: Run) -> Iterator[T]:
        """The rows of ``run``, in the order in which they were put."""
        for offset, size in run:
            self._file.seek(offset)
            yield from marshal.loads(self._file.read(size))

    def merged(self, runs: Iterable[Run], key: Callable[[T], Any]) -> Iterator[T]:
        """The rows of ``runs``, each of which is sorted by ``key``, sorted by ``key``."""
        return heapq.merge(*map(self.get, runs), key=key)

"""Turtle and TriG -> an Oxigraph store on disk, in parts, beside what else is done.

Oxigraph's bulk loader sorts a million quads at a time for each of nine indexes, in more than a gigabyte. Parts of a few
megabytes need a tenth of that and no more time: what is read is parsed in Rust, without a Python object for each term.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from types import TracebackType
from typing import Self

from pyoxigraph import RdfFormat, Store

_PART = 4_000_000
"""Characters that are loaded at a time; some 60,000 quads."""


class Loader:
    """Loads texts into a store; with ``workers`` more than one in threads, since Oxigraph lets others run meanwhile.

    At the end of ``with``, everything is loaded, or where something was raised, nothing more is.
    """

    def __init__(self, store: Store, header: str, workers: int) -> None:
        """``header`` has the directives of all texts."""
        self._store, self._header = store, header
        self._waiting: dict[RdfFormat, list[str]] = {RdfFormat.TURTLE: [], RdfFormat.TRIG: []}
        self._size = dict.fromkeys(self._waiting, 0)
        self._threads = min(workers, 2) if workers > 1 else 0
        self._pool = ThreadPoolExecutor(max(self._threads, 1), "load")
        self._loading: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if error is None:
                for form in self._waiting:
                    self._send(form)
                self._wait(0)
        finally:
            self._pool.shutdown(cancel_futures=True)

    def put(self, form: RdfFormat, texts: Iterable[str]) -> None:
        """Loads whole statements (Turtle) or graphs (TriG), at once or with what comes later.

        Raises OSError where the store cannot be written.
        """
        for text in texts:
            self._waiting[form].append(text)
            self._size[form] += len(text)
        if self._size[form] > _PART:
            self._send(form)

    def _send(self, form: RdfFormat) -> None:
        data = "".join([self._header, *self._waiting[form]]).encode()
        self._waiting[form], self._size[form] = [], 0
        if not self._threads:
            self._store.bulk_load(input=data, format=form)
            return
        self._wait(self._threads)  # so that not everything waits in memory
        self._loading.append(self._pool.submit(self._store.bulk_load, data, form))

    def _wait(self, left: int) -> None:
        while len(self._loading) > left:
            self._loading.popleft().result()

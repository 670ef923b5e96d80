"""Which page is at which address."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from graphbuild.errors import GraphbuildError
from graphbuild.explore import browse, drawn, editor, finding, front, named, network, queries, thing
from graphbuild.explore.addresses import THING
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.graph.store import Graph

PAGES: dict[str, Callable[[Opened, Request], Page]] = {
    "/": front.page,
    "/search": finding.page,
    "/browse": browse.page,
    "/network": network.page,
    "/queries": queries.page,
    editor.ADDRESS: editor.page,
    drawn.ADDRESS: drawn.page,
    "/about": thing.of_data_set,
    THING: thing.by_iri,
}
"""The pages that are no thing's."""


class Site:
    """The explorer of one build."""

    def __init__(self, graph: Graph, index: Path, rows: int = 10_000, size: int = 50_000_000) -> None:
        """``index`` is a file for the search index, made where it is not there.

        Tables have ``rows`` at most, downloads ``size`` bytes.
        """
        self._opened = Opened(graph, index, rows, size)
        self._front: Page | None = None

    def page(self, path: str, parameters: tuple[tuple[str, str], ...] = (), accept: str = "*/*") -> Page:
        """The page at ``path``, as it was asked for with ``parameters``, in a form that ``accept`` allows.

        Whatever is asked, there is a page, if only one that says what is wrong. Raises OSError where the graph cannot
        be read.
        """
        request = Request(path, parameters, accept)
        try:
            if path == "/":
                self._front = self._front or PAGES[path](self._opened, request)
                return self._front
            if path in PAGES:
                return PAGES[path](self._opened, request)
            if path.startswith(named.NAMED):
                return named.page(self._opened, request)
            return thing.at_path(self._opened, request)
        except GraphbuildError as error:
            return told(400, "That cannot be shown", str(error))

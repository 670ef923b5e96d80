"""Where on the server a thing is, and which thing is at an address."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from pyoxigraph import Literal, QuerySolutions

from graphbuild.graph.store import Graph
from graphbuild.vocabulary import VOID

_OWN_PATH = re.compile(r"(?:(?:(?![?#%])[!-~]|%[0-9A-Fa-f]{2})*|[^?#%]*)(?:#[^?#]*)?")
"""What can be asked for as it is written; another IRI is a parameter."""
THING = "/thing"
"""The page of anything, by its IRI in the parameter ``iri``."""


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of things.

    An IRI of the data is at its own path, so that it is its own address where the data's base is the server's; any
    other, such as a topic's, is a parameter of one page.
    """

    space: str = ""
    """What the IRIs of the data begin with; "" where that is not known."""

    def of(self, iri: str) -> str:
        """The address of the page of the thing ``iri``, relative to the server."""
        if self.space and iri.startswith(self.space) and _OWN_PATH.fullmatch(iri, len(self.space)):
            return iri[len(self._origin) :]
        return f"{THING}?iri={quote(iri, safe='')}"

    def candidates(self, path: str) -> tuple[str, ...]:
        """The IRIs that may be meant by a path, as it was asked for; the likeliest first."""
        if not self.space or not path.startswith(self.space[len(self._origin) :]):
            return ()
        return tuple(dict.fromkeys((self._origin + path, self._origin + unquote(path))))

    @property
    def _origin(self) -> str:
        parts = urlsplit(self.space)
        return f"{parts.scheme}://{parts.netloc}"


def of_graph(graph: Graph) -> Addresses:
    """The addresses of a graph, whose data set says what its IRIs begin with."""
    solutions = graph.query(f"SELECT ?space WHERE {{ ?dataset {VOID.uriSpace} ?space }}")
    assert isinstance(solutions, QuerySolutions)
    spaces = {row["space"].value for row in solutions if isinstance(row["space"], Literal)}
    found = sorted(space for space in spaces if space.startswith(("http://", "https://")) and urlsplit(space).path)
    return Addresses(found[0] if len(found) == 1 else "")

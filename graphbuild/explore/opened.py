"""What every page is made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from graphbuild.explore.addresses import Addresses, of_graph
from graphbuild.graph.store import Graph


@dataclass
class Opened:
    """A build that pages are made of."""

    graph: Graph
    index: Path
    """The search index, made when it is first wanted; shared by all who name the same file."""
    rows: int
    """How many rows a table has at most."""
    size: int = 50_000_000
    """How many bytes a download has at most."""

    @cached_property
    def addresses(self) -> Addresses:
        """Where things are."""
        return of_graph(self.graph)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for."""

    path: str
    """As it was asked for, escapes and all."""
    parameters: tuple[tuple[str, str], ...]
    accept: str

    def get(self, name: str, default: str = "") -> str:
        """The first value of a parameter."""
        return next((value for key, value in self.parameters if key == name), default)

    def number(self, name: str, default: int, most: int) -> int:
        """A parameter that is a whole number from 1 to ``most``; ``default`` where it is not."""
        value = self.get(name)
        return int(value) if value.isascii() and value.isdigit() and 0 < int(value[:9]) <= most else default

"""What is said of each thing and of each edge in the formats of graph drawing and of spreadsheets: names and types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graphbuild.export.network import Edge, Node

Value = str | int | float
T = TypeVar("T", Node, Edge)


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """An attribute; what is None or empty of a thing is left out."""

    name: str
    type: type[Value]
    of: Callable[[T], Value | tuple[str, ...] | None]
    """Several values where the attribute is a list."""
    many: bool = False


OF_NODE: tuple[Column[Node], ...] = (
    Column("label", str, lambda node: node.label),
    Column("kind", str, lambda node: node.kind),
    Column("text", str, lambda node: node.text),
    Column("first", str, lambda node: node.dates[0] if node.dates else ""),
    Column("last", str, lambda node: node.dates[-1] if node.dates else ""),
    Column("dates", str, lambda node: node.dates, many=True),
    Column("passages", int, lambda node: node.passages),
    Column("confidence", float, lambda node: node.confidence),
)
OF_EDGE: tuple[Column[Edge], ...] = (
    Column("relation", str, lambda edge: edge.kind),
    Column("label", str, lambda edge: edge.label),
    Column("weight", int, lambda edge: edge.weight),
    Column("modality", str, lambda edge: edge.modality),
    Column("first", str, lambda edge: edge.dates[0] if edge.dates else ""),
    Column("last", str, lambda edge: edge.dates[-1] if edge.dates else ""),
    Column("dates", str, lambda edge: edge.dates, many=True),
    Column("confidence", float, lambda edge: edge.confidence),
    Column("rule", str, lambda edge: edge.rule),
    Column("sentence", str, lambda edge: edge.sentence),
    Column("document", str, lambda edge: edge.document),
)


def said(columns: tuple[Column[T], ...], of: T) -> dict[str, Value]:
    """Values by name, lists joined by ``; ``, without those that are None or empty."""
    found: dict[str, Value] = {}
    for column in columns:
        value = column.of(of)
        if value is not None and value not in ("", ()):
            found[column.name] = "; ".join(value) if isinstance(value, tuple) else value
    return found

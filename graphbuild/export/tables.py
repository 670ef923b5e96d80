"""``nodes.csv`` and ``edges.csv``, for spreadsheets and for ``neo4j-admin database import``::

    neo4j-admin database import full --nodes=nodes.csv --relationships=edges.csv

A cell that a spreadsheet would take for a formula begins with an apostrophe, as spreadsheets themselves have it.
Whitespace is folded, so that a row is a line: neo4j-admin refuses others unless told.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from graphbuild.export.columns import OF_EDGE, OF_NODE, Column, T, Value
from graphbuild.export.network import Edge, Network

NODES, EDGES = "nodes.csv", "edges.csv"
FILES = (NODES, EDGES)
TYPES = {str: "", int: ":int", float: ":double"}
"""The types of columns in neo4j-admin's headers; a plain one is a string."""
MANY = ";"
"""What stands between the values of a list, neo4j-admin's default."""
_FORMULA = re.compile(r"[=+\-@\t\r|%]")
_FIRST_CELL = {NODES: "iri:ID", EDGES: ":START_ID"}


def tables(network: Network, folder: Path) -> None:
    """Writes the two files into ``folder``, UTF-8 with the mark by which spreadsheets know it, a line a row."""
    labels = {node.iri: node.label for node in network.nodes}
    edges = [column for column in OF_EDGE if column.name != "relation"]
    _write(
        folder / NODES,
        [_FIRST_CELL[NODES], ":LABEL", *map(_header, OF_NODE)],
        ([_guarded(node.iri), MANY.join(node.classes), *_cells(OF_NODE, node)] for node in network.nodes),
    )
    _write(
        folder / EDGES,
        [_FIRST_CELL[EDGES], ":END_ID", ":TYPE", "from", "to", *map(_header, edges)],
        ([*_ends(edge, labels), *_cells(edges, edge)] for edge in network.edges),
    )


def _ends(edge: Edge, labels: Mapping[str, str]) -> list[str]:
    """What an edge is between: IRIs, its type, and the names that a reader of the table wants."""
    names = (labels.get(end, "") for end in (edge.source, edge.target))
    return [_guarded(edge.source), _guarded(edge.target), _type(edge.kind), *map(_guarded, names)]


def is_ours(path: Path) -> bool:
    """Whether the file at ``path`` is one that ``tables`` wrote."""
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        return file.readline(200).startswith(f"{_FIRST_CELL[path.name]},")


def _write(path: Path, header: list[str], rows: Iterable[list[str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _header(column: Column[T]) -> str:
    return f"{column.name}:string[]" if column.many else column.name + TYPES[column.type]


def _cells(columns: Iterable[Column[T]], thing: T) -> list[str]:
    return [_cell(column.of(thing)) for column in columns]


def _cell(value: Value | tuple[str, ...] | None) -> str:
    if value is None:
        return ""
    if isinstance(value, tuple):
        return _guarded(MANY.join(one.replace(MANY, ",") for one in value))
    return _guarded(value) if isinstance(value, str) else str(value)


def _guarded(text: str) -> str:
    """``text`` on one line, such that no spreadsheet takes it for a formula."""
    line = " ".join(text.replace("\0", " ").split())
    return f"'{line}" if _FORMULA.match(line) else line


def _type(kind: str) -> str:
    """``BOARD_MEMBER_OF`` of ``boardMemberOf``."""
    return re.sub(r"\W+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", kind)).upper()

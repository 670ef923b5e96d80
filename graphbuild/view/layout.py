"""Places things on a drawing: time from left to right, a band a kind of thing, no label over another.

Everything is computed from the graph alone, so that a page opens at once and looks the same each time. A cell holds one
thing and its label. What belongs to a meeting stands in the columns of its date; people, services and organisations
stand as near as they can to what they have to do with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import networkx as nx

from graphbuild.view import kinds
from graphbuild.view.columns import CELL, GAP, HEADING, MARGIN, SYMBOL, WINDOW, Band, Columns, timed

STAGGER = 0.12
"""How far rows are shifted, by turns to the right and left, in cells: lines that run down then miss what is between."""
DATE, YEAR = len("2014-06-11"), len("2014")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands, in pixels; x to the right, y down, from the drawing's upper left corner."""

    positions: Mapping[str, tuple[float, float]]
    lanes: tuple[Band, ...]
    """A band a kind of thing."""
    years: tuple[Band, ...]
    """A column a year."""
    width: float
    height: float


def arrange(net: nx.MultiDiGraph, lines: Mapping[str, int], window: tuple[float, float] = WINDOW) -> Layout:
    """Places the nodes of ``net``, whose labels take so many ``lines``, as large as ``window`` (pixels) has room."""
    if not net:
        return Layout({}, (), (), 0.0, 0.0)
    lanes = _lanes(net)
    by_date, by_year = (Columns(net, lanes, lines, length, window) for length in (DATE, YEAR))
    columns = by_date if by_date.scale > 0.8 * by_year.scale else by_year
    positions: dict[str, tuple[float, float]] = {}
    bands = []
    cells: dict[str, tuple[float, int]] = {}
    for lane in sorted(lanes, key=lambda lane: not timed(lane)):
        nodes = lanes[lane]
        cells |= columns.cells(nodes) if timed(lane) else _near(net, nodes, cells, columns.total)
    top, rows_above = HEADING, 0
    for lane, nodes in lanes.items():
        height = columns.row_height(lane)
        for node in nodes:
            column, row = cells[node]
            shift = STAGGER if (rows_above + row) % 2 else -STAGGER
            positions[node] = (MARGIN + (column + 0.5 + shift) * CELL, top + (GAP + SYMBOL) / 2 + row * height)
        rows = 1 + max(cells[node][1] for node in nodes)
        bands.append(Band(lane, top, top + rows * height))
        top, rows_above = top + rows * height, rows_above + rows
    return Layout(positions, tuple(bands), columns.years(), MARGIN + columns.total * CELL, top)


def _lanes(net: nx.MultiDiGraph) -> dict[str, list[str]]:
    """The nodes of each band, bands from top to bottom, nodes in the order in which they are read."""
    lanes: dict[str, list[str]] = {kind.lane: [] for kind in kinds.ALL}
    for node in sorted(net, key=lambda node: _reading_order(net, node)):
        lanes[kinds.of(net.nodes[node]["kind"]).lane].append(node)
    return {lane: nodes for lane, nodes in lanes.items() if nodes}


def _reading_order(net: nx.MultiDiGraph, node: str) -> tuple[object, ...]:
    """By date, then by where the document states it."""
    data = net.nodes[node]
    place = [(passage.document, passage.begin) for passage in data["evidence"][:1]]
    return data["dates"][:1], place, data["label"], node


def _near(
    net: nx.MultiDiGraph, nodes: Sequence[str], placed: Mapping[str, tuple[float, int]], columns: int
) -> dict[str, tuple[float, int]]:
    """Column and row of each of ``nodes``: a free cell near the middle of their placed neighbours."""
    middles = {node: _middle(net, node, placed, columns) for node in nodes}
    ranked = sorted(nodes, key=lambda node: (middles[node], node))
    even = {node: (rank + 0.5) * columns / len(nodes) - 0.5 for rank, node in enumerate(ranked)}
    # halfway to an even spread: what has to do with everything would else crowd the middle
    wanted = {node: (middles[node] + even[node]) / 2 for node in nodes}
    rows = ceil(len(nodes) / columns)
    free = {(column, row) for column in range(columns) for row in range(rows)}
    cells: dict[str, tuple[float, int]] = {}
    for node in sorted(nodes, key=lambda node: (-net.degree(node), wanted[node], node)):
        cell = min(free, key=lambda cell: (abs(cell[0] - wanted[node]) + 0.3 * cell[1], cell))
        free.remove(cell)
        cells[node] = cell
    return cells


def _middle(net: nx.MultiDiGraph, node: str, placed: Mapping[str, tuple[float, int]], columns: int) -> float:
    around = [placed[other][0] for other in nx.all_neighbors(net, node) if other in placed]
    return sum(around) / len(around) if around else (columns - 1) / 2

"""The grid of a drawing: how many columns of cells each date or year gets, how high the rows are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil

import networkx as nx

from graphbuild.view import kinds

CELL = 156.0
"""Width of a cell, in pixels at full size."""
LINE, SYMBOL, GAP = 14.0, 26.0, 12.0
"""Height of a line of a label, of the drawn symbol, and between rows."""
MARGIN = 92.0
"""Width of the margin in which the bands' titles stand."""
HEADING = 28.0
"""Height of the years above the first band."""
WINDOW, HALF = (1376.0, 680.0), (540.0, 700.0)
"""What the drawing should fill: the network's part of a window of 1400 by 900, alone and beside a timeline."""


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the drawing with a title: across it (``begin`` and ``end`` are y) or down it (x)."""

    title: str
    begin: float
    end: float


def timed(lane: str) -> bool:
    """Whether what stands in a band belongs to meetings, and so in their columns."""
    return any(kind.timed for kind in kinds.ALL if kind.lane == lane)


class Columns:
    """How many columns of cells each date or year has, so that the whole is as large as it can be in the window."""

    def __init__(
        self,
        net: nx.MultiDiGraph,
        lanes: Mapping[str, Sequence[str]],
        lines: Mapping[str, int],
        length: int,
        window: tuple[float, float],
    ) -> None:
        self._net, self._lanes, self._lines, self._length, self._window = net, lanes, lines, length, window
        self._columns = {node: self._column(node) for lane in lanes if timed(lane) for node in lanes[lane]}
        self._counts: dict[str, dict[str, int]] = {}
        for lane in lanes:
            counts: dict[str, int] = defaultdict(int)
            for node in lanes[lane]:
                if node in self._columns:
                    counts[self._columns[node]] += 1
            self._counts[lane] = dict(counts)
        self._widths = self._best()
        self.total = sum(self._widths.values())
        self.scale = self._scale(self._widths)
        self._spread = self._spare_height()

    def _column(self, node: str) -> str:
        """What names the columns that a timed node stands in: its date or year."""
        return str(next(iter(self._net.nodes[node]["dates"]), ""))[: self._length]

    def row_height(self, lane: str) -> float:
        """The height of a row of cells, in pixels."""
        return self._least_height(lane) + self._spread

    def _least_height(self, lane: str) -> float:
        return SYMBOL + GAP + LINE * max(self._lines[node] for node in self._lanes[lane])

    def _spare_height(self) -> float:
        """What each row can get in addition where the drawing is wider than the window, within reason."""
        width, height = self._size(self._widths)
        rows = sum(self._rows(lane, self._widths) for lane in self._lanes)
        return max(0.0, min(1.6 * GAP, (width * self._window[1] / self._window[0] - height) / rows))

    def cells(self, nodes: Iterable[str]) -> dict[str, tuple[float, int]]:
        """Column and row of each of the timed ``nodes``: row by row in the columns of their date, evenly across."""
        grouped: dict[str, list[str]] = defaultdict(list)
        for node in nodes:
            grouped[self._columns[node]].append(node)
        cells, start = {}, 0
        for column in sorted(self._widths):
            width, group = self._widths[column], grouped[column]
            for begin in range(0, len(group), width):
                row = group[begin : begin + width]
                for place, node in enumerate(row):
                    cells[node] = (start + (place + 0.5) * width / len(row) - 0.5, begin // width)
            start += width
        return cells

    def years(self) -> tuple[Band, ...]:
        """The columns of each year."""
        if not self._columns:
            return ()
        bands: list[Band] = []
        left = MARGIN
        for column in sorted(self._widths):
            right = left + self._widths[column] * CELL
            year = column[:4] or "no date"
            if bands and bands[-1].title == year:
                bands[-1] = Band(year, bands[-1].begin, right)
            else:
                bands.append(Band(year, left, right))
            left = right
        return tuple(bands)

    def _best(self) -> dict[str, int]:
        """Widens the fullest column step by step, and keeps the widths at which the drawing can be shown largest."""
        widths = dict.fromkeys(sorted(set(self._columns.values())) or [""], 1)
        best, best_scale = dict(widths), self._scale(widths)
        for _ in range(max(len(nodes) for nodes in self._lanes.values())):
            fullest = max(widths, key=lambda column: (self._load(column, widths[column]), column))
            widths[fullest] += 1
            scale = self._scale(widths)
            if scale > best_scale:
                best, best_scale = dict(widths), scale
        return best

    def _load(self, column: str, width: int) -> float:
        return max(counts.get(column, 0) for counts in self._counts.values()) / width

    def _scale(self, widths: Mapping[str, int]) -> float:
        width, height = self._size(widths)
        return min(self._window[0] / width, self._window[1] / height)

    def _size(self, widths: Mapping[str, int]) -> tuple[float, float]:
        height = HEADING + sum(self._rows(lane, widths) * self._least_height(lane) for lane in self._lanes)
        return MARGIN + sum(widths.values()) * CELL, height

    def _rows(self, lane: str, widths: Mapping[str, int]) -> int:
        counts = self._counts[lane]
        if counts:
            return max(ceil(number / widths[column]) for column, number in counts.items())
        return ceil(len(self._lanes[lane]) / sum(widths.values()))

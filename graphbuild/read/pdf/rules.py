"""The straight lines that a page draws, which frame the cells of its tables."""

from __future__ import annotations

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from graphbuild.read.pdf.glyphs import upright

_MOST_OBJECTS = 5_000
_MOST_POINTS = 2_000
_THIN = 3.0
"""Points of thickness up to which a filled box is a line."""
_SHORT = 6.0
_DOUBLE = 5.0
"""Points between which no text stands."""
_TALLEST_ROW = 300.0
"""Points of the tallest row of a table."""


@dataclass(frozen=True, slots=True)
class Rules:
    """``across`` are (y, left, right), ``down`` are (x, top, bottom)."""

    across: tuple[tuple[float, float, float], ...] = ()
    down: tuple[tuple[float, float, float], ...] = ()

    def parts(self, left: float, right: float, y: float) -> bool:
        """Whether a line is drawn downwards between two places at the height ``y``."""
        first = bisect_left(self.down, left - 1, key=_place)
        last = bisect_right(self.down, right + 1, key=_place)
        return any(top <= y <= bottom for _, top, bottom in self.down[first:last])

    def beside(self, y: float) -> list[float]:
        """Where lines are drawn downwards at the height ``y``, from left to right; double ones once."""
        found: list[float] = []
        for x, top, bottom in self.down:
            if top <= y <= bottom and not (found and x - found[-1] < _DOUBLE):
                found.append(x)
        return found


def _place(rule: tuple[float, float, float]) -> float:
    return rule[0]


def rules(page: Any, turn: int) -> Rules:
    """The lines of a pypdfium2 page whose text is ``turn`` quarters from upright."""
    across: list[tuple[float, float, float]] = []
    down: list[tuple[float, float, float]] = []
    for x0, y0, x1, y1 in _strokes(page):
        left, top, right, bottom = upright(turn, min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
        if bottom - top <= _THIN and right - left >= _SHORT:
            across.append(((top + bottom) / 2, left, right))
        elif right - left <= _THIN and bottom - top >= _SHORT:
            down.append(((left + right) / 2, top, bottom))
    across = sorted(set(across))
    inferred = (line for line in _between_cells(across) if not any(abs(line[0] - x) < _THIN for x, _, _ in down))
    return Rules(tuple(across), tuple(sorted({*down, *inferred})))


def _between_cells(across: Sequence[tuple[float, float, float]]) -> Iterator[tuple[float, float, float]]:
    """Where columns meet: under one another, the lines across end and begin side by side, cell by cell."""
    meets: dict[int, list[tuple[float, float]]] = {}
    for (y, _, right), (other, left, _) in pairwise(across):
        if abs(other - y) < 1 and -2 < left - right < _THIN:
            meets.setdefault(round((left + right) / 4), []).append((y, (left + right) / 2))
    for column in meets.values():
        for (top, x), (bottom, _) in pairwise(column):
            if bottom - top < _TALLEST_ROW:
                yield x, top, bottom


def _strokes(page: Any) -> Iterator[tuple[float, float, float, float]]:
    """Both ends of each straight stroke, and the sides of each box."""
    import pypdfium2.raw as pdfium

    for number, drawn in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number >= _MOST_OBJECTS:
            return
        left, bottom, right, top = drawn.get_bounds()
        if right - left <= _THIN or top - bottom <= _THIN:
            yield left, bottom, right, top
        elif drawn.container is None:
            yield from _sides(drawn)


def _sides(drawn: Any) -> Iterator[tuple[float, float, float, float]]:
    """The strokes between the points of a path."""
    import pypdfium2.raw as pdfium

    matrix = drawn.get_matrix()
    points: list[tuple[float, float, bool]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(pdfium.FPDFPath_CountSegments(drawn.raw), _MOST_POINTS)):
        segment = pdfium.FPDFPath_GetPathSegment(drawn.raw, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        moves = pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO
        points.append((*matrix.on_point(x.value, y.value), moves))
    for (x0, y0, _), (x1, y1, moves) in pairwise(points):
        if not moves:
            yield x0, y0, x1, y1

"""Stretches of characters to the lines of a page, each parted where a wide gap or a drawn line stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from graphbuild.read.pdf.glyphs import Span
from graphbuild.read.pdf.rules import Rules

_GAP = 1.0
"""How wide, in sizes, a gap is that no space between words is."""
_SPACE = 0.11
"""The same of a gap that is a space at all: none stands before the raised "th" of "10th"."""
_BULLET = re.compile(r"[•·●▪◦○‣\uf000-\uf0ff]")
MARK = re.compile(
    r"\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.):]{1,2}|\d{1,3}(?:\.\d{1,3})+\.?|\d{1,3}|[-–•·●▪◦○‣*§a-zA-Z\uf000-\uf0ff]"
)
_RAISED = 3
"""Characters of the "th" in "10th"."""
_TOUCHES = 0.2
"""The share of a bullet that stands beside its line."""
_LAST = 8
"""Of the stretches of a line, among which its longest is looked for."""


@dataclass(frozen=True, slots=True)
class Piece:
    """What stands on a line without a wide gap."""

    text: str
    left: float
    right: float
    bold: int
    """How many characters at its beginning are bold."""
    first: float
    """Where its first word ends."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or what of it stands in one column; y grows downwards."""

    pieces: tuple[Piece, ...]
    top: float
    bottom: float
    page: int
    """From 0."""
    ended: bool = False
    """Whether a wide gap stands in it, before what is set on the right to close the paragraph."""

    @property
    def size(self) -> float:
        """The height of its letters."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The height at its middle."""
        return (self.top + self.bottom) / 2

    @property
    def left(self) -> float:
        """Where its first character begins."""
        return self.pieces[0].left

    @property
    def right(self) -> float:
        """Where its last character ends."""
        return self.pieces[-1].right

    @property
    def text(self) -> str:
        """All that stands on it."""
        return " ".join(piece.text for piece in self.pieces)

    @property
    def bold(self) -> int:
        """How many characters of ``text`` at its beginning are bold; a mark is as the text behind it."""
        count = len(self.pieces[0].text) + 1 if self.marked and self.pieces[1].bold else 0
        for piece in self.pieces[bool(count) :]:
            count += piece.bold
            if piece.bold < len(piece.text):
                return count
            count += 1
        return count - 1

    @property
    def marked(self) -> bool:
        """Whether it begins with the mark or number of a list entry, set apart from its text."""
        return len(self.pieces) > 1 and bool(MARK.fullmatch(self.pieces[0].text))

    @property
    def text_left(self) -> float:
        """Where its text begins, behind a mark."""
        return self.pieces[1].left if self.marked else self.left


def lines(spans: Sequence[Span], rules: Rules, page: int) -> list[Line]:
    """The lines of a page from top to bottom."""
    usual = median(span.size for span in spans) if spans else 0.0
    small = [span for span in spans if _is_small(span, usual)]
    rows = _rows([span for span in spans if not _is_small(span, usual)])
    for span in small:
        _attach(span, rows)
    rows.sort(key=lambda row: _main(row).top + _main(row).bottom)
    found = []
    for row in rows:
        main = _main(row)
        pieces = _pieces(sorted(row, key=lambda span: span.left), rules)
        found.append(Line(tuple(pieces), main.top, main.bottom, page))
    return found


def _is_small(span: Span, usual: float) -> bool:
    """Whether a stretch is a bullet or is raised or lowered, so that it stands beside a line rather than on it."""
    return bool(_BULLET.fullmatch(span.text)) or (len(span.text) <= _RAISED and span.size < 0.8 * usual)


def _main(row: Sequence[Span]) -> Span:
    """The stretch by which a line stands where it does."""
    return max(row, key=lambda span: (len(span.text), span.size))


def _rows(spans: Sequence[Span]) -> list[list[Span]]:
    rows: list[list[Span]] = []
    for span in sorted(spans, key=lambda span: (span.top + span.bottom, span.left)):
        if rows and _overlap(_main(rows[-1][-_LAST:]), span) > 0.5:
            rows[-1].append(span)
        else:
            rows.append([span])
    return rows


def _attach(span: Span, rows: list[list[Span]]) -> None:
    """Puts a small stretch on the line that it stands beside most, else on one of its own."""
    middle = (span.top + span.bottom) / 2
    place = bisect_left(rows, middle, key=lambda row: (_main(row).top + _main(row).bottom) / 2)
    near = [rows[i] for i in range(max(0, place - 2), min(len(rows), place + 2))]
    best = max(near, key=lambda row: _overlap(_main(row), span), default=None)
    if best and _overlap(_main(best), span) > _TOUCHES:
        best.append(span)
    else:
        rows.insert(place, [span])


def _overlap(one: Span, other: Span) -> float:
    """The share of the lower of two stretches that the other stands beside."""
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / min(one.size, other.size)


def _pieces(row: Sequence[Span], rules: Rules) -> list[Piece]:
    backwards = sum(len(span.text) if span.backwards else -len(span.text) for span in row) > 0
    if backwards:
        return [_backwards(row)]
    groups: list[list[Span]] = [[row[0]]]
    for span in row[1:]:
        before = groups[-1][-1]
        gap = span.left - before.right
        size = max(before.size, span.size)
        if gap > _GAP * size or (gap > 0 and rules.parts(before.right, span.left, (span.top + span.bottom) / 2)):
            groups.append([span])
        else:
            groups[-1].append(span)
    return [_piece(group) for group in groups]


def _backwards(row: Sequence[Span]) -> Piece:
    """A line written from right to left, in the order in which it is read."""
    ordered = sorted(row, key=lambda span: -span.right)
    text = ordered[0].text
    for before, span in pairwise(ordered):
        text += (" " if before.left - span.right > _SPACE * span.size else "") + span.text
    return Piece(text, row[0].left, max(span.right for span in row), 0, row[0].left)


def _piece(group: Sequence[Span]) -> Piece:
    text, bold, all_bold = "", 0, True
    before: Span | None = None
    for span in group:
        apart = before and span.left - before.right > _SPACE * max(before.size, span.size)
        text += (" " if apart else "") + span.text
        all_bold = all_bold and span.bold
        bold = len(text) if all_bold else bold
        before = span
    return Piece(text, group[0].left, max(span.right for span in group), bold, _first(group))


def _first(group: Sequence[Span]) -> float:
    """Where the first word ends: a change of type may part it."""
    end = group[0].first
    for before, span in pairwise(group):
        if " " in before.text or span.left - before.right > _SPACE * max(before.size, span.size):
            break
        end = span.first
    return end

"""The plain records of an inspection."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from graphbuild.model import Source
from graphbuild.segment.record import Fit

Layer = Literal["segment", "name", "fact"]
LEFT_OUT, PARAGRAPH = "left out", "paragraph"


class Mark(NamedTuple):
    """Something seen at ``begin`` to ``end`` (exclusive) of the source's text."""

    begin: int
    end: int
    layer: Layer
    kind: str
    """Of segments what it is (``title``, ``item``), of names the kind of thing, of facts the kind of record."""
    label: str
    """What it is or became, in a few words: "item 7", "Jo Hall holds the post Clerk"."""
    rule: str = ""
    confidence: float | None = None


class Chosen(NamedTuple):
    """The layout of a meeting's record, and how well each fitted."""

    meeting: str
    """Its date."""
    layout: str
    fits: tuple[Fit, ...]


class Row(NamedTuple):
    """A paragraph, or lines that were left out, at ``begin`` to ``end`` with the line breaks behind them."""

    begin: int
    end: int
    line: int
    """Of the source's text, from 1."""
    kind: str
    """PARAGRAPH or LEFT_OUT."""
    labels: tuple[str, ...]
    """Of the segments that begin in it; of none where one goes on."""
    kinds: tuple[str, ...]
    """Kinds of the segments that are in it."""
    marks: tuple[int, ...]
    """Indices of the names and facts that begin in it."""
    understood: bool
    """Whether anything was found in it."""


class Opening(NamedTuple):
    """Words that several paragraphs begin with in which nothing was found: what a layout may lack."""

    words: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What was seen where in one document."""

    source: Source
    rows: tuple[Row, ...]
    """All of its text, in order."""
    marks: tuple[Mark, ...]
    """By place; those that enclose others before them."""
    chosen: tuple[Chosen, ...]
    families: tuple[tuple[str, float], ...]
    """The bundled layouts and those of the user, and how much of the document each reads."""
    openings: tuple[Opening, ...]
    problem: str
    """Why no meeting was found, "" where one was."""

    @property
    def not_understood(self) -> tuple[Row, ...]:
        """The paragraphs in which nothing was found."""
        return tuple(row for row in self.rows if row.kind == PARAGRAPH and not row.understood)

    @property
    def paragraphs(self) -> int:
        """How many paragraphs it has, furniture left out."""
        return sum(row.kind == PARAGRAPH for row in self.rows)

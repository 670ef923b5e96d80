"""What a format with a layout of its own reads, in reading order, and the text that is kept of it.

Paragraphs are parted by blank lines and stand on one line each; headings and bold openings are marked as Markdown marks
them, since they show where items begin; a table has a line for each row, its cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from graphbuild.read.content import Content, normalise

PAGE = "\f"
"""Stands in a text where a page ends."""
_MOSTLY_BOLD = 0.6
"""The share of bold characters from which bold sets nothing off."""
_LONGEST_BOLD = 300
"""Characters of a bold opening that can be a title."""
_MARK = re.compile(r"\s*(?:[-•·●▪◦○‣*]\s+)?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, head or list entry (with its mark)."""

    text: str
    heading: int = 0
    """1 to 6; 0 for none."""
    bold: int = 0
    """How many characters at its beginning are bold."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell a list of paragraphs."""

    cells: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page ends."""


Part = Paragraph | Row | PageBreak


def content(parts: Sequence[Part], title: str | None = None, paged: bool = False) -> Content:
    """The text of ``parts``; ``paged`` says that they hold page breaks, so that the text has pages.

    Raises Unreadable where so many characters are controls that it is no text.
    """
    marked = _bold_sets_off(parts)
    written: list[str] = []
    before: Part | None = None
    for part in parts:
        if isinstance(part, PageBreak):
            written.append(PAGE)
            continue
        lines = _row(part) if isinstance(part, Row) else _paragraph(part, marked)
        if lines:
            in_table = isinstance(part, Row) and isinstance(before, Row)
            written.append("" if before is None else "\n" if in_table else "\n\n")
            written.append(lines)
            before = part
    written.append("\n")
    return _paged(written, title) if paged else Content(normalise("".join(written)), title)


def flat(text: str) -> str:
    """``text`` with single spaces, on one line; page breaks stay."""
    return re.sub(r"[^\S\f]+", " ", text).strip(" ")


def _paged(written: Iterable[str], title: str | None) -> Content:
    """Page breaks taken out of the text, and where they stood."""
    text = normalise("".join(written))
    # Between paragraphs nothing stands for a break, within one a space does.
    text = re.sub(r"(\f+)(\n+)", r"\2\1", text)
    starts, kept, position = [0], [], 0
    for piece in re.split(r"(\f)", text):
        if piece != PAGE:
            kept.append(piece)
            position += len(piece)
            continue
        if kept and kept[-1] and not kept[-1][-1].isspace():
            kept.append(" ")
            position += 1
        starts.append(position)
    return Content("".join(kept), title, tuple(starts))


def _paragraph(part: Paragraph, marked: bool) -> str:
    text = flat(part.text)
    if part.heading:
        return f"{'#' * part.heading} {text}" if text else ""
    begin = _MARK.match(part.text)
    skip = begin.end() if begin and marked else 0
    lead = flat(part.text[skip : part.bold]) if marked else ""
    if not any(map(str.isalpha, lead)) or "*" in lead or len(lead) > _LONGEST_BOLD or PAGE in lead:
        return text
    rest = part.text[part.bold :]
    between = " " if rest[:1].isspace() else ""
    return f"{flat(part.text[:skip])} **{lead}**{between}{flat(rest)}".strip()


def _row(part: Row) -> str:
    """A line for a row, and where cells hold several paragraphs one for each of these, side by side."""
    lines = zip_longest(*([text for cell in paragraphs if (text := flat(cell))] for paragraphs in part.cells))
    joined = ("\t".join((cell or "").replace(PAGE, " ") for cell in line) for line in lines)
    return "\n".join(line.rstrip() for line in joined if line.strip())


def _bold_sets_off(parts: Sequence[Part]) -> bool:
    paragraphs = [part for part in parts if isinstance(part, Paragraph) and not part.heading]
    bold = sum(part.bold for part in paragraphs)
    return 0 < bold <= _MOSTLY_BOLD * sum(len(part.text) for part in paragraphs)

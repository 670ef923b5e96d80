"""What a format with a layout of its own reads, in reading order, and the text that is kept of it.

Paragraphs are parted by blank lines and stand on one line each; headings and bold openings are marked as Markdown marks
them, since they show where items begin; a table has a line for each row, its cells parted by tabs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from graphbuild.read.content import Content, normalise

PAGE = "\f"
"""Stands in a text where a page ends."""
_MOSTLY_BOLD = 0.6
"""The share of bold characters from which bold sets nothing off."""
_LONGEST_BOLD = 300
"""Characters of a bold opening that can be a title."""
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\ufeff"))
"""Soft hyphens, zero-width spaces and byte order marks."""
_LONGEST_ENTRY = 50
"""Characters of an entry in a list; longer ones beside a number are prose."""
_SHORT = 60
"""Characters of a line that was ended, not broken."""
_LONGEST_CELL = 120
"""Characters of the entries of lists beside each other, on average; longer ones are prose."""
_NUMBER = re.compile(r"\(?[\w./-]{0,10}\d[\w./-]{0,6}\)?[.:]?|\(?[a-zA-Z]\)?[.):]|\(?[ivxIVX]{1,5}\)?[.):]")
_MARK = re.compile(r"\s*(?:[-•·●▪◦○‣*]\s+)?")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, head or list entry (with its mark)."""

    text: str
    heading: int = 0
    """1 to 6; 0 for none."""
    bold: int = 0
    """How many characters at its beginning are bold."""
    close: bool = False
    """Whether it stands below the paragraph before without a gap, as the lines of a list do."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, each cell a list of paragraphs."""

    cells: tuple[tuple[Paragraph, ...], ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where a page ends."""


Part = Paragraph | Row | PageBreak


def row(cells: Sequence[Sequence[Part]]) -> list[Part]:
    """What a row of a table with these cells is: a Row, or where it lays out prose what the cells hold in order.

    Many tables only set numbers beside text; there the number goes before the text's first paragraph. So it does before
    a title in bold, whether the text below that stands in the same cell or elsewhere.
    """
    filled = [cell for cell in cells if cell]
    number = _number(filled)
    if not (_lays_out(filled, number is not None) or (number and _is_title(filled[1:]))):
        return [Row(tuple(tuple(part for part in cell if isinstance(part, Paragraph)) for cell in cells))]
    if number and isinstance(second := filled[1][0], Paragraph):
        return [_numbered(number, second), *filled[1][1:], *chain(*filled[2:])]
    return list(chain(*filled))


def _number(cells: Sequence[Sequence[Part]]) -> Paragraph | None:
    """The number that alone stands in the first of several cells."""
    first = cells[0][0] if len(cells) > 1 and len(cells[0]) == 1 else None
    return first if isinstance(first, Paragraph) and _NUMBER.fullmatch(first.text.strip()) else None


def _is_title(cells: Sequence[Sequence[Part]]) -> bool:
    """Whether nothing stands in some cells but one paragraph that is bold from end to end."""
    parts = list(chain(*cells))
    only = parts[0] if len(parts) == 1 else None
    return isinstance(only, Paragraph) and len(only.text.strip()) <= only.bold


def _lays_out(cells: Sequence[Sequence[Part]], is_numbered: bool) -> bool:
    """Whether a row only sets prose, heads or tables beside each other; ``is_numbered`` says that a number is first."""
    parts = list(chain(*cells))
    texts = [part.text for part in parts if isinstance(part, Paragraph) and not part.heading]
    if len(texts) < len(parts) or not texts:
        return True
    long = max(map(len, texts)) > _LONGEST_ENTRY
    if len(cells) == 1:
        return long or any(isinstance(part, Paragraph) and part.bold for part in parts)
    several = any(len(cell) > 1 for cell in cells)
    return several and (long if is_numbered else sum(map(len, texts)) > _LONGEST_CELL * len(texts))


def _numbered(number: Paragraph, part: Paragraph) -> Paragraph:
    before = number.text.strip() + " "
    return replace(part, text=before + part.text, bold=len(before) + part.bold if part.bold else 0)


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
            written.append("" if before is None else "\n" if _stand_together(before, part) else "\n\n")
            written.append(lines)
            before = part
    written.append("\n")
    return _paged(written, title) if paged else Content(normalise("".join(written)), title)


def _stand_together(above: Part, below: Part) -> bool:
    """Whether no blank line parts two parts: rows of a table, short lines one right below the other."""
    if isinstance(above, Paragraph) and isinstance(below, Paragraph):
        # A long one above would look like a line that was broken because it was full.
        return below.close and len(above.text) <= _SHORT and not (above.heading or below.heading)
    return isinstance(above, Row) and isinstance(below, Row)


def flat(text: str) -> str:
    """``text`` with single spaces and without what only says where a word may be parted; line ends and pages stay."""
    lines = re.sub(r"[^\S\f\n]+", " ", text.translate(_UNSEEN)).split("\n")
    return "\n".join(line for each in lines if (line := each.strip(" ")))


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
        return f"{'#' * part.heading} {' '.join(text.split())}" if text else ""
    begin = _MARK.match(part.text)
    skip = begin.end() if begin and marked else 0
    lead = flat(part.text[skip : part.bold]) if marked else ""
    if not any(map(str.isalpha, lead)) or "*" in lead or len(lead) > _LONGEST_BOLD or PAGE in lead or "\n" in lead:
        return text
    rest = part.text[part.bold :]
    between = " " if rest[:1].isspace() else ""
    return f"{flat(part.text[:skip])} **{lead}**{between}{flat(rest)}".strip()


def _row(part: Row) -> str:
    """A line for a row, and where cells hold several paragraphs one for each of these, side by side."""
    entries = ([line for each in cell for line in flat(each.text).split("\n") if line] for cell in part.cells)
    lines = ("\t".join((entry or "").replace(PAGE, " ") for entry in line) for line in zip_longest(*entries))
    return "\n".join(line.rstrip() for line in lines if line.strip())


def _bold_sets_off(parts: Sequence[Part]) -> bool:
    paragraphs = [part for part in parts if isinstance(part, Paragraph) and not part.heading]
    bold = sum(part.bold for part in paragraphs)
    return 0 < bold <= _MOSTLY_BOLD * sum(len(part.text) for part in paragraphs)

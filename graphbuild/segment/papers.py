"""Takes the papers of an agenda pack apart: reports, briefings, tables of work."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild import dates
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels
from graphbuild.segment.record import PaperRecord
from graphbuild.segment.text import Text

_TITLE_LENGTH = 160
_MARKS = " :;.–-"
_HEAD_LINES = 3
"""Lines of a paper's head, in which another opener does not begin a paper."""


def paper_starts(blocks: Sequence[Block], first: int) -> list[int]:
    """Indices, from ``first`` on, of the blocks that a paper begins with."""
    starts: list[int] = []
    numbered = 0
    """Numbered sections since the last paper began."""
    for index in range(first, len(blocks)):
        begins = _opens(blocks[index]) or (
            _heads_table(blocks, index) and not (starts and _inside_report(blocks, starts[-1], index, numbered))
        )
        if begins and not (starts and _just_begun(blocks, starts[-1], index)):
            starts.append(index)
            numbered = 0
        numbered += blocks[index].numbered
    return starts


def read_paper(blocks: Sequence[Block]) -> PaperRecord:
    """A paper from its blocks, of which the first opens it."""
    title = _field(blocks, "title") or [blocks[0].text]
    when = next((d.iso for text in _field(blocks, "date")[:1] for d in dates.full_dates(text.value)), None)
    return PaperRecord(
        title=title[0].strip(_MARKS) or blocks[0].text,
        blocks=tuple(blocks),
        authors=tuple(_field(blocks, "author")),
        recommendations=tuple(_recommendations(blocks)),
        date=when,
    )


def _opens(block: Block) -> bool:
    return bool(either(labels().papers.openers).match(block.text.value))


def _heads_table(blocks: Sequence[Block], index: int) -> bool:
    """Whether a short unnumbered line stands over a table of three columns or more."""
    block = blocks[index]
    if (
        block.cells
        or block.mark
        or block.numbered
        or len(block.text) > _TITLE_LENGTH
        or block.text.value.endswith((".", "?"))
    ):
        return False
    below = blocks[index + 1 : index + 3]
    return any(len(b.cells) >= 3 for b in below) and not (
        index and blocks[index - 1].cells and len(blocks[index - 1].cells) == _width(below)
    )


def _width(blocks: Sequence[Block]) -> int:
    return max((len(b.cells) for b in blocks), default=0)


def _just_begun(blocks: Sequence[Block], start: int, index: int) -> bool:
    """Whether a line still belongs to the head of the paper that begins with block ``start``."""
    return index - start <= _HEAD_LINES and not any(b.cells for b in blocks[start:index])


def _inside_report(blocks: Sequence[Block], start: int, index: int, numbered: int) -> bool:
    """Whether a table stands in the report that block ``start`` begins: with ``numbered`` sections, not signed off."""
    signed_off = any(
        either(labels().papers.sign_off).search(b.text.value) for b in blocks[max(start, index - 4) : index]
    )
    return numbered >= 2 and not signed_off


def _names_field(text: str, field: str) -> bool:
    return text.strip(_MARKS).casefold() in labels().papers.fields[field]


def _field(blocks: Sequence[Block], field: str) -> list[Text]:
    """The values of a labelled field: the next cell, the rest of the line, or the paragraph below the label."""
    values: list[Text] = []
    for index, block in enumerate(blocks):
        for position, cell in enumerate(block.cells[:-1]):
            if _names_field(cell.value, field):
                values += [c for c in block.cells[position + 1 :] if c][:1]
        if block.cells:
            continue
        label, colon, _ = block.text.value.partition(":")
        if colon and _names_field(label, field) and len(label) < len(block.text) - 2:
            values.append(block.text[len(label) + 1 :].strip())
        elif _names_field(block.text.value, field) and index + 1 < len(blocks):
            values.append(blocks[index + 1].text)
    return list({v.value.casefold(): v for v in reversed(values)}.values())[::-1]


def _recommendations(blocks: Sequence[Block]) -> list[Text]:
    found: list[Text] = []
    inside = False
    for block in blocks:
        words = re.sub(r"^\s*\d+\.?\s*", "", block.text.value)
        if _names_field(words, "recommendations"):
            inside = True
        elif inside and (block.mark or block.numbered or block.cells) and len(block.text) > 25:
            found.append(_bare(block))
        elif inside:
            inside = False
    return found


def _bare(block: Block) -> Text:
    """A recommendation without its number or bullet."""
    text = next((c for c in block.cells[1:] if c), block.text) if block.cells else block.text
    mark = re.match(r"^(?:\d{1,2}(?:\.\d{1,2})?[.)]?|[•·\-])\s+", text.value)
    return text[mark.end() :].strip() if mark else text

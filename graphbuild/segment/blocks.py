"""Lines of a source to blocks: paragraphs, list entries, heads and table rows, page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild.segment.block import Block
from graphbuild.segment.lines import Line, Width, runs
from graphbuild.segment.paragraphs import codes_joined, mended, numbers_joined, paragraphs
from graphbuild.segment.series import numbered_lines
from graphbuild.segment.text import Text, joined, pieces, readable

__all__ = ["Block", "blocks"]

_BULLET = re.compile(r"^\s*(?:\*\*)?(?:[-*•·●▪◦○‣\uf000-\uf0ff]|o(?=\s{1,3}\S)|v(?=\s{2,}))\s+")
_CLAUSE_MARK = re.compile(
    r"^(?:\((\d{1,2}|[a-z]|[ivx]{1,4})\)|(\d{1,2}|[a-z]|[ivx]{1,4})\))(?:\s+|$|(?=(?-i:[A-Z])))", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^(?:\d{1,4}(?:\.\d{1,2})*\.(?!\d)|\d{1,4}/\d{2,4}[a-z]?\b|\d{1,2}\.\d{1,2}\b(?:\.\d{1,3}\b)?(?!%)"
    r"|(?:[A-Z]{1,4}[./ -]?|[A-Z][a-z]{1,4}/)\d{1,4}/\d{2,4}\b"
    r"|(?:[Aa]genda |AGENDA )?(?:[Ii]tem|ITEM|[Mm]inute|MINUTE)(?: [Nn][Oo]\.?)?\s+\d{1,4}\b)"
)
_YEAR = re.compile(r"^(?:19|20)\d\d\.")
_HEAD = re.compile(r"^\s*(#{1,6})\s+")
_MARK_COLUMN = re.compile(
    r"^\s*(?:\(?(?:\d{1,4}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)]{0,2}|\d{1,3}(?:\.\d{1,3}){1,2}\.?"
    r"|(?:[A-Z]{1,4}[./ -]?)?\d{1,4}/\d{2,4}[A-Z]?|[-*•·●▪\uf000-\uf0ff])\t+"
    r"(?![•·●▪]|.*<li)[^\t]+$"
)
"""A mark or number in a column of its own, before a paragraph."""
_STARRED = re.compile(r"^\s*[*#+†‡]\t+(?=\d{1,4}[A-Z]?\t+[^\t]+$)")
"""A mark in a column of its own before an item's number: what the council alone may decide, or has decided."""
_PIPES = re.compile(r"^\s*\|(.*\|.*)$")
_PIPE_RULE = re.compile(r"^[\s|:-]+$")
_BOLD = re.compile(r"\*\*[^*]+\*\*|\*\*[^*]+|[^*]+\*\*")
_BOLD_SPAN = re.compile(r"[\s.:)\d]*(\*\*|__)[^*_]+\1")


def blocks(text: str, page_starts: Sequence[int] = ()) -> list[Block]:
    """The blocks of a source's text in order, split paragraphs mended.

    ``page_starts`` are the offsets at which its pages begin, where its format knows them.
    """
    found = [[(block, line) for line in run if (block := _start(line))] for run in runs(text, page_starts)]
    width = Width([[block.text.value for block, _ in run] for run in found])
    raw = (block for run in numbered_lines([[b for b, _ in run] for run in found]) for block in paragraphs(run, width))
    return list(mended(numbers_joined(codes_joined(list(raw)))))


def _start(line: Line) -> Block | None:
    """The block that begins with this line; None where nothing readable stands in it."""
    if starred := _STARRED.match(line.raw):
        line = Line(line.raw[starred.end() :], line.begin + starred.end())
    column = _MARK_COLUMN.match(line.raw)
    if ("\t" in line.raw.strip() and not column) or _PIPES.match(line.raw):
        return _row(line)
    head = _HEAD.match(line.raw)
    cut = head.end() if head else 0
    bullet = _BULLET.match(line.raw[cut:])
    printed = readable(line.raw[cut:], line.begin + cut)
    cut += bullet.end() if bullet else 0
    raw = line.raw[cut:]
    bare = readable(raw, line.begin + cut) if bullet else printed
    clause = _CLAUSE_MARK.match(bare.value)
    if not printed:
        return None
    return Block(
        bare[clause.end() :] if clause else bare,
        mark=(clause.group(1) or clause.group(2)) if clause else "-" if bullet else None,
        heading=len(head.group(1)) if head else 0,
        bold=bool(_BOLD.fullmatch(raw.strip())),
        numbered=_is_numbered(bare.value) or bool(column and not clause and bare.value[:1].isdigit()),
        bold_until=0 if bullet else _bold_until(raw, line.begin + cut),
        printed=printed if bullet else bare,
    )


def _is_numbered(text: str) -> bool:
    match = _NUMBERED.match(text)
    if not match or _YEAR.match(text):
        return False
    return not text[match.end() :].lstrip(" \\")[:1].islower()


def _bold_until(raw: str, begin: int) -> int:
    """The length of the readable text that is set in bold at the beginning of ``raw``."""
    end = 0
    while match := _BOLD_SPAN.match(raw, end):
        end = match.end()
    return len(readable(raw[:end], begin)) if end else 0


def _row(line: Line) -> Block | None:
    raw, begin, separator = line.raw, line.begin, "\t"
    if pipes := _PIPES.match(raw):
        if _PIPE_RULE.match(raw):
            return None
        raw, begin, separator = pipes.group(1), begin + pipes.start(1), "|"
    cells: list[Text] = []
    parts: list[Text] = []
    position = 0
    for cell in raw.split(separator):
        cells.append(readable(cell, begin + position))
        parts += pieces(cell, begin + position)
        position += len(cell) + 1
    if separator == "|" and not cells[-1]:
        cells.pop()
    whole = joined(cells)
    return Block(whole, cells=tuple(cells), parts=tuple(parts), printed=whole) if whole else None

"""Lines of a source to blocks: paragraphs, list entries, heads and table rows, page furniture left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphbuild.segment.text import Text, join, pieces, readable

_BULLET = re.compile(r"^\s*(?:[-*•·●▪◦○‣]|o(?=\s{1,3}\S)|v(?=\s{2,})|\u00b7|\uf0b7)\s+")
_CLAUSE_MARK = re.compile(r"^\s*(?:\((\d{1,2}|[a-z]|[ivx]{1,4})\)|(\d{1,2}|[a-z])\))\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"^\s*(?:\d{1,4}(?:\.\d{1,2})*\\?\.|\d{1,4}\\?/\d{2}[a-z]?\b|\d{1,2}\.\d{1,2}\b(?!%))")
_PAGE_NUMBER = re.compile(r"^\W*(?:page\s+)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?\W*$", re.IGNORECASE)
_DATED_HEAD = re.compile(r"^[^a-z]{8,120} - \d{1,2}/\d{1,2}/\d{2,4}$")
_HEAD = re.compile(r"^\s*(#{1,6})\s+")
_RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|\*{3,}|={3,})\s*$")
_OPEN_ENDED = re.compile(r"[^.:;?!”\"')\]]\s*$|\b(?:p\.m|a\.m|No|Cllr|Mr|Mrs|Ms)\.\s*$")
_FINITE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|may|that)\b", re.IGNORECASE)
"""What a sentence has and a title or a form's field has not."""
_LONG = 55
"""Characters from which a paragraph that ends without punctuation is taken to go on after a page break."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list entry, head or table row."""

    text: Text
    mark: str | None = None
    """What stood before it as a list mark: ``-`` for bullets, else the clause's number or letter."""
    heading: int = 0
    """Level of a Markdown head, 0 for none."""
    bold: bool = False
    """Whether all of it is set in bold."""
    numbered: bool = False
    cells: tuple[Text, ...] = ()
    """A table row's cells."""
    parts: tuple[Text, ...] = ()
    """The entries of a row's cells, where a cell holds a list."""
    last_piece: int = 0
    """Length of the last of the paragraphs that it was mended from."""

    @property
    def capitals(self) -> bool:
        """Whether its letters are nearly all capitals."""
        letters = [c for c in self.text.value if c.isalpha()]
        return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def blocks(text: str) -> list[Block]:
    """The blocks of a source's text in order, split paragraphs mended."""
    return _mend([b for b in _raw_blocks(text) if b.text])


def _lines(text: str) -> Iterator[tuple[str, int]]:
    position = 0
    for line in text.split("\n"):
        yield line.replace("\f", " "), position
        position += len(line) + 1


def _running_heads(text: str) -> set[str]:
    """Lines that stand on several pages and say nothing: dated heads, and those next to form feeds."""
    after_page = Counter(page.strip().split("\n", 1)[0].strip() for page in text.split("\f")[1:])
    return {line for line, n in after_page.items() if n >= 2 and len(line) < 120}


def _raw_blocks(text: str) -> Iterator[Block]:
    running = _running_heads(text)
    current: Block | None = None
    for line, begin in _lines(text):
        bare = readable(line, begin)
        if not bare or _RULE.match(line):
            if current:
                yield current
            current = None
            continue
        if _PAGE_NUMBER.match(bare.value) or _DATED_HEAD.match(bare.value) or bare.value in running:
            continue
        starts = _start(line, begin)
        if (
            current is None
            or starts.mark
            or starts.heading
            or starts.cells
            or starts.numbered
            or current.heading
            or current.cells
        ):
            if current:
                yield current
            current = starts
        else:
            current = replace(current, text=join(current.text, starts.text), bold=current.bold and starts.bold)
    if current:
        yield current


def _start(line: str, begin: int) -> Block:
    """The block that begins with this line."""
    if "\t" in line.strip():
        return _row(line, begin)
    head = _HEAD.match(line)
    cut = head.end() if head else 0
    mark = None
    if bullet := _BULLET.match(line[cut:]):
        mark, cut = "-", cut + bullet.end()
    if clause := _CLAUSE_MARK.match(line[cut:]):
        mark, cut = clause.group(1) or clause.group(2), cut + clause.end()
    rest = line[cut:]
    bare = rest.strip()
    return Block(
        readable(rest, begin + cut),
        mark=mark,
        heading=len(head.group(1)) if head else 0,
        bold=bool(re.fullmatch(r"\*\*[^*]+\*\*|\*\*[^*]+|[^*]+\*\*", bare)),
        numbered=bool(_NUMBERED.match(readable(rest, 0).value)),
    )


def _row(line: str, begin: int) -> Block:
    cells: list[Text] = []
    parts: list[Text] = []
    position = 0
    for raw in line.split("\t"):
        cells.append(readable(raw, begin + position))
        parts += pieces(raw, begin + position)
        position += len(raw) + 1
    full = [c for c in cells if c]
    whole = full[0] if full else Text("", ())
    for cell in full[1:]:
        whole = join(whole, cell)
    return Block(whole, cells=tuple(cells), parts=tuple(parts))


def _mend(found: list[Block]) -> list[Block]:
    """Joins a paragraph that a page break cut with its rest."""
    mended: list[Block] = []
    for block in found:
        if mended and _goes_on(mended[-1], block):
            mended[-1] = replace(mended[-1], text=join(mended[-1].text, block.text), last_piece=len(block.text))
        else:
            mended.append(block)
    return mended


def _goes_on(before: Block, after: Block) -> bool:
    if after.mark or after.heading or after.numbered or after.cells or before.heading or before.cells:
        return False
    if before.bold != after.bold or not _OPEN_ENDED.search(before.text.value):
        return False
    if after.text.value[:1].islower():
        return len(before.text) > 12
    if before.capitals or after.capitals or after.bold or _label(before.text.value) or _label(after.text.value):
        return False
    finished = after.text.value[-1:] in ".;:?!" or len(after.text) > 2 * _LONG
    sentence = (before.last_piece or len(before.text)) > _LONG and bool(
        before.mark == "-" or _FINITE.search(before.text.value)
    )
    return sentence and before.text.value[-1:].isalnum() and finished


def _label(text: str) -> bool:
    """Whether it begins as a labelled line does: "Resolved:", "Present:-"."""
    return bool(re.match(r"^[A-Z][A-Za-z ]{2,40}\s?[:;]", text))

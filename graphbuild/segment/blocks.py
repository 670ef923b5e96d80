"""Lines of a source to blocks: paragraphs, list entries, heads and table rows, page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from graphbuild.segment.layout import either, labels
from graphbuild.segment.lines import Line, Width, goes_on, runs
from graphbuild.segment.text import EMPTY, Text, joined, pieces, readable

_BULLET = re.compile(r"^\s*(?:\*\*)?(?:[-*•·●▪◦○‣\uf000-\uf0ff]|o(?=\s{1,3}\S)|v(?=\s{2,}))\s+")
_CLAUSE_MARK = re.compile(
    r"^(?:\((\d{1,2}|[a-z]|[ivx]{1,4})\)|(\d{1,2}|[a-z]|[ivx]{1,4})\))(?:\s+|$|(?=(?-i:[A-Z])))", re.IGNORECASE
)
_NUMBERED = re.compile(
    r"^(?:\d{1,4}(?:\.\d{1,2})*\.(?!\d)|\d{1,4}/\d{2,4}[a-z]?\b|\d{1,2}\.\d{1,2}\b(?:\.\d{1,3}\b)?(?!%)"
    r"|[A-Z]{1,4}[./ -]?\d{1,4}/\d{2,4}\b"
    r"|(?:[Aa]genda |AGENDA )?(?:[Ii]tem|ITEM|[Mm]inute|MINUTE)(?: [Nn][Oo]\.?)?\s+\d{1,4}\b)"
)
_YEAR = re.compile(r"^(?:19|20)\d\d\.")
_LETTERED = re.compile(r"^(?:[a-h]|[ivx]{1,4})\.\s+[^\W\d_]")
_LONE_NUMBER = re.compile(
    r"^(?:(?:\d{1,3}|[IVX]{1,5})\s?[.)]|(?:agenda )?(?:item|minute)(?: no\.?)? \d{1,4}[.:]?)$", re.IGNORECASE
)
_LONE_CODE = re.compile(r"^(?:[A-Z]{1,4}[./ -]?)?\d{1,4}/\d{2,4}[A-Z]?$")
"""A minute number that stands on a line of its own, above its title or below."""
_ITEM_BEHIND = re.compile(r"^\((?:agenda )?(?:item|minute)\s+(?:no\.?\s*)?\d{1,4}\)", re.IGNORECASE)
"""An item's number below its title."""
_HEAD = re.compile(r"^\s*(#{1,6})\s+")
_MARK_COLUMN = re.compile(
    r"^\s*(?:\(?(?:\d{1,4}|[a-zA-Z]|[ivx]{1,4}|[IVX]{1,4})[.)]{0,2}|\d{1,4}/\d{2,4}|[-*•·●▪\uf000-\uf0ff])\t+"
    r"(?![•·●▪]|.*<li)[^\t]+$"
)
"""A mark or number in a column of its own, before a paragraph."""
_PIPES = re.compile(r"^\s*\|(.*\|.*)$")
_PIPE_RULE = re.compile(r"^[\s|:-]+$")
_BOLD = re.compile(r"\*\*[^*]+\*\*|\*\*[^*]+|[^*]+\*\*")
_BOLD_SPAN = re.compile(r"[\s.:)\d]*(\*\*|__)[^*_]+\1")
_OPEN_ENDED = re.compile(r"[^.:;?!”\"')\]]$|\b(?:p\.m|a\.m|No|Cllr|Mr|Mrs|Ms)\.$")
_LABEL = re.compile(r"^[A-Z][A-Za-z ]{2,40}\s?[:;]")
_FINITE = re.compile(r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|may|that)\b", re.IGNORECASE)
"""What a sentence has and a title or a form's field has not."""
_LONGEST_TITLE = 200
_LONG = 55
"""Characters from which a paragraph that ends without punctuation is taken to go on after a page break."""


_HEAD_LINE = 0.8
"""Share of a page's width that a numbered title on a line of its own does not fill."""
_ENOUGH = 400
"""Characters from which it can be told whether a text is in capitals."""


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
    bold_until: int = 0
    """How many characters at its beginning are set in bold (with the number before them)."""
    printed: Text = EMPTY
    """The text with its mark."""

    @property
    def capitals(self) -> bool:
        """Whether its letters are nearly all capitals."""
        letters = [c for c in self.text.value[:_ENOUGH] if c.isalpha()]
        return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)


def blocks(text: str, page_starts: Sequence[int] = ()) -> list[Block]:
    """The blocks of a source's text in order, split paragraphs mended.

    ``page_starts`` are the offsets at which its pages begin, where its format knows them.
    """
    found = [[(block, line) for line in run if (block := _start(line))] for run in runs(text, page_starts)]
    width = Width([[block.text.value for block, _ in run] for run in found])
    raw = (block for run in found for block in _paragraphs([b for b, _ in run], width))
    return list(_mended(_numbers_joined(_codes_joined(list(raw)))))


def _start(line: Line) -> Block | None:
    """The block that begins with this line; None where nothing readable stands in it."""
    column = _MARK_COLUMN.match(line.raw)
    if ("\t" in line.raw.strip() and not column) or _PIPES.match(line.raw):
        return _row(line)
    head = _HEAD.match(line.raw)
    cut = head.end() if head else 0
    bullet = _BULLET.match(line.raw[cut:])
    printed = readable(line.raw[cut:], line.begin + cut)
    cut += bullet.end() if bullet else 0
    raw = line.raw[cut:]
    bare = readable(raw, line.begin + cut)
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


def _paragraphs(lines: Sequence[Block], width: Width) -> Iterator[Block]:
    """The blocks of a run, each of one line or of several that were broken because they were full."""
    full = width.of([b.text.value for b in lines])
    group: list[Block] = []
    for block, after in zip_longest(lines, lines[1:]):
        opens = block.mark or block.heading or block.cells or block.numbered or (group and _title_above(group, after))
        if group and (opens or group[-1].heading or group[-1].cells or not _same_paragraph(group[-1], block, full)):
            yield _merged(group)
            group = []
        group.append(block)
    if group:
        yield _merged(group)


def _same_paragraph(before: Block, block: Block, full: float) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    first, last = block.text.value, before.text.value
    if not last or _ITEM_BEHIND.match(first) or _LETTERED.match(first):
        return False
    if first[:1].isupper() and not last.endswith(","):
        above_text = before.capitals and not block.capitals
        below_text = block.capitals and not before.capitals and last[-1:] in ".:;?!"
        short_head = before.numbered and last[-1:].isalnum() and len(last) < _HEAD_LINE * full
        if above_text or below_text or short_head or _opens_part(first):
            return False
    return goes_on(last, first, full)


def _title_above(group: Sequence[Block], after: Block | None) -> bool:
    """Whether the line above ``after`` is a title, since that is its number, and the paragraph before it has ended."""
    text = after.text.value if after else ""
    behind = _ITEM_BEHIND.match(text) or _LONE_CODE.match(text)
    return bool(behind) and group[-1].text.value[-1:] in ".:;?!"


def _opens_part(text: str) -> bool:
    """Whether a line begins with the label of a list of people or of a decision."""
    people = tuple(a.pattern for a in labels().attendance if a.capacity)
    return bool(either(people).match(text) or either(labels().decision.opening).match(text))


def _merged(group: Sequence[Block]) -> Block:
    first = group[0]
    if len(group) == 1:
        return first
    rest = [b.text for b in group[1:]]
    printed = joined([first.printed, *rest])
    bold = all(b.bold for b in group)
    return replace(
        first,
        text=joined([first.text, *rest]),
        printed=printed,
        bold=bold,
        bold_until=len(printed) if bold else first.bold_until,
    )


def _codes_joined(found: Sequence[Block]) -> list[Block]:
    """Minute numbers on lines of their own joined to the titles above them, where the document sets them so."""
    codes = [i for i, block in enumerate(found) if i and _LONE_CODE.match(block.text.value)]
    above = sum(_like_title(found[i - 1]) for i in codes)
    below = sum(_like_title(found[i + 1]) for i in codes if i + 1 < len(found))
    if above <= below:
        return list(found)
    joins = {i for i in codes if _like_title(found[i - 1])}
    return [
        _with_code(block, found[i + 1].text) if i + 1 in joins else block
        for i, block in enumerate(found)
        if i not in joins
    ]


def _with_code(title: Block, code: Text) -> Block:
    return replace(title, text=joined([title.text, code]), printed=joined([title.printed, code]))


def _like_title(block: Block) -> bool:
    """Whether a block can be an item's title: a short line that nothing ends."""
    text = block.text.value
    plain = not (block.mark or block.cells or block.numbered)
    return plain and len(text) <= _LONGEST_TITLE and (block.capitals or text[-1:] not in ".;:?!,")


def _numbers_joined(found: Iterable[Block]) -> Iterator[Block]:
    """A number that stands on a line of its own joined to the title below or above it."""
    waiting: Block | None = None
    for block in found:
        if waiting and (block.mark or block.numbered or block.cells):
            waiting = None
        if waiting:
            block = _with_number(waiting, block)
            waiting = None
        if not block.text or _LONE_NUMBER.match(block.text.value):
            waiting = block
            continue
        yield block


def _with_number(number: Block, block: Block) -> Block:
    printed = joined([number.printed, block.text])
    if number.mark:
        return replace(block, mark=number.mark, printed=printed)
    until = block.bold_until and len(number.text) + 1 + block.bold_until
    return replace(block, text=printed, printed=printed, numbered=True, bold_until=until)


def _mended(found: Iterable[Block]) -> Iterator[Block]:
    """Joins a paragraph that a page break cut with its rest."""
    group: list[Block] = []
    for block in found:
        if group and not _continues(group, block):
            yield _spliced(group)
            group = []
        group.append(block)
    if group:
        yield _spliced(group)


def _spliced(group: Sequence[Block]) -> Block:
    first = group[0]
    if len(group) == 1:
        return first
    rest = [b.text for b in group[1:]]
    return replace(first, text=joined([first.text, *rest]), printed=joined([first.printed, *rest]))


def _continues(group: Sequence[Block], after: Block) -> bool:
    first, last = group[0], group[-1].text.value
    if _ITEM_BEHIND.match(after.text.value):
        return len(group) == 1 and not first.mark and len(last) < 200
    if after.mark or after.heading or after.numbered or after.cells or first.heading or first.cells:
        return False
    if first.bold != after.bold or not _OPEN_ENDED.search(last):
        return False
    if after.text.value[:1].islower() and not _LETTERED.match(after.text.value):
        return len(group) > 1 or len(last) > 12
    if (
        first.capitals
        or after.capitals
        or after.bold
        or _LABEL.match(group[0].text.value)
        or _LABEL.match(after.text.value)
    ):
        return False
    finished = after.text.value[-1:] in ".;:?!" or len(after.text) > 2 * _LONG
    sentence = len(last) > _LONG and (
        first.mark == "-" or any(_FINITE.search(b.text.value) for b in (first, group[-1]))
    )
    return bool(sentence) and last[-1:].isalnum() and finished

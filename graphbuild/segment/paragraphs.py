"""Lines to paragraphs: broken ones joined, numbers put to their titles, what page breaks cut mended."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from graphbuild.segment.block import Block
from graphbuild.segment.layout import either, labels, layouts
from graphbuild.segment.lines import Width, goes_on
from graphbuild.segment.names import is_name_line, opens_entry
from graphbuild.segment.text import Text, joined

_LETTERED = re.compile(r"^(?:[a-h]|[ivx]{1,4})\.\s+[^\W\d_]")
_LONE_NUMBER = re.compile(
    r"^(?:\d{1,4}|(?:\d{1,3}|[IVX]{1,5})\s?[.)]|(?:agenda )?(?:item|minute)(?: no\.?)? \d{1,4}[.:]?)$", re.IGNORECASE
)
_LONE_CODE = re.compile(r"^(?:[A-Z]{1,4}[./ -]?)?\d{1,4}/\d{2,4}[A-Z]?$")
"""A minute number that stands on a line of its own, above its title or below."""
_ITEM_BEHIND = re.compile(r"^\((?:agenda )?(?:item|minute)\s+(?:no\.?\s*)?\d{1,4}\)", re.IGNORECASE)
"""An item's number below its title."""
_CAPITALS_OPEN = re.compile(r"[A-Z][A-Z'’/&-]{4,}(?: [A-Z&][A-Z'’/&-]*){0,10}(?::|\s[–—-])\s")
_OPEN_ENDED = re.compile(r"[^.:;?!”\"')\]]$|\b(?:p\.m|a\.m|No|Cllr|Mr|Mrs|Ms)\.$")
_LABEL = re.compile(r"^[A-Z][A-Za-z ]{2,40}\s?[:;]")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|could|should|(?-i:may)|that)\b", re.IGNORECASE
)
"""What a sentence has and a title or a form's field has not."""
_LONGEST_TITLE = 200
_LONG = 55
"""Characters from which a paragraph that ends without punctuation is taken to go on after a page break."""
_TITLE_LINE = 0.7
"""The same of one without a number."""
_HEAD_LINE = 0.8
"""Share of a page's width that a numbered title on a line of its own does not fill."""


def paragraphs(lines: Sequence[Block], width: Width) -> Iterator[Block]:
    """The blocks of a run, each of one line or of several that were broken because they were full."""
    full = width.of([b.text.value for b in lines])
    group: list[Block] = []
    for block, after in zip_longest(lines, lines[1:]):
        if group and not _goes_with(group[-1], block, after, full):
            yield _merged(group)
            group = []
        group.append(block)
    if group:
        yield _merged(group)


def _goes_with(before: Block, block: Block, after: Block | None, full: float) -> bool:
    """Whether a line stands in the paragraph of the one before; ``after`` is the one below, if any."""
    if block.mark or block.heading or block.cells or block.numbered or before.heading or before.cells:
        return False
    return not _title_above(before, block, after, full) and _same_paragraph(before, block, full)


def _same_paragraph(before: Block, block: Block, full: float) -> bool:
    """Whether a line goes on with the paragraph of the line before."""
    first, last = block.text.value, before.text.value
    if not last or _ITEM_BEHIND.match(first) or _LETTERED.match(first) or _opens_item(block):
        return False
    if first[:1].isupper() and _opens_item(before, alone=True):
        return False
    if opens_entry(first) and last[-1:].isalpha() and not last.endswith(" and") and is_name_line(last):
        # A list with a person a line.
        return False
    if first[:1].isupper() and not last.endswith(","):
        above_text = before.capitals and not block.capitals
        below_text = block.capitals and not before.capitals and last[-1:] in ".:;?!"
        short_head = before.numbered and last[-1:].isalnum() and len(last) < _HEAD_LINE * full
        if above_text or below_text or short_head or _opens_part(first):
            return False
    return goes_on(last, first, full)


def _title_above(before: Block, block: Block, after: Block | None, full: float) -> bool:
    """Whether a line is a title, below a paragraph whose last line was full and ended with a sentence.

    It is set off, or its number stands below, or it is short and the line below no rest of it.
    """
    text, last, below = block.text.value, before.text.value, after.text.value if after else ""
    if last[-1:] not in ".:;?!":
        return False
    if _ITEM_BEHIND.match(below) or _LONE_CODE.match(below) or before.bold != block.bold:
        return True
    if _set_off(block) and not _set_off(before):
        return True
    short = len(text) < _TITLE_LINE * full < float("inf") and text[-1:] not in ".;?!,"
    return short and text[:1].isupper() and below[:1].isupper() and not goes_on(text, below, full)


def _set_off(line: Block) -> bool:
    """Whether a line begins in bold or with words in capitals that its text goes on after."""
    return line.bold or line.bold_until > 0 or bool(_CAPITALS_OPEN.match(line.text.value))


def _opens_part(text: str) -> bool:
    """Whether a line begins with the label of a list of people or of a decision."""
    people = tuple(a.pattern for a in labels().attendance if a.capacity)
    return bool(either(people).match(text) or either(labels().decision.opening).match(text))


def _opens_item(line: Block, *, alone: bool = False) -> bool:
    """Whether a line begins as only the item heads of a user's layout do; ``alone``: those with no text behind."""
    own = tuple(one.opening for one in layouts() if one.opening and not (alone and one.style in ("run-in", "row")))
    return bool(own and either(own).match(line.printed.value))


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
        is_broken=True,
    )


def codes_joined(found: Sequence[Block]) -> list[Block]:
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


def numbers_joined(found: Iterable[Block]) -> Iterator[Block]:
    """A number that stands on a line of its own joined to the title below or above it."""
    waiting: Block | None = None
    for block in found:
        if waiting and (block.mark or block.numbered or block.cells):
            waiting = None
        if waiting:
            block = _with_number(waiting, block)
            waiting = None
        text = block.text.value
        if not text or _LONE_NUMBER.match(text) or _LONE_CODE.match(text):
            waiting = block
            continue
        yield block


def _with_number(number: Block, block: Block) -> Block:
    printed = joined([number.printed, block.text])
    if number.mark:
        return replace(block, mark=number.mark, printed=printed)
    until = block.bold_until and len(number.text) + 1 + block.bold_until
    return replace(block, text=printed, printed=printed, numbered=True, bold_until=until)


def mended(found: Iterable[Block]) -> Iterator[Block]:
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
    if first.bold != after.bold or not _OPEN_ENDED.search(last) or _LETTERED.match(after.text.value):
        return False
    if after.text.value[:1].islower():
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

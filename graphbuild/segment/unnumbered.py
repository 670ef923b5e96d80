"""Heads without a number: lists of them, and single ones between numbered heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.head import Head
from graphbuild.segment.layout import Style, either, labels
from graphbuild.segment.wording import clean_title, is_procedural, is_sentence

_FEWEST_PROCEDURAL = 2
_PROCEDURAL_SHARE: dict[Style, float] = {"capitals": 0.15, "marked": 0.15, "line": 0.3, "run-in": 0.3}
"""Titles such as "Apologies" from which unnumbered lines are believed to be a list of items, and their share of all."""
_PROSE = 60
"""Characters from which a paragraph below a line is taken to be the text of an item."""
_WHOLE_RECORD = re.compile(r"(?:draft )?minutes of (?:the|a) [\w ]{0,30}meeting held (?:at|in|via)\b", re.IGNORECASE)
_BEYOND = 25
"""Blocks below the last head in which one without number may stand; farther down are the papers of a pack."""
_LABEL_TIMES = 3
_LABEL_WORDS = 2
_RUN_IN = re.compile(r"(?P<title>[^\W\d_][^:;]{4,80}?)\s?(?:[:.]-?(?=\s|$)|\s[–—-]\s|$)")
"""A title, alone or before the text of its item."""


def listed(blocks: Sequence[Block], candidates: Sequence[Head], style: Style) -> list[Head]:
    """Lines that are set as heads, from the first that every meeting has; none unless several of them are such."""
    often = Counter(head.title.value.casefold() for head in _with_text(blocks, candidates, style))
    single = [head for head in candidates if not _is_label(head.title.value, often[head.title.value.casefold()])]
    heads = _with_text(blocks, _ended_alike(blocks, single) if style == "line" else single, style)
    procedural = [p for p, head in enumerate(heads) if is_procedural(head.title.value)]
    if len(procedural) < max(_FEWEST_PROCEDURAL, _PROCEDURAL_SHARE[style] * len(heads)):
        return []
    return heads[procedural[0] :]


def _ended_alike(blocks: Sequence[Block], heads: Sequence[Head]) -> list[Head]:
    """Without the lines that end otherwise than usual titles do here: with a full stop, or a colon, or neither."""
    ends = [(text[-1:] if (text := blocks[head.block].printed.value)[-1:] in ".:" else "") for head in heads]
    usual = [is_procedural(head.title.value) for head in heads]
    most = Counter(end for end, known in zip(ends, usual, strict=True) if known).most_common(1)
    return [h for h, end, known in zip(heads, ends, usual, strict=True) if known or (most and end == most[0][0])]


def _is_label(title: str, times: int) -> bool:
    """Whether a line labels a part of many items ("Minutes:", "Reply") or the whole record, and heads no item."""
    return bool(_WHOLE_RECORD.match(title)) or (times >= _LABEL_TIMES and len(title.split()) <= _LABEL_WORDS)


def _with_text(blocks: Sequence[Block], heads: Sequence[Head], style: Style) -> list[Head]:
    below = [*(head.block for head in heads[1:]), len(blocks)]
    return [head for head, after in zip(heads, below, strict=False) if _has_text(blocks, head, after, style)]


def _has_text(blocks: Sequence[Block], head: Head, following: int, style: Style) -> bool:
    """Whether a head without a number stands before or above what can be the text of an item."""
    if rest := blocks[head.block].printed.value[head.rest :]:
        told = is_sentence(rest) or rest[:1].islower()
        return style not in ("line", "run-in") or told or not _lists_people(blocks[head.block])
    if following == head.block + 1:
        return False
    below = blocks[head.block + 1]
    stated = len(below.text) > _PROSE or below.text.value[-1:] in ".:" or below.mark
    return style != "line" or bool(stated and not below.cells)


def with_single(blocks: Sequence[Block], first: int, heads: Sequence[Head], style: Style) -> list[Head]:
    """The heads, together with those of usual parts of a meeting that are set alike but have no number.

    Such are "DATE OF NEXT MEETING" below numbered heads in capitals, or "VOTES OF SYMPATHY: Votes were passed ..."
    above capitals on lines of their own. None begins above block ``first``.
    """
    if style not in ("capitals", "marked", "line"):
        return list(heads)
    look = Counter(_look(blocks[head.block]) for head in heads).most_common(1)[0][0]
    ended = sum(blocks[head.block].printed.value[-1:] == ":" for head in heads) > len(heads) / 2
    taken = {index for head in heads for index in range(head.block, head.last + 1)}
    single = [
        head
        for index in range(first, min(len(blocks), heads[-1].block + _BEYOND))
        if index not in taken and (head := _single(blocks[index], index)) and _alike(blocks[index], head, look, ended)
    ]
    # An agenda above the minutes has the same titles.
    titles = tuple(head.title.value.casefold() for head in heads)
    other = [
        head
        for head in single
        if not head.title.value.casefold().startswith(titles)
        and (head.block > heads[0].block or _tells(blocks, head, heads[0].block))
    ]
    return sorted([*heads, *other], key=lambda head: (head.block, head.begin))


def _tells(blocks: Sequence[Block], head: Head, following: int) -> bool:
    """Whether text stands behind or below a head that is above all others: a bare "MINUTES" there heads the record."""
    if head.rest < len(blocks[head.block].printed):
        return True
    return following > head.block + 1 and len(blocks[head.block + 1].text) > _PROSE


def _look(block: Block) -> tuple[bool, int, bool]:
    return block.capitals, block.heading, block.bold or block.bold_until > 0


def _alike(block: Block, head: Head, look: tuple[bool, int, bool], ended: bool) -> bool:
    """Whether a head without number is set as most heads are: in capitals, in bold, or ended by a colon."""
    capitals, heading, bold = look
    if (block.heading, block.bold or block.bold_until > 0) != (heading, bold):
        return False
    if capitals:
        return head.title.value.isupper()
    if heading or bold:
        return True
    return ended and head.rest == len(block.printed) and block.printed.value.endswith(":")


def _single(block: Block, index: int) -> Head | None:
    """The head of a usual part of a meeting that a block without a number begins with."""
    text = block.printed.value
    match = _RUN_IN.match(text)
    if not match or block.mark or block.cells or block.numbered or not is_procedural(text):
        return None
    if _lists_people(block):
        return None
    rest = match.end() if any(map(str.isalnum, text[match.end() :])) else len(text)
    return Head(index, 0, None, clean_title(block.printed[: match.end("title")]), rest, index)


def _lists_people(block: Block) -> bool:
    """Whether a block begins with the label of a list of people ("APOLOGIES: Cllr Hall")."""
    return bool(either(tuple(a.pattern for a in labels().attendance if a.capacity)).match(block.printed.value))

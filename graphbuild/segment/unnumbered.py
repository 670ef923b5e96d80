"""Heads without a number: lists of them, and single ones between numbered heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.head import Head
from graphbuild.segment.layout import Style, either, labels
from graphbuild.segment.wording import clean_title, is_procedural

_FEWEST_PROCEDURAL = 2
_PROCEDURAL_SHARE: dict[Style, float] = {"capitals": 0.15, "marked": 0.15, "line": 0.3, "run-in": 0.3}
"""Titles such as "Apologies" from which unnumbered lines are believed to be a list of items, and their share of all."""
_PROSE = 60
"""Characters from which a paragraph below a line is taken to be the text of an item."""
_RUN_IN = re.compile(r"(?P<title>[^\W\d_][^:;]{4,80}?)\s?(?:[:.]-?(?=\s|$)|\s[–—-]\s|$)")
"""A title, alone or before the text of its item."""


def listed(blocks: Sequence[Block], candidates: Sequence[Head], style: Style) -> list[Head]:
    """Lines that are set as heads, from the first that every meeting has; none unless several of them are such."""
    if style == "run-in":
        return _from_usual(candidates, style)
    below = [*(head.block for head in candidates[1:]), len(blocks)]
    found = [h for h, n in zip(candidates, below, strict=False) if _has_text(blocks, h.block, n, style)]
    return _from_usual(found, style)


def _from_usual(heads: Sequence[Head], style: Style) -> list[Head]:
    procedural = [p for p, head in enumerate(heads) if is_procedural(head.title.value)]
    if len(procedural) < max(_FEWEST_PROCEDURAL, _PROCEDURAL_SHARE[style] * len(heads)):
        return []
    return list(heads[procedural[0] :])


def _has_text(blocks: Sequence[Block], index: int, following: int, style: Style) -> bool:
    """Whether a line without a number stands above what can be the text of an item."""
    if following == index + 1:
        return False
    below = blocks[index + 1]
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
        for index in range(first, len(blocks))
        if index not in taken and (head := _single(blocks[index], index)) and _alike(blocks[index], head, look, ended)
    ]
    return sorted([*heads, *single], key=lambda head: (head.block, head.begin))


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
    if either(tuple(a.pattern for a in labels().attendance if a.capacity)).match(text):
        return None
    rest = match.end() if any(map(str.isalnum, text[match.end() :])) else len(text)
    return Head(index, 0, None, clean_title(block.printed[: match.end("title")]), rest, index)

"""Item heads and the blocks between them to items with their decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.clauses import minuted, records_decision, split_decisions
from graphbuild.segment.head import Head
from graphbuild.segment.layout import Layout, either, pattern
from graphbuild.segment.record import Clause, ItemRecord
from graphbuild.segment.text import Text, joined

_OPENING = 4
"""Blocks in which a meeting without item heads says what it was called for."""
_CALLED_FOR = re.compile(
    r"\b(?:called|convened|held|requisitioned|summoned)\b[^.]{0,60}?"
    r"\b(?:to|for the purposes? of|in order to) (?:discuss(?:ing)?|consider(?:ing)?|debat(?:e|ing)|deal(?:ing)? with)"
    r" (?:the (?:issue|matter|question|subject) of )?(?:the )?"
    r"(?P<matter>[^.;:]{4,160}?)(?= (?:following|pursuant|in accordance|under|as requested|which|and to)\b|[,.;:]|$)",
    re.IGNORECASE,
)


def read_items(blocks: Sequence[Block], heads: Sequence[Head], layout: Layout) -> tuple[ItemRecord, ...]:
    """The items of a record, each with what stands under its head."""
    items = []
    for head, following in zip(heads, [*heads[1:], None], strict=False):
        under = list(_under(blocks, head, following, layout))
        number, printed = head.number, None
        if layout.end_of_item:
            under, number, printed = _numbered_below(under, layout.end_of_item)
        under = list(minuted(under))
        items.append(ItemRecord(head.title, number, printed, tuple(under), _clauses(under)))
    return tuple(items)


def whole_meeting(blocks: Sequence[Block], heading: Text) -> tuple[ItemRecord, ...]:
    """A meeting without item heads (one called for a single matter) as one item, if it decided something.

    ``blocks`` are those below the lists of people. The title is what the meeting says that it was called to discuss,
    else its heading.
    """
    clauses = _clauses(blocks)
    purpose = next((matter for block in blocks[:_OPENING] if (matter := _purpose(block.text))), heading)
    return (ItemRecord(purpose, blocks=tuple(blocks), clauses=clauses),) if clauses or records_decision(blocks) else ()


def _purpose(text: Text) -> Text | None:
    """The matter that a meeting was called for, in a text such as "had been convened to discuss the harbour"."""
    match = _CALLED_FOR.search(text.value)
    return text[match.start("matter") : match.end("matter")].strip(" ,;:.") or None if match else None


def _clauses(blocks: Sequence[Block]) -> tuple[Clause, ...]:
    return tuple(clause for decision in split_decisions(blocks) for clause in decision)


def _under(blocks: Sequence[Block], head: Head, following: Head | None, layout: Layout) -> Iterator[Block]:
    """The blocks of an item: the rest of its head's paragraph, those below, and what stands before the next head."""
    furniture = either(layout.furniture) if layout.furniture else None
    end = following.block if following else len(blocks)
    own = blocks[head.block]
    shared = following is not None and following.block == head.block
    stop = len(joined(own.cells[:2]) if own.cells else own.printed)
    rest = own.printed[head.rest : following.begin if shared and following else stop].strip(" :–-")
    for text in (rest, *own.cells[2:]):
        if text:
            yield Block(text, printed=text)
    for block in blocks[head.last + 1 : end]:
        if not (furniture and furniture.match(block.text.value)):
            yield block
    if following and not shared and following.begin:
        before = blocks[following.block].printed[: following.begin].strip()
        yield Block(before, printed=before)


def _numbered_below(under: list[Block], end_of_item: str) -> tuple[list[Block], str | None, Text | None]:
    """The blocks without a web page's "view the full minutes text for item 58", and the number that it gives."""
    for index in range(len(under) - 1, -1, -1):
        text = under[index].text
        match = pattern(end_of_item).search(text.value)
        if match:
            shorter = text[: match.start()].strip()
            rest = [Block(shorter, mark=under[index].mark, printed=shorter)] if shorter else []
            number = text[match.start("number") : match.end("number")]
            return [*under[:index], *rest, *under[index + 1 :]], number.value, number
    return under, None, None

"""Finds item heads: the layout is chosen whose heads make the longest list down the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from typing import NamedTuple

from graphbuild.segment.blocks import Block
from graphbuild.segment.candidates import candidates
from graphbuild.segment.head import Head
from graphbuild.segment.layout import Layout, Style, generic, labels, layouts, pattern
from graphbuild.segment.numbers import LETTER, Number, completed, find_runs, read_number, read_numbers
from graphbuild.segment.record import Fit
from graphbuild.segment.text import joined
from graphbuild.segment.unnumbered import listed, with_single
from graphbuild.segment.webpage import web_page_heads
from graphbuild.segment.wording import clean_title, is_procedural, is_sentence, is_title_line

_FEWEST: dict[Style, int] = {"capitals": 2, "marked": 2, "line": 2, "run-in": 3, "row": 3, "web-page": 3, "whole": 0}
"""Heads from which a layout is taken to be the document's."""
_NEARLY = 0.01
"""By how much a layout must be worth more than a stricter one."""
_SENTENCE_WORTH = 0.3
"""Of a head that states something: numbered paragraphs are no items."""
_BARE_WORTH = 0.4
"""Of a head without text under it: an agenda at the top of its own minutes has those."""
_UNNUMBERED_WORTH = 0.7
_OFFICE_AND_TEXT = 3
"""Blocks of an item that has a line for the office, a title and text."""
_REST_OF_TITLE = re.compile(r"(?:[^\W\d_a-z][\w’'-]*(?: (?:of|and|for|the|in) | |\.$)){1,5}$")
"""Names that a title goes on with in a line of its own."""
_LINKED_WORTH = 0.66
"""Titles of linked files are a surer sign than numbers, but a web page must show more of them."""


class Found(NamedTuple):
    """The layout of a record, its heads in order, and how well each layout fitted, the best first."""

    layout: Layout
    heads: list[Head]
    fits: tuple[Fit, ...]


def find_heads(blocks: Sequence[Block], first: int) -> Found:
    """The layout that fits best and its heads from block ``first`` on; the generic one, without heads, where none fits.

    Where a web page's titles fit, unnumbered heads are not tried against them: its lines would all pass for such.
    """
    tried = [(layout, _heads(blocks, first, layout)) for layout in layouts() if layout.style != "whole"]
    worths = [_worth(blocks, heads, layout) for layout, heads in tried]
    best: tuple[Layout, list[Head]] = (generic(), [])
    most = 0.0
    for candidate, worth in zip(tried, worths, strict=True):
        if best[0].style == "web-page":
            break
        if worth > most + _NEARLY:
            best, most = candidate, worth
    layout, heads = best
    found = [Fit(one.name, len(own), round(worth, 2)) for (one, own), worth in zip(tried, worths, strict=True) if own]
    fits = tuple(sorted(found, key=lambda fit: (fit.layout != layout.name, -fit.worth)))
    if not heads:
        return Found(layout, heads, fits)
    heads = with_single(blocks, first, heads, layout.style)
    following = [*(head.block for head in heads[1:]), len(blocks)]
    below = [_below_office(blocks, head, after) for head, after in zip(heads, following, strict=True)]
    return Found(layout, below, fits)


def _below_office(blocks: Sequence[Block], head: Head, following: int) -> Head:
    """A head whose line only names an office, with the title that stands below; others as they are."""
    if following - head.last < _OFFICE_AND_TEXT or not pattern(labels().office).match(head.title.value):
        return head
    below = blocks[head.last + 1]
    plain = not (below.mark or below.numbered or below.cells)
    if not plain or head.rest < len(blocks[head.block].printed) or not is_title_line(below.text.value):
        return head
    head = head._replace(title=clean_title(below.text), last=head.last + 1)
    rest = blocks[head.last + 1]
    if below.text.value[-1:].isalnum() and _REST_OF_TITLE.match(rest.text.value):
        head = head._replace(title=clean_title(joined([below.text, rest.text])), last=head.last + 1)
    return head


def _heads(blocks: Sequence[Block], first: int, layout: Layout) -> list[Head]:
    if layout.style == "web-page":
        pages = web_page_heads(blocks, layout)
        found = [Head(i, 0, None, title, len(blocks[i].printed), i) for i, title in pages if i >= first]
    elif layout.numbered:
        found = _best_run(blocks, list(candidates(blocks, first, layout)), layout)
    elif layout.opening:
        found = list(candidates(blocks, first, layout))
    else:
        found = listed(blocks, list(candidates(blocks, first, layout)), layout.style)
    return found if len(found) >= _fewest(layout) else []


def _fewest(layout: Layout) -> int:
    return 1 if layout.opening else _FEWEST[layout.style]


def _best_run(blocks: Sequence[Block], heads: Sequence[Head], layout: Layout) -> list[Head]:
    read = read_numbers([head.number or "" for head in heads])
    numbered = [(head, number) for head, number in zip(heads, read, strict=True) if number]
    numbers = [number for _, number in numbered]
    runs = find_runs(numbers, [_look(blocks[head.block]) for head, _ in numbered])
    chains = [[numbered[i][0] for i in completed(run, numbers)] for run in runs if len(run) >= _fewest(layout)]
    likely = [chain for chain in chains if not _lists_initials(chain)]
    best = max(likely, key=lambda chain: _worth(blocks, chain, layout), default=[])
    return _with_parts(blocks, best, numbered) if layout.style in ("capitals", "marked") else best


def _with_parts(blocks: Sequence[Block], heads: Sequence[Head], numbered: Sequence[tuple[Head, Number]]) -> list[Head]:
    """The heads with those of their parts ("4.1" below "4") that are titles set as they are: these are items too.

    So are those that have a number of the others by mistake.
    """
    found = []
    read = {head: number.parts for head, number in numbered}
    for head, below in zip(heads, [*heads[1:], None], strict=False):
        following, after = (below.block, read[below]) if below else (len(blocks), None)
        whole = read_number(head.number or "")
        inside = {part: number.parts for part, number in numbered if head.block < part.block < following and whole}
        titles = {part for part in inside if _is_title_like(blocks, part, head)}
        parts = [part for part, number in inside.items() if whole and number[:-1] == whole.parts]
        # Where some of the parts run on into their text, all are paragraphs of the item.
        shown = set(parts) & titles if titles.issuperset(parts) else set()
        astray = {
            part
            for part in titles.difference(parts)
            if (whole and inside[part] == whole.parts and not _follows_one(inside[part], inside.values()))
            or (inside[part] == after and _stands_above_text(blocks, part))
        }
        found += [head, *(part for part in inside if part in shown | astray)]
    return found


def _is_title_like(blocks: Sequence[Block], part: Head, head: Head) -> bool:
    """Whether a part is a title set as its item's, with nothing behind it."""
    alike = _look(blocks[part.block])[1:4] == _look(blocks[head.block])[1:4]
    return alike and not is_sentence(part.title.value) and part.rest == len(blocks[part.block].printed)


def _follows_one(number: tuple[int, ...], numbers: Collection[tuple[int, ...]]) -> bool:
    """Whether a number is the next of another among ``numbers``, and so is of a list there."""
    return (*number[:-1], number[-1] - 1) in numbers


def _stands_above_text(blocks: Sequence[Block], head: Head) -> bool:
    """Whether a sentence follows on a head, and not what a page repeats with the number of an item cut by its end."""
    return blocks[head.last + 1].text.value.endswith(".")


def _lists_initials(heads: Sequence[Head]) -> bool:
    """Whether heads with letters for numbers name no part of a meeting: "A. Hall" and "B. Orme" are people."""
    number = read_number(heads[0].number or "")
    lettered = number is not None and number.shape == LETTER
    return lettered and not any(is_procedural(head.title.value) for head in heads)


def _look(block: Block) -> tuple[object, ...]:
    """How a head is set: those of one list are alike."""
    return block.mark is not None, block.heading, block.bold, block.capitals, block.text.value[-1:] in ":."


def _worth(blocks: Sequence[Block], heads: Sequence[Head], layout: Layout) -> float:
    """How much heads look like the items of a record: how many, with text under them, over how much of the document."""
    if not heads:
        return 0.0
    begin, end = blocks[0].text.begin, blocks[-1].text.end
    covered = (end - blocks[heads[0].block].text.begin) / max(1, end - begin)
    following = [*(head.block for head in heads[1:]), len(blocks)]
    worth = sum(_head_worth(blocks, head, after) for head, after in zip(heads, following, strict=True)) * covered
    if layout.style == "web-page":
        return worth * _LINKED_WORTH
    return worth if layout.numbered else worth * _UNNUMBERED_WORTH * _likeness(blocks, heads)


def _likeness(blocks: Sequence[Block], heads: Sequence[Head]) -> float:
    """The share of heads that are set as most of them are: lines of two kinds are rarely both the heads."""
    looks = Counter((blocks[h.block].capitals, blocks[h.block].heading, blocks[h.block].bold) for h in heads)
    return looks.most_common(1)[0][1] / len(heads)


def _head_worth(blocks: Sequence[Block], head: Head, following: int) -> float:
    if is_sentence(head.title.value):
        return _SENTENCE_WORTH
    return 1.0 if following - head.block > 1 or head.rest < len(blocks[head.block].printed) else _BARE_WORTH

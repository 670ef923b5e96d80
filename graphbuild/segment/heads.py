"""Finds item heads: the layout is chosen whose heads make the longest run of numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import Layout, labels, layouts, pattern
from graphbuild.segment.text import Text

_PAGES = re.compile(r"\s*\((?:pages?|pp?\.)\s*\d+(?:\s*(?:-|–|to|and)\s*\d+)?\)\s*$", re.IGNORECASE)
_LONGEST_TITLE = 260
_GAP = 3
"""An item number may skip this many (withdrawn items, lost heads)."""
_PROCEDURAL = re.compile(
    r"^(?:apologies|declarations? of|minutes of|exclusion of|questions from|urgent business|communications|"
    r"date and time|date of (?:the )?next|work programme|any other business|chair'?s announcements|matters arising|"
    r"public participation|to receive|items? of urgent)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Head:
    """An item's head: block ``index`` of the list, and what of its text is the title."""

    index: int
    number: str | None
    title: Text
    rest: Text
    """What of the block follows the title: the item's own text, in run-in layouts."""


def find_heads(blocks: Sequence[Block]) -> tuple[Layout, list[Head]]:
    """The layout that fits best and its heads, in order; no heads where none fits."""
    best: tuple[Layout, list[Head]] = (layouts()[0], [])
    for layout in layouts():
        found = _unnumbered(blocks, layout) if layout.style == "unnumbered" else _longest_run(_numbered(blocks, layout))
        enough = 3 if layout.style in ("run-in", "unnumbered") else 2
        if len(found) >= enough and len(found) > len(best[1]) * (1.0 if layout.style != "unnumbered" else 1.5):
            best = layout, found
    return best


def clean_title(text: Text, layout: Layout) -> Text:
    """A title without page range, size of a linked file and end punctuation."""
    title = text
    if layout.title_suffix and (suffix := pattern(layout.title_suffix).search(title.value)):
        title = title[: suffix.start()]
    while True:
        shorter = title.strip(" .:;-–—")
        if pages := _PAGES.search(shorter.value):
            shorter = shorter[: pages.start()]
        if shorter == title:
            return title
        title = shorter


def _numbered(blocks: Sequence[Block], layout: Layout) -> list[Head]:
    heads = []
    assert layout.head is not None
    expression = re.compile(layout.head)
    for index, block in enumerate(blocks):
        if block.mark or block.cells or not _styled(block, layout):
            continue
        match = expression.match(block.text.value)
        if not match:
            continue
        title = clean_title(block.text[match.start("title") : match.end("title")], layout)
        rest = block.text[match.end() :].strip(" :–-") if layout.style == "run-in" else Text("", ())
        if title and any(c.isalpha() for c in title.value):
            heads.append(Head(index, match.group("number"), title, rest))
    return heads


def _styled(block: Block, layout: Layout) -> bool:
    if layout.style == "capitals":
        return block.capitals and len(block.text) <= _LONGEST_TITLE
    if layout.style == "marked":
        return bool(block.heading or block.bold) and len(block.text) <= _LONGEST_TITLE
    if layout.style == "line":
        return len(block.text) <= _LONGEST_TITLE // 2 and not re.search(
            r"[a-z]{2}[.;!?] [A-Z]|[;!?]$", block.text.value
        )
    return True


def _longest_run(heads: list[Head]) -> list[Head]:
    """The longest chain in which each number follows the one before, by one or a small gap."""
    best: list[list[Head]] = []
    for head in heads:
        number = _leading(head.number)
        chains = [c for c in best if 1 <= number - _leading(c[-1].number) <= _GAP and c[-1].index < head.index]
        # Of the chains that it may continue, the one with the nearest number and the most heads.
        longest = max(chains, key=lambda c: (len(c), -(number - _leading(c[-1].number))), default=[])
        best.append([*longest, head])
    return max(best, key=len, default=[])


def _leading(number: str | None) -> int:
    digits = re.match(r"\d+", number or "")
    return int(digits.group()) if digits else -1


def _unnumbered(blocks: Sequence[Block], layout: Layout) -> list[Head]:
    heads: list[Head] = []
    if not any(_marks_web_page(block, layout) for block in blocks):
        return heads
    in_decision = False
    for index, block in enumerate(blocks):
        before = blocks[index - 1] if index else None
        if _is_title(block, layout) and (
            _has_suffix(block, layout)
            or _PROCEDURAL.match(block.text.value)
            or (before is not None and (in_decision or _ends_item(before, layout)))
        ):
            heads.append(Head(index, None, clean_title(block.text, layout), Text("", ())))
            in_decision = False
            continue
        in_decision = bool(pattern(labels().decision).match(block.text.value)) or (in_decision and bool(block.mark))
    return heads


def _marks_web_page(block: Block, layout: Layout) -> bool:
    return _has_suffix(block, layout) or _ends_item(block, layout)


def _is_title(block: Block, layout: Layout) -> bool:
    text = clean_title(block.text, layout).value if _has_suffix(block, layout) else block.text.value
    plain = not (block.mark or block.cells) and len(text) <= _LONGEST_TITLE and text[:1].isupper()
    return plain and not re.search(r"[.:;?!]$", text) and not pattern(labels().decision).match(text)


def _has_suffix(block: Block, layout: Layout) -> bool:
    return bool(layout.title_suffix and pattern(layout.title_suffix).search(block.text.value))


def _ends_item(block: Block, layout: Layout) -> bool:
    return bool(layout.end_of_item and pattern(layout.end_of_item).search(block.text.value))

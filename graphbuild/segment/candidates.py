"""What could be an item's head in a layout, block by block."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.head import Head
from graphbuild.segment.layout import Layout, Style, page_suffix, pattern
from graphbuild.segment.wording import clean_title, cut_title, is_procedural, is_sentence, is_title_line, subject

_NOTHING = re.compile(r"(?:\s*:|\s[–—-])\s+(?:none|nil|noted|nothing(?: to report)?|no report)\W*$", re.IGNORECASE)
"""The whole text of an item, on the line of its title."""
_LONGEST_TITLE = 260
_LONGEST_NUMBER = 12
_LONGEST_ROW: dict[Style, float] = {"row": float("inf"), "line": 130}
"""Characters of a table row that holds an item, or only its number, its title and a reference."""


def candidates(blocks: Sequence[Block], first: int, layout: Layout) -> Iterator[Head]:
    """The heads that the blocks from ``first`` on may hold in a layout that has an expression for them, in order."""
    assert layout.head is not None
    expression = re.compile(layout.head)
    for index in range(first, len(blocks)):
        block = blocks[index]
        if not _styled(block, layout) or (block.numbered and not layout.numbered):
            continue
        begins = [0, *_inside(block.printed.value, layout)]
        for begin, end in zip(begins, [*begins[1:], len(block.printed)], strict=True):
            if head := _head(index, block, begin, end, expression, layout):
                yield head


def _inside(text: str, layout: Layout) -> list[int]:
    """Where items begin inside a paragraph that holds several."""
    if layout.inside is None:
        return []
    return [m.start() for m in re.finditer(layout.inside, text) if m.start() > 0]


def _head(index: int, block: Block, begin: int, end: int, expression: re.Pattern[str], layout: Layout) -> Head | None:
    """The head in characters ``begin`` to ``end`` of a block; None where there is none."""
    if begin == 0 and block.mark and not (block.mark.isdigit() or block.mark.isupper()):
        return None
    match = expression.match(block.printed.value[begin:end])
    if not match:
        return None
    start = begin + match.start("title")
    whole = block.printed[start : begin + match.end("title")]
    if block.cells:
        whole = whole[: len(block.cells[1])]
    emphasised = len(whole) if block.heading or block.bold else block.bold_until - start
    length = len(whole) if _is_linked(whole.value) else _title_length(whole.value, emphasised, layout)
    if length is None:
        return None
    title = clean_title(whole[:length], page_suffix())
    number = match.groupdict().get("number")
    if not any(c.isalpha() for c in title.value) or (number is None and not is_title_line(title.value)):
        return None
    rest = start + length if length < len(whole) or block.cells else begin + match.end()
    if not any(map(str.isalnum, block.printed.value[rest:])):
        rest = len(block.printed)
    if layout.style != "capitals" and is_sentence(title.value):
        about = subject(title.value)
        rest = start if about or rest >= len(block.printed) else rest
        title = title[:about].strip(" ,") if about else title
    return Head(index, begin, number, title, rest, index)


def _is_linked(text: str) -> bool:
    """Whether a title carries the size of a file that it is linked to."""
    return bool(pattern(page_suffix()).search(text))


def _title_length(text: str, emphasised: int, layout: Layout) -> int | None:
    """How much of a head is the title: what is emphasised, or what stands before the item's text; None for no title."""
    style = layout.style
    if style == "marked":
        return min(emphasised, len(text)) if emphasised > 0 else None
    if style == "run-in" and not layout.numbered:
        return len(text)
    if style in ("run-in", "row"):
        return cut_title(text)
    if style == "line":
        length = cut_title(text)
        bare = _NOTHING.search(text)
        return length if length is not None and is_procedural(text[:length]) else bare.start() if bare else len(text)
    return len(text)


def _styled(block: Block, layout: Layout) -> bool:
    """Whether a block is set as the heads of a layout are."""
    length = len(block.text)
    if layout.style == "row" or block.cells:
        row = len(block.cells) > 1 and len(block.cells[0]) <= _LONGEST_NUMBER and bool(block.cells[1])
        return row and layout.numbered and layout.style in ("row", "line") and length <= _LONGEST_ROW[layout.style]
    if layout.style == "capitals":
        return length <= _LONGEST_TITLE and block.capitals
    if layout.style == "marked":
        set_off = length if block.heading or block.bold else block.bold_until
        return 0 < set_off <= _LONGEST_TITLE
    if layout.style == "line":
        return length <= _LONGEST_TITLE // 2 and not pattern(r"[a-z]{2}[.;!?] [A-Z]|[;!?]$").search(block.text.value)
    return True

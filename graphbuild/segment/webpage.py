"""Item heads on the web pages of committee systems: lines of their own without number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import Layout, either, labels, pattern
from graphbuild.segment.text import Text
from graphbuild.segment.wording import clean_title, is_procedural

_LONGEST_TITLE = 260


def web_page_heads(blocks: Sequence[Block], layout: Layout) -> Iterator[tuple[int, Text]]:
    """Index and title of each item head; none where nothing shows that the text is such a page."""
    if not any(_has_suffix(block, layout) or _ends_item(block, layout) for block in blocks):
        return
    in_decision = False
    for index, block in enumerate(blocks):
        opens = index > 0 and (in_decision or _ends_item(blocks[index - 1], layout))
        if _is_title(block, layout) and (_has_suffix(block, layout) or is_procedural(block.text.value) or opens):
            yield index, clean_title(block.text, layout.title_suffix)
            in_decision = False
            continue
        decides = either(labels().decision.opening).match(block.text.value)
        in_decision = bool(decides) or (in_decision and bool(block.mark))


def _is_title(block: Block, layout: Layout) -> bool:
    if len(block.text) > _LONGEST_TITLE:
        return False
    linked = _has_suffix(block, layout)
    text = clean_title(block.text, layout.title_suffix).value if linked else block.text.value
    plain = not (block.mark or block.cells) and text[:1].isupper()
    return plain and not re.search(r"[.:;?!]$", text) and not either(labels().decision.opening).match(text)


def _has_suffix(block: Block, layout: Layout) -> bool:
    return bool(layout.title_suffix and pattern(layout.title_suffix).search(block.text.value))


def _ends_item(block: Block, layout: Layout) -> bool:
    return bool(layout.end_of_item and pattern(layout.end_of_item).search(block.text.value))

"""A document's text as rows: a paragraph each, and the lines that no paragraph has."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from graphbuild.inspection.seen import LEFT_OUT, PARAGRAPH, Mark, Opening, Row
from graphbuild.segment.blocks import Block

_OPENING = re.compile(r"\W{0,3}\w[^:;~|–—\n]{1,40}?\s?(?:[:;~|–—]|\s-\s)")
"""What may be a label: words before a colon, dash or such."""
_LEAST = 2


def rows(text: str, blocks: Sequence[Block], marks: Sequence[Mark]) -> tuple[Row, ...]:
    """The rows of a text, which together are all of it; ``marks`` by place."""
    spans = [*_spans(text, blocks)]
    starts = [begin for begin, *_ in spans]
    labels: dict[int, list[str]] = defaultdict(list)
    kinds: dict[int, dict[str, None]] = defaultdict(dict)
    own: dict[int, list[int]] = defaultdict(list)
    understood: set[int] = set()
    for index, mark in enumerate(marks):
        first, last = _row_at(starts, mark.begin), _row_at(starts, max(mark.begin, mark.end - 1))
        if mark.layer == "segment":
            labels[first].append(mark.label)
            for row in range(first, last + 1):
                kinds[row][mark.kind] = None
        else:
            own[first].append(index)
        if mark.kind != "table":
            understood |= {*range(first, last + 1)}
    return tuple(
        Row(begin, end, line, kind, tuple(dict.fromkeys(labels[i])), tuple(kinds[i]), tuple(own[i]), i in understood)
        for i, (begin, end, line, kind) in enumerate(spans)
    )


def openings(text: str, found: Sequence[Row]) -> tuple[Opening, ...]:
    """What several paragraphs begin with in which nothing was found, the most frequent first."""
    unseen = (row for row in found if row.kind == PARAGRAPH and not row.understood)
    words = (match.group() for row in unseen if (match := _OPENING.match(text[row.begin : row.end].lstrip())))
    counted = Counter(" ".join(one.split()) for one in words)
    return tuple(Opening(one, times) for one, times in counted.most_common() if times >= _LEAST)


def _row_at(starts: Sequence[int], offset: int) -> int:
    place = bisect_left(starts, offset)
    return place if place < len(starts) and starts[place] == offset else max(0, place - 1)


def _spans(text: str, blocks: Sequence[Block]) -> Iterator[tuple[int, int, int, str]]:
    """Begin, end, number of the first line and kind of each row; blank lines go with the row above them."""
    owners = _owners(text, blocks)
    begin, first, owner = 0, 1, owners[0] if owners else None
    position = 0
    for number, line in enumerate(text.split("\n"), 1):
        blank = not line.strip()
        if number == 1 or not blank:
            now = owners[number - 1]
            if position > begin and (now != owner) and text[begin:position].strip():
                yield begin, position, first, LEFT_OUT if owner is None else PARAGRAPH
                begin, first = position, number
            owner = now
        position += len(line) + 1
    if text:
        yield begin, len(text), first, LEFT_OUT if owner is None and text[begin:].strip() else PARAGRAPH


def _owners(text: str, blocks: Sequence[Block]) -> list[int | None]:
    """For each line the index of the first block that has something of it."""
    starts = [0]
    for raw in text.split("\n"):
        starts.append(starts[-1] + len(raw) + 1)
    owners: list[int | None] = [None] * (len(starts) - 1)
    for index, block in enumerate(blocks):
        for offsets in (block.printed.offsets, block.text.offsets):
            if not offsets:
                continue
            first, last = _row_at(starts, offsets[0]), _row_at(starts, offsets[-1])
            for line in range(first, min(last + 1, len(owners))):
                place = bisect_left(offsets, starts[line])
                if owners[line] is None and place < len(offsets) and offsets[place] < starts[line + 1] - 1:
                    owners[line] = index
    return owners

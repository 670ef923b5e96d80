"""Running heads and feet: what pages repeat at one place of their edge."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

from graphbuild.read.pdf.lines import Line

_EDGE = 4
"""Lines at the top and at the foot of a page among which they are looked for."""
_SHARE = 0.4
"""Of the pages, that has one at least."""
_SAME_PLACE = 12.0
"""Points by which the places of one on two pages differ."""
_LETTERS = 8
"""Up to which a line has little more than the page's number."""
_LONGEST = 200
_PAGE_NUMBER = re.compile(r"[-–—|\s]*0[-–—|\s]*")
"""A number that may be a page's: that of an item has a full stop or bracket behind it."""


def without_edges(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The lines of each page without running heads and feet; the first page keeps its head, which may be the title."""
    repeated = _repeated(pages)
    kept = []
    for number, page in enumerate(pages):
        heads, feet = (list(takewhile(lambda line: _key(line) in repeated, edge)) for edge in _edges(page))
        gone = {id(line) for line in (*heads, *feet)}
        if number == 0:
            gone -= {id(line) for line in heads if sum(map(str.isalpha, line.text)) > _LETTERS}
        kept.append([line for line in page if id(line) not in gone])
    return kept


def _edges(page: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """The first lines of a page from the top, and the last from the foot."""
    yield page[:_EDGE]
    yield page[::-1][:_EDGE]


def _repeated(pages: Sequence[Sequence[Line]]) -> set[tuple[str, int]]:
    seen: dict[tuple[str, int], set[int]] = {}
    for number, page in enumerate(pages):
        for edge in _edges(page):
            for line in edge:
                words, place = _key(line)
                for near in (place - 1, place, place + 1):
                    seen.setdefault((words, near), set()).add(number)
    enough = max(2, _SHARE * len(pages))
    within = Counter(_key(line)[0] for page in pages for line in page[_EDGE:-_EDGE])
    often = {
        key
        for key, found in seen.items()
        # What stands as often in the midst of pages ("Minutes:" below each item) only chanced to stand at their edge.
        if len(found) >= max(enough, within[key[0]]) and len(key[0]) <= _LONGEST
    }
    return {key for key in often if any(map(str.isalpha, key[0])) or _PAGE_NUMBER.fullmatch(key[0])}


def _key(line: Line) -> tuple[str, int]:
    """A line's words with its numbers blanked, and its place."""
    return " ".join(re.sub(r"\d+", "0", line.text).casefold().split()), round(line.top / _SAME_PLACE)

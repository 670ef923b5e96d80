"""Lines that a series of numbers runs through: heads, though nothing sets their numbers off."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from graphbuild.segment.block import Block
from graphbuild.segment.layout import item_number
from graphbuild.segment.numbers import find_runs, read_numbers

_FEWEST = 4
"""Lines from which numbers that go on from each other are a series, not chance."""


def numbered_lines(runs: Sequence[Sequence[Block]]) -> list[list[Block]]:
    """The lines of each run, those in a series of numbers ("7 Finance", "8 Planning") marked as numbered.

    A line that only begins with a number, as of a house or a sum, is in no series.
    """
    places = [(r, i) for r, run in enumerate(runs) for i, line in enumerate(run) if not line.cells]
    found = [(place, match["number"]) for place in places if (match := _head().match(_line(runs, place)))]
    numbers = read_numbers([number for _, number in found])
    read = [(place, number) for (place, _), number in zip(found, numbers, strict=True) if number]
    series = find_runs([number for _, number in read], [None] * len(read))
    heads = {read[i][0] for one in series if len(one) >= _FEWEST for i in one}
    return [
        [replace(line, numbered=True) if (r, i) in heads else line for i, line in enumerate(run)]
        for r, run in enumerate(runs)
    ]


def _line(runs: Sequence[Sequence[Block]], place: tuple[int, int]) -> str:
    return runs[place[0]][place[1]].printed.value


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"{item_number()}[\"“‘(]?[^\W\d_a-z]")

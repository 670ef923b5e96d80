"""Item numbers in the forms that councils print, and the runs that they make down a document."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

LETTER = "A"
"""The shape of items that have letters for numbers."""
_GAP = 3
"""A number may skip this many (withdrawn items, lost heads)."""
_RIVALS = 4
"""Open lists that end in the same number, among which the look of a head decides."""
_LOOK_BACK = 200
"""Heads above a run among which its first numbers are looked for."""
_LONG_RUN = 3
"""Heads from which a run is a list of its own, so that shorter ones inside it are lists under its items."""
_ROMAN = re.compile(r"(?P<tens>X{0,4})(?P<ones>IX|IV|V?I{0,3})")
_PRINTED = re.compile(r"([A-Za-z]{0,4}[./ -]?)(\d{1,4}(?:[./:-]\d{1,4}){0,2})([A-Za-z]?)")


class Number(NamedTuple):
    """An item number: "C12/19" has the shape ``C9/9`` and the parts 12 and 19."""

    shape: str
    parts: tuple[int, ...]
    suffix: str = ""
    """The letter of "81A", an item put in after 81."""


def read_number(printed: str) -> Number | None:
    """A number as printed: "81", "81A", "70/17", "C12/19", "18.11.1", "2.0", "IV", "B"; None where it is none."""
    if (roman := _ROMAN.fullmatch(printed)) and printed:
        ones = {"IX": 9, "IV": 4}.get(roman["ones"], 5 * roman["ones"].count("V") + roman["ones"].count("I"))
        return Number("I", (10 * len(roman["tens"]) + ones,))
    if len(printed) == 1 and "A" <= printed <= "Z":
        return Number(LETTER, (ord(printed) - ord("A") + 1,))
    match = _PRINTED.fullmatch(printed)
    if not match:
        return None
    prefix, digits, suffix = match.groups()
    if "/" not in digits and digits.endswith(".0"):
        return Number("9.0", (int(digits.partition(".")[0]),))
    parts = tuple(int(d) for d in re.findall(r"\d+", digits))
    return Number(prefix.upper() + re.sub(r"\d+", "9", digits), parts, suffix.upper())


def read_numbers(printed: Sequence[str]) -> list[Number | None]:
    """The numbers of heads in order, where "I" after "H" is the letter and not the Roman number."""
    found: list[Number | None] = []
    for text in printed:
        number = read_number(text)
        before = found[-1] if found else None
        if number and len(text) == 1 and number.shape == "I" and before and before.shape == LETTER:
            letter = Number(LETTER, (ord(text) - ord("A") + 1,))
            number = letter if step(before, letter) else number
        found.append(number)
    return found


def step(before: Number, after: Number) -> int:
    """By how much ``after`` goes on from ``before`` (1 for the next number, up to a small gap); 0 where it does not."""
    if before.shape != after.shape:
        return 0
    moved = [b - a for a, b in zip(before.parts, after.parts, strict=True) if a != b]
    if not moved:
        return int(after.suffix > before.suffix)
    return moved[0] if len(moved) == 1 and 1 <= moved[0] <= _GAP else 0


@dataclass(slots=True, eq=False)
class _Run:
    """A list that is being read: the indices of its heads, its last number and how that is set."""

    heads: list[int]
    last: Number
    look: object
    place: int
    """Among the open lists, of which later ones stand inside items of earlier ones."""
    outer: _Run | None = None
    """The list that went on after it, inside an item of which it stands."""

    @property
    def nested(self) -> bool:
        """Whether it is a list inside an item, not the list of items itself."""
        outer = self.outer
        return outer is not None and len(outer.heads) >= max(_LONG_RUN, len(self.heads) / 3)


class _OpenRuns:
    """The lists that a number may still go on with, found by the number that they end in."""

    def __init__(self) -> None:
        self._stack: list[_Run] = []
        self._ending: defaultdict[tuple[str, tuple[int, ...]], list[_Run]] = defaultdict(list)

    def fitting(self, number: Number, look: object) -> _Run | None:
        """The list that a number goes on with: the nearest number first, then the like head, then the inner list."""
        found = [
            (max(gap, 1), run.look != look, -run.place, run)
            for gap, parts in _before(number.parts)
            for run in self._ends_in(number.shape, parts)
            if gap or run.last.suffix < number.suffix
        ]
        return min(found, key=lambda f: f[:3])[3] if found else None

    def add(self, run: _Run, number: Number, look: object, index: int) -> None:
        """Puts a head at the end of a list; the lists inside its items end."""
        while len(self._stack) > run.place + 1:
            inner = self._stack.pop()
            inner.outer, inner.place = run, -1
        if len(self._stack) == run.place:
            self._stack.append(run)
        run.heads.append(index)
        run.last, run.look = number, look
        self._ending[number.shape, number.parts].append(run)

    def new(self, number: Number, look: object) -> _Run:
        """A list inside the innermost open one."""
        return _Run([], number, look, len(self._stack))

    def _ends_in(self, shape: str, parts: tuple[int, ...]) -> list[_Run]:
        ending = self._ending.get((shape, parts), [])
        while ending and not (ending[-1].place >= 0 and ending[-1].last.parts == parts):
            ending.pop()
        return [run for run in ending[-_RIVALS:] if run.place >= 0 and run.last.parts == parts]


def _before(parts: tuple[int, ...]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The numbers that a number can follow, each with the distance; with 0 its own, where only letters tell."""
    yield 0, parts
    for position, part in enumerate(parts):
        for gap in range(1, min(part, _GAP) + 1):
            yield gap, (*parts[:position], part - gap, *parts[position + 1 :])


def find_runs(numbers: Sequence[Number], looks: Sequence[object]) -> list[list[int]]:
    """The lists that the numbers of a document make, each as indices, lists under the items of another left out.

    A number belongs to the innermost open list that it goes on with; a list inside another ends when that goes on.
    ``looks`` says how each head is set: where a number could go on with two lists, it goes with the like one.
    """
    open_runs = _OpenRuns()
    found: list[_Run] = []
    for index, (number, look) in enumerate(zip(numbers, looks, strict=True)):
        run = open_runs.fitting(number, look)
        if run is None:
            run = open_runs.new(number, look)
            found.append(run)
        open_runs.add(run, number, look, index)
    return [run.heads for run in found if not run.nested]


def completed(run: Sequence[int], numbers: Sequence[Number]) -> list[int]:
    """A run that does not begin with 1, with the numbers before it that another list had drawn to itself."""
    before: list[int] = []
    first = numbers[run[0]]
    for index in range(run[0] - 1, max(-1, run[0] - 1 - _LOOK_BACK), -1):
        if step(numbers[index], first) == 1 and numbers[index].parts != first.parts:
            before.append(index)
            first = numbers[index]
    return [*reversed(before), *run]

"""Item numbers as printed, and the lists that they make."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.segment.numbers import Number, completed, find_runs, read_number, step


@pytest.mark.parametrize(
    ("printed", "shape", "parts", "suffix"),
    [
        ("81", "9", (81,), ""),
        ("81A", "9", (81,), "A"),
        ("5b", "9", (5,), "B"),
        ("70/17", "9/9", (70, 17), ""),
        ("23/045", "9/9", (23, 45), ""),
        ("C12/19", "C9/9", (12, 19), ""),
        ("F118:02/23", "F9:9/9", (118, 2, 23), ""),
        ("PC/23/7", "PC/9/9", (23, 7), ""),
        ("18.11.1", "9.9.9", (18, 11, 1), ""),
        ("2.0", "9.0", (2,), ""),
        ("2.1", "9.9", (2, 1), ""),
        ("24-056", "9-9", (24, 56), ""),
        ("I", "I", (1,), ""),
        ("IV", "I", (4,), ""),
        ("D", "A", (4,), ""),
        ("XIX", "I", (19,), ""),
    ],
)
def test_read_number(printed: str, shape: str, parts: tuple[int, ...], suffix: str) -> None:
    assert read_number(printed) == Number(shape, parts, suffix)


@pytest.mark.parametrize("printed", ["", "AB", "IIII", "VX", "1/2/3/4", "12345", "1,5", "1.2.3.4"])
def test_no_number(printed: str) -> None:
    assert read_number(printed) is None


@pytest.mark.parametrize(
    ("before", "after", "steps"),
    [
        ("7", "8", 1),
        ("7", "10", 3),
        ("7", "11", 0),
        ("8", "7", 0),
        ("7", "7", 0),
        ("7", "7A", 1),
        ("7A", "8", 1),
        ("70/17", "71/17", 1),
        ("23/045", "23/046", 1),
        ("70/17", "71/18", 0),
        ("2018/19", "2019/20", 0),
        ("18.11.9", "18.11.10", 1),
        ("2.0", "3.0", 1),
        ("2.0", "2.1", 0),
        ("7", "8.1", 0),
        ("III", "IV", 1),
        ("C1/19", "D2/19", 0),
    ],
)
def test_step(before: str, after: str, steps: int) -> None:
    assert step(number(before), number(after)) == steps


def number(printed: str) -> Number:
    found = read_number(printed)
    assert found is not None
    return found


def runs(printed: str, looks: str = "") -> list[str]:
    """The runs in a list of numbers parted by spaces, each as its numbers; ``looks`` has a letter for each."""
    numbers = printed.split()
    found = find_runs([number(n) for n in numbers], list(looks or "x" * len(numbers)))
    return [" ".join(numbers[i] for i in run) for run in found]


@pytest.mark.parametrize(
    ("printed", "looks", "found"),
    [
        ("1 2 3 4", "", ["1 2 3 4"]),
        ("76 77 79 80", "", ["76 77 79 80"]),
        ("1 2 3 1 2 4 5", "", ["1 2 3 4 5"]),
        ("1 2 3 1 2 3 4 5 4", "", ["1 2 3 4"]),
        ("1 2 3 4 1 2 3 4 5 5 6", "hhhhlllllhh", ["1 2 3 4 5 6"]),
        ("1 2 3 3.1 3.2 4 4.1 5", "", ["1 2 3 4 5"]),
        ("1.0 1.1 1.2 2.0 2.1 3.0", "", ["1.0 2.0 3.0"]),
        ("1 2 1 2 3 4", "", ["1 2", "1 2 3 4"]),
        ("5 1 2 3 4 6", "", ["5 6", "1 2 3 4"]),
        ("12/18 13/18 9/18 14/18", "", ["12/18 13/18 14/18"]),
        ("33 33A 34", "", ["33 33A 34"]),
    ],
)
def test_runs(printed: str, looks: str, found: list[str]) -> None:
    assert runs(printed, looks) == found


@given(st.lists(st.integers(0, 12), max_size=60), st.lists(st.integers(0, 2), min_size=60, max_size=60))
def test_runs_ascend_and_share_no_head(values: list[int], looks: list[int]) -> None:
    numbers = [Number("9", (value,)) for value in values]
    found = find_runs(numbers, looks[: len(values)])
    assert len({index for run in found for index in run}) == sum(map(len, found))
    for run in found:
        assert run == sorted(run)
        assert all(1 <= values[b] - values[a] <= 3 for a, b in pairwise(run))


def test_a_run_that_begins_late_takes_up_what_another_list_drew_away() -> None:
    numbers = [number(n) for n in ["1", "2", "3", "9", "4", "5"]]
    assert completed([4, 5], numbers) == [0, 1, 2, 4, 5]
    assert completed([0, 1], numbers) == [0, 1]

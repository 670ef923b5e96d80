from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.evaluate.matching import fold, name_key, pair, same_name, same_person


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("  **The  Plan**. ", "the plan"),
        ("31<sup>st</sup> May – noted;", "31st may - noted"),
        ("Children’s Services", "children's services"),
        (None, ""),
    ],
)
def test_fold(text: str | None, folded: str) -> None:
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Councillor Maggie Hale", ("maggie", "hale")),
        ("Cllr. Hale", ("", "hale")),
        ("Mrs. J. Osgood-Pym", ("j", "osgood-pym")),
        ("", ("", "")),
    ],
)
def test_name_key(name: str, key: tuple[str, str]) -> None:
    assert name_key(name) == key


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Councillor Hale", "Maggie Hale", True),
        ("M. Hale", "Maggie Hale", True),
        ("J. Hale", "Maggie Hale", False),
        ("Hale", "Hall", False),
        ("", "", False),
    ],
)
def test_same_person(one: str, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same


def test_same_name_leaves_the_article_out() -> None:
    assert same_name({"the Lantern Trust"}, {"Lantern Trust", "LT"})
    assert not same_name({"Lantern Trust"}, {"Harbour Trust"})


def test_the_largest_pairing_is_found_where_a_greedy_one_is_smaller() -> None:
    fits = {("a", "x"), ("a", "y"), ("b", "x")}
    assert pair(["a", "b"], ["x", "y"], lambda g, f: (g, f) in fits) == [(0, 1), (1, 0)]


@given(st.lists(st.integers(0, 5), max_size=8), st.lists(st.integers(0, 5), max_size=8))
def test_pairs_are_one_to_one_and_as_many_as_equal_things(gold: list[int], found: list[int]) -> None:
    pairs = pair(gold, found, lambda g, f: g == f)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(gold[i] == found[j] for i, j in pairs)
    assert len(pairs) == sum(min(gold.count(n), found.count(n)) for n in set(gold))

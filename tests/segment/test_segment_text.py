"""Readable text: what marks of layout leave, and where each character stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.segment.text import Text, join, joined, pieces, readable

MARKED = st.text(alphabet=st.sampled_from("ab Z.-_*#\\<>/[](){}|$\u00ad\u00a0\t\né1"), max_size=60)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("plain words", "plain words"),
        ("  two   spaces\u00a0here ", "two spaces here"),
        ("12<sup>th</sup> May", "12th May"),
        ("a <br/>b", "a b"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("**Resolved:-** That", "Resolved:- That"),
        ("***both*** and *one*", "both and one"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("## 14. MINUTES", "14. MINUTES"),
        ("Minute #14", "Minute #14"),
        ("1\\. Apologies", "1. Apologies"),
        ("C:\\files", "C:\\files"),
        ("see [the report](https://council.example/a_b) now", "see the report now"),
        ("[sic] (a note)", "[sic] (a note)"),
        ("co\u00adoperation", "cooperation"),
        ("$\\circ\\,$ a bullet", "a bullet"),
        ("", ""),
    ],
)
def test_readable(raw: str, shown: str) -> None:
    assert readable(raw, 0).value == shown


def test_offsets_begin_where_the_line_does() -> None:
    text = readable("**Hall** spoke", 100)
    assert (text.value, text.begin, text.end) == ("Hall spoke", 102, 114)
    assert text.passage("slug", 5, 10) == ("slug", 109, 114)


@given(MARKED, st.integers(0, 1000))
def test_every_character_is_the_sources(raw: str, begin: int) -> None:
    assert_stands_in(readable(raw, begin), raw, begin)
    for piece in pieces(raw, begin):
        assert_stands_in(piece, raw, begin)


def assert_stands_in(text: Text, raw: str, begin: int) -> None:
    assert len(text.value) == len(text.offsets)
    assert list(text.offsets) == sorted(set(text.offsets))
    for character, offset in zip(text.value, text.offsets, strict=True):
        source = raw[offset - begin]
        assert character == source or (character == " " and source.isspace())


@pytest.mark.parametrize(
    ("first", "second", "whole"),
    [
        ("the Council", "agreed", "the Council agreed"),
        ("re-", "commissioning", "re-commissioning"),
        ("2014 -", "and later", "2014 - and later"),
        ("North-", "East", "North- East"),
        ("", "alone", "alone"),
        ("alone", "", "alone"),
    ],
)
def test_join(first: str, second: str, whole: str) -> None:
    text = join(readable(first, 0), readable(second, 50))
    assert text.value == whole
    assert list(text.offsets) == sorted(set(text.offsets))


def test_joined_is_join_of_all() -> None:
    texts = [readable(word, 10 * i) for i, word in enumerate(["a", "b-", "c", "", "d"])]
    assert joined(texts) == join(*texts)
    assert joined(texts).value == "a b-c d"
    assert not joined([])


def test_pieces_are_the_entries_of_a_cell() -> None:
    found = pieces("<ul><li>To note<li>To ask</ul><p>Then <b>this</b></p>", 7)
    assert [p.value for p in found] == ["To note", "To ask", "Then this"]


def test_strip_keeps_offsets() -> None:
    text = readable("- Hall -", 3).strip(" -")
    assert (text.value, text.begin, text.end) == ("Hall", 5, 9)
    assert not readable("---", 0).strip("-")

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.view.text import clean, count, width, wrap


def test_short_text_is_left_alone() -> None:
    assert wrap("Lantern Trust", 20, 2) == ["Lantern Trust"]


def test_long_text_is_wrapped_at_words_and_cut_with_an_ellipsis() -> None:
    rows = wrap("The quick brown fox jumps over the lazy dog and runs far away", 9, 2)
    assert rows == ["The quick brown", "fox jumps over…"]


def test_a_word_wider_than_a_line_is_broken() -> None:
    rows = wrap("x" * 100, 10, 3)
    assert len(rows) == 3
    assert rows[2].endswith("x…")


def test_an_emoji_of_several_characters_is_kept_together() -> None:
    family = "\U0001f9d1\u200d\U0001f91d\u200d\U0001f9d1"
    assert "".join(wrap(family * 3, 4.5, 9)) == family * 3


def test_wide_characters_count_as_wide() -> None:
    assert width("会议") > width("ab")
    assert width("MMMM") > width("iiii")


@given(st.text(), st.floats(3, 30), st.integers(1, 4))
def test_whatever_the_text_it_fits(text: str, limit: float, lines: int) -> None:
    rows = wrap(text, limit, lines)
    assert 1 <= len(rows) <= lines
    assert all(width(row) <= limit for row in rows)


@given(st.text())
def test_clean_text_is_one_line_that_turns_nothing_round(text: str) -> None:
    assert not set(clean(text)) & set("\n\r\t\x00\u2028\u2029\u202e\u2066")


@pytest.mark.parametrize(("number", "words"), [(1, "1 item"), (0, "0 items"), (1200, "1,200 items")])
def test_counts_read_as_words(number: int, words: str) -> None:
    assert count(number, "item", "items") == words

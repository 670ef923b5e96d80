"""Two spellings of one name have one form, and two names have two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.text import acronym, expanded, of_post, plain


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Children & Young Peoples Services", "Children's and Young People's Service"),
        ("The Town Council", "Town Council"),
        ("Café Society", "cafe society"),
        ("Select Commission", "SELECT COMMISSION"),
        ("Children’s Centres", "Childrens' Centre"),
        ("Educational Psychology", "Education Psychology"),
        ("Sub-Committee", "sub committee"),
    ],
)
def test_one_form(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Planning Committee", "Planning Board"),
        ("Bus Forum", "Bu Forum"),
        ("Access Group", "Acces Group"),
        ("Audit and Risk", "Audit Risk"),
    ],
)
def test_two_forms(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_a_name_of_one_small_word_stays() -> None:
    assert plain("The") == "the"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Head of Service for Quality", "Head of Service, Quality"),
        ("Chairman", "Chair"),
        ("Chairwoman of the Panel", "Chair, Panel"),
        ("Director of Housing", "Director for Housing"),
    ],
)
def test_one_post(one: str, other: str) -> None:
    assert of_post(one) == of_post(other)


def test_other_posts() -> None:
    assert of_post("Vice-Chair") != of_post("Chair")
    assert of_post("Director of Housing") != of_post("Deputy Director of Housing")


def test_acronym() -> None:
    assert acronym("Wexcombe Borough Council") == "WBC"
    assert acronym("Board of the Port") == "BP"
    assert acronym("") == ""


SHORT = {"safeguarding child board": "SCB", "special educ need": "SEN"}


def test_long_forms_and_short_ones_are_one() -> None:
    assert expanded("Wexcombe Safeguarding Child Board", SHORT) == expanded("Wexcombe SCB", SHORT)
    assert expanded("SCB", SHORT) == "safeguarding child board"
    assert expanded("Review (2019)", SHORT) == "review"


def test_a_short_form_of_two_things_stands_for_itself() -> None:
    twice = {**SHORT, "swan canal basin": "SCB"}
    assert expanded("SCB", twice) == "scb"


@given(st.text(max_size=60))
def test_any_name_has_a_form_of_its_own(name: str) -> None:
    assert plain(plain(name)) == plain(plain(plain(name)))
    assert "  " not in plain(name)
    assert of_post(name) == of_post(name.replace("  ", " "))
    assert expanded(name, SHORT) == expanded(name, dict(reversed(SHORT.items())))

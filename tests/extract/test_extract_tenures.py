"""Who holds which post, where a sentence puts a person beside a title."""

from __future__ import annotations

import pytest
from barchester import fault, told

HEAD = "Head of Housing"
TENURES = [
    ("Mrs. T. Farrow, Head of Housing, spoke.", [("Mrs T. Farrow", HEAD)]),
    ("Tamsin Farrow (Head of Housing) spoke.", [("Tamsin Farrow", HEAD)]),
    ("The Head of Housing (Mrs. T. Farrow) spoke.", [("Mrs T. Farrow", HEAD)]),
    ("The Chief Executive, Tamsin Farrow, spoke.", [("Tamsin Farrow", "Chief Executive")]),
    ("Strategic Director Tamsin Farrow spoke.", [("Tamsin Farrow", "Strategic Director")]),
    ("Councillor Osgood was appointed Vice-Chair.", [("Councillor Osgood", "Vice-Chair")]),
    (
        "Councillor Osgood, Deputy Leader and Cabinet Member for Housing, spoke.",
        [("Councillor Osgood", "Deputy Leader and Cabinet Member for Housing")],
    ),
    ("Councillor Quill and the Head of Housing spoke.", []),
    ("The Head of Housing thanked Mrs. T. Farrow.", []),
    ("Tamsin Farrow, who had met the Head of Housing, spoke.", []),
    ("Councillor Quill was not the Vice-Chair.", []),
    ("The Head of Housing spoke.", []),
    fault(
        "Tamsin Farrow and Peter Rudge, Service Managers, spoke.",
        [("Tamsin Farrow", "Service Manager"), ("Peter Rudge", "Service Manager")],
        reason="a title in the plural is no post",
    ),
    ("In the absence of the Chair, Councillor Quill spoke.", []),
    ("In answer to the Chief Executive, Mrs. T. Farrow said that she would.", []),
    ("Asked by the Leader, Mrs. T. Farrow agreed.", []),
    ("In answer to the Head of Housing, Mrs. T. Farrow, it was agreed.", [("Mrs T. Farrow", HEAD)]),
    ("The Access to Housing Manager, Mrs. T. Farrow, spoke.", [("Mrs T. Farrow", "Access to Housing Manager")]),
    (
        "Councillor Osgood, Cabinet Member for Culture and the Arts, spoke.",
        [("Councillor Osgood", "Cabinet Member for Culture and the Arts")],
    ),
]


@pytest.mark.parametrize(("text", "tenures"), TENURES)
def test_tenures(text: str, tenures: list[tuple[str, str]]) -> None:
    assert told(text).tenures() - {("Councillor J. Hale", "Chair")} == set(tenures)


def test_a_short_title_is_that_of_the_fuller_one_before_it() -> None:
    said = told("The Assistant Director, Housing and Repairs, spoke. Tamsin Farrow, Assistant Director, agreed.")
    assert ("Tamsin Farrow", "Assistant Director, Housing and Repairs") in said.tenures()


def test_a_bare_title_is_that_of_the_only_fuller_one_though_it_comes_later() -> None:
    said = told("The Strategic Director spoke. Tamsin Farrow, Strategic Director of Housing and Repairs, agreed.")
    [bare] = [m for m in said.findings.mentions if m.name == "Strategic Director"]
    assert said.name(bare.same_as) == "Strategic Director of Housing and Repairs"


def test_a_bare_title_of_two_is_neither() -> None:
    said = told("The Strategic Director spoke to the Strategic Director, Housing, and the Strategic Director, Repairs.")
    assert [m.same_as for m in said.findings.mentions if m.name == "Strategic Director"] == [None]

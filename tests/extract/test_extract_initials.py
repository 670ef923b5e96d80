"""People of whom minutes speak by initials that they list with the names."""

from __future__ import annotations

import pytest
from barchester import Told, minutes, read

PRESENT = "Councillors Alan Hale (AH) in the Chair, Nesta Quill (NQ), Tom Osgood (TO) and Ann Hobday (AH)."


def told(title: str, text: str) -> Told:
    return Told(read(minutes((title, text), ("HARBOUR OUTREACH SERVICE", "None."), present=PRESENT)))


@pytest.mark.parametrize(
    ("text", "declarants"),
    [
        ("NQ declared an interest in item 3.", ["Councillor Nesta Quill"]),
        ("NQ and TO declared an interest in item 3.", ["Councillor Nesta Quill", "Councillor Tom Osgood"]),
        ("TO in relation to the Harbour Outreach Service, as a trustee.", ["Councillor Tom Osgood"]),
        # initials of two people, of none, and words in capitals
        ("AH declared an interest in item 3.", []),
        ("XY declared an interest in item 3.", []),
        ("TO DECLARE: XY declared an interest in item 3.", []),
        ("TONQ declared an interest in item 3.", []),
    ],
)
def test_declarations_by_initials(text: str, declarants: list[str]) -> None:
    assert [who for who, *_ in told("DECLARATIONS OF INTEREST", text).declarations()] == declarants


def test_movers_by_initials() -> None:
    said = told("LETTINGS", "NQ proposed, TO seconded, that a bin be bought. All in favour.")
    [resolution] = said.facts.resolutions
    assert "that a bin be bought." in resolution.text
    assert said.all(resolution.moved_by) == ["Councillor Nesta Quill"]
    assert said.all(resolution.seconded_by) == ["Councillor Tom Osgood"]


def test_where_initials_stand_is_evidence_of_the_person() -> None:
    said = told("LETTINGS", "NQ asked about rents.")
    quill = next(m for m in said.findings.mentions if m.name == "Nesta Quill")
    text = minutes(("LETTINGS", "NQ asked about rents."), ("HARBOUR OUTREACH SERVICE", "None."), present=PRESENT)
    assert "NQ" in [text[passage.begin : passage.end] for passage in quill.evidence]


def test_initials_of_a_person_are_no_short_form_of_what_stands_before_them() -> None:
    present = "Councillor Quill. Also in attendance: Cora Mount, Contracts Manager (CM), and Nesta Hobday (NH)."
    said = Told(read(minutes(("LETTINGS", "CM spoke of the Care Market (CMK)."), present=present)))
    assert [a.short for a in said.facts.abbreviations] == ["CMK"]
    assert said.tenures() >= {("Cora Mount", "Contracts Manager")}

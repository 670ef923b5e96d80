"""Lists of attendance: titles that hold for each name, notes in brackets, offices before and after a name."""

from __future__ import annotations

import pytest
from barchester import fault

from graphbuild.extract.attendance import author_name, capacity_of, item_numbers
from graphbuild.extract.listed import parse_list
from graphbuild.model import Capacity

TITLED = [
    ("Councillors Hale, Blythe and Quill.", ["Councillor Hale", "Councillor Blythe", "Councillor Quill"]),
    ("Councillors Hale; Blythe; Quill", ["Councillor Hale", "Councillor Blythe", "Councillor Quill"]),
    ("Cllrs Hale, Blythe & Quill", ["Councillor Hale", "Councillor Blythe", "Councillor Quill"]),
    ("Cllr. J Hale, Cllr. P Blythe", ["Councillor J Hale", "Councillor P Blythe"]),
    ("Councillors J. Hale, P. Hale and T. Quill", ["Councillor J. Hale", "Councillor P. Hale", "Councillor T. Quill"]),
    ("Councillors Hale (J), Hale (P) and Quill", ["Councillor Hale (J)", "Councillor Hale (P)", "Councillor Quill"]),
    ("Mr. A. B. Farrow, Mrs J Hale and Dr Lisle", ["Mr A. B. Farrow", "Mrs J Hale", "Dr Lisle"]),
    ("Councillors Hale and Quill and Mr. P. Rudge", ["Councillor Hale", "Councillor Quill", "Mr P. Rudge"]),
    ("Councillor HALE, Councillor BLYTHE", ["Councillor HALE", "Councillor BLYTHE"]),
    ("Councillor Jo Hale MBE and Councillor Quill OBE", ["Councillor Jo Hale", "Councillor Quill"]),
    ("Amara Blythe and Peter Quill", ["Amara Blythe", "Peter Quill"]),
    ("Councillors Hale-Smith and Blythe Jones", ["Councillor Hale-Smith", "Councillor Blythe Jones"]),
    ("Councillors O'Dowd, O’Hara and D'Arcy", ["Councillor O'Dowd", "Councillor O’Hara", "Councillor D'Arcy"]),
    ("Councillors McAllister-Jones and FitzGerald", ["Councillor McAllister-Jones", "Councillor FitzGerald"]),
    ("Councillor Jean-Luc Moreau", ["Councillor Jean-Luc Moreau"]),
    ("Councillors Van Der Berg and Le Mesurier", ["Councillor Van Der Berg", "Councillor Le Mesurier"]),
    ("Councillor Ó Briain, Councillor Zoë Brontë", ["Councillor Ó Briain", "Councillor Zoë Brontë"]),
    ("Councillors Hale, Quill, Hale and Blythe", ["Councillor Hale", "Councillor Quill", "Councillor Blythe"]),
    (
        "Councillors Hale and Blythe, Co-opted Members Mrs. F. Inch and Mr. T. Rudge",
        ["Councillor Hale", "Councillor Blythe", "Mrs F. Inch", "Mr T. Rudge"],
    ),
    ("Councillors Hale and Quill together with Mrs. Inch", ["Councillor Hale", "Councillor Quill", "Mrs Inch"]),
    ("Mrs J Hale (Clerk) and 3 members of the public", ["Mrs J Hale"]),
    ("6 members of the public", []),
    ("None", []),
    ("", []),
    ("Councillors de Souza and Hale", ["Councillor de Souza", "Councillor Hale"]),
    ("Councillors Hale and van der Berg", ["Councillor Hale", "Councillor van der Berg"]),
    ("Councillors De la Haye and Quill", ["Councillor De la Haye", "Councillor Quill"]),
    ("Councillors St. John and Hale", ["Councillor St. John", "Councillor Hale"]),
    ("Councillors: Hale and Quill", ["Councillor Hale", "Councillor Quill"]),
    fault("Councillor Sir Peter Quill", ["Sir Peter Quill"], reason="a second title loses the person"),
    fault("Inspector Hale and Mr. Quill", ["Hale", "Mr Quill"], reason="a rank is taken for a given name"),
]


@pytest.mark.parametrize(("text", "people"), TITLED)
def test_people_of_a_list(text: str, people: list[str]) -> None:
    found = parse_list(text)
    assert [f"{a.title or ''} {a.name}".strip() for a in found] == people
    assert all(text[a.end - len(a.name) : a.end] == a.name and a.begin <= a.end - len(a.name) for a in found)


NOTED = [
    ("Councillor J. Hale (in the Chair); Councillor Quill", [("J. Hale", "in the Chair"), ("Quill", None)]),
    ("Councillors Hale (in the Chair) and Quill", [("Hale", "in the Chair"), ("Quill", None)]),
    ("Cllr J Hale (Chairman), Cllr Quill (Vice-Chair)", [("J Hale", "Chairman"), ("Quill", "Vice-Chair")]),
    ("Councillor Quill (substitute for Councillor Blythe)", [("Quill", "substitute for Councillor Blythe")]),
    (
        "Councillors Hale (substituting for Councillor Blythe) and Quill",
        [("Hale", "substituting for Councillor Blythe"), ("Quill", None)],
    ),
    (
        "Jo Hale (Barchester Parent Carer Forum), Peter Quill (observer)",
        [("Jo Hale", "Barchester Parent Carer Forum"), ("Peter Quill", "observer")],
    ),
    ("Ms. K. Adeyemi (observing)", [("K. Adeyemi", "observing")]),
    ("Mr. Rudge (Co-opted Member)", [("Rudge", "Co-opted Member")]),
]


@pytest.mark.parametrize(("text", "notes"), NOTED)
def test_brackets_after_a_name_are_a_note(text: str, notes: list[tuple[str, str | None]]) -> None:
    found = parse_list(text)
    assert [(a.name, a.note) for a in found] == notes
    assert all(text[a.note_begin :].startswith(a.note) for a in found if a.note)


OFFICES = [
    (
        "The Mayor (Councillor Cecil Orme), Councillors Hale and Blythe",
        [("Cecil Orme", "Mayor"), ("Hale", None), ("Blythe", None)],
    ),
    (
        "Councillor Hale and the Director of Housing (Mr. P. Quill)",
        [("Hale", None), ("P. Quill", "Director of Housing")],
    ),
    (
        "The Leader (Councillor Hale) and the Deputy Leader (Councillor Blythe)",
        [("Hale", "Leader"), ("Blythe", "Deputy Leader")],
    ),
    ("Amara Blythe, Head of Housing; Peter Quill", [("Amara Blythe", "Head of Housing"), ("Peter Quill", None)]),
    ("Councillor Hale – Chairman, Councillor Blythe", [("Hale", "Chairman"), ("Blythe", None)]),
    ("Councillor Hale, Councillor Blythe, the Clerk", [("Hale", None), ("Blythe", None)]),
    fault(
        "Peter Quill, Finance Officer",
        [("Peter Quill", "Finance Officer")],
        reason="a title that begins with no modifier is lost after a comma",
    ),
    fault(
        "Councillor Hale, Leader of the Council",
        [("Hale", "Leader of the Council")],
        reason="the office ends at its first word",
    ),
]


@pytest.mark.parametrize(("text", "offices"), OFFICES)
def test_an_office_beside_a_name(text: str, offices: list[tuple[str, str | None]]) -> None:
    found = parse_list(text)
    assert [(a.name, a.post) for a in found] == offices
    assert all(a.post in text[a.post_begin : a.post_end] for a in found if a.post)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("for Minute No. 83", ["83"]),
        ("for item 13", ["13"]),
        ("for agenda item 5A only", ["5A"]),
        ("for Minutes Nos. 3, 4 and 6", ["3", "4", "6"]),
        ("for items 5 to 7", ["5", "6", "7"]),
        ("for items 5-7 and 9", ["5", "6", "7", "9"]),
        ("for items 7 to 5", []),
        ("item 5 was deferred", []),
        ("for 3 minutes", []),
        ("for the whole meeting", []),
    ],
)
def test_items_that_a_person_is_there_for(text: str, numbers: list[str]) -> None:
    assert item_numbers(text) == numbers


def test_a_range_of_items_is_bounded() -> None:
    assert len(item_numbers("for items 1 to 999999999")) <= 51


@pytest.mark.parametrize(
    ("label", "capacity"),
    [
        ("Present:-", Capacity.PRESENT),
        ("MEMBERS PRESENT:", Capacity.PRESENT),
        ("Also in attendance: -", Capacity.IN_ATTENDANCE),
        ("Officers:", Capacity.IN_ATTENDANCE),
        ("Apologies for absence were received from: -", Capacity.APOLOGIES),
        ("Representatives:", None),
        ("It was at present:", None),
    ],
)
def test_what_a_label_stands_for(label: str, capacity: Capacity | None) -> None:
    assert capacity_of(label) is capacity


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("Tamsin Farrow, Head of Housing", "Tamsin Farrow"),
        ("Tamsin J. Farrow, Head of Housing", "Tamsin J. Farrow"),
        ("Tamsin Farrow Assistant Director Housing", "Tamsin Farrow"),
        ("Head of Housing", None),
        ("housing@barchester.example", None),
        ("", None),
    ],
)
def test_author_of_a_paper(field: str, name: str | None) -> None:
    assert author_name(field) == name

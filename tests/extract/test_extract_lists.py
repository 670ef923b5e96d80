"""Lists of attendance: titles that hold for each name, notes in brackets, offices before and after a name."""

from __future__ import annotations

import pytest

from graphbuild.codes import Capacity
from graphbuild.extract.attendance import author_name, capacity_of, item_numbers
from graphbuild.extract.listed import parse_list

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
    ("Councillor Sir Peter Quill", ["Councillor Peter Quill"]),
    ("Cllr. Mrs. J. Hale and Cllr Rev. Quill", ["Councillor J. Hale", "Councillor Quill"]),
    ("Inspector Hale, PC Quill and Mr. Lisle", ["Inspector Hale", "PC Quill", "Mr Lisle"]),
    ("Provost Jo Hale, Bailies Orme and Reid", ["Provost Jo Hale", "Bailie Orme", "Bailie Reid"]),
    ("County Cllr Jo Hale and Unitary Cllr P Quill", ["Councillor Jo Hale", "Councillor P Quill"]),
    ("Comh. S. Ó Briain, Cmhlr. Ní Dhálaigh", ["Councillor S. Ó Briain", "Councillor Ní Dhálaigh"]),
    ("Councillors – Jo Hale, Áine Orme", ["Councillor Jo Hale", "Councillor Áine Orme"]),
    ("CLLR J HALE, CLLR P QUILL", ["Councillor J HALE", "Councillor P QUILL"]),
    (
        "Cllrs Mrs E Hale, T Quill, Miss S Lisle, F Orme",
        ["Councillor E Hale", "Councillor T Quill", "Miss S Lisle", "Councillor F Orme"],
    ),
    ("Jo Hale (JH), Peter Quill (PQ) Ann Lisle (AL)", ["Jo Hale", "Peter Quill", "Ann Lisle"]),
    ("Councillors Hale and Orme and by Florence Quill", ["Councillor Hale", "Councillor Orme", "Florence Quill"]),
    ("Councillors Hale and Orme and co-opted member Jo Quill", ["Councillor Hale", "Councillor Orme", "Jo Quill"]),
    ("R Hale S Bury M Quill", ["R Hale", "S Bury", "M Quill"]),
    (
        "Cllr Jo Hale Chair Cllr Ann Quill Peter Lisle Parish Clerk",
        ["Councillor Jo Hale", "Councillor Ann Quill", "Peter Lisle"],
    ),
    ("Cllr Jo Hale Wexcombe County Council Cllr P Quill", ["Councillor Jo Hale", "Councillor P Quill"]),
    ("Mr Jo Hale, Borough Council of Upper Wexcombe and West Combe", ["Mr Jo Hale"]),
    ("Constable Jo Hale, Police Wexcombe", ["Constable Jo Hale"]),
    ("Jo Hale, Wexcombe Gazette; Peter Quill", ["Jo Hale", "Peter Quill"]),
    ("Meetings Administrator, D.O.S., Tree Officer", []),
    ("The Chief Executive, the Town Clerk and Wexcombe Borough Council", []),
    ("Clerk Peter Quill, Treasurer Ann Hale", ["Peter Quill", "Ann Hale"]),
    ("Director of Roads, Ms A Hale; Head of Parks, Mr P Quill", ["Ms A Hale", "Mr P Quill"]),
    ("A Hale BDC and P Quill", ["A Hale", "P Quill"]),
    (
        "Cllr A Hale for Cllr B Orme, Cllr P Quill substituting for Cllr D Reid",
        ["Councillor A Hale", "Councillor P Quill"],
    ),
    ("Mr Hale, for whom Mr Quill came", ["Mr Hale"]),
    (
        "Cllr Hale, who was on holiday, Cllr Orme due to work and Cllr Quill",
        ["Councillor Hale", "Councillor Orme", "Councillor Quill"],
    ),
    ("Cllr Hale – Annual Leave; Cllr Orme - illness", ["Councillor Hale", "Councillor Orme"]),
    ("Jo Hale jo@wexcombe.example, Peter Quill Tel: 01234", ["Jo Hale", "Peter Quill"]),
    (
        "Councillors Hale, Orme, Healthwatch Barsetshire: Mr L Quill",
        ["Councillor Hale", "Councillor Orme", "Mr L Quill"],
    ),
    ("Cllrs Hale, Wexcombe Town Council: Jo Quill", ["Councillor Hale", "Jo Quill"]),
    (
        "Detective Inspector Jo Hale, Det Insp Quill and Supt. Orme",
        ["Detective Inspector Jo Hale", "Detective Inspector Quill", "Superintendent Orme"],
    ),
    ("Wing Commander (Retd) Jo Hale", ["Wing Commander Jo Hale"]),
    ("Jo Hale and Peter Quill UNRESTRICTED ITEMS", ["Jo Hale", "Peter Quill"]),
]


@pytest.mark.parametrize(("text", "people"), TITLED)
def test_people_of_a_list(text: str, people: list[str]) -> None:
    found = parse_list(text)
    assert [f"{a.title or ''} {a.name}".strip() for a in found] == people
    assert all(text[a.name_begin : a.end] == a.name and a.begin <= a.name_begin for a in found)


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Cllr Hale, J; Cllr Orme, P B", ["Councillor J Hale", "Councillor P B Orme"]),
        ("Cllrs Hale J, Orme P and Quill T", ["Councillor J Hale", "Councillor P Orme", "Councillor T Quill"]),
        ("Cllr Hale, J.P., Cllr Orme", ["Councillor Hale", "Councillor Orme"]),
    ],
)
def test_initials_behind_the_surname(text: str, people: list[str]) -> None:
    assert [f"{a.title} {a.name}" for a in parse_list(text)] == people


@pytest.mark.parametrize(
    ("shared", "people"),
    [
        ("Councillor", [("Councillor", "Hale"), ("Councillor", "Orme"), ("Councillor", "Quill")]),
        ("", [(None, "Hale"), (None, "Orme"), (None, "Quill")]),
        (None, []),
    ],
)
def test_surnames_under_a_label(shared: str | None, people: list[tuple[str | None, str]]) -> None:
    assert [(a.title, a.name) for a in parse_list("Hale, Orme and Quill", shared)] == people


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
    ("Peter Quill, Finance Officer", [("Peter Quill", "Finance Officer")]),
    ("Councillor Hale, Leader of the Council", [("Hale", "Leader of the Council")]),
    (
        "Miss C Hale, Town Clerk/Finance Officer, Mr T Orme",
        [("C Hale", "Town Clerk/Finance Officer"), ("T Orme", None)],
    ),
    ("Jo Hale, the temporary clerk, was in attendance", [("Jo Hale", "the temporary clerk")]),
    ("Mr. C. Hale, D.O.S., Ms. R. Orme, S.E.E.", [("C. Hale", "D.O.S."), ("R. Orme", "S.E.E.")]),
    (
        "Lead Planning Officer (B. Hale), Solicitor (F. Orme)",
        [("B. Hale", "Lead Planning Officer"), ("F. Orme", "Solicitor")],
    ),
    ("Councillors Hale and Orme Clerk J Quill", [("Hale", None), ("Orme", None), ("J Quill", None)]),
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

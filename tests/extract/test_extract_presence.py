"""Who was there, who left for which item, and who took the chair: from lists and from sentences."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

HALE, OSGOOD, QUILL = "Councillor J. Hale", "Councillor Osgood", "Councillor Quill"
PRESENT = [(HALE, "present"), (OSGOOD, "present"), (QUILL, "present")]
MEETING = "2015-03-03"
DECIDED = "Resolved: - That the report be noted."


def session(lettings: str = "Members met.", after: str = "", repairs: str = "Members met.", **heading: str) -> Told:
    """A meeting with items 2, lettings, and 3, repairs, each with a decision, and 4."""
    items = (
        ("LETTINGS", f"{lettings}\n\n{DECIDED}\n\n{after}"),
        ("REPAIRS", f"{repairs}\n\n{DECIDED}"),
        ("CLOSE", "The meeting ended."),
    )
    return Told(read(minutes(*items, **heading)))


LISTS = [
    (PRESENT[0][0], {"present": "Councillor J. Hale; Councillors Osgood and Quill."}, PRESENT),
    (
        "substitute",
        {"present": "Councillors Osgood and Quill (substitute for Councillor Dacre)."},
        [(OSGOOD, "present"), (QUILL, "present")],
    ),
    (
        "co-opted",
        {"present": "Councillor Osgood and Co-opted Members Mrs. F. Inch (Parent Carer Forum) and Mr. T. Rudge."},
        [(OSGOOD, "present"), ("Mrs F. Inch", "present"), ("Mr T. Rudge", "present")],
    ),
    (
        "in attendance",
        {"preamble": "Also in attendance: Mr. P. Farrow (Head of Housing) and Ms. K. Adeyemi (observing)."},
        [*PRESENT, ("Mr P. Farrow", "in attendance"), ("Ms K. Adeyemi", "in attendance")],
    ),
    (
        "a sentence",
        {"preamble": "Councillor M. Sallow, Deputy Leader, was in attendance for item 3."},
        [*PRESENT, ("Councillor M. Sallow", "in attendance")],
    ),
    (
        "apologies",
        {"preamble": "Apologies were received from: - Councillors Dacre, The Mayor (Councillor Cecil Orme)."},
        [*PRESENT, ("Councillor Dacre", "apologies"), ("Councillor Cecil Orme", "apologies")],
    ),
    (
        "apologies in a sentence",
        {"preamble": "Apologies were received from Councillor Dacre and from Mrs. F. Inch."},
        [*PRESENT, ("Councillor Dacre", "apologies"), ("Mrs F. Inch", "apologies")],
    ),
    ("no apologies", {"preamble": "No apologies had been received."}, PRESENT),
]


@pytest.mark.parametrize(("heading", "attendance"), [pytest.param(h, a, id=i) for i, h, a in LISTS])
def test_attendance(heading: dict[str, str], attendance: list[tuple[str, str]]) -> None:
    assert session(**heading).attendance() == attendance


def test_a_person_is_there_once_in_a_capacity() -> None:
    said = session(present="Councillors J. Hale, Osgood, Quill and Osgood.", preamble="Present: Councillor Quill.")
    assert said.attendance() == PRESENT


def test_two_of_one_surname_are_two_where_initials_tell_them_apart() -> None:
    said = session(present="Councillors D. Hale, S. Hale and Quill.")
    assert said.attendance() == [("Councillor D. Hale", "present"), ("Councillor S. Hale", "present"), PRESENT[2]]


def test_two_of_one_surname_and_initial_are_two_where_a_list_has_both() -> None:
    said = session(present="Councillors Dora Hale, Dilys Hale and Quill.", preamble="Present: Councillor D. Hale.")
    assert said.attendance()[:2] == [("Councillor Dora Hale", "present"), ("Councillor Dilys Hale", "present")]
    assert session(
        present="Councillors Jo Hale and Quill.", preamble="Present: Councillor Joanne Hale."
    ).attendance() == [
        ("Councillor Jo Hale", "present"),
        PRESENT[2],
    ]


@pytest.mark.parametrize(
    ("preamble", "items"),
    [
        ("Councillor Sallow was in attendance for item 3.", [("Councillor Sallow", "item 3")]),
        (
            "Also in attendance: Tamsin Farrow for Minutes Nos. 2 and 3.",
            [("Tamsin Farrow", "item 2"), ("Tamsin Farrow", "item 3")],
        ),
        ("Councillor Sallow was in attendance.", []),
    ],
)
def test_items_that_someone_attends_for(preamble: str, items: list[tuple[str, str]]) -> None:
    assert session(preamble=preamble).attended_for() == items


LEFT = [
    ({"lettings": "Councillor Quill left the meeting. Members met."}, [(QUILL, "item 2")]),
    ({"lettings": "Members met.\n\nCouncillor Quill left the room at this point."}, [(QUILL, "item 2")]),
    ({"after": "(Councillor Quill left the meeting at this point.)"}, [(QUILL, "item 3")]),
    ({"lettings": "Councillors Osgood and Quill withdrew from the meeting."}, [(OSGOOD, "item 2"), (QUILL, "item 2")]),
    (
        {"lettings": "Councillor Quill left the meeting.", "repairs": "Councillor Quill rejoined the meeting."},
        [(QUILL, "item 2")],
    ),
    ({"lettings": "Councillor Quill left the meeting briefly and returned to the meeting."}, []),
    ({"lettings": "No member left the meeting."}, []),
    ({"lettings": "Councillor Quill left the decision to officers."}, []),
]


@pytest.mark.parametrize(("texts", "left"), LEFT)
def test_who_left_for_an_item(texts: dict[str, str], left: list[tuple[str, str]]) -> None:
    said = session(**texts)
    assert said.left() == left
    assert said.attendance() == PRESENT


CHAIRS = [
    ({}, []),
    ({"lettings": "Councillor Osgood took the Chair for this item."}, [("item 2", OSGOOD)]),
    ({"after": "Councillor Osgood took the Chair for the following item."}, [("item 3", OSGOOD)]),
    ({"lettings": "Councillor Osgood took the Chair for items 2 and 3."}, [("item 2", OSGOOD), ("item 3", OSGOOD)]),
    (
        {"repairs": "Councillor Osgood took the Chair for the remainder of the meeting."},
        [("item 3", OSGOOD), ("item 4", OSGOOD)],
    ),
    ({"lettings": "Councillor Osgood took the minutes."}, []),
    ({"lettings": "Councillor Osgood thanked the Chair."}, []),
    fault(
        {"lettings": "Councillor Osgood, in the Chair, opened the debate."},
        [("item 2", OSGOOD)],
        reason="a chair without a verb of taking is not seen",
    ),
]


@pytest.mark.parametrize(("texts", "chairs"), CHAIRS)
def test_who_took_the_chair(texts: dict[str, str], chairs: list[tuple[str, str]]) -> None:
    said = session(**texts)
    assert said.claims("chairedBy") == [(MEETING, HALE), *chairs]
    assert said.tenures() == {(HALE, "Chair")}


IN_THE_CHAIR = [
    ("Councillor Osgood (in the Chair) and Councillor Quill.", OSGOOD),
    ("Councillor Osgood (Chair) and Councillor Quill.", OSGOOD),
    ("Councillor Quill and Councillor Osgood (Chairman).", OSGOOD),
    ("Councillor Osgood – Chairman, Councillor Quill.", OSGOOD),
    ("Councillor Osgood (Vice-Chair) and Councillor Quill.", None),
    ("Councillor Osgood (Vice-Chair, in the Chair).", OSGOOD),
]


@pytest.mark.parametrize(("present", "chair"), IN_THE_CHAIR)
def test_who_is_in_the_chair(present: str, chair: str | None) -> None:
    assert session(present=present).claims("chairedBy") == ([(MEETING, chair)] if chair else [])


def test_who_takes_the_chair_is_present() -> None:
    said = told("Councillor Dacre took the Chair for this item.")
    assert ("Councillor Dacre", "present") in said.attendance()


def test_who_stands_in_for_the_chair_does_not_hold_the_office() -> None:
    said = session(lettings="In the absence of the Chair, Councillor Osgood took the Chair for this item.")
    assert said.tenures() == {(HALE, "Chair")}


def test_an_affiliation_is_a_membership() -> None:
    said = session(present="Councillor Hale and Mrs. F. Inch (Barchester Parent Carer Forum).")
    assert said.involvements() == {("Mrs F. Inch", "member of", "Barchester Parent Carer Forum")}


def test_a_list_of_members_may_be_empty() -> None:
    assert session(preamble="Co-opted Members:").attendance() == session().attendance()


def test_a_name_may_be_what_other_surnames_begin_with() -> None:
    assert ("Councillor Mac", "present") in session(present="Councillors Hale, Mac and Dacre.").attendance()


def test_an_office_in_brackets_is_a_tenure_and_a_capacity() -> None:
    said = session(preamble="Also in attendance: Mr. P. Farrow (Head of Housing).")
    [farrow] = [a for a in said.facts.attendances if said.name(a.attendee) == "Mr P. Farrow"]
    assert said.name(farrow.acting_as) == "Head of Housing"
    assert said.tenures() == {(HALE, "Chair"), ("Mr P. Farrow", "Head of Housing")}


STANDING_IN = [
    (
        "Apologies: Councillor Dacre (substituted by Councillor Lisle)",
        [("Councillor Dacre", "apologies"), ("Councillor Lisle", "present")],
    ),
    (
        "Apologies: Councillor Dacre, Councillor Lisle substituted",
        [("Councillor Dacre", "apologies"), ("Councillor Lisle", "present")],
    ),
    ("Also in attendance: Councillor Lisle for Councillor Dacre", [("Councillor Lisle", "in attendance")]),
]


@pytest.mark.parametrize(("preamble", "others"), STANDING_IN)
def test_who_stands_in_for_another(preamble: str, others: list[tuple[str, str]]) -> None:
    found = session(preamble=preamble).attendance()
    assert found[:3] == PRESENT
    assert sorted(found[3:]) == sorted(others)


def test_the_chair_is_present_whatever_list_names_them() -> None:
    said = session(
        present="Councillors Osgood and Quill.", preamble="In attendance: Mr Inch\n\nCouncillor Dacre in the Chair"
    )
    assert ("Councillor Dacre", "present") in said.attendance()
    assert said.claims("chairedBy") == [(MEETING, "Councillor Dacre")]


@pytest.mark.parametrize("label", ["Presiding", "Chair", "In the chair", "Chairman", "Convener"])
def test_a_label_of_the_chair(label: str) -> None:
    said = session(present="Councillors Osgood and Quill.", preamble=f"{label}: Councillor Dacre")
    assert ("Councillor Dacre", "present") in said.attendance()
    assert said.claims("chairedBy") == [(MEETING, "Councillor Dacre")]


THERE = [
    ("Mr Inch spoke against the plan.", True),
    ("Mr Inch, for the applicant, said that it would do no harm.", True),
    ("The Chair welcomed Mr Inch to the meeting.", True),
    ("The meeting was opened to allow Mr Inch to speak on this matter.", True),
    ("Mr Inch was co-opted. Mr Inch duly signed his Declaration of Acceptance of Office.", True),
    ("The Committee heard a representation from Mr Inch.", True),
    ("Mrs Opie and Mr Inch of the Lettings Trust attended and answered questions.", True),
    ("The Director of Roads, Mr Inch, informed the Committee that it was open.", True),
    ("Also in attendance were Sergeant Hale, Barsetshire Police, and Mr Inch, Family Co-ordinator.", True),
    ("Mr Inch and Mrs Opie of the Lettings Trust were also in attendance.", True),
    ("Mr Inch had been told that Sergeant Hale had been in attendance at the fire.", False),
    ("No tenants were in attendance at the visit of Mr Inch.", False),
    ("Mr Inch had been informed.", False),
    ("The Committee heard of a representation that Mr Inch made elsewhere.", False),
    ("A letter from Mr Inch asked who would pay.", False),
    ("It was agreed to reply to Mr Inch.", False),
    ("Mr Inch was not present; his report had been sent round. Mr Inch proposed a visit.", False),
    ("The Clerk advised that Mr Inch had presented a plan elsewhere.", False),
    ("The former mayor Mr Inch had urged this.", False),
]


@pytest.mark.parametrize(("text", "there"), THERE)
def test_who_takes_part_is_there(text: str, there: bool) -> None:
    assert (("Mr Inch", "in attendance") in told(text).attendance()) is there


def test_a_slip_in_a_name_makes_no_second_person() -> None:
    said = session(present="Councillor Ann Farthing and Councillor Quill.", lettings="Councillor Ann Farthin said no.")
    assert said.attendance() == [("Councillor Ann Farthing", "present"), (QUILL, "present")]


def test_members_of_a_cabinet_without_a_list() -> None:
    text = (
        "Wexcombe Council\nCabinet\nMinutes\n3rd March, 2015\n\n1. Roads\n\nThe report was introduced by Jo Hale, "
        "Cabinet Member for Roads. Ann Quill, Chair of the Scrutiny Panel, presented its advice.\n\n"
        "Resolved: - That it be noted."
        "\n\n2. Trees\n\nNone.\n\n3. Close\n\nThe meeting ended."
    )
    found = Told(read(text)).attendance()
    assert ("Jo Hale", "present") in found
    assert ("Ann Quill", "present") not in found


@pytest.mark.parametrize(
    ("text", "capacity"),
    [
        ("Councillor Vane proposed, and Councillor Orme seconded, that it wait.", "present"),
        ("Councillor Vane asked why.", "in attendance"),
        ("Mr Vane proposed a visit.", "in attendance"),
    ],
)
def test_members_without_a_list_are_known_by_what_members_do(text: str, capacity: str) -> None:
    heading = "Barchester City Council\nHousing Committee\nMinutes of the meeting held on 3 March 2015\n\n"
    said = Told(read(f"{heading}1. LETTINGS\n\n{text}\n\n2. REPAIRS\n\nMembers met.\n\n3. CLOSE\n\nIt ended."))
    assert capacity in [how for who, how in said.attendance() if "Vane" in who]


@pytest.mark.parametrize(
    ("listed", "name"), [("PC 771 Gale", "Gale"), ("PCSO Wells", "Wells"), ("RFO Lucy Orme", "Lucy Orme")]
)
def test_ranks_and_collar_numbers_are_no_names(listed: str, name: str) -> None:
    found = [a for a, how in session(preamble=f"Also in attendance: {listed}.").attendance() if how == "in attendance"]
    assert [who.endswith(name) and "771" not in who for who in found] == [True]


def test_a_bare_surname_is_one_of_two_that_a_list_has() -> None:
    said = session("Mr Ash asked why.", present="Mr L Ash, Mrs C Ash and Councillor Quill.")
    assert sum("Ash" in who for who, _ in said.attendance()) == 2


def test_each_of_a_list_is_there_for_the_items_named_behind() -> None:
    said = session(
        preamble="Also in attendance: Mr. P. Farrow (Head of Housing) for Minute No. 2, Ms. K. Adeyemi and Mr. G. Askew"
        " for Minute No. 3, and Mrs. L. Vane (for item 4)."
    )
    assert said.attended_for() == [
        ("Mr P. Farrow", "item 2"),
        ("Ms K. Adeyemi", "item 3"),
        ("Mr G. Askew", "item 3"),
        ("Mrs L. Vane", "item 4"),
    ]


def test_items_in_brackets_are_for_one() -> None:
    said = session(preamble="In attendance: Mr. P. Farrow and Ms. K. Adeyemi (for item 3).")
    assert said.attended_for() == [("Ms K. Adeyemi", "item 3")]


def test_in_a_list_with_a_name_a_line_what_follows_a_name_is_no_other_person() -> None:
    said = session(preamble="In attendance:\nDilys Pryce, Cymdeithas Tai Glas\nTamsin Farrow, Head of Housing")
    others = [name for name, capacity in said.attendance() if capacity == "in attendance"]
    assert others == ["Dilys Pryce", "Tamsin Farrow"]


def test_the_title_of_members_is_not_that_of_a_list_in_the_same_paragraph() -> None:
    said = session(present="Councillors Hale and Quill; also in attendance Tamsin Farrow and Councillor Osgood.")
    assert ("Tamsin Farrow", "in attendance") in said.attendance()
    assert (OSGOOD, "in attendance") in said.attendance()


def test_a_label_of_members_with_nothing_behind_it() -> None:
    assert (HALE, "present") in session(preamble="Membership:\n\nThe meeting was held online.").attendance()

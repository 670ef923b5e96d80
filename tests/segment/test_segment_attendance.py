"""Labels and forms of the lists of people."""

from __future__ import annotations

import pytest
from segmenting import Plain, meetings

HEADING = "Wexcombe Town Council\n12 May 2020\n\n"
ITEMS = "\n\n1. Trees\n\nTall.\n\n2. Bins\n\nFull."


def meeting(lists: str, items: str = ITEMS) -> Plain:
    [found] = meetings(HEADING + lists + items)
    return found


@pytest.mark.parametrize(
    "label",
    [
        "Present:",
        "PRESENT:-",
        "Present -:"[:8] + ":",
        "Members Present:",
        "Councillors present:",
        "Those present:",
        "Present (six Councillors): -",
        "**Present:**",
        "Present in the Chair:",
        "Attendance:",
        "Attendees:",
        "Sederunt:",
        "Members in attendance:",
        "Presennol / Present:",
        "Present",
    ],
)
def test_present(label: str) -> None:
    assert meeting(f"{label} Cllr Ann Hall and Cllr Bob Orme")["present"] == ["Cllr Ann Hall and Cllr Bob Orme"]
    assert meeting(f"{label}\nCllr Ann Hall and Cllr Bob Orme")["present"] == ["Cllr Ann Hall and Cllr Bob Orme"]


@pytest.mark.parametrize(
    "label",
    [
        "In attendance:",
        "Also in attendance:-",
        "Also, in attendance:",
        "ALSO PRESENT:",
        "Officers:",
        "Officers present:",
        "OFFICIALS IN ATTENDANCE:",
        "Attending:",
        "Town Clerk:",
        "Clerk to the Council:",
        "Public:",
    ],
)
def test_in_attendance(label: str) -> None:
    found = meeting(f"Present: Cllr Hall\n\n{label} Mrs S Hollis")
    assert (found["present"], found["in attendance"]) == (["Cllr Hall"], ["Mrs S Hollis"])


@pytest.mark.parametrize(
    "label",
    [
        "Apologies:",
        "Apology:",
        "APOLOGIES FOR ABSENCE:-",
        "Apologies were received from:",
        "Apologies for absence were received from",
        "Apologies received and accepted from",
        "Apologies for absence:- Apologies were received from",
        "Apologies -",
        "Apologies",
    ],
)
def test_apologies(label: str) -> None:
    assert meeting(f"Present: Cllr Hall\n\n{label} Cllr Orme")["apologies"] == ["Cllr Orme"]


@pytest.mark.parametrize(
    "line",
    [
        "Presentations: Cllr Orme",
        "The Chair was present: it was cold",
        "Apologies were sent by post",
        "Officers of the Council had been busy",
        "Absent: Cllr Orme",
        "Contact: Sue Hollis",
    ],
)
def test_no_list(line: str) -> None:
    found = meeting(f"Present: Cllr Hall\n\n{line}")
    assert [found.get(c) for c in ("present", "apologies", "in attendance")] == [["Cllr Hall"], None, None]


def test_a_list_that_goes_on_below() -> None:
    found = meeting("Present: Cllr D Lusk - Chairman,\n\nCllr M Pell, Cllr A Bodkin\n\n2 members of the public")
    assert found["present"] == ["Cllr D Lusk - Chairman, Cllr M Pell, Cllr A Bodkin"]


def test_lists_run_in_to_one_paragraph() -> None:
    found = meeting(
        "Present: Ann Hall, Bob Orme. Parish Clerk: Sue Hollis In attendance: one visitor. Apologies: Cy Pegg"
    )
    assert found["present"] == ["Ann Hall, Bob Orme."]
    assert found["in attendance"] == ["Sue Hollis"]
    assert found["apologies"] == ["Cy Pegg"]


def test_one_name_a_line_with_a_second_column() -> None:
    found = meeting("Members Present:\n\nAnn Hall     Convenor CC\n Bob Orme     Member CC\n\nApologies:\nCy Pegg")
    assert (found["present"], found["apologies"]) == (["Ann Hall", "Bob Orme"], ["Cy Pegg"])


def test_councillors_with_a_colon() -> None:
    assert meeting("Present:\nCouncillors: Hall, Orme and Pegg")["present"] == ["Councillors Hall, Orme and Pegg"]


@pytest.mark.parametrize("title", ["Apologies", "Apologies for absence", "APOLOGIES"])
def test_apologies_as_an_item(title: str) -> None:
    items = f"\n\n1. {title}\n\nCllr Orme and Mr T Wells\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    assert meeting("Present: Cllr Hall", items)["apologies"] == ["Cllr Orme and Mr T Wells"]


@pytest.mark.parametrize(
    "text", ["None", "None.", "There were none.", "To receive any apologies", "Cllr Orme was away."]
)
def test_an_item_of_apologies_without_a_list(text: str) -> None:
    items = f"\n\n1. Apologies\n\n{text}\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    assert "apologies" not in meeting("Present: Cllr Hall", items)


def test_the_roll_as_an_item() -> None:
    items = "\n\n1. Sederunt\n\nPresent: Mrs Baillie\n\nApologies: Mr Reid\n\n2. Bins\n\nFull.\n\n3. Trees\n\nTall."
    found = meeting("Minutes of the meeting", items)
    assert (found["present"], found["apologies"]) == (["Mrs Baillie"], ["Mr Reid"])


def test_an_agenda_has_no_lists() -> None:
    found = meeting("Membership:- Councillors Hall and Orme\n\nAGENDA")
    assert (found["kind"], "present" in found) == ("agenda", False)


@pytest.mark.parametrize(
    ("heading", "present"),
    [
        ("Minutes", ["Councillors Hall and Orme"]),
        ("Notes of the meeting", ["Councillors Hall and Orme"]),
        ("Agenda", None),
    ],
)
def test_councillors_are_present_in_minutes_and_called_in_an_agenda(heading: str, present: list[str] | None) -> None:
    [found] = meetings(f"Wexcombe Town Council\n{heading}\n12 May 2020\n\nCouncillors: Hall and Orme" + ITEMS)
    assert found.get("present") == present


def test_a_line_with_an_office_only_is_no_name() -> None:
    found = meeting("Present:\nAnn Hall\nSecretary CC\nBob Orme")
    assert found["present"] == ["Ann Hall", "Bob Orme"]


def test_also_present_beside_the_chair_alone_are_the_members() -> None:
    found = meeting("In the Chair: Councillor Molloy\n\nAlso present: Councillors Burke and Daly\n\nApologies: Mr Fox")
    assert found["present"] == ["Councillor Molloy", "Councillors Burke and Daly"]


def test_also_present_beside_members_are_others() -> None:
    found = meeting("Present: Councillors Burke and Daly\n\nAlso present: Councillor Molloy")
    assert (found["present"], found["in attendance"]) == (["Councillors Burke and Daly"], ["Councillor Molloy"])

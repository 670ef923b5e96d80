"""The heading of a record: which body met, when, where, and that other texts have none."""

from __future__ import annotations

import pytest
from segmenting import meetings

from graphbuild.errors import NoMeetingFound

PRESENT = "\n\nPresent: Councillors Hall and Orme\n\n"


@pytest.mark.parametrize(
    ("heading", "body", "date"),
    [
        ("AUDIT COMMITTEE\n3rd May, 2019", "Audit Committee", "2019-05-03"),
        ("AUDIT COMMITTEE 3 MAY 2019", "Audit Committee", "2019-05-03"),
        ("# AUDIT COMMITTEE Tuesday 3 May 2019", "Audit Committee", "2019-05-03"),
        ("**AUDIT COMMITTEE  \n3rd May, 2019**", "Audit Committee", "2019-05-03"),
        ("Audit Committee - Tuesday, 3rd May, 2019 5.30 p.m.", "Audit Committee", "2019-05-03"),
        ("Minutes of the Audit Committee held at the Guildhall on 03/05/2019", "Audit Committee", "2019-05-03"),
        (
            "DRAFT MINUTES OF THE WEXCOMBE TOWN COUNCIL MEETING HELD ON 3 MAY 2019",
            "Wexcombe Town Council",
            "2019-05-03",
        ),
        ("Minutes of the Annual Meeting of Wexcombe Town Council, 3 May 2019", "Wexcombe Town Council", "2019-05-03"),
        (
            "WEXCOMBE TOWN COUNCIL\nMinutes of the Full Council Meeting\n3 May 2019",
            "Wexcombe Town Council",
            "2019-05-03",
        ),
        ("WEXCOMBE TOWN COUNCIL\n\nPLANNING COMMITTEE\n\n3 May 2019", "Planning Committee", "2019-05-03"),
        ("PLANNING COMMITTEE\n\nWEXCOMBE TOWN COUNCIL\n\n3 May 2019", "Planning Committee", "2019-05-03"),
        ("MINUTES OF\nWEXCOMBE AND HEXLEY\nTOWN COUNCIL\n3 MAY 2019", "Wexcombe and Hexley Town Council", "2019-05-03"),
        (
            "Wexcombe Town Council Planning Committee\n3 May 2019",
            "Wexcombe Town Council Planning Committee",
            "2019-05-03",
        ),
        ("Minutes of the Parish Council Meeting held on 3 May 2019", "Parish Council", "2019-05-03"),
        ("MINUTES OF THE CABINET, 3 MAY 2019", "Cabinet", "2019-05-03"),
        (
            "Adult Social Care and Health Overview and Scrutiny Committee\n3.5.2019",
            "Adult Social Care and Health Overview and Scrutiny Committee",
            "2019-05-03",
        ),
        ("Governance & Audit Sub-Committee, 2019-05-03", "Governance & Audit Sub-Committee", "2019-05-03"),
        ("Pwyllgor / Harbour Board\n3 Mai / 3 May 2019", "Harbour Board", "2019-05-03"),
        (
            "Municipal District of Ballywex East held on 3rd May, 2019",
            "Municipal District of Ballywex East",
            "2019-05-03",
        ),
        ("Date: 3 May 2019\nMeeting: Police and Crime Panel", "Police and Crime Panel", "2019-05-03"),
        ("Steering Group for the Canal, 3 May 2019", "Steering Group for the Canal", "2019-05-03"),
        ("Children’s Trust Partnership Board\n3 May 2019", "Children’s Trust Partnership Board", "2019-05-03"),
        (
            "Minutes of Upper Wexcombe Group Parish Council, 3 May 2019",
            "Upper Wexcombe Group Parish Council",
            "2019-05-03",
        ),
        (
            "MINUTES OF MAY MEETING OF THE MUNICIPAL DISTRICT OF BALLYWEX HELD ON 3RD MAY 2019",
            "Municipal District of Ballywex",
            "2019-05-03",
        ),
        (
            "Council of the City of Wexcombe\nMinutes of the Council, 3 May 2019",
            "Council of the City of Wexcombe",
            "2019-05-03",
        ),
        (
            "Wexcombe Parish Council\n\nHome   Your Council   News\n\nMinutes of the Parish Council, 3 May 2019",
            "Wexcombe Parish Council",
            "2019-05-03",
        ),
        (
            "Wexcombe Town Council\nThe Clerk, Mill Lane\n\nMinutes of the Annual Council Meeting, 3 May 2019",
            "Wexcombe Town Council",
            "2019-05-03",
        ),
        (
            "Wexcombe Town Council\nMinutes 2019\n\nMeeting held on Friday 3rd May",
            "Wexcombe Town Council",
            "2019-05-03",
        ),
        (
            "Wexcombe Town Council\nFriday 3 May\n\nReport for 2018\nBudget for 2019",
            "Wexcombe Town Council",
            "2019-05-03",
        ),
    ],
)
def test_body_and_date(heading: str, body: str, date: str) -> None:
    [found] = meetings(heading + PRESENT)
    assert (found["body"], found["date"]) == (body, date)


@pytest.mark.parametrize(
    ("heading", "time", "venue"),
    [
        ("Audit Committee - 3 May 2019 5.30 p.m.", "17:30", None),
        ("Audit Committee held in the Guildhall on 3 May 2019 at 7pm", "19:00", "Guildhall"),
        (
            "Audit Committee held at 7.30pm on the 3rd May 2019 at the Old School, Wexcombe.",
            "19:30",
            "Old School, Wexcombe",
        ),
        ("AUDIT COMMITTEE HELD IN THE GUILDHALL, WEXCOMBE, ON 3 MAY 2019, AT\n10AM.", "10:00", "Guildhall, Wexcombe"),
        ("Audit Committee held via Zoom on 3 May 2019", None, "Zoom"),
        ("Audit Committee, 3 May 2019 at 12 noon", "12:00", None),
        ("AUDIT COMMITTEE HELD ON 3 MAY 2019 AT 7PM IN THE GUILDHALL", "19:00", "Guildhall"),
        ("Audit Committee\n3 May 2019, The Old School, Wexcombe", None, "Old School, Wexcombe"),
        ("Audit Committee 3 May 2019, 8.15 am - 10.05 am\nArts Centre, Mill Lane", "08:15", "Arts Centre, Mill Lane"),
        ("Audit Committee\n3 May 2019 at the Swan", None, "Swan"),
        ("Audit Committee 3 May 2019\n\nPlace:\nRoom 4, Guildhall", None, "Room 4, Guildhall"),
        ("Audit Committee 3 May 2019\n\nVenue: Room 4, Guildhall. View directions", None, "Room 4, Guildhall"),
        ("Audit Committee 3 May 2019\n\nRoom 4, Guildhall - 10.00 - 11.35 a.m.", "10:00", "Room 4, Guildhall"),
        ("Audit Committee 3 May 2019\n\nThe Chairman opened the meeting at 7.32 pm.", "19:32", None),
        ("Audit Committee 3 May 2019 Minutes", None, None),
        (
            "Audit Committee 3 May 2019 1930 hrs\n\nVenue: Room 4, Guildhall <https://a.example>",
            "19:30",
            "Room 4, Guildhall",
        ),
    ],
)
def test_time_and_venue(heading: str, time: str | None, venue: str | None) -> None:
    [found] = meetings(heading + PRESENT)
    assert (found.get("time"), found.get("venue")) == (time, venue)


@pytest.mark.parametrize(
    ("heading", "status"),
    [
        ("DRAFT\n\nAudit Committee 3 May 2019", "draft"),
        ("Draft Minutes of the Audit Committee, 3 May 2019", "draft"),
        ("Unconfirmed minutes of the Audit Committee, 3 May 2019", "draft"),
        ("Minutes of the Audit Committee, 3 May 2019 (subject to approval)", "draft"),
        ("Approved minutes of the Audit Committee, 3 May 2019", "approved"),
        ("Minutes of the Audit Committee, 3 May 2019", None),
        ("Audit Committee 3 May 2019 on the draft budget", None),
    ],
)
def test_status(heading: str, status: str | None) -> None:
    [found] = meetings(heading + PRESENT)
    assert found.get("status") == status


def test_the_heading_reaches_from_body_to_date() -> None:
    from segmenting import segmented

    text = "AUDIT COMMITTEE\n\n3rd May, 2019" + PRESENT
    [meeting] = segmented(text).meetings
    assert meeting.heading.value == "AUDIT COMMITTEE 3rd May, 2019"
    assert text[meeting.heading.begin : meeting.heading.end] == "AUDIT COMMITTEE\n\n3rd May, 2019"


def test_a_meeting_without_a_list_of_people() -> None:
    [found] = meetings("Audit Committee\nMinutes of 3 May 2019\n\n1. Trees\n\nTall.\n\n2. Bins\n\nFull.")
    assert (found["body"], found["date"], len(found["items"])) == ("Audit Committee", "2019-05-03", 2)


def test_the_body_that_only_the_end_names() -> None:
    text = (
        "Minutes of the meeting held on 3 May 2019"
        + PRESENT
        + "1. A\n\nB.\n\n2. C\n\nD.\n\nClerk to Wexcombe Town Council"
    )
    assert [m["body"] for m in meetings(text)] == ["Wexcombe Town Council"]


def test_a_date_in_a_sentence_is_not_the_meetings() -> None:
    text = "Wexcombe Town Council\nMinutes of Friday 3 May, 2019\n\nThe Clerk presented the accounts to 30 April 2019."
    assert [m["date"] for m in meetings(text)] == ["2019-05-03"]


def test_a_date_in_an_item_is_no_new_meeting() -> None:
    text = (
        "Audit Committee\n3 May 2019"
        + PRESENT
        + "1. Trees\n\nThe report of the Planning Committee, dated 4 April 2019, "
        "was read.\n\nPresent: a tree surgeon\n\n2. Bins\n\nFull."
    )
    assert [m["date"] for m in meetings(text)] == ["2019-05-03"]


def test_two_records_in_one_document() -> None:
    text = "Audit Committee\n3 May 2019" + PRESENT + "1. A\n\nB.\n\n2. C\n\nD.\n\nHarbour Board\n4 June 2019" + PRESENT
    assert [(m["body"], m["date"]) for m in meetings(text)] == [
        ("Audit Committee", "2019-05-03"),
        ("Harbour Board", "2019-06-04"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Dear Sir,\n\nThank you for your letter.\n\nYours, A. Hall",
        "On 3 May 2019 the Town Council was told that the bridge had fallen.\n\nNobody was hurt.",
        "The Planning Committee has nine members. Each is appointed for four years.",
        "3 May 2019\n\nA fine day.",
        "Wexcombe Town Council\n\nHow to find us",
        "Wexcombe Town Council\n\nPresent: nobody\n\n31 February 2019",
        "Shopping list\n\n3 May 2019\n\n1. Eggs\n2. Flour\n3. A council of war",
        "Council tax bill\n3 May 2019\n\nCouncil Offices, Wexcombe",
    ],
)
def test_no_meeting(text: str) -> None:
    with pytest.raises(NoMeetingFound, match=r"^made-up\.txt: no meeting was found .*; check that"):
        meetings(text)


def test_a_long_paragraph_is_no_heading() -> None:
    words = "and so on and on " * 20
    with pytest.raises(NoMeetingFound):
        meetings(f"A story of the Town Council of 3 May 2019 {words}" + PRESENT)


def test_a_heading_far_above_the_list_is_not_the_lists() -> None:
    lines = "\n\n".join(["A line about the weather"] * 40)
    with pytest.raises(NoMeetingFound):
        meetings(f"{lines}\n\nAudit Committee\n3 May 2019\n\n{lines}" + PRESENT)

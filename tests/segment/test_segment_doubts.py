"""Dates of a meeting that cannot be right are told of, with where they stand; those that can are not."""

from __future__ import annotations

import pytest
from segmenting import segmented

from graphbuild.errors import NoMeetingFound

HEAD = "ODDLE TOWN COUNCIL\n\nMinutes of the meeting of the Planning Committee held on {}\n\n"
BODY = "Present: Councillors Hall (Chair), Orme and Vane\n\n1. APOLOGIES\n\nNone.\n\n2. ROADS\n\nResolved: Noted.\n"


def told(text: str) -> list[tuple[int, str]]:
    """(line, what is said there) of each doubt of a document."""
    record = segmented(text)
    doubts = [*(doubt for meeting in record.meetings for doubt in meeting.doubts), *record.doubts]
    return [(text.count("\n", 0, doubt.begin) + 1, doubt.says) for doubt in doubts]


@pytest.mark.parametrize(
    ("written", "right", "wrong"),
    [
        ("Monday 5 March 2024", "Tuesday", "Monday"),
        ("Wednesday, the 5th day of March, 2024", "Tuesday", "Wednesday"),
        ("nos Lun 5 Mawrth 2024", "Tuesday", "Monday"),
        ("dydd Sul, 5 Mawrth 2024", "Tuesday", "Sunday"),
        ("Fri 5/3/24", "Tuesday", "Friday"),
    ],
)
def test_a_weekday_that_is_not_the_dates(written: str, right: str, wrong: str) -> None:
    [(line, says)] = told(HEAD.format(written) + BODY)
    assert line == 3
    assert f"was a {right}, not a {wrong}; 2024-03-05 was taken" in says


@pytest.mark.parametrize(
    "written",
    [
        "Tuesday 5 March 2024",
        "nos Fawrth 5 Mawrth 2024",
        "Tues. 5th March 2024 and Wednesday 6th March 2024",
        "5 March 2024 at 7 pm\n\nDate of next meeting: 2 April 2024",
        "5 March 2024\n\nApproved on 2 April 2024",
        "5 March 2024\n\nThe agenda was published on 26 February 2024",
    ],
)
def test_dates_that_can_be_right(written: str) -> None:
    assert told(HEAD.format(written) + BODY) == []


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        (HEAD.format("5 March 2024") + "Date of next meeting: 2 April 2024\n\n", "2024-03-05"),
        ("ODDLE TOWN COUNCIL Draft Minutes subject to approval at the next meeting 5 March 2024\n\n", "2024-03-05"),
    ],
)
def test_the_next_meetings_date_is_not_this_ones(head: str, iso: str) -> None:
    assert [meeting.date for meeting in segmented(head + BODY).meetings] == [iso]
    assert told(head + BODY) == []


def test_a_date_that_does_not_exist_beside_the_one_taken() -> None:
    text = "ODDLE TOWN COUNCIL\n\n31 June 2020\n\n" + HEAD.format("30 June 2020") + BODY
    assert told(text) == [(3, "the date 31 June 2020 does not exist, and 2020-06-30 was taken for the meeting's")]


def test_two_dates_at_the_head() -> None:
    text = HEAD.format("5 March 2024") + "Meeting of 12 March 2024\n\n" + BODY
    [(line, says)] = told(text)
    assert line in (3, 5)
    assert "5 March 2024" in says or "2024-03-05" in says
    assert "12 March 2024" in says or "2024-03-12" in says


def test_two_meetings_of_one_document_are_no_contradiction() -> None:
    first, second = HEAD.format("5 March 2024"), HEAD.format("12 March 2024").replace("Planning", "Housing")
    assert len(segmented(first + BODY + second + BODY).meetings) == 2
    assert told("Agenda of 5 March 2024\n\n" + first + BODY + second + BODY) == []


def test_a_running_head_with_another_date() -> None:
    stamp = "\n\nPLANNING COMMITTEE - 12/03/24\n\n"
    text = HEAD.format("5 March 2024") + BODY + stamp + "3. SCHOOLS\n\nResolved: That it be noted.\n" + stamp
    [(line, says)] = told(text)
    assert text.splitlines()[line - 1] == "PLANNING COMMITTEE - 12/03/24"
    assert "12/03/24" in says
    assert "2024-03-05" in says
    assert told(text.replace("12/03/24", "05/03/24")) == []


@pytest.mark.parametrize("written", ["31 June 2023", "29 February 2023", "2/13/2024"])
def test_where_the_only_date_does_not_exist_the_refusal_says_so(written: str) -> None:
    with pytest.raises(NoMeetingFound, match=f"there is no {written}"):
        segmented(HEAD.format(written) + BODY)

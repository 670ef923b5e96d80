"""What tells a title from a sentence, and where the one ends and the other begins."""

from __future__ import annotations

import pytest

from graphbuild.segment.text import readable
from graphbuild.segment.wording import clean_title, cut_title, is_procedural, is_sentence, is_title_line


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("Apologies for absence ", "Apologies had come from Will Crane."),
        ("Apologies and Welcome ", "There were none."),
        ("Declarations of interest ", "None."),
        ("Any other business ", "None"),
        ("Police Report – ", "PC Hale said that two bicycles had been taken."),
        ("Broadband - ", "PW commented that it was slow."),
        ("Date of next meeting – ", "Monday 2 April at 7pm"),
        ("Apologies: ", "Miss A Mullet"),
        ("Planning: ", "WP left the room."),
        ("Planning: Copple Lane and the mill", ""),
        ("Items for next time: ", "winter salt; the lamp."),
        ("Minutes of the meeting of 3 May– ", "AGREED that they were right."),
        ("Reading Room. ", "Report by Miss Catt"),
        ("Next Meeting ", "Monday 4 June at 7pm"),
        ("Declarations of Interest ", "Cllr Dray - allotments"),
        ("Questions from Cllr Dray", ""),
        ("Grass cutting: verges and the green ", "The contractor had sent a quote."),
        ("Summer Fair 2018 – 24 June 2018 ", "The Chair advised that a band was booked."),
        ("Litter Bin on the Common ", "The Clerk had prices."),
        ("Approval of Bills ", "The bills were read out."),
        ("Reports ", "a) Trees – these were tall."),
        ("Public Participation and Councillors Items ", "• A hole in the road."),
        ("PLANNING ", "The Clerk reported two sheds."),
        ("ACCOUNTS FOR PAYMENT: ", "Mrs Hale asked for a list."),
        ("Finance. ", "The bank had written."),
        ("Gardens ", "Cllr Hale had drawn a plan."),
        ("Report of the Task Group", ""),
        ("Minutes of the meeting held on 3 May 2017", ""),
        ("Street names (north and south)", ""),
        ("Review of No Cold Calling Zones", ""),
    ],
)
def test_cut_title(title: str, rest: str) -> None:
    assert cut_title(title + rest) == len(title)


@pytest.mark.parametrize(
    "text", ["", "1234", "the Clerk read out a letter in which the county asked for money " + "and more " * 20]
)
def test_no_title(text: str) -> None:
    assert cut_title(text) is None


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("COMMUNICATIONS.", "COMMUNICATIONS"),
        ("Budget (Pages 3 - 9)", "Budget"),
        ("Budget (Page 3).", "Budget"),
        ("Budget (pp. 3 to 9) :-", "Budget"),
        ("Budget (in pages)", "Budget (in pages)"),
        ("Bus lanes pdf icon PDF 1 MB", "Bus lanes"),
        (" - ", ""),
    ],
)
def test_clean_title(text: str, title: str) -> None:
    assert clean_title(readable(text, 0), r"\s*pdf icon PDF [\d.]+ [KM]B$").value == title


@pytest.mark.parametrize(
    "title",
    [
        "Apologies for absence",
        "DECLARATIONS OF INTEREST",
        "To receive the minutes",
        "Welcome",
        "Matters arising",
        "Chair’s announcements",
        "Dates of future meetings",
        "A.O.B.",
    ],
)
def test_procedural(title: str) -> None:
    assert is_procedural(title)


@pytest.mark.parametrize("title", ["Library opening hours", "Update on declarations", "Datebook", "Minute taking"])
def test_not_procedural(title: str) -> None:
    assert not is_procedural(title)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Village hall", True),
        ("BRIDGE REPAIRS", True),
        ("Apologies for absence", True),
        ("Ymddiheuriadau a threfn", True),
        ("Present:", False),
        ("In attendance: Jo Hall", False),
        ("RESOLVED that it be so", False),
        ("Venue: the hall", False),
        ("the hall", False),
        ("Total £30", False),
        ("BX1 4QT", False),
        ("The hall was full", False),
        ("Hall " * 50, False),
    ],
)
def test_title_line(text: str, line: bool) -> None:
    assert is_title_line(text) is line


def test_a_title_in_capitals_is_no_sentence() -> None:
    assert is_sentence("The accounts were agreed")
    assert not is_sentence("WHERE WE WERE AND ARE")

"""Pointers to the records of other meetings, and meetings announced; the made-up meeting is on 3rd March, 2015."""

from __future__ import annotations

from typing import Any

import pytest
from barchester import PANEL, PRESENT, Told, minutes, read, told

POINTERS = [
    ("The minutes of the meeting held on 3rd February, 2015 were approved.", [("2015-02-03", None, None, False)]),
    (
        "Further to Minute No. 12 of the meeting held on 2nd December, 2014, the Director spoke.",
        [("2014-12-02", "12", None, True)],
    ),
    (
        "Arising from Minute No. C12 of the meeting of this Panel held on 2nd December, 2014, it was raised again.",
        [("2014-12-02", "C12", None, True)],
    ),
    ("Minute No. 12 of the meeting held on 2nd December, 2014 was read.", [("2014-12-02", "12", None, False)]),
    ("See Minute No. 12 dated 2/12/2014.", [("2014-12-02", "12", None, False)]),
    (
        "At its meeting on 2nd December, 2014 (Minute No. 57), Cabinet agreed the policy.",
        [("2014-12-02", "57", "Cabinet", False)],
    ),
    (
        "With reference to paragraph 4 of the minute of the meeting of 2 December 2014, a report was submitted.",
        [("2014-12-02", "4", None, False)],
    ),
    (
        "The decision of the Health Panel of 2 December 2014 (paragraph 12) was read.",
        [("2014-12-02", "12", "Health Panel", False)],
    ),
    ("The minute of the Health Panel of 2 December 2014 was noted.", [("2014-12-02", None, "Health Panel", False)]),
    ("The minute of 2 December 2014 was approved.", [("2014-12-02", None, None, False)]),
    ("Paragraph 4 of the report of 2 December 2014 was read.", []),
    ("A minute of silence on 2 December 2014 was kept.", []),
    ("It was resolved on 2nd December, 2014 that lettings be reviewed.", [("2014-12-02", None, None, False)]),
    ("Further to Minute No. 12 of the last meeting, the Director spoke.", []),
    ("The Act came into force on 2nd December, 2014.", []),
    ("The report would go to the meeting to be held on 2nd June, 2015.", []),
    ("Minute No. 12 of the meeting held on 31st February, 2014 was read.", []),
    ("In minute detail the Director described the works of 2nd December, 2014.", []),
    ("A briefing was held on 2nd December, 2014.", []),
    ("The Panel's seminar on lettings took place on 2nd December, 2014 before the meeting.", []),
    (
        "Points from the seminar were put to the meeting held on 2nd December, 2014.",
        [("2014-12-02", None, None, False)],
    ),
    ("The meeting to be held on 2nd December, 2014 had been cancelled.", []),
    (
        "As reported to the Health Panel at its meeting on 2nd December, 2014.",
        [("2014-12-02", None, "Health Panel", False)],
    ),
    (
        "The Health and Wellbeing Board held on 2nd December, 2014 was told.",
        [("2014-12-02", None, "Health and Wellbeing Board", False)],
    ),
    (
        "Further to Minute No. 7 of the Housing Select Committee held on 2nd December, 2014, rents rose.",
        [("2014-12-02", "7", "Housing Select Committee", True)],
    ),
    (
        "A report to the Health Panel noted the minutes of the meeting held on 2nd December, 2014.",
        [("2014-12-02", None, None, False)],
    ),
    ("At its meeting on 2nd December, 2014 (Minute No. 57) Cabinet bid.", [("2014-12-02", "57", "Cabinet", False)]),
    ("Barchester Children's Panel held on 2nd December, 2014 was told.", [("2014-12-02", None, None, False)]),
    ("The Panel, at its meeting held on 2nd December, 2014, was told.", [("2014-12-02", None, None, False)]),
    ("The Tenants Forum held on 2nd December, 2014 was lively.", []),
    (
        "The minutes of the meetings held on 3rd February, 2015 and 6th January, 2015 were approved.",
        [("2015-02-03", None, None, False), ("2015-01-06", None, None, False)],
    ),
    (
        "Minutes Nos. 12 and 13 of the meeting held on 2nd December, 2014 were read.",
        [("2014-12-02", "12", None, False), ("2014-12-02", "13", None, False)],
    ),
    (
        "Further to Minutes Nos. 4 and 7 of the meetings held on 4th November and 2nd December, 2014, rents rose.",
        [("2014-11-04", "4", None, True), ("2014-12-02", "7", None, True)],
    ),
    (
        "Further to Minutes Nos. 4 and 7 of the meetings held on 4th November, 2014 and 2nd December, 2014, it met.",
        [("2014-11-04", "4", None, True), ("2014-12-02", "7", None, True)],
    ),
    (
        "Minutes Nos. 4, 5 & 7 of the meetings held on 4th November, 2014 and 2nd December, 2014 were read.",
        [("2014-11-04", None, None, False), ("2014-12-02", None, None, False)],
    ),
    (
        "Further to Minute No. 4 of the meeting held on 4th November, 2014 and Minute No. 7 of the meeting held on "
        "2nd December, 2014, rents rose.",
        [("2014-11-04", "4", None, True), ("2014-12-02", "7", None, True)],
    ),
    (
        "Further to Minute No. 4 of the meeting held on 4th November, 2014, the Head of Housing recalled the meeting "
        "held on 2nd December, 2014.",
        [("2014-11-04", "4", None, True), ("2014-12-02", None, None, False)],
    ),
    (
        "Further to the meeting held on 2nd December, 2014, the Director spoke.",
        [("2014-12-02", None, None, True)],
    ),
    (
        "Costs were given as requested at the meeting on 2nd December, 2014.",
        [("2014-12-02", None, None, True)],
    ),
    ("The following was said at the meeting held on 2nd December, 2014.", [("2014-12-02", None, None, False)]),
    ("The minute was 12. 2nd December, 2014 had been cold.", []),
]


@pytest.mark.parametrize(("text", "pointers"), POINTERS)
def test_pointers(text: str, pointers: list[tuple[str, str | None, str | None, bool]]) -> None:
    said = told(text)
    assert said.pointers() == pointers
    assert {said.name(p.item) for p in said.findings.pointers} <= {"item 2"}


def test_days_that_share_a_month() -> None:
    said = told("The minutes of the meetings held on 3rd and 10th February, 2015 were read.")
    assert said.pointers() == [("2015-02-03", None, None, False), ("2015-02-10", None, None, False)]


def test_one_pointer_for_one_record_and_a_number_says_more_than_a_date() -> None:
    said = told(
        "The meeting held on 2nd December, 2014 was lively. Minute No. 12 of the meeting held on 2nd December, 2014 "
        "was read. Minute No. 12 of the meeting held on 2nd December, 2014 was read again."
    )
    assert said.pointers() == [("2014-12-02", "12", None, False)]


CLAUSES = [
    ("Further to Minute No. 13(3) of the meeting held on 2nd December, 2014, rents rose.", [("13", "3")]),
    ("Further to Minute No. 13 (b) of the meeting held on 2nd December, 2014, rents rose.", [("13", "b")]),
    ("Further to Minute No. 13.3 of the meeting held on 2nd December, 2014, rents rose.", [("13", "3")]),
    ("Minutes 13(2) and 14 of the meeting held on 2nd December, 2014 were read.", [("13", "2"), ("14", None)]),
    ("Minute No. 13/14 of the meeting held on 2nd December, 2014 was read.", [("13/14", None)]),
    ("Minute No. 13 (2013/14 budget) of the meeting held on 2nd December, 2014 was read.", [("13", None)]),
]


@pytest.mark.parametrize(("text", "numbers"), CLAUSES)
def test_a_clause_of_a_minute(text: str, numbers: list[tuple[str, str | None]]) -> None:
    assert [(p.number, p.clause) for p in told(text).findings.pointers] == numbers


def test_a_part_of_an_item_is_a_number_where_items_have_such_numbers() -> None:
    text = "Minute No. 13.3 of the meeting held on 2nd December, 2014 was read."
    record = f"{PANEL}\n3rd March, 2015\n\nPresent:- {PRESENT}\n\n14.1 LETTINGS\n\n{text}\n\n14.2 REPAIRS\n\nNone.\n"
    said = Told(read(record))
    assert [i.number for i in said.facts.items] == ["14.1", "14.2"]
    assert [(p.number, p.clause) for p in said.findings.pointers] == [("13.3", None)]


MINUTES = ("MINUTES OF THE MEETING HELD ON 3RD FEBRUARY, 2015", "They were approved.")
LAST = [
    (MINUTES, "Further to Minute No. 12 of the last meeting, rents rose.", [("2015-02-03", "12", None, True)]),
    (
        MINUTES,
        "Minute No. 12 (Lettings) of the minutes of the previous meeting was read.",
        [("2015-02-03", "12", None, False)],
    ),
    (MINUTES, "As asked at the last meeting (Minute No. 12), rents rose.", [("2015-02-03", "12", None, False)]),
    (MINUTES, "As asked at the Cabinet's last meeting (Minute No. 12), rents rose.", []),
    (MINUTES, "Minute No. 12 above was read again.", []),
    (MINUTES, "Minute No. 12 was read again.", []),
    (
        ("MINUTES OF THE LAST MEETING", "They were approved."),
        "Further to Minute No. 12 of the last meeting, rents rose.",
        [],
    ),
    (
        ("MINUTES", "The minutes of the meetings held on 3rd February, 2015 and 6th January, 2015 were approved."),
        "Further to Minute No. 12 of the last meeting, rents rose.",
        [],
    ),
]


MATTERS = [
    ("Parking (Minute 12): it was said that rents rose.", [("2015-02-03", "12", None, True)]),
    ("Minute No. 12 - Parking. Rents rose.", [("2015-02-03", "12", None, True)]),
    (
        "Walls (Minute 11 of the meeting held on 2nd December, 2014): done.\n\nParking (Minute 12): rents rose.",
        [("2014-12-02", "11", None, False), ("2014-12-02", "12", None, True)],
    ),
    (
        "Walls (Minute 11 of the meeting held on 2nd December, 2014): done.\n\n"
        "With reference to Minute No. 12(4) of the same meeting (Parking), rents rose.",
        [("2014-12-02", "11", None, False), ("2014-12-02", "12", None, False)],
    ),
    ("Minute No. 12 of the same meeting was read.", []),
    *(
        (f"{opening} rents rose.", [("2015-02-03", "12", None, True)])
        for opening in (
            "Minute 12 (Parking) -",
            "Minute 12, Parking:",
            "Arising from Minute No. 12 (Parking),",
            "With regard to Minute No. 12,",
            "In relation to Minute 12 and to parking, Members said that",
        )
    ),
    ("With regard to Minute 12 below, rents rose.", []),
    ("Further to Minute 12 of the Cabinet, rents rose.", []),
    ("Further to the Minute, 12 rents rose.", []),
    ("Cabinet agreed to it (Minute 12).", []),
]


@pytest.mark.parametrize(("text", "pointers"), MATTERS)
def test_a_matter_arising_opens_with_its_minute(text: str, pointers: list[Any]) -> None:
    said = Told(read(minutes(MINUTES, ("MATTERS ARISING", text))))
    matters = next(i.key for i in said.facts.items if i.title == "MATTERS ARISING")
    assert [
        pointer for p, pointer in zip(said.findings.pointers, said.pointers(), strict=True) if p.item == matters
    ] == pointers


def test_the_approval_of_minutes_is_told_beside_one_of_them() -> None:
    text = (
        "The minute of the meeting of 3 February 2015 was approved. Paragraph 7 of the minute of 3 February 2015 fell."
    )
    said = Told(read(minutes(("MINUTES", text), ("LETTINGS", "None."))))
    assert said.pointers() == [("2015-02-03", None, None, False), ("2015-02-03", "7", None, False)]


@pytest.mark.parametrize(("item", "text", "pointers"), LAST)
def test_a_minute_of_the_last_meeting(item: tuple[str, str], text: str, pointers: list[Any]) -> None:
    said = Told(read(minutes(item, ("LETTINGS", text))))
    lettings = next(i.key for i in said.facts.items if i.title == "LETTINGS")
    assert [
        pointer for p, pointer in zip(said.findings.pointers, said.pointers(), strict=True) if p.item == lettings
    ] == pointers


HEAD = "Decision Date\tItem\tRecommendation\tResponse\n"
REGISTERS = [
    (
        HEAD + "2/12/14\tLettings\tThat rents rise.\tThey rose.",
        [("2014-12-02", None, ("Lettings", "That rents rise.", "They rose."))],
    ),
    (
        HEAD + "2/12/14 (Minute 12)\tLettings\tThat rents rise.",
        [("2014-12-02", "12", ("Lettings", "That rents rise."))],
    ),
    (
        "Date\tMinute No.\tRecommendation\n2/12/14\t12\tThat rents rise.",
        [("2014-12-02", "12", ("12", "That rents rise."))],
    ),
    (HEAD + "2/12/14\t12\tThat rents rise.", [("2014-12-02", None, ("12", "That rents rise."))]),
    (HEAD + "2/6/15\tLettings\tThat rents rise.", []),
    (HEAD + "December\tLettings\tThat rents rise.", []),
    ("Date\tPayee\tSum\n2/12/14\tHale Ltd\t£5", []),
    ("Date received\tApplication\tDecision\n2/12/14\tA porch\tNo objection", []),
]


@pytest.mark.parametrize(("table", "rows"), REGISTERS)
def test_rows_of_registers(table: str, rows: list[tuple[str, str | None, tuple[str, ...]]]) -> None:
    said = told(table)
    assert [(p.date, p.number, p.beside) for p in said.findings.pointers] == rows
    assert all(p.follows_up for p in said.findings.pointers)


def test_a_rows_evidence_is_the_row() -> None:
    findings = told(HEAD + "2/12/14\tLettings\tThat rents rise.").findings
    [passage] = findings.pointers[0].evidence
    assert findings.source.text[passage.begin : passage.end] == "2/12/14\tLettings\tThat rents rise."


ANNOUNCED = [
    ("The next meeting would be held on Tuesday 7th April, 2015 at 2.00 p.m.", [("2015-04-07", "14:00")]),
    ("Resolved: - That the next meeting take place on 7th April, 2015.", [("2015-04-07", None)]),
    ("The next meeting had been planned for 7th April, 2013.", []),
    ("The school would open on 7th April, 2015.", []),
    ("The next meeting would be arranged.", []),
    (
        "The next meetings would be held on 7th April, 2015 and 5th May, 2015.",
        [("2015-04-07", None), ("2015-05-05", None)],
    ),
    ("The next meeting would be held on 7th April, 2015 and the fair on 5th May, 2015.", [("2015-04-07", None)]),
    (
        "The Panel would meet on 7th April, 2015, and then on 5th May, 2015.",
        [("2015-04-07", None), ("2015-05-05", None)],
    ),
    ("7th April, 2015 at 10 a.m.", [("2015-04-07", "10:00")]),
    ("Tuesday 7th April, 2015.", [("2015-04-07", None)]),
]


@pytest.mark.parametrize(("text", "meetings"), ANNOUNCED)
def test_announced_meetings(text: str, meetings: list[tuple[str, str | None]]) -> None:
    said = Told(read(minutes(("LETTINGS", "Members met."), ("DATE OF NEXT MEETING", text))))
    assert said.announced() == meetings

"""Pointers to the records of other meetings, and meetings announced; the made-up meeting is on 3rd March, 2015."""

from __future__ import annotations

import pytest
from barchester import Told, fault, minutes, read, told

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
    ("It was resolved on 2nd December, 2014 that lettings be reviewed.", [("2014-12-02", None, None, False)]),
    ("Further to Minute No. 12 of the last meeting, the Director spoke.", []),
    ("The Act came into force on 2nd December, 2014.", []),
    ("The report would go to the meeting to be held on 2nd June, 2015.", []),
    ("Minute No. 12 of the meeting held on 31st February, 2014 was read.", []),
    ("In minute detail the Director described the works of 2nd December, 2014.", []),
    fault("A briefing was held on 2nd December, 2014.", [], reason="a briefing is no meeting with a record"),
    fault(
        "As reported to the Health Panel at its meeting on 2nd December, 2014.",
        [("2014-12-02", None, "Health Panel", False)],
        reason="of other bodies only Cabinet is seen, so that the pointer is at this body's own meeting",
    ),
    fault(
        "The minutes of the meetings held on 3rd February, 2015 and 6th January, 2015 were approved.",
        [("2015-02-03", None, None, False), ("2015-01-06", None, None, False)],
        reason="the second of two dates is lost",
    ),
    fault(
        "Minutes Nos. 12 and 13 of the meeting held on 2nd December, 2014 were read.",
        [("2014-12-02", "12", None, False), ("2014-12-02", "13", None, False)],
        reason="of two numbers only one is seen",
    ),
]


@pytest.mark.parametrize(("text", "pointers"), POINTERS)
def test_pointers(text: str, pointers: list[tuple[str, str | None, str | None, bool]]) -> None:
    said = told(text)
    assert said.pointers() == pointers
    assert {said.name(p.item) for p in said.findings.pointers} <= {"item 2"}


def test_one_pointer_for_one_record_and_a_number_says_more_than_a_date() -> None:
    said = told(
        "The meeting held on 2nd December, 2014 was lively. Minute No. 12 of the meeting held on 2nd December, 2014 "
        "was read. Minute No. 12 of the meeting held on 2nd December, 2014 was read again."
    )
    assert said.pointers() == [("2014-12-02", "12", None, False)]


ANNOUNCED = [
    ("The next meeting would be held on Tuesday 7th April, 2015 at 2.00 p.m.", [("2015-04-07", "14:00")]),
    ("Resolved: - That the next meeting take place on 7th April, 2015.", [("2015-04-07", None)]),
    ("The next meeting had been planned for 7th April, 2013.", []),
    ("The school would open on 7th April, 2015.", []),
    ("The next meeting would be arranged.", []),
    fault(
        "The next meetings would be held on 7th April, 2015 and 5th May, 2015.",
        [("2015-04-07", None), ("2015-05-05", None)],
        reason="of two dates only the first is seen",
    ),
    fault("7th April, 2015 at 10 a.m.", [("2015-04-07", "10:00")], reason="the title alone says that it is the next"),
]


@pytest.mark.parametrize(("text", "meetings"), ANNOUNCED)
def test_announced_meetings(text: str, meetings: list[tuple[str, str | None]]) -> None:
    said = Told(read(minutes(("LETTINGS", "Members met."), ("DATE OF NEXT MEETING", text))))
    assert said.announced() == meetings

"""Meetings that a work programme plans: a table with days in its first column, and its years in its title."""

from __future__ import annotations

import re

from graphbuild import dates
from graphbuild.codes import RecordKind
from graphbuild.extract.draft import Draft
from graphbuild.model import Meeting, Paper
from graphbuild.segment.record import PaperRecord

_YEARS = re.compile(r"\b(?P<first>20\d\d)\s?[-–/]\s?(?:20)?(?P<second>\d\d)\b")
_MUNICIPAL_YEAR_BEGINS = 5
"""May: English councils' annual meetings, from which programmes run."""


def add_programme(draft: Draft) -> None:
    """Adds a meeting announced for each day in the first column of a work programme's table."""
    records = [p for _, m in draft.meetings for p in m.papers]
    known = {m.date for m in draft.found[Meeting]}
    for paper, record in zip(draft.found[Paper], records, strict=True):
        years = _YEARS.search(record.title.value)
        meeting = next((m for m, _ in draft.meetings if m.key == paper.meeting), None)
        if not years or meeting is None or not re.search(r"\bprogramme\b|\bplan\b", record.title.value, re.IGNORECASE):
            continue
        for day, row in _days(record, int(years.group("first"))):
            if day in known or day <= meeting.date:
                continue
            known.add(day)
            draft.add(
                Meeting(
                    key=draft.new("meeting"),
                    evidence=(record.blocks[row].cells[0].passage(draft.source),),
                    rule="work-programme",
                    confidence=0.8,
                    body=meeting.body,
                    date=day,
                    record=RecordKind.ANNOUNCED,
                )
            )


def _days(record: PaperRecord, first_year: int) -> list[tuple[str, int]]:
    """(ISO date, index of the row) of each row that begins with a day and month and nothing else."""
    found = []
    for index, block in enumerate(record.blocks):
        text = block.cells[0].value if block.cells and block.cells[0] else ""
        if not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]+\.?", text):
            continue
        day = dates.day_and_month(text, first_year)
        if day and int(day[5:7]) < _MUNICIPAL_YEAR_BEGINS:
            day = dates.day_and_month(text, first_year + 1)
        if day:
            found.append((day, index))
    return found

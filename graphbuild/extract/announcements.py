"""Meetings that a record announces: "The next meeting will be held on 7th April, 2015 at 2.00 p.m."."""

from __future__ import annotations

import re

from graphbuild import dates
from graphbuild.codes import RecordKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Meeting

_NEXT = re.compile(r"\bnext (?:ordinary |scheduled )?meetings?\b", re.IGNORECASE)
_MEETINGS = re.compile(r"\bnext (?:ordinary |scheduled )?meetings\b|\bnext meet\b|\bmeet again\b", re.IGNORECASE)
_TITLED = re.compile(r"\bdates?\b.{0,40}\bnext (?:ordinary |scheduled )?meetings?\b|^next meetings?\b", re.IGNORECASE)
"""How an item is titled of which the later dates are meetings'."""
_MEET = re.compile(r"\b(?:meet(?:s|ings?)?|held|take place|reconvene)\b|^\W*(?:\w+day\W+)?\d", re.IGNORECASE)
"""A sentence under such a title that speaks of meeting, or begins with a date."""
_ANOTHER = re.compile(r"(?:,|;|\band\b|&)\s*(?:(?:then|thereafter|also|on|the|\w+day)\b,?\s*)*$", re.IGNORECASE)
"""What stands right before a further meeting's date."""
_TIME_AFTER = 40
"""Characters after a date in which its time of day stands."""


def add_announcements(draft: Draft) -> None:
    """Adds the meetings that each meeting's items announce, each date once."""
    for meeting, _ in draft.meetings:
        announced: set[str] = set()
        for item, _ in draft.items_of(meeting.key):
            titled = bool(_TITLED.search(item.title or ""))
            for unit in draft.all_units_of(item.key):
                for sentence in unit.sentences() if unit.role == "prose" else [_whole(unit)]:
                    plain = titled and unit.paper is None and bool(_MEET.search(sentence.text))
                    if plain or _NEXT.search(sentence.text):
                        _announce(draft, unit, sentence, meeting, plain, announced)


def _whole(unit: Unit) -> Sentence:
    return Sentence(0, len(unit.value), unit.value)


def _announce(
    draft: Draft, unit: Unit, sentence: Sentence, meeting: Meeting, dates_only: bool, announced: set[str]
) -> None:
    """Adds the first date after the meeting's, and the later ones where several meetings are announced."""
    several = dates_only or bool(_MEETINGS.search(sentence.text))
    first = True
    for dated in dates.full_dates(sentence.text):
        another = _ANOTHER.search(sentence.text[: dated.begin]) if not first else None
        if dated.iso <= meeting.date or dated.iso in announced or not (first or another):
            continue
        first = False
        announced.add(dated.iso)
        draft.add(
            Meeting(
                key=draft.new("meeting"),
                evidence=(unit.passage(sentence.begin, sentence.end),),
                rule="next-meeting",
                confidence=0.93,
                body=meeting.body,
                date=dated.iso,
                record=RecordKind.ANNOUNCED,
                start_time=dates.start_time(sentence.text[dated.end : dated.end + _TIME_AFTER]),
            )
        )
        if not several:
            return

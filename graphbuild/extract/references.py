"""Pointers to the records of other meetings, and announcements of the next one."""

from __future__ import annotations

import re

from graphbuild import dates
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import EntityKind, Item, Meeting, Pointer, RecordKind, Ref

_NUMBER = r"Minutes?\s(?:Nos?\.?|Numbers?)?\s?(?P<number>[A-Z]?\d{1,4}[A-Z]?(?:/\d{2,4})?)\b"
_MINUTE = re.compile(rf"\b{_NUMBER}", re.IGNORECASE)
_BRACKETED = re.compile(rf"\s*\(\s*{_NUMBER}", re.IGNORECASE)
_TRIGGER = re.compile(
    r"\b(?:minutes?|meetings?|held on|resol(?:ved|ution)|decision|recommendations? made|considered (?:at|by)"
    r"|agreed (?:at|by)|reported to|at its|Decision Date)\b",
    re.IGNORECASE,
)
"""A date is a record's only with such words near it."""
_TRIGGER_BEFORE, _TRIGGER_AFTER = 160, 30
"""Characters before and after a date in which a trigger counts."""
_NUMBER_BEFORE = 170
"""Characters before a date in which a minute's number belongs to it."""
_HELD_BEFORE = 110
"""Characters before a date in which words make it a meeting's."""
_BESIDE = range(-40, 61)
"""How far from a date's first character a body's name may begin to be the one that met."""
_HELD = re.compile(
    r"(?:\btook place on(?: the)?"
    r"|\bheld(?: remotely)?(?: via \w+)?(?: on)?(?: the)?(?: \w+day)?,?"
    r"|\bresolved on"
    r"|\bminutes of(?: the)?(?: \w+){0,4}"
    r"|\bmeeting of (?:the )?(?:[A-Z]\w+ )+of"
    r"|\blast meeting, on"
    r"|\bmeetings?(?: dated| of| on)(?: the)?(?: \w+day)?,?)\s*$",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\b(?:recommendations?|decision|resolution)s?\b[^.]*\b(?:on|of)(?: the)?(?: \w+day)?,?\s*$", re.IGNORECASE
)
_BODY = re.compile(r"\b(?:Commission|Committee|Cabinet|Council|Board|Panel)\b")
_NEXT = re.compile(r"\bnext (?:ordinary |scheduled )?meetings?\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"\b(?:further to|following|arising from|in response to|as requested (?:at|by)|pursuant to"
    r"|(?:proposed|requested|asked for|called for|commissioned|added|promised)(?: \w+){0,5} at)\b",
    re.IGNORECASE,
)


def add_references(draft: Draft) -> None:
    """Adds pointers, one for each record that an item points at, and meetings announced."""
    for meeting, _ in draft.meetings:
        announced: set[str] = set()
        for item, _ in draft.items_of(meeting.key):
            found: dict[tuple[str, str | None], Pointer] = {}
            for unit in (u for u in draft.units if u.item == item.key):
                for sentence in _sentences(unit):
                    _point(draft, unit, sentence, item, meeting, found)
                    _announce(draft, unit, sentence, meeting, announced)
            numbered = {date for date, number in found if number}
            for (date, number), pointer in found.items():
                if number or date not in numbered:
                    draft.add(pointer)


def _sentences(unit: Unit) -> list[Sentence]:
    if unit.role in ("title", "cell"):
        return [Sentence(0, len(unit.value), unit.value)]
    return list(unit.sentences())


def _point(
    draft: Draft,
    unit: Unit,
    sentence: Sentence,
    item: Item,
    meeting: Meeting,
    found: dict[tuple[str, str | None], Pointer],
) -> None:
    in_register = unit.role == "cell" and _column_of_dates(unit)
    for dated in dates.full_dates(sentence.text):
        around = sentence.text[max(0, dated.begin - _TRIGGER_BEFORE) : dated.end + _TRIGGER_AFTER]
        if dated.iso >= meeting.date or not (in_register or _TRIGGER.search(around)):
            continue
        lead = sentence.text[: dated.begin]
        number = _minute_number(lead, sentence.text[dated.end :])
        key = (dated.iso, number)
        if key in found or not (number or in_register or _is_meeting_date(lead)):
            continue
        found[key] = Pointer(
            key=("pointer", str(len(draft.pointers)), dated.iso, number or "", item.key[1]),
            evidence=(unit.passage(sentence.begin, sentence.end),),
            rule="reference-minute" if number else "reference-meeting",
            confidence=0.93 if number else 0.88,
            item=item.key,
            date=dated.iso,
            number=number,
            body=_body_named(unit, sentence, dated.begin),
            follows_up=bool(number and _FURTHER.search(lead)),
        )


def _minute_number(lead: str, rest: str) -> str | None:
    """The number of the minute in brackets after a date, else the last one before it."""
    if after := _BRACKETED.match(rest):
        return after.group("number")
    numbers = list(_MINUTE.finditer(lead))
    return numbers[-1].group("number") if numbers and len(lead) - numbers[-1].end() < _NUMBER_BEFORE else None


def _body_named(unit: Unit, sentence: Sentence, begin: int) -> Ref | None:
    """Another body that the sentence puts right beside the date: "At its meeting on ... Cabinet awarded"."""
    if re.search(r"\b(?:this|the) (?:Select )?(?:Commission|Committee)\b", sentence.text[:begin]):
        return None
    for name, ref in unit.named(sentence.begin, sentence.end):
        is_cabinet = name.kind is EntityKind.ORGANISATION and name.name == "Cabinet"
        if is_cabinet and name.begin - sentence.begin - begin in _BESIDE:
            return ref
    return None


def _is_meeting_date(before: str) -> bool:
    """Whether the words right before a date make it a meeting's: "held on", "minutes of the", "resolved on"."""
    near = before[-_HELD_BEFORE:]
    return bool(_HELD.search(near) or (_DECIDED.search(near) and _BODY.search(near)))


def _column_of_dates(unit: Unit) -> bool:
    """Whether a cell is a date and nothing else: a register's first column."""
    found = list(dates.full_dates(unit.value))
    return len(found) == 1 and found[0].end - found[0].begin >= len(unit.value.strip()) - 1


def _announce(draft: Draft, unit: Unit, sentence: Sentence, meeting: Meeting, announced: set[str]) -> None:
    """Adds the first date after the meeting's in a sentence about the next meeting; each date once."""
    if not _NEXT.search(sentence.text):
        return
    for dated in dates.full_dates(sentence.text):
        if dated.iso <= meeting.date or dated.iso in announced:
            continue
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
                start_time=dates.start_time(sentence.text[dated.end : dated.end + 40]),
            )
        )
        return

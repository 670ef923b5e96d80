"""Pointers to the records of other meetings: "Further to Minute No. 5 of the meeting held on 5th June, 2018"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphbuild import dates
from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.dates import Dated
from graphbuild.extract.announcements import add_announcements
from graphbuild.extract.draft import Draft
from graphbuild.extract.registers import pointers_of_registers
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Item, Meeting, Passage, Pointer, Ref

_ONE = r"[A-Z]?\d{1,4}[A-Z]?(?:/\d{2,4})?(?:\s?\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)|\.\d{1,2}(?:\.\d{1,2})?)?(?!\w)"
_ONES = rf"{_ONE}(?:(?:,\s?|,?\s(?:and|&)\s){_ONE})*"
_LABEL = r"(?:Minutes?|Min\.)\s(?:Nos?\.?:?|Numbers?|Ref(?:erence|\.)?:?)?\s?"
_PARAGRAPH = r"(?:paragraph|para\.?|item|article)s?\s(?:Nos?\.?:?\s)?"
_NUMBER = rf"{_LABEL}(?P<numbers>{_ONES})"
_MINUTE = re.compile(
    rf"\b{_NUMBER}|\b{_PARAGRAPH}(?P<paragraphs>{_ONES})(?=,? of the (?:\w+ ){{0,2}}minutes?\b)", re.IGNORECASE
)
_BRACKETED = re.compile(
    rf"\s*\(\s*(?:{_NUMBER}|{_PARAGRAPH}(?P<paragraphs>{_ONES})(?=\s*(?:refers)?\s*\)))", re.IGNORECASE
)
_LAST_MEETING = re.compile(
    rf"\b{_NUMBER}\s(?:\([^()]*\)\s)?(?:of|from|at)\s(?:the\s)?(?:minutes\sof\sthe\s)?(?:last|previous)\s"
    r"(?:ordinary\s)?(?:meeting|minutes)\b",
    re.IGNORECASE,
)
"""A minute of a meeting that only the item on its minutes dates."""
_AT_LAST_MEETING = re.compile(
    rf"\b(?:the|our)\s(?:last|previous)\s(?:ordinary\s)?meeting,?\s\(?{_NUMBER}", re.IGNORECASE
)
"""The same with the number behind: "at the last meeting (Minute 12)"."""
_SAME_MEETING = re.compile(
    rf"\b{_NUMBER}\s(?:\([^()]*\)\s)?(?:of|from|at)\s(?:(?:the\s)?minutes\sof\s)?(?:the\ssame|that)\s(?:meeting|minutes)\b",
    re.IGNORECASE,
)
"""A minute of the meeting that the item dated before."""
_MATTER = re.compile(
    rf"\W*(?:{_NUMBER}(?:\s?\([^()]{{1,100}}\)|,\s[^.;:,()]{{3,80}})?\s*[:–-]|[^.;:()]{{3,100}}\(\s*{_LABEL}(?P<bracketed>{_ONES})(?:\srefers)?\s*\)\s*[:–-])",
    re.IGNORECASE,
)
"""How a matter arising opens, by its minute: "Parking (Minute 12): ...", "Minute 12 - Parking"."""
_MATTER_OPENED = re.compile(
    r"\W*(?:arising\s(?:from|out\sof)|further\sto|(?:with|in)\s(?:reference|regard|respect|relation)\s(?:to|of)"
    rf"|referring\sto|regarding|re:?|under)\s{_NUMBER}(?!\s(?:above|below|of|from|at)\b)(?:\s?\([^()]{{1,100}}\))?"
    r"\s*[^.;:,()–]{0,80}[,:–]",
    re.IGNORECASE,
)
"""The same with words that lead up to it: "Arising from Minute 12 (Parking), ..."."""
_PRINTED = re.compile(
    r"(?P<number>[A-Z]?\d{1,4}[A-Z]?(?:/\d{2,4})?)(?:\s?\((?P<clause>\w{1,4})\)|\.(?P<part>\d{1,2})(?![.\d]))?",
    re.IGNORECASE,
)
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
_CANCELLED_AFTER = 30
_AND = re.compile(r"(?:\s|,|&|\band\b|\bon\b|\bthe\b|\b\w+day\b)+", re.IGNORECASE)
"""What stands between the dates of several meetings, or several minutes, named together."""
_DAY_AND = re.compile(
    r"(?<!\w)(?P<day>\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}),?\s(?:and|&)\s(?:(?:on|the|\w+day),?\s)*$"
)
_ORDINAL_AND = re.compile(
    r"(?<!\w)(?P<day>(?P<number>\d{1,2})(?:st|nd|rd|th)),?\s(?:and|&)\s(?:(?:on|the|\w+day),?\s)*$"
)
_DAY_BEFORE = 50
"""Characters before a date in which such a day may stand."""
_HELD = re.compile(
    r"(?:\btook place on(?: the)?"
    r"|\bheld(?: remotely)?(?: via \w+)?(?: on)?(?: the)?(?: \w+day)?,?"
    r"|\bresolved on"
    r"|\bminutes of(?: the)?(?: \w+){0,4}"
    r"|\bminute of(?: the)?(?: meeting(?: of| on)?(?: the)?)?"
    r"|\b(?:meeting|minutes?) of (?:the )?(?:[A-Z][\w'’-]+,? )+of"
    r"|\blast meeting, on"
    r"|\bmeetings?(?: dated| of| on)(?: the)?(?: \w+day)?,?)\s*$",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(
    r"\b(?:briefings?|visits?|seminars?|workshops?|events?|sessions?|training|(?:by-)?elections?|ballots?|conferences?"
    r"|consultations?|interviews?|pre-meetings?|hearings?|inductions?|surger(?:y|ies)|f[eê]tes?|fa[iy]res?|exhibitions?"
    r"|open (?:days?|evenings?)|referendums?|inquests?|funerals?|cancelled|postponed)\b(?!.*\b(?:meetings?|minutes)\b)",
    re.IGNORECASE | re.DOTALL,
)
"""What is held and has no minutes, where no meeting is named after it."""
_CANCELLED = re.compile(r"\b(?:cancelled|postponed|abandoned)\b", re.IGNORECASE)
_DECIDED = re.compile(
    r"\b(?:recommendations?|decision|resolution)s?\b[^.]*\b(?:on|of)(?: the)?(?: \w+day)?,?\s*$", re.IGNORECASE
)
_BODY = re.compile(r"\b(?:Commission|Committee|Cabinet|Council|Board|Panel)\b")
_MET = re.compile(
    rf"(?:[\s,()'’]|\b(?:s|at|in|its|their|the|a|last|previous|special|ordinary|annual|extraordinary|meetings?|held|met"
    rf"|had|has|was|were|which|who|remotely|of|on|dated|agreed|approved|considered|decided|resolved|awarded|endorsed"
    rf"|received|adopted|\w+day)\b|{_LABEL}[\w/]+)*",
    re.IGNORECASE,
)
"""What may stand between a body's name and the date at which it met."""
_MET_BEFORE = re.compile(r"\b(?:its|their) (?:\w+ )?meeting (?:held )?on (?:the )?(?:\w+day,? )?$", re.IGNORECASE)
_OCCASION = re.compile(r"^(?:(?:Annual|Ordinary|Extraordinary|Special|Full|Monthly|the)\s)+")
"""What a body's name has before it for one kind of its meetings."""
_THEN_BODY = re.compile(r"\s*(?:\([^()]*\))?,?\s*(?:the\s+)?", re.IGNORECASE)
_UNKNOWN_BODY = re.compile(
    r"(?:\b[A-Z][\w'’&-]+\s(?:(?:and|of|for|the)\s){0,2}){1,8}(?:Forum|Group|Partnership|Executive|Assembly|Association"
    r"|Consortium|Trust)\b"
)
"""What may have met and is known to be no body of a council."""
_FURTHER = re.compile(
    r"\b(?:further to|(?<!\bthe )following|arising from|in response to|as requested (?:at|by)|pursuant to"
    r"|(?:proposed|requested|asked for|called for|commissioned|added|promised)(?: \w+){0,5} at)\b",
    re.IGNORECASE,
)
_MATTERS = re.compile(r"\bmatters? arising\b", re.IGNORECASE)
_BODIES = (OrganisationKind.COUNCIL_BODY, OrganisationKind.PARTNERSHIP)
_Key = tuple[str, str | None, str | None, str | None]
"""(date, number, clause, name of another body)."""


class _Minute(NamedTuple):
    number: str | None
    clause: str | None = None


def add_references(draft: Draft) -> None:
    """Adds pointers, one for each record that an item points at and each row of a register, and meetings announced."""
    for meeting, _ in draft.meetings:
        found: dict[Ref, dict[_Key, Pointer]] = {}
        items = [item for item, _ in draft.items_of(meeting.key)]
        for item in items:
            found[item.key] = {}
            for unit, sentence in _sentences(draft, item):
                _add_dated(draft, unit, sentence, item, meeting, found[item.key])
        last = _last_meeting(items, found)
        for item in items:
            _add_matters(draft, item, last, found[item.key])
            _add_of_same_meeting(draft, item, found[item.key])
            if last:
                _add_of_last_meeting(draft, item, last, found[item.key])
            rows = list(pointers_of_registers(draft, item, meeting))
            in_rows = {(row.date, row.number) for row in rows}
            approved = last if re.match(r"\W*minutes\b", item.title or "", re.IGNORECASE) else None
            numbered = {pointer.date for pointer in found[item.key].values() if pointer.number}
            for pointer in found[item.key].values():
                is_told = pointer.number or pointer.date not in numbered or pointer.date == approved
                if is_told and (pointer.date, pointer.number) not in in_rows:
                    draft.add(pointer)
            draft.add_all(rows)
    add_announcements(draft)


def _sentences(draft: Draft, item: Item) -> Iterator[tuple[Unit, Sentence]]:
    """An item's titles, cells and sentences; what the parse cuts after a bracket ("(Minute No. 57)") is one."""
    for unit in draft.all_units_of(item.key):
        if unit.role in ("title", "cell"):
            yield unit, Sentence(0, len(unit.value), unit.value)
            continue
        begin: int | None = None
        for sentence in unit.sentences():
            begin = sentence.begin if begin is None else begin
            if not sentence.text.endswith(")"):
                yield unit, Sentence(begin, sentence.end, unit.value[begin : sentence.end])
                begin = None
        if begin is not None:
            yield unit, Sentence(begin, len(unit.value), unit.value[begin:])


def _add_dated(
    draft: Draft, unit: Unit, sentence: Sentence, item: Item, meeting: Meeting, found: dict[_Key, Pointer]
) -> None:
    """Adds a pointer for each earlier date of a sentence that is a record's, and for each minute named with it."""
    text, done, further = sentence.text, 0, False
    for run in _runs(text):
        lead, rest = text[done : run[0].begin], text[run[-1].end :]
        minutes = _minutes(draft, lead, rest)
        # "Further to Minute No. 4 of ... and Minute No. 7 of ..." goes on from both.
        further = bool(_FURTHER.search(lead)) or (further and bool(re.match(rf"\s*,?\s*and\s{_LABEL}", lead)))
        done = run[-1].end
        for dated, minute in _paired(run, minutes):
            around = text[max(0, dated.begin - _TRIGGER_BEFORE) : dated.end + _TRIGGER_AFTER]
            held = minute.number or _is_meeting_date(text[: run[0].begin], rest)
            if dated.iso >= meeting.date or not held or not _TRIGGER.search(around):
                continue
            of_own, body = _body_beside(draft, unit, sentence, run, meeting)
            if of_own or body:
                passage = unit.passage(sentence.begin, sentence.end)
                _keep(draft, found, _pointer(draft, item, passage, dated.iso, minute, body, further))


def _runs(text: str) -> list[list[Dated]]:
    """The dates of a text, those that are named together ("on 3rd March and 5th May, 2015") in one list."""
    runs: list[list[Dated]] = []
    for dated in dates.full_dates(text):
        if runs and _AND.fullmatch(text[runs[-1][-1].end : dated.begin]):
            runs[-1].append(dated)
        else:
            runs.append([*_sharing_year(text, dated), dated])
    return runs


def _sharing_year(text: str, dated: Dated) -> list[Dated]:
    """The day right before a date that has its year, or month and year, from it ("3rd and 10th May, 2015")."""
    begin = max(0, dated.begin - _DAY_BEFORE)
    before = text[begin : dated.begin]
    match = _DAY_AND.search(before) or _ORDINAL_AND.search(before)
    if match is None:
        return []
    if match.re is _DAY_AND:
        iso = dates.day_and_month(match.group("day"), int(dated.iso[:4]))
    else:
        iso = f"{dated.iso[:8]}{int(match.group('number')):02d}"
    if iso is None or iso >= dated.iso or iso.endswith("-00"):
        return []
    return [Dated(begin + match.start("day"), begin + match.end("day"), iso)]


def _minutes(draft: Draft, lead: str, rest: str) -> list[_Minute]:
    """The minutes in brackets after a date, else the last ones named before it."""
    match = _BRACKETED.match(rest)
    if not match:
        before = list(_MINUTE.finditer(lead))
        match = before[-1] if before and len(lead) - before[-1].end() < _NUMBER_BEFORE else None
    return _numbers(draft, match.group("numbers") or match.group("paragraphs")) if match else []


def _numbers(draft: Draft, printed: str) -> list[_Minute]:
    """ "12 and 13(3)" as minutes; "13.3" is a part of minute 13 where the document numbers its items without points."""
    dotted = any(item.number and "." in item.number for item, _ in draft.items)
    if dotted:
        return [_Minute(number) for number in re.findall(r"[A-Z]?[\d./]*\d[A-Z]?", printed, re.IGNORECASE)]
    return [
        _Minute(m.group("number"), m.group("clause") or m.group("part"))
        for m in _PRINTED.finditer(printed)
        if m.group("number")
    ]


def _paired(run: Sequence[Dated], minutes: Sequence[_Minute]) -> list[tuple[Dated, _Minute]]:
    """Which minute is of which date: one each in order, or all of one date; else it cannot be told."""
    if len(minutes) == len(run):
        return list(zip(run, minutes, strict=True))
    if len(run) == 1 and minutes:
        return [(run[0], minute) for minute in minutes]
    return [(dated, _Minute(None)) for dated in run]


def _pointer(
    draft: Draft, item: Item, passage: Passage, date: str, minute: _Minute, body: Ref | None, further: bool
) -> Pointer:
    return Pointer(
        key=("pointer", str(len(draft.pointers)), date, minute.number or "", minute.clause or "", item.key[1]),
        evidence=(passage,),
        rule="reference-minute" if minute.number else "reference-meeting",
        confidence=0.93 if minute.number else 0.88,
        item=item.key,
        date=date,
        number=minute.number,
        clause=minute.clause,
        body=body,
        follows_up=further,
    )


def _keep(draft: Draft, found: dict[_Key, Pointer], pointer: Pointer) -> None:
    """Keeps the first pointer at a record, unless a later one says that the item goes on from there."""
    key = (
        pointer.date,
        pointer.number,
        pointer.clause,
        draft.canonical(pointer.body).name if pointer.body else None,
    )
    if key not in found or (pointer.follows_up and not found[key].follows_up):
        found[key] = pointer


def _body_beside(
    draft: Draft, unit: Unit, sentence: Sentence, run: Sequence[Dated], meeting: Meeting
) -> tuple[bool, Ref | None]:
    """(whether the body of this meeting met on a date, else which other one did), by the name beside the date.

    "The Health Panel held on ...", "At its meeting on ... Cabinet awarded". Neither where what met is not known.
    """
    text, begin, end = sentence.text, run[0].begin, run[-1].end
    own = draft.mention(meeting.body).name
    for name, ref in reversed(list(unit.named(sentence.begin, sentence.end))):
        if name.kind is not EntityKind.ORGANISATION:
            continue
        is_council = name.classification == OrganisationKind.COUNCIL
        if not (name.classification in _BODIES or name.name == "Cabinet" or is_council):
            continue
        before, after = text[name.end - sentence.begin : begin], text[end : name.begin - sentence.begin]
        beside = name.end - sentence.begin <= begin and _MET.fullmatch(before)
        if is_council and not re.search(r"\bmeeting\b", before):
            beside = None
        then = name.begin - sentence.begin >= end and _THEN_BODY.fullmatch(after) and _MET_BEFORE.search(text[:begin])
        if beside or then:
            bare = _OCCASION.sub("", draft.canonical(ref).name)
            is_own = bare == own or own.endswith(f" {bare}")
            return is_own, None if is_own else ref
    unknown = list(_UNKNOWN_BODY.finditer(text, 0, begin))
    return not (unknown and _MET.fullmatch(text[unknown[-1].end() : begin])), None


def _is_meeting_date(before: str, after: str) -> bool:
    """Whether the words right before a date make it a meeting's: "held on", "minutes of the", "resolved on"."""
    near = before[-_HELD_BEFORE:]
    if _NO_MEETING.search(near) or _CANCELLED.search(after[:_CANCELLED_AFTER]):
        return False
    return bool(_HELD.search(near) or (_DECIDED.search(near) and _BODY.search(near)))


def _last_meeting(items: Sequence[Item], found: dict[Ref, dict[_Key, Pointer]]) -> str | None:
    """The date of the last meeting, where the item on its minutes gives exactly one."""
    minutes = (i for i in items if re.search(r"\bminutes\b", i.title or "", re.IGNORECASE))
    told = {p.date for i in minutes for p in found[i.key].values() if p.number is None and p.body is None}
    return next(iter(told)) if len(told) == 1 else None


def _add_matters(draft: Draft, item: Item, last: str | None, found: dict[_Key, Pointer]) -> None:
    """Adds the minutes that open matters arising without a date: of the one meeting named, or the last."""
    if not _MATTERS.search(item.title or ""):
        return
    named = {p.date for p in found.values() if p.number and p.body is None}
    date = next(iter(named)) if len(named) == 1 else last if not named else None
    if not date:
        return
    for unit in draft.units_of(item.key):
        match = _MATTER.match(unit.value) or _MATTER_OPENED.match(unit.value)
        if not match or next(dates.full_dates(match.group()), None):
            continue
        end = next(s.end for s in unit.sentences())
        groups = match.groupdict()
        for minute in _numbers(draft, groups["numbers"] or groups.get("bracketed", "")):
            _keep(draft, found, _pointer(draft, item, unit.passage(0, end), date, minute, None, True))


def _add_of_same_meeting(draft: Draft, item: Item, found: dict[_Key, Pointer]) -> None:
    """Adds "Minute No. 12 of the same meeting" in sentences without a date: the one pointed at last before."""
    dated = sorted(found.values(), key=lambda p: p.evidence[0].begin)
    for unit, sentence in _sentences(draft, item):
        if next(dates.full_dates(sentence.text), None):
            continue
        passage = unit.passage(sentence.begin, sentence.end)
        before = [p for p in dated if p.evidence[0].end <= passage.begin]
        for match in _SAME_MEETING.finditer(sentence.text) if before else ():
            further = bool(_FURTHER.search(sentence.text[: match.start()]))
            for minute in _numbers(draft, match.group("numbers")):
                _keep(draft, found, _pointer(draft, item, passage, before[-1].date, minute, before[-1].body, further))


def _add_of_last_meeting(draft: Draft, item: Item, last: str, found: dict[_Key, Pointer]) -> None:
    """Adds "Minute No. 12 of the last meeting" in sentences without a date."""
    for unit, sentence in _sentences(draft, item):
        if next(dates.full_dates(sentence.text), None):
            continue
        told = (*_LAST_MEETING.finditer(sentence.text), *_AT_LAST_MEETING.finditer(sentence.text))
        for match in told:
            further = bool(_FURTHER.search(sentence.text[: match.start()]))
            for minute in _numbers(draft, match.group("numbers")):
                passage = unit.passage(sentence.begin, sentence.end)
                _keep(draft, found, _pointer(draft, item, passage, last, minute, None, further))

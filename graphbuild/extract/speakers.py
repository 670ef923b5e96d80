"""People who speak at an item and are on no list: they were in attendance for it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from graphbuild.codes import Capacity, RecordKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import INFERRED, Roll
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.extract.words import words
from graphbuild.model import Ref

_ANSWERED = re.compile(r"(?<!to )\b(?:answer|reply|response)(?:ing)? to (?P<who>⟪\d+P⟫)")
_WELCOMED = re.compile(
    r"\b(?:(?:welcomed|introduced) (?:back )?(?:the )?(?P<who>⟪\d+P⟫)"
    r"|(?:allow(?:ed)?|invited|asked) (?P<asked>⟪\d+P⟫)(?:,[^⟪⟫.]{1,60},)? to (?:speak|address)"
    r"|heard (?:an? )?(?:representations?|presentations?|statements?|address)? ?(?:from|by) (?P<heard>⟪\d+P⟫)"
    r"|thank(?:s|ed)[^⟪⟫.]{1,30}(?P<thanked>⟪\d+P⟫),? (?:for|on) (?:(?:his|her|their) )?"
    r"(?:attend\w+|coming|presentation|talk|prayers|address))"
    r"|(?P<signs>⟪\d+P⟫)(?: then| duly)? signed (?:his|her|their|the|an?) (?:declaration of )?acceptance\b",
    re.IGNORECASE,
)
"""Who is greeted, given the floor, thanked for coming or takes a seat is there."""
_ABOUT = (
    r"(?: from (?:the )?(?:⟪\d+O⟫|[A-Z][\w’' ]{2,40}?)(?= )"
    r"|, (?:for|on behalf of|from|an?|the) [^⟪⟫,.]{2,60}(?:⟪\d+[OJUT]⟫[^⟪⟫,.]{0,40})?,)"
)
"""What a person is, in a few words between commas."""
_SENT = re.compile(
    r"\b(?:letters?|e-?mails?|messages?|report|note|correspondence|statement|requests?|complaints?|petition|card|call"
    r"|apolog\w+|absence|behalf|comments|legacy|memory|death|funeral)"
    r" (?:\w+ ){0,2}(?:from|of|by|for) (?:the )?(?:late )?$|\b(?:former|late)\b[^,.]{0,40}$",
    re.IGNORECASE,
)
"""Before the name of someone whose letter speaks."""
_ATTENDED = re.compile(
    r"(?P<who>⟪\d+P⟫)(?=(?:(?:, | and |, and )⟪\d+P⟫){0,4}"
    r"(?:,? (?:of|from|for) (?:the )?[^.⟪⟫]{0,60}(?:⟪\d+[OUT]⟫)?)?,? "
    r"(?:attended and|spoke (?:to|on|against|in favour|in support|in objection)\b))"
)
"""Several people who came to speak."""
_ALSO_THERE = re.compile(
    r"\b(?:[Ii]n attendance|[Aa]lso present)(?: for this item)? (?:was|were) (?P<after>[^.;:]{1,600})"
    r"|^(?P<before>(?:⟪\d+[PJOUT]⟫|\b(?:the|of|from|for|and|[A-Z][\w’'-]*)\b|[\s,()])+?)"
    r"(?:was|were) (?:also )?(?:in attendance|also present)\b"
)
"""Those of whom a sentence says that they were there, and no other name."""
_TOLD_OF_ONE = re.compile(r"\b(?:who|whom|whose|to|that|on behalf of|in place of)\b")
"""After a name of those: what follows may name others."""
_TAKES_PART = re.compile(
    r"(?P<who>⟪\d+P⟫)(?:,? and ⟪\d+P⟫|,(?! and ⟪))* (?:(?:then|also) )?"
    r"(?:moved|proposed|seconded|declared an?\b|(?:and )?joined the meeting)"
    r"|\b(?:[Mm]oved|[Pp]roposed|[Ss]econded) by (?P<by>⟪\d+P⟫)"
    r"|⟪\d+P⟫ (?:had been|was) appointed as (?:an? )?substitute\b"
)
"""What members of a body alone do."""
_SUBJECT = re.compile(r"^(?P<who>⟪\d+P⟫)")


@cache
def _speaks() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<who>⟪\d+P⟫)(?:,? (?:the )?⟪\d+J⟫,?| \([^)]{{1,80}}\)|{_ABOUT})?,?"
        r"(?: in introducing the report| also| then| had| again| further| therefore)* "
        rf"(?:{'|'.join(words().speaking)})\b"
    )


def add_speakers(draft: Draft, rolls: Mapping[Ref, Roll]) -> None:
    """Enters in the rolls who speaks in the minutes and is on no list.

    Where the minutes have no list of those present, councillors who begin a sentence count as well.
    """
    for meeting, record in draft.meetings:
        if record.kind is not RecordKind.MINUTES:
            continue
        listed = any(label.capacity is Capacity.PRESENT for label in record.labelled)
        for unit in draft.units:
            if unit.meeting == meeting.key and unit.item and unit.role == "prose" and unit.paper is None:
                _speakers_of(draft, unit, rolls[meeting.key], listed)


def _speakers_of(draft: Draft, unit: Unit, roll: Roll, listed: bool) -> None:
    expressions = (_speaks(), _ANSWERED, _WELCOMED, _ATTENDED) + (() if listed else (_SUBJECT,))
    for sentence in unit.sentences():
        text = unit.slotted(sentence)
        if not listed:
            _members_of(draft, unit, sentence, roll)
        for match in (m for e in expressions for m in e.finditer(text)):
            [person] = unit.people(match.group())[:1]
            before = text[: match.start()]
            if _SENT.search(before) or (before.endswith(" that ") and " had " in match.group()):
                continue
            councillor = draft.mention(person).title == "Councillor"
            if unit.item and not roll.has(person) and (match.re is not _SUBJECT or councillor):
                passage = unit.passage(sentence.begin, sentence.end)
                roll.add(person, Capacity.IN_ATTENDANCE, passage, "speaks", 0.8, (unit.item,))
        _also_there(draft, unit, sentence, roll)


def _also_there(draft: Draft, unit: Unit, sentence: Sentence, roll: Roll) -> None:
    """Enters all those of whom a sentence of an item says that they were in attendance."""
    match = _ALSO_THERE.search(unit.slotted(sentence))
    if not match or not unit.item:
        return
    those = _TOLD_OF_ONE.split(match.group("after") or match.group("before"))[0]
    for person in unit.people(those):
        if not roll.has(person):
            passage = unit.passage(sentence.begin, sentence.end)
            roll.add(person, Capacity.IN_ATTENDANCE, passage, "in-attendance", 0.9, (unit.item,))


def _members_of(draft: Draft, unit: Unit, sentence: Sentence, roll: Roll) -> None:
    """Enters as present the councillors who do what members alone do, where no list says who they are."""
    for match in _TAKES_PART.finditer(unit.slotted(sentence)):
        for person in unit.people(match.group()):
            if draft.mention(person).title == "Councillor" and not roll.has(person):
                roll.add(person, Capacity.PRESENT, unit.passage(sentence.begin, sentence.end), "takes-part", INFERRED)

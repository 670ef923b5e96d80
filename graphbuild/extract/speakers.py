"""People who speak at an item and are on no list: they were in attendance for it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import Roll
from graphbuild.extract.unit import Unit, slots
from graphbuild.model import Capacity, RecordKind, Ref

_SPOKE = (
    r"asked|said|advised|noted|reported|explained|replied|queried|thanked|confirmed|suggested|requested|welcomed|"
    r"commented|stated|provided|introduced|"
    r"presented|expressed|proposed|seconded|enquired|questioned|raised|highlighted|outlined|agreed|declared|invited|"
    r"spoke|told|responded|answered|"
    r"emphasised|stressed|acknowledged|wished|moved|paid tribute|drew attention|felt|hoped|wondered"
)
_SPEAKER = re.compile(
    rf"(?P<who>⟪\d+P⟫)(?:,? (?:the )?⟪\d+J⟫,?| \([^)]{{1,80}}\))?,?(?: in introducing the report| also| then| had|"
    rf" again| further| therefore)* (?:{_SPOKE})\b"
)
_ANSWERED = re.compile(r"\b(?:answer|reply|response)(?:ing)? to (?P<who>⟪\d+P⟫)")
_SUBJECT = re.compile(r"^(?P<who>⟪\d+P⟫)")


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
    expressions = (_SPEAKER, _ANSWERED) if listed else (_SPEAKER, _ANSWERED, _SUBJECT)
    for sentence in unit.sentences():
        text = unit.slotted(sentence)
        for match in (m for e in expressions for m in e.finditer(text)):
            person = unit.refs[slots(match.group("who"))[0]]
            councillor = draft.mention(person).title == "Councillor"
            if unit.item and not roll.has(person) and (match.re is not _SUBJECT or councillor):
                passage = unit.passage(sentence.begin, sentence.end)
                roll.add(person, Capacity.IN_ATTENDANCE, passage, "speaks", 0.8, (unit.item,))

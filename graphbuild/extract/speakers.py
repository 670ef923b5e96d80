"""People who speak at an item and are on no list: they were in attendance for it."""

from __future__ import annotations

import re

from graphbuild.extract.draft import Draft
from graphbuild.extract.presence import Roll
from graphbuild.extract.unit import slots
from graphbuild.model import Attendance, Capacity, EntityKind, RecordKind

_SPOKE = (
    r"asked|said|advised|noted|reported|explained|replied|queried|thanked|confirmed|suggested|requested|welcomed|commented|stated|provided|introduced|"
    r"presented|expressed|proposed|seconded|enquired|questioned|raised|highlighted|outlined|agreed|declared|invited|spoke|told|responded|answered|"
    r"emphasised|stressed|acknowledged|wished|moved|paid tribute|drew attention|felt|hoped|wondered"
)
_SPEAKER = re.compile(
    rf"(?P<who>⟪\d+P⟫)(?:,? (?:the )?⟪\d+J⟫,?| \([^)]{{1,80}}\))?,?(?: in introducing the report| also| then| had| again| further| therefore)* (?:{_SPOKE})\b"
)
_ANSWERED = re.compile(r"\b(?:answer|reply|response)(?:ing)? to (?P<who>⟪\d+P⟫)")
_SUBJECT = re.compile(r"^(?P<who>⟪\d+P⟫)")


def add_speakers(draft: Draft) -> None:
    """Adds an attendance for each person who speaks in the minutes and is not on the roll.

    Where the minutes have no list of those present, councillors who begin a sentence count as well.
    """
    for meeting, record in draft.meetings:
        if record.kind is not RecordKind.MINUTES:
            continue
        roll = Roll(draft, meeting)
        for attendance in [a for a in draft.found[Attendance] if a.meeting == meeting.key]:
            roll.add(attendance.attendee, attendance.capacity, attendance.evidence[0], attendance.rule)
        listed = any(label.capacity is Capacity.PRESENT for label in record.labelled)
        expressions = (_SPEAKER, _ANSWERED) if listed else (_SPEAKER, _ANSWERED, _SUBJECT)
        for unit in (
            u for u in draft.units if u.meeting == meeting.key and u.item and u.role == "prose" and u.paper is None
        ):
            for sentence in unit.sentences():
                text = unit.slotted(sentence)
                for expression in expressions:
                    for match in expression.finditer(text):
                        ref = unit.refs[slots(match.group("who"))[0]]
                        if roll.has(ref) or (expression is _SUBJECT and draft.mention(ref).title != "Councillor"):
                            continue
                        assert unit.item is not None and draft.mention(ref).kind is EntityKind.PERSON
                        passage = unit.passage(sentence.begin, sentence.end)
                        roll.add(ref, Capacity.IN_ATTENDANCE, passage, "speaks")
                        draft.add(
                            Attendance(
                                key=draft.new("attendance"),
                                evidence=(passage,),
                                rule="speaks",
                                confidence=0.8,
                                attendee=ref,
                                meeting=meeting.key,
                                capacity=Capacity.IN_ATTENDANCE,
                                for_items=(unit.item,),
                            )
                        )

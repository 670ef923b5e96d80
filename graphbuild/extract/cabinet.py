"""Members of a cabinet whose minutes list nobody: those that they name by their office sat there."""

from __future__ import annotations

import re
from collections.abc import Mapping

from graphbuild.codes import Capacity, RecordKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import INFERRED, Roll
from graphbuild.extract.unit import Unit, slots
from graphbuild.model import Ref

_CABINET = re.compile(r"\b(?:Cabinet|Executive)(?: Board)?$")
_OFFICE = re.compile(
    r"(?:(?:Cabinet|Executive|Lead) Member|Portfolio Holder|(?:Deputy )?Leader(?: of the Council)?(?!\w))",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    r"(?P<who>⟪\d+P⟫)(?:,| \()? ?(?:the )?(?P<post>⟪\d+J⟫)|(?P<before>⟪\d+J⟫),? (?:and )?(?P<whose>⟪\d+P⟫)"
)
"""A person and a post, next to each other."""
_AWAY = re.compile(r"\b(?:question|letter|absence|behalf|former|late)\b[^⟪⟫]{0,40}$", re.IGNORECASE)
"""Before the name of someone who need not be there."""


def add_cabinet(draft: Draft, rolls: Mapping[Ref, Roll]) -> None:
    """Enters as present who is named with an office of the cabinet in its minutes, where these list nobody present."""
    for meeting, record in draft.meetings:
        listed = any(label.capacity is Capacity.PRESENT for label in record.labelled)
        if record.kind is RecordKind.MINUTES and not listed and _CABINET.search(draft.mention(meeting.body).name):
            for unit in draft.units:
                if unit.meeting == meeting.key and unit.item and unit.role == "prose" and unit.paper is None:
                    _members_in(unit, rolls[meeting.key])


def _members_in(unit: Unit, roll: Roll) -> None:
    for sentence in unit.sentences():
        text = unit.slotted(sentence)
        for match in _BESIDE.finditer(text):
            who, post = match.group("who") or match.group("whose"), match.group("post") or match.group("before")
            office = unit.names[slots(post)[0]].name
            [person] = unit.people(who)
            if _OFFICE.match(office) and not _AWAY.search(text[: match.start()]) and not roll.has(person):
                passage = unit.passage(sentence.begin, sentence.end)
                roll.add(person, Capacity.PRESENT, passage, "office-of-cabinet", INFERRED)

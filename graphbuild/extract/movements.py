"""Sentences about coming and going: apologies, leaving for an item, someone else taking the chair."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphbuild.extract.attendance import item_numbers
from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import Roll
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Capacity, Claim, EntityKind, Passage, Ref

_ATTENDED = re.compile(
    r"⟪\d+P⟫[^.]*?\b(?:was|were) (?:also )?in attendance\b|⟪\d+P⟫[^.]*?\b(?:observed|joined) the meeting\b"
)
_APOLOGIES = re.compile(
    r"\b[Aa]pologies\b[^.]{0,60}?\b(?:received|submitted|given|accepted|sent|tendered|"
    r"reported)\b[^.]{0,40}?\b(?:from|of|by|on behalf of)\b"
)
_LEFT = re.compile(r"\b(?:left the (?:meeting|room)|withdrew from the (?:meeting|room)|vacated the (?:meeting|room))\b")
_REJOINED = re.compile(r"\b(?:re-?joined|returned to) the meeting\b")
_TOOK_CHAIR = re.compile(
    r"(?P<who>⟪\d+P⟫)[^.]{0,60}?\b(?:took|assumed|was in|resumed|takes)\s+the\s+(?:chair\b|⟪\d+J⟫)(?P<rest>[^.]*)",
    re.IGNORECASE,
)


def add_movements(draft: Draft, rolls: Iterable[Roll]) -> None:
    """Enters in the rolls who attended, apologised, left or took the chair by a sentence; adds who chaired which items."""
    for roll in rolls:
        _from_sentences(draft, roll)


def _from_sentences(draft: Draft, roll: Roll) -> None:
    items = draft.items_of(roll.meeting.key)
    order = [i.key for i, _ in items]
    chair_until: list[tuple[int, int | None, Ref, Passage]] = []
    for unit in (u for u in draft.units if u.meeting == roll.meeting.key and u.role != "title" and u.paper is None):
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            if unit.item is None:
                _attended(draft, roll, unit, sentence, text)
            if _APOLOGIES.search(text) and (unit.item is None or unit.position < 2):
                _apologise(roll, unit, sentence, text)
            if unit.item is not None and (_LEFT.search(text) and not _REJOINED.search(text)):
                _leave(draft, roll, unit, sentence, text, order)
            if unit.item is not None and (took := _TOOK_CHAIR.search(text)):
                chair_until.append(_took_chair(draft, unit, sentence, took, order))
    for begin, end, person, passage in chair_until:
        roll.add(person, Capacity.PRESENT, passage, "took-the-chair", 0.9)
        for item in order[begin:end]:
            draft.add(
                Claim(
                    key=draft.new("claim"),
                    evidence=(passage,),
                    rule="took-the-chair",
                    confidence=0.9,
                    subject=item,
                    predicate="chairedBy",
                    object=person,
                )
            )


def _attended(draft: Draft, roll: Roll, unit: Unit, sentence: Sentence, text: str) -> None:
    match = _ATTENDED.search(text)
    if not match:
        return
    numbers = item_numbers(sentence.text)
    items = tuple(i.key for i, _ in draft.items_of(roll.meeting.key) if i.number in numbers)
    for index in slots(match.group()):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.add(
                unit.refs[index],
                Capacity.IN_ATTENDANCE,
                unit.passage(sentence.begin, sentence.end),
                "was-in-attendance",
                0.95,
                items,
            )


def _apologise(roll: Roll, unit: Unit, sentence: Sentence, text: str) -> None:
    match = _APOLOGIES.search(text)
    assert match is not None
    for index in slots(text[match.end() :]):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.add(
                unit.refs[index],
                Capacity.APOLOGIES,
                unit.passage(sentence.begin, sentence.end),
                "apologies-sentence",
                0.95,
            )


def _leave(draft: Draft, roll: Roll, unit: Unit, sentence: Sentence, text: str, order: list[Ref]) -> None:
    """Who leaves "at this point" after an item's decision leaves for the next item."""
    if unit.item not in order:
        return
    place = order.index(unit.item)
    later = "following item" in sentence.text or _after_decision(draft, unit)
    target = order[place + 1] if later and place + 1 < len(order) else order[place]
    match = _LEFT.search(text)
    assert match is not None
    for index in slots(text[: match.start()]):
        if unit.names[index].kind is EntityKind.PERSON:
            roll.left(unit.refs[index], target, unit.passage(sentence.begin, sentence.end))


def _after_decision(draft: Draft, unit: Unit) -> bool:
    record = next(r for i, r in draft.items if i.key == unit.item)
    return bool(record.clauses) and record.clauses[-1].text.end <= unit.text.begin


def _took_chair(
    draft: Draft, unit: Unit, sentence: Sentence, took: re.Match[str], order: list[Ref]
) -> tuple[int, int | None, Ref, Passage]:
    """(first item, end or None for the rest, person, evidence) of someone else's chairing."""
    assert unit.item is not None
    place = order.index(unit.item)
    first = place + 1 if _after_decision(draft, unit) else place
    rest = took.group("rest")
    person = unit.refs[slots(took.group("who"))[0]]
    numbers = item_numbers(sentence.text)
    numbered = [p for p, (i, _) in enumerate(draft.items_of(unit.meeting)) if i.number in numbers]
    if numbered:
        return numbered[0], numbered[-1] + 1, person, unit.passage(sentence.begin, sentence.end)
    whole = place == 0 and not re.search(r"item", rest)
    end = None if whole or re.search(r"remainder|rest of|remaining", rest) else first + 1
    return first, end, person, unit.passage(sentence.begin, sentence.end)

"""Sentences about coming and going: apologies, leaving for an item, someone else taking the chair."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphbuild.codes import Capacity
from graphbuild.extract.attendance import item_numbers
from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import Roll
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.model import Passage, Ref
from graphbuild.segment.layout import labels, pattern

_ATTENDED = re.compile(
    r"⟪\d+P⟫[^.]{0,300}?\b(?:was|were) (?:also )?in attendance\b"
    r"|⟪\d+P⟫[^.]{0,300}?\b(?:observed|joined|attended|addressed|came to) the meeting\b"
    r"|⟪\d+P⟫[^.]{0,300}?\btook the (?:minutes|notes)\b"
)
_APOLOGIES = re.compile(
    r"\b[Aa]polog(?:y|ies)\b[^.]{0,60}?"
    r"\b(?:received|submitted|given|accepted|sent|tendered|reported|recorded|noted|intimated)\b"
    r"[^.]{0,40}?\b(?:from|of|by|on behalf of)\b"
)
_APOLOGISED = re.compile(
    r"(?:had|has|have)? ?(?:sent|gave|given|tendered|submitted|offered)(?: (?:his|her|their))? apologies\b"
    r"|\bapologised for (?:his |her |their )?absence"
)
_NO_APOLOGIES = re.compile(
    r"\bno apolog|\bwithout (?:an? )?apolog|\bapolog\w+ (?:for|of) (?:late|leaving|early|arriving)|\bnext meeting\b",
    re.IGNORECASE,
)
_ABSENT = re.compile(
    r"⟪\d+P⟫(?: \([^)]*\)|, [^⟪⟫.]{1,60},)? "
    r"(?:(?:was|is) (?:not (?:present|in attendance|at the meeting|there|able to)|unable to|absent|away)"
    r"|could not (?:be present|attend)|did not attend)\b"
    r"|\bin (?:the absence of ⟪\d+P⟫|⟪\d+P⟫['’]s? absence)"
)
"""Who is not there, and no more than that is said."""
_LEFT = re.compile(r"\b(?:left the (?:meeting|room)|withdrew from the (?:meeting|room)|vacated the (?:meeting|room))\b")
_REJOINED = re.compile(r"\b(?:re-?joined|returned to) the meeting\b")
_TOOK_CHAIR = re.compile(
    r"(?P<who>⟪\d+P⟫)[^.]{0,60}?\b(?:took|assumed|was in|resumed|takes)\s+the\s+(?:chair\b|⟪\d+J⟫)(?P<rest>[^.]*)",
    re.IGNORECASE,
)


def add_movements(draft: Draft, rolls: Iterable[Roll]) -> None:
    """Enters in the rolls who is said to have attended, apologised, left or taken the chair; adds who chaired items."""
    for roll in rolls:
        _from_sentences(draft, roll)


def _from_sentences(draft: Draft, roll: Roll) -> None:
    order = [item.key for item, _ in draft.items_of(roll.meeting.key)]
    chairs: list[tuple[int, int | None, Ref, Passage]] = []
    for unit in (u for u in draft.units if u.meeting == roll.meeting.key and u.role != "title" and u.paper is None):
        for sentence in unit.sentences():
            text = unit.slotted(sentence)
            passage = unit.passage(sentence.begin, sentence.end)
            _from_heading(draft, roll, unit, sentence)
            for absent in _ABSENT.finditer(text):
                for person in unit.people(absent.group()):
                    roll.absent(person)
            if (left := _LEFT.search(text)) and not _REJOINED.search(text) and unit.item in order:
                item = _item_left_for(draft, unit, sentence, order)
                for person in unit.people(text[: left.start()]):
                    roll.left(person, item, passage)
            took = _TOOK_CHAIR.search(text)
            if took and unit.item is None:
                [person] = unit.people(took.group("who"))
                roll.add(person, Capacity.PRESENT, passage, "took-the-chair", 0.9)
                draft.claim(roll.meeting.key, "chairedBy", person, passage, "took-the-chair", 0.9)
            elif took:
                chairs.append((*_items_chaired(draft, unit, sentence, took, order), passage))
    for begin, end, person, passage in chairs:
        roll.add(person, Capacity.PRESENT, passage, "took-the-chair", 0.9)
        for item in order[begin:end]:
            draft.claim(item, "chairedBy", person, passage, "took-the-chair", 0.9)


def _from_heading(draft: Draft, roll: Roll, unit: Unit, sentence: Sentence) -> None:
    """Who is said to have attended above the items, or there or at the top of one to have sent apologies."""
    text, passage = unit.slotted(sentence), unit.passage(sentence.begin, sentence.end)
    if unit.item is None and (attended := _ATTENDED.search(text)):
        items = _items_of_numbers(draft, roll, sentence)
        for person in unit.people(attended.group()):
            if not roll.is_present(person):
                roll.add(person, Capacity.IN_ATTENDANCE, passage, "was-in-attendance", 0.95, items)
    if (unit.item is not None and (unit.position > 1 or _takes_roll(draft, unit))) or _NO_APOLOGIES.search(text):
        return
    if apologised := _APOLOGIES.search(text):
        for person in unit.people(text[apologised.end() :]):
            roll.add(person, Capacity.APOLOGIES, passage, "apologies-sentence", 0.95)
    elif sent := _APOLOGISED.search(text):
        for person in unit.people(text[: sent.start()]):
            roll.add(person, Capacity.APOLOGIES, passage, "apologies-sentence", 0.9)


def _takes_roll(draft: Draft, unit: Unit) -> bool:
    """Whether the unit's item is one whose lists and sentences about apologies are read as such."""
    title = next(record.title for item, record in draft.items if item.key == unit.item)
    return bool(pattern(labels().roll.title).search(title.value))


def _items_of_numbers(draft: Draft, roll: Roll, sentence: Sentence) -> tuple[Ref, ...]:
    numbers = item_numbers(sentence.text)
    return tuple(item.key for item, _ in draft.items_of(roll.meeting.key) if item.number in numbers)


def _item_left_for(draft: Draft, unit: Unit, sentence: Sentence, order: list[Ref]) -> Ref:
    """Who leaves "at this point" after an item's decision leaves for the next item."""
    assert unit.item is not None
    place = order.index(unit.item)
    last = draft.units_of(unit.item)[-1].text.end == unit.text.end
    later = (
        "following item" in sentence.text or _after_decision(draft, unit) or (last and "this point" in sentence.text)
    )
    return order[place + 1] if later and place + 1 < len(order) else order[place]


def _after_decision(draft: Draft, unit: Unit) -> bool:
    record = next(r for i, r in draft.items if i.key == unit.item)
    return bool(record.clauses) and record.clauses[-1].text.end <= unit.text.begin


def _items_chaired(
    draft: Draft, unit: Unit, sentence: Sentence, took: re.Match[str], order: list[Ref]
) -> tuple[int, int | None, Ref]:
    """(place of the first item, place after the last or None for the rest, person) of someone else's chairing."""
    assert unit.item is not None
    place = order.index(unit.item)
    [person] = unit.people(took.group("who"))
    numbers = item_numbers(sentence.text)
    numbered = [p for p, (i, _) in enumerate(draft.items_of(unit.meeting)) if i.number in numbers]
    if numbered:
        return numbered[0], numbered[-1] + 1, person
    first = place + 1 if _after_decision(draft, unit) else place
    rest = took.group("rest")
    whole = place == 0 and "item" not in rest
    end = None if whole or re.search(r"remainder|rest of|remaining", rest) else first + 1
    return first, end, person

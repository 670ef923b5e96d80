"""The names and facts of a document as marks, each with what it became in words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

from graphbuild import model
from graphbuild.inspection.seen import Layer, Mark
from graphbuild.model import Findings, Record, Ref

_PREDICATES = {
    "presentedBy": "is presented by",
    "discusses": "discusses",
    "subject": "is about",
    "references": "refers to",
    "followsUp": "follows up",
    "movedBy": "was moved by",
    "secondedBy": "was seconded by",
}
_INVOLVED = {
    "part of": "is part of",
    "partner of": "is a partner of",
    "member of": "is a member of",
    "board member of": "is on the board of",
    "authored": "wrote",
}
_LONGEST = 60
Named = Callable[[Ref | None], str]


def found_in(findings: Findings) -> Iterator[Mark]:
    """A mark for each passage that states a name or fact."""
    names = _names(findings)
    for mention in findings.mentions:
        yield from _marks(mention, "name", mention.kind.value, _mention(mention, names))
    for pointer in findings.pointers:
        yield from _marks(pointer, "fact", "pointer", _pointer(pointer, names))
    for field in dataclasses.fields(findings.facts):
        for record in getattr(findings.facts, field.name):
            yield from _marks(record, "fact", _kind(record), _WORDS[type(record)](record, names))


def _kind(record: Record) -> str:
    is_chair = isinstance(record, model.Claim) and record.predicate == "chairedBy"
    return "chair" if is_chair else type(record).__name__.lower()


def _marks(record: Record, layer: Layer, kind: str, label: str) -> Iterator[Mark]:
    modality = f" ({record.modality.value})" if record.modality else ""
    for passage in record.evidence:
        yield Mark(passage.begin, passage.end, layer, kind, label + modality, record.rule, record.confidence)


def _names(findings: Findings) -> Named:
    """What people call the thing that a reference names."""
    known: dict[Ref, str] = {}
    for mention in findings.mentions:
        known[mention.key] = known.get(mention.same_as or (), "") or mention.name
    facts = findings.facts
    known |= {meeting.key: f"the meeting of {meeting.date}" for meeting in facts.meetings}
    known |= {item.key: f"item {item.number or item.title or item.position}" for item in facts.items}
    known |= {resolution.key: f"the decision {_cut(resolution.text)!r}" for resolution in facts.resolutions}
    known |= {paper.key: f"the paper {_cut(paper.title)!r}" for paper in facts.papers}
    return lambda ref: known.get(ref, ref[-1]) if ref else ""


def _mention(mention: model.Mention, names: Named) -> str:
    whole = names(mention.same_as) if mention.same_as else mention.name
    what = f"{mention.kind.value}{f' ({mention.classification})' if mention.classification else ''}"
    return f"{what}: {mention.name}{'' if whole == mention.name else f', that is {whole}'}"


def _pointer(pointer: model.Pointer, names: Named) -> str:
    number = f", number {pointer.number}" if pointer.number else ""
    how = "follows up" if pointer.follows_up else "refers to"
    return f"{names(pointer.item)} {how} the meeting of {pointer.date}{number}"


def _meeting(meeting: model.Meeting, names: Named) -> str:
    when = f" at {meeting.start_time}" if meeting.start_time else ""
    where = f", {meeting.venue}" if meeting.venue else ""
    return f"{meeting.record.value}: {names(meeting.body)}, {meeting.date}{when}{where}"


def _item(item: model.Item, names: Named) -> str:
    return f"item {item.number or item.position}: {item.title or 'without a title'}"


def _attendance(one: model.Attendance, names: Named) -> str:
    acting = f" as {names(one.acting_as)}" if one.acting_as else ""
    items = f" for {_listed(one.for_items, names)}" if one.for_items else ""
    left = f", left for {_listed(one.left_for_items, names)}" if one.left_for_items else ""
    return f"{one.capacity.value}: {names(one.attendee)}{acting}{items}{left}"


def _resolution(one: model.Resolution, names: Named) -> str:
    clause = f" ({one.clause})" if one.clause else ""
    asked = f", asked of {_listed(one.asked_of, names)}" if one.asked_of else ""
    due = f", due {one.due_text}" if one.due_text else ""
    moved = f", moved by {_listed(one.moved_by, names)}" if one.moved_by else ""
    outcome = f", {one.outcome.value}" if one.outcome else ""
    return f"decision{clause} of {names(one.item)}: {one.action.value}{asked}{due}{moved}{outcome}"


def _declaration(one: model.Declaration, names: Named) -> str:
    kind = f"{one.interest_kind} " if one.interest_kind else ""
    interest = f" in {names(one.interest_in)}" if one.interest_in else ""
    item = f" for {names(one.item)}" if one.item else ""
    return f"{names(one.declarant)} declares a {kind}interest{interest}{item}"


def _tenure(one: model.Tenure, names: Named) -> str:
    return f"{names(one.person)} holds the post {names(one.post)}"


def _involvement(one: model.Involvement, names: Named) -> str:
    how = _INVOLVED.get(one.involvement.value, one.involvement.value)
    return f"{names(one.agent)} {how} {names(one.target)}{f', {one.when}' if one.when else ''}"


def _paper(one: model.Paper, names: Named) -> str:
    return f"paper: {one.title}{f', by {_listed(one.creators, names)}' if one.creators else ''}"


def _recommendation(one: model.Recommendation, names: Named) -> str:
    return f"recommendation of {names(one.paper)}"


def _amount(one: model.Amount, names: Named) -> str:
    return f"{one.value:,} {one.currency}{f' for {names(one.amount_for)}' if one.amount_for else ''}"


def _abbreviation(one: model.Abbreviation, names: Named) -> str:
    return f"{one.short} is short for {one.long}"


def _claim(one: model.Claim, names: Named) -> str:
    if one.predicate == "chairedBy":  # so that the items of one chair stand together
        return f"chaired by {names(one.object)}: {names(one.subject)}"
    return f"{names(one.subject)} {_PREDICATES.get(one.predicate, one.predicate)} {names(one.object)}"


def _listed(refs: tuple[Ref, ...], names: Named) -> str:
    return ", ".join(map(names, refs))


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()}…"


_WORDS: dict[type[Record], Callable[[Any, Named], str]] = {
    model.Meeting: _meeting,
    model.Item: _item,
    model.Attendance: _attendance,
    model.Resolution: _resolution,
    model.Declaration: _declaration,
    model.Tenure: _tenure,
    model.Involvement: _involvement,
    model.Paper: _paper,
    model.Recommendation: _recommendation,
    model.Amount: _amount,
    model.Abbreviation: _abbreviation,
    model.Claim: _claim,
}

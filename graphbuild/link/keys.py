"""Corpus-wide references of facts: made from what each thing is, never from a counter or the order of reading."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator

from graphbuild.codes import RecordKind
from graphbuild.link.entities import Linked
from graphbuild.model import (
    Abbreviation,
    Amount,
    Attendance,
    Claim,
    Declaration,
    Facts,
    Findings,
    Involvement,
    Item,
    Meeting,
    Paper,
    Pointer,
    Recommendation,
    Record,
    Ref,
    Resolution,
    Tenure,
)
from graphbuild.vocabulary import slug


def fact_key(
    record: Attendance | Declaration | Tenure | Involvement | Claim, lookup: Callable[[Ref], Ref], source: str
) -> Ref:
    """The corpus-wide reference of a fact that its parties make, each found by ``lookup``; ``source`` states it."""
    match record:
        case Attendance():
            who, capacity = lookup(record.attendee)[-1], slug(record.capacity.value)
            return (*lookup(record.meeting), "attendance", who, capacity)
        case Declaration():
            about = lookup(record.item) if record.item else ("source", source, str(record.evidence[0].begin))
            interest = lookup(record.interest_in)[-1:] if record.interest_in else ()
            return (*about, "declaration", lookup(record.declarant)[-1], *interest)
        case Tenure():
            return ("tenure", *lookup(record.person)[1:], *lookup(record.post)[1:])
        case Involvement():
            parts = (*lookup(record.agent), slug(record.involvement.value), *lookup(record.target))
            extra = tuple(slug(x) for x in (record.modality, record.when) if x)
            return ("involvement", *parts, *extra)
        case Claim():
            return ("claim", record.predicate, *lookup(record.subject), "to", *lookup(record.object))


class Keys:
    """The corpus-wide reference of each local one of a document.

    Of two things that one reference would name, the first in the order of the facts has it, the other where it stands.
    """

    def __init__(self, document: Findings, linked: Linked) -> None:
        self._source, self._linked = document.source.slug, linked
        self._known: dict[Ref, Ref] = {}
        self._owners: dict[Ref, Ref] = {}
        """The first local reference of each corpus-wide one."""
        facts = (getattr(document.facts, field.name) for field in dataclasses.fields(Facts))
        self._records: dict[Ref, Record] = {record.key: record for records in facts for record in records}
        for ref in self._records:
            self.lookup(ref)

    def lookup(self, ref: Ref) -> Ref:
        """The corpus-wide reference of a mention, fact or topic."""
        if ref[0] == "topic" and len(ref) == 2:
            return ref
        if ref[0] == "mention":
            return self._linked.of_mention[self._source, ref]
        if ref not in self._known:
            self._known[ref] = self._key(self._records[ref])
            self._owners.setdefault(self._known[ref], ref)
        return self._known[ref]

    def _key(self, record: Record) -> Ref:
        match record:
            case Meeting():
                return self._meeting(self.lookup(record.body), record.date)
            case Item():
                return self._item(record)
            case Attendance() | Declaration() | Tenure() | Involvement() | Claim():
                return fact_key(record, self.lookup, self._source)
            case Resolution():
                place = f"clause-{record.clause}" if record.clause else slug(record.text, 60)
                return self._unique((*self.lookup(record.item), "resolution", slug(place, 70)), record)
            case Paper():
                above = self.lookup(record.meeting) if record.meeting else ("source", self._source)
                return self._unique((*above, "paper", slug(record.title)), record)
            case Recommendation():
                return self._unique((*self.lookup(record.paper), "recommendation", slug(record.text, 60)), record)
            case Amount():
                spent_on = self.lookup(record.amount_for)[-1:] if record.amount_for else ()
                said = f"{record.evidence[0].begin}-{str(record.value).replace('.', '_')}-{record.currency}"
                return ("source", self._source, "amount", said, *spent_on)
            case Abbreviation():
                return ("abbreviation", self._source_scope(), slug(record.short), slug(record.long))
        raise TypeError(f"no reference is known for a {type(record).__name__}")

    def _source_scope(self) -> str:
        """The authority of the document, as the bodies of its meetings have it."""
        body = next(r.body for r in self._records.values() if isinstance(r, Meeting))
        return self.lookup(body)[1]

    @staticmethod
    def _meeting(body: Ref, date: str) -> Ref:
        return ("meeting", *body[1:], date)

    def _item(self, record: Item) -> Ref:
        """By number, else by title; an agenda's numbers are not those of the minutes."""
        meeting = self._records[record.meeting]
        assert isinstance(meeting, Meeting)
        segment = "agenda" if meeting.record is RecordKind.AGENDA else "item"
        name = slug(record.number) if record.number else slug(record.title or "untitled")
        return self._unique((*self.lookup(record.meeting), segment, name), record)

    def _unique(self, key: Ref, record: Record) -> Ref:
        """``key``, or for a second thing of that name in the document the same with where it stands."""
        if self._owners.get(key, record.key) != record.key:
            return (*key[:-1], f"{key[-1]}-{record.evidence[0].begin}")
        return key

    def of_pointer(self, pointer: Pointer) -> Iterator[tuple[str, Record]]:
        """A pointer as claims, with stubs of the meeting and item that it points at; the real ones merge with them."""
        item = self.lookup(pointer.item)
        body = self.lookup(pointer.body) if pointer.body else self.lookup(self._body_of(pointer.item))
        meeting = self._meeting(body, pointer.date)
        evidence, rule, confidence = pointer.evidence, pointer.rule, pointer.confidence
        yield (
            "meetings",
            Meeting(
                key=meeting,
                body=body,
                date=pointer.date,
                record=RecordKind.MENTIONED,
                evidence=evidence,
                rule=rule,
                confidence=confidence,
            ),
        )
        target = meeting
        if pointer.number:
            target = (*meeting, "item", slug(pointer.number))
            yield (
                "items",
                Item(
                    key=target,
                    meeting=meeting,
                    number=pointer.number,
                    evidence=evidence,
                    rule=rule,
                    confidence=confidence,
                ),
            )
        for predicate in ("references", "followsUp") if pointer.follows_up and pointer.number else ("references",):
            yield (
                "claims",
                Claim(
                    key=("claim", predicate, *item, "to", *target),
                    subject=item,
                    predicate=predicate,
                    object=target,
                    evidence=evidence,
                    rule=rule,
                    confidence=confidence,
                ),
            )

    def _body_of(self, item: Ref) -> Ref:
        record = self._records[item]
        assert isinstance(record, Item)
        meeting = self._records[record.meeting]
        assert isinstance(meeting, Meeting)
        return meeting.body

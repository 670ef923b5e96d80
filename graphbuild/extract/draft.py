"""What extraction gathers of one document, and the references that it deals out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graphbuild.extract.names import Lexicon
from graphbuild.extract.parses import Parses
from graphbuild.extract.persons import Persons
from graphbuild.extract.unit import Unit
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
    Mention,
    Paper,
    Passage,
    Pointer,
    Recommendation,
    Record,
    Ref,
    Resolution,
    Tenure,
)
from graphbuild.segment.record import DocumentRecord, ItemRecord, MeetingRecord

_FIELDS: dict[type[Record], str] = {
    Meeting: "meetings",
    Item: "items",
    Attendance: "attendances",
    Resolution: "resolutions",
    Declaration: "declarations",
    Tenure: "tenures",
    Involvement: "involvements",
    Paper: "papers",
    Recommendation: "recommendations",
    Amount: "amounts",
    Abbreviation: "abbreviations",
    Claim: "claims",
}


@dataclass(slots=True)
class Draft:
    """The growing findings of one document."""

    record: DocumentRecord
    parses: Parses
    lexicon: Lexicon = field(default_factory=Lexicon)
    units: list[Unit] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    pointers: list[Pointer] = field(default_factory=list)
    found: dict[type[Record], list[Any]] = field(default_factory=lambda: defaultdict(list))
    meetings: list[tuple[Meeting, MeetingRecord]] = field(default_factory=list)
    items: list[tuple[Item, ItemRecord]] = field(default_factory=list)
    persons: Persons = field(default_factory=Persons)
    """Of the mentions those of people."""
    _by_item: dict[Ref | None, list[Unit]] = field(default_factory=lambda: defaultdict(list))
    _indexed: int = 0
    """Units that ``_by_item`` knows; the later ones are entered when next it is asked."""

    @property
    def source(self) -> str:
        """Slug of the document."""
        return self.record.source.slug

    def new(self, kind: str) -> Ref:
        """A reference that no other record of this document has."""
        count = len(self.mentions) if kind == "mention" else sum(map(len, self.found.values())) + len(self.pointers)
        return (kind, str(count))

    def add(self, record: Record) -> None:
        """Keeps a record."""
        if isinstance(record, Mention):
            self.mentions.append(record)
            self.persons.add(record)
        elif isinstance(record, Pointer):
            self.pointers.append(record)
        else:
            self.found[type(record)].append(record)

    def add_all(self, records: Iterable[Record]) -> None:
        """Keeps each of several records."""
        for record in records:
            self.add(record)

    def claim(self, subject: Ref, predicate: str, target: Ref, passage: Passage, rule: str, confidence: float) -> None:
        """Keeps a triple that has no fact node of its own."""
        self.add(
            Claim(
                key=self.new("claim"),
                evidence=(passage,),
                rule=rule,
                confidence=confidence,
                subject=subject,
                predicate=predicate,
                object=target,
            )
        )

    def tenure(
        self,
        person: Ref,
        post: Ref,
        meeting: Ref,
        passage: Passage,
        rule: str,
        confidence: float,
        organisation: Ref | None = None,
    ) -> None:
        """Keeps a person in a post, seen at one of the document's meetings."""
        seen = self.date_of(meeting)
        self.add(
            Tenure(
                key=self.new("tenure"),
                evidence=(passage,),
                rule=rule,
                confidence=confidence,
                person=person,
                post=post,
                organisation=organisation,
                first_seen=seen,
                last_seen=seen,
            )
        )

    def mention(self, ref: Ref) -> Mention:
        """The mention that a reference names."""
        return self.mentions[int(ref[1])]

    def revise(self, ref: Ref, **changes: Any) -> None:
        """Changes fields of a mention."""
        before, after = self.mention(ref), replace(self.mention(ref), **changes)
        self.mentions[int(ref[1])] = after
        self.persons.rename(before, after)

    def canonical(self, ref: Ref) -> Mention:
        """The mention that a short form stands for, or itself."""
        mention = self.mention(ref)
        return self.mention(mention.same_as) if mention.same_as else mention

    def date_of(self, meeting: Ref) -> str | None:
        """ISO date of one of the document's meetings."""
        return next((m.date for m, _ in self.meetings if m.key == meeting), None)

    def all_units_of(self, item: Ref) -> Sequence[Unit]:
        """An item's units, in order: its title, its paragraphs and those of its papers."""
        for unit in self.units[self._indexed :]:
            self._by_item[unit.item].append(unit)
        self._indexed = len(self.units)
        return self._by_item.get(item, ())

    def units_of(self, item: Ref) -> list[Unit]:
        """An item's paragraphs, in order, without its title."""
        return [u for u in self.all_units_of(item) if u.role != "title" and u.paper is None]

    def items_of(self, meeting: Ref) -> list[tuple[Item, ItemRecord]]:
        """A meeting's items, in order."""
        return [(i, r) for i, r in self.items if i.meeting == meeting]

    def findings(self) -> Findings:
        """Everything gathered, frozen."""
        facts = Facts(**{name: tuple(self.found[kind]) for kind, name in _FIELDS.items()})
        return Findings(
            source=self.record.source,
            council=self.lexicon.council,
            place=self.lexicon.place,
            mentions=tuple(self.mentions),
            pointers=tuple(self.pointers),
            facts=facts,
        )

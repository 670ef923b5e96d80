"""Facts put right: struck, confirmed, added; topics of items."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from graphbuild.corrections import passages, relations
from graphbuild.corrections.entries import Entry, Missing, NotTopic, Reference, Right, Topic, Wrong
from graphbuild.corrections.known import ITEM, TOPIC, DoesNotApply, Known, entity_kinds
from graphbuild.corrections.ledger import Ledger, evidence_in
from graphbuild.corrections.relations import Triple
from graphbuild.errors import shown
from graphbuild.model import Entity, Findings, Passage, Record, Ref

_GONE = "; if that is as it should be, take this correction out"


@dataclass(slots=True)
class Stated:
    """What corrections of facts did."""

    touched: dict[Entry, tuple[Ref, ...]] = field(default_factory=dict)
    """What each one that applied bears on."""
    problems: dict[Entry, str] = field(default_factory=dict)
    struck: set[Ref] = field(default_factory=set)
    """Entities that are no things at all."""
    seen: dict[Ref, set[Passage]] = field(default_factory=dict)
    """Where the passages of added facts name entities."""
    _said: dict[Triple, tuple[bool, Entry]] = field(default_factory=dict)

    def say(self, triple: Triple, holds: bool, entry: Entry) -> None:
        """Notes what a correction says. Raises DoesNotApply where one before it says the contrary."""
        before, who = self._said.setdefault(triple, (holds, entry))
        if before is not holds:
            raise DoesNotApply(f"this contradicts the correction in {who.where}; take one of them out")


class Statements:
    """Applies corrections of facts to a ledger."""

    def __init__(self, documents: Sequence[Findings], known: Known, ledger: Ledger) -> None:
        self._documents, self._known, self._ledger = documents, known, ledger
        self._bodies = {meeting.body for meeting in ledger.facts().meetings if meeting.recorded_in}
        self.stated = Stated()

    def apply(self, entries: Sequence[Entry]) -> Stated:
        """What all entries did; what is wrong is struck before anything is added."""
        for kind in ((Wrong, NotTopic), (Right,), (Missing, Topic)):
            for entry in entries:
                if isinstance(entry, kind):
                    try:
                        self.stated.touched[entry] = self._apply(entry)
                    except DoesNotApply as error:
                        self.stated.problems[entry] = str(error)
        return self.stated

    def _apply(self, entry: Entry) -> tuple[Ref, ...]:
        match entry:
            case Wrong(wrong=statement) if statement.iri:
                return self._strike_named(entry, statement.iri)
            case Wrong(wrong=statement):
                return self._strike(entry, self._triple(entry, statement.subject, statement.relation, statement.object))
            case NotTopic():
                return self._strike(entry, self._topic(entry.item, entry.not_topic))
            case Right(right=statement) if statement.iri:
                return self._confirm([self._fact(statement.iri)])
            case Right(right=statement):
                triple = self._triple(entry, statement.subject, statement.relation, statement.object)
                self.stated.say(triple, True, entry)
                return self._confirm_triple(triple)
            case Topic():
                return self._add_topic(entry)
            case Missing(missing=statement):
                triple = self._triple(entry, statement.subject, statement.relation, statement.object)
                return self._add(entry, triple)
        raise TypeError(f"{type(entry).__name__} is no correction of a fact")

    def _triple(self, entry: Entry, subject: Any, name: Any, target: Any) -> Triple:
        relation = relations.relation(name)
        return (
            self._known.find(subject, relation.subjects),
            relation.name,
            self._known.find(target, relation.objects),
        )

    def _topic(self, item: Any, topic: str) -> Triple:
        return self._known.find(item, [ITEM]), "about", self._known.find(Reference(name=topic), [TOPIC])

    def _strike(self, entry: Wrong | NotTopic, triple: Triple) -> tuple[Ref, ...]:
        name = entry.document if isinstance(entry, Wrong) else None
        source = passages.document(self._documents, name).source.slug if name else None
        found = [r for r in self._ledger.saying(triple) if source is None or evidence_in(r, source)]
        if not found:
            where = f"{shown(name)} does not say" if name else "no document says"
            raise DoesNotApply(f"{where} {self._said(triple)!r}, so that there is nothing to strike{_GONE}")
        if source is None:
            self.stated.say(triple, False, entry)
        for record in found:
            self._ledger.strike_triple(record, triple, source)
        return (triple[0], triple[2])

    def _strike_named(self, entry: Wrong, name: str) -> tuple[Ref, ...]:
        key = self._known.key(name)
        if key and (record := self._ledger.get(key)):
            self._ledger.strike([key])
            return _sources(record)
        if "://" in name and key not in self._known.entities:
            raise DoesNotApply(f"no fact has the address {shown(name)} any more{_GONE}")
        entity = self._known.entity(Reference(name=name), entity_kinds(entry.kind))
        if entity.key in self._bodies:
            raise DoesNotApply(f"meetings of {shown(entity.name)} are recorded, so that it cannot be struck")
        self.stated.struck.add(entity.key)
        self._ledger.strike([entity.key])
        return _sources(entity)

    def _fact(self, iri: str) -> Ref:
        key = self._known.key(iri)
        if key is None or not self._ledger.has(key):
            raise DoesNotApply(f"no fact has the address {shown(iri)} any more{_GONE}")
        return key

    def _confirm(self, keys: Sequence[Ref]) -> tuple[Ref, ...]:
        for key in keys:
            self._ledger.confirm(key)
        return tuple(keys)

    def _confirm_triple(self, triple: Triple) -> tuple[Ref, ...]:
        found = self._ledger.saying(triple)
        if not found:
            raise DoesNotApply(
                f"no document says {self._said(triple)!r}; to say so with a passage, write it as `missing`"
            )
        facts = [record for record in found if record.key != triple[0]]
        if facts:
            return self._confirm([record.key for record in facts])
        return (self._ledger.confirm_field(found[0], triple),)

    def _add_topic(self, entry: Topic) -> tuple[Ref, ...]:
        triple = self._topic(entry.item, entry.topic)
        self.stated.say(triple, True, entry)
        item = self._known.record(triple[0])
        return self._add_fact(triple, item.evidence[:1])

    def _add(self, entry: Missing, triple: Triple) -> tuple[Ref, ...]:
        document = passages.document(self._documents, entry.document)
        place = passages.passage(document, entry.quote)
        self.stated.say(triple, True, entry)
        for key in (triple[0], triple[2]):
            if entity := self._known.entities.get(key):
                self._see(document, place, entity)
        return self._add_fact(triple, (place,), document)

    def _see(self, document: Findings, place: Passage, entity: Entity) -> None:
        for name in (entity.name, *entity.alt_names):
            if named := passages.inside(document, place, name):
                self.stated.seen.setdefault(entity.key, set()).add(named)
                return

    def _add_fact(
        self, triple: Triple, evidence: tuple[Passage, ...], document: Findings | None = None
    ) -> tuple[Ref, ...]:
        subject, name, target = triple
        how: dict[str, Any] = {"evidence": evidence}
        if name == "holds":
            how |= self._held(target, document)
        record: Record = relations.made(relations.RELATIONS[name], subject, target, evidence[0].source, **how)
        self._ledger.add(record)
        return (record.key, subject, target)

    def _held(self, post: Ref, document: Findings | None) -> dict[str, Any]:
        """What a tenure also has: the post's organisation, and the day of the one meeting that attests it."""
        dates = {m.date for m in document.facts.meetings if m.recorded_in} if document else set()
        seen = dates.pop() if len(dates) == 1 else None
        return {"organisation": self._known.entities[post].organisation, "first_seen": seen, "last_seen": seen}

    def _said(self, triple: Triple) -> str:
        subject, name, target = triple
        return shown(f"{self._known.label(subject)} {name} {self._known.label(target)!s}")


def _sources(record: Record) -> tuple[Ref, ...]:
    """The documents that state what is struck: nothing else is left that a correction could be found from."""
    return tuple(sorted({("source", passage.source) for passage in record.evidence}))

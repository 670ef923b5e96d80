"""Which field of a record becomes which property: tables, read by ``facts``."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from pyoxigraph import NamedNode

from graphbuild import vocabulary
from graphbuild.codes import EntityKind
from graphbuild.graph import terms
from graphbuild.graph.terms import Names, Node
from graphbuild.model import (
    Abbreviation,
    Amount,
    Attendance,
    Declaration,
    Entity,
    Involvement,
    Item,
    Meeting,
    Paper,
    Recommendation,
    Record,
    Resolution,
    Tenure,
)
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, SCHEMA, SKOS


@dataclass(frozen=True, slots=True)
class Property:
    """A field that is written as ``predicate``; None and empty texts are not written."""

    field: str
    predicate: NamedNode
    term: Callable[[Names, Any], Node]
    many: bool = False
    """Whether the field is a tuple of values."""
    scheme: str | None = None
    """The code list that the value is a notation of."""

    def values(self, record: Record) -> tuple[Any, ...]:
        """The field's values, before they become terms."""
        value = getattr(record, self.field)
        if value is None or value == "":
            return ()
        return tuple(value) if self.many else (value,)

    def objects(self, names: Names, record: Record) -> Iterator[Node]:
        """The field's values as terms."""
        return (self.term(names, value) for value in self.values(record))


def _iri(names: Names, key: Any) -> Node:
    return names.iri(key)


def _ref(field: str, predicate: NamedNode) -> Property:
    return Property(field, predicate, _iri)


def _refs(field: str, predicate: NamedNode) -> Property:
    return Property(field, predicate, _iri, many=True)


def _literal(field: str, predicate: NamedNode, make: Callable[[Any], Node]) -> Property:
    return Property(field, predicate, lambda _, value: make(value))


def _text(field: str, predicate: NamedNode) -> Property:
    return _literal(field, predicate, terms.text)


def _date(field: str, predicate: NamedNode) -> Property:
    return _literal(field, predicate, terms.date)


def _integer(field: str, predicate: NamedNode) -> Property:
    return _literal(field, predicate, terms.integer)


def _code(field: str, predicate: NamedNode, scheme: str) -> Property:
    return Property(field, predicate, lambda _, notation: vocabulary.code_iri(scheme, notation), scheme=scheme)


_PREFERRED = _text("name", SKOS.prefLabel)

OF_ENTITY: dict[EntityKind, tuple[Property, ...]] = {
    EntityKind.PERSON: (
        _text("name", FOAF.name),
        _text("family_name", FOAF.familyName),
        _text("given_name", FOAF.givenName),
        _text("title", FOAF.title),
        _text("party", GB.party),
        _text("ward", GB.ward),
    ),
    EntityKind.POST: (_PREFERRED, _ref("organisation", ORG.postIn)),
    EntityKind.ORGANISATION: (
        _PREFERRED,
        _code("classification", ORG.classification, "classification"),
        _ref("parent", ORG.subOrganizationOf),
    ),
    EntityKind.UNDERTAKING: (_PREFERRED,),
    EntityKind.TERM: (_PREFERRED,),
}

OF_FACT: dict[type[Record], tuple[Property, ...]] = {
    Meeting: (
        _ref("body", GB.body),
        _date("date", DCTERMS.date),
        _literal("start_time", GB.startTime, terms.time),
        _text("venue", GB.venue),
    ),
    Item: (
        _ref("meeting", DCTERMS.isPartOf),
        _text("number", GB.minuteNumber),
        _text("title", DCTERMS.title),
        _integer("position", GB.position),
    ),
    Attendance: (
        _ref("attendee", GB.attendee),
        _ref("meeting", GB.meeting),
        _code("capacity", GB.capacity, "capacity"),
        _ref("acting_as", GB.actingAs),
        _refs("for_items", GB.forItem),
        _refs("left_for_items", GB.leftForItem),
    ),
    Resolution: (
        _ref("item", DCTERMS.isPartOf),
        _text("clause", GB.clause),
        _text("text", GB.text),
        _code("action", GB.action, "action"),
        _refs("asked_of", GB.askedOf),
        _text("due_text", GB.dueText),
        _date("due", GB.due),
        _text("outcome", GB.outcome),
        _integer("votes_for", GB.votesFor),
        _integer("votes_against", GB.votesAgainst),
        _integer("abstentions", GB.abstentions),
    ),
    Declaration: (
        _ref("declarant", GB.declarant),
        _ref("item", GB.aboutItem),
        _ref("interest_in", GB.interestIn),
        _text("interest_kind", GB.interestKind),
    ),
    Tenure: (
        _ref("person", ORG.member),
        _ref("post", GB.post),
        _ref("organisation", ORG.organization),
        _date("first_seen", GB.firstSeen),
        _date("last_seen", GB.lastSeen),
    ),
    Involvement: (
        _ref("agent", GB.agent),
        _code("involvement", GB.involvement, "involvement"),
        _ref("target", GB["in"]),
        _text("when", GB.when),
    ),
    Paper: (
        _text("title", DCTERMS.title),
        _refs("creators", DCTERMS.creator),
        _ref("meeting", GB.forMeeting),
        _ref("item", DCTERMS.isPartOf),
    ),
    Recommendation: (_ref("paper", DCTERMS.isPartOf), _text("text", GB.text)),
    Amount: (
        _literal("value", SCHEMA.value, terms.decimal),
        _text("currency", SCHEMA.currency),
        _ref("amount_for", GB.amountFor),
        _ref("item", DCTERMS.isPartOf),
    ),
    Abbreviation: (
        _text("short", GB.shortForm),
        _text("long", GB.longForm),
        _ref("abbreviates", GB.abbreviates),
    ),
}

OF_RECORD: tuple[Property, ...] = (
    _text("rule", GB.rule),
    _literal("confidence", GB.confidence, terms.decimal),
    _text("modality", GB.modality),
)
"""What every record has: how it is known."""

SCHEMES = sorted({p.scheme for table in (*OF_ENTITY.values(), *OF_FACT.values()) for p in table if p.scheme})
"""The code lists that properties draw on."""


def of(record: Record) -> tuple[Property, ...]:
    """The properties of a record, those that it has of its kind first. Claims have no table: see ``emit``."""
    own = OF_ENTITY[record.kind] if isinstance(record, Entity) else OF_FACT.get(type(record), ())
    return (*own, *OF_RECORD)

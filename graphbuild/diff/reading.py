"""A graph as entries to compare: what is stated, in which words, by which passages of which documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from graphbuild.export.holding import number, quads, values
from graphbuild.graph import properties
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, RDF, RDFS, SCHEMA, SKOS

CLAIMS = {
    GB.presentedBy: "presenter",
    GB.chairedBy: "chair",
    GB.movedBy: "mover",
    GB.secondedBy: "seconder",
    DCTERMS.subject: "topic",
    GB.discusses: "discussed",
    DCTERMS.references: "reference",
    GB.followsUp: "follow-up",
}
ENTITIES = {
    FOAF.Person: "person",
    ORG.Post: "post",
    ORG.Organization: "organisation",
    GB.Undertaking: "service or plan",
    GB.Term: "term",
}
FACTS = {
    GB.Meeting: "meeting",
    GB.AgendaItem: "item",
    GB.Paper: "paper",
    GB.Resolution: "decision",
    GB.Recommendation: "recommendation",
    GB.Attendance: "attendance",
    GB.Tenure: "post held",
    GB.Involvement: "involvement",
    GB.Declaration: "interest",
    SCHEMA.MonetaryAmount: "sum of money",
    GB.Abbreviation: "abbreviation",
}
KINDS = (*ENTITIES.values(), *FACTS.values(), *CLAIMS.values(), "claim")
"""Kinds of facts as people call them; what a kind's facts refer to comes before it."""
_IN_LABELS = {SKOS.prefLabel, FOAF.name, FOAF.familyName, FOAF.givenName, FOAF.title}
_FOLLOWS = {GB.position, GB.rule, GB.confidence}
"""What is not said by the text: a place in a list, which moves with every item before it, and how a fact is known."""
TOLD = frozenset(
    {p.predicate for table in (*properties.OF_ENTITY.values(), *properties.OF_FACT.values()) for p in table}
    | {p.predicate for p in properties.OF_RECORD}
    | {RDF.subject, RDF.predicate, RDF.object}
) - (_IN_LABELS | _FOLLOWS)
"""The properties in which two versions of a fact are compared."""


class Place(NamedTuple):
    """A passage of a document."""

    document: str
    """Its file's name."""
    begin: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that a graph states."""

    iri: str
    kind: str
    label: str
    said: Mapping[str, tuple[str, ...]]
    """IRIs and values by property IRI, sorted."""
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One of two graphs that are compared."""

    entries: Mapping[str, Entry]
    """By IRI."""
    documents: Mapping[str, frozenset[str]]
    """The SHA-256 of the documents of each file name."""
    labels: Mapping[str, str]
    """Of every thing, codes and topics too, by IRI."""

    def words(self, value: str) -> str:
        """A value as people read it: a thing by its label."""
        return self.labels.get(value, value)


def read(store: Store) -> Side:
    """The entries of a graph; ``store`` is as ``export.holding.held`` gives it. Knows things by the classes above."""
    labels = {q.subject.value: q.object.value for q in _plain(store, RDFS.label)}
    names: defaultdict[str, set[str]] = defaultdict(set)
    sources: dict[str, str] = {}
    for quad in _plain(store, SCHEMA.name):
        digests = values(store, quad.subject.value, DCTERMS.identifier)
        if digests:
            sources[quad.subject.value] = quad.object.value
            names[quad.object.value].update(digests)
    places: dict[str, Place] = {}
    for quad in _plain(store, GB.quote):
        node = quad.subject.value
        source = next(iter(values(store, node, GB.source)), "")
        begin, end = number(store, node, GB.begin), number(store, node, GB.end)
        places[node] = Place(sources.get(source, source), begin, end, quad.object.value)
    entries = {entry.iri: entry for entry in _entries(store, labels, places)}
    return Side(entries, {name: frozenset(digests) for name, digests in names.items()}, labels)


class _Plain(NamedTuple):
    subject: NamedNode
    object: Literal


def _plain(store: Store, predicate: NamedNode) -> Iterator[_Plain]:
    """The things that have a text as ``predicate``."""
    for quad in quads(store, None, predicate):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            yield _Plain(quad.subject, quad.object)


def _entries(store: Store, labels: Mapping[str, str], places: Mapping[str, Place]) -> Iterator[Entry]:
    for cls, kind in (*ENTITIES.items(), *FACTS.items(), (GB.Claim, "")):
        for quad in quads(store, None, RDF.type, cls):
            if isinstance(quad.subject, NamedNode):
                yield _entry(store, quad.subject, kind, labels, places)


def _entry(store: Store, node: NamedNode, kind: str, labels: Mapping[str, str], places: Mapping[str, Place]) -> Entry:
    said: defaultdict[str, list[str]] = defaultdict(list)
    evidence: set[Place] = set()
    for quad in quads(store, node):
        if not isinstance(quad.object, NamedNode | Literal):
            continue
        value = quad.object.value
        if quad.predicate == GB.evidence and value in places:
            evidence.add(places[value])
        elif quad.predicate in TOLD or (quad.predicate == RDF.type and kind == ENTITIES[GB.Undertaking]):
            said[quad.predicate.value].append(value)
    if not kind:
        predicate = next(iter(said.get(RDF.predicate.value, ())), "")
        kind = next((words for known, words in CLAIMS.items() if known.value == predicate), "claim")
    return Entry(
        iri=node.value,
        kind=kind,
        label=labels.get(node.value, node.value),
        said={name: tuple(sorted(found)) for name, found in said.items()},
        places=tuple(sorted(evidence)),
    )

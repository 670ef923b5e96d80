"""Things and the facts between them, for the formats of graph drawing and of spreadsheets.

The facts are those that the views draw (``view.reading``), and which body each meeting is of and what each organisation
is part of. Facts of one kind between the same two things are one edge, whose weight is how many passages state it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from pyoxigraph import NamedNode, Quad, Store

from graphbuild.export.dating import Dating
from graphbuild.export.holding import number, of_classes, quads, values
from graphbuild.graph.store import of_store
from graphbuild.graph.turtle import natural
from graphbuild.view import kinds
from graphbuild.view.network import PART_WORDS
from graphbuild.view.reading import Fact, Reader, relation_words
from graphbuild.vocabulary import DCTERMS, GB, ORG, PROV, RDF, RDFS, SCHEMA, VOID

RELATIONS = (GB.body, ORG.subOrganizationOf)
"""What is an edge besides the facts that the views draw."""
_DECIMAL = re.compile(r"[0-9]{1,9}(\.[0-9]{0,9})?")
WORDS = {GB.body.value: "is a meeting of", ORG.subOrganizationOf.value: "is part of"}
ALWAYS = tuple(kind.cls for kind in kinds.ALL if kind.key not in ("topic", "other"))
"""Classes of things that are nodes even if no fact names them."""


@dataclass(frozen=True, slots=True)
class Node:
    """A thing."""

    iri: str
    kind: str
    """A key of ``view.kinds``."""
    classes: tuple[str, ...]
    """Local names of its classes, sorted."""
    label: str
    text: str
    """A decision's or recommendation's own words; "" for others."""
    dates: tuple[str, ...]
    """ISO, sorted: a meeting's, that of the meeting that it belongs to, or those of the facts about it."""
    confidence: float | None
    passages: int
    """How many name it."""


@dataclass(frozen=True, slots=True)
class Edge:
    """All facts of a kind that say the same of two things."""

    source: str
    target: str
    kind: str
    """One word, such as ``presentedBy`` or ``boardMemberOf``."""
    label: str
    """The same in people's words."""
    modality: str
    """"" where the texts simply assert it."""
    dates: tuple[str, ...]
    periods: tuple[tuple[str, str], ...]
    """First and last date of each time in which it is known to hold; a tenure's is from first to last seen."""
    confidence: float | None
    """The highest."""
    rule: str
    weight: int
    """How many passages state it; 1 where none does itself."""
    sentence: str
    """The first of these, whitespace folded; "" without."""
    document: str


@dataclass(frozen=True, slots=True)
class Network:
    """Everything, sorted."""

    title: str
    description: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]


def of_graph(store: Store, sentences: bool = True) -> Network:
    """The things and facts of ``store``; edges without ``sentence`` and ``document`` unless ``sentences``."""
    return _Gathering(store, sentences).network()


class _Passage(NamedTuple):
    dates: tuple[str, ...]
    document: str
    begin: int
    sentence: str


class _Gathering:
    def __init__(self, store: Store, sentences: bool) -> None:
        self._store, self._sentences = store, sentences
        self._dating = Dating(store)
        self._kinds: dict[str, str] = {}
        self._dates: dict[str, set[str]] = defaultdict(set)

    def network(self) -> Network:
        grouped: dict[tuple[str, str, str, str], list[str]] = defaultdict(list)
        for fact in self._facts():
            modality = self._first(fact.node, GB.modality)
            grouped[fact.subject, fact.relation, fact.object, modality].append(fact.node)
        edges = [self._edge(*key, nodes=nodes) for key, nodes in sorted(grouped.items())]
        for edge in edges:
            self._dates[edge.source].update(edge.dates)
            self._dates[edge.target].update(edge.dates)
        things = {*self._dates, *of_classes(self._store, ALWAYS)}
        datasets = sorted(of_classes(self._store, [VOID.Dataset]))
        parts = [dataset for dataset in datasets if self._first(dataset, PROV.wasDerivedFrom)]
        dataset = next(iter([*parts, *datasets]), "")
        return Network(
            title=self._first(dataset, DCTERMS.title),
            description=self._first(dataset, DCTERMS.description),
            nodes=tuple(self._node(thing) for thing in sorted(things, key=natural)),
            edges=tuple(edges),
        )

    def _facts(self) -> Iterator[Fact]:
        """Each fact between two things that have IRIs; a thing's own node states what it is part of."""
        for fact in Reader(of_store(self._store)).all_facts():
            if fact.subject and fact.object and fact.node:
                yield fact
        for predicate in RELATIONS:
            for quad in self._quads(None, predicate):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                    yield Fact(quad.subject.value, predicate.value, quad.object.value, quad.subject.value)

    def _edge(self, subject: str, relation: str, object_: str, modality: str, nodes: list[str]) -> Edge:
        home = self._dating.home(subject) or self._dating.home(object_)
        passages = sorted({passage for node in nodes for passage in self._passages(node, home)})
        dates = {home} if home else {date for node in nodes for date in self._dating.dates(node)}
        periods = {(home, home)} if home else {period for node in nodes for period in self._periods(node)}
        confidences = [found for node in nodes if (found := self._confidence(node)) is not None]
        first = next((p for p in passages if self._sentences), None)
        return Edge(
            source=subject,
            target=object_,
            kind=_one_word(relation),
            label=self._words(subject, relation),
            modality=modality,
            dates=tuple(sorted(dates)),
            periods=tuple(sorted(periods)),
            confidence=max(confidences, default=None),
            rule="; ".join(sorted({rule for node in nodes for rule in self._values(node, GB.rule)})),
            weight=max(1, len(passages)),
            sentence=first.sentence if first else "",
            document=first.document if first else "",
        )

    def _words(self, subject: str, relation: str) -> str:
        if relation == DCTERMS.isPartOf.value:
            return PART_WORDS.get(self._kind(subject), "is part of")
        return WORDS.get(relation) or relation_words(relation)

    def _periods(self, node: str) -> Iterable[tuple[str, str]]:
        """When what ``node`` states is known to hold."""
        dates = self._dating.dates(node)
        if self._first(node, GB.firstSeen) and dates:
            return [(dates[0], dates[-1])]
        return [(date, date) for date in dates]

    def _passages(self, node: str, home: str) -> Iterator[_Passage]:
        for passage in self._values(node, GB.evidence):
            recorded = self._dating.of_passage(passage)
            dates = (home,) if home in recorded else tuple(sorted(recorded))
            document = self._first(self._first(passage, GB.source), SCHEMA.name)
            begin = number(self._store, passage, GB.begin)
            yield _Passage(dates, document, begin, " ".join(self._first(passage, GB.quote).split()))

    def _node(self, iri: str) -> Node:
        home = self._dating.home(iri)
        return Node(
            iri=iri,
            kind=self._kind(iri),
            classes=tuple(sorted({_local(cls) for cls in self._values(iri, RDF.type)})),
            label=self._first(iri, RDFS.label) or _local(iri),
            text=self._first(iri, GB.text),
            dates=(home,) if home else tuple(sorted(self._dates[iri])),
            confidence=self._confidence(iri),
            passages=len(self._values(iri, GB.evidence)),
        )

    def _confidence(self, node: str) -> float | None:
        found = self._first(node, GB.confidence)
        return float(found) if _DECIMAL.fullmatch(found) else None

    def _kind(self, iri: str) -> str:
        if iri not in self._kinds:
            self._kinds[iri] = kinds.of_classes(self._values(iri, RDF.type)).key
        return self._kinds[iri]

    def _first(self, node: str, predicate: NamedNode) -> str:
        return next(iter(self._values(node, predicate)), "")

    def _values(self, node: str, predicate: NamedNode) -> list[str]:
        return values(self._store, node, predicate)

    def _quads(self, *pattern: NamedNode | None) -> Iterator[Quad]:
        return quads(self._store, *pattern)


def _one_word(relation: str) -> str:
    """``presentedBy`` of a property, ``boardMemberOf`` of the notation ``board member of``."""
    first, *rest = _local(relation).split()
    return first + "".join(word.capitalize() for word in rest)


def _local(iri: str) -> str:
    """The last part of an IRI; other text as it is."""
    return re.split("[#/]", iri.rstrip("/#"))[-1]

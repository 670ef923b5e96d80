"""A graph's things and facts around a topic or a thing, as a networkx graph.

Nodes are IRIs and carry ``kind``, ``label``, ``short``, ``details``, ``dates``, ``years``, ``confidence``, ``evidence``
(``reading.Passage`` records) and ``context`` (True for a meeting, item or decision that is only pointed at). Edges go
as the fact reads and carry ``kind`` (the relation), ``label`` (in words), ``node`` (IRI of what states it), ``dates``,
``years``, ``confidence``, ``modality``, ``rule`` and ``evidence``. Dates are ISO strings, sorted. Nodes that are only
neighbours of what a view is of have ``beyond``: they are kept for the reader to open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

import networkx as nx

from graphbuild.view import kinds
from graphbuild.view.reading import Fact, Reader, relation_words
from graphbuild.view.things import describe, numbered
from graphbuild.vocabulary import DCTERMS, GB

SUBJECT, PART = DCTERMS.subject.value, DCTERMS.isPartOf.value
THREADS = frozenset((GB.followsUp.value, DCTERMS.references.value))
"""Relations by which a matter goes from one meeting to another."""
PART_WORDS = {
    "item": "is an item of",
    "decision": "was decided under",
    "money": "was named under",
    "paper": "was put to",
    "recommendation": "was made in",
}
EXPANDED = frozenset(PART_WORDS)
BEYOND = 300
"""How many neighbours of what a view is of are kept at most, those with most facts first."""
TIED = frozenset(("person", "post", "organisation", "undertaking"))


def of_topic(reader: Reader, topic: str, beyond: int = BEYOND) -> nx.MultiDiGraph:
    """What bears on a topic (its IRI), and at most ``beyond`` neighbours of that.

    Items, decisions and undertakings about it; the meetings, presenters, decisions, sums and organisations of those
    items; what they refer to and what refers to them; who is involved in the undertakings; the ties among all these.
    """
    return of_items(reader, topic, (), beyond)


def of_items(reader: Reader, topic: str, items: Iterable[str], beyond: int = BEYOND) -> nx.MultiDiGraph:
    """What bears on a topic, as ``of_topic`` gives it, and likewise on ``items``, also without a topic ("")."""
    builder = _Builder(reader, topic)
    for fact in reader.facts(topic) if topic else ():
        if fact.relation == SUBJECT:
            builder.add(fact)
    for item in items:
        builder.add_thing(item)
    about = [node for node in builder.net if node != topic]
    for node in about:
        builder.expand(node)
    builder.add_wholes()
    builder.add_involved()
    builder.add_ties()
    builder.add_beyond(beyond)
    return builder.finish(about)


def of_thing(reader: Reader, thing: str, beyond: int = BEYOND) -> nx.MultiDiGraph:
    """A meeting, person, organisation or undertaking (its IRI), what it has to do with directly, ties among these.

    With at most ``beyond`` neighbours of all that.
    """
    builder = _Builder(reader, thing)
    builder.add_thing(thing)
    facts = [fact for fact in (*reader.facts(thing), *reader.ties(thing)) if fact.relation != SUBJECT]
    for fact in facts:
        builder.add(fact)
    direct = (fact for fact in facts if fact.relation not in THREADS)
    about = list(dict.fromkeys([thing, *(end for fact in direct for end in (fact.subject, fact.object))]))
    if builder.kind(thing) == "meeting":
        for node in about:
            builder.expand(node)
    builder.add_wholes()
    builder.add_ties()
    builder.add_beyond(beyond)
    return builder.finish(about)


def strongest(net: nx.MultiDiGraph, limit: int) -> nx.MultiDiGraph:
    """At most ``limit`` nodes of ``net``: the focus and those with most edges, and the edges among them."""
    if len(net) <= limit:
        return net
    focus, labels = net.graph["focus"], net.nodes(data="label")
    ranked = sorted(net, key=lambda node: (node != focus, -net.degree(node), labels[node], node))
    found = net.subgraph(ranked[:limit]).copy()
    found.graph["left_out"] = net.graph.get("left_out", 0) + len(net) - len(found)
    return found


def of_corpus(reader: Reader, limit: int) -> nx.MultiDiGraph:
    """The ``limit`` things of the whole graph that have most facts, and the facts among them."""
    facts = reader.all_facts()
    ranked = Counter(end for fact in facts for end in (fact.subject, fact.object))
    kept = set(sorted(ranked, key=lambda node: (-ranked[node], node))[:limit])
    builder = _Builder(reader, "")
    for fact in facts:
        if fact.subject in kept and fact.object in kept:
            builder.add(fact)
    builder.net.graph["left_out"] = len(ranked) - len(builder.net)
    return builder.finish(node for node in builder.net if builder.on_record(node))


def of_facts(reader: Reader, things: Iterable[str], facts: Iterable[Fact]) -> nx.MultiDiGraph:
    """Those things (their IRIs) and those facts, and nothing else."""
    builder = _Builder(reader, "")
    for thing in things:
        builder.add_thing(thing)
    for fact in facts:
        builder.add(fact)
    return builder.finish([*builder.net])


class _Builder:
    """Gathers facts into a networkx graph, then dates them and reads their evidence."""

    def __init__(self, reader: Reader, focus: str) -> None:
        self.reader, self.focus = reader, focus
        self.net = nx.MultiDiGraph(focus=focus, left_out=0)
        self.beyond = False

    def kind(self, node: str) -> str:
        return str(self.net.nodes[node]["kind"])

    def on_record(self, node: str) -> bool:
        """Whether a thing is more than pointed at: an item with a title, a meeting with such items or people."""
        if self.kind(node) == "item":
            return bool(self.reader.properties(node).get(DCTERMS.title.value))
        if self.kind(node) != "meeting":
            return True
        around = self.net.in_edges(node, data="kind")
        return any(
            (relation != PART and relation not in THREADS) or (relation == PART and self.on_record(part))
            for part, _, relation in around
        )

    def add_thing(self, node: str) -> None:
        if node not in self.net:
            thing = describe(node, self.reader.properties(node))
            self.net.add_node(
                node,
                kind=thing.kind,
                label=thing.label,
                short=thing.short,
                details=thing.details,
                confidence=thing.confidence,
                dates=(thing.date,) if thing.date else (),
                beyond=self.beyond,
            )

    def add(self, fact: Fact) -> None:
        self.add_thing(fact.subject)
        self.add_thing(fact.object)
        words = relation_words(fact.relation)
        if fact.relation == PART:
            words = PART_WORDS.get(self.kind(fact.subject), "is part of")
        key = (fact.relation, fact.node)
        self.net.add_edge(fact.subject, fact.object, key=key, kind=fact.relation, label=words, node=fact.node)

    def expand(self, node: str) -> None:
        """What is said of an item, a decision, a sum or a paper, and of what is part of it."""
        if self.kind(node) not in EXPANDED:
            return
        for fact in self.reader.facts(node):
            if fact.relation == SUBJECT:
                continue
            new = fact.subject not in self.net
            self.add(fact)
            if new and fact.relation == PART:
                self.expand(fact.subject)

    def add_wholes(self) -> None:
        """The item that each decision belongs to, the meeting that each item belongs to."""
        waiting = [*self.net]
        while waiting:
            node = waiting.pop(0)
            if not kinds.of(self.kind(node)).timed or self.kind(node) == "meeting":
                continue
            for fact in self.reader.facts(node):
                if fact.relation == PART and fact.subject == node:
                    if fact.object not in self.net:
                        waiting.append(fact.object)
                    self.add(fact)

    def add_involved(self) -> None:
        """Whoever provides, commissions, funds ... an undertaking."""
        for node in [*self.net]:
            if self.kind(node) == "undertaking":
                for fact in self.reader.ties(node):
                    if fact.object == node:
                        self.add(fact)

    def add_ties(self) -> None:
        """Involvements, tenures and posts' organisations among what is already there."""
        for node in [*self.net]:
            if self.kind(node) in TIED:
                for fact in self.reader.ties(node):
                    if fact.subject == node and fact.object in self.net:
                        self.add(fact)

    def add_beyond(self, limit: int) -> None:
        """The neighbours of what is there so far, those first that have most to do with it, and the facts among all."""
        within, near = frozenset(self.net) - {self.focus}, []
        for node in sorted(within):
            facts = [*self.reader.facts(node), *(self.reader.ties(node) if self.kind(node) in TIED else ())]
            near += [fact for fact in facts if fact.relation != SUBJECT]
        ranked = Counter(end for fact in near for end in (fact.subject, fact.object) if end not in self.net)
        kept = set(sorted(ranked, key=lambda node: (-ranked[node], node))[:limit])
        self.beyond = True
        for fact in near:
            if kept & {fact.subject, fact.object}:
                self.add(fact)

    def finish(self, about: Iterable[str]) -> nx.MultiDiGraph:
        """The graph, nodes and edges dated and with evidence; what is timed and not part of ``about`` is context."""
        parts = nx.DiGraph()
        parts.add_nodes_from(self.net)
        parts.add_edges_from((part, whole) for part, whole, kind in self.net.edges(data="kind") if kind == PART)
        homes = {node: self._home(parts, node) for node in self.net}
        for subject, object_, data in self.net.edges(data=True):
            self._complete_edge(data, homes[subject] or homes[object_])
        central = self._central(parts, about)
        for node, data in self.net.nodes(data=True):
            data["context"] = kinds.of(data["kind"]).timed and node not in central and not data["beyond"]
            data["evidence"] = self.reader.passages(node, homes[node])
            data["rule"] = self.reader.rules(node)
            data["dates"] = (homes[node],) if homes[node] else self._dates_around(node)
            data["years"] = _years(data["dates"])
        self._number_decisions(parts)
        return self.net

    def _number_decisions(self, parts: nx.DiGraph) -> None:
        for node in self.net:
            if self.kind(node) == "decision":
                for item in sorted(parts.successors(node)):
                    data, properties = self.net.nodes[node], self.reader.properties
                    data["short"] = numbered(data["short"], properties(item), properties(node))

    def _home(self, parts: nx.DiGraph, node: str) -> str:
        """The date of the meeting that a thing is, or is part of; "" where there is none."""
        wholes = sorted({node} | nx.descendants(parts, node))
        dates = (self.net.nodes[whole]["dates"] for whole in wholes if self.kind(whole) == "meeting")
        return next((str(found[0]) for found in dates if found), "")

    def _central(self, parts: nx.DiGraph, about: Iterable[str]) -> set[str]:
        """``about``, what is part of it (not of whole meetings) and what it is part of."""
        central = set(about)
        for node in [*central]:
            central |= nx.descendants(parts, node)
            if self.kind(node) != "meeting":
                central |= nx.ancestors(parts, node)
        return central

    def _dates_around(self, node: str) -> tuple[str, ...]:
        """Of what is said of a thing in the view; of a neighbour to be opened, of all that is said of it."""
        beyond = self.net.nodes(data="beyond")
        edges = [*self.net.in_edges(node, data="dates"), *self.net.out_edges(node, data="dates")]
        own = [dates for begin, end, dates in edges if beyond[node] or not (beyond[begin] or beyond[end])]
        return tuple(sorted({date for dates in own for date in dates}))

    def _complete_edge(self, data: dict[str, Any], home: str) -> None:
        properties = self.reader.properties(data["node"])
        confidence = properties.get(GB.confidence.value, ())
        passages = self.reader.passages(data["node"], home)
        seen = [*properties.get(GB.firstSeen.value, ()), *properties.get(GB.lastSeen.value, ())]
        dates = {home} if home else {*seen, *(date for passage in passages for date in passage.dates)}
        data["dates"] = tuple(sorted(dates))
        data["years"] = _years(data["dates"])
        data["confidence"] = float(confidence[0]) if confidence else None
        data["rule"] = self.reader.rules(data["node"])
        data["modality"] = next(iter(properties.get(GB.modality.value, ())), "")
        data["evidence"] = passages


def _years(dates: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({date[:4] for date in dates}))

"""What a corpus holds, for its front page: meetings, topics by year, the busiest threads, what has most facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from graphbuild.view import kinds
from graphbuild.view.network import PART, THREADS
from graphbuild.view.reading import Reader

LONGEST = 8
"""How many threads are told."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting on record."""

    iri: str
    date: str
    body: str
    documents: str
    items: int
    decisions: int


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic, and how many items it has in each year."""

    iri: str
    label: str
    by_year: dict[int, int]

    @property
    def items(self) -> int:
        """How many items it has."""
        return sum(self.by_year.values())


def meetings(reader: Reader) -> tuple[Meeting, ...]:
    """The meetings on record, in the order of time."""
    found = (
        Meeting(iri, date, body, documents, int(items), int(decisions))
        for iri, date, body, documents, items, decisions in reader.rows("holdings")
        if iri
    )
    return tuple(sorted(found, key=lambda meeting: (meeting.date, meeting.body, meeting.iri)))


def topics(reader: Reader) -> tuple[Topic, ...]:
    """The topics that items are about, the most frequent first."""
    found: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for iri, label, year, items in reader.rows("topical"):
        if iri:
            found[iri, label][int(year)] = int(items)
    listed = (Topic(iri, label, by_year) for (iri, label), by_year in found.items())
    return tuple(sorted(listed, key=lambda topic: (-topic.items, topic.label, topic.iri)))


def numbers(reader: Reader) -> dict[str, int]:
    """How many people, organisations and undertakings there are, also those without a fact, by key of ``kinds``."""
    return {kinds.of_classes([cls]).key: int(number) for cls, number in reader.rows("numbers") if cls}


def threads(net: nx.MultiDiGraph) -> tuple[tuple[str, ...], ...]:
    """The items of each thread in the order of time, threads of most items first, then those that took longest.

    A thread is what items are joined to by going on from or referring to each other, or to each other's decisions.
    """
    whole = {part: item for part, item, kind in net.edges(data="kind") if kind == PART and _is(net, item, "item")}
    joined = nx.Graph()
    for later, earlier, kind in net.edges(data="kind"):
        ends = [whole.get(end, end) for end in (later, earlier)]
        if kind in THREADS and all(_is(net, end, "item") for end in ends) and ends[0] != ends[1]:
            joined.add_edge(*ends)
    found = [_in_time(net, component) for component in nx.connected_components(joined)]
    return tuple(sorted(found, key=lambda items: (-len(items), _lasted(net, items), items))[:LONGEST])


def most_named(net: nx.MultiDiGraph, kind: str, limit: int) -> list[str]:
    """The things of a kind (a key of ``kinds``) with most facts."""
    found = [node for node, data in net.nodes(data=True) if data["kind"] == kind and not data["context"]]
    return sorted(found, key=lambda node: (-net.degree(node), net.nodes[node]["label"], node))[:limit]


def _is(net: nx.MultiDiGraph, node: str, kind: str) -> bool:
    return bool(net.nodes[node]["kind"] == kind)


def _in_time(net: nx.MultiDiGraph, items: set[str]) -> tuple[str, ...]:
    return tuple(sorted(items, key=lambda item: (net.nodes[item]["dates"], net.nodes[item]["label"], item)))


def _lasted(net: nx.MultiDiGraph, items: Sequence[str]) -> int:
    """Minus the years from the first to the last, so that the longest come first."""
    years = [int(year) for item in items for year in net.nodes[item]["years"]]
    return min(years) - max(years) if years else 0

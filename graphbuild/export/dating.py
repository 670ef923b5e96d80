"""When things are of: a meeting's date, that of the meeting which something belongs to, or of those that attest it."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from pyoxigraph import NamedNode, Store

from graphbuild.export.holding import quads, values
from graphbuild.vocabulary import DCTERMS, GB, RDF

WHOLES = (DCTERMS.isPartOf, GB.meeting, GB.forMeeting, GB.aboutItem)
"""Properties that lead from what belongs to a meeting towards it."""
_DEPTH = 5
"""How far at most a meeting is: recommendation, paper, item, meeting."""


class Dating:
    """Dates (ISO, as the graph has them) by IRI, from the default graph of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._homes: dict[str, str] = {}

    def home(self, node: str, depth: int = _DEPTH) -> str:
        """The date of the meeting that ``node`` is or belongs to; "" where there is none."""
        if node not in self._homes:
            self._homes[node] = self._home(node, depth)
        return self._homes[node]

    def dates(self, node: str) -> tuple[str, ...]:
        """All dates of what ``node`` states: its meeting's, first and last seen, or those of its passages' meetings."""
        if home := self.home(node) or self._home_of_claim(node):
            return (home,)
        seen = {*self._values(node, GB.firstSeen), *self._values(node, GB.lastSeen)}
        return tuple(sorted(seen or self.attested(node)))

    def attested(self, node: str) -> set[str]:
        """Dates of the meetings that the documents record in which passages state ``node``."""
        passages = self._values(node, GB.evidence)
        return {date for passage in passages for date in self.of_passage(passage)}

    def of_passage(self, passage: str) -> frozenset[str]:
        """Dates of the meetings that a passage's document records."""
        return frozenset(date for source in self._values(passage, GB.source) for date in self._recorded[source])

    def _home(self, node: str, depth: int) -> str:
        if node in self._meetings:
            return self._meetings[node]
        wholes = (whole for predicate in WHOLES for whole in self._values(node, predicate))
        return next((home for whole in wholes if depth and (home := self.home(whole, depth - 1))), "")

    def _home_of_claim(self, node: str) -> str:
        """The date of a claim on an item, decision or meeting; of one that points at such a thing, else."""
        ends = (end for predicate in (RDF.subject, RDF.object) for end in self._values(node, predicate))
        return next((home for end in ends if (home := self.home(end))), "")

    @cached_property
    def _meetings(self) -> dict[str, str]:
        meetings = (quad.subject for quad in quads(self._store, None, RDF.type, GB.Meeting))
        dated = {node.value: self._values(node.value, DCTERMS.date) for node in meetings if isinstance(node, NamedNode)}
        return {meeting: dates[0] for meeting, dates in dated.items() if dates}

    @cached_property
    def _recorded(self) -> dict[str, set[str]]:
        recorded: dict[str, set[str]] = defaultdict(set)
        for quad in quads(self._store, None, GB.recordedIn):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
                recorded[quad.object.value].update(self._values(quad.subject.value, DCTERMS.date))
        return recorded

    def _values(self, node: str, predicate: NamedNode) -> list[str]:
        return values(self._store, node, predicate)

"""Which of a graph's things a narrowed export keeps, and which triples of them.

Records (meetings, items, decisions, facts, claims ...) are chosen; what a chosen record points at comes with it, as far
as it needs to be understood: its name, what it is part of, where the chosen passages name it. A shortcut triple stays
if a fact or claim stays that states it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from pyoxigraph import Literal, NamedNode, Quad, Store

from graphbuild.export.holding import number, of_classes, quads, values
from graphbuild.export.shortcuts import Shortcut, shortcuts
from graphbuild.graph.turtle import natural
from graphbuild.vocabulary import DCTERMS, GB, ORG, PROV, RDF, SCHEMA, VOID

FACTS = (GB.Attendance, GB.Tenure, GB.Involvement, GB.Declaration, GB.Abbreviation, GB.Claim)
RECORDS = (*FACTS, GB.Meeting, GB.AgendaItem, GB.Resolution, GB.Paper, GB.Recommendation, SCHEMA.MonetaryAmount)
DESCRIPTION = (VOID.Dataset, PROV.Activity, PROV.SoftwareAgent)
DEFINING = frozenset(
    (RDF.type, DCTERMS.isPartOf, GB.body, GB.action, ORG.postIn, ORG.classification, ORG.subOrganizationOf)
)
"""What is also said of a thing that is only there because another one points at it."""
Span = tuple[int, int]


class Selection:
    """What is kept of a store when the records ``chosen`` (IRIs) are.

    Where passages of a chosen record are ``near`` (in a document of the years asked for), it keeps these alone.
    """

    def __init__(self, store: Store, chosen: Iterable[str], near: Callable[[str], bool] = lambda _: True) -> None:
        self._store, self._near = store, near
        self.chosen = frozenset(chosen)
        facts = of_classes(store, FACTS)
        self._stated = self._shortcuts(facts & self.chosen)
        self._unstated = self._shortcuts(facts - self.chosen) - self._stated
        self._things = self._needed()
        self._evidence = self._shown()
        self._kept = self._things | self._passages_and_sources() | of_classes(store, DESCRIPTION)

    def keeps(self, quad: Quad) -> bool:
        """Whether a quad is part of the selection."""
        if not isinstance(quad.subject, NamedNode) or quad.subject.value not in self._kept:
            return False
        if quad.subject.value not in self._things:
            return True
        if quad.predicate == GB.evidence:
            return isinstance(quad.object, NamedNode) and quad.object.value in self._evidence[quad.subject.value]
        return self._says(quad)

    def _says(self, quad: Quad) -> bool:
        """Whether what is kept of a thing includes this."""
        subject, term = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(term, NamedNode | Literal):
            return False
        shortcut = (subject.value, quad.predicate, term.value)
        if shortcut in self._unstated:
            return False
        if isinstance(term, Literal) or subject.value in self.chosen:
            return True
        return quad.predicate in DEFINING or shortcut in self._stated

    def _shortcuts(self, facts: Iterable[str]) -> frozenset[Shortcut]:
        return frozenset(shortcut for fact in facts for shortcut in shortcuts(self._store, fact))

    def _needed(self) -> frozenset[str]:
        """The chosen records and all that they lead to."""
        found: set[str] = set()
        waiting = list(self.chosen)
        while waiting:
            thing = waiting.pop()
            if thing in found:
                continue
            found.add(thing)
            for quad in quads(self._store, NamedNode(thing)):
                if (
                    quad.predicate not in (GB.evidence, RDF.type)
                    and isinstance(quad.object, NamedNode)
                    and self._says(quad)
                ):
                    waiting.append(quad.object.value)
        return frozenset(found)

    def _shown(self) -> dict[str, frozenset[str]]:
        """The evidence that each kept thing keeps.

        Of what is chosen those that are near, or all; of another, those within these, or the first.
        """
        chosen: dict[str, list[Span]] = defaultdict(list)
        shown: dict[str, frozenset[str]] = {}
        for thing in self._things & self.chosen:
            every = values(self._store, thing, GB.evidence)
            shown[thing] = frozenset(filter(self._near, every)) or frozenset(every)
        for passage in frozenset().union(*shown.values()):
            source, span = self._place(passage)
            chosen[source].append(span)
        for thing in self._things - self.chosen:
            passages = sorted(values(self._store, thing, GB.evidence), key=natural)
            within = [passage for passage in passages if self._is_within(passage, chosen)]
            shown[thing] = frozenset(within or passages[:1])
        return shown

    def _place(self, passage: str) -> tuple[str, Span]:
        source = next(iter(values(self._store, passage, GB.source)), "")
        return source, (number(self._store, passage, GB.begin), number(self._store, passage, GB.end))

    def _is_within(self, passage: str, chosen: dict[str, list[Span]]) -> bool:
        source, (begin, end) = self._place(passage)
        return any(first < end and begin < last for first, last in chosen.get(source, ()))

    def _passages_and_sources(self) -> frozenset[str]:
        passages = frozenset().union(*self._evidence.values())
        sources = {source for passage in passages for source in values(self._store, passage, GB.source)}
        recorded = {source for thing in self.chosen for source in values(self._store, thing, GB.recordedIn)}
        return passages | sources | recorded

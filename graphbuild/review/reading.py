"""What review reads from a graph: things by name, facts of two things, and the passages that state them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild import lookup
from graphbuild.corrections.entries import KINDS
from graphbuild.format import clean
from graphbuild.graph.store import Graph
from graphbuild.graph.texts import Texts
from graphbuild.lookup import Thing
from graphbuild.review.question import Called, Part, Passage

QUERIES = Path(__file__).parent / "queries"
Row = dict[str, str]


class Reading:
    """A graph for review."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._texts = Texts(graph.sources)

    def rows(self, query: str, thing: str | None = None) -> list[Row]:
        """The solutions of ``queries/QUERY.rq``, sorted; an unbound cell is ""."""
        text = (QUERIES / f"{query}.rq").read_text(encoding="utf-8")
        solutions = self._graph.query(text, {"p_thing": NamedNode(thing)} if thing else None)
        assert isinstance(solutions, QuerySolutions)
        names = [variable.value for variable in solutions.variables]
        return sorted(({n: _value(s[n]) for n in names} for s in solutions), key=lambda row: tuple(row.values()))

    @cached_property
    def entities(self) -> dict[str, list[Thing]]:
        """What has a name, by the word that corrections have for its kind."""
        return {said: lookup.things(self._graph, kind) for said, kind in KINDS.items()}

    @cached_property
    def topics(self) -> list[Thing]:
        """The topics, used or not."""
        return lookup.things(self._graph, lookup.TOPIC)

    @cached_property
    def _kinds(self) -> dict[str, tuple[str, Thing]]:
        return {thing.iri: (said, thing) for said, things in self.entities.items() for thing in things}

    @cached_property
    def _everything(self) -> list[Thing]:
        return [thing for things in self.entities.values() for thing in things]

    @cached_property
    def _places(self) -> dict[str, Row]:
        """Meetings, items and decisions by IRI."""
        return {row["thing"]: row for row in self.rows("items")}

    @cached_property
    def _bodies(self) -> Counter[str]:
        """How many bodies met on a day."""
        return Counter(date for date, _ in {(row["date"], row["body"]) for row in self._places.values()})

    @cached_property
    def _described(self) -> Counter[tuple[tuple[str, str], ...]]:
        return Counter(self._description(iri) for iri in self._places)

    def part(self, iri: str) -> Part | None:
        """A thing as a part of a question; None where it has no name."""
        if iri in self._kinds:
            kind, thing = self._kinds[iri]
            return Part(iri, thing.label, self._called(thing, self._everything), kind)
        if row := self._places.get(iri):
            description = self._description(iri)
            unique = self._described[description] == 1
            return Part(iri, row["label"], dict(description) if unique else iri)
        if topic := next((topic for topic in self.topics if topic.iri == iri), None):
            return Part(iri, topic.label, self._called(topic, self.topics))
        return None

    def is_item(self, iri: str) -> bool:
        """Whether it is an agenda item."""
        return iri in self._places and self._places[iri]["item"] == iri

    def called(self, thing: Thing, kind: str) -> str:
        """What to call a thing among those of its kind."""
        return self._called(thing, self.entities[kind])

    def called_topic(self, topic: Thing) -> str:
        """What to call a topic: its shortest name, such as SEND, that no other has."""
        own = sorted(
            (name for name in topic.names if lookup.find(self.topics, name) == [topic]), key=lambda n: (len(n), n)
        )
        return own[0] if own else topic.iri

    @staticmethod
    def _called(thing: Thing, among: list[Thing]) -> str:
        return thing.label if lookup.find(among, thing.label) == [thing] else thing.iri

    def _description(self, iri: str) -> tuple[tuple[str, str], ...]:
        row = self._places[iri]
        parts = {"meeting": row["date"]}
        if self._bodies[row["date"]] > 1:
            parts["body"] = row["body"]
        if row["item"]:
            parts |= {"number": row["number"]} if row["number"] else {"title": row["title"]}
        if row["item"] != iri:
            parts["clause"] = row["clause"]
        return tuple((key, value) for key, value in parts.items() if value)

    def passages(self, iri: str, form: str | None = None) -> list[Passage]:
        """The passages that state a fact or name a thing; those that have ``form``, if any do."""
        rows = self.rows("passages", iri)
        having = [row for row in rows if form and form.casefold() in row["sentence"].casefold()]
        return [self._passage(row) for row in having or rows]

    def _passage(self, row: Row) -> Passage:
        before, after = self._texts.around(row["source"], int(row["begin"]), row["sentence"])
        page = int(row["page"]) if row["page"] else None
        return Passage(row["document"], page, clean(before), clean(row["sentence"]), clean(after))

    @cached_property
    def meetings_of(self) -> dict[str, set[str]]:
        """The meetings that each person was at, or sent apologies to."""
        found: dict[str, set[str]] = defaultdict(set)
        for row in self.rows("together"):
            found[row["person"]].add(row["meeting"])
        return found


def _value(term: object) -> str:
    return term.value if isinstance(term, NamedNode | Literal) else ""


def described(called: Called) -> str:
    """What a correction calls a thing, in a line."""
    return called if isinstance(called, str) else ", ".join(called.values())

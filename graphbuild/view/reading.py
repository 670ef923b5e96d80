"""What the views read from a graph: facts between things, what a thing is, the passages that state it."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild.graph.texts import Texts
from graphbuild.vocabulary import DCTERMS, GB, ORG

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph

QUERIES = Path(__file__).parent / "queries"
RELATIONS = {
    DCTERMS.subject.value: "is about",
    DCTERMS.references.value: "refers to",
    GB.presentedBy.value: "presented by",
    GB.chairedBy.value: "chaired by",
    GB.followsUp.value: "follows up",
    GB.movedBy.value: "moved by",
    GB.secondedBy.value: "seconded by",
    GB.askedOf.value: "asks",
    GB.amountFor.value: "is for",
    DCTERMS.creator.value: "was written by",
    GB.forMeeting.value: "was written for",
    GB.aboutItem.value: "declared an interest in",
    GB.interestIn.value: "declared an interest in",
    ORG.holds.value: "held the post",
    ORG.postIn.value: "is a post in",
    "present": "was present at",
    "apologies": "sent apologies to",
    "in attendance": "was in attendance at",
    "part of": "is part of",
    "partner of": "is a partner of",
    "member of": "is a member of",
    "board member of": "is a board member of",
}
"""Relations in people's words, by predicate or notation; any other reads as it is named."""


class Fact(NamedTuple):
    """Two things and how they belong together; all but ``relation`` are IRIs."""

    subject: str
    relation: str
    """The predicate's IRI, or the notation of an involvement or of a capacity."""
    object: str
    node: str
    """What holds the fact's evidence: a claim, a fact node, or the thing itself."""


class Correction(NamedTuple):
    """What somebody put right about a thing."""

    iri: str
    what: str
    who: str
    day: str
    """ISO date."""
    why: str
    """"" where nothing was said."""


class Passage(NamedTuple):
    """A stretch of a document that states something."""

    sentence: str
    document: str
    """The document's name."""
    dates: tuple[str, ...]
    """ISO dates of the meeting that it is from; several where the document records several and any may be it."""
    begin: int
    end: int
    page: int | None
    before: str = ""
    """What its paragraph holds before it, as the document has it; "" where the text is not known."""
    after: str = ""
    iri: str = ""


class Reader:
    """Reads a graph by the queries beside this module: IRIs in, plain records out, each list sorted, each read once."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self._facts: dict[tuple[str, str], list[Fact]] = {}
        self._properties: dict[str, dict[str, tuple[str, ...]]] = {}
        self._passages: dict[tuple[str, str], tuple[Passage, ...]] = {}
        self._recorded: dict[str, frozenset[str]] = {}
        self._texts = Texts(graph.sources)

    def rows(self, query: str, **parameters: NamedNode) -> list[tuple[str, ...]]:
        """The solutions of ``queries/QUERY.rq``, sorted: the values of its columns as strings, "" where unbound."""
        solutions = self.graph.query(_text(query), parameters)
        assert isinstance(solutions, QuerySolutions)
        columns = [variable.value for variable in solutions.variables]
        found = {tuple(_value(solution[column]) for column in columns) for solution in solutions}
        return sorted(found)

    def facts(self, thing: str) -> list[Fact]:
        """What is said of an item, decision, meeting, person or other thing, from either end."""
        return self._read("facts", thing)

    def ties(self, thing: str) -> list[Fact]:
        """What ties a person, post, organisation or undertaking to others outside of meetings, from either end."""
        return self._read("ties", thing)

    def all_facts(self) -> list[Fact]:
        """Every fact of the graph that ``facts`` and ``ties`` give, once."""
        return sorted({Fact(*row[1:]) for query in ("facts", "ties") for row in self.rows(query)})

    def rules(self, node: str) -> str:
        """The rules that found what ``node`` states."""
        return "; ".join(self.properties(node).get(GB.rule.value, ()))

    def properties(self, thing: str) -> dict[str, tuple[str, ...]]:
        """A thing's values by property IRI, each property's sorted."""
        if thing not in self._properties:
            collected: dict[str, list[str]] = {}
            for _, name, value in self.rows("thing", thing=NamedNode(thing)):
                collected.setdefault(name, []).append(value)
            self._properties[thing] = {name: tuple(values) for name, values in collected.items()}
        return self._properties[thing]

    def corrections(self, thing: str) -> list[Correction]:
        """What people put right about a thing."""
        return [Correction(*row[1:]) for row in self.rows("corrections", thing=NamedNode(thing))]

    def passages(self, thing: str, home: str = "") -> tuple[Passage, ...]:
        """The passages that state a thing, in the order of meeting, document and place.

        ``home`` is the ISO date of the meeting that the thing belongs to, if any: in a document that records several
        meetings it tells which one a passage is from.
        """
        if (thing, home) not in self._passages:
            self._passages[thing, home] = tuple(self._read_passages(thing, home))
        return self._passages[thing, home]

    def _read(self, query: str, thing: str) -> list[Fact]:
        if (query, thing) not in self._facts:
            self._facts[query, thing] = [Fact(*row[1:]) for row in self.rows(query, thing=NamedNode(thing))]
        return self._facts[query, thing]

    def _read_passages(self, thing: str, home: str) -> list[Passage]:
        found = []
        for _, iri, quote, begin, end, page, source, document in self.rows("evidence", thing=NamedNode(thing)):
            recorded = self._dates_recorded(source)
            dates = (home,) if home in recorded else tuple(sorted(recorded))
            around, leaf = self._texts.around(source, int(begin), quote), int(page) if page else None
            found.append(Passage(quote, document, dates, int(begin), int(end), leaf, *around, iri))
        return sorted(found, key=lambda p: (p.dates, p.document, p.begin, p.end))

    def _dates_recorded(self, source: str) -> frozenset[str]:
        if source not in self._recorded:
            rows = self.rows("recorded", thing=NamedNode(source))
            self._recorded[source] = frozenset(date for _, _, date in rows)
        return self._recorded[source]


def relation_words(relation: str) -> str:
    """A relation in people's words: ``presented by`` of ``gb:presentedBy``."""
    if relation in RELATIONS:
        return RELATIONS[relation]
    name = re.split(r"[#/]", relation)[-1]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


@cache
def _text(query: str) -> str:
    return (QUERIES / f"{query}.rq").read_text("utf-8")


def _value(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""

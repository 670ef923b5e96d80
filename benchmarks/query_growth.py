"""How the time of each named query grows from one graph to a bigger one, with one thing bound that it asks about."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from pyoxigraph import NamedNode, QuerySolutions

from graphbuild import lookup, query
from graphbuild.graph.store import Graph
from graphbuild.parameters import ParameterType
from graphbuild.query import NamedQuery, Term

COUNCILS = (0, 4, 8)
"""Whose people, organisations and services are asked about: the smaller graph has them too."""
EACH = 2
"""How many of each: the busiest, since a quiet one's answer may be empty."""
TOPICS = 3
RUNS = 5
ENOUGH = 2.0
"""Seconds after which a query is not run again."""
_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gb: <https://w3id.org/graphbuild/ontology#>
PREFIX org: <http://www.w3.org/ns/org#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
_BUSIEST = _PREFIXES + (
    'SELECT ?x (COUNT(*) AS ?n) WHERE { %s FILTER(CONTAINS(STR(?x), "%s")) } GROUP BY ?x ORDER BY DESC(?n) ?x LIMIT %d'
)
_LABEL = _PREFIXES + "SELECT (MIN(?label) AS ?name) WHERE { ?x rdfs:label ?label }"
_USED = {
    "author": "?fact dcterms:creator ?x",
    "body": "?fact gb:body ?x",
    ParameterType.PERSON: "?fact gb:attendee ?x",
    ParameterType.ORGANISATION: "?fact gb:agent ?x . ?x a org:Organization",
    ParameterType.SERVICE: "?fact gb:in ?x . ?x a gb:Undertaking",
    ParameterType.TOPIC: "?fact dcterms:subject ?x",
}
"""What a thing is busy with that a parameter of that name, or else of that type, asks about."""
_USED_IN = {
    ("chairs", "person"): "?held gb:chairedBy ?x",
    ("interests-declared", "person"): "?fact gb:declarant ?x",
    ("interests-declared", "organisation"): "?fact gb:interestIn ?x . ?x a org:Organization",
    ("who-held-post", "organisation"): "?fact gb:post/org:postIn ?x",
}
"""The same where one query asks about what the busiest need not have: its answer would be empty."""


@dataclass(frozen=True)
class Growth:
    """What one query took with these parameters bound, summed over several values of them: in both graphs."""

    name: str
    bound: str
    rows: tuple[int, int]
    lookup: tuple[float, float]
    seconds: tuple[float, float]

    @property
    def times(self) -> float:
        """How many times as long it takes in the bigger graph, lookup and query together."""
        (small, big), (before, after) = self.lookup, self.seconds
        return (big + after) / (small + before)

    @property
    def per_row(self) -> float:
        """The same for each row of the answer, where that has become longer."""
        return self.times / max(1.0, self.rows[1] / max(1, self.rows[0]))

    def row(self) -> str:
        """As a row of the table."""
        (lookup, lookup_big), (seconds, seconds_big) = self.lookup, self.seconds
        return (
            f"| {self.name} | {self.bound} | {self.rows[0]} | {self.rows[1]} | {1000 * lookup:.1f} | "
            f"{1000 * lookup_big:.1f} | {1000 * seconds:.0f} | {1000 * seconds_big:.0f} | {self.times:.1f} | "
            f"{self.per_row:.1f} |"
        )


HEADING = (
    "| query | bound | rows | rows, big | lookup, ms | lookup, big | query, ms | query, big | times | times per row |\n"
    "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: |"
)


def growth(small: Graph, big: Graph, names: Collection[str] = ()) -> Iterator[Growth]:
    """For each named query (or those of ``names``) and each thing that it takes: that one bound, alone.

    A topic is bound together with a committee too: all councils share topics, so that its answer grows with the graph.
    Processor seconds, each the median of several runs by turns on the two graphs.
    """
    for named in query.list_queries():
        if names and named.name not in names:
            continue
        for bound, several in _cases(small, named):
            yield _measured((small, big), named, bound, several)


def _cases(graph: Graph, named: NamedQuery) -> Iterator[tuple[str, list[dict[str, NamedNode]]]]:
    """What is bound, and the values to try."""
    things = {
        name: _busiest(graph, named.name, name, parameter.type)
        for name, parameter in named.parameters.items()
        if parameter.type.named
    }
    for name, found in things.items():
        yield name, [{name: one} for one in found]
        if named.parameters[name].type is ParameterType.TOPIC and "body" in things:
            yield f"{name}, body", [{name: topic, "body": body} for topic in found[:EACH] for body in things["body"]]


def _busiest(graph: Graph, query_name: str, name: str, kind: ParameterType) -> list[NamedNode]:
    pattern = _USED_IN.get((query_name, name)) or _USED.get(name) or _USED[kind]
    if kind is ParameterType.TOPIC:
        return _things(graph, _BUSIEST % (pattern, "", TOPICS))
    return [thing for council in COUNCILS for thing in _things(graph, _BUSIEST % (pattern, f"/c{council}/", EACH))]


def _things(graph: Graph, text: str) -> list[NamedNode]:
    found = graph.query(text)
    assert isinstance(found, QuerySolutions)
    return [row["x"] for row in found]


def _measured(
    graphs: tuple[Graph, Graph], named: NamedQuery, bound: str, several: list[dict[str, NamedNode]]
) -> Growth:
    rows, looked, asked = [0, 0], [0.0, 0.0], [0.0, 0.0]
    for values in several:
        bindings = {**query.bindings(graphs[0], named, {}), **{f"{query.PREFIX}{k}": v for k, v in values.items()}}
        lookups: tuple[list[float], list[float]] = ([], [])
        times: tuple[list[float], list[float]] = ([], [])
        for run in range(RUNS):
            for which, graph in enumerate(graphs):
                lookups[which].append(_looked_up(graph, named, values))
                if sum(times[which]) < ENOUGH:
                    count, seconds = _answered(graph, named, bindings)
                    times[which].append(seconds)
                    rows[which] += 0 if run else count
        for which in range(2):
            looked[which] += median(lookups[which])
            asked[which] += median(times[which])
    return Growth(named.name, bound, (rows[0], rows[1]), (looked[0], looked[1]), (asked[0], asked[1]))


def _looked_up(graph: Graph, named: NamedQuery, values: Mapping[str, NamedNode]) -> float:
    """What it takes to find the things by their labels."""
    wanted = []
    for name, thing in values.items():
        found = graph.query(_LABEL, {"x": thing})
        assert isinstance(found, QuerySolutions)
        wanted.append((named.parameters[name].type.looked_up, next(found)["name"].value))
    begun = time.process_time()
    for kind, label in wanted:
        lookup.named(graph, (kind,), label)
    return time.process_time() - begun


def _answered(graph: Graph, named: NamedQuery, bindings: Mapping[str, Term]) -> tuple[int, float]:
    begun = time.process_time()
    result = graph.query(named.text, bindings)
    assert isinstance(result, QuerySolutions)
    return len(list(result)), time.process_time() - begun

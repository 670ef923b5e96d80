"""Which things of a graph a text names: by IRI, notation, label, abbreviation, or any form of a person's name."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions

from graphbuild import topics
from graphbuild.graph.store import Graph
from graphbuild.naming import TITLES, Thing, expanded, find, suggestion
from graphbuild.vocabulary import FOAF, GB, ORG

__all__ = ["CLASSES", "TITLES", "TOPIC", "Thing", "expanded", "find", "suggestion", "things"]

CLASSES: dict[str, NamedNode] = {
    "person": FOAF.Person,
    "post": ORG.Post,
    "organisation": ORG.Organization,
    "undertaking": GB.Undertaking,
    "term": GB.Term,
    "paper": GB.Paper,
    "meeting": GB.Meeting,
    "item": GB.AgendaItem,
}
"""What can be looked up, apart from topics, by the word that users know it by."""
TOPIC = "topic"
_NAMES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX gb: <https://w3id.org/graphbuild/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?class ?thing ?name ?rank WHERE {
  %s
  {
    VALUES (?property ?rank) {
      (rdfs:label 0) (skos:prefLabel 1) (foaf:name 1) (dcterms:title 1)
      (skos:altLabel 2) (skos:notation 2)
    }
    ?thing ?property ?name .
  } UNION {
    ?abbreviation gb:abbreviates ?thing ; gb:shortForm|gb:longForm ?name . BIND(2 AS ?rank)
  }
}
"""
_OF_CLASS = _NAMES % "?thing a ?class ."
_OF_TOPICS = _NAMES % "{ SELECT DISTINCT ?thing WHERE { ?about dcterms:subject ?thing } }"


def things(graph: Graph, kind: str, unused: bool = True) -> list[Thing]:
    """Everything of a kind (a key of CLASSES, or TOPIC) with its names, sorted by label.

    Topics also have the names of the bundled scheme (its hidden labels are cues, not names); those that nothing in the
    graph is about are among them if ``unused``.
    """
    if kind != TOPIC:
        return _things(kind, _rows(graph, _OF_CLASS, CLASSES[kind]))
    rows = _rows(graph, _OF_TOPICS)
    used = {iri for _, iri, _ in rows}
    return _things(kind, [*rows, *(row for row in _bundled_topics() if unused or row[1] in used)])


def _rows(graph: Graph, query: str, cls: NamedNode | None = None) -> list[tuple[int, str, str]]:
    """Rank, IRI and name."""
    solutions = graph.query(query, {"class": cls} if cls else None)
    assert isinstance(solutions, QuerySolutions)
    rows = {(int(row["rank"].value), row["thing"].value, row["name"].value) for row in solutions}
    return sorted(rows)


def _bundled_topics() -> list[tuple[int, str, str]]:
    rows = []
    for topic in topics.load().values():
        rows.append((1, topic.iri, topic.label))
        rows.extend((2, topic.iri, name) for name in (topic.notation, *topic.alt_labels))
    return rows


def _things(kind: str, rows: Iterable[tuple[int, str, str]]) -> list[Thing]:
    names: dict[str, list[str]] = {}
    for _, iri, name in sorted(rows):
        names.setdefault(iri, []).append(name)
    found = (Thing(iri, kind, called[0], tuple(sorted(set(called)))) for iri, called in names.items())
    return sorted(found, key=lambda thing: (thing.label, thing.iri))

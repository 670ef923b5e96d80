"""Which things of a graph a text names: by IRI, notation, label, abbreviation, or any form of a person's name.

It is found by the index that a build writes beside its store, where there is one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from pyoxigraph import NamedNode, QuerySolutions

from graphbuild import nameindex, output, topics
from graphbuild.graph.store import Graph, open_graph
from graphbuild.nameindex import PERSON, NameIndex, Row
from graphbuild.naming import TITLES, Thing, expanded, find, suggestion
from graphbuild.vocabulary import FOAF, GB, ORG

__all__ = ["CLASSES", "TITLES", "TOPIC", "Thing", "expanded", "find", "named", "suggestion", "things", "write_index"]

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
KINDS = (*CLASSES, TOPIC)
"""Everything that can be looked up, and is in the index of names."""
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
    rows = _names(graph, kind)
    if kind != TOPIC:
        return _things(kind, rows)
    used = {iri for _, iri, _ in rows}
    return _things(kind, [*rows, *(row for row in _bundled_topics() if unused or row[1] in used)])


def named(graph: Graph, kinds: Sequence[str], text: str, unused: bool = True) -> list[Thing]:
    """What ``text`` names among everything of some kinds, as ``find`` finds it among their ``things``.

    Raises GraphbuildError where the index of names cannot be read.
    """
    if graph.names is None:
        return find([thing for kind in kinds for thing in things(graph, kind, unused)], text)
    index = NameIndex(graph.names)
    by_words = [thing for kind in kinds for thing in _indexed(index, kind, index.by_words(kind, text), text, unused)]
    found = find(by_words, text)
    if found or PERSON not in kinds:
        return found
    return find(_indexed(index, PERSON, index.by_surname(text), text, unused), text)


def _indexed(index: NameIndex, kind: str, iris: set[str], text: str, unused: bool) -> list[Thing]:
    """The things of those IRIs, and of a topic's that the bundled scheme calls so, or whose IRI is the text."""
    bundled = _bundled_topics() if kind == TOPIC else []
    wanted = {*iris, expanded(text), *(thing.iri for thing in find(_things(kind, bundled), text))}
    rows = index.names(kind, wanted)
    used = {iri for _, iri, _ in rows}
    return _things(kind, [*rows, *(row for row in bundled if row[1] in (wanted if unused else used))])


def write_index(folder: Path) -> None:
    """Writes the index of names of the build in ``folder`` into its store, where ``open_graph`` finds it.

    Raises OSError where it cannot be written, GraphbuildError where the build cannot be read.
    """
    graph = open_graph(folder)
    nameindex.write(folder / output.NAMES, {kind: _names(graph, kind) for kind in KINDS})


def _names(graph: Graph, kind: str) -> list[Row]:
    """The names that the graph itself has for everything of a kind."""
    return _rows(graph, _OF_TOPICS) if kind == TOPIC else _rows(graph, _OF_CLASS, CLASSES[kind])


def _rows(graph: Graph, query: str, cls: NamedNode | None = None) -> list[Row]:
    """Rank, IRI and name."""
    solutions = graph.query(query, {"class": cls} if cls else None)
    assert isinstance(solutions, QuerySolutions)
    rows = {(int(row["rank"].value), row["thing"].value, row["name"].value) for row in solutions}
    return sorted(rows)


def _bundled_topics() -> list[Row]:
    rows = []
    for topic in topics.load().values():
        rows.append((1, topic.iri, topic.label))
        rows.extend((2, topic.iri, name) for name in (topic.notation, *topic.alt_labels))
    return rows


def _things(kind: str, rows: Iterable[Row]) -> list[Thing]:
    names: dict[str, list[str]] = {}
    for _, iri, name in sorted(rows):
        names.setdefault(iri, []).append(name)
    found = (Thing(iri, kind, called[0], tuple(sorted(set(called)))) for iri, called in names.items())
    return sorted(found, key=lambda thing: (thing.label, thing.iri))

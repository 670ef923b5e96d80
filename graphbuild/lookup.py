"""Which things of a graph a text names: by IRI, notation, label, abbreviation, or any form of a person's name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions
from rapidfuzz import fuzz, process, utils

from graphbuild import topics
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import FOAF, GB, ORG, PREFIXES, slug

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
TITLES = frozenset(
    {"alderman", "baroness", "cllr", "cllrs", "councillor", "councillors", "dame", "dr", "hon", "lady", "lord", "miss"}
    | {"mr", "mrs", "ms", "mx", "prof", "professor", "rev", "revd", "reverend", "sir", "the"}
)
"""First words of a name that say nothing of who it is."""
_LONG = 10_000
_NEAR = 75
"""How like (0 to 100) a name must be to be suggested."""
_SUGGESTIONS = 3

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


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that has a name."""

    iri: str
    kind: str
    """A key of CLASSES, or TOPIC."""
    label: str
    """The name that a reader is shown."""
    names: tuple[str, ...]
    """All its names, the label too, sorted."""


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


def find(known: Sequence[Thing], text: str) -> list[Thing]:
    """The things that ``text`` names, by the closest way in which it names any.

    In turn: the IRI or its prefixed form; a name letter by letter; a name in other letter case, punctuation or accents;
    one without titles ("Cllr Hall" for "Councillor Hall"); and for people a surname with none, some or the initials of
    the given names.
    """
    iri = expanded(text)
    wanted, words = _folded(text), _untitled(text)
    tests: tuple[Callable[[Thing], bool], ...] = (
        lambda thing: thing.iri == iri,
        lambda thing: text in thing.names,
        lambda thing: any(_folded(name) == wanted for name in thing.names),
        lambda thing: any(_untitled(name) == words for name in thing.names),
        lambda thing: thing.kind == "person" and any(_may_be(words, _untitled(name)) for name in thing.names),
    )
    for test in tests[: 2 if not wanted else None]:
        if found := [thing for thing in known if test(thing)]:
            return found
    return []


def expanded(text: str) -> str:
    """``text`` with a known prefix (``topic:SEND``) written out; other text as it is."""
    prefix, colon, rest = text.partition(":")
    return PREFIXES[prefix] + rest if colon and prefix in PREFIXES and not rest.startswith("//") else text


def suggestion(text: str, names: Iterable[str] | Sequence[Thing]) -> str:
    """``; did you mean A, B or C?`` for the names, or the things by any of their names, most like ``text``.

    The empty string where none is near.
    """
    label_of: dict[str, str] = {}
    for one in names:
        called = one.names if isinstance(one, Thing) else (one,)
        label_of.update((name, one.label if isinstance(one, Thing) else one) for name in called)
    long_enough = sorted(name for name in label_of if 2 * len(name) >= len(text))
    scored = process.extract(
        text, long_enough, scorer=fuzz.WRatio, processor=utils.default_process, limit=None, score_cutoff=_NEAR
    )
    best_first = sorted(scored, key=lambda match: (-match[1], match[0]))
    found = list(dict.fromkeys(label_of[name] for name, _, _ in best_first))[:_SUGGESTIONS]
    if not found:
        return ""
    return "; did you mean " + " or ".join(filter(None, (", ".join(found[:-1]), found[-1]))) + "?"


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


def _folded(text: str) -> str:
    """Words in lower case without accents and punctuation; empty where there are none."""
    return slug(text, _LONG) if any(character.isalnum() for character in text) else ""


def _untitled(text: str) -> tuple[str, ...]:
    """The words of a name without the titles before it."""
    words = tuple(filter(None, _folded(text).split("-")))
    start = next((place for place, word in enumerate(words) if word not in TITLES), 0)
    return words[start:]


def _may_be(wanted: tuple[str, ...], name: tuple[str, ...]) -> bool:
    """Whether ``wanted`` can be short for ``name``: the same surname, given names left out or as initials."""
    if not wanted or not name or wanted[-1] != name[-1] or len(wanted) > len(name):
        return False
    return all(
        short == full or (len(short) == 1 and full.startswith(short)) or (len(full) == 1 and short.startswith(full))
        for short, full in zip(wanted[:-1], name[:-1], strict=False)
    )

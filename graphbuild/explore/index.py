"""Full-text search over names, titles, decisions and passages: SQLite's FTS5, in a file made of the graph."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild import lookup
from graphbuild.graph.store import Graph
from graphbuild.view.text import clean
from graphbuild.vocabulary import DCTERMS, GB, RDFS, SCHEMA

BEGIN, END = "\x02", "\x03"
"""What marks a word that was found in an excerpt; no text of a graph's search index holds them."""
DECISION, RECOMMENDATION, PASSAGE = "decision", "recommendation", "passage"
"""Kinds of what is searched by what it says; after names, and passages last."""
KINDS = {"topic": 0, "organisation": 1, "person": 1, "undertaking": 1} | dict.fromkeys(
    ("post", "meeting", "item", "paper", "term"), 2
)
"""What is searched by name, and after which others each comes where they fit alike."""
_DATED = f"""
SELECT ?thing ?date WHERE {{
  {{ ?thing a {GB.Meeting} ; {DCTERMS.date} ?date }}
  UNION {{ ?thing a {GB.AgendaItem} ; {DCTERMS.isPartOf}/{DCTERMS.date} ?date }}
  UNION {{ ?thing a {GB.Resolution} ; {DCTERMS.isPartOf}/{DCTERMS.isPartOf}/{DCTERMS.date} ?date }}
}}"""
_TEXTS = f"""
SELECT ?thing ?class ?text ?whole WHERE {{
  VALUES ?class {{ {GB.Resolution} {GB.Recommendation} }}
  ?thing a ?class ; {GB.text} ?text .
  OPTIONAL {{ ?thing {DCTERMS.isPartOf}/{RDFS.label} ?whole }}
}}"""
_PASSAGES = f"""
SELECT ?thing ?text ?whole WHERE {{
  ?thing {GB.quote} ?text ; {GB.source}/{SCHEMA.name} ?whole
}}"""
_SCHEMA = """
CREATE VIRTUAL TABLE things USING fts5(
  names, text, iri UNINDEXED, kind UNINDEXED, label UNINDEXED, whole UNINDEXED, date UNINDEXED, late UNINDEXED,
  tokenize="unicode61 remove_diacritics 2", prefix='2 3'
);
"""
_FOUND = """
SELECT iri, kind, label, whole, date, CASE WHEN text = '' THEN '' ELSE snippet(things, 1, ?, ?, '…', 40) END
FROM things WHERE things MATCH ? {kind} ORDER BY late, bm25(things, 8.0, 1.0), label, iri LIMIT ? OFFSET ?
"""
_WORD = re.compile(r"\w+")
_WORDS = 12
"""How many words of a search count."""
_TELLING = 25
"""Characters from which a passage is more than a name, which is found as such."""


@dataclass(frozen=True, slots=True)
class Hit:
    """Something that was found."""

    iri: str
    kind: str
    """A key of KINDS, DECISION or RECOMMENDATION."""
    label: str
    whole: str
    """What it is part of; "" for most."""
    date: str
    """ISO; "" for what has none."""
    excerpt: str
    """Of its text around the words found, each between BEGIN and END; "" for what was found by name."""


def search(path: Path, graph: Graph, text: str, kind: str = "", most: int = 20, after: int = 0) -> list[Hit]:
    """What is called so, or is a decision that says so: all words of ``text``, the last perhaps only begun.

    ``path`` is the index, made of ``graph`` where it is not there; ``kind`` leaves all others out; the first ``after``
    hits are left out, and given are ``most`` at most. Words are as Unicode has them, in any case and without accents.
    """
    words = [clean(word) for word in _WORD.findall(text)][:_WORDS]
    if not words:
        return []
    if not path.is_file():
        make(path, graph)
    wanted = " ".join(f'"{word}"' for word in words) + "*"
    query = _FOUND.format(kind="AND kind = ?" if kind else "")
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        given = (BEGIN, END, wanted, *([kind] if kind else []), most, after)
        return [Hit(*row) for row in database.execute(query, given)]


def make(path: Path, graph: Graph) -> None:
    """Writes the index of ``graph`` to ``path``, which is there when it is whole."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.part")
    beside.unlink(missing_ok=True)
    with closing(sqlite3.connect(beside)) as database:
        database.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {_SCHEMA}")
        dates = {row[0]: row[1] for row in _rows(graph, _DATED, "thing", "date")}
        database.executemany(
            "INSERT INTO things VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((*entry[:6], dates.get(entry[2], ""), entry[6]) for entry in _entries(graph)),
        )
        database.commit()
    beside.replace(path)


def _entries(graph: Graph) -> Iterator[tuple[str, str, str, str, str, str, int]]:
    """Names, text, IRI, kind, label, whole, and after which others it comes, of all that can be found."""
    for kind, late in KINDS.items():
        for thing in lookup.things(graph, kind, unused=False):
            yield clean(" / ".join(thing.names)), "", thing.iri, kind, clean(thing.label), "", late
    decided = set()
    for iri, cls, text, whole in _rows(graph, _TEXTS, "thing", "class", "text", "whole"):
        kind = DECISION if cls == GB.Resolution.value else RECOMMENDATION
        decided.add(clean(text))
        yield "", clean(text), iri, kind, clean(text), clean(whole), 3
    for iri, text, whole in _rows(graph, _PASSAGES, "thing", "text", "whole"):
        if len(text) >= _TELLING and clean(text) not in decided:  # a decision's own words are found as the decision
            yield "", clean(text), iri, PASSAGE, clean(text), clean(whole), 4


def _rows(graph: Graph, query: str, *columns: str) -> list[tuple[str, ...]]:
    solutions = graph.query(query)
    assert isinstance(solutions, QuerySolutions)
    return sorted({tuple(_value(row[column]) for column in columns) for row in solutions})


def _value(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""

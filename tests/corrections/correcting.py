"""Corrections as they are written by hand, on the demo's documents or made-up ones, and what becomes of the corpus."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from graphbuild import corrections, topics
from graphbuild.codes import EntityKind
from graphbuild.corrections import Corrected, relations
from graphbuild.corrections.loading import Loaded
from graphbuild.extract import extract
from graphbuild.model import Corpus, Findings, Record
from graphbuild.read import read
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings
from graphbuild.vocabulary import DEFAULT_BASE

DEMO = PACKAGE / "demo" / "corpus"
SIGNED = "by: A. Officer\n  on: 2026-03-31\n"


def written(*said: str) -> str:
    """Corrections signed and dated, each given without its dash."""
    return "".join(f"- {one}\n  {SIGNED}" for one in said)


def loaded(text: str | bytes) -> Loaded:
    """What a file of this text holds."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, corrections.NAME)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        found = corrections.load([file])
    short = tuple(problem.removeprefix(f"{folder}/") for problem in found.problems)
    entries = tuple(e.model_copy(update={"file": corrections.NAME}) for e in found.entries)
    return Loaded(entries, short)


@cache
def demo() -> tuple[Findings, ...]:
    """What extraction finds in the demo's documents."""
    return tuple(extract(read(path), Settings()) for path in sorted(DEMO.iterdir()))


def corrected(*said: str, documents: Sequence[Findings] | None = None) -> Corrected:
    """The corpus of documents (by default the demo's) put right."""
    given = demo() if documents is None else documents
    return corrections.apply(given, loaded(written(*said)), DEFAULT_BASE, topics.load())


def well(*said: str, documents: Sequence[Findings] | None = None) -> Corpus:
    """As ``corrected``, where all corrections apply."""
    done = corrected(*said, documents=documents)
    assert done.warnings == ()
    assert len(done.corpus.corrections) == len(said)
    return done.corpus


def problem(*said: str, documents: Sequence[Findings] | None = None) -> str:
    """The one thing that is wrong, without file and line."""
    done = corrected(*said, documents=documents)
    assert len(done.warnings) == 1, done.warnings
    return done.warnings[0].partition(": ")[2]


def named(corpus: Corpus, kind: EntityKind = EntityKind.PERSON) -> set[str]:
    """The names of the things of a kind, people with their titles."""
    return {f"{e.title or ''} {e.name}".strip() for e in corpus.entities if e.kind is kind}


def said(corpus: Corpus, relation: str | None = None) -> set[tuple[str, str, str]]:
    """What the facts say, in names, dates and numbers."""
    labels = {e.key: e.name for e in corpus.entities}
    labels |= {m.key: m.date for m in corpus.facts.meetings}
    dates = dict(labels)
    labels |= {i.key: f"{dates[i.meeting][:4]} {i.number or i.title}" for i in corpus.facts.items}
    labels |= {r.key: f"{labels[r.item]} ({r.clause})" for r in corpus.facts.resolutions}
    return {
        (labels[subject], name, labels.get(target, target[-1]))
        for record in facts(corpus)
        for subject, name, target in relations.triples(record)
        if relation in (None, name)
    }


def facts(corpus: Corpus) -> list[Record]:
    """All facts."""
    return [record for name in corpus.facts.__slots__ for record in getattr(corpus.facts, name)]


LATER_KINDS = (
    "same: [Merrowfield Foundation, Dunstane Trust]",
    "not_same: [Waymark pilot, Waymark Service]",
    "name: The Quarto System\n  of: Quarto",
    "right: [University of Barset, evaluates, Waymark Service]",
    "wrong: [Councillor Haldane, present at, 2014-09-17]",
    "wrong: Neil Orrock\n  kind: person",
    "missing: Osier Bank\n  kind: organisation\n  document: 2024-06-minutes.txt\n  quote: Osier Bank",
    "missing: [Osier Bank, provides, Turnstone Service]\n  document: 2024-06-minutes.txt\n  quote: Osier Bank",
    "topic: PREVENT\n  item: {meeting: 2017-10-10, number: 47}",
    "not_topic: SEND\n  item: {meeting: 2014-06-18, number: 13}",
)
"""One of each kind at least, all of which apply to the demo."""

"""Put right by people: what corrections.yaml says steers linking and changes facts, and leaves its trace.

loaded = load(kept(paths).files)                   # entries, and sentences on those that cannot be understood
corrected = apply(findings, loaded, base, topics)  # a corpus, and sentences on those that do not apply
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graphbuild.corrections.additions import add
from graphbuild.corrections.entries import ACTIONS, Entry
from graphbuild.corrections.identity import Identified, identify
from graphbuild.corrections.known import Known
from graphbuild.corrections.ledger import Ledger, with_evidence
from graphbuild.corrections.loading import NAME, Loaded, beside, kept, load
from graphbuild.corrections.statements import Stated, Statements
from graphbuild.errors import shown
from graphbuild.link import all_facts, corpus_of, in_order, link
from graphbuild.link.facts import completed
from graphbuild.link.scope import scopes
from graphbuild.link.signs import Place
from graphbuild.model import Corpus, Correction, Entity, Findings, Ref
from graphbuild.topics import Topic
from graphbuild.vocabulary import slug

__all__ = ["NAME", "Corrected", "Loaded", "apply", "beside", "kept", "load"]
_WORDS = {"name": "better name", "not_same": "not the same", "not_topic": "not about"}


@dataclass(frozen=True, slots=True)
class Corrected:
    """A corpus put right."""

    corpus: Corpus
    warnings: tuple[str, ...]
    """A sentence on each correction that cannot be understood or does not apply, in the order of the file."""


def apply(findings: Sequence[Findings], loaded: Loaded, base: str, topics: Mapping[str, Topic]) -> Corrected:
    """What all documents together say, put right by people; without corrections what ``link`` gives.

    ``base`` and ``topics`` are the build's, by which corrections may name things. One that does not apply changes
    nothing and is among the warnings.
    """
    if not loaded.entries:
        return Corrected(link(findings), loaded.problems)
    added = add(in_order(findings), loaded.entries)
    documents = added.documents
    identified = identify(documents, scopes(documents), loaded.entries, base)
    facts = all_facts(documents, identified.linked)
    entities = completed(identified.linked.entities, facts)
    ledger = Ledger(facts)
    rest = [entry for entry in loaded.entries if entry not in added.places and entry not in added.problems]
    stated = Statements(documents, Known(base, entities, facts, topics), ledger).apply(rest)
    identified.linked.entities = _entities(identified.linked.entities, stated)
    corpus = corpus_of(documents, identified.linked, ledger.facts())
    problems = {**added.problems, **identified.problems, **stated.problems}
    touched = {
        **{entry: _of(places, identified) for entry, places in {**added.places, **identified.places}.items()},
        **stated.touched,
    }
    made = {c.key: c for entry, refs in touched.items() for c in [_correction(entry, refs)]}
    corpus = replace(corpus, corrections=tuple(made[key] for key in sorted(made)))
    told = [f"{e.where}: {problems[e]}" for e in loaded.entries if e in problems]
    return Corrected(corpus, (*loaded.problems, *told))


def _entities(entities: Sequence[Entity], stated: Stated) -> list[Entity]:
    """The entities but for those struck, with the passages in which added facts name them."""
    left = (
        replace(entity, organisation=None) if entity.organisation in stated.struck else entity
        for entity in entities
        if entity.key not in stated.struck
    )
    return [with_evidence(e, stated.seen[e.key]) if e.key in stated.seen else e for e in left]


def _of(places: frozenset[Place], identified: Identified) -> tuple[Ref, ...]:
    return tuple(sorted({identified.linked.of_mention[place] for place in places}))


def _correction(entry: Entry, touched: tuple[Ref, ...]) -> Correction:
    """The record of a correction; two that say the same of the same day and person are one."""
    change = next(key for key, kind in ACTIONS.items() if type(entry) is kind)
    said = {key: value for key, value in entry.model_dump(mode="json").items() if key not in ("line", "file")}
    digest = hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:8]
    label = f"{_WORDS.get(change, change)}: {_told(entry, change)}"
    return Correction(
        key=("correction", f"{entry.on.isoformat()}-{slug(label, 60)}-{digest}"),
        change=change,
        label=shown(label),
        by=entry.by,
        on=entry.on.isoformat(),
        because=entry.because,
        touched=touched,
    )


def _told(entry: Entry, change: str) -> str:
    """What a correction says, in a line."""
    value = getattr(entry, change)
    if change == "name":
        return f"{value} for {entry.of}"  # type: ignore[attr-defined]
    if change in ("topic", "not_topic"):
        return f"{value}, {entry.item}"  # type: ignore[attr-defined]
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)

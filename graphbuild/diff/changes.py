"""Two graphs -> the changes between them, each with its document and a sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from graphbuild.diff.matching import Matching
from graphbuild.diff.reading import CLAIMS, ENTITIES, FACTS, KINDS, Entry, Place, Side, read
from graphbuild.export.holding import held
from graphbuild.graph.labels import day
from graphbuild.graph.store import Graph
from graphbuild.view.reading import relation_words
from graphbuild.vocabulary import RDF

GAINED, LOST, CHANGED = "gained", "lost", "changed"
NONE = "(none)"
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_ORDER = {kind: place for place, kind in enumerate((*FACTS.values(), *ENTITIES.values(), *CLAIMS.values(), KINDS[-1]))}
"""What was decided comes first."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that only one of the graphs has, or that is another in each."""

    document: str
    """The name of the document that states it; of several one that is new, gone or changed."""
    change: str
    kind: str
    fact: str
    """In words: as it is now, or where it is lost as it was."""
    was: str
    """Of what changed: what it was before and what it is now; else empty."""
    place: Place | None
    """A passage that states it: in the new graph, or of what is lost in the old one."""


@dataclass(frozen=True, slots=True)
class Diff:
    """All that changed."""

    documents: Mapping[str, str]
    """Documents that are ``new``, ``gone``, ``changed`` or ``renamed from ...``, by name, sorted."""
    changes: tuple[Change, ...]
    """By document, kind and place."""
    same: int
    """Facts that stand as they did."""
    elsewhere: int
    """Those among them that rest on other sentences than before."""

    def __bool__(self) -> bool:
        return bool(self.changes or self.documents or self.elsewhere)

    def summary(self) -> str:
        """The whole in one line."""
        counts = Counter(change.change for change in self.changes)
        told = [f"{counts[kind]:,} {_facts(counts[kind])} {kind}" for kind in (GAINED, LOST, CHANGED) if counts[kind]]
        states = Counter(state.partition(" ")[0] for state in self.documents.values())
        documents = [f"{number:,} {state}" for state, number in sorted(states.items())]
        parts = [f"documents: {', '.join(documents)}"] if documents else []
        parts.append(", ".join(told) or "no fact changed")
        parts.append(f"{self.same:,} {_facts(self.same)} stand{'' if self.same != 1 else 's'} as before")
        if self.elsewhere:
            parts[-1] += f", {self.elsewhere:,} of them on other sentences"
        return "; ".join(parts)


def diff(old: Graph, new: Graph) -> Diff:
    """What of ``old`` is otherwise in ``new``, wherever they are.

    Raises GraphbuildError where an endpoint does not give all that it has.
    """
    before, now = read(held(old)), read(held(new))
    matching = Matching(before, now)
    documents = _documents(before, now, matching)
    changes: list[Change] = []
    same = elsewhere = 0
    for iri, entry in before.entries.items():
        if iri not in matching.now:
            changes.append(_change(entry, LOST, "", documents))
            continue
        current = now.entries[matching.now[iri]]
        was = "; ".join(_differences(entry, current, before, now, matching))
        if was:
            changes.append(_change(current, CHANGED, was, documents))
        else:
            same += 1
            elsewhere += _quotes(entry, matching) != {(place.document, place.quote) for place in current.places}
    changes += _new(before, now, matching, documents)
    return Diff(documents, tuple(sorted(changes, key=_order)), same, elsewhere)


def _facts(number: int) -> str:
    return "fact" if number == 1 else "facts"


def _quotes(old: Entry, matching: Matching) -> set[tuple[str, str]]:
    return {(matching.document(place.document), place.quote) for place in old.places}


def _documents(before: Side, now: Side, matching: Matching) -> dict[str, str]:
    states = {}
    for name, digests in before.documents.items():
        known = matching.document(name)
        if known not in now.documents:
            states[name] = "gone"
        elif known != name:
            states[known] = f"renamed from {name}"
        elif now.documents[name] != digests:
            states[name] = "changed"
    olds = {matching.document(name) for name in before.documents}
    states |= {name: "new" for name in now.documents if name not in olds}
    return dict(sorted(states.items()))


def _order(change: Change) -> tuple[str, int, int, str, str, str]:
    begin = change.place.begin if change.place else 0
    return change.document, _ORDER[change.kind], begin, change.fact, change.change, change.was


def _new(before: Side, now: Side, matching: Matching, documents: Mapping[str, str]) -> Iterator[Change]:
    taken = set(matching.now.values())
    for iri, entry in now.entries.items():
        if iri in matching.split:
            yield _change(entry, CHANGED, f"was taken for {before.words(matching.split[iri])}", documents)
        elif iri not in taken:
            yield _change(entry, GAINED, "", documents)


def _change(entry: Entry, change: str, was: str, documents: Mapping[str, str]) -> Change:
    touched = [place for place in entry.places if place.document in documents]
    place = next(iter(touched or entry.places), None)
    return Change(place.document if place else "", change, entry.kind, entry.label, was, place)


def _differences(old: Entry, new: Entry, before: Side, now: Side, matching: Matching) -> Iterator[str]:
    """In what a fact is another than it was, in words."""
    if old.kind != new.kind:
        yield f"was {old.kind} {old.label}"
    elif new.kind in ENTITIES.values() and old.label != new.label:
        merged = new.iri in before.entries and old.iri != new.iri
        yield f"{old.label} is now taken for this" if merged else f"was {old.label}"
        if merged:
            return
    said = matching.translated(old)
    for name in sorted(said.keys() | new.said.keys()):
        one, other = old.said.get(name, ()), new.said.get(name, ())
        if said.get(name, ()) == other:
            continue
        if name == RDF.object.value:
            yield f"was {_listed(one, before)}"
        else:
            words = "kind" if name == RDF.type.value else relation_words(name)
            yield f"{words}: {_listed(one, before)} → {_listed(other, now)}"


def _listed(values: tuple[str, ...], side: Side) -> str:
    return ", ".join(day(value) if _DATE.fullmatch(value) else side.words(value) for value in values) or NONE

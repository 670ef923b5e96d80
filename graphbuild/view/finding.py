"""From the name that a user types to the thing in the graph that has it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode
from rapidfuzz import fuzz, process, utils

from graphbuild import topics
from graphbuild.errors import GraphbuildError
from graphbuild.view.reading import Reader
from graphbuild.vocabulary import FOAF, GB, ORG

CLASSES: dict[str, NamedNode] = {
    "person": FOAF.Person,
    "organisation": ORG.Organization,
    "service": GB.Undertaking,
    "meeting": GB.Meeting,
}
"""Kinds of view, apart from topics, and the class of what they are of."""
SUGGESTIONS = 5


class Name(NamedTuple):
    """One of a thing's names."""

    rank: int
    """0: what a reader sees it called; 1: another form; 2: a form that may belong to several."""
    text: str
    iri: str


def find(reader: Reader, kind: str, wanted: str | None) -> str:
    """The IRI of the topic, person, organisation, service or meeting called ``wanted``, in any case of letters.

    Topics go by notation, preferred or other label (those of the bundled scheme too), meetings by their date as well.
    A name that a reader sees is taken before other forms.

    Raises GraphbuildError, with suggestions, where nothing has the name, where several things do, or for no name.
    """
    names = _names(reader, kind)
    if not names:
        raise GraphbuildError(f"This graph has no {kind}; build it from documents that name one.")
    key = _fold(wanted or "")
    matching = sorted(name for name in names if _fold(name.text) == key or name.iri == wanted)
    matching = [name for name in matching if name.rank == matching[0].rank]
    if len({name.iri for name in matching}) == 1:
        return matching[0].iri
    if matching:
        seen = "; ".join(sorted({f"{_seen(names, name.iri)} ({name.iri})" for name in matching}))
        raise GraphbuildError(f"Several things are called {wanted!r}; name one of them in full or by its IRI: {seen}.")
    raise GraphbuildError(_unknown(kind, wanted, names))


def _names(reader: Reader, kind: str) -> list[Name]:
    if kind != "topic":
        rows = reader.rows("names", **{"class": CLASSES[kind]})
        return sorted({Name(int(rank), name, iri) for _, iri, name, rank in rows})
    names = {Name(int(rank), name, iri) for iri, name, rank in reader.rows("topics")}
    used = {name.iri for name in names}
    for topic in topics.load().values():
        if topic.iri in used:
            names |= {Name(1, label, topic.iri) for label in topic.alt_labels}
            names |= {Name(2, label, topic.iri) for label in topic.hidden_labels}
    return sorted(names)


def _unknown(kind: str, wanted: str | None, names: Iterable[Name]) -> str:
    iris = {name.text: name.iri for name in names if name.rank < 2}
    if not wanted:
        examples = list(dict.fromkeys(_seen(names, iri) for iri in iris.values()))[:SUGGESTIONS]
        return f"Which {kind}? Give its name, for example: {'; '.join(examples)}."
    close = process.extract(wanted, sorted(iris), scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=60)
    likely = [text for text, *_ in close] or sorted(iris)
    suggested = list(dict.fromkeys(_seen(names, iris[text]) for text in likely))[:SUGGESTIONS]
    return f"No {kind} of this graph is called {wanted!r}; did you mean: {'; '.join(suggested)}?"


def _seen(names: Iterable[Name], iri: str) -> str:
    """What a reader best knows a thing by: the longest of the names that it goes by."""
    return max((name.text for name in names if name.iri == iri and name.rank == 0), key=len, default=iri)


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()

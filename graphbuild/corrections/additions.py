"""Things that have a name and that no rule saw: a person says where they are named, before anything is linked."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from graphbuild.codes import EntityKind
from graphbuild.corrections import passages
from graphbuild.corrections.entries import KINDS, Entry, Missing
from graphbuild.corrections.known import DoesNotApply
from graphbuild.corrections.relations import RULE
from graphbuild.link.names import untitled
from graphbuild.link.signs import Place
from graphbuild.model import Findings, Mention

_TITLES = {"Cllr": "Councillor", "Cllrs": "Councillor", "Councillors": "Councillor", "Prof": "Professor"}


@dataclass(slots=True)
class Added:
    """The documents with the mentions that people added."""

    documents: list[Findings]
    places: dict[Entry, frozenset[Place]] = field(default_factory=dict)
    problems: dict[Entry, str] = field(default_factory=dict)


def add(documents: Sequence[Findings], entries: Sequence[Entry]) -> Added:
    """The documents with the things that people say are missing."""
    added = Added(list(documents))
    for entry in entries:
        if isinstance(entry, Missing) and entry.missing.iri:
            try:
                document = passages.document(added.documents, entry.document)
                mention = _mention(entry, entry.missing.iri, document)
            except DoesNotApply as error:
                added.problems[entry] = str(error)
                continue
            number = added.documents.index(document)
            added.documents[number] = replace(document, mentions=(*document.mentions, mention))
            added.places[entry] = frozenset([(document.source.slug, mention.key)])
    return added


def _mention(entry: Missing, name: str, document: Findings) -> Mention:
    place = passages.passage(document, entry.quote)
    kind = EntityKind(KINDS[entry.kind or ""])
    title = None
    if kind is EntityKind.PERSON and (bare := untitled(name)) != name and bare:
        title = name.removesuffix(bare).split()[0].rstrip(".")
        title, name = _TITLES.get(title, title), bare
    what = f"{kind} {name} {place.begin} {place.end}"
    return Mention(
        key=("mention", f"correction-{hashlib.sha256(what.encode()).hexdigest()[:12]}"),
        evidence=(passages.inside(document, place, name) or place,),
        rule=RULE,
        confidence=1.0,
        kind=kind,
        name=name,
        title=title,
        classification=entry.classification,
    )

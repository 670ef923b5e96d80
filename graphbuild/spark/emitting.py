"""What a part of the corpus says, and what several parts say, as N-Quads: without Spark, for one machine's turn.

An organisation and a stray fact get their quads where everything that is said of them has come together; a part gives
those of all else, and of every passage in its documents.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from pyoxigraph import Quad, RdfFormat, serialize

from graphbuild.graph import describe, emit, facts
from graphbuild.graph.labels import Labels
from graphbuild.graph.terms import Names
from graphbuild.link.parts import Part
from graphbuild.model import Corpus, Entity, Facts, Meeting, Record, Ref, Source, references

_LINES = 1_000
"""Quads of one text."""


@dataclass(frozen=True, slots=True)
class Said:
    """Statements, and the codes and topics that they name, which are described once for the whole corpus."""

    statements: Iterator[emit.Emitted]
    codes: Collection[tuple[str, str]]
    topics: Collection[Ref]


def of_part(part: Part, sources: Sequence[Source], names: Names) -> Said:
    """What the documents of a part say, but for its strays and for what its organisations are besides evidence."""
    own: list[Record] = [*part.entities, *(r for r in part.facts if r.key not in part.stray_keys)]
    own += list(facts.implied_claims(own, part.facts.claims))
    strays = [r for r in part.facts if r.key in part.stray_keys]
    labels = Labels((*own, *part.organisations, *strays), names)
    statements = chain(
        emit.in_linking(chain(describe.derived(sources, names), emit.concluded(own, names, labels)), names),
        emit.in_sources(sources, [*own, *part.organisations], names, labels, strays),
    )
    return Said(statements, describe.codes_used(own), describe.topics_used(own))


def of_organisations(entities: Sequence[Entity], names: Names) -> Said:
    """What organisations are; the parts say what their evidence is."""
    statements = emit.in_linking(emit.concluded(entities, names, Labels(entities, names)), names)
    return Said(statements, describe.codes_used(entities), describe.topics_used(entities))


def of_strays(strays: Sequence[Record], beside: Iterable[Record], names: Names) -> Said:
    """What is said of strays in all parts together; ``beside`` has what they name."""
    labels = Labels((*strays, *beside), names)
    statements = (
        (*triple, names.source(slug))
        for record in strays
        for slug in emit.sources_of(record)
        for triple in emit.of_source(record, slug, names, labels)
    )
    return Said(statements, describe.codes_used(strays), describe.topics_used(strays))


def strays_of(part: Part) -> Iterator[tuple[Ref, Corpus, Corpus]]:
    """Each stray fact of a part: its reference, itself, and without their evidence the things that it names."""
    strays = (record for record in part.facts if record.key in part.stray_keys)
    known: Mapping[Ref, Record] = {record.key: record for record in (*part.organisations, *strays)}
    for kind, records in part.strays.items():
        for record in records:
            named = [dataclasses.replace(other, evidence=()) for other in _named_by(record, known)]
            beside = Corpus(
                sources=(),
                entities=tuple(other for other in named if isinstance(other, Entity)),
                facts=Facts(meetings=tuple(other for other in named if isinstance(other, Meeting))),
            )
            yield record.key, Corpus(sources=(), entities=(), facts=Facts(**{kind: (record,)})), beside


def _named_by(record: Record, known: Mapping[Ref, Record]) -> list[Record]:
    """What a record names, and what that names."""
    found: dict[Ref, Record] = {}
    todo = [record]
    while todo:
        for ref in references(todo.pop()):
            if ref in known and ref not in found:
                found[ref] = known[ref]
                todo.append(known[ref])
    return list(found.values())


def texts(statements: Iterable[emit.Emitted]) -> Iterator[str]:
    """N-Quads in pieces of many lines, without the last line's end."""
    rest = iter(statements)
    while some := [Quad(*statement) for statement in islice(rest, _LINES)]:
        yield (serialize(some, format=RdfFormat.N_QUADS) or b"").decode().rstrip("\n")

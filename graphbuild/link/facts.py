"""Facts of all documents under corpus-wide references; what several state is one fact with all their evidence."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, get_args, get_type_hints

from graphbuild.codes import EntityKind, InvolvementKind, RecordKind
from graphbuild.link.entities import Linked
from graphbuild.link.keys import Keys
from graphbuild.model import (
    Abbreviation,
    Entity,
    Facts,
    Findings,
    Involvement,
    Item,
    Meeting,
    Record,
    Ref,
    Resolution,
    Tenure,
    resolve,
)
from graphbuild.text import plain
from graphbuild.vocabulary import slug

R = TypeVar("R", bound=Record)
_RANK = {RecordKind.MINUTES: 0, RecordKind.AGENDA: 1, RecordKind.ANNOUNCED: 2, RecordKind.MENTIONED: 3}


_KINDS: dict[type[Record], str] = {
    get_args(hint)[0]: name for name, hint in get_type_hints(Facts).items() if get_args(hint)
}
Gathered = Mapping[str, Sequence[Any]]
"""Records by the name of their field in ``Facts``; several may have one key."""


def link_facts(documents: Sequence[Findings], linked: Linked) -> Facts:
    """The corpus's facts, each kind sorted by key."""
    return merged(gather(documents, linked))


def gather(documents: Sequence[Findings], linked: Linked) -> Gathered:
    """The facts of all documents under corpus-wide references, as each document states them."""
    gathered: dict[str, list[Any]] = defaultdict(list)
    for document in documents:
        keys = Keys(document, linked)
        for field in dataclasses.fields(Facts):
            for record in getattr(document.facts, field.name):
                gathered[field.name].append(resolve(record, keys.lookup))
        for pointer in document.pointers:
            for name, record in keys.of_pointer(pointer):
                gathered[name].append(record)
    return gathered


def merged(gathered: Gathered) -> Facts:
    """One fact of each key, each kind sorted by it; the order of the records does not matter."""
    return Facts(**{name: _merge(records) for name, records in gathered.items()})


def kind_of(record: Record) -> str:
    """The field of ``Facts`` that holds records of that type."""
    return _KINDS[type(record)]


def _merge(records: Sequence[R]) -> tuple[R, ...]:
    """One record a key: the first by kind of record and source, with the evidence of all and what only others say."""
    by_key: dict[Ref, list[R]] = defaultdict(list)
    for record in _told_apart(records):
        by_key[record.key].append(record)
    return tuple(_merged(by_key[key]) for key in sorted(by_key))


def _told_apart(records: Sequence[R]) -> list[R]:
    """Clauses that two records of a meeting number alike but word differently are two: their words join their keys."""
    wordings: dict[Ref, set[str]] = defaultdict(set)
    for record in records:
        if isinstance(record, Resolution):
            wordings[record.key].add(plain(record.text))
    return [
        dataclasses.replace(record, key=(*record.key, slug(record.text, 60)))
        if isinstance(record, Resolution) and len(wordings[record.key]) > 1
        else record
        for record in records
    ]


def _merged(records: Sequence[R]) -> R:
    first, *others = sorted(records, key=_precedence)
    if not others:
        return first
    changes: dict[str, Any] = {
        "evidence": tuple(sorted({p for r in records for p in r.evidence})),
        "confidence": max(r.confidence for r in records),
    }
    for field in dataclasses.fields(first):
        value = getattr(first, field.name)
        if field.name == "recorded_in":
            changes[field.name] = tuple(sorted({s for r in records for s in getattr(r, field.name)}))
        elif value is None or value == ():
            changes[field.name] = next((v for r in others if (v := getattr(r, field.name)) not in (None, ())), value)
    if tenures := [r for r in records if isinstance(r, Tenure)]:
        changes["first_seen"] = min((t.first_seen for t in tenures if t.first_seen), default=None)
        changes["last_seen"] = max((t.last_seen for t in tenures if t.last_seen), default=None)
    if any(r.modality is None for r in records):
        changes["modality"] = None
    return dataclasses.replace(first, **changes)


def _precedence(record: Record) -> tuple[Any, ...]:
    rank = _RANK[record.record] if isinstance(record, Meeting) else 0
    titled = 0 if not isinstance(record, Item) or record.title else 1
    return rank, titled, record.evidence, record.rule, str(record)


def completed(entities: Sequence[Entity], facts: Facts) -> list[Entity]:
    """Entities with the short forms that texts give them, and the bodies that they are part of."""
    shorts: dict[Ref, set[str]] = defaultdict(set)
    for key, short in short_forms(facts.abbreviations):
        shorts[key].add(short)
    parents = {i.agent: i.target for i in reversed(facts.involvements) if is_part(i)}
    return [complete(entity, shorts.get(entity.key, ()), parents.get(entity.key)) for entity in entities]


def short_forms(abbreviations: Iterable[Abbreviation]) -> Iterator[tuple[Ref, str]]:
    """Entities with the short forms that texts give them; the long form of a term is a name of its own."""
    for abbreviation in abbreviations:
        if abbreviation.abbreviates and abbreviation.abbreviates[0] != EntityKind.TERM.value:
            yield abbreviation.abbreviates, abbreviation.short


def is_part(involvement: Involvement) -> bool:
    """Whether an involvement says that an agent is a part of its target."""
    return involvement.involvement is InvolvementKind.PART_OF and involvement.modality is None


def complete(entity: Entity, shorts: Iterable[str], parent: Ref | None) -> Entity:
    """An entity with short forms of its name, and where it is an organisation with the one that it is a part of."""
    names = tuple(sorted({*entity.alt_names, *shorts} - {entity.name}))
    both = entity.kind is EntityKind.ORGANISATION and parent and parent[0] == EntityKind.ORGANISATION
    return dataclasses.replace(entity, alt_names=names, parent=parent if both else None)

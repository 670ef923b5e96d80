"""The facts of a corpus while they are put right: struck, added to, added; what hangs on a struck one goes with it."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from graphbuild.corrections import relations
from graphbuild.corrections.relations import RULE, Triple
from graphbuild.model import Claim, Facts, Passage, Record, Ref, Resolution

R = TypeVar("R", bound=Record)
_TABLES = {field.name: field for field in dataclasses.fields(Facts)}
_OF_TYPE = {
    "Attendance": "attendances",
    "Declaration": "declarations",
    "Tenure": "tenures",
    "Involvement": "involvements",
    "Claim": "claims",
}


class Ledger:
    """Facts by reference, to be changed."""

    def __init__(self, facts: Facts) -> None:
        self._tables: dict[str, dict[Ref, Record]] = {
            name: {record.key: record for record in getattr(facts, name)} for name in _TABLES
        }
        self._said: dict[Triple, set[Ref]] = {}
        for record in self._all():
            self._index(record)

    def facts(self) -> Facts:
        """What is left, each kind sorted by reference."""
        tables: dict[str, Any] = {
            name: tuple(table[key] for key in sorted(table)) for name, table in self._tables.items()
        }
        return Facts(**tables)

    def has(self, key: Ref) -> bool:
        """Whether there is a fact of this reference."""
        return self._table(key) is not None

    def get(self, key: Ref) -> Record | None:
        """The fact of this reference, if there is one."""
        table = self._table(key)
        return table[key] if table is not None else None

    def saying(self, triple: Triple) -> list[Record]:
        """The facts that say it."""
        keys = sorted(self._said.get(triple, ()))
        return [table[key] for key in keys if (table := self._table(key)) is not None]

    def confirm(self, key: Ref) -> None:
        """A person is sure of a fact."""
        record = self.get(key)
        assert record
        self._put(dataclasses.replace(record, confidence=1.0))

    def confirm_field(self, record: Record, triple: Triple) -> Ref:
        """A person is sure of what a field of a decision says: a claim of its own says so."""
        assert isinstance(record, Resolution)
        subject, name, target = triple
        how: dict[str, Any] = {"evidence": record.evidence, "rule": record.rule}
        claim = relations.made(relations.RELATIONS[name], subject, target, record.evidence[0].source, **how)
        self._put(claim)
        return claim.key

    def add(self, record: Record) -> None:
        """Adds a fact, or to one that is there already its evidence and the certainty of the person who says so."""
        table = self._tables[_OF_TYPE[type(record).__name__]]
        if known := table.get(record.key):
            evidence = tuple(sorted({*known.evidence, *record.evidence}))
            record = dataclasses.replace(known, evidence=evidence, confidence=1.0, rule=RULE, modality=None)
        table[record.key] = record
        self._index(record)

    def strike(self, keys: Iterable[Ref]) -> None:
        """Takes out facts or entities, and what could not be without them."""
        gone = set(keys)
        while gone:
            for table in self._tables.values():
                for key in gone & table.keys():
                    del table[key]
            gone = self._loosened(gone)

    def strike_triple(self, record: Record, triple: Triple, source: str | None) -> None:
        """Takes out what a fact says; if ``source`` is given, only that this document says so."""
        if isinstance(record, Resolution):
            self._put(relations.without(record, triple[1], triple[2]))
            return
        left = tuple(passage for passage in record.evidence if source and passage.source != source)
        if left:
            self._put(dataclasses.replace(record, evidence=left))
        else:
            self.strike([record.key])

    def _loosened(self, gone: set[Ref]) -> set[Ref]:
        """Loosens what points at what is gone; gives the facts that cannot be without it."""
        lost: set[Ref] = set()
        for table in self._tables.values():
            for key, record in list(table.items()):
                left = _without(record, gone)
                if left is None:
                    lost.add(key)
                elif left is not record:
                    table[key] = left
        return lost

    def _all(self) -> Iterator[Record]:
        for table in self._tables.values():
            yield from table.values()

    def _index(self, record: Record) -> None:
        for triple in relations.triples(record):
            self._said.setdefault(triple, set()).add(record.key)

    def _table(self, key: Ref) -> dict[Ref, Record] | None:
        return next((table for table in self._tables.values() if key in table), None)

    def _put(self, record: Record) -> None:
        table = self._table(record.key)
        if table is None:
            assert isinstance(record, Claim)
            table = self._tables["claims"]
        table[record.key] = record
        self._index(record)


def evidence_in(record: Record, source: str) -> bool:
    """Whether a document is among those that state a fact."""
    return any(passage.source == source for passage in record.evidence)


def with_evidence(record: R, passages: Iterable[Passage]) -> R:
    """The record with more passages that state it."""
    return dataclasses.replace(record, evidence=tuple(sorted({*record.evidence, *passages})))


def _without(record: R, gone: set[Ref]) -> R | None:
    """A record without references to what is gone; None where it needs one of them."""
    changes: dict[str, Any] = {}
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if not field.metadata.get("ref") or not value or field.name == "key":
            continue
        if isinstance(value[0], tuple):
            if gone.intersection(value):
                changes[field.name] = tuple(ref for ref in value if ref not in gone)
        elif value in gone:
            if field.default is dataclasses.MISSING:
                return None
            changes[field.name] = None
    return dataclasses.replace(record, **changes) if changes else record

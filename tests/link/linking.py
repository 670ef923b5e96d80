"""Made-up documents, extracted for real and linked, and what of the corpus is compared."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from barchester import PANEL, PRESENT, minutes, read

from graphbuild.codes import EntityKind
from graphbuild.link import link
from graphbuild.model import Corpus, Entity, Facts, Findings, Record, Ref
from graphbuild.vocabulary import slug


def document(
    text: str = "Members met.", *, body: str = PANEL, date: str = "3rd March, 2015", present: str = PRESENT
) -> Findings:
    """What extraction finds in minutes with a text on lettings under item 2, and repairs under item 3."""
    items = (("LETTINGS", f"{text}\n\nResolved: - That the report be noted."), ("REPAIRS", "None were needed."))
    return read(minutes(*items, body=body, date=date, present=present), f"{slug(f'{body} {date}')}.txt")


def things(kind: EntityKind, *documents: Findings) -> list[Entity]:
    return [e for e in link(documents).entities if e.kind is kind]


def people(*documents: Findings) -> set[str]:
    """Names with titles; two of one name are told apart by their keys, so none is lost."""
    found = things(EntityKind.PERSON, *documents)
    names = {f"{e.title or ''} {e.name}".strip() for e in found}
    assert len(names) == len(found)
    return names


def records(corpus: Corpus) -> Iterator[Record]:
    """Every entity and fact."""
    yield from corpus.entities
    for field in dataclasses.fields(Facts):
        yield from getattr(corpus.facts, field.name)


def references(record: Record) -> Iterator[Ref]:
    """What a record refers to, itself left out."""
    for field in dataclasses.fields(record):
        value = getattr(record, field.name)
        if field.metadata.get("ref") and field.name != "key" and value:
            yield from value if isinstance(value[0], tuple) else (value,)

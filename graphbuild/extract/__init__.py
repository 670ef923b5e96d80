"""Extraction: one document's segments into findings, as a pure function of the document and the settings."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from graphbuild import topics
from graphbuild.errors import GraphbuildError, fault_of_ours
from graphbuild.extract import nlp
from graphbuild.extract.abbreviations import add_abbreviations
from graphbuild.extract.amounts import add_amounts
from graphbuild.extract.cabinet import add_cabinet
from graphbuild.extract.decisions import add_decisions
from graphbuild.extract.declarations import add_declarations
from graphbuild.extract.draft import Draft
from graphbuild.extract.initials import add_initials
from graphbuild.extract.involvements import add_involvements
from graphbuild.extract.mentions import add_mentions
from graphbuild.extract.movements import add_movements
from graphbuild.extract.papers import add_authors
from graphbuild.extract.parses import Parses
from graphbuild.extract.presence import add_presence
from graphbuild.extract.presenters import add_presenters
from graphbuild.extract.programme import add_programme
from graphbuild.extract.references import add_references
from graphbuild.extract.speakers import add_speakers
from graphbuild.extract.structure import add_structure
from graphbuild.extract.subjects import add_subjects
from graphbuild.extract.tenures import add_tenures
from graphbuild.model import Findings, Source
from graphbuild.segment import segment
from graphbuild.segment.layout import using
from graphbuild.segment.own import families
from graphbuild.segment.record import DocumentRecord
from graphbuild.settings import Settings


def extract(source: Source, settings: Settings) -> Findings:
    """What one document says.

    Raises NoMeetingFound where it has no meeting, GraphbuildError where the model, the topic scheme or a layout of the
    user cannot be used.
    """
    return examine(source, settings)[1]


def examine(source: Source, settings: Settings) -> tuple[DocumentRecord, Findings]:
    """The segments of one document, and what it says; raises as ``extract`` does."""
    record = segment(source, families(settings.layouts))
    with using(record.family):
        return record, _findings(Draft(record, Parses(nlp.load(settings.model))), settings)


def _findings(draft: Draft, settings: Settings) -> Findings:
    add_structure(draft)
    add_mentions(draft)
    rolls = add_presence(draft)
    add_initials(draft)
    add_movements(draft, rolls.values())
    add_cabinet(draft, rolls)
    add_presenters(draft, rolls)
    add_speakers(draft, rolls)
    for roll in rolls.values():
        draft.add_all(roll.attendances())
    faults: list[str] = []
    for what, add in _readers(_topics(settings.topics)):
        with _telling(what, faults):
            add(draft)
    findings = draft.findings()
    findings = replace(findings, warnings=(*_warnings(draft.record), *faults), is_whole=not faults)
    status = next((m.status for m in draft.record.meetings if m.status), None)
    return replace(findings, source=replace(findings.source, status=status)) if status else findings


def _readers(known: Mapping[str, topics.Topic]) -> Iterator[tuple[str, Callable[[Draft], None]]]:
    """What is read of the names found: each by itself, so that a fault of ours in one does not lose the others."""
    yield "decisions", add_decisions
    yield "holders of posts", add_tenures
    yield "authors of papers", add_authors
    yield "references", add_references
    yield "work programme", add_programme
    yield "declarations", add_declarations
    yield "abbreviations", partial(add_abbreviations, topics=known)
    yield "sums of money", add_amounts
    yield "relations", add_involvements  # which asks what abbreviations stand for
    yield "topics", partial(add_subjects, topics=known)


@contextmanager
def _telling(what: str, faults: list[str]) -> Iterator[None]:
    """A fault of ours becomes a sentence in ``faults``; ``GRAPHBUILD_DEBUG`` lets it pass."""
    try:
        yield
    except GraphbuildError:
        raise
    except Exception as error:
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        faults.append(fault_of_ours(error, f"some of its {what} from being read"))


def _warnings(record: DocumentRecord) -> Iterator[str]:
    """The line and what is said there of each doubt of a meeting's date."""
    for doubt in (*(doubt for meeting in record.meetings for doubt in meeting.doubts), *record.doubts):
        line = record.source.text.count("\n", 0, doubt.begin) + 1
        yield f"line {line}: {doubt.says}; check it"


@lru_cache(maxsize=2)
def _topics(path: Path | None) -> dict[str, topics.Topic]:
    return topics.load(path)

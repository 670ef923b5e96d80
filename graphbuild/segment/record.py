"""A document's segments: what ``segment`` hands to ``extract``."""

from __future__ import annotations

from dataclasses import dataclass, field

from graphbuild.model import Capacity, RecordKind, Source
from graphbuild.segment.blocks import Block
from graphbuild.segment.text import Text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A list of names under a label of attendance."""

    capacity: Capacity
    text: Text
    whole: Text
    """With its label."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a decision; ``text`` word for word, without mark and shared lead-in."""

    mark: str | None
    text: Text
    lead: Text | None = None
    """A lead-in that several clauses share ("That the Commission:")."""


@dataclass(frozen=True, slots=True)
class ItemRecord:
    """An agenda item or minute: its head and what stands under it."""

    title: Text
    number: str | None = None
    number_from: Text | None = None
    """Where the number is printed, if not in the head."""
    blocks: tuple[Block, ...] = ()
    clauses: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperRecord:
    """A report, briefing or table of an agenda pack."""

    title: Text
    blocks: tuple[Block, ...] = ()
    authors: tuple[Text, ...] = ()
    recommendations: tuple[Text, ...] = ()
    date: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """The minutes or agenda of one meeting."""

    kind: RecordKind
    body: Text
    date: str
    heading: Text
    """From where body and date are."""
    layout: str
    start_time: str | None = None
    venue: str | None = None
    preamble: tuple[Block, ...] = ()
    """What stands before the first item, labelled lists included."""
    labelled: tuple[Labelled, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    papers: tuple[PaperRecord, ...] = ()
    status: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """All segments of a document."""

    source: Source
    meetings: tuple[MeetingRecord, ...]
    blocks: tuple[Block, ...] = field(repr=False, default=())

"""A document's segments: what ``segment`` hands to ``extract``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from graphbuild.codes import Capacity, RecordKind
from graphbuild.model import Source
from graphbuild.segment.blocks import Block
from graphbuild.segment.doubts import Doubt
from graphbuild.segment.layout import Family, bundled
from graphbuild.segment.text import Text


@dataclass(frozen=True, slots=True)
class Labelled:
    """A list of names under a label of attendance."""

    capacity: Capacity
    text: Text
    whole: Text
    """With its label."""
    is_line: bool = False
    """Whether the text is a line of a list with a name a line."""


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


class Fit(NamedTuple):
    """How well a layout fits a record."""

    layout: str
    heads: int
    """How many item heads it finds."""
    worth: float
    """How much they look like items: about one for each that has text under it, less where much stands above them."""


@dataclass(frozen=True, slots=True)
class MeetingRecord:
    """The minutes or agenda of one meeting."""

    kind: RecordKind
    body: Text
    date: str
    heading: Text
    """From where body and date are."""
    layout: str
    """Name of the layout of its item heads."""
    fits: tuple[Fit, ...] = ()
    """Of each layout in which heads were found, the chosen one first."""
    start_time: str | None = None
    venue: str | None = None
    preamble: tuple[Block, ...] = ()
    """What stands before the first item, labelled lists included."""
    labelled: tuple[Labelled, ...] = ()
    items: tuple[ItemRecord, ...] = ()
    papers: tuple[PaperRecord, ...] = ()
    status: str | None = None
    doubts: tuple[Doubt, ...] = ()
    """What speaks against its date."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """All segments of a document."""

    source: Source
    meetings: tuple[MeetingRecord, ...]
    blocks: tuple[Block, ...] = field(repr=False, default=())
    family: Family = field(repr=False, default_factory=bundled)
    """Whose words label its parts."""
    authority: Text | None = None
    """Whose paper it is, where its head names one council or other authority."""
    families: tuple[tuple[str, float], ...] = ()
    """How well each family fitted, in the order in which they were tried."""
    doubts: tuple[Doubt, ...] = ()
    """What on its pages speaks against the dates of its meetings."""

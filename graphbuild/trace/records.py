"""A topic's story as plain data. IRIs are strings; dates are ISO days or months, as the graph has them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Evidence:
    """The longest passage that states a fact."""

    passage: str
    """The passage's IRI."""
    sentence: str
    document: str
    """The document's name."""
    begin: int
    end: int
    """Offsets in the kept text, in code points, end exclusive."""


@dataclass(frozen=True, slots=True)
class Named:
    """A person, post, organisation or service in some part, and what says so."""

    iri: str
    label: str
    fact: str
    """The IRI of the node that holds the evidence."""
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: a meeting, or an item of one."""

    iri: str
    """The item's, or the meeting's where no item is meant."""
    meeting: str
    date: str
    body: str
    """Name of the body that met."""
    number: str
    title: str
    recorded: bool
    """Whether the graph has the record of it, and not only pointers at it."""


class Outcome(StrEnum):
    """What became of a decision, as far as the graph shows."""

    NOTHING_ASKED = "nothing asked"
    ANSWERED = "answered"
    OPEN = "open"
    """Asked for, not seen again, and not overdue when the graph ends."""
    OVERDUE = "overdue"
    """Not seen again when its time was up, as of the last meeting in the graph."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A later item that goes on from a decision."""

    place: Place
    in_time: bool | None
    """None where the decision names no time by which."""
    fact: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision under an item."""

    iri: str
    clause: str
    action: str
    text: str
    asked_of: tuple[Named, ...]
    due: str
    due_text: str
    vote: str
    """How a vote ended, where the text says."""
    outcome: Outcome
    answers: tuple[Answer, ...]
    """In the order of time."""
    listed: tuple[Answer, ...]
    """Later items whose schedule of requests has a row on it, in the order of time."""
    perhaps: tuple[Place, ...]
    """Without an answer: minutes of the time that it names that the graph lacks, but an item of the story points at."""
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money named under an item."""

    iri: str
    value: Decimal
    currency: str
    spent_on: tuple[Named, ...]
    evidence: Evidence | None


class Why(StrEnum):
    """Why an item is part of a story."""

    ABOUT = "about"
    """The graph has it as about the topic; of a search, it was found."""
    DECISION = "decision"
    """Only a decision of it is about the topic; it has no others here."""
    THREAD = "thread"
    """It goes on from one item of the story, and another goes on from it."""


@dataclass(frozen=True, slots=True)
class Link:
    """One pointer from a later item to an earlier item, decision or meeting."""

    fact: str
    later: Place
    earlier: Place
    decision: str
    """The IRI of the decision that is gone on from; empty where the item as a whole is."""
    follows: bool
    """Whether it goes on from it, and does not only refer to it."""
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the story."""

    iri: str
    number: str
    title: str
    why: Why
    presented_by: tuple[Named, ...]
    decisions: tuple[Decision, ...]
    sums: tuple[Sum, ...]
    goes_on_from: tuple[Link, ...]
    fact: str
    """What says that it is about the topic: a claim, or the item itself."""
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting, with those of its items that are part of the story."""

    iri: str
    date: str
    body_iri: str
    body: str
    items: tuple[Item, ...]
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Part:
    """What an organisation does in a service or another organisation, by the documents of the story's meetings."""

    fact: str
    agent: str
    agent_label: str
    kind: str
    """The notation of the involvement, such as "provides" or "part of"."""
    service: str
    """What the agent has the part in; an IRI, as ``agent`` is."""
    service_label: str
    date: str
    """Of the first meeting that shows it."""
    modality: str
    evidence: Evidence | None


@dataclass(frozen=True, slots=True)
class Sighting:
    """An organisation or a service in connection with the topic, from first to last."""

    iri: str
    label: str
    kind: str
    """``organisation`` or ``service``."""
    first: str
    last: str
    """Dates of meetings."""
    items: tuple[str, ...]
    """IRIs of the story's items that it is named in, in the order of time."""
    parts: tuple[Part, ...]
    fact: str
    evidence: Evidence | None
    """Of the first."""


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the story."""

    year: int
    meetings: tuple[Meeting, ...]
    entering: tuple[Sighting, ...]
    """First seen in it."""
    leaving: tuple[Sighting, ...]
    """Last seen in it; only where the story has later years."""
    parts: tuple[Part, ...]
    """What it is the first year to show of who provides, funds ... what."""


@dataclass(frozen=True, slots=True)
class Thread:
    """Links of which each goes on from where the one before it ended."""

    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """What the documents tell of a topic, or of what a search found."""

    topic: str
    """The topic's IRI; empty for a search."""
    label: str
    """The topic's name; for a search, the words as they were typed."""
    found: tuple[str, ...]
    """For a search: names of the organisations, services and people found, sorted."""
    years: tuple[Year, ...]
    threads: tuple[Thread, ...]
    missing: tuple[Link, ...]
    """Pointers at what the graph has no record of."""
    until: str
    """Date of the last meeting that the graph has the record of."""
    seen: tuple[Sighting, ...] = ()
    """Everything that is named in its items, also what years before its first saw first."""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items, in the order of time."""
        return tuple(item for year in self.years for meeting in year.meetings for item in meeting.items)

    @property
    def bodies(self) -> frozenset[str]:
        """Names of the bodies whose meetings are told."""
        return frozenset(meeting.body for year in self.years for meeting in year.meetings)

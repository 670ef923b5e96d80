"""The records that pass between the stages: plain, frozen, picklable. Imports ``codes`` alone.

Offsets are code points into ``Source.text``, end exclusive. Inside one document records name each other by
local references, which the ``link`` stage replaces by corpus-wide ones; both are tuples of strings. A
corpus-wide reference spells the path of the thing's IRI below the base: ``("person", "barchester", "jo-hall")``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from graphbuild.codes import (
    Action,
    Capacity,
    EntityKind,
    InvolvementKind,
    Modality,
    Outcome,
    RecordKind,
)

Ref = tuple[str, ...]
"""What a record names another record by: local to a document before linking, the IRI's path after."""


class Passage(NamedTuple):
    """A stretch of a source's text: the evidence of a fact."""

    source: str
    """Slug of the source."""
    begin: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One input document, read and normalised (UTF-8, LF line ends)."""

    slug: str
    name: str
    """The file's name, without its folder."""
    sha256: str
    """Of the file's bytes, hexadecimal."""
    text: str
    title: str | None = None
    address: str | None = None
    status: str | None = None
    """``draft`` or ``approved`` where the text says, or else the site that it was fetched from."""
    page_starts: tuple[int, ...] = ()
    """Offsets at which pages begin, ascending; empty where the format has no pages."""
    lost: tuple[str, ...] = ()
    """What of the document could not be read, in words that follow its name and a colon."""


def ref(**kwargs: Any) -> Any:
    """A dataclass field that holds a reference (or None, or a tuple of references)."""
    return field(metadata={"ref": True}, **kwargs)


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every extracted record carries: its own reference, and how it is known."""

    key: Ref = ref()
    evidence: tuple[Passage, ...]
    rule: str
    """The rule, layout or model component that found it."""
    confidence: float
    """0 to 1."""
    modality: Modality | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Record):
    """A name in a document (before linking)."""

    kind: EntityKind
    name: str
    """As it is in the text, whitespace folded, marks of layout removed."""
    title: str | None = None
    """People: the courtesy title ("Councillor")."""
    classification: str | None = None
    """Value of OrganisationKind or UndertakingKind."""
    organisation: Ref | None = ref(default=None)
    """Posts: the mention of the organisation that the post is in."""
    same_as: Ref | None = ref(default=None)
    """An earlier mention in the document that this is a shorter or other form of."""
    party: str | None = None
    ward: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Record):
    """A named thing, for all the ways in which the corpus names it (after linking)."""

    kind: EntityKind
    name: str
    alt_names: tuple[str, ...] = ()
    classification: str | None = None
    title: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    party: str | None = None
    ward: str | None = None
    organisation: Ref | None = ref(default=None)
    """Posts: the organisation that the post is in."""
    parent: Ref | None = ref(default=None)
    """Organisations: the one that it is a part of."""
    topics: tuple[Ref, ...] = ref(default=())
    """Undertakings: what they are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A meeting that a document records, announces or mentions."""

    body: Ref = ref()
    date: str
    """ISO: ``2019-03-05``, or ``2019-03`` where the text gives no day."""
    record: RecordKind
    recorded_in: tuple[str, ...] = ()
    """Slugs of the sources that hold its minutes or agenda."""
    start_time: str | None = None
    """``HH:MM``."""
    venue: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Item(Record):
    """An agenda item or minute."""

    meeting: Ref = ref()
    number: str | None = None
    title: str | None = None
    position: int | None = None
    """1 for the first item of the meeting's record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendance(Record):
    """A person at a meeting, or sending apologies."""

    attendee: Ref = ref()
    meeting: Ref = ref()
    capacity: Capacity
    acting_as: Ref | None = ref(default=None)
    for_items: tuple[Ref, ...] = ref(default=())
    left_for_items: tuple[Ref, ...] = ref(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution(Record):
    """A clause of a decision."""

    item: Ref = ref()
    clause: str | None = None
    text: str
    action: Action
    asked_of: tuple[Ref, ...] = ref(default=())
    due_text: str | None = None
    due: str | None = None
    """ISO date, month or year."""
    moved_by: tuple[Ref, ...] = ref(default=())
    seconded_by: tuple[Ref, ...] = ref(default=())
    outcome: Outcome | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    topics: tuple[Ref, ...] = ref(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration(Record):
    """A declaration of interest."""

    declarant: Ref = ref()
    item: Ref | None = ref(default=None)
    """The item that it is about."""
    interest_in: Ref | None = ref(default=None)
    interest_kind: str | None = None
    """``pecuniary``, ``non-pecuniary``, ``personal`` ... as the text says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure(Record):
    """A person in a post."""

    person: Ref = ref()
    post: Ref = ref()
    organisation: Ref | None = ref(default=None)
    first_seen: str | None = None
    last_seen: str | None = None
    """ISO dates of the first and last meeting that attest it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Involvement(Record):
    """An agent's part in an undertaking or organisation."""

    agent: Ref = ref()
    involvement: InvolvementKind
    target: Ref = ref()
    when: str | None = None
    """The text's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Record):
    """A report or briefing."""

    title: str
    creators: tuple[Ref, ...] = ref(default=())
    meeting: Ref | None = ref(default=None)
    item: Ref | None = ref(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """What a paper recommends."""

    paper: Ref = ref()
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount(Record):
    """A sum of money."""

    value: Decimal
    """In full pounds (or the currency's unit)."""
    currency: str = "GBP"
    amount_for: Ref | None = ref(default=None)
    item: Ref | None = ref(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Abbreviation(Record):
    """A short form and what the text says that it stands for."""

    short: str
    long: str
    abbreviates: Ref | None = ref(default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pointer(Record):
    """A reference to another meeting's record, as the text gives it (before linking)."""

    item: Ref = ref()
    date: str
    number: str | None = None
    clause: str | None = None
    """The clause of that item's decision, where the text names one ("Minute No. 13(3)")."""
    body: Ref | None = ref(default=None)
    beside: tuple[str, ...] = ()
    """Rows of a register: the texts of the row's other cells, which tell the meeting's item and what was decided."""
    follows_up: bool = False
    """Whether the text says that the item goes on from there ("Further to Minute No. 5 ..."); without a number, from
    an item of that meeting that linking has to find."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Record):
    """A triple that has no fact node of its own."""

    subject: Ref = ref()
    predicate: str
    """``presentedBy``, ``chairedBy``, ``discusses``, ``subject``, ``references``, ``followsUp``, ``movedBy`` or
    ``secondedBy``."""
    object: Ref = ref()


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person put right, as far as it applied."""

    key: Ref
    change: str
    """``same``, ``not_same``, ``name``, ``right``, ``wrong``, ``missing``, ``topic`` or ``not_topic``."""
    label: str
    by: str
    """Who said so."""
    on: str
    """When: an ISO day."""
    because: str | None = None
    touched: tuple[Ref, ...] = ()
    """The entities and facts of the corpus that it bears on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The records that both stages have: of one document before linking, of the corpus after."""

    meetings: tuple[Meeting, ...] = ()
    items: tuple[Item, ...] = ()
    attendances: tuple[Attendance, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    declarations: tuple[Declaration, ...] = ()
    tenures: tuple[Tenure, ...] = ()
    involvements: tuple[Involvement, ...] = ()
    papers: tuple[Paper, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    amounts: tuple[Amount, ...] = ()
    abbreviations: tuple[Abbreviation, ...] = ()
    claims: tuple[Claim, ...] = ()

    def __iter__(self) -> Iterator[Record]:
        """All of them, kind by kind."""
        for kind in dataclasses.fields(self):
            yield from getattr(self, kind.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What one document says, its references local to it."""

    source: Source
    council: str | None = None
    """The council whose document it is, where the document names it."""
    place: str | None = None
    """The place that the document is about."""
    mentions: tuple[Mention, ...] = ()
    pointers: tuple[Pointer, ...] = ()
    facts: Facts = field(default_factory=Facts)
    warnings: tuple[str, ...] = ()
    """Sentences on what in the document may be wrong, with its line."""
    is_whole: bool = True
    """Whether no fault of ours kept anything from being read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Corpus:
    """What all documents together say, references corpus-wide, every tuple sorted by key."""

    sources: tuple[Source, ...]
    entities: tuple[Entity, ...]
    facts: Facts
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that was not read, and what to do about it (one sentence each)."""

    path: str
    reason: str


R = TypeVar("R", bound=Record)


def references(record: Record) -> Iterator[Ref]:
    """What a record names, but for itself."""
    for f in dataclasses.fields(record):
        value = getattr(record, f.name)
        if f.name != "key" and f.metadata.get("ref") and value:
            yield from value if isinstance(value[0], tuple) else (value,)


def resolve(record: R, lookup: Callable[[Ref], Ref]) -> R:
    """A copy of ``record`` in which each reference (its own key too) is replaced by ``lookup`` of it."""
    changes: dict[str, Any] = {}
    for f in dataclasses.fields(record):
        value = getattr(record, f.name)
        if not f.metadata.get("ref") or value is None:
            continue
        if value and isinstance(value[0], tuple):
            changes[f.name] = tuple(dict.fromkeys(lookup(v) for v in value))
        elif value:
            changes[f.name] = lookup(value)
    return dataclasses.replace(record, **changes)

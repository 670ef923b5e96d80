"""What the graph says of one thing, as its page tells it: facts under headings, and the same along the years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild.explore.addresses import Addresses
from graphbuild.graph.labels import day
from graphbuild.graph.turtle import natural
from graphbuild.view.passages import around
from graphbuild.view.reading import Fact, Passage, Reader, relation_words
from graphbuild.view.text import clean
from graphbuild.view.things import describe
from graphbuild.vocabulary import DCTERMS, GB, ORG

PART, SUBJECT = DCTERMS.isPartOf.value, DCTERMS.subject.value
MOST = 2000
"""How many facts are told of a thing at most."""
HEADINGS: dict[str, tuple[str, str]] = {
    PART: ("Part of", "Parts"),
    GB.followsUp.value: ("Goes on from", "Goes on in"),
    DCTERMS.references.value: ("Refers to", "Referred to in"),
    GB.presentedBy.value: ("Presented by", "Presented"),
    GB.askedOf.value: ("Asked of", "Was asked"),
    "provides": ("Provides", "Provided by"),
    "commissions": ("Commissions", "Commissioned by"),
    "funds": ("Funds", "Funded by"),
    "evaluates": ("Evaluates", "Evaluated by"),
    "inspects": ("Inspects", "Inspected by"),
    "supports": ("Supports", "Supported by"),
    "authored": ("Wrote", "Written by"),
    ORG.holds.value: ("Posts held", "Held by"),
    ORG.postIn.value: ("Post in", "Posts"),
    "part of": ("Part of", "Parts"),
    "partner of": ("Partner of", "Partners"),
    "member of": ("Member of", "Members"),
    "board member of": ("Board member of", "Board members"),
    GB.chairedBy.value: ("Chaired by", "Chaired"),
    GB.abbreviates.value: ("Stands for", "Abbreviations"),
    GB.movedBy.value: ("Moved by", "Moved"),
    GB.secondedBy.value: ("Seconded by", "Seconded"),
    GB.discusses.value: ("Discusses", "Discussed in"),
    SUBJECT: ("Topics", "About this"),
    GB.amountFor.value: ("Is for", "Sums of money"),
    DCTERMS.creator.value: ("Written by", "Wrote"),
    GB.forMeeting.value: ("Written for", "Papers"),
    GB.aboutItem.value: ("Declared an interest in the item", "Interests declared"),
    GB.interestIn.value: ("Declared an interest in", "Interests declared"),
    "present": ("Present at", "Present"),
    "in attendance": ("In attendance at", "In attendance"),
    "apologies": ("Apologies sent to", "Apologies from"),
}
"""Of each relation what stands over what the thing says by it, and over what says it of the thing; in their order."""
PARTS = {"item": "Agenda items", "decision": "Decisions", "money": "Sums of money", "recommendation": "Recommendations"}
"""What stands over the parts of a thing, by their kind."""
_ABBREVIATIONS = f"SELECT ?thing ?abbreviation WHERE {{ ?abbreviation {GB.abbreviates} ?thing }}"
_HOME = f"""
SELECT ?thing ?date WHERE {{
  ?thing {DCTERMS.isPartOf}* ?meeting .
  ?meeting a {GB.Meeting} ; {DCTERMS.date} ?date
}}"""


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage that states a fact."""

    sentence: str
    before: str
    """What its paragraph holds before it; "" where the text is not known."""
    after: str
    where: str
    """Document, meeting, page and characters."""
    address: str
    """Where the passage stands in its text."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A fact, seen from the thing that the page is of."""

    heading: str
    label: str
    """What the other thing is called."""
    kind: str
    """Its kind, as ``view.kinds`` has it."""
    address: str
    dates: tuple[str, ...]
    """ISO dates of the meetings that it is of, or that attest it; sorted."""
    modality: str
    confidence: str
    quotes: tuple[Quote, ...]
    node: str
    """The address of what states it."""
    parts: tuple[tuple[str, str], ...] = ()
    """Of an agenda item its decisions: names and addresses."""

    @property
    def when(self) -> str:
        """The first date and the last, in words."""
        return " to ".join(dict.fromkeys(day(date) for date in (*self.dates[:1], *self.dates[-1:])))


@dataclass(frozen=True, slots=True)
class Cluster:
    """Facts under one heading that the same passage states of the same time, as a list of those present does."""

    statements: tuple[Statement, ...]
    quotes: tuple[Quote, ...]

    @property
    def when(self) -> str:
        """As of each of its statements."""
        return self.statements[0].when


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a thing."""

    year: str
    days: tuple[tuple[str, tuple[Statement, ...]], ...]
    """Each day, in words, with what is of it."""

    @property
    def number(self) -> int:
        """How many facts it has."""
        return sum(len(statements) for _, statements in self.days)


class Statements:
    """Reads what is said of things."""

    def __init__(self, reader: Reader, addresses: Addresses) -> None:
        self._reader, self._addresses = reader, addresses
        self._homes: dict[str, str] = {}

    def of(self, thing: str) -> tuple[list[Statement], int]:
        """What is said of ``thing``, in the order of headings, of time and of names; and how much more there is."""
        facts = sorted({*self._reader.facts(thing), *self._reader.ties(thing), *self._abbreviations(thing)})
        told = [self._statement(thing, fact) for fact in facts[:MOST]]
        order = {heading: place for place, heading in enumerate(_order())}
        told.sort(key=lambda one: (order.get(one.heading, len(order)), one.dates[:1], _natural(one), one.node))
        return told, max(0, len(facts) - MOST)

    def _abbreviations(self, thing: str) -> list[Fact]:
        """What stands for the thing where texts are short, as facts that the abbreviations state themselves."""
        solutions = self._reader.graph.query(_ABBREVIATIONS, {"thing": NamedNode(thing)})
        assert isinstance(solutions, QuerySolutions)
        found = {row["abbreviation"].value for row in solutions}
        return [Fact(one, GB.abbreviates.value, thing, one) for one in sorted(found)]

    def home(self, thing: str) -> str:
        """The ISO date of the meeting that a thing is, or is part of; "" where there is none."""
        if thing not in self._homes:
            solutions = self._reader.graph.query(_HOME, {"thing": NamedNode(thing)})
            assert isinstance(solutions, QuerySolutions)
            found = sorted(row["date"].value for row in solutions if isinstance(row["date"], Literal))
            self._homes[thing] = found[0] if found else ""
        return self._homes[thing]

    def quotes(self, passages: Iterable[Passage]) -> tuple[Quote, ...]:
        """Passages as a page shows them, the longest, which say most, first."""
        return tuple(map(self._quote, sorted(passages, key=lambda passage: -len(passage.sentence))))

    def _statement(self, thing: str, fact: Fact) -> Statement:
        outward = fact.subject == thing
        other = fact.object if outward else fact.subject
        described = describe(other, self._reader.properties(other))
        properties = self._reader.properties(fact.node)
        home = self.home(fact.subject) or self.home(fact.object)
        passages = self._reader.passages(fact.node, home)
        seen = [*properties.get(GB.firstSeen.value, ()), *properties.get(GB.lastSeen.value, ())]
        dates = {home} if home else {*seen, *(date for passage in passages for date in passage.dates)}
        return Statement(
            heading=_heading(fact.relation, outward, described.kind),
            label=described.label,
            kind=described.kind,
            address=self._addresses.of(other),
            dates=tuple(sorted(dates)),
            modality=next(iter(properties.get(GB.modality.value, ())), ""),
            confidence=next(iter(properties.get(GB.confidence.value, ())), ""),
            quotes=self.quotes(passages),
            node=self._addresses.of(fact.node),
            parts=self._parts(other) if described.kind == "item" and not outward and fact.relation == PART else (),
        )

    def _parts(self, item: str) -> tuple[tuple[str, str], ...]:
        """The decisions of an agenda item in their order: names and addresses."""
        parts = [fact.subject for fact in self._reader.facts(item) if fact.relation == PART and fact.object == item]
        things = [(part, describe(part, self._reader.properties(part))) for part in sorted(parts, key=natural)]
        return tuple((thing.label, self._addresses.of(part)) for part, thing in things if thing.kind == "decision")

    def _quote(self, passage: Passage) -> Quote:
        page = f"page {passage.page}, " if passage.page else ""
        before, after = around(passage)
        meeting = f", meeting of {' or '.join(map(day, passage.dates))}" if passage.dates else ""
        return Quote(
            sentence=clean(passage.sentence),
            before=before,
            after=after,
            where=f"{clean(passage.document)}{meeting}, {page}characters {passage.begin:,} to {passage.end:,}",
            address=self._addresses.of(passage.iri),
        )


def clustered(statements: Iterable[Statement]) -> tuple[Cluster, ...]:
    """Statements in their order, those together that have their time and their longest passage in common."""
    found: dict[object, list[Statement]] = defaultdict(list)
    for one in statements:
        found[(one.dates, one.quotes[0].address if one.quotes and not one.parts else one.node)].append(one)
    return tuple(
        Cluster(tuple(members), tuple(dict.fromkeys(quote for one in members for quote in one.quotes)))
        for members in found.values()
    )


def years(statements: Sequence[Statement]) -> tuple[Year, ...]:
    """The statements by the years and days that they are of; what spans several stands at the first."""
    by_date: dict[str, list[Statement]] = defaultdict(list)
    for one in statements:
        if one.dates:
            by_date[one.dates[0]].append(one)
    by_year: dict[str, list[str]] = defaultdict(list)
    for date in sorted(by_date):
        by_year[date[:4]].append(date)
    return tuple(
        Year(year, tuple((day(date), tuple(by_date[date])) for date in dates)) for year, dates in by_year.items()
    )


def _heading(relation: str, outward: bool, kind: str) -> str:
    if relation == PART and not outward and kind in PARTS:
        return PARTS[kind]
    if relation in HEADINGS:
        return HEADINGS[relation][0 if outward else 1]
    return relation_words(relation).capitalize()


def _order() -> Iterable[str]:
    return dict.fromkeys((*PARTS.values(), *(heading for pair in HEADINGS.values() for heading in pair)))


def _natural(one: Statement) -> tuple[int, str]:
    """Items by their numbers, the rest by name."""
    first = one.label.split(" ", 1)[0].rstrip(".")
    return int(first[:9]) if first.isascii() and first.isdigit() else 0, one.label

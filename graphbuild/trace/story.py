"""What the documents tell of a topic, year by year, with the sentence that says each thing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph
from graphbuild.trace import outcomes, sightings, threads
from graphbuild.trace.reading import Reader, Row
from graphbuild.trace.records import Decision, Item, Link, Meeting, Named, Sighting, Story, Sum, Why, Year
from graphbuild.vocabulary import slug


def tell(graph: Graph, topic_iri: str, first_year: int | None = None, last_year: int | None = None) -> Story:
    """The story of a topic in ``graph``, or the years of it from ``first_year`` to ``last_year``.

    What became of a decision, and when something was first and last seen, is told by all years. A topic that the graph
    has nothing about gives a story without years. Raises GraphbuildError where the first year is after the last.
    """
    reader = Reader(graph)
    chosen: dict[str, _Chosen] = {}
    for row in reader.rows("subjects", [topic_iri]):
        place = reader.place(row["about"])
        if place is None:
            continue
        if row["about"] == place.iri:
            chosen[place.iri] = _Chosen(Why.ABOUT, row["fact"])
        else:
            only = chosen.setdefault(place.iri, _Chosen(Why.DECISION, row["fact"]))
            chosen[place.iri] = replace(only, decisions=only.decisions | {row["about"]})
    label = next((row["label"] for row in reader.rows("named", [topic_iri])), topic_iri)
    return within(_story(reader, chosen, topic_iri, label), first_year, last_year)


def tell_found(
    graph: Graph,
    sought: str,
    items: Iterable[str],
    found: tuple[str, ...],
    first_year: int | None = None,
    last_year: int | None = None,
) -> Story:
    """The story of the ``items`` (IRIs) that a search for ``sought`` found, as ``tell`` tells a topic's.

    ``found`` are the names that the search found. Raises what ``tell`` raises.
    """
    chosen = {item: _Chosen(Why.ABOUT, item) for item in items}
    return within(replace(_story(Reader(graph), chosen, "", sought), found=found), first_year, last_year)


def within(story: Story, first: int | None, last: int | None) -> Story:
    """The part of a story from the year ``first`` to the year ``last``; it may have no years.

    Raises GraphbuildError where the first is after the last.
    """
    if first is not None and last is not None and first > last:
        raise GraphbuildError(f"The first year, {first}, is after the last, {last}; give them the other way round.")

    def inside(*dates: str) -> bool:
        return any((first or 0) <= int(date[:4]) <= (last or 9999) for date in dates)

    years = tuple(year for year in story.years if inside(f"{year.year:04}"))
    told = {item.iri for year in years for meeting in year.meetings for item in meeting.items}
    return replace(
        story,
        years=years,
        seen=tuple(one for one in story.seen if told.intersection(one.items)),
        threads=tuple(
            thread
            for thread in story.threads
            if any(inside(link.later.date, link.earlier.date) for link in thread.links)
        ),
        missing=tuple(link for link in story.missing if inside(link.later.date)),
    )


@dataclass(frozen=True, slots=True)
class _Chosen:
    """Why an item is in a story, and what says so."""

    why: Why
    fact: str
    decisions: frozenset[str] = frozenset()
    """Where only decisions are about the topic: which."""


def _story(reader: Reader, chosen: dict[str, _Chosen], topic: str, label: str) -> Story:
    chosen = chosen | _between(reader, chosen)
    until = next((row["last"] for row in reader.all("last")), "")
    decided = reader.of_each("decisions", chosen)
    decisions = [row["decision"] for rows in decided.values() for row in rows]
    links = threads.links(reader, chosen, decisions)
    meetings = _meetings(reader, _Items(reader, chosen, decided, links, until).all())
    seen = sightings.sightings(reader, meetings)
    return Story(
        topic=topic,
        label=label,
        found=(),
        years=_years(meetings, seen),
        seen=tuple(seen),
        threads=threads.threads(links),
        missing=threads.missing(links),
        until=until,
    )


def _between(reader: Reader, chosen: Mapping[str, _Chosen]) -> dict[str, _Chosen]:
    """The items that go on from a chosen one and that a chosen one goes on from."""
    follows = [row for row in reader.rows("earlier", chosen) if row["how"] == threads.FOLLOWS]
    reader.read_places(row["earlier"] for row in follows)
    before = {place.iri for row in follows if (place := reader.place(row["earlier"])) and place.number + place.title}
    found: dict[str, _Chosen] = {}
    for row in reader.rows("earlier", before - set(chosen)):
        place = reader.place(row["earlier"])
        if row["how"] == threads.FOLLOWS and place and place.iri in chosen:
            found[row["thing"]] = _Chosen(Why.THREAD, row["fact"])
    return found


class _Items:
    """Puts the items of a story together, each kind of fact read at once for all of them."""

    def __init__(
        self,
        reader: Reader,
        chosen: Mapping[str, _Chosen],
        decided: Mapping[str, list[Row]],
        links: Sequence[Link],
        until: str,
    ) -> None:
        self.reader, self.chosen, self.decided, self.until = reader, chosen, decided, until
        decisions = [row["decision"] for rows in decided.values() for row in rows]
        self.rows = {row["thing"]: row for row in reader.rows("items", chosen)}
        self.presenters = reader.of_each("presenters", chosen)
        self.asked = reader.of_each("asked", decisions)
        self.later = reader.of_each("later", decisions)
        self.sums = reader.of_each("sums", chosen)
        self.missing = threads.missing(links)
        self.earlier: dict[str, list[Link]] = {}
        for link in links:
            if link.follows:
                self.earlier.setdefault(link.later.iri, []).append(link)
        facts = [row["fact"] for rows in self.presenters.values() for row in rows]
        sums = [row["sum"] for rows in self.sums.values() for row in rows]
        reader.read_evidence([*facts, *decisions, *sums, *(one.fact for one in chosen.values())])

    def all(self) -> list[tuple[Row, Item]]:
        """Every item, with its row of ``items.rq``; those of one meeting in the order of the agenda."""
        found = [(row, self._item(row)) for row in self.rows.values()]
        return sorted(found, key=lambda pair: (int(pair[0]["position"] or 0), len(pair[1].number), pair[1].iri))

    def _item(self, row: Row) -> Item:
        iri = row["thing"]
        why = self.chosen[iri]
        rows = [one for one in self.decided.get(iri, ()) if not why.decisions or one["decision"] in why.decisions]
        presenters = (self._named(one, one["fact"]) for one in self.presenters.get(iri, ()))
        return Item(
            iri=iri,
            number=row["number"],
            title=row["title"],
            why=why.why,
            presented_by=tuple(sorted(presenters, key=lambda who: who.label)),
            decisions=tuple(sorted(map(self._decision, rows), key=_as_printed)),
            sums=self._sums(self.sums.get(iri, ())),
            goes_on_from=tuple(self.earlier.get(iri, ())),
            fact=why.fact,
            evidence=self.reader.evidence(why.fact),
        )

    def _named(self, row: Row, fact: str) -> Named:
        return Named(row["who"], row["label"], fact, self.reader.evidence(fact))

    def _decision(self, row: Row) -> Decision:
        iri = row["decision"]
        asked = [self._named(one, iri) for one in self.asked.get(iri, ())]
        answers = outcomes.answers(self.reader, row, self.later.get(iri, ()))
        place = self.reader.place(iri)
        lacking = outcomes.perhaps(row, place, self.missing) if place and not answers else ()
        return Decision(
            iri=iri,
            clause=row["clause"],
            action=row["action"],
            text=row["text"],
            asked_of=tuple(sorted(asked, key=lambda who: who.label)),
            due=row["due"],
            due_text=row["due_text"],
            vote=row["outcome"],
            outcome=outcomes.outcome(row, bool(asked), bool(answers), self.until),
            answers=answers,
            listed=outcomes.listed(self.reader, row, self.later.get(iri, ())),
            perhaps=lacking,
            evidence=self.reader.evidence(iri),
        )

    def _sums(self, rows: Iterable[Row]) -> tuple[Sum, ...]:
        found: dict[str, Sum] = {}
        for row in rows:
            iri = row["sum"]
            evidence = self.reader.evidence(iri)
            spent = (Named(row["for"], row["label"], iri, evidence),) if row["for"] else ()
            before = found[iri].spent_on if iri in found else ()
            found[iri] = Sum(iri, Decimal(row["value"]), row["currency"], before + spent, evidence)
        return tuple(sorted(found.values(), key=lambda one: (one.evidence.begin if one.evidence else 0, -one.value)))


def _as_printed(decision: Decision) -> tuple[int, int]:
    """Numbered clauses by number; lettered and unnumbered ones as they stand in the text."""
    number = int(decision.clause) if decision.clause.isascii() and decision.clause.isdigit() else 0
    return number, decision.evidence.begin if decision.evidence else 0


def _meetings(reader: Reader, items: Iterable[tuple[Row, Item]]) -> tuple[Meeting, ...]:
    by_meeting: dict[str, dict[str, Item]] = {}
    for row, item in items:
        titled = by_meeting.setdefault(row["meeting"], {})
        # An agenda and its minutes have the same item twice; of the two the minutes' has more to tell.
        key = slug(item.title) if item.title else item.iri
        titled[key] = max(titled.get(key, item), item, key=_tells)
    rows = {row["thing"]: row for row in reader.rows("meetings", by_meeting)}
    reader.read_evidence(rows)
    found = (
        Meeting(
            iri=iri,
            date=row["date"],
            body_iri=row["body"],
            body=row["label"],
            items=tuple(by_meeting[iri].values()),
            evidence=reader.evidence(iri, row["record"]),
        )
        for iri, row in rows.items()
    )
    return tuple(sorted(found, key=lambda meeting: (meeting.date, meeting.body, meeting.iri)))


def _tells(item: Item) -> tuple[int, str]:
    return len(item.decisions) + len(item.presented_by) + len(item.sums), item.iri


def _years(meetings: Iterable[Meeting], seen: Sequence[Sighting]) -> tuple[Year, ...]:
    by_year: dict[int, list[Meeting]] = {}
    for meeting in meetings:
        by_year.setdefault(int(meeting.date[:4]), []).append(meeting)
    last = max(by_year, default=0)
    parts = {part.fact: part for one in seen for part in one.parts}
    return tuple(
        Year(
            year=year,
            meetings=tuple(held),
            entering=tuple(one for one in seen if int(one.first[:4]) == year),
            leaving=tuple(one for one in seen if int(one.last[:4]) == year != last),
            parts=tuple(part for part in parts.values() if int(part.date[:4]) == year),
        )
        for year, held in sorted(by_year.items())
    )

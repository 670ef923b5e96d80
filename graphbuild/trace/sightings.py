"""The organisations and services of a story: when each is first and last seen, and what it does."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graphbuild.trace.reading import Reader, Row
from graphbuild.trace.records import Evidence, Item, Meeting, Part, Sighting
from graphbuild.vocabulary import GB, ORG

_KINDS = {ORG.Organization.value: "organisation", GB.Undertaking.value: "service"}
_NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class _Seen:
    """One sighting of a thing."""

    date: str
    item: str
    fact: str


def sightings(reader: Reader, meetings: Sequence[Meeting]) -> tuple[Sighting, ...]:
    """Every organisation and service in connection with the items of ``meetings``, by first date and name.

    The bodies that met are left out.
    """
    seen = _named_in(reader, meetings)
    involved = list(_involved(reader, seen, meetings))
    for row, one in involved:
        seen[row["agent"]].append(one)
    known = _names(reader, seen)
    reader.read_evidence(one.fact for thing in known for one in seen[thing])
    parts = _parts(reader, involved, known)
    bodies = {meeting.body_iri for meeting in meetings}
    found = [
        _sighting(reader, thing, *known[thing], seen[thing], parts.get(thing, ()))
        for thing in known
        if thing not in bodies
    ]
    return tuple(sorted(found, key=lambda s: (s.first, s.label.casefold(), s.iri)))


def _involved(reader: Reader, seen: Iterable[str], meetings: Iterable[Meeting]) -> Iterator[tuple[Row, _Seen]]:
    """Who has a part in what, with each item of ``meetings`` in whose text that is said."""
    dates = {item.iri: meeting.date for meeting in meetings for item in meeting.items}
    ground = _ground(reader, meetings)
    rows = [row for row in reader.rows("involved", seen) if row["modality"] != _NEGATED]
    reader.read_evidence(row["fact"] for row in rows)
    for row in rows:
        said = (_item_at(ground, passage) for passage in reader.passages(row["fact"]))
        for item in dict.fromkeys(said):
            if item in dates:
                yield row, _Seen(dates[item], item, row["fact"])


def _ground(reader: Reader, meetings: Iterable[Meeting]) -> dict[str, list[tuple[int, str]]]:
    """By source, the places that are known to be of an item, in the order of the text."""
    found: dict[str, list[tuple[int, str]]] = {}
    for row in reader.rows("ground", (meeting.iri for meeting in meetings)):
        found.setdefault(row["source"], []).append((int(row["begin"]), row["item"]))
    return {source: sorted(places) for source, places in found.items()}


def _item_at(ground: Mapping[str, Sequence[tuple[int, str]]], passage: Evidence) -> str:
    """The item whose text a passage stands in: that of the last place before it that is known; empty without one."""
    places = ground.get(passage.passage.partition("#")[0], ())
    before = bisect_right(places, passage.begin, key=lambda place: place[0])
    return places[before - 1][1] if before else ""


def _named_in(reader: Reader, meetings: Iterable[Meeting]) -> defaultdict[str, list[_Seen]]:
    """Things by IRI, with where the items of ``meetings`` name them."""
    seen: defaultdict[str, list[_Seen]] = defaultdict(list)
    items = [(item, meeting.date) for meeting in meetings for item in meeting.items]
    discussed = reader.of_each("discussed", (item.iri for item, _ in items))
    for item, date in items:
        for thing, fact in _of_item(item):
            seen[thing].append(_Seen(date, item.iri, fact))
        for row in discussed.get(item.iri, ()):
            seen[row["what"]].append(_Seen(date, item.iri, row["fact"]))
    return seen


def _of_item(item: Item) -> Iterable[tuple[str, str]]:
    for who in item.presented_by:
        yield who.iri, who.fact
    for decision in item.decisions:
        yield from ((who.iri, decision.iri) for who in decision.asked_of)
    for one in item.sums:
        yield from ((what.iri, one.iri) for what in one.spent_on)


def _names(reader: Reader, things: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Label and kind of each of ``things`` that is an organisation or a service."""
    rows = reader.rows("named", things)
    return {row["thing"]: (row["label"], _KINDS[row["class"]]) for row in rows if row["class"] in _KINDS}


def _parts(
    reader: Reader, involved: Iterable[tuple[Row, _Seen]], known: Mapping[str, tuple[str, str]]
) -> dict[str, list[Part]]:
    """What each thing has a part in and who has one in it, each once, at its first date."""
    found: dict[str, Part] = {}
    for row, one in sorted(involved, key=lambda pair: (pair[1].date, pair[1].fact)):
        if row["fact"] in found or row["agent"] not in known or row["thing"] not in known:
            continue
        found[row["fact"]] = Part(
            fact=row["fact"],
            agent=row["agent"],
            agent_label=row["label"],
            kind=row["kind"],
            service=row["thing"],
            service_label=known[row["thing"]][0],
            date=one.date,
            modality=row["modality"],
            evidence=reader.evidence(row["fact"]),
        )
    by_thing: dict[str, list[Part]] = {}
    for part in found.values():
        for thing in dict.fromkeys((part.agent, part.service)):
            by_thing.setdefault(thing, []).append(part)
    return by_thing


def _sighting(
    reader: Reader, thing: str, label: str, kind: str, seen: Iterable[_Seen], parts: Iterable[Part]
) -> Sighting:
    ordered = sorted(seen, key=lambda one: (one.date, one.item, one.fact))
    first = ordered[0]
    items = tuple(dict.fromkeys(one.item for one in ordered))
    evidence = reader.evidence(first.fact)
    return Sighting(thing, label, kind, first.date, ordered[-1].date, items, tuple(parts), first.fact, evidence)

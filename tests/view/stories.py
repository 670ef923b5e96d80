"""Stories that nobody has told, for the tests of the timeline: records made by hand, without a graph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from graphbuild.trace.records import (
    Answer,
    Decision,
    Item,
    Link,
    Meeting,
    Named,
    Outcome,
    Place,
    Sighting,
    Story,
    Thread,
    Why,
    Year,
)

BODY = "Barchester Learning Commission"


def named(name: str) -> Named:
    return Named(name, name, "fact", None)


def place(iri: str, date: str, number: str = "", title: str = "", body: str = BODY, recorded: bool = True) -> Place:
    """An item whose IRI is made of its meeting's, as those of ``meeting`` are, or a meeting itself."""
    return Place(iri, f"meeting {date}", date, body, number, title, recorded)


def decision(iri: str, text: str, clause: str = "1", **known: Any) -> Decision:
    fields: dict[str, Any] = {"action": "request", "asked_of": (), "due": "", "due_text": "", "vote": ""}
    fields |= {"outcome": Outcome.NOTHING_ASKED, "answers": (), "listed": (), "perhaps": (), "evidence": None}
    return Decision(iri=iri, clause=clause, text=text, **fields | known)


def answered(date: str, in_time: bool | None) -> dict[str, Any]:
    answer = Answer(place("later", date), in_time, "fact", None)
    return {"outcome": Outcome.ANSWERED, "answers": (answer,)}


def item(iri: str, number: str, title: str, *decisions: Decision, presented_by: Sequence[Named] = ()) -> Item:
    return Item(iri, number, title, Why.ABOUT, tuple(presented_by), decisions, (), (), "fact", None)


def meeting(date: str, *items: Item, body: str = BODY) -> Meeting:
    return Meeting(f"meeting {date}", date, body, body, items, None)


def sighting(name: str, kind: str, meetings: Sequence[Meeting]) -> Sighting:
    """Something that the first item of each of the meetings names."""
    dates, items = [one.date for one in meetings], tuple(one.items[0].iri for one in meetings)
    return Sighting(name, name, kind, dates[0], dates[-1], items, (), "fact", None)


def link(later: Place, earlier: Place, decision: str = "", follows: bool = True) -> Link:
    return Link(f"{later.iri} {earlier.iri} {decision} {follows}", later, earlier, decision, follows, None)


def story(
    meetings: Iterable[Meeting],
    sightings: Iterable[Sighting] = (),
    links: Iterable[Link] = (),
    missing: Iterable[Link] = (),
) -> Story:
    by_year: dict[int, list[Meeting]] = {}
    for one in sorted(meetings, key=lambda one: one.date):
        by_year.setdefault(int(one.date[:4]), []).append(one)
    seen = tuple(sightings)
    years = tuple(
        Year(year, tuple(held), tuple(one for one in seen if int(one.first[:4]) == year), (), ())
        for year, held in sorted(by_year.items())
    )
    threads = tuple(Thread((one,)) for one in links)
    return Story("topic", "Piers", (), years, threads, tuple(missing), "2024-01-01", seen)

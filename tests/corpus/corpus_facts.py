"""Facts of real documents, written down by reading them, and how many of them an extraction has.

``facts/GROUP/STEM.yaml`` holds the meetings that the document STEM records: body, date, who was there in which capacity
(by surname), items by number and the first words of their titles, decisions by clause and first words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml
from rapidfuzz import fuzz

from graphbuild.evaluate.matching import close, fold, pair, same_person
from graphbuild.model import Findings

FOLDER = Path(__file__).parent / "facts"
CAPACITIES = ("present", "apologies", "in attendance")


class Fact(NamedTuple):
    """What is compared of a fact: where it belongs (a date, or the item's number and title), and its words."""

    place: tuple[str, ...]
    words: str


@dataclass
class Count:
    """Hits, facts by hand and facts found of a kind, and what was missed and made up."""

    hits: int = 0
    gold: int = 0
    found: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.gold + self.found) if self.gold + self.found else 1.0


Facts = dict[str, list[Fact]]
"""By kind: meetings, attendance, items, decisions."""


def by_hand(path: Path) -> Facts:
    facts: Facts = defaultdict(list)
    for meeting in yaml.safe_load(path.read_text("utf-8"))["meetings"]:
        facts["meetings"].append(Fact((meeting["date"],), meeting["body"]))
        for capacity in CAPACITIES:
            facts["attendance"] += [Fact((meeting["date"], capacity), name) for name in meeting.get(capacity, ())]
        for item in meeting["items"]:
            place = (meeting["date"], item.get("number", ""), item["title"])
            facts["items"].append(Fact(place, item["title"]))
            facts["decisions"] += [Fact(place, decision["begins"]) for decision in item.get("decisions", ())]
    return facts


def found(findings: Findings) -> Facts:
    names = {m.key: f"{m.title or ''} {m.name}".strip() for m in findings.mentions}
    dates = {m.key: m.date for m in findings.facts.meetings if m.recorded_in}
    facts: Facts = defaultdict(list)
    facts["meetings"] = [Fact((m.date,), names[m.body]) for m in findings.facts.meetings if m.key in dates]
    facts["attendance"] = [
        Fact((dates[a.meeting], a.capacity.value), names[a.attendee]) for a in findings.facts.attendances
    ]
    places = {i.key: (dates[i.meeting], i.number or "", i.title or "") for i in findings.facts.items}
    facts["items"] = [Fact(place, place[2]) for place in places.values()]
    facts["decisions"] = [Fact(places[r.item], r.text) for r in findings.facts.resolutions]
    return facts


def count(gold: Facts, extracted: Facts, counts: dict[str, Count], document: str) -> None:
    """Adds what one document has of each kind to ``counts``."""
    for kind, same in SAME.items():
        pairs = pair(gold[kind], extracted[kind], same)
        tally = counts.setdefault(kind, Count())
        tally.hits += len(pairs)
        tally.gold += len(gold[kind])
        tally.found += len(extracted[kind])
        tally.wrong += _left("missed", document, gold[kind], {i for i, _ in pairs})
        tally.wrong += _left("made up", document, extracted[kind], {j for _, j in pairs})


def _left(what: str, document: str, facts: Sequence[Fact], used: set[int]) -> list[str]:
    return [f"{what} in {document}: {fact}" for place, fact in enumerate(facts) if place not in used]


def _same_item(gold: Fact, got: Fact) -> bool:
    (date, number, title), (other_date, other_number, other_title) = gold.place, got.place
    if date != other_date or (number and other_number and fold(number) != fold(other_number)):
        return False
    return close(title, " ".join(other_title.split()[: len(title.split())]), 80)


def _same_decision(gold: Fact, got: Fact) -> bool:
    if gold.place[0] != got.place[0]:
        return False
    numbers = gold.place[1], got.place[1]
    same_place = fold(numbers[0]) == fold(numbers[1]) if all(numbers) else _same_item(gold, got)
    return same_place and fuzz.partial_ratio(fold(gold.words), fold(got.words)) >= 90


SAME: dict[str, Callable[[Any, Any], bool]] = {
    "meetings": lambda g, f: g.place == f.place and close(g.words, f.words, 85),
    "attendance": lambda g, f: g.place == f.place and same_person(g.words, f.words),
    "items": _same_item,
    "decisions": _same_decision,
}

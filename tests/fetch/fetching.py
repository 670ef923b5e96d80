"""A council's site with four meetings of its cabinet, and time that passes only when it is asked to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from moderngov_site import Document, Held, Site, pdf

from graphbuild.fetch.outcome import Outcome

CABINET = 130
Fetch = Callable[..., Outcome]


@dataclass
class FakeClock:
    """Time that goes on by what is slept, and by a little with each look."""

    slept: list[float] = field(default_factory=list)
    seconds: float = 0.0

    def now(self) -> datetime:
        self.seconds += 0.001
        return datetime(2026, 1, 5, 9, 0, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def elapsed(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def barchester(**traits: Any) -> Site:
    site = Site(**traits)
    site.committees = {
        CABINET: ("Cabinet", True),
        131: ("Audit & Governance Committee", True),
        99: ("Audit Panel", False),
        140: ("Planning Committee", True),
    }
    site.meetings[CABINET] = [
        meeting(site, 501, date(2023, 11, 7)),
        meeting(site, 502, date(2024, 3, 12)),
        meeting(site, 503, date(2024, 9, 10), minutes="Printed draft minutes"),
        Held(504, date(2024, 10, 8), status="Cancelled"),
        meeting(site, 505, date(2025, 2, 4), minutes=None),
    ]
    return site


def meeting(site: Site, number: int, day: date, minutes: str | None = "Printed minutes") -> Held:
    """A meeting with a front sheet and a pack, and minutes under the name given, all of them to be had."""
    titles = ["Agenda frontsheet", "Public reports pack", *([minutes] if minutes else [])]
    papers = []
    for place, title in enumerate(titles):
        name = f"documents/g{number}/{title} {day.day}th-{day:%b-%Y} 18.30 Cabinet.pdf"
        site.documents[name] = Document(pdf(f"{title} of meeting {number}"), etag=f'"{number}-{place}"')
        papers.append((title, f"{name}?T={place}"))
    return Held(number, day, papers)

"""What became of what was decided: answered, open or overdue, by the threads of the graph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from graphbuild.trace.reading import Reader, Row
from graphbuild.trace.records import Answer, Link, Outcome, Place
from graphbuild.vocabulary import GB, slug

ASKING = ("request", "refer", "recommend")
"""Actions (notations) that leave somebody something to do."""
SCHEDULED = "register"
"""The rule that finds the rows of a schedule of what was asked for."""
_FROM_THEN = re.compile(r"(?:after|from|once|following|when|since)\b", re.IGNORECASE)
"""How a time begins that is the earliest and not the latest."""
_YEAR = re.compile(r"(?<![\d/-])(?:19|20)\d\d(?![\d/-])")


def term(due: str, due_text: str) -> str:
    """The ISO day, month or year by which something is to be done; empty where no time is named, or only its earliest.

    Of words that no date could be made of ("by Easter, 2015") the year counts.
    """
    if _FROM_THEN.match(due_text):
        return ""
    return due or max(_YEAR.findall(due_text), default="")


def after(date: str, other: str) -> bool:
    """Whether an ISO day, month or year is surely after another: a day is not after its own month."""
    length = min(len(date), len(other))
    return date[:length] > other[:length]


def outcome(decision: Row, asked: bool, answered: bool, until: str) -> Outcome:
    """What became of a decision (a row of ``decisions.rq``) in a graph whose last meeting was on ``until``."""
    if answered:
        return Outcome.ANSWERED
    by = term(decision["due"], decision["due_text"])
    if decision["action"] not in ASKING and not (asked and decision["due"]):
        return Outcome.NOTHING_ASKED
    return Outcome.OVERDUE if by and after(until, by) else Outcome.OPEN


def answers(reader: Reader, decision: Row, later: Iterable[Row]) -> tuple[Answer, ...]:
    """The later items that go on from a decision, by its rows of ``later.rq``; each matter of a meeting once."""
    return _going_on(reader, decision, (row for row in later if row["rule"] != SCHEDULED))


def listed(reader: Reader, decision: Row, later: Iterable[Row]) -> tuple[Answer, ...]:
    """The later items whose schedule of requests has a row on a decision: that tells its state, and is no answer."""
    return _going_on(reader, decision, (row for row in later if row["rule"] == SCHEDULED))


def _going_on(reader: Reader, decision: Row, later: Iterable[Row]) -> tuple[Answer, ...]:
    found: dict[tuple[str, str], tuple[Place, str]] = {}
    for row in later:
        place = reader.place(row["later"])
        if place and row["how"] == GB.followsUp.value:
            # An agenda and its minutes both point; the minutes' item sorts behind the agenda's and is kept.
            found[place.meeting, slug(place.title)] = (place, row["fact"])
    by = term(decision["due"], decision["due_text"])
    ordered = sorted(found.values(), key=lambda pair: (pair[0].date, pair[0].iri))
    return tuple(
        Answer(place, not after(place.date, by) if by else None, fact, reader.evidence(fact)) for place, fact in ordered
    )


def perhaps(decision: Row, asked: Place, missing: Iterable[Link]) -> tuple[Place, ...]:
    """Minutes that the graph lacks, of the body and the time that a decision names, so that they may answer it."""
    by = term(decision["due"], decision["due_text"])
    places = (link.earlier for link in missing if link.earlier.number and link.earlier.body == asked.body)
    found = {place.iri: place for place in places if by and place.date > asked.date and place.date.startswith(by)}
    return tuple(sorted(found.values(), key=lambda place: (place.date, place.iri)))

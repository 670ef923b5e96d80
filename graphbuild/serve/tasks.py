"""What passes between the server and its workers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

PLAIN = "text/plain; charset=utf-8"


class Outcome(StrEnum):
    """How a task ended."""

    ANSWERED = "answered"
    REFUSED = "refused"
    """The question is at fault."""
    TOO_MUCH = "too much"
    """The answer is larger than allowed."""
    TOO_LONG = "too long"
    """It took longer than allowed, and was ended."""
    BUSY = "busy"
    """No worker was free in time."""
    NOT_ACCEPTABLE = "not acceptable"
    """The client takes no form in which it can be answered."""
    LOST = "lost"
    """The process that worked on it ended, most likely for lack of memory."""
    FAILED = "failed"
    """The graph cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """A query, and how it is to be answered."""

    text: str
    default_graphs: tuple[str, ...] = ()
    """IRIs of the graphs whose union is the default graph; none means the union of all."""
    named_graphs: tuple[str, ...] = ()
    """IRIs of the graphs that GRAPH sees; none means all, unless default graphs are given."""
    accept: str = "*/*"
    """The HTTP header of that name."""
    base: str = ""
    """What relative IRIs in it are relative to: the endpoint's address."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request for a page of the explorer."""

    path: str
    """As it was asked for, escapes and all."""
    parameters: tuple[tuple[str, str], ...] = ()
    accept: str = "*/*"
    """The HTTP header of that name."""


Task = Question | Visit


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a task."""

    outcome: Outcome
    body: bytes
    """The serialised answer, or a sentence that says what is wrong."""
    media_type: str = PLAIN
    build: str = ""
    """Names the build that was asked: another one has another name."""
    status: int = 200
    """The HTTP status of what was answered."""
    headers: tuple[tuple[str, str], ...] = ()
    """More HTTP headers of it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one task may cost."""

    seconds: float = 10.0
    """Of evaluation and serialisation."""
    rows: int = 10_000
    """Of a result table."""
    size: int = 50_000_000
    """Bytes of an answer."""
    waiting: float = 10.0
    """Seconds until a worker is free."""
    memory: int = 3_000_000_000
    """Bytes of addresses that a worker may have; a million triples take it a third of that."""
    workers: int = 8
    """How many tasks are done at once."""

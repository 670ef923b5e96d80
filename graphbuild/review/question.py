"""What a person is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Called = str | Mapping[str, str]
"""What a correction calls a thing: its name or IRI; an item by its meeting and number or title."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence that bears on a question, in its paragraph."""

    document: str
    page: int | None
    before: str
    sentence: str
    after: str

    @property
    def paragraph(self) -> str:
        """All of it as far as it is shown, by which passages of one paragraph are known."""
        return "".join(f"{self.before}{self.sentence}{self.after}".split())


@dataclass(frozen=True, slots=True)
class Part:
    """Something that a question is about."""

    iri: str
    name: str
    called: Called
    kind: str | None = None
    """``person``, ``post``, ``organisation``, ``service``, ``term``; None for what has no name to better."""
    form: str | None = None
    """Only the passages that have this form of its name."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something doubtful."""

    certainty: float
    """How sure the program is of what the graph has, 0 to 1."""
    text: str
    """What is to be answered with yes or no."""
    parts: tuple[Part, ...]
    yes: Mapping[str, Any]
    """The correction that a yes is, but for who and when."""
    no: Mapping[str, Any]
    held: str
    """What the graph has now, of which ``certainty`` speaks."""
    fact: str | None = None
    """The node of a fact, whose passages are shown; without it, those of the parts are."""
    item: Called | None = None
    """The agenda item that it is about, to which a topic can be given."""

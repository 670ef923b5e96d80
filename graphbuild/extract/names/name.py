"""A name found in a paragraph, and what a document has told of its names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from graphbuild.model import EntityKind

CAP = r"[A-Z][\w'’/]*(?:-[\w'’]+)*"
"""A capitalised word, hyphens and apostrophes included."""
LINK = r"(?:\s(?:of|for)\sthe\s|\s(?:of|for|and|&)\s|\s\([A-Z][A-Za-z&]{1,9}\)\s|\s)"
CHUNK = re.compile(rf"\b{CAP}(?:{LINK}{CAP})*")
"""Capitalised words and the small words between them: the longest stretch that may be one name, or several."""
FUNCTION_WORDS = frozenset(
    "a about above after all also although an and another any are as at because been before both but by can could "
    "did do does "
    "during each either every following for former formerly from further given had has have he her here his how "
    "however if in including into is it its "
    "last many members more most next no not of on once one only or other our out over please previous regarding she "
    "should since so some such "
    "than that the their them then there these they this those through to two three under until up update we were "
    "what when where whether which "
    "while who whose why will with within would yes you your additional details resolved presentation "
    "information questions clarification".split()
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name at characters ``begin`` to ``end`` (exclusive) of a paragraph's text."""

    kind: EntityKind
    begin: int
    end: int
    name: str
    rule: str
    confidence: float
    title: str | None = None
    classification: str | None = None
    organisation: str | None = None
    """Posts: the name of the body that follows ("Chair of the Planning Committee")."""


@dataclass(slots=True)
class Lexicon:
    """Names that a document's own structure has told: who was there, which body met, its council."""

    body: str | None = None
    council: str | None = None
    place: str | None = None
    people: set[str] = field(default_factory=set)
    """Full names and surnames of people from the lists of attendance."""
    organisations: dict[str, str] = field(default_factory=dict)
    """Names without a head word that context showed to be organisations, with their classification."""
    undertakings: dict[str, str] = field(default_factory=dict)
    """Names that context or quotation marks showed to be undertakings, with their classification."""


def strip_lead(text: str) -> int:
    """How many characters at the beginning of a chunk are no part of a name ("The ", "In ", "Following ")."""
    position = 0
    while True:
        word = re.match(r"[\w'’-]+\s+", text[position:])
        if not word or word.group().strip().casefold() not in FUNCTION_WORDS:
            return position
        position += word.end()

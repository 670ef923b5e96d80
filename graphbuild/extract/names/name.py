"""A name found in a paragraph, what a document has told of its names, and the patterns that kinds of names share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graphbuild.codes import EntityKind
from graphbuild.extract.words import words

CAP = r"[A-Z][\w'’/]*(?:-[\w'’]+)*"
"""A capitalised word, hyphens and apostrophes included."""
LINK = r"(?:\s(?:of|for)\sthe\s|\s(?:of|for|and|&)\s|\s\([A-Z][A-Za-z&]{1,9}\)\s|\s)"
CHUNK = re.compile(rf"\b{CAP}(?:{LINK}{CAP})*")
"""Capitalised words and the small words between them: the longest stretch that may be one name, or several."""


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


def is_function_word(word: str) -> bool:
    """Whether a word, capitalised or not, is one that no name begins with ("The", "Following")."""
    return word.casefold() in words().function_words


def alternatives(names: Iterable[str]) -> str:
    """A regular expression for any of ``names`` literally, the longest first, so that none hides one that it begins.

    Apostrophes are straight in ``names`` and of any form in what is read; ``straight`` gives the name again.
    """
    escaped = (re.escape(name) for name in sorted(set(names), key=lambda n: (-len(n), n)))
    return "|".join(escaped).replace("'", "['’]")


def straight(name: str) -> str:
    """A name with straight apostrophes, as the rules write it."""
    return name.replace("’", "'")


def by_name(classified: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Classification by name, from names by classification; a name under several keeps the first."""
    found: dict[str, str] = {}
    for classification, names in classified.items():
        for name in names:
            found.setdefault(name, classification)
    return found


def longest_first(name: Name) -> tuple[int, int]:
    """Sorts names by length, those as long by place."""
    return name.begin - name.end, name.begin


def apart(names: Iterable[Name], precedence: Callable[[Name], Any] = longest_first) -> list[Name]:
    """The names by place, without those that overlap one that sorts before them by ``precedence``."""
    kept: list[Name] = []
    for name in sorted(names, key=precedence):
        if not any(name.begin < k.end and k.begin < name.end for k in kept):
            kept.append(name)
    return sorted(kept, key=lambda n: n.begin)


def strip_lead(text: str) -> int:
    """How many characters at the beginning of a chunk are no part of a name ("The ", "In ", "Following ")."""
    position = 0
    while True:
        word = re.match(r"[\w'’-]+\s+", text[position:])
        if not word or not is_function_word(word.group().strip()):
            return position
        position += word.end()

"""Plain word lists of the genre, from ``words.yaml``: what several rules or modules look words up in."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict

from graphbuild.extract import rulebook
from graphbuild.extract.rulebook import Pattern


def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split())


InOrder = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""Single words, written with blanks between them, in the order of the file."""
WordSet = Annotated[frozenset[str], BeforeValidator(_split)]


class Words(BaseModel):
    """``words.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    months: InOrder
    seasons: InOrder
    weekdays: InOrder
    function_words: WordSet
    """Lower case; capitalised at the beginning of a sentence they are no part of a name."""
    common_nouns: WordSet
    """Lower case; capitalised and alone they name nothing ("the Service")."""
    no_places: WordSet
    """Frequent capitalised words that no council is named after."""
    speaking: tuple[str, ...]
    """Verbs whose subject speaks at the meeting, in the past tense."""
    procedural_titles: tuple[Pattern, ...]
    """How the titles of items begin that are about the meeting itself, lower case."""


@cache
def words() -> Words:
    """The word lists.

    Raises GraphbuildError where the file is not as it has to be.
    """
    return rulebook.load(Path(__file__).with_name("words.yaml"), Words)


def with_times(pattern: str) -> str:
    """A regular expression in which ``{month}``, ``{season}``, ``{day}`` and ``{year}`` are filled in."""
    times = {
        "{month}": "|".join(words().months),
        "{season}": "|".join(words().seasons),
        "{day}": r"\d{1,2}(?:st|nd|rd|th)?",
        "{year}": r"(?:19|20)\d\d",
    }
    for placeholder, expression in times.items():
        pattern = pattern.replace(placeholder, expression)
    return pattern

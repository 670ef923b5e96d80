"""Minutes whose lines and words were mixed with those of others: odd, but never more than extraction can take."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from barchester import source

from graphbuild.errors import Unreadable
from graphbuild.extract import extract
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

MADE_UP = Path(__file__).parents[1] / "corpus"
FOLDERS = (PACKAGE / "demo" / "corpus", MADE_UP / "made-up", MADE_UP / "annotated")
DOCUMENTS = [path.read_text("utf-8") for folder in FOLDERS for path in sorted(folder.glob("*.txt"))]
SENTENCES = [one for text in DOCUMENTS for one in re.split(r"(?<=[.;:])\s+|\n+", text) if one.strip()]
TIMES = 15
Mixture = Callable[[list[str], random.Random], list[str]]


def other_lines(lines: list[str], chance: random.Random) -> list[str]:
    """A quarter of the lines are sentences of other documents."""
    return [chance.choice(SENTENCES) if chance.random() < 0.25 else line for line in lines]


def crossed(lines: list[str], chance: random.Random) -> list[str]:
    """A quarter of the lines go on as a sentence of another document ends."""
    return [cross(line, chance.choice(SENTENCES), chance) if chance.random() < 0.25 else line for line in lines]


def cross(line: str, other: str, chance: random.Random) -> str:
    words, others = line.split(" "), other.split(" ")
    return " ".join(words[: chance.randint(0, len(words))] + others[chance.randrange(len(others)) :])


def fewer(lines: list[str], chance: random.Random) -> list[str]:
    """A seventh of the lines is missing."""
    return [line for line in lines if chance.random() > 0.15]


def out_of_order(lines: list[str], chance: random.Random) -> list[str]:
    """The words of a tenth of the lines stand in any order."""
    return [" ".join(chance.sample(w, len(w))) if chance.random() < 0.1 else " ".join(w) for w in map(str.split, lines)]


@pytest.mark.slow
@pytest.mark.parametrize("mixed", [other_lines, crossed, fewer, out_of_order])
def test_no_mixture_is_too_much(mixed: Mixture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GRAPHBUILD_DEBUG", "1")  # a fault in one kind of facts would be a warning
    chance = random.Random(mixed.__name__)
    read = 0
    for _ in range(TIMES):
        lines = mixed(chance.choice(DOCUMENTS).split("\n"), chance)
        try:
            extract(source("\n".join(lines)), Settings())
            read += 1
        except Unreadable:
            pass
    assert read > TIMES / 2

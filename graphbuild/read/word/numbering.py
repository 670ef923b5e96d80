"""The numbers of lists, counted as Word counts them when it shows a document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from graphbuild.read.numerals import roman
from graphbuild.read.word.styles import Styles
from graphbuild.read.word.xml import find, number, switch, value, w

_LEVELS = 9
_MOST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class _Level:
    start: int
    style: str
    text: str
    """With ``%1`` where the number of the first level stands."""
    legal: bool
    """Whether all numbers in it are shown in digits."""
    restart: int
    """The level whose next number lets this one begin anew, counted from 1; 0 for none."""


@dataclass(slots=True)
class _Counted:
    """The numbers reached in one list and all that continue it."""

    counts: list[int | None] = field(default_factory=lambda: [None] * _LEVELS)


class Numbering:
    """Gives each paragraph of a list its number, asked in the order of the document."""

    def __init__(self, root: Any, styles: Styles) -> None:
        """``root`` is the ``w:numbering`` element; None where a document has none."""
        self._styles = styles
        find_all = (lambda name: ()) if root is None else (lambda name: root.iterfind(w(name)))
        self._abstract = {each.get(w("abstractNumId")): each for each in find_all("abstractNum")}
        self._lists = {each.get(w("numId")): each for each in find_all("num")}
        self._counted: dict[str, _Counted] = {}
        self._begun: set[int] = set()

    def mark(self, paragraph: Any) -> str:
        """The number or bullet before a paragraph; nothing where it has none."""
        place = self._styles.numbering(paragraph)
        if place is None:
            return ""
        list_number, level = place
        one = self._lists.get(str(list_number))
        abstract = self._definition(one)
        if abstract is None:
            return ""
        found = self._level(one, abstract, level)
        if found is None or found.style == "none":
            return ""
        counts = self._counted.setdefault(abstract.get(w("abstractNumId")), _Counted()).counts
        self._count(list_number, one, counts, level, found)
        if found.style == "bullet":
            return "-"
        return self._written(one, abstract, counts, found)

    def _count(self, list_number: int, one: Any, counts: list[int | None], level: int, found: _Level) -> None:
        if list_number not in self._begun:
            self._begun.add(list_number)
            for override in one.iterfind(w("lvlOverride")):
                start = number(override, "startOverride")
                at = override.get(w("ilvl")) or ""
                if start is not None and at.isdecimal() and int(at) < _LEVELS:
                    counts[int(at)] = start - 1
        reached = counts[level]
        counts[level] = found.start if reached is None else reached + 1
        abstract = self._definition(one)
        for deeper in range(level + 1, _LEVELS):
            below = self._level(one, abstract, deeper)
            if below is None or below.restart > level:
                counts[deeper] = None

    def _written(self, one: Any, abstract: Any, counts: list[int | None], found: _Level) -> str:
        def shown(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            level = self._level(one, abstract, at)
            if level is None:
                return ""
            reached = counts[at]
            return _in_style(level.start if reached is None else reached, "decimal" if found.legal else level.style)

        return re.sub(r"%([1-9])", shown, found.text).strip()

    def _definition(self, one: Any) -> Any:
        """The definition behind a list, over a style that it may be linked by."""
        for _ in range(3):
            abstract = self._abstract.get(value(one, "abstractNumId") or "")
            linked = value(abstract, "numStyleLink")
            if abstract is None or linked is None:
                return abstract
            one = self._lists.get(str(self._styles.list_of(linked)))
        return None

    def _level(self, one: Any, abstract: Any, level: int) -> _Level | None:
        at = str(level)
        overridden = (find(each, "lvl") for each in one.iterfind(w("lvlOverride")) if each.get(w("ilvl")) == at)
        own = (each for each in abstract.iterfind(w("lvl")) if each.get(w("ilvl")) == at)
        found = next((each for each in (*overridden, *own) if each is not None), None)
        if found is None:
            return None
        start, restart = number(found, "start"), number(found, "lvlRestart")
        return _Level(
            start=0 if start is None else start,
            style=value(found, "numFmt") or "decimal",
            text=value(found, "lvlText") or "",
            legal=bool(switch(found, "isLgl")),
            restart=level if restart is None else restart,
        )


def _in_style(count: int, style: str) -> str:
    if style in ("lowerRoman", "upperRoman"):
        written = roman(count)
    elif style in ("lowerLetter", "upperLetter") and count > 0:
        # After z, Word goes on with aa, bb.
        times, letter = divmod(count - 1, 26)
        written = chr(ord("a") + letter) * min(times + 1, _MOST_LETTERS)
    elif style == "decimalZero":
        written = f"{count:02}"
    elif style in ("bullet", "none"):
        written = ""
    else:
        written = str(count)
    return written.upper() if style.startswith("upper") else written

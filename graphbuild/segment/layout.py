"""Layouts and labels as data: how a family of documents writes its item heads, lists and decisions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from graphbuild.codes import Capacity

_HERE = Path(__file__).parent
_ITEM = (
    r"(?:(?:[Aa]genda |AGENDA )?(?:[Ii]tem|ITEM|[Mm]inute|MINUTE|[Mm]in\.?)(?: [Nn][Oo]\.?)?\s+|N[Oo]\.?\s+)?"
    r"(?:\d{1,3}[.)]\s+(?={code}\s))?(?P<number>{number})(?:\s?[.):]\s*|\s+)(?:[-–]\s*)?(?:\d{1,3}[.)]\s+)?"
)
_CODE = r"(?:[A-Z]{1,4}[./ -]?|[A-Z][a-z]{1,4}/)?\d{1,4}/\d{2,4}[A-Z]?"
Style = Literal["capitals", "marked", "line", "run-in", "row", "web-page", "whole"]
ORDER: tuple[Style, ...] = ("capitals", "marked", "line", "run-in", "row", "web-page", "whole")
"""Where two layouts fit alike, the stricter style wins."""


def _filled(expression: str, parts: dict[str, str]) -> str:
    """An expression with its parts in place of their names in braces."""
    for name, part in parts.items():
        expression = expression.replace("{" + name + "}", part)
    return expression


def _compiled(expression: str) -> str:
    re.compile(expression)
    return expression


class _Data(BaseModel):
    """Read from a file of ours; an unknown key is a mistake."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Layout(_Data):
    """One file of ``segment/layouts``."""

    name: str
    summary: str
    style: Style
    head: str | None = None
    """Regular expression over a paragraph's readable text, with a group ``title`` and, where items are numbered,
    ``number``. In it ``{number}`` stands for any number that the labels know, ``{item}`` for one (with the word
    "item" or "minute", if any) and what stands between it and the title, and ``{code}`` for one with a year."""
    inside: str | None = None
    """What an item's number looks like inside a paragraph that holds several items."""
    opening: str | None = None
    """What a head begins with where that alone shows that a paragraph begins there, in layouts of users."""
    title_suffix: str | None = None
    end_of_item: str | None = None
    furniture: tuple[str, ...] = ()

    @field_validator("head", "inside", "title_suffix", "end_of_item")
    @classmethod
    def _is_pattern(cls, value: str | None) -> str | None:
        return value if value is None else _compiled(value)

    @property
    def numbered(self) -> bool:
        """Whether its items have numbers."""
        return self.head is not None and "(?P<number>" in self.head


class AttendanceLabel(_Data):
    """What introduces a list of people."""

    capacity: Capacity | None = None
    """None for a label that only ends the list before it."""
    first: Capacity | None = None
    """The capacity where no list of those present stands before, but for the chair's."""
    of_councillors: Capacity | None = None
    """The capacity where those listed are councillors."""
    group: bool = False
    """Whether it heads a group of those in the list before: of that one's capacity, unless it has one of its own."""
    pattern: str
    in_minutes: bool = False
    """Whether the label says so only in the record of a meeting that has been."""


class RollLabels(_Data):
    """How an item says who sent apologies."""

    title: str
    """In the title of an item that takes the roll."""
    apologies: str
    """In the title of one whose names are of those who sent apologies."""
    names_after: tuple[str, ...]
    names_before: tuple[str, ...]
    none: str
    """In a sentence that names nobody who sent apologies."""


class DecisionLabels(_Data):
    """What introduces a decision."""

    parts: dict[str, str]
    """What the other expressions name in braces."""
    opening: tuple[str, ...]
    """At the beginning of a paragraph."""
    telling: tuple[str, ...]
    """At the beginning of a paragraph, where clauses follow."""
    bare: str
    """A paragraph of the body's name alone, where clauses follow."""
    acts: str
    """How those begin."""
    stating: tuple[str, ...]
    """What states a decision right under "Decision:"."""
    inside: tuple[str, ...]
    """After a sentence of the same paragraph; with regard to case."""
    between: str
    """What may stand between the label and the words of a decision."""
    motion: str
    """What may stand there in the same sentence: who moved it."""
    terms: str
    """The end of a clause to which the entries of the list below belong."""
    nothing: str
    """The beginning of what decides nothing."""
    tail: tuple[str, ...]
    """What is said about a decision after its last sentence (mover, vote, who acts); with regard to case."""

    @model_validator(mode="before")
    @classmethod
    def _with_parts(cls, data: dict[str, Any]) -> dict[str, Any]:
        keys = ("opening", "telling", "stating", "inside")
        return data | {key: [_filled(e, data["parts"]) for e in data[key]] for key in keys}


class PaperLabels(_Data):
    """How the papers of an agenda pack begin and label their fields."""

    openers: tuple[str, ...]
    sign_off: tuple[str, ...]
    """What stands at the end of a report."""
    fields: dict[str, tuple[str, ...]]


class Labels(_Data):
    """``segment/labels.yaml``."""

    number: str
    procedural: tuple[str, ...]
    office: str
    sentence: str
    body: tuple[str, ...]
    before_body: tuple[str, ...] = ()
    """What stands before the name of a body and is no part of it; in layouts of users."""
    attendance_parts: dict[str, str]
    """What the patterns of attendance name in braces."""
    attendance: tuple[AttendanceLabel, ...]
    roll: RollLabels
    agenda: tuple[str, ...]
    venue: tuple[str, ...]
    status: dict[str, str]
    furniture: tuple[str, ...] = ()
    """What lines begin with that are no part of the record; in layouts of users."""
    decision: DecisionLabels
    papers: PaperLabels

    @model_validator(mode="before")
    @classmethod
    def _with_parts(cls, data: dict[str, Any]) -> dict[str, Any]:
        parts = data["attendance_parts"]
        filled = [label | {"pattern": _filled(label["pattern"], parts)} for label in data["attendance"]]
        return data | {"attendance": filled}


@dataclass(frozen=True, slots=True, eq=False)
class Family:
    """How a family of documents is written: the words that label its parts, and the layouts of its item heads."""

    name: str
    labels: Labels
    layouts: tuple[Layout, ...]


@cache
def bundled() -> Family:
    """The labels and layouts that come with graphbuild: stricter styles first, numbered ones before others."""
    found = [_layout(_yaml(path)) for path in sorted((_HERE / "layouts").glob("*.yaml"))]
    return Family("bundled", _labels(), tuple(sorted(found, key=_strictness)))


_used: ContextVar[Family | None] = ContextVar("family", default=None)


@contextmanager
def using(family: Family) -> Iterator[None]:
    """While the block runs, ``layouts`` and ``labels`` are those of that family."""
    before = _used.set(family)
    try:
        yield
    finally:
        _used.reset(before)


def layouts() -> tuple[Layout, ...]:
    """All layouts that a document may be in, those before others that win where both fit alike."""
    return (_used.get() or bundled()).layouts


def labels() -> Labels:
    """The words that label the parts of documents, whatever the layout of their heads."""
    return (_used.get() or bundled()).labels


def generic() -> Layout:
    """The layout of documents that no other fits: without item heads, what they record is one item."""
    return next(layout for layout in layouts() if layout.style == "whole")


def _strictness(layout: Layout) -> tuple[bool, int, str]:
    return not (layout.numbered or layout.style == "web-page"), ORDER.index(layout.style), layout.name


@cache
def _labels() -> Labels:
    return Labels.model_validate(_yaml(_HERE / "labels.yaml"))


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """A label's or layout's expression, compiled without regard to case."""
    return re.compile(expression, re.IGNORECASE)


@cache
def either(expressions: tuple[str, ...], *, case: bool = False) -> re.Pattern[str]:
    """What matches one of the expressions, with regard to case or without."""
    return re.compile("|".join(f"(?:{e})" for e in expressions), 0 if case else re.IGNORECASE)


@cache
def page_suffix() -> str:
    """The expression for what web pages put behind the titles of linked files."""
    return next(layout.title_suffix for layout in bundled().layouts if layout.title_suffix)


@cache
def item_number() -> str:
    """The expression for an item's number, with what stands between it and the title."""
    return _filled(_ITEM, {"code": _CODE, "number": _labels().number})


def _layout(data: dict[str, Any]) -> Layout:
    if "head" in data:
        data["head"] = _filled(data["head"], {"item": item_number(), "code": _CODE, "number": _labels().number})
    return Layout.model_validate(data)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))

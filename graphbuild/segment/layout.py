"""Layouts and labels as data: how a family of documents writes its item heads, lists and decisions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator, model_validator

from graphbuild.model import Capacity

_HERE = Path(__file__).parent
_ITEM = (
    r"(?:(?:[Aa]genda |AGENDA )?(?:[Ii]tem|ITEM|[Mm]inute|MINUTE|[Mm]in\.?)(?: [Nn][Oo]\.?)?\s+)?"
    r"(?P<number>{number})(?:\s?[.):]\s*|\s+)(?:[-–]\s*)?"
)
Style = Literal["capitals", "marked", "line", "run-in", "row", "web-page"]
ORDER: tuple[Style, ...] = ("capitals", "marked", "line", "run-in", "row", "web-page")
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
    ``number``. In it ``{number}`` stands for any number that the labels know, and ``{item}`` for one (with the word
    "item" or "minute", if any) and what stands between it and the title."""
    inside: str | None = None
    """What an item's number looks like inside a paragraph that holds several items."""
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
    pattern: str
    in_minutes: bool = False
    """Whether the label says so only in the record of a meeting that has been."""


class DecisionLabels(_Data):
    """What introduces a decision."""

    parts: dict[str, str]
    """What the other expressions name in braces."""
    opening: tuple[str, ...]
    """At the beginning of a paragraph."""
    inside: tuple[str, ...]
    """After a sentence of the same paragraph; with regard to case."""
    between: str
    """What may stand between the label and the words of a decision."""
    tail: tuple[str, ...]
    """What is said about a decision after its last sentence (mover, vote, who acts); with regard to case."""

    @model_validator(mode="before")
    @classmethod
    def _with_parts(cls, data: dict[str, Any]) -> dict[str, Any]:
        return data | {key: [_filled(e, data["parts"]) for e in data[key]] for key in ("opening", "inside")}


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
    sentence: str
    body: tuple[str, ...]
    attendance: tuple[AttendanceLabel, ...]
    agenda: tuple[str, ...]
    venue: tuple[str, ...]
    status: dict[str, str]
    decision: DecisionLabels
    papers: PaperLabels


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, stricter styles first; numbered ones and web pages before others."""
    found = [_layout(_yaml(path)) for path in sorted((_HERE / "layouts").glob("*.yaml"))]
    return tuple(sorted(found, key=_strictness))


def _strictness(layout: Layout) -> tuple[bool, int, str]:
    return not (layout.numbered or layout.style == "web-page"), ORDER.index(layout.style), layout.name


@cache
def labels() -> Labels:
    """The labels that all layouts share."""
    return Labels.model_validate(_yaml(_HERE / "labels.yaml"))


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """A label's or layout's expression, compiled without regard to case."""
    return re.compile(expression, re.IGNORECASE)


@cache
def either(expressions: tuple[str, ...], *, case: bool = False) -> re.Pattern[str]:
    """What matches one of the expressions, with regard to case or without."""
    return re.compile("|".join(f"(?:{e})" for e in expressions), 0 if case else re.IGNORECASE)


def _layout(data: dict[str, Any]) -> Layout:
    if "head" in data:
        data["head"] = _filled(data["head"], {"item": _ITEM, "number": labels().number})
    return Layout.model_validate(data)


def _yaml(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))

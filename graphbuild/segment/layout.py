"""Layouts and labels as data: how a family of documents writes its item heads, lists and decisions."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, field_validator

from graphbuild.model import Capacity

_HERE = Path(__file__).parent
Style = Literal["capitals", "marked", "line", "run-in", "unnumbered"]
ORDER: tuple[Style, ...] = ("capitals", "marked", "line", "run-in", "unnumbered")
"""Where two layouts fit alike, the stricter style wins."""


def _compiled(pattern: str) -> str:
    re.compile(pattern)
    return pattern


class Layout(BaseModel):
    """One file of ``segment/layouts``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    summary: str
    style: Style
    head: str | None = None
    """Regular expression with groups ``number`` and ``title`` over a paragraph's readable text."""
    title_suffix: str | None = None
    end_of_item: str | None = None
    furniture: tuple[str, ...] = ()

    @field_validator("head", "title_suffix", "end_of_item")
    @classmethod
    def _is_pattern(cls, value: str | None) -> str | None:
        return value if value is None else _compiled(value)


class AttendanceLabel(BaseModel):
    """What introduces a list of people."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    capacity: Capacity
    pattern: str


class PaperLabels(BaseModel):
    """How the papers of an agenda pack begin and label their fields."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    openers: tuple[str, ...]
    fields: dict[str, tuple[str, ...]]


class Labels(BaseModel):
    """``segment/labels.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    attendance: tuple[AttendanceLabel, ...]
    agenda: tuple[str, ...]
    fields: dict[str, str]
    decision: str
    signature: str
    papers: PaperLabels


@cache
def layouts() -> tuple[Layout, ...]:
    """All layouts, stricter styles first."""
    found = [
        Layout.model_validate(yaml.safe_load(p.read_text(encoding="utf-8")))
        for p in sorted((_HERE / "layouts").glob("*.yaml"))
    ]
    return tuple(sorted(found, key=lambda layout: (ORDER.index(layout.style), layout.name)))


@cache
def labels() -> Labels:
    """The labels that all layouts share."""
    return Labels.model_validate(yaml.safe_load((_HERE / "labels.yaml").read_text(encoding="utf-8")))


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """A label's or layout's expression, compiled without regard to case."""
    return re.compile(expression, re.IGNORECASE)

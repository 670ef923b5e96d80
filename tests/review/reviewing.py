"""Review as it runs: on the demo's graph, with typed lines from a list, or in a terminal of its own."""

from __future__ import annotations

import datetime
import io
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from graphbuild import corrections
from graphbuild.corrections.entries import Entry
from graphbuild.corrections.writing import Journal
from graphbuild.graph.store import Graph
from graphbuild.review import Question, Reading, Session, questions

DAY = datetime.date(2026, 3, 31)


def asked(graph: Graph, under: float = 1.0, answered: Iterable[Entry] = ()) -> list[Question]:
    return questions(Reading(graph), under, answered)


def typed(graph: Graph, file: Path, *lines: str, under: float = 1.0, some: Iterable[Question] | None = None) -> str:
    """What the terminal shows when these lines are typed, and then nothing more."""
    shown, given = io.StringIO(), iter(lines)
    console = Console(file=shown, width=100)
    reading = Reading(graph)
    these = list(some) if some is not None else questions(reading, under, entries(file))
    Session(these, reading, Journal(file), console, lambda: next(given, None), "A. Officer", DAY).run()
    return shown.getvalue()


def entries(file: Path) -> tuple[Entry, ...]:
    """What the file holds; all of it has to be understood."""
    if not file.exists():
        return ()
    found = corrections.load([file])
    assert found.problems == ()
    return found.entries

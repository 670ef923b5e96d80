"""What a fetch tells the user: the committees that there are, what would be fetched, what came of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from shlex import quote

from graphbuild.errors import shown
from graphbuild.fetch.outcome import Outcome
from graphbuild.fetch.papers import Committee
from graphbuild.read.manifest import NAME


def committees(found: Sequence[Committee]) -> Iterator[str]:
    """A line for each committee: its number and name."""
    width = max(len(str(one.number)) for one in found)
    for one in found:
        yield f"{one.number:{width}}  {shown(one.name)}{'' if one.current else ' (no longer meets)'}"


def planned(outcome: Outcome) -> Iterator[str]:
    """A line for each paper that would be fetched, and how many there are."""
    for meeting, paper, held in outcome.papers:
        what = f"{paper.kind}{f' ({paper.status})' if paper.status else ''}"
        yield f"{meeting.day}  {what:20}  {'held already' if held else shown(paper.title)}  {shown(paper.address)}"
    new = sum(not held for _, _, held in outcome.papers)
    yield f"{_counted(new, 'paper')} of {_counted(outcome.meetings, 'meeting')} would be fetched, none was"


def summary(outcome: Outcome, into: Path) -> Iterator[str]:
    """What was fetched, what gave way, and what to do next."""
    parts = [
        f"{len(outcome.fetched):,} fetched ({outcome.bytes / 1_000_000:.1f} MB)",
        f"{len(outcome.changed):,} changed" if outcome.changed else "",
        f"{outcome.unchanged:,} held already" if outcome.unchanged else "",
        f"{len(outcome.dropped):,} gave way to newer ones" if outcome.dropped else "",
        f"{len(outcome.refused):,} refused" if outcome.refused else "",
    ]
    yield f"{shown(outcome.committee.name)}, {_counted(outcome.meetings, 'meeting')}: {', '.join(filter(None, parts))}"
    yield f"the papers are in {shown(into)}, and {NAME} says where each is from"
    yield f"what next: graphbuild build {quote(shown(into))}"


def withdrawn(outcome: Outcome, into: Path) -> Iterator[str]:
    """A sentence on each paper that the site took back."""
    for entry in outcome.withdrawn:
        yield f"{shown(into / entry.file)} is no longer on the site and was kept; delete it if it should not be used"


def _counted(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"

"""What a user asks a fetch for, and what comes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graphbuild.fetch.papers import Committee, Meeting, Paper
from graphbuild.read.manifest import Entry


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a user asks for."""

    site: str
    """Any address of the site."""
    committee: str
    """Number or name."""
    since: date | None = None
    until: date | None = None
    into: Path
    largest: int
    """Bytes of one document, at most."""
    total: int
    """Bytes of all, at most."""
    dry: bool = False
    """Whether only to find out what would be fetched."""


@dataclass
class Outcome:
    """What came of it."""

    committee: Committee
    meetings: int
    papers: list[tuple[Meeting, Paper, bool]] = field(default_factory=list)
    """Those found, and whether they were held already."""
    fetched: list[Entry] = field(default_factory=list)
    changed: list[Entry] = field(default_factory=list)
    unchanged: int = 0
    dropped: list[Entry] = field(default_factory=list)
    """Those that gave way to others."""
    withdrawn: list[Entry] = field(default_factory=list)
    """Those that the site offers no more, kept."""
    refused: list[str] = field(default_factory=list)
    """A sentence on each that was not given."""
    stopped: str | None = None
    """Why it ended early."""
    bytes: int = 0

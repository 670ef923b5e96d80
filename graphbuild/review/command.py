"""``review`` as the command line has it: which file, who answers, the terminal."""

from __future__ import annotations

import getpass
import io
import select
import sys
from pathlib import Path

from rich.console import Console

from graphbuild import corrections, output
from graphbuild.corrections.writing import Journal
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import Graph
from graphbuild.review.asking import questions
from graphbuild.review.reading import Reading
from graphbuild.review.session import Session, refuse_without_terminal, today

_BEAT = 0.5
"""Seconds."""


def review(graph: Graph, location: str, file: Path | None, under: float, by: str | None) -> str:
    """Asks in the terminal what is doubtful, writes the answers, and says in a sentence what was done.

    Raises GraphbuildError where there is no terminal, the file of corrections is not known, or cannot be used.
    """
    refuse_without_terminal(sys.stdin.isatty() and sys.stdout.isatty())
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    journal = Journal(file or _kept_in(location))
    answered = corrections.load([journal.path]).entries if journal.path.exists() else ()
    reading, console = Reading(graph), Console()
    asked = questions(reading, under, answered)
    if not asked:
        return f"nothing is doubtful that was not answered yet, under a confidence of {under:g}"
    told = f"{_counted(len(asked), 'question')}; the answers go to {shown(journal.path)}"
    console.print(told, markup=False, highlight=False)
    try:
        Session(asked, reading, journal, console, _typed, by or _who(), today()).run()
    except KeyboardInterrupt:
        console.print()
    if not len(journal):
        return "nothing was answered; all will be asked again"
    verb, them = ("is", "it") if len(journal) == 1 else ("are", "them")
    return (
        f"{_counted(len(journal), 'answer')} {verb} in {shown(journal.path)}; "
        f"build again, as you built {shown(location)}, to apply {them}"
    )


def _counted(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _typed() -> str | None:
    # A Ctrl-C just before a read that waits without end would be heard only after the next line.
    while sys.platform != "win32" and not select.select([sys.stdin], [], [], _BEAT)[0]:
        pass
    line = sys.stdin.readline()
    return line.rstrip("\n") if line else None


def _kept_in(location: str) -> Path:
    """The file that the build of a folder used, or would have."""
    named = (output.report(Path(location)) or {}).get("corrections")
    if not isinstance(named, str) or not named:
        raise GraphbuildError(
            f"{shown(location)} does not tell beside which documents corrections are kept; name the file: --corrections"
        )
    if not Path(named).parent.is_dir():
        raise GraphbuildError(f"the folder of {shown(named)} is gone; name the file with --corrections")
    return Path(named)


def _who() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        raise GraphbuildError("it is not known who you are; say so with --by NAME") from None

"""What the commands say on the terminal besides their results."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from graphbuild import interrupts
from graphbuild.errors import GraphbuildError, shown

if TYPE_CHECKING:
    from graphbuild.model import Refusal
    from graphbuild.report import Report
    from graphbuild.spark.engine import Built

_COUNTED = {
    "gb:Meeting": "meetings",
    "gb:AgendaItem": "items",
    "gb:Resolution": "resolutions",
    "foaf:Person": "people",
    "org:Organization": "organisations",
    "gb:Undertaking": "undertakings",
}


def say(message: str) -> None:
    """One line on standard error, whatever is in ``message``."""
    line = shown(message)
    print(f"graphbuild: {line}{'' if line.endswith(('.', '?', '!')) else '.'}", file=sys.stderr, flush=True)


def failed(error: Exception) -> None:
    """Says what went wrong; the traceback only to who asks for it with ``GRAPHBUILD_DEBUG=1``."""
    if os.environ.get("GRAPHBUILD_DEBUG"):
        traceback.print_exception(error)
    if isinstance(error, GraphbuildError):
        say(str(error))
    else:
        what = f"{type(error).__name__}: {error}"
        say(f"this is a fault of graphbuild ({what[:200]}); please report it, with what GRAPHBUILD_DEBUG=1 prints")


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error while the block runs, where that is a terminal; gives what is to be told."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=None)

        def told(stage: str, done: int, total: int) -> None:
            interrupts.raise_again()
            bar.update(task, description=stage, completed=done, total=total)

        yield told


def warnings(sentences: Iterable[str]) -> None:
    """A line on each document that needs a look or was not used, on standard error."""
    for sentence in sentences:
        say(sentence)


def refusals(refused: Iterable[Refusal]) -> None:
    """A line for each input that was not used."""
    for refusal in refused:
        say(refusal.reason)


def summary(report: Report, out: Path) -> None:
    """What a build has come to, and what to do with it, on standard output."""
    counted = [f"{report.classes.get(cls, 0):,} {words}" for cls, words in _COUNTED.items()]
    spent = [f"{stage} {seconds:.1f}" for stage, seconds in report.seconds.items()]
    graph = "" if out == Path("output") else f" --graph {quote(shown(out))}"
    next_commands = {
        "graphbuild queries": "the questions that can be asked",
        f"graphbuild query topic-timeline -p topic=SEND{graph}": "one of them",
        f"graphbuild trace SEND --open{graph}": "a topic through the years, here and as a page",
        f"graphbuild view index --open{graph}": "a front page, with ways to all others",
        f"graphbuild explain SEND{graph}": "what the graph says of a thing, and where that stands",
    }
    width = max(map(len, next_commands))
    others = f", {report.ignored:,} of other kinds left out" if report.ignored else ""
    unchanged = f" ({report.unchanged:,} unchanged)" if report.unchanged else ""
    read = f"{_documents(len(report.documents))} read{unchanged}, {len(report.refused):,} refused{others}"
    lines = [
        f"{read}; the graph is in {shown(out)}",
        f"  {', '.join(counted)}: {report.triples:,} triples",
        *([f"  {report.corrected:,} corrections applied"] if report.corrected else []),
        f"  {sum(report.seconds.values()):.1f} s: {', '.join(spent)}",
        "what next:",
        *(f"  {command:{width}}  {meaning}" for command, meaning in next_commands.items()),
    ]
    print("\n".join(lines))


def cluster_summary(built: Built) -> None:
    """What a build on a cluster has come to, and what to do with it, on standard output."""
    spent = [f"{stage} {seconds:.1f}" for stage, seconds in built.seconds.items()]
    lines = [
        f"{_documents(built.documents)} read, {built.refused:,} refused; the graph is in {shown(built.out)}/quads",
        f"  {sum(built.seconds.values()):.1f} s: {', '.join(spent)}",
        "what next:",
        f"  graphbuild load {quote(shown(built.out))} --out FOLDER  the same as a graph on this machine",
        "  docs/bulk-load.md  loading it into Jena, QLever, Virtuoso or GraphDB",
    ]
    print("\n".join(lines))


def _documents(number: int) -> str:
    return "1 document" if number == 1 else f"{number:,} documents"

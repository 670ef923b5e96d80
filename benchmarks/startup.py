"""How long commands take to start, over Python importing only what they cannot do without. See ``suite.py``."""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from costs import Cost, by_turns, fastest, graphbuild
from results import Limit, Part, Table

from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE

QUESTION = ("topic-timeline", "-p", "topic=SEND")


@dataclass(frozen=True, slots=True)
class Start:
    """A command, and what it is measured against."""

    name: str
    command: list[str]
    against: str
    """Python code."""


def starts(graph: Path) -> tuple[Start, ...]:
    """The commands measured: one that only prints, and one that answers from the demo's graph."""
    return (
        Start("graphbuild --help", graphbuild("--help"), "import typer"),
        Start("graphbuild query", graphbuild("query", *QUESTION, "--graph", graph), "import typer, pyoxigraph"),
    )


def measure(rounds: int, at_most: float, tell: Callable[[str], None]) -> Part:
    """Each command ``rounds`` times, by turns with what it is measured against; all have to keep ``at_most``."""
    tell("start-up")
    with tempfile.TemporaryDirectory() as name:
        graph = Path(name, "demo")
        build([PACKAGE / "demo" / "corpus"], graph)
        compared = {start.name: start for start in starts(graph)}
        commands = {name: start.command for name, start in compared.items()}
        commands |= {start.against: [sys.executable, "-c", start.against] for start in compared.values()}
        costs: dict[str, list[Cost]] = defaultdict(list)
        for command, run in by_turns(commands, rounds + 1):
            costs[command].append(run.whole)
    least = {command: fastest(found[1:]) for command, found in costs.items()}  # the first reads files from the disk
    middle = {command: median(cost.processor for cost in found[1:]) for command, found in costs.items()}
    ratios = {name: least[name].processor / least[start.against].processor for name, start in compared.items()}
    rows = [
        (
            *(f"`{name}`", f"`{start.against}`", f"{least[name].processor:.3f}"),
            *(f"{least[start.against].processor:.3f}", f"{ratios[name]:.2f}"),
            f"{middle[name] / middle[start.against]:.2f}",
        )
        for name, start in compared.items()
    ]
    columns = ("command", "against Python's", "s of a processor, least", "of the other", "ratio", "ratio of medians")
    return Part(
        "Start-up",
        (Table(f"Least of {rounds} runs each", columns, rows),),
        [Limit(f"`{name}` over `{compared[name].against}`", ratio, at_most) for name, ratio in ratios.items()],
        {command: asdict(cost) for command, cost in least.items()} | {"ratios": ratios},
    )

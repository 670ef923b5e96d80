"""What linking costs at many thousand documents, in a process of its own, with findings made beforehand.

    python benchmarks/suite.py linking [--linked 800,2000,5000] [--cache FOLDER]

Extraction of thousands of documents takes minutes, so what it finds is kept in FOLDER, as a build keeps it: by the
document and by all that findings depend on, so that nothing stale is used. There is a council for every 250 documents,
and a smaller corpus is mostly a part of a larger one, so that it costs little besides.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import minutes
from costs import Cost, run
from fitting import LEAST, fit
from results import Chart, Limit, Part, Series, Table

from graphbuild.cache import Cache, Outcome
from graphbuild.codes import EntityKind
from graphbuild.extract import extract
from graphbuild.fingerprint import fingerprint
from graphbuild.link import link
from graphbuild.model import Source
from graphbuild.read import read_all
from graphbuild.settings import Settings
from graphbuild.workers import each, enough

SEED, OF_A_COUNCIL = 5, 250
DOCUMENTS, FINDINGS = "documents", "findings"
MEGA = 1e6


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking a corpus took."""

    councils: int
    mentions: int
    """Of people."""
    people: int
    held: int
    """Bytes that the process had before: findings, mostly."""
    cost: Cost
    """Its memory is that of the whole process."""


def measure(sizes: Sequence[int], cache: Path, most_mb: float, exponent: float, tell: Callable[[str], None]) -> Part:
    """Links the findings of so many documents; the largest corpus has to keep within ``most_mb``."""
    found = {size: linked(size, cache, tell) for size in sizes}
    seconds = [one.cost.processor for one in found.values()]
    limits = [Limit(f"MB at most, linking {max(sizes)} documents", found[max(sizes)].cost.memory / MEGA, most_mb)]
    note = ""
    if len(sizes) >= LEAST:
        fitted = fit(sizes, seconds)
        ratio = seconds[-1] / sizes[-1] / (seconds[0] / sizes[0])
        note = (
            f"Time grows as n^{fitted.exponent:.2f}; a document of the last takes {ratio:.2f} times one of the first."
        )
        limits.append(Limit("exponent of linking's time", fitted.exponent, exponent))
    memory = tuple(one.cost.memory / MEGA for one in found.values())
    held = tuple(one.held / MEGA for one in found.values())
    return Part(
        "Linking many documents",
        (_table(found, note),),
        limits,
        {size: asdict(one) for size, one in found.items()},
        (
            Chart("linking-time", "Time of linking", "seconds of a processor", [Series("link", sizes, seconds)]),
            Chart(
                "linking-memory",
                "Memory of linking",
                "MB at most at a time",
                [Series("findings held before", sizes, held), Series("while linking", sizes, memory)],
                logarithmic=False,
            ),
        ),
    )


def _table(found: Mapping[int, Linked], note: str) -> Table:
    columns = ("documents", "councils", "mentions of people", "people", "s of a processor", "ms a document")
    rows = [
        (
            *(f"{size:,}", str(one.councils), f"{one.mentions:,}", f"{one.people:,}", f"{one.cost.processor:.1f}"),
            *(f"{1000 * one.cost.processor / size:.1f}", f"{one.held / MEGA:,.0f}", f"{one.cost.memory / MEGA:,.0f}"),
        )
        for size, one in found.items()
    ]
    return Table("A process that only links", (*columns, "MB before", "MB at most"), rows, note)


def linked(number: int, cache: Path, tell: Callable[[str], None]) -> Linked:
    """Links the findings of ``number`` documents in a process of its own; they are made where they are not known."""
    councils = max(1, round(number / OF_A_COUNCIL))
    folder = cache / f"{number}-{councils}-{SEED}"
    prepare(folder, number, councils, tell)
    tell(f"linking {number} documents")
    watched = run([sys.executable, __file__, str(folder)])
    told = json.loads(watched.output)
    before = watched.between(told["began"] - 0.5, told["began"])
    cost = watched.between(told["began"], told["ended"])
    tell(f"  {cost.processor:.1f} s of a processor, {cost.memory / MEGA:,.0f} MB at most")
    return Linked(councils, told["mentions"], told["people"], before.memory, cost)


def prepare(folder: Path, number: int, councils: int, tell: Callable[[str], None]) -> None:
    """Writes the documents, and extracts from those of which the findings are not known."""
    minutes.write(folder / DOCUMENTS, number, SEED, councils)
    sources, kept, settings = _sources(folder), _findings(folder), Settings()
    todo = [source for source in sources if kept.get(source) is None]
    if todo:
        tell(f"extracting from {len(todo)} of {number} documents, once")
    outcomes = each(partial(extract, settings=settings), todo, enough(sum(len(source.text) for source in todo)))
    for source, findings in zip(todo, outcomes, strict=True):
        kept.put(source, Outcome(findings=findings))


def _sources(folder: Path) -> list[Source]:
    return [source for _, source in read_all([folder / DOCUMENTS], folder / "none", lambda done, total: None).documents]


def _findings(folder: Path) -> Cache:
    return Cache(folder.parent / FINDINGS, fingerprint(Settings()))


def alone(folder: Path) -> None:
    """What the process does that is watched; prints when it began and ended to link, and how much there was."""
    kept = _findings(folder)
    findings = [outcome.findings for source in _sources(folder) if (outcome := kept.get(source)) and outcome.findings]
    mentions = sum(mention.kind is EntityKind.PERSON for found in findings for mention in found.mentions)
    time.sleep(0.5)  # so that it is seen what it holds
    began = time.time()
    corpus = link(findings)
    ended = time.time()
    people = sum(entity.kind is EntityKind.PERSON for entity in corpus.entities)
    print(json.dumps({"began": began, "ended": ended, "mentions": mentions, "people": people}))


if __name__ == "__main__":
    alone(Path(sys.argv[1]))

"""How long a build takes against spaCy alone: ``graphbuild build`` and a bare ``nlp.pipe`` of the same model over the
same text, all its components on, each as a process of its own, start and loading included.

    python benchmarks/bare_pipe.py DOCUMENTS... [--workers N] [--runs 3] [--at-most 3]

The two run by turns, so that what else the machine does slows both; of each the least seconds count. Prints them
and the ratio, and exits 1 where the ratio by the clock is above ``--at-most``.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from costs import Cost, Run, by_turns, fastest, graphbuild

from graphbuild.read import read_all
from graphbuild.settings import Settings

BARE = """
import json, sys
from pathlib import Path
import spacy

model, texts = sys.argv[1:]
nlp = spacy.load(model)
for doc in nlp.pipe(json.loads(Path(texts).read_text("utf-8"))):
    pass
"""


@dataclass(frozen=True, slots=True)
class Compared:
    """A build and spaCy alone over the same text."""

    characters: int
    bare: Cost
    build: Cost
    stages: Mapping[str, Cost]
    """Of the fastest build, by the names in its report."""
    report: Mapping[str, Any]

    @property
    def ratio(self) -> float:
        """Of seconds by the clock."""
        return self.build.seconds / self.bare.seconds

    @property
    def processor(self) -> float:
        """The ratio of seconds of a processor: what the build would have with no more than one."""
        return self.build.processor / self.bare.processor


def compare(documents: Sequence[Path], folder: Path, runs: int = 1, workers: int | None = None) -> Compared:
    """Builds ``documents`` to ``output`` in ``folder``, by turns with spaCy alone."""
    out, texts = folder / "output", folder / "texts.json"
    read = read_all(documents, out, lambda done, total: None)
    texts.write_text(json.dumps([source.text for _, source in read.documents]), "utf-8")
    build = graphbuild("build", *documents, "--out", out, "--fresh", *(["--workers", workers] if workers else []))
    bare, builds = [], []
    commands = {"bare": [sys.executable, "-c", BARE, Settings().model, str(texts)], "build": build}
    for name, run in by_turns(commands, runs):
        if name == "bare":
            bare.append(run.whole)
        else:
            report = json.loads((out / "report.json").read_text("utf-8"))
            builds.append((run.whole, stages_of(run, report["seconds"], (out / "report.json").stat().st_mtime), report))
    _, stages, report = min(builds, key=lambda build: build[0].seconds)
    characters = sum(len(source.text) for _, source in read.documents)
    return Compared(characters, fastest(bare), fastest(build[0] for build in builds), stages, report)


def stages_of(run: Run, seconds: Mapping[str, float], ended: float) -> dict[str, Cost]:
    """The cost of each stage: they follow one another, and the report is written when the last has ended."""
    costs = {}
    for stage, taken in reversed(seconds.items()):
        costs[stage] = run.between(ended - taken, ended)
        ended -= taken
    return dict(reversed(costs.items()))


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        found = compare(arguments.documents, Path(folder), arguments.runs, arguments.workers)
    stages = ", ".join(f"{stage} {cost.seconds:.1f}" for stage, cost in found.stages.items())
    print(f"nlp.pipe alone    {found.bare.seconds:6.2f} s, {found.bare.processor:.2f} of a processor")
    print(f"graphbuild build  {found.build.seconds:6.2f} s, {found.build.processor:.2f} of a processor ({stages})")
    print(f"ratio             {found.ratio:6.2f} (at most {arguments.at_most:g}), {found.processor:.2f} of a processor")
    return int(found.ratio > arguments.at_most)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, help="default: as many as a build takes by itself")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--at-most", type=float, default=3.0)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())

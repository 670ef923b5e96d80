"""How long a build takes against spaCy alone: ``graphbuild build`` and a bare ``nlp.pipe`` of the same model over the
same text, each as a process of its own, start and loading included.

    python benchmarks/bare_pipe.py DOCUMENTS... [--workers N] [--runs 3] [--at-most 3]

The two run in turn, so that what else the machine does slows both; of each the fastest run counts. Prints the seconds
and the ratio, and exits 1 where the ratio is above ``--at-most``.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from pathlib import Path

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


def main() -> int:
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        out, texts = Path(folder, "output"), Path(folder, "texts.json")
        read = read_all(arguments.documents, out, lambda done, total: None)
        texts.write_text(json.dumps([source.text for _, source in read.documents]), "utf-8")
        paths = [str(path) for path in arguments.documents]
        graphbuild = [sys.executable, "-m", "graphbuild", "build", *paths, "--out", str(out), "--fresh"]
        graphbuild += ["--workers", str(arguments.workers)] if arguments.workers else []
        bare = [sys.executable, "-c", BARE, Settings().model, str(texts)]
        alone, builds = [], []
        for _ in range(arguments.runs):
            alone.append(_seconds(bare))
            builds.append((_seconds(graphbuild), (out / "report.json").read_text("utf-8")))
    spacy_alone, (build, report) = min(alone), min(builds)
    stages, ratio = json.loads(report)["seconds"], build / spacy_alone
    print(f"nlp.pipe alone    {spacy_alone:6.2f} s")
    print(f"graphbuild build  {build:6.2f} s ({', '.join(f'{stage} {taken:.1f}' for stage, taken in stages.items())})")
    print(f"ratio             {ratio:6.2f} (at most {arguments.at_most:g})")
    return int(ratio > arguments.at_most)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("documents", nargs="+", type=Path)
    parser.add_argument("--workers", type=int, help="default: as many as a build takes by itself")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--at-most", type=float, default=3.0)
    return parser.parse_args()


def _seconds(command: list[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())

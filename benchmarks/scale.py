"""What many councils over many years would take: documents, tokens, triples, hours of a core and storage, computed from
what a build of some documents takes here, on this machine alone and on Spark.

    python benchmarks/scale.py [DOCUMENTS...] [--councils 400] [--years 25] [--a-year 250] [--into docs/scale.md]

Without DOCUMENTS made-up minutes of several councils are measured. On Spark (in local mode, the extra ``spark``) two
sizes are built, so that what a build costs before it begins is told from what each document costs.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import minutes
import spacy
from bare_pipe import stages_of
from costs import graphbuild, run
from results import Table, machine
from suite import with_results

SEED = 5
HOUR = 3600


@dataclass(frozen=True, slots=True)
class Rates:
    """What was measured, in all."""

    documents: int
    characters: int
    tokens: int
    triples: int
    quads: int
    seconds: dict[str, float]
    """Of a processor, by stage; on Spark for each document beyond the first."""
    bytes: dict[str, int]


def local(documents: Sequence[Path], folder: Path) -> Rates:
    """A build by one process on this machine."""
    out = folder / "local"
    ran = run(graphbuild("build", *documents, "--out", out, "--fresh", "--workers", "1"))
    report = json.loads((out / "report.json").read_text("utf-8"))
    stages = stages_of(ran, report["seconds"], (out / "report.json").stat().st_mtime)
    tokenizer = spacy.blank("en").tokenizer
    texts = [path.read_text("utf-8") for path in (out / "sources").iterdir()]
    return Rates(
        documents=len(report["documents"]),
        characters=sum(map(len, texts)),
        tokens=sum(len(tokenizer(text)) for text in texts),
        triples=report["triples"],
        quads=report["quads"],
        seconds={name: cost.processor for name, cost in stages.items() if name != "load model"},
        bytes={name: _weight(out / name) for name in ("store", "graph.trig", "graph.ttl", "sources")},
    )


def on_spark(documents: Sequence[Path], folder: Path) -> tuple[float, dict[str, int]]:
    """Seconds of a processor for a build on Spark, and the bytes of what it leaves."""
    out = folder / f"spark-{len(documents)}"
    ran = run(graphbuild("build", *documents, "--out", out, "--engine", "spark"))
    return ran.whole.processor, {name: _weight(out / name) for name in ("quads", "documents")}


def _weight(path: Path) -> int:
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


Spark = tuple[float, float, dict[str, int]]
"""Seconds of a core for the start and for each document, and the bytes of what is written."""


def tables(rates: Rates, spark: Spark, wanted: int, length: int, asked: str) -> list[Table]:
    """What was measured, and what ``wanted`` documents of ``length`` characters would take."""
    fixed, each, weights = spark
    scale = wanted * length / rates.characters
    measured = Table(
        "Measured",
        ("", "in all", "a document", "a million characters"),
        [
            _measured("documents", rates.documents, rates, digits=0),
            _measured("characters", rates.characters, rates, digits=0),
            _measured("tokens of spaCy's", rates.tokens, rates, digits=0),
            _measured("triples", rates.triples, rates, digits=0),
            _measured("quads", rates.quads, rates, digits=0),
            *(_measured(f"{stage}, seconds of a core", taken, rates) for stage, taken in rates.seconds.items()),
            _measured(f"on Spark, seconds of a core, {fixed:.0f} for the start aside", each * rates.documents, rates),
            *(_measured(f"`{name}`, MB", weight / 1e6, rates) for name, weight in {**rates.bytes, **weights}.items()),
        ],
    )
    cores = sum(rates.seconds.values()) * scale / HOUR
    cluster = (fixed + each * rates.documents * scale) / HOUR
    rows = [
        ("documents", f"{wanted / 1e6:.2f} million"),
        ("characters", f"{wanted * length / 1e9:.1f} thousand million"),
        ("tokens", f"{rates.tokens * scale / 1e9:.1f} thousand million"),
        ("triples", f"{rates.triples * scale / 1e9:.2f} thousand million"),
        ("quads", f"{rates.quads * scale / 1e9:.2f} thousand million"),
        ("hours of a core, by the rates of one process", f"{cores:,.0f}"),
        ("hours of a core on Spark", f"{cluster:,.0f}"),
        *((f"`{name}`, GB", f"{weight * scale / 1e9:,.0f}") for name, weight in {**rates.bytes, **weights}.items()),
        *((f"on {n} cores, hours", f"{cluster / n:,.1f}") for n in (64, 256, 1024)),
    ]
    return [measured, Table(asked, ("", "estimate"), rows)]


def _measured(name: str, value: float, rates: Rates, digits: int = 3) -> tuple[str, str, str, str]:
    per_document, per_million = value / rates.documents, value / rates.characters * 1e6
    return name, f"{value:,.{min(digits, 1)}f}", f"{per_document:,.{digits}f}", f"{per_million:,.{min(digits, 1)}f}"


def main() -> None:
    given = _arguments()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if not given.documents:
            minutes.write(folder / "documents", given.number, SEED, councils=max(1, given.number // 50))
        roots = given.documents or [folder / "documents"]
        files = sorted(file for root in roots for file in (root.iterdir() if root.is_dir() else [root]))
        rates = local(files, folder)
        least = files[:: len(files) // max(1, len(files) // 4) or 1]
        (less, _), (more, weights) = on_spark(least, folder), on_spark(files, folder)
    each = (more - less) / (len(files) - len(least))
    fixed = more - each * len(files)
    wanted = given.councils * given.years * given.a_year
    length = given.characters or rates.characters // rates.documents
    asked = f"{given.councils} councils, {given.years} years, {given.a_year} documents a year of {length:,} characters"
    said = "\n".join(table.markdown() for table in tables(rates, (fixed, each, weights), wanted, length, asked))
    here = machine()
    said += f"\nMeasured on {here['processor']}, {here['cores']} cores, Python {here['python']}."
    print(said)
    if given.into:
        given.into.write_text(with_results(given.into.read_text("utf-8"), said), "utf-8")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("documents", nargs="*", type=Path)
    parser.add_argument("--number", type=int, default=400, help="made-up minutes to measure with")
    parser.add_argument("--councils", type=int, default=400)
    parser.add_argument("--years", type=int, default=25)
    parser.add_argument("--a-year", type=int, default=250, help="documents of one council in one year")
    parser.add_argument("--characters", type=int, help="of a document; default: as many as those measured have")
    parser.add_argument("--into", type=Path, metavar="FILE", help="Markdown: results go between the marks of the suite")
    return parser.parse_args()


if __name__ == "__main__":
    main()

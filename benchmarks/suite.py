"""The benchmark suite: what graphbuild costs, always against something else in the same run, as ratios.

    python benchmarks/suite.py [PART ...] [--small] [--json FILE] [--images FOLDER] [--into FILE]

PART is one or more of these, all by default:

  startup   ``graphbuild --help`` and ``graphbuild query`` against Python importing what they cannot do without
  build     ``graphbuild build`` against bare ``nlp.pipe`` of the same model, at each of --sizes; time by stage, memory
            and what is written, with a fit and what it says of --predict documents
  linking   linking the findings of --linked documents: time and memory
  queries   the named queries on Oxigraph against rdflib's engine, on a graph of --triples

Prints Markdown, tells on standard error what it does, and ends with 1 where a limit is not kept: those that are
asked for, or with --small, which is for CI, generous ones. Needs ``pip install -e '.[bench]'``.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from drawing import draw
from results import Limit, Part, machine

BEGIN, END = "<!-- suite -->", "<!-- end of suite -->"
PARTS = ("startup", "build", "linking", "queries")


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is measured, and what is asked of it."""

    sizes: tuple[int, ...]
    linked: tuple[int, ...]
    triples: int
    rounds: int
    """Of the start of a command."""
    build_at_most: float
    """Over bare ``nlp.pipe``, at the largest of the sizes, by the clock."""
    processor_at_most: float
    """The same in seconds of a processor."""
    predicted: int
    """Documents that a fit is to tell of."""
    start_at_most: float
    link_mb: float
    link_exponent: float
    rdflib_at_least: float
    """Over Oxigraph, for each query."""
    rdflib_waited: int
    """After how many times Oxigraph's time rdflib is not waited for."""


FULL = Extent(
    sizes=(50, 200, 800),
    linked=(800, 2000, 5000),
    triples=1_000_000,
    rounds=10,
    build_at_most=1 / 3,
    processor_at_most=1,
    predicted=5000,
    start_at_most=3,
    link_mb=2000,
    link_exponent=1.2,
    rdflib_at_least=1,
    rdflib_waited=50,
)
SMALL = Extent(
    sizes=(2, 5, 12),
    linked=(8, 16, 24),
    triples=20_000,
    rounds=3,
    build_at_most=4,
    processor_at_most=2,
    predicted=100,
    start_at_most=6,
    link_mb=500,
    link_exponent=2,
    rdflib_at_least=1,
    rdflib_waited=5,
)


def main() -> int:
    given = _arguments()
    extent = SMALL if given.small else FULL
    facts, found, limits = machine(), {}, []
    said = [_told(facts)]
    for name, part in measured(given, extent):
        found[name] = part.to_json()
        limits += part.limits
        said.append(part.markdown())
        print(said[-1], flush=True, end="\n\n")
        if given.images:
            for chart in part.charts:
                _tell(f"drawn: {draw(chart, given.images)}")
    said.append(f"## Limits\n\n{_kept(limits)}")
    print(said[-1])
    if given.into:
        given.into.write_text(with_results(given.into.read_text("utf-8"), "\n\n".join(said)), "utf-8")
    if given.json:
        given.json.write_text(json.dumps({"machine": facts, "parts": found}, indent=2) + "\n", "utf-8")
    return int(not all(limit.kept for limit in limits))


def measured(given: argparse.Namespace, extent: Extent) -> Iterator[tuple[str, Part]]:
    """Each part that is asked for, as it is done. A part's libraries are loaded when its turn comes."""
    sizes, linked = given.sizes or extent.sizes, given.linked or extent.linked
    if "startup" in given.parts:
        import startup

        yield "startup", startup.measure(extent.rounds, extent.start_at_most, _tell)
    if "build" in given.parts:
        import growth

        most = (extent.build_at_most, extent.processor_at_most)
        yield "build", growth.measure(sizes, given.predict or extent.predicted, given.runs, most, _tell)
    if "linking" in given.parts:
        import linking

        yield "linking", linking.measure(linked, given.cache, extent.link_mb, extent.link_exponent, _tell)
    if "queries" in given.parts:
        import queries

        triples, waited = given.triples or extent.triples, extent.rdflib_waited
        yield "queries", queries.measure(triples, given.cache, waited, extent.rdflib_at_least, _tell)


def with_results(document: str, results: str) -> str:
    """``document`` with other results between its marks. Raises ValueError where it has no such marks."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not end:
        raise ValueError(f"the document needs the lines {BEGIN} and {END}, between which the results go")
    return f"{before}{begin}\n\n{results.strip()}\n\n{end}{after}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", metavar="PART", default=list(PARTS), help=", ".join(PARTS))
    parser.add_argument("--small", action="store_true", help="less than a minute's worth, with generous limits")
    parser.add_argument("--sizes", type=_numbers, metavar="N,N,...", help="documents to build from")
    parser.add_argument("--linked", type=_numbers, metavar="N,N,...", help="documents to link")
    parser.add_argument("--predict", type=int, metavar="N", help="documents that a fit is to tell of")
    parser.add_argument("--triples", type=int, metavar="N", help="of the graph that is queried")
    parser.add_argument("--runs", type=int, default=1, help="of each build; the fastest counts")
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "graphbuild-benchmark"))
    parser.add_argument("--json", type=Path, metavar="FILE", help="all figures, with facts on the machine")
    parser.add_argument("--into", type=Path, metavar="FILE", help=f"Markdown: results go between {BEGIN} and {END}")
    parser.add_argument("--images", type=Path, metavar="FOLDER", help="where to draw graphs of cost against size")
    given = parser.parse_args()
    if unknown := set(given.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    return given


def _numbers(text: str) -> tuple[int, ...]:
    """Sizes from the smallest up."""
    if not re.fullmatch(r"[1-9]\d*(,[1-9]\d*)*", text, re.ASCII):
        raise argparse.ArgumentTypeError("give whole numbers above zero, such as 50,200,800")
    return tuple(sorted({int(number) for number in text.split(",")}))


def _told(facts: dict[str, object]) -> str:
    software = facts["software"]
    assert isinstance(software, dict)
    versions = ", ".join(f"{name} {found}" for name, found in software.items())
    return (
        f"{facts['cores']} cores of {facts['processor']}, {facts['memory_gb']} GB, {facts['system']}, Python "
        f"{facts['python']}; load at the start {facts['load_before']}. {versions}."
    )


def _kept(limits: list[Limit]) -> str:
    return "\n".join(f"- {'kept' if limit.kept else '**not kept**'}: {limit}" for limit in limits)


def _tell(what: str) -> None:
    print(what, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())

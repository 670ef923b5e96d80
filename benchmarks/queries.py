"""How fast the named queries answer on a graph of a million triples, beside rdflib's own engine on the same graph.

    python benchmarks/queries.py [NAME ...] [--triples N] [--cache FOLDER] [--at-most SECONDS] [--at-least RATIO]
    python benchmarks/queries.py [NAME ...] [--triples N] [--cache FOLDER] --against TRIPLES [--at-most-times RATIO]

The graph is what a corpus of many councils and years would give (``councils.py``). It is made once and kept in FOLDER
(by default in the system's temporary one).

Each query is asked with the parameters of its header's example. Oxigraph's time is the median of several runs on the
store; "lookup" is what it takes to find the things that the parameters name. rdflib gets the same text and terms with
the whole graph in memory, in a process that is ended after fifty times Oxigraph's time: that shows the ratio without
waiting for it. Ends with 1 where a query and its lookup take longer than --at-most, rdflib is not RATIO times as slow,
or Oxigraph has no answer within half a minute.

With ``--against 10000000`` each query is measured on that bigger graph too, by turns, with one thing at a time bound
that it asks about (``growth.py``); rdflib is left out. Ends with 1 where that takes more than --at-most-times as long;
where the answer has become longer, for each of its rows.
"""

from __future__ import annotations

import argparse
import gc
import math
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from typing import Any

import rdflib
from councils import corpus
from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store
from query_growth import HEADING, growth
from results import Limit, Part, Table

from graphbuild import output, query
from graphbuild.graph.store import Graph, open_graph
from graphbuild.query import NamedQuery
from graphbuild.vocabulary import XSD

TRIPLES = 1_000_000
ENOUGH = 50
"""After how many times Oxigraph's time rdflib is not waited for."""
GIVE_UP = 30.0
"""Seconds after which Oxigraph is not waited for."""
RUNS = 5
COLUMNS = ("query", "parameters", "rows", "lookup, s", "Oxigraph, s", "rdflib, times")
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True)
class Timing:
    """What one query took."""

    name: str
    given: Mapping[str, str]
    rows: int
    lookup: float
    oxigraph: float
    rdflib: float | None
    """None where it was ended, no number where it failed."""
    waited: int = ENOUGH
    """After how many times Oxigraph's time it was ended."""

    @property
    def ratio(self) -> float:
        """At least so many times as long."""
        return self.waited if self.rdflib is None else self.rdflib / self.oxigraph


def main() -> int:
    arguments = _arguments()
    if arguments.against:
        return _grown(arguments)
    print(f"| {' | '.join(COLUMNS)} |\n| --- | --- | --: | --: | --: | --: |")
    failed = []
    for timing in timings(arguments.triples, arguments.cache, arguments.names):
        print(f"| {' | '.join(_row(timing))} |", flush=True)
        if timing.lookup + timing.oxigraph > min(arguments.at_most, GIVE_UP) or timing.ratio < arguments.at_least:
            failed.append(timing.name)
    if failed:
        print(f"\nToo slow: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _grown(arguments: argparse.Namespace) -> int:
    small, big = (open_graph(corpus(size, arguments.cache)) for size in (arguments.triples, arguments.against))
    print(HEADING)
    failed = []
    for found in growth(small, big, arguments.names):
        print(found.row(), flush=True)
        if found.per_row > arguments.at_most_times:
            failed.append(f"{found.name} by {found.bound}")
    if failed:
        print(f"\nGrow too fast: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Times the named queries on a big graph, beside rdflib.")
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--triples", type=int, default=TRIPLES)
    parser.add_argument("--cache", type=Path, default=Path(tempfile.gettempdir(), "graphbuild-benchmark"))
    parser.add_argument("--at-most", type=float, default=float("inf"), metavar="SECONDS")
    parser.add_argument("--at-least", type=float, default=0.0, metavar="RATIO")
    parser.add_argument("--against", type=int, metavar="TRIPLES")
    parser.add_argument("--at-most-times", type=float, default=float("inf"), metavar="RATIO")
    return parser.parse_args()


def _row(timing: Timing) -> tuple[str, ...]:
    given = ", ".join(f"{name}={value}" for name, value in timing.given.items())
    ratio = f"more than {timing.waited}" if timing.rdflib is None else f"{timing.ratio:.0f}"
    ratio = "rdflib fails" if ratio == "nan" else ratio
    return timing.name, given, str(timing.rows), f"{timing.lookup:.3f}", f"{timing.oxigraph:.3f}", ratio


def measure(triples: int, cache: Path, waited: int, at_least: float, tell: Callable[[str], None]) -> Part:
    """The part of ``suite.py``: rdflib is to take ``at_least`` times as long as Oxigraph for each query."""
    tell(f"named queries on {triples:,} triples")
    found = list(timings(triples, cache, waited=waited))
    ratios = {timing.name: timing.ratio for timing in found if not math.isnan(timing.ratio)}
    nearest = min(ratios, key=ratios.__getitem__)
    least = f"rdflib's time over Oxigraph's, where it is the least ({nearest}), or {waited}"
    note = (
        f"Half take rdflib at least {median(ratios.values()):.0f} times as long; after {waited} it is not waited for."
    )
    return Part(
        "Named queries, Oxigraph against rdflib",
        (Table(f"On {triples:,} triples", COLUMNS, [_row(timing) for timing in found], note),),
        [Limit(least, ratios[nearest], at_least, at_least=True)],
        {timing.name: asdict(timing) | {"ratio": ratios.get(timing.name)} for timing in found},
    )


def timings(triples: int, cache: Path, names: Collection[str] = (), waited: int = ENOUGH) -> Iterator[Timing]:
    """What each named query takes, or each of ``names``, on a graph of so many triples."""
    folder = corpus(triples, cache)
    graph, in_memory = open_graph(folder), _in_memory(folder)
    for named in query.list_queries():
        if not names or named.name in names:
            yield _timed(graph, in_memory, named, waited)


def _in_memory(folder: Path) -> rdflib.Graph:
    """The store's default graph in rdflib's own memory."""
    graph = rdflib.Graph()
    known: dict[Any, Any] = {}
    gc.disable()
    for quad in Store.read_only(str(folder / output.STORE)).quads_for_pattern(None, None, None, DefaultGraph()):
        terms = (quad.subject, quad.predicate, quad.object)
        graph.add(tuple(known.setdefault(term, _of_rdflib(term)) for term in terms))
    gc.freeze()  # so that forked processes do not copy it all
    gc.enable()
    return graph


def _of_rdflib(term: Any) -> Any:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    plain = term.language or term.datatype == XSD.string
    return rdflib.Literal(term.value, term.language, None if plain else rdflib.URIRef(term.datatype.value))


def _timed(graph: Graph, in_memory: rdflib.Graph, named: NamedQuery, waited: int) -> Timing:
    begun = time.perf_counter()
    bindings = query.bindings(graph, named, named.example)
    lookup = time.perf_counter() - begun
    rows, oxigraph = _in_time(GIVE_UP, lambda: _of_oxigraph(graph, named.text, bindings)) or (0, float("inf"))
    terms = {name: _of_rdflib(term) for name, term in bindings.items()}
    try:
        other = _in_time(waited * min(oxigraph, GIVE_UP), lambda: _of_other(in_memory, named.text, terms))
    except EOFError:
        other = float("nan")
    return Timing(named.name, named.example, int(rows), lookup, oxigraph, other, waited)


def _of_oxigraph(graph: Graph, text: str, terms: Mapping[str, Any]) -> tuple[int, float]:
    """The number of rows, and the median time of some runs."""
    times: list[float] = []
    while len(times) < RUNS and sum(times) < GIVE_UP / RUNS:
        begun = time.perf_counter()
        result = graph.query(text, terms)
        assert isinstance(result, QuerySolutions)
        rows = len(list(result))
        times.append(time.perf_counter() - begun)
    return rows, median(times)


def _of_other(graph: rdflib.Graph, text: str, terms: Mapping[str, Any]) -> float:
    begun = time.perf_counter()
    list(graph.query(text, initBindings=terms))
    return time.perf_counter() - begun


def _in_time(limit: float, work: Callable[[], Any]) -> Any:
    """What ``work`` gives in a process of its own; None where that takes longer than so many seconds.

    Raises EOFError where the process ends without giving anything.
    """
    receiving, sending = FORK.Pipe(duplex=False)
    process = FORK.Process(target=lambda: sending.send(work()))
    process.start()
    sending.close()
    try:
        return receiving.recv() if receiving.poll(limit) else None
    finally:
        process.kill()
        process.join()


if __name__ == "__main__":
    sys.exit(main())

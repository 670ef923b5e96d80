"""A graph as a corpus of many councils and years would give it: the demo corpus's, once for each year of each council.

A council's people, posts, organisations and undertakings are its own and have names of their own; topics and codes are
shared. It is loaded in chunks, straight into a store: memory does not grow with it.
"""

from __future__ import annotations

import hashlib
import inspect
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse

from graphbuild import demo, lookup, nameindex, output
from graphbuild.pipeline import build
from graphbuild.vocabulary import FOAF, GB, RDFS, SKOS, VOID, XSD

YEARS = 8
"""How many copies share a council's people, posts, organisations and undertakings."""
SHARED_IN_COUNCIL = ("person/", "post/", "organisation/", "undertaking/", "term/", "tenure/")
NAMES = frozenset({RDFS.label, SKOS.prefLabel, SKOS.altLabel, FOAF.name, FOAF.familyName, GB.shortForm, GB.longForm})
DATES = frozenset({XSD.date, XSD.gYearMonth, XSD.gYear})
CHUNK = 250_000
"""Quads that are loaded at a time, each with its triple in the default graph."""


def corpus(triples: int, cache: Path) -> Path:
    """A folder with the store of a graph of about so many triples, as a build writes it; made where it is not there."""
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache) as temporary:
        small = Path(temporary, "demo")
        build([Path(demo.__file__).parent / "corpus"], small)
        trig = (small / output.GRAPHS[1]).read_bytes()
        made_by = f"{inspect.getsource(_copied)} {nameindex.VERSION}"
        recipe = hashlib.sha256(trig + made_by.encode()).hexdigest()[:12]
        folder = cache / f"{triples}-triples-{recipe}"
        if not folder.is_dir():
            new = Path(temporary, "big")
            new.mkdir()
            _load(_quads(list(parse(trig, RdfFormat.TRIG)), triples), new)
            new.rename(folder)
    return folder


def _load(quads: Iterator[Quad], folder: Path) -> None:
    """The store of the quads, with their union as its default graph, and the index of names in it."""
    store = Store(str(folder / output.STORE))
    while chunk := list(islice(quads, CHUNK)):
        store.bulk_extend(chunk)
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in chunk)
    store.optimize()
    store.flush()
    del store
    lookup.write_index(folder)


def _quads(quads: list[Quad], triples: int) -> Iterator[Quad]:
    """As many copies as it takes for so many triples."""
    council = len({quad.triple for copy in range(YEARS) for quad in _copied(quads, copy)})
    for copy in range(-(-triples * YEARS // council)):
        yield from _copied(quads, copy)


def _copied(quads: list[Quad], copy: int) -> Iterator[Quad]:
    """The quads of one year of one council."""
    base = next(str(getattr(quad.object, "value", "")) for quad in quads if quad.predicate == VOID.uriSpace)
    council, year = divmod(copy, YEARS)
    owner = f"{base}c{council}/"
    ending = "aeiou"[council // 5 % 5] + "bdgklmnprst"[council % 11] + "aeiou"[council % 5]

    def renamed(term: Any) -> NamedNode:
        path: str = term.value.removeprefix(base)
        if path == term.value:
            return NamedNode(path)
        return NamedNode(owner + path if path.startswith(SHARED_IN_COUNCIL) else f"{owner}y{year}/{path}")

    def changed(subject: Any, predicate: NamedNode, term: Any) -> Any:
        if isinstance(term, NamedNode):
            return renamed(term)
        if predicate in NAMES and council and subject.value.startswith(base):
            return Literal(term.value + ending)
        if term.datatype in DATES:
            moved = str(int(term.value[:4]) - YEARS + year) + term.value[4:]
            return Literal(moved.replace("-02-29", "-02-28"), datatype=term.datatype)
        return term

    for quad in quads:
        subject, graph = renamed(quad.subject), renamed(quad.graph_name)
        yield Quad(subject, quad.predicate, changed(quad.subject, quad.predicate, quad.object), graph)

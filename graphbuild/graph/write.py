"""Quads -> ``store/``, ``graph.trig`` and ``graph.ttl``; and the two files of any store.

Quads are taken as they come, a few graphs at a time (``files``), and loaded into the store from the text that is
written (``load``): no more than those few graphs are in memory. The store's default graph is what all graphs hold
together, each triple once. Oxigraph's own union has a triple once for each graph that holds it (issue 1919), so that a
pattern of seven triples of a fact that ten documents state would match ten million times.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, groupby
from pathlib import Path
from typing import Any, TextIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from graphbuild.graph.files import Files, Graphs
from graphbuild.graph.load import Loader
from graphbuild.graph.sections import BY_CLASS, LAST, PREFIXES, SECTIONS
from graphbuild.graph.turtle import INDENT, Statement, Turtle, natural
from graphbuild.vocabulary import RDF, VOID, XSD

__all__ = [
    "PREFIXES",
    "SECTIONS",
    "Counts",
    "Name",
    "Subject",
    "as_trig",
    "as_turtle",
    "base",
    "statements",
    "subjects",
    "write",
]

Subject = NamedNode | BlankNode
Name = NamedNode | BlankNode | DefaultGraph
"""Of a graph."""
_BATCH = 50_000
"""Quads that are held at a time, where a graph does not have more."""
_LARGEST = 4 * _BATCH
"""Quads of one graph that are held at a time."""
_AS_IT_IS = re.compile(r"0|-?[1-9][0-9]{0,17}")
"""An integer that Oxigraph keeps as it is."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was written."""

    triples: int
    """Of ``graph.ttl``: what all graphs hold together."""
    quads: int
    """Of ``graph.trig`` and the store's named graphs."""
    graphs: int
    classes: Mapping[str, int]
    """Instances by class, as a prefixed name where it has one; sorted."""


def write(quads: Iterable[Quad | tuple[Any, ...]], folder: Path, workers: int = 1) -> Counts:
    """Write ``quads`` to ``store/``, ``graph.trig`` and ``graph.ttl`` in ``folder``, which is there already.

    The three depend on the set of quads alone, not on their order, but that IRIs are relative to a base only where the
    first 50,000 quads or so name it (``void:uriSpace``). A graph's quads had best come together. With two ``workers``
    the store is loaded while the files are written. Quads are in named graphs and without blank nodes. Raises
    FileExistsError where ``folder`` has a store already, OSError where it cannot be written.
    """
    path = folder / "store"
    if path.exists():
        raise FileExistsError(f"{path} is there already; write to a new folder.")
    batches = _batches(quads)
    first = next(batches, {})
    turtle = Turtle(_base(first), PREFIXES, as_stored)
    store = Store(str(path))
    with Loader(store, turtle.header(), workers) as loader, Files(folder, turtle, loader) as files:
        for graphs in chain([first], batches):
            files.add(graphs)
        triples, classes = files.write_turtle()
        total = files.write_trig()
        number = files.graphs
    store.optimize()
    store.flush()
    return Counts(triples=triples, quads=total, graphs=number, classes=classes)


def _batches(quads: Iterable[Quad | tuple[Any, ...]]) -> Iterator[Graphs]:
    """``quads`` by graph and subject, as many graphs at a time as ``_BATCH`` allows."""
    graphs: Graphs = {}
    held, last = 0, None
    for subject, predicate, term, graph in quads:
        if graph is not last or held >= _LARGEST:
            if held >= _LARGEST or (held >= _BATCH and graph not in graphs):
                yield graphs
                graphs, held = {}, 0
            about, last = graphs.setdefault(graph, {}), graph
        held += 1
        said = about.get(subject)
        if said is None:
            about[subject] = [(predicate, term)]
        else:
            said.append((predicate, term))
    if graphs:
        yield graphs


def _base(graphs: Graphs) -> str:
    """What the data's IRIs begin with, as ``base`` has it."""
    said = (said for subjects in graphs.values() for statements in subjects.values() for said in statements)
    spaces = (term for predicate, term in said if predicate == VOID.uriSpace)
    return min((space.value for space in spaces if isinstance(space, Literal)), default="")


def as_stored(literal: Literal) -> Literal:
    """A number, date or time as Oxigraph keeps it, which is by value: ``5`` of ``05``."""
    if literal.datatype == XSD.integer and _AS_IT_IS.fullmatch(literal.value):
        return literal
    return _through_store(literal)


@lru_cache(10_000)
def _through_store(literal: Literal) -> Literal:
    store = Store()
    store.add(Quad(RDF.type, RDF.type, literal))
    kept = next(iter(store)).object
    assert isinstance(kept, Literal)
    return kept


def as_trig(store: Store, file: TextIO) -> int:
    """Writes the named graphs of ``store``, one block each, in an order that depends on what they say alone.

    Gives the number of quads.
    """
    turtle, sections = Turtle(base(store), PREFIXES), _sections(store)
    file.write(turtle.header())
    total = 0
    for graph in sorted(store.named_graphs(), key=_natural):
        file.write(f"\n{turtle.term(graph)} {{\n")
        # A document's graph fits in memory, where one reading of it is faster than a look-up of each subject.
        about: defaultdict[Subject, list[Statement]] = defaultdict(list)
        for quad in store.quads_for_pattern(None, None, None, graph):
            if isinstance(quad.subject, NamedNode | BlankNode):
                about[quad.subject].append((quad.predicate, quad.object))
        for block, triples in _blocks(_in_order(sections, about), about.__getitem__, turtle, INDENT):
            file.write(block)
            total += triples
        file.write("}\n")
    return total


def as_turtle(store: Store, file: TextIO) -> int:
    """Writes the default graph of ``store``, in an order that depends on what it says alone.

    Gives the number of triples.
    """
    turtle = Turtle(base(store), PREFIXES)
    file.write(turtle.header())
    total = 0
    for block, triples in _blocks(
        subjects(store, DefaultGraph()), lambda node: statements(store, node, DefaultGraph()), turtle, ""
    ):
        file.write(block)
        total += triples
    return total


def subjects(store: Store, graph: Name) -> list[tuple[int, list[Subject]]]:
    """What ``graph`` says something of, in the order of the files: by section (its place in SECTIONS)."""
    # Asked for as a query, since a pattern would also make terms of all predicates and objects.
    found = store.query("SELECT DISTINCT ?node WHERE { ?node ?p ?o }", default_graph=graph)
    assert isinstance(found, QuerySolutions)
    return _in_order(_sections(store), (solution[0] for solution in found))


def statements(store: Store, node: Subject, graph: Name) -> list[Statement]:
    """What ``graph`` says of ``node``."""
    return [(quad.predicate, quad.object) for quad in store.quads_for_pattern(node, None, None, graph)]


def _in_order(sections: Mapping[Subject, int], found: Iterable[Subject]) -> list[tuple[int, list[Subject]]]:
    nodes = [node for node in found if isinstance(node, NamedNode | BlankNode)]
    nodes.sort(key=lambda node: (sections.get(node, LAST), _natural(node)))
    return [(section, list(members)) for section, members in groupby(nodes, key=lambda n: sections.get(n, LAST))]


def _blocks(
    ordered: Iterable[tuple[int, list[Subject]]],
    about: Callable[[Subject], Collection[Statement]],
    turtle: Turtle,
    margin: str,
) -> Iterator[tuple[str, int]]:
    """The text and number of triples of each heading and each subject, in order."""
    for section, members in ordered:
        yield f"\n{margin}# {SECTIONS[section][0]}\n", 0
        for node in members:
            said = about(node)
            yield "\n" + turtle.subject(node, said, margin), len(said)


def _sections(store: Store) -> dict[Subject, int]:
    """The section of each subject that has a type."""
    found: dict[Subject, int] = {}
    for quad in store.quads_for_pattern(None, RDF.type, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode):
            section = BY_CLASS.get(quad.object, LAST)
            found[quad.subject] = min(section, found.get(quad.subject, section))
    return found


def base(store: Store) -> str:
    """What the data's IRIs begin with, as the data set itself says; empty where it does not."""
    spaces = (quad.object for quad in store.quads_for_pattern(None, VOID.uriSpace, None, DefaultGraph()))
    return min((space.value for space in spaces if isinstance(space, Literal)), default="")


def _natural(node: Subject) -> tuple[str, str]:
    return natural(node.value), node.value

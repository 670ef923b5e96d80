"""Quads -> ``store/``, ``graph.trig`` and ``graph.ttl``.

The on-disk store comes first: it takes quads as they come, folds those that come twice, and serves each subject's
triples in turn, so that only the subjects' names have to be sorted in memory. Its default graph is what all graphs hold
together, each triple once. Oxigraph's own union has a triple once for each graph that holds it (issue 1919), so that a
pattern of seven triples of a fact that ten documents state would match ten million times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, QuerySolutions, Store

from graphbuild import vocabulary
from graphbuild.graph import properties
from graphbuild.graph.turtle import INDENT, Statement, Turtle, natural
from graphbuild.vocabulary import FOAF, GB, ORG, PROV, RDF, SCHEMA, SKOS, VOID
from graphbuild.workers import each

Subject = NamedNode | BlankNode
Name = NamedNode | BlankNode | DefaultGraph
"""Of a graph."""
PREFIXES = vocabulary.PREFIXES | {scheme: f"{vocabulary.CODE_IRI}{scheme}/" for scheme in properties.SCHEMES}
_MANY = 200_000
"""Quads from which starting a process takes less time than it saves."""
SECTIONS: tuple[tuple[str, tuple[NamedNode, ...]], ...] = (
    ("Data set", (VOID.Dataset, PROV.Activity, PROV.SoftwareAgent)),
    ("Sources", (GB.Source,)),
    ("Meetings", (GB.Meeting,)),
    ("Agenda items", (GB.AgendaItem,)),
    ("Resolutions", (GB.Resolution,)),
    ("Papers and recommendations", (GB.Paper, GB.Recommendation)),
    ("People", (FOAF.Person,)),
    ("Posts", (ORG.Post,)),
    ("Organisations", (ORG.Organization,)),
    ("Undertakings", (GB.Undertaking,)),
    ("Terms", (GB.Term,)),
    ("Attendance", (GB.Attendance,)),
    ("Tenures", (GB.Tenure,)),
    ("Involvements", (GB.Involvement,)),
    ("Declarations of interest", (GB.Declaration,)),
    ("Sums of money", (SCHEMA.MonetaryAmount,)),
    ("Abbreviations", (GB.Abbreviation,)),
    ("Claims", (GB.Claim,)),
    ("Passages", (GB.Passage,)),
    ("Codes and topics", (SKOS.Concept,)),
    ("Other", ()),
)
"""The order of the files, with headings: what is of several classes stands under the first."""


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


def write(quads: Iterable[Quad], folder: Path, workers: int = 1) -> Counts:
    """Write ``quads`` to ``store/``, ``graph.trig`` and ``graph.ttl`` in ``folder``, which is there already.

    The two files depend on the set of quads alone, not on their order; with two ``workers`` they are written at a time.
    Quads are in named graphs and without blank nodes. Raises FileExistsError where ``folder`` has a store already,
    OSError where it cannot be written.
    """
    path = folder / "store"
    if path.exists():
        raise FileExistsError(f"{path} is there already; write to a new folder.")
    store = Store(str(path))
    store.bulk_extend(_and_union(quads))
    store.optimize()
    store.flush()
    _, triples = each(partial(_serialise, folder), ("graph.trig", "graph.ttl"), workers if len(store) > _MANY else 1)
    return Counts(
        triples=triples,
        quads=len(store) - triples,
        graphs=len(list(store.named_graphs())),
        classes=_instances(store),
    )


def _serialise(folder: Path, name: str) -> int:
    """Writes one of the two files from the store in ``folder``; gives the number of its statements."""
    store = Store.read_only(str(folder / "store"))
    with (folder / name).open("w", encoding="utf-8", newline="\n") as file:
        return as_turtle(store, file) if name == "graph.ttl" else as_trig(store, file)


def _and_union(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Each quad, and its triple in the default graph."""
    for quad in quads:
        yield quad
        yield Quad(quad.subject, quad.predicate, quad.object)


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
    last = len(SECTIONS) - 1
    nodes = [node for node in found if isinstance(node, NamedNode | BlankNode)]
    nodes.sort(key=lambda node: (sections.get(node, last), _natural(node)))
    return [(section, list(members)) for section, members in groupby(nodes, key=lambda n: sections.get(n, last))]


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
    by_class = {cls: number for number, (_, classes) in enumerate(SECTIONS) for cls in classes}
    found: dict[Subject, int] = {}
    for quad in store.quads_for_pattern(None, RDF.type, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode | BlankNode) and isinstance(quad.object, NamedNode):
            section = by_class.get(quad.object, len(SECTIONS) - 1)
            found[quad.subject] = min(section, found.get(quad.subject, section))
    return found


def _instances(store: Store) -> dict[str, int]:
    """How many instances each class has."""
    turtle = Turtle(base(store), PREFIXES)
    found = store.query("SELECT ?class (COUNT(?node) AS ?number) WHERE { ?node a ?class } GROUP BY ?class")
    assert isinstance(found, QuerySolutions)
    counts = {turtle.term(cls): int(number.value) for cls, number in found}
    return dict(sorted(counts.items()))


def base(store: Store) -> str:
    """What the data's IRIs begin with, as the data set itself says; empty where it does not."""
    spaces = (quad.object for quad in store.quads_for_pattern(None, VOID.uriSpace, None, DefaultGraph()))
    return min((space.value for space in spaces if isinstance(space, Literal)), default="")


def _natural(node: Subject) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    return natural(node.value), node.value

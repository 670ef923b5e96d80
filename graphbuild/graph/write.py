"""Quads -> ``store/``, ``graph.trig`` and ``graph.ttl``.

The on-disk store comes first: it takes quads as they come, folds those that come twice, and serves each subject's
triples in turn, so that only the subjects' names have to be sorted in memory. Its default graph is what all graphs hold
together, each triple once. Oxigraph's own union has a triple once for each graph that holds it (issue 1919), so that a
pattern of seven triples of a fact that ten documents state would match ten million times.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TextIO

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, Store

from graphbuild import vocabulary
from graphbuild.graph import properties
from graphbuild.graph.turtle import INDENT, Turtle, natural
from graphbuild.vocabulary import FOAF, GB, ORG, PROV, RDF, SCHEMA, SKOS, VOID

PREFIXES = vocabulary.PREFIXES | {scheme: f"{vocabulary.CODE_IRI}{scheme}/" for scheme in properties.SCHEMES}
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


def write(quads: Iterable[Quad], folder: Path) -> Counts:
    """Write ``quads`` to ``store/``, ``graph.trig`` and ``graph.ttl`` in ``folder``, which is there already.

    The two files depend on the set of quads alone, not on their order. Quads are in named graphs and without blank
    nodes. Raises FileExistsError where ``folder`` has a store already, OSError where it cannot be written.
    """
    path = folder / "store"
    if path.exists():
        raise FileExistsError(f"{path} is there already; write to a new folder.")
    store = Store(str(path))
    store.bulk_extend(quads)
    in_named_graphs = len(store)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    store.optimize()
    store.flush()
    turtle = Turtle(_base(store), PREFIXES)
    sections = _sections(store)
    with (folder / "graph.trig").open("w", encoding="utf-8", newline="\n") as file:
        _write_trig(file, store, turtle, sections)
    with (folder / "graph.ttl").open("w", encoding="utf-8", newline="\n") as file:
        triples = _write_turtle(file, store, turtle, sections)
    return Counts(
        triples=triples,
        quads=in_named_graphs,
        graphs=len(list(store.named_graphs())),
        classes=_instances(store, turtle),
    )


def _write_trig(file: TextIO, store: Store, turtle: Turtle, sections: Mapping[NamedNode, int]) -> None:
    """One block a named graph."""
    file.write(turtle.header())
    for graph in sorted((g for g in store.named_graphs() if isinstance(g, NamedNode)), key=_natural):
        file.write(f"\n{turtle.term(graph)} {{\n")
        for block, _ in _blocks(store, turtle, sections, graph, INDENT):
            file.write(block)
        file.write("}\n")


def _write_turtle(file: TextIO, store: Store, turtle: Turtle, sections: Mapping[NamedNode, int]) -> int:
    """All graphs as one; gives the number of triples."""
    file.write(turtle.header())
    total = 0
    for block, triples in _blocks(store, turtle, sections, DefaultGraph(), ""):
        file.write(block)
        total += triples
    return total


def _blocks(
    store: Store, turtle: Turtle, sections: Mapping[NamedNode, int], graph: NamedNode | DefaultGraph, margin: str
) -> Iterator[tuple[str, int]]:
    """The text and number of triples of each heading and each subject in ``graph``, in order."""
    subjects = {quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}
    nodes = [node for node in subjects if isinstance(node, NamedNode)]
    last = len(SECTIONS) - 1
    nodes.sort(key=lambda node: (sections.get(node, last), _natural(node)))
    for section, members in groupby(nodes, key=lambda node: sections.get(node, last)):
        yield f"\n{margin}# {SECTIONS[section][0]}\n", 0
        for node in members:
            about = store.quads_for_pattern(node, None, None, graph)
            statements = {(q.predicate, q.object) for q in about if isinstance(q.object, NamedNode | Literal)}
            yield "\n" + turtle.subject(node, statements, margin), len(statements)


def _sections(store: Store) -> dict[NamedNode, int]:
    """The section of each subject that has a type."""
    by_class = {cls: number for number, (_, classes) in enumerate(SECTIONS) for cls in classes}
    found: dict[NamedNode, int] = {}
    for quad in store.quads_for_pattern(None, RDF.type, None, DefaultGraph()):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            section = by_class.get(quad.object, len(SECTIONS) - 1)
            found[quad.subject] = min(section, found.get(quad.subject, section))
    return found


def _instances(store: Store, turtle: Turtle) -> dict[str, int]:
    """How many instances each class has."""
    typed = {(quad.subject, quad.object) for quad in store.quads_for_pattern(None, RDF.type, None, DefaultGraph())}
    counts = Counter(turtle.term(cls) for _, cls in typed if isinstance(cls, NamedNode))
    return dict(sorted(counts.items()))


def _base(store: Store) -> str:
    """What the data's IRIs begin with, as the data set itself says; empty where it does not."""
    spaces = (quad.object for quad in store.quads_for_pattern(None, VOID.uriSpace, None, DefaultGraph()))
    return min((space.value for space in spaces if isinstance(space, Literal)), default="")


def _natural(node: NamedNode) -> tuple[tuple[tuple[bool, int, str], ...], str]:
    return natural(node.value), node.value

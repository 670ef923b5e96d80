"""A graph, wherever it is, as a store on this machine that exports read: its named graphs, and all of them as one.

A build's folder is read where it is. What an endpoint holds is fetched into memory; what has no default graph of its
own, or has blank nodes, is copied there, and blank nodes get names that depend on what the graph says alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import (
    BlankNode,
    CanonicalizationAlgorithm,
    Dataset,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QuerySolutions,
    QueryTriples,
    Store,
)

from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.sparql import Term
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import RDF


def held(graph: Graph) -> Store:
    """The store of ``graph``; its default graph holds everything, each triple once.

    Raises GraphbuildError where an endpoint does not give all that it has.
    """
    store = copied(_fetched(graph)) if graph.store is None else graph.store
    if store.query("ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } FILTER(isBlank(?s) || isBlank(?o)) }"):
        statements = Dataset(store)
        statements.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        return copied(statements)
    return store if next(quads(store), None) else copied(store)


def copied(statements: Iterable[Quad], united: bool = False) -> Store:
    """A store in memory of ``statements``; what named graphs hold is in its default graph too.

    ``united`` says that ``statements`` have it there already.
    """
    store = Store()
    store.bulk_extend(statements)
    if not united:
        named = (quad for quad in store if not isinstance(quad.graph_name, DefaultGraph))
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in named)
    return store


def named_graphs(store: Store) -> list[NamedNode | BlankNode]:
    """The names of the graphs of ``store``, sorted."""
    return sorted(store.named_graphs(), key=str)


def quads(
    store: Store, subject: NamedNode | None = None, predicate: NamedNode | None = None, term: Term | None = None
) -> Iterator[Quad]:
    """What the default graph of ``store`` holds of this pattern, in no order."""
    return store.quads_for_pattern(subject, predicate, term, DefaultGraph())


def values(store: Store, node: str, predicate: NamedNode) -> list[str]:
    """The IRIs and the values of literals that the thing with the IRI ``node`` has as ``predicate``, sorted.

    Nothing where ``node`` is no IRI: in anybody's graph a text may stand where a thing is expected.
    """
    try:
        found = [quad.object for quad in quads(store, NamedNode(node), predicate)]
    except ValueError:
        return []
    return sorted(term.value for term in found if isinstance(term, NamedNode | Literal))


def number(store: Store, node: str, predicate: NamedNode) -> int:
    """The whole number that a thing has as ``predicate``; 0 where it has none."""
    digits = next((value for value in values(store, node, predicate) if value.isascii() and value.isdigit()), "0")
    return int(digits[:18])


def of_classes(store: Store, classes: Iterable[NamedNode]) -> frozenset[str]:
    """The IRIs of the instances of any of these classes."""
    typed = (quad.subject for cls in classes for quad in quads(store, None, RDF.type, cls))
    return frozenset(node.value for node in typed if isinstance(node, NamedNode))


def _fetched(graph: Graph) -> Iterator[Quad]:
    """Everything that an endpoint holds, one graph after the other."""
    names = graph.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(names, QuerySolutions)
    for name in sorted((row["g"] for row in names), key=str):
        if isinstance(name, NamedNode):
            inside = "GRAPH ?g { ?s ?p ?o }"
            for quad in _all(graph, inside, {"g": name}):
                yield Quad(quad.subject, quad.predicate, quad.object, name)
    yield from _all(graph, "?s ?p ?o", {})


def _all(graph: Graph, pattern: str, bindings: dict[str, NamedNode]) -> Iterator[Quad]:
    counted = graph.query(
        f"SELECT (COUNT(*) AS ?n) WHERE {{ {{ SELECT DISTINCT ?s ?p ?o WHERE {{ {pattern} }} }} }}", bindings
    )
    assert isinstance(counted, QuerySolutions)
    number = next(iter(counted))["n"]
    triples = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {pattern} }}", bindings)
    assert isinstance(triples, QueryTriples)
    found = set(triples)
    if isinstance(number, Literal) and len(found) < int(number.value):
        what = f"{shown(graph.location)} gave {len(found):,} of its {int(number.value):,} statements"
        raise GraphbuildError(f"{what}; ask whoever runs it for a higher limit, or export from the build's folder")
    for triple in found:
        yield Quad(triple.subject, triple.predicate, triple.object)

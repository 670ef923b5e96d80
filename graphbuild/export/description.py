"""How a data set describes itself where only a part of it is exported, and whether it has a base of its own."""

from __future__ import annotations

from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, Store

from graphbuild.export.holding import copied, quads, values
from graphbuild.graph.sparql import Term
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import DCAT, DCTERMS, DEFAULT_BASE, GB, PROV, RDF, RDFS, VOID, XSD, slug

OF_BOTH = (DCTERMS.license, VOID.uriSpace, DCAT.version)
"""What is said of the part as of the whole."""
OF_PART = (VOID.vocabulary, PROV.wasGeneratedBy)
"""What is said of the part instead of the whole."""


def has_default_base(graph: Graph) -> bool:
    """Whether the data's IRIs begin with the base that is only an example."""
    answer = graph.query(f'ASK {{ ?dataset {VOID.uriSpace} "{DEFAULT_BASE}" }}')
    return isinstance(answer, QueryBoolean) and bool(answer)


def licensed(store: Store, licence: str) -> Store:
    """A copy of ``store`` whose data sets are under the licence at that address, and under no other."""
    left = copied(store, united=True)
    for typed in list(left.quads_for_pattern(None, RDF.type, VOID.Dataset, None)):
        for old in list(left.quads_for_pattern(typed.subject, DCTERMS.license, None, typed.graph_name)):
            left.remove(old)
        left.add(Quad(typed.subject, DCTERMS.license, NamedNode(licence), typed.graph_name))
    return left


def describe(store: Store, words: str, notes: str = "") -> None:
    """Adds to ``store`` that it is a part of a data set, which ``words`` tell; ``notes`` are sentences on what that is.

    The part has an IRI of its own below the data set's, is derived from it and from the sources that are left, and says
    how many triples it has. Where the data set is not described, nothing is added.
    """
    for quad in list(quads(store, None, RDF.type, VOID.Dataset)):
        if isinstance(quad.subject, NamedNode):
            _describe(store, quad.subject, words, notes)


def _describe(store: Store, whole: NamedNode, words: str, notes: str) -> None:
    graph = next(quad.graph_name for quad in store.quads_for_pattern(whole, RDF.type, VOID.Dataset, None))
    part = NamedNode(f"{whole.value}/{slug(words, 200)}")
    title = next(iter(values(store, whole.value, DCTERMS.title)), "Data set")
    added: list[tuple[NamedNode, NamedNode, Term]] = [
        *((part, RDF.type, cls) for cls in (VOID.Dataset, DCAT.Dataset)),
        (part, RDFS.label, Literal(f"{title} ({words})")),
        (part, DCTERMS.title, Literal(f"{title} ({words})")),
        (part, DCTERMS.description, Literal(f"A part of the data set “{title}”: {words}. {notes}".strip())),
        (part, PROV.wasDerivedFrom, whole),
    ]
    for old in list(store.quads_for_pattern(whole, None, None, None)):
        if old.predicate in (*OF_BOTH, *OF_PART):
            added.append((part, old.predicate, old.object))
        if old.predicate in (*OF_PART, PROV.wasDerivedFrom, DCTERMS.description):
            store.remove(old)
    sources = {quad.subject for quad in quads(store, None, RDF.type, GB.Source)}
    added += [(part, PROV.wasDerivedFrom, source) for source in sources]
    everywhere = {graph, *(quad.graph_name for quad in store.quads_for_pattern(whole, RDF.type, None, None))}
    for name in everywhere:
        store.extend(Quad(*triple, name) for triple in added)
    count = sum(1 for _ in quads(store)) + 1
    for name in everywhere:
        store.add(Quad(part, VOID.triples, Literal(str(count), datatype=XSD.integer), name))

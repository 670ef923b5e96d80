"""What the ontology's tests share: the files, and the small graph that conforms."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.term import Node

from graphbuild import resources
from graphbuild.vocabulary import PREFIXES, XSD

HERE = Path(__file__).parent
ONTOLOGY = resources.folder("ontology") / "graphbuild.ttl"
TOPICS = resources.folder("ontology") / "topics.ttl"
SHAPES = resources.folder("ontology") / "shapes.ttl"
SPARQL_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def good(base: str) -> ox.Store:
    """The graph that conforms, its IRIs below ``base``."""
    store = ox.Store()
    store.load(path=str(HERE / "good.ttl"), format=ox.RdfFormat.TURTLE, base_iri=base)
    return store


def update(store: ox.Store, base: str, request: str) -> None:
    """Changes ``store`` by a SPARQL update; the contract's prefixes are known, IRIs are relative to ``base``."""
    store.update(f"BASE <{base}>\n{SPARQL_PREFIXES}{request}")


def to_rdflib(store: ox.Store) -> Graph:
    """The same triples in rdflib."""
    graph = Graph()
    for quad in store:
        graph.add((_term(quad.subject), _term(quad.predicate), _term(quad.object)))
    return graph


def _term(term: object) -> Node:
    match term:
        case ox.NamedNode():
            return URIRef(term.value)
        case ox.BlankNode():
            return BNode(term.value)
        case ox.Literal():
            # rdflib tells a plain string from one with the datatype xsd:string, which are one in RDF 1.1.
            datatype = None if term.language or term.datatype == XSD.string else URIRef(term.datatype.value)
            return Literal(term.value, lang=term.language, datatype=datatype)
    raise TypeError(f"{term} has no place in RDF 1.1")

"""Reading RDF with libraries that did not write it, into sets that can be compared."""

from __future__ import annotations

import json
import subprocess

import pyld
import pyoxigraph as ox
import rdflib

from graphbuild.export.holding import held
from graphbuild.graph.store import Graph

Row = tuple[str, ...]
"""Subject, predicate and object as N-Triples has them, and the graph's name where it has one; any blank node is _:."""
NAMES = {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}
rdflib.NORMALIZE_LITERALS = False


def said_by(graph: Graph, quads: bool = False) -> set[Row]:
    """What a graph says; with its named graphs if ``quads``."""
    store = held(graph)
    named = [quad for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)]
    found = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    return {_row(quad) for quad in (named if quads and named else found)}


def rdflib_reads(data: bytes, form: str) -> set[Row]:
    graph = rdflib.Dataset()
    graph.parse(data=data, format=NAMES.get(form, form))
    named = (g for g in graph.graphs() if isinstance(g.identifier, rdflib.URIRef) and "rdflib" not in g.identifier)
    quads = [(s, p, o, g.identifier) for g in [graph.default_graph, *named] for s, p, o in g]
    return {_row(_ox(quad)) for quad in quads}


def pyoxigraph_reads(data: bytes, form: str) -> set[Row]:
    formats = {"jsonld": ox.RdfFormat.JSON_LD, "turtle": ox.RdfFormat.TURTLE, "trig": ox.RdfFormat.TRIG}
    return {_row(quad) for quad in ox.parse(data, format=formats[form])}


def as_xml(rows: set[Row]) -> set[Row]:
    """Rows with U+FFFD for the one character of the tests' graphs that XML cannot hold."""
    return {tuple(term.replace("\\u000B", "\ufffd") for term in row) for row in rows}


def rapper_reads(data: bytes, form: str) -> set[Row]:
    """Triples alone: rapper writes no quads."""
    command = ["rapper", "-q", "-i", form, "-o", "ntriples", "-", "https://base.example/"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert not done.stderr, done.stderr
    return {_row(quad) for quad in ox.parse(done.stdout, format=ox.RdfFormat.N_TRIPLES)}


def pyld_reads(data: bytes, form: str) -> set[Row]:
    assert form == "jsonld"
    nquads = pyld.jsonld.to_rdf(json.loads(data), {"format": "application/n-quads"})
    return {_row(quad) for quad in ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS)}


def _ox(quad: tuple[rdflib.term.Node, ...]) -> ox.Quad:
    return ox.Quad(*map(_term, quad))  # type: ignore[arg-type]


def _term(node: rdflib.term.Node) -> object:
    match node:
        case rdflib.Literal(language=str(language)):
            return ox.Literal(str(node), language=language)
        case rdflib.Literal(datatype=rdflib.URIRef() as datatype):
            return ox.Literal(str(node), datatype=ox.NamedNode(str(datatype)))
        case rdflib.Literal():
            return ox.Literal(str(node))
        case rdflib.URIRef():
            return ox.DefaultGraph() if str(node) == "urn:x-rdflib:default" else ox.NamedNode(str(node))
    return ox.BlankNode()


def _row(quad: ox.Quad) -> Row:
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    kept = (term for term in terms if not isinstance(term, ox.DefaultGraph))
    return tuple("_:" if isinstance(term, ox.BlankNode) else str(term) for term in kept)

"""Formats of RDF, a line, a subject or a graph at a time: nothing holds more than the names of all subjects."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, RdfFormat, Store, Triple, serialize

from graphbuild.errors import GraphbuildError, shown
from graphbuild.export.holding import named_graphs
from graphbuild.export.xml import clean
from graphbuild.graph import write
from graphbuild.graph.turtle import Turtle
from graphbuild.graph.write import Name, Subject
from graphbuild.vocabulary import PREFIXES


def turtle(store: Store, stream: BinaryIO) -> None:
    """Turtle as a person would write it: in sections, with prefixes, related things together."""
    file = as_text(stream)
    write.as_turtle(store, file)
    file.detach()


def trig(store: Store, stream: BinaryIO) -> None:
    """The same with named graphs."""
    file = as_text(stream)
    if named_graphs(store):
        write.as_trig(store, file)
        file.writelines(_outside(store))
    else:
        write.as_turtle(store, file)
    file.detach()


def _outside(store: Store) -> Iterator[str]:
    """The text of each subject of which something stands in no named graph."""
    turtle = Turtle(write.base(store), write.PREFIXES)
    for subject, triples in groupby(_in_no_graph(store), key=lambda triple: triple.subject):
        if isinstance(subject, NamedNode | BlankNode):
            yield "\n" + turtle.subject(subject, ((t.predicate, t.object) for t in triples))


def ntriples(store: Store, stream: BinaryIO) -> None:
    """A sorted line a triple."""
    for triple in _triples(store, DefaultGraph()):
        stream.write(f"{triple} .\n".encode())


def nquads(store: Store, stream: BinaryIO) -> None:
    """A sorted line a quad, one graph after the other; what is in no named graph comes first."""
    graphs = named_graphs(store)
    for triple in _in_no_graph(store) if graphs else _triples(store, DefaultGraph()):
        stream.write(f"{triple} .\n".encode())
    for graph in graphs:
        for triple in _triples(store, graph):
            stream.write(f"{triple} {graph} .\n".encode())


def rdfxml(store: Store, stream: BinaryIO) -> None:
    """RDF/XML, an element a subject; characters that XML cannot hold become U+FFFD.

    Raises GraphbuildError for a property that has no name in XML, before anything is written.
    """
    for predicate in sorted(
        {quad.predicate.value for quad in store.quads_for_pattern(None, None, None, DefaultGraph())}
    ):
        if not _XML_NAME.search(predicate):
            raise GraphbuildError(
                f"RDF/XML has no way to write the property <{shown(predicate)}>; export turtle instead"
            )
    serialize(map(_xml, _triples(store, DefaultGraph())), stream, RdfFormat.RDF_XML, prefixes=PREFIXES)


_XML_NAME = re.compile(r"[/#:?=&;,.!@%-][^\W\d][\w.-]*\Z")
"""What a property's IRI ends in, if it is to be the name of an element."""


def as_text(stream: BinaryIO) -> io.TextIOWrapper:
    """``stream`` to write text to; ``detach`` it at the end, or it is closed with the text."""
    return io.TextIOWrapper(stream, encoding="utf-8", newline="\n")


def _triples(store: Store, graph: Name) -> Iterator[Triple]:
    """The triples of a graph, sorted by subject, predicate and object as N-Triples writes them."""
    for subject in _subjects(store, graph):
        yield from sorted((quad.triple for quad in store.quads_for_pattern(subject, None, None, graph)), key=str)


def _in_no_graph(store: Store) -> Iterator[Triple]:
    """The triples of the default graph that no named graph has, sorted likewise."""
    for subject in _subjects(store, DefaultGraph()):
        quads = list(store.quads_for_pattern(subject, None, None, None))
        named = {quad.triple for quad in quads if not isinstance(quad.graph_name, DefaultGraph)}
        yield from sorted({quad.triple for quad in quads} - named, key=str)


def _subjects(store: Store, graph: Name) -> list[Subject | Triple]:
    return sorted({quad.subject for quad in store.quads_for_pattern(None, None, None, graph)}, key=str)


def _xml(triple: Triple) -> Triple:
    term = triple.object
    if not isinstance(term, Literal) or (value := clean(term.value)) == term.value:
        return triple
    typed = Literal(value, language=term.language) if term.language else Literal(value, datatype=term.datatype)
    return Triple(triple.subject, triple.predicate, typed)

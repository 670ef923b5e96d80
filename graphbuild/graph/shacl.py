"""pySHACL over a graph: violations in the words of the shapes' own messages."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Set
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pyoxigraph as ox
import pyshacl
import pyshacl.errors
import rdflib
from rdflib.namespace import RDF, SH, XSD

from graphbuild.errors import GraphbuildError, shown

WIDTH = 100


class Violation(NamedTuple):
    """A thing and what is wrong with it."""

    message: str
    """What is wrong and what to do."""
    node: str
    """IRI (or blank node's name) of the thing."""
    detail: str
    """The value at fault; empty where it is that something is missing."""


def violations(data: rdflib.Graph, shapes: Path) -> list[Violation]:
    """What in ``data`` violates ``shapes`` (SHACL in Turtle); nothing is inferred, and no script of a shape is run.

    Raises GraphbuildError where ``shapes`` cannot be read or is not SHACL.
    """
    try:
        graph = to_rdflib(ox.parse(path=str(shapes), format=ox.RdfFormat.TURTLE))
    except (OSError, SyntaxError) as error:
        raise GraphbuildError(f"{shown(shapes)} cannot be read as Turtle ({shown(error)}); mend it there.") from error
    with _quiet():
        try:
            _, results, _ = pyshacl.validate(data, shacl_graph=graph, inplace=True, inference="none", js=False)
        except pyshacl.errors.ReportableRuntimeError as error:
            raise GraphbuildError(f"{shown(shapes)} is not valid SHACL ({shown(error)}); mend it there.") from error
    found = results.subjects(RDF.type, SH.ValidationResult, unique=True)
    tops = set(results.objects(None, SH.result))
    messages = {str(message) for message in graph.objects(None, SH.message)}
    return sorted(_violation(results, result, messages) for result in found if result in tops)


def to_rdflib(triples: Iterable[ox.Triple | ox.Quad]) -> rdflib.Graph:
    """An rdflib graph of pyoxigraph's triples (faster than rdflib's own parsers); literals keep their lexical form."""
    graph = rdflib.Graph()
    known: dict[str, rdflib.URIRef] = {}

    def node(term: object) -> rdflib.term.Node:
        if isinstance(term, ox.NamedNode):
            return known.setdefault(term.value, rdflib.URIRef(term.value))
        if isinstance(term, ox.BlankNode):
            return rdflib.BNode(term.value)
        if not isinstance(term, ox.Literal):
            raise GraphbuildError("The graph has a statement about a statement (RDF 1.2); take it out.")
        if term.language:
            return rdflib.Literal(term.value, lang=term.language)
        datatype = term.datatype.value
        return rdflib.Literal(term.value, datatype=None if datatype == str(XSD.string) else datatype, normalize=False)

    with _quiet():
        for triple in triples:
            graph.add((node(triple.subject), node(triple.predicate), node(triple.object)))
    return graph


def _violation(results: rdflib.Graph, result: rdflib.term.Node, messages: Set[str]) -> Violation:
    """One of pySHACL's results, in the shape's words where it has a message and in ours where it has none."""
    texts = sorted(str(message) for message in results.objects(result, SH.resultMessage))
    text = " ".join(texts)
    value, path = results.value(result, SH.value), results.value(result, SH.resultPath)
    focus = results.value(result, SH.focusNode)
    name = _local(path) if isinstance(path, rdflib.URIRef) else "value"
    detail = f"{name}: {shortened(str(value))}" if value not in (None, focus) else ""
    if not texts or not set(texts) <= messages:
        kind = _local(results.value(result, SH.sourceConstraintComponent)).removesuffix("ConstraintComponent")
        text, detail = f"It breaks the {kind} of a shape's {name}: mend it, or the shape.", shortened(text)
    return Violation(message=text, node=str(focus), detail=detail)


def _local(iri: object) -> str:
    return str(iri).rpartition("#")[2].rpartition("/")[2]


def shortened(text: str) -> str:
    """``text`` as one printable line of at most about ``WIDTH`` characters."""
    line = shown(" ".join(text[: 4 * WIDTH].split()))
    return line if len(line) <= WIDTH else line[:WIDTH].rstrip() + " …"


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps rdflib from logging a traceback for each ill-typed literal: those are what we report."""
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(level)

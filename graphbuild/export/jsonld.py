"""JSON-LD that reads well: a context of short names, then an object for each thing, in the order of ``graph.ttl``.

Written here, not by a library: rdflib's and pyld's compaction hold everything in memory several times, and pyoxigraph's
writer has no context. What all graphs hold together is written; TriG and N-Quads keep named graphs apart.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Store, Triple

from graphbuild.errors import GraphbuildError
from graphbuild.export.context import CODE, DATATYPES, SETS, context, linking, short_names
from graphbuild.graph import write
from graphbuild.graph.turtle import Statement, Term, Turtle, natural
from graphbuild.vocabulary import CODE_IRI, PREFIXES, RDF, RDFS, XSD

_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")
"""Integers that every reader of JSON takes for the same number, in the form that they are given back in."""
_FIRST = {RDF.type: 0, RDFS.label: 1}


def jsonld(store: Store, stream: BinaryIO) -> None:
    """Writes the default graph of ``store``. Raises GraphbuildError for a triple of which another triple is a part."""
    writer = _Writer(write.base(store))
    head = json.dumps(context(writer.base), ensure_ascii=False, indent=2).replace("\n", "\n  ")
    stream.write(f'{{\n  "@context": {head},\n  "@graph": ['.encode())
    gap = "\n    "
    for _, members in write.subjects(store, DefaultGraph()):
        for node in members:
            thing = writer.thing(node, write.statements(store, node, DefaultGraph()))
            text = json.dumps(thing, ensure_ascii=False, indent=2).replace("\n", "\n    ")
            stream.write(f"{gap}{text}".encode())
            gap = ",\n    "
    stream.write(b"\n  ]\n}\n")


class _Writer:
    """Says terms as the context has them."""

    def __init__(self, base: str) -> None:
        self._turtle = Turtle(base, PREFIXES)
        self.base = base if self._turtle.header().startswith("@base") else ""

    def thing(self, node: NamedNode | BlankNode, statements: Iterable[Statement]) -> dict[str, Any]:
        """The object of a subject."""
        grouped: dict[NamedNode, list[Term]] = defaultdict(list)
        for predicate, term in statements:
            grouped[predicate].append(term)
        thing: dict[str, Any] = {"id": self._iri(node)}
        for predicate in sorted(grouped, key=lambda p: (_FIRST.get(p, 2), self._name(p))):
            values = self._values(predicate, grouped[predicate])
            thing[self._name(predicate)] = values if len(values) > 1 or predicate in SETS else values[0]
        return thing

    def _values(self, predicate: NamedNode, terms: list[Term]) -> list[Any]:
        values = [self._value(predicate, term) for term in terms]
        return sorted(values, key=lambda value: (natural(str(value)), str(value)))

    def _value(self, predicate: NamedNode, term: Term) -> Any:
        if isinstance(term, Triple):
            raise GraphbuildError("JSON-LD has no way to write a triple about a triple; choose turtle or ntriples")
        if not isinstance(term, Literal):
            return self._named(predicate, term)
        if term.language:
            return {"@value": term.value, "@language": term.language}
        coerced = DATATYPES.get(predicate)
        if term.datatype == coerced:
            return term.value
        plain = coerced is None and predicate not in linking()
        if plain and term.datatype == XSD.integer and _INTEGER.fullmatch(term.value):
            return int(term.value)
        if term.datatype == XSD.string:
            return term.value if plain else {"@value": term.value}
        return {"@value": term.value, "@type": self._vocabulary(term.datatype)}

    def _named(self, predicate: NamedNode, node: NamedNode | BlankNode) -> Any:
        if predicate == RDF.type:
            return self._vocabulary(node)
        return self._iri(node) if predicate in linking() else {"id": self._iri(node)}

    def _name(self, predicate: NamedNode) -> str:
        return "type" if predicate == RDF.type else self._vocabulary(predicate)

    def _vocabulary(self, node: NamedNode | BlankNode) -> str:
        """What stands for a property, class or datatype: its short name, or its IRI in the shortest form."""
        if isinstance(node, NamedNode) and node in short_names():
            return short_names()[node]
        written = self._iri(node)
        return written if ":" in written else node.value  # there, a relative IRI would be taken for a short name

    def _iri(self, node: NamedNode | BlankNode) -> str:
        """An IRI relative to the base, with a prefix or in full."""
        if isinstance(node, NamedNode) and node.value.startswith(CODE_IRI):
            return f"{CODE}:{node.value.removeprefix(CODE_IRI)}"
        return self._turtle.term(node).removeprefix("<").removesuffix(">")

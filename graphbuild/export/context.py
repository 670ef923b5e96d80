"""The JSON-LD context: a short name for each term of the graph, and the type of its values.

A term's short name is its local name (``gb:evidence`` is ``evidence``); where vocabularies share one, the first of
``ORDER`` has it, and of the others the prefix is part of the name (``foaf:title``). It is the same for every graph.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pyoxigraph import NamedNode, RdfFormat, parse

from graphbuild import resources
from graphbuild.vocabulary import (
    CODE_IRI,
    DCAT,
    DCTERMS,
    FOAF,
    GB,
    ORG,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VOID,
    XSD,
    Vocabulary,
)

ORDER: tuple[Vocabulary, ...] = (GB, RDFS, DCTERMS, SKOS, ORG, FOAF, SCHEMA, VOID, DCAT, PROV)
CODE = "code"
"""The prefix of the concepts of the small code lists, and of these alone: ``code:action/note``."""
ALIASES = {"id": "@id", "type": "@type"}
DATATYPES = {
    **dict.fromkeys((DCTERMS.date, GB.due, GB.firstSeen, GB.lastSeen), XSD.date),
    **dict.fromkeys((GB.confidence, SCHEMA.value), XSD.decimal),
    GB.startTime: XSD.time,
}
"""Of the values that are no plain strings and no integers; one of another type says so where it stands."""
OF_STATEMENTS = (RDF.subject, RDF.predicate, RDF.object)
SETS = frozenset((GB.evidence, SKOS.altLabel))
"""What is a list in every thing, however many values it has."""
_OWL_OBJECT = NamedNode("http://www.w3.org/2002/07/owl#ObjectProperty")


def context(base: str) -> dict[str, Any]:
    """The ``@context``; IRIs below ``base`` are relative where it is not empty."""
    written: dict[str, Any] = {"@base": base} if base else {}
    written |= ALIASES | dict(sorted((PREFIXES | {CODE: CODE_IRI}).items()))
    for term, name in sorted(short_names().items(), key=lambda pair: pair[1]):
        written[name] = _definition(term)
    return written


@cache
def short_names() -> dict[NamedNode, str]:
    """The short name of each term; ``rdf:type`` is an alias of JSON-LD's own, not among them."""
    names: dict[NamedNode, str] = {}
    taken = {*ALIASES, *PREFIXES, CODE}
    for vocabulary in ORDER:
        for local in vocabulary:
            term = vocabulary[local]
            names[term] = compact(term) if local in taken else local
            taken.add(local)
    return names | {term: compact(term) for term in OF_STATEMENTS}


@cache
def linking() -> frozenset[NamedNode]:
    """The properties whose values are things."""
    path = resources.folder("ontology") / "graphbuild.ttl"
    declared = parse(path=str(path), format=RdfFormat.TURTLE)
    found = {quad.subject for quad in declared if quad.predicate == RDF.type and quad.object == _OWL_OBJECT}
    return frozenset(node for node in found if isinstance(node, NamedNode)) | {DCTERMS.license, *OF_STATEMENTS}


def _definition(term: NamedNode) -> str | dict[str, str]:
    definition = {"@id": compact(term)}
    if term in linking():
        definition["@type"] = "@id"
    elif term in DATATYPES:
        definition["@type"] = compact(DATATYPES[term])
    if term in SETS:
        definition["@container"] = "@set"
    return definition if len(definition) > 1 else definition["@id"]


def compact(term: NamedNode) -> str:
    """A term of one of our vocabularies with its prefix."""
    vocabulary = next(one for one in (*ORDER, RDF, XSD) if term.value.startswith(one.iri))
    return f"{vocabulary.prefix}:{term.value.removeprefix(vocabulary.iri)}"

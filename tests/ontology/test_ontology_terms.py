"""graphbuild.ttl: that every term is declared, described, and no more than the code uses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from graphs import ONTOLOGY
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection

from graphbuild import codes
from graphbuild.vocabulary import CODE_IRI, GB, VOCABULARIES, code_iri

DOCS = Path(__file__).parents[2] / "docs" / "ontology.md"
NS = Namespace(GB.iri)
GRAPH = Graph().parse(ONTOLOGY)
DECLARED = sorted(s for s in GRAPH.subjects(unique=True) if isinstance(s, URIRef) and s.startswith(GB.iri))
PROPERTY_TYPES = (OWL.ObjectProperty, OWL.DatatypeProperty)
PROPERTIES = [s for s in DECLARED if set(GRAPH.objects(s, RDF.type)) & set(PROPERTY_TYPES)]
CLASSES = [s for s in DECLARED if (s, RDF.type, OWL.Class) in GRAPH]
ANYTHING = {NS.evidence, NS.confidence, NS.rule, NS.modality, NS.correctedBy}
"""Exempt from a domain of their own: whatever was extracted may carry them; shapes.ttl says what must."""
RESERVED = {"rdf", "rdfs", "xsd"}
"""Vocabularies that OWL 2 keeps to itself: an ontology within OWL 2 DL may not declare their terms."""
CODES = {
    "action": codes.Action,
    "capacity": codes.Capacity,
    "involvement": codes.InvolvementKind,
    "classification": codes.OrganisationKind,
}


def name(term: object) -> str:
    return str(term).rsplit("#", 1)[-1]


def named_members(cls: object) -> list[URIRef]:
    """The named classes that a domain or range consists of."""
    union = GRAPH.value(cls, OWL.unionOf)
    return list(Collection(GRAPH, union)) if union else [cls]


def test_the_code_and_the_ontology_have_the_same_terms() -> None:
    assert {name(term) for term in DECLARED} == set(GB)
    assert set(DECLARED) == set(PROPERTIES) | set(CLASSES)


@pytest.mark.parametrize("term", DECLARED, ids=name)
def test_each_term_has_an_english_label_and_a_comment_that_is_a_sentence(term: URIRef) -> None:
    labels, comments = list(GRAPH.objects(term, RDFS.label)), list(GRAPH.objects(term, RDFS.comment))
    assert [label.language for label in labels] == ["en"]
    assert [comment.language for comment in comments] == ["en"]
    assert str(comments[0])[0].isupper()
    assert str(comments[0]).endswith(".")


@pytest.mark.parametrize("term", PROPERTIES, ids=name)
def test_each_property_has_one_domain_and_one_range(term: URIRef) -> None:
    domains, ranges = list(GRAPH.objects(term, RDFS.domain)), list(GRAPH.objects(term, RDFS.range))
    assert (len(domains), len(ranges)) == (1, 1)
    assert (domains == [OWL.Thing]) == (term in ANYTHING)
    for cls in named_members(domains[0]):
        assert (cls, RDF.type, OWL.Class) in GRAPH or cls == OWL.Thing
    if (term, RDF.type, OWL.ObjectProperty) in GRAPH:
        for cls in named_members(ranges[0]):
            assert (cls, RDF.type, OWL.Class) in GRAPH


def test_the_terms_of_others_that_the_code_uses_are_declared_with_type_and_label() -> None:
    kinds = {OWL.Class, *PROPERTY_TYPES, OWL.AnnotationProperty}
    for vocabulary in VOCABULARIES:
        if vocabulary.prefix in RESERVED:
            continue
        for term in vocabulary:
            iri = URIRef(vocabulary.iri + term)
            assert len(set(GRAPH.objects(iri, RDF.type)) & kinds) == 1, iri
            assert GRAPH.value(iri, RDFS.label), iri


def test_nothing_is_imported() -> None:
    assert not list(GRAPH.objects(None, OWL.imports))


def test_the_header_says_what_this_is() -> None:
    (header,) = GRAPH.subjects(RDF.type, OWL.Ontology)
    described = {name(p).rsplit("/", 1)[-1] for p in GRAPH.predicates(header)}
    assert described >= {"title", "description", "license", "versionInfo"}


@pytest.mark.parametrize("scheme", CODES)
def test_the_code_lists_are_those_of_the_model(scheme: str) -> None:
    concepts = set(GRAPH.subjects(SKOS.inScheme, URIRef(CODE_IRI + scheme)))
    assert concepts == {URIRef(code_iri(scheme, notation).value) for notation in CODES[scheme]}
    for notation in CODES[scheme]:
        concept = URIRef(code_iri(scheme, notation).value)
        assert (concept, RDF.type, SKOS.Concept) in GRAPH
        for predicate in (SKOS.notation, SKOS.prefLabel, RDFS.label):
            assert list(GRAPH.objects(concept, predicate)) == [Literal(str(notation))]


@pytest.mark.parametrize("scheme", ["capacity", "involvement"])
def test_a_code_points_at_its_shortcut_whose_comment_names_it(scheme: str) -> None:
    for notation in CODES[scheme]:
        shortcut = GRAPH.value(URIRef(code_iri(scheme, notation).value), RDFS.seeAlso)
        assert shortcut in PROPERTIES
        assert f'"{notation}"' in str(GRAPH.value(shortcut, RDFS.comment))


def test_the_kinds_of_undertaking_are_those_of_the_model() -> None:
    assert set(GRAPH.subjects(RDFS.subClassOf, NS.Undertaking)) == {NS[kind] for kind in codes.UndertakingKind}


def test_the_documentation_lists_every_term_and_no_other() -> None:
    named = set(re.findall(r"`gb:(\w+)`", DOCS.read_text(encoding="utf-8")))
    assert named == set(GB)

"""topics.ttl: the topics of the contract, with labels that a classifier can tell apart."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from graphs import TOPICS
from rdflib import RDF, RDFS, SKOS, Graph, URIRef

from graphbuild.vocabulary import TOPIC_IRI

CONTRACT = (
    "SEND CSE LAC CARE-LEAVERS EARLY-HELP DOMESTIC-ABUSE SAFEGUARDING ADULT-SAFEGUARDING EXCLUSION-EHE SCHOOLS "
    "YOUTH-JUSTICE YOUTH-SERVICES CCE HEALTH INSPECTION PERFORMANCE WORKFORCE BUDGET COMMISSIONING CASE-MANAGEMENT "
    "GOVERNANCE COVID MIGRATION POVERTY PREVENT"
)
NOTATIONS = CONTRACT.split()
GRAPH = Graph().parse(TOPICS)
TOPIC = {notation: URIRef(TOPIC_IRI + notation) for notation in NOTATIONS}
NAMES = (SKOS.prefLabel, SKOS.altLabel)
AMBIGUOUS = {
    *("exclusion", "exclusions", "performance", "health", "inspection", "adoption", "prevent", "budget", "funding"),
    *("safeguarding", "school", "schools", "governance", "scrutiny", "care", "deprivation", "staffing"),
}
"""Words that committees use for other things too."""


def fold(label: str) -> str:
    """As a reader takes a label: without regard to case, hyphens as spaces."""
    return re.sub(r"[-\s]+", " ", label.casefold())


def labels(notation: str, *predicates: URIRef) -> list[str]:
    return [fold(str(o)) for predicate in predicates for o in GRAPH.objects(TOPIC[notation], predicate)]


def test_the_topics_are_those_of_the_contract() -> None:
    assert len(NOTATIONS) == 25
    concepts = {s: [str(o) for o in GRAPH.objects(s, SKOS.notation)] for s in GRAPH.subjects(RDF.type, SKOS.Concept)}
    assert concepts == {iri: [notation] for notation, iri in TOPIC.items()}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_each_topic_has_a_label_names_cues_and_a_note(notation: str) -> None:
    (preferred,) = GRAPH.objects(TOPIC[notation], SKOS.prefLabel)
    assert list(GRAPH.objects(TOPIC[notation], RDFS.label)) == [preferred]
    for predicate in (SKOS.altLabel, SKOS.hiddenLabel):
        assert len(labels(notation, predicate)) >= 5
    assert GRAPH.value(TOPIC[notation], SKOS.scopeNote)


def test_no_name_of_a_topic_is_a_label_of_another() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for notation in NOTATIONS:
        for label in labels(notation, *NAMES, SKOS.hiddenLabel):
            owners[label].add(notation)
    names = {label for notation in NOTATIONS for label in labels(notation, *NAMES)}
    assert {label: topics for label, topics in owners.items() if len(topics) > 1 and label in names} == {}


@pytest.mark.parametrize("notation", NOTATIONS)
def test_no_label_stands_twice_in_a_topic(notation: str) -> None:
    found = [str(o).casefold() for p in (*NAMES, SKOS.hiddenLabel) for o in GRAPH.objects(TOPIC[notation], p)]
    assert sorted(found) == sorted(set(found))


def test_no_ambiguous_word_is_a_name() -> None:
    assert AMBIGUOUS & {label for notation in NOTATIONS for label in labels(notation, *NAMES)} == set()


def test_labels_are_plain_strings() -> None:
    for predicate in (*NAMES, SKOS.hiddenLabel, SKOS.notation, RDFS.label):
        assert all(o.language is None and o.datatype is None for o in GRAPH.objects(None, predicate))


@pytest.mark.parametrize("notation", NOTATIONS)
def test_going_broader_ends_at_a_top_concept(notation: str) -> None:
    seen, node = [], TOPIC[notation]
    while above := GRAPH.value(node, SKOS.broader):
        seen.append(node)
        assert above not in seen
        node = above
    scheme = URIRef(TOPIC_IRI)
    assert (node, SKOS.topConceptOf, scheme) in GRAPH
    assert (scheme, SKOS.hasTopConcept, node) in GRAPH
    assert (TOPIC[notation], SKOS.inScheme, scheme) in GRAPH
    assert not seen or (TOPIC[notation], SKOS.topConceptOf, scheme) not in GRAPH

"""shapes.ttl: a good graph conforms; each way of breaking it gets the one message that says so.

All broken graphs are validated in one go, each below a base IRI of its own.
"""

from __future__ import annotations

from collections import defaultdict

import pyoxigraph as ox
import pytest
from graphs import ONTOLOGY, SHAPES, good, to_rdflib, update
from pyshacl import validate
from rdflib import RDF, RDFS, SH, Graph, URIRef
from rdflib.collection import Collection
from violations import CHANGED, UNNAMED

from graphbuild.codes import Action, Capacity, InvolvementKind, Modality, OrganisationKind, Outcome
from graphbuild.vocabulary import GB

SHAPE_GRAPH = Graph().parse(SHAPES)
MESSAGES = sorted({str(message) for message in SHAPE_GRAPH.objects(None, SH.message)})
CLASSES_OF_OTHERS = ("foaf/0.1/Person", "org#Post", "org#Organization", "core#Concept", "schema.org/MonetaryAmount")
Results = dict[int, list[tuple[str, str]]]


def base(number: int) -> str:
    return f"https://example.org/{number}/"


def unname(store: ox.Store, node: ox.NamedNode, blank: ox.BlankNode) -> None:
    """Puts a blank node wherever ``node`` stands."""
    for quad in list(store):
        subject = blank if quad.subject == node else quad.subject
        value = blank if quad.object == node else quad.object
        store.remove(quad)
        store.add(ox.Quad(subject, quad.predicate, value))


def broken() -> Graph:
    """Every broken copy of the good graph: the changed ones first, then the unnamed ones."""
    graph = Graph()
    for number, (subject, predicate, objects, _) in enumerate(CHANGED):
        store = good(base(number))
        update(store, base(number), f"DELETE WHERE {{ <{subject}> {predicate} ?o }}")
        if objects:
            update(store, base(number), f"INSERT DATA {{ <{subject}> {predicate} {objects} }}")
        graph += to_rdflib(store)
    for number, (subject, _) in enumerate(UNNAMED, start=len(CHANGED)):
        store = good(base(number))
        unname(store, ox.NamedNode(base(number) + subject), ox.BlankNode(f"b{number}"))
        graph += to_rdflib(store)
    return graph


@pytest.fixture(scope="module")
def results() -> Results:
    """What validation says of each broken graph: the focus nodes (relative, or "" where blank) and messages."""
    _, report, _ = validate(broken(), shacl_graph=SHAPE_GRAPH)
    found: Results = defaultdict(list)
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, message = report.value(result, SH.focusNode), str(report.value(result, SH.resultMessage))
        if isinstance(focus, URIRef):
            number, path = focus.removeprefix("https://example.org/").split("/", 1)
            found[int(number)].append((path, message))
        else:
            found[int(str(focus).removeprefix("b"))].append(("", message))
    return found


def test_the_good_graph_conforms() -> None:
    conforms, _, text = validate(to_rdflib(good(base(0))), shacl_graph=SHAPE_GRAPH)
    assert conforms, text


@pytest.mark.parametrize("number", range(len(CHANGED)), ids=lambda n: " ".join(CHANGED[n][:3]))
def test_a_broken_graph_gets_the_one_message(results: Results, number: int) -> None:
    subject, _, _, begins = CHANGED[number]
    assert results[number], "nothing was found wrong"
    assert {focus for focus, _ in results[number]} == {subject}
    assert {m for _, m in results[number]} == {m for m in MESSAGES if m.startswith(begins)}


@pytest.mark.parametrize("number", range(len(UNNAMED)), ids=lambda n: UNNAMED[n][0])
def test_a_blank_node_is_refused(results: Results, number: int) -> None:
    found = results[len(CHANGED) + number]
    assert [message for focus, message in found if focus == "" and message.startswith(UNNAMED[number][1])]


def test_every_message_is_provoked(results: Results) -> None:
    provoked = {message for found in results.values() for _, message in found}
    assert set(MESSAGES) - provoked == set()


def test_every_message_is_its_own() -> None:
    for *_, begins in (*CHANGED, *UNNAMED):
        assert len([m for m in MESSAGES if m.startswith(begins)]) == 1, begins


def test_every_shape_has_a_name_and_a_message() -> None:
    nodes = set(SHAPE_GRAPH.subjects(RDF.type, SH.NodeShape))
    properties = set(SHAPE_GRAPH.objects(None, SH.property))
    assert len(nodes) > 20
    for shape in nodes | properties:
        assert len(list(SHAPE_GRAPH.objects(shape, SH.name))) == 1
        assert len(list(SHAPE_GRAPH.objects(shape, SH.message))) == 1


def test_every_class_has_a_shape() -> None:
    shaped = {str(cls) for cls in SHAPE_GRAPH.objects(None, SH.targetClass)}
    assert {GB.iri + term for term in GB if term[0].isupper()} <= shaped
    assert all(any(cls.endswith(other) for cls in shaped) for other in CLASSES_OF_OTHERS)


def test_shapes_ask_for_the_superclasses_that_the_ontology_gives() -> None:
    asserted = {
        (cls, above)
        for cls, above in Graph().parse(ONTOLOGY).subject_objects(RDFS.subClassOf)
        if isinstance(above, URIRef)
    }
    asked = {
        (cls, above)
        for shape, above in SHAPE_GRAPH.subject_objects(SH["class"])
        for cls in SHAPE_GRAPH.objects(shape, SH.targetClass)
    }
    assert asked == asserted | {(URIRef(GB.Claim.value), RDF.Statement)}


def test_shapes_list_the_values_that_the_model_has() -> None:
    listed = {
        frozenset(str(member) for member in Collection(SHAPE_GRAPH, values))
        for values in SHAPE_GRAPH.objects(None, SH["in"])
    }
    for notations in (Action, Capacity, InvolvementKind, OrganisationKind, Modality, Outcome):
        assert frozenset(str(notation) for notation in notations) in listed

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild import lookup
from graphbuild.graph.store import Graph, open_graph

BASE = "https://example.org/id/"
TOPIC = "https://w3id.org/graphbuild/topic/"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph(Path(__file__).parents[1] / "data" / "barchester.ttl")


def found(graph: Graph, kind: str, text: str) -> list[str]:
    return [thing.iri.removeprefix(BASE).removeprefix(TOPIC) for thing in lookup.find(lookup.things(graph, kind), text)]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Alma Penhale", ["alma-penhale"]),
        ("alma penhale", ["alma-penhale"]),
        ("PENHALE", ["alma-penhale"]),
        ("Councillor Penhale", ["alma-penhale"]),
        ("Cllr Penhale", ["alma-penhale"]),
        ("Cllr. A. Penhale", ["alma-penhale"]),
        ("Councillor Álma  Penhale", ["alma-penhale"]),
        ("A Penhale", ["alma-penhale"]),
        ("Ms Alma Penhale", ["alma-penhale"]),
        (BASE + "person/alma-penhale", ["alma-penhale"]),
        ("B. Penhale", []),
        ("Alma", []),
        ("Wintle", ["ruth-wintle", "saul-wintle"]),
        ("S Wintle", ["saul-wintle"]),
        ("Hugh Marchbanks", ["hugh-marchbanks"]),
        ("Marchbanks", ["hugh-marchbanks"]),
        ("Councillor", []),
        ("", []),
        ("?", []),
        (".*", []),
    ],
)
def test_a_person_by_any_form_of_the_name(graph: Graph, text: str, people: list[str]) -> None:
    assert found(graph, "person", text) == [f"person/{name}" for name in people]


@pytest.mark.parametrize(
    ("text", "notations"),
    [
        ("SEND", ["SEND"]),
        ("send", ["SEND"]),
        ("topic:SEND", ["SEND"]),
        (TOPIC + "SEND", ["SEND"]),
        ("Special educational needs and disabilities", ["SEND"]),
        ("special educational needs", ["SEND"]),
        ("Child sexual exploitation", ["CSE"]),
        ("PREVENT", ["PREVENT"]),
        ("EHCP", []),
    ],
)
def test_a_topic_by_notation_label_or_synonym(graph: Graph, text: str, notations: list[str]) -> None:
    assert found(graph, "topic", text) == notations


@pytest.mark.parametrize(
    ("text", "organisations"),
    [
        ("Barchester Borough Council", ["barchester-borough-council"]),
        ("the council", ["barchester-borough-council"]),
        ("Council", ["barchester-borough-council"]),
        ("GUWSC", ["guw"]),
        ("guwsc", ["guw"]),
        ("Growing up well: Select Commission", ["guw"]),
        ("Waymark Service", []),
    ],
)
def test_an_organisation_by_name_or_abbreviation(graph: Graph, text: str, organisations: list[str]) -> None:
    assert found(graph, "organisation", text) == [f"organisation/{name}" for name in organisations]


def test_the_closest_way_of_naming_counts() -> None:
    things = [
        lookup.Thing("a", "person", "Hall", ("Hall",)),
        lookup.Thing("b", "person", "Councillor Hall", ("Councillor Hall",)),
        lookup.Thing("c", "person", "Jo Hall", ("Jo Hall",)),
    ]
    assert [thing.iri for thing in lookup.find(things, "Hall")] == ["a"]
    assert [thing.iri for thing in lookup.find(things, "councillor hall")] == ["b"]
    assert [thing.iri for thing in lookup.find(things, "Mr Hall")] == ["a", "b"]
    assert [thing.iri for thing in lookup.find(things[2:], "Mr Hall")] == ["c"]


def test_unused_topics_can_be_left_out(graph: Graph) -> None:
    used = {thing.iri.removeprefix(TOPIC) for thing in lookup.things(graph, "topic", unused=False)}
    assert used == {"CSE", "SEND", "COMMISSIONING"}
    assert len(lookup.things(graph, "topic")) > 20


def test_a_thing_is_shown_by_its_label(graph: Graph) -> None:
    (thing,) = lookup.find(lookup.things(graph, "person"), "Penhale")
    assert thing.label == "Councillor Alma Penhale"
    assert thing.names == ("Alma Penhale", "Cllr. A. Penhale", "Councillor Alma Penhale", "Councillor Penhale")


def test_suggestions_name_each_thing_once() -> None:
    things = [
        lookup.Thing(str(n), "person", label, (label, f"Mr {label}")) for n, label in enumerate(["Ann Hall", "Bo Lee"])
    ]
    assert lookup.suggestion("Ann Hal", things) == "; did you mean Ann Hall?"
    assert lookup.suggestion("topic", ["topics", "topic-line", "zebra"]) == "; did you mean topics or topic-line?"
    assert lookup.suggestion("xyzzy", things) == ""
    assert lookup.suggestion("", things) == ""

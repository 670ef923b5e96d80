from __future__ import annotations

import pytest
from council import Council

from graphbuild.codes import EntityKind
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph
from graphbuild.view.finding import find
from graphbuild.view.reading import Reader

SEND = "https://w3id.org/graphbuild/topic/SEND"


@pytest.mark.parametrize(
    "name",
    ["SEND", "send", "Special educational needs and  DISABILITIES", "additional learning needs", SEND],
)
def test_a_topic_has_many_names(graph: Graph, name: str) -> None:
    assert find(Reader(graph), "topic", name) == SEND


@pytest.mark.parametrize(
    ("kind", "name", "end"),
    [
        ("person", "amara blythe", "person/amara-blythe"),
        ("person", "Councillor Amara Blythe", "person/amara-blythe"),
        ("person", "Cllr Blythe", "person/amara-blythe"),
        ("person", "A Blythe", "person/amara-blythe"),
        ("organisation", "lantern trust", "organisation/lantern-trust"),
        ("service", "Wexcombe travel contract", "undertaking/wexcombe-travel-contract"),
        ("meeting", "2019-03-05", "meeting/barchester-learning-commission/2019-03-05"),
        (
            "meeting",
            "Barchester Learning Commission, 5 March 2019",
            "meeting/barchester-learning-commission/2019-03-05",
        ),
    ],
)
def test_other_things_go_by_their_names(graph: Graph, kind: str, name: str, end: str) -> None:
    assert find(Reader(graph), kind, name) == f"https://example.org/id/{end}"


def test_an_unknown_name_gets_suggestions(graph: Graph) -> None:
    with pytest.raises(GraphbuildError, match=r"called 'Lantren Trust'; did you mean Lantern Trust"):
        find(Reader(graph), "organisation", "Lantren Trust")


def test_a_topic_without_items_is_unknown(graph: Graph) -> None:
    with pytest.raises(
        GraphbuildError, match=r"No topic of this graph is called 'CSE'; .*Special educational needs and disabilities"
    ):
        find(Reader(graph), "topic", "CSE")


@pytest.mark.parametrize("nothing", [None, ""])
def test_no_name_gets_examples(graph: Graph, nothing: str | None) -> None:
    with pytest.raises(GraphbuildError, match=r"Which topic.*Special educational needs and disabilities"):
        find(Reader(graph), "topic", nothing)


def test_a_name_of_several_is_asked_about() -> None:
    council = Council()
    said = council.say("2014-06-11", "Councillors Ann Marsh and Ben Marsh.")
    for given in ("Ann", "Ben"):
        council.name(EntityKind.PERSON, f"{given} Marsh", said, alt_names=("Councillor Marsh",))
    with pytest.raises(GraphbuildError, match=r"names several.*Ann Marsh \(https.*Ben Marsh \(https"):
        find(Reader(council.graph()), "person", "councillor marsh")


def test_a_kind_that_the_graph_lacks() -> None:
    council = Council()
    council.meeting("2014-06-11")
    with pytest.raises(GraphbuildError, match="has no person"):
        find(Reader(council.graph()), "person", "anyone")

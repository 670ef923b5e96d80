"""What the front page says the demo's corpus holds; by hand from graphbuild/demo/ANSWERS.md and the documents."""

from __future__ import annotations

import networkx as nx
import pytest

from graphbuild.graph.store import Graph
from graphbuild.view import holdings, network
from graphbuild.view.reading import Reader

MEETINGS = {
    # date: document, items, decisions
    "2014-06-18": ("2014-06-minutes.txt", 9, 11),
    "2014-09-17": ("2014-09-minutes.txt", 9, 14),
    "2017-10-10": ("2017-10-minutes.txt", 9, 11),
    "2019-02-12": ("2019-02-agenda-and-minutes.txt", 11, 8),
    "2020-07-14": ("2020-09-agenda-pack.txt", 9, 9),
    "2020-09-15": ("2020-09-agenda-pack.txt", 11, 0),
    "2024-06-25": ("2024-06-minutes.txt", 10, 10),
}
THREADS = [
    # The schedule of recommendations of 15 September 2020 has rows that join three matters to the SEND strategy's.
    {
        *("2014-06-18 13", "2014-09-17 30", "2017-10-10 44", "2020-06-15 12", "2020-07-14 23"),
        *("2019-02-12 Elective", "2019-02-12 Placements", "2020-09-15 6", "2020-09-15 9"),
    },
    {"2017-09-18 57", "2017-10-10 45", "2019-02-12 62", "2020-07-14 22"},
    {"2014-07-16 20", "2014-09-17 28", "2020-09-15 7"},
    {"2021-02-09 58", "2024-04-15 118", "2024-06-25 14"},
    {"2014-05-21 4", "2014-06-18 14", "2014-09-17 31"},
    {"2014-06-18 12", "2014-09-17 29"},
    {"2024-03-12 71", "2024-06-25 13"},
]
SEND_BY_YEAR = {2014: 2, 2017: 1, 2020: 1, 2024: 1}


@pytest.fixture(scope="module")
def demo(demo_graph: Graph) -> Reader:
    return Reader(demo_graph)


@pytest.fixture(scope="module")
def net(demo: Reader) -> nx.MultiDiGraph:
    return network.of_corpus(demo, 5000)


def called(net: nx.MultiDiGraph, item: str) -> str:
    """An item by its meeting's date and the number, or first word, that it has."""
    data = net.nodes[item]
    return f"{data['dates'][0]} {data['label'].removeprefix('Minute ').split()[0]}"


def test_every_meeting_on_record_is_told_and_no_other(demo: Reader) -> None:
    found = holdings.meetings(demo)
    assert {one.date: (one.documents, one.items, one.decisions) for one in found} == MEETINGS
    assert [one.date for one in found] == sorted(MEETINGS)
    assert {one.body for one in found} == {"Growing Up Well Select Commission"}


def test_a_topic_has_its_items_by_year(demo: Reader) -> None:
    found = holdings.topics(demo)
    send = next(topic for topic in found if topic.label == "Special educational needs and disabilities")
    assert (send.by_year, send.items) == (SEND_BY_YEAR, 5)
    assert [topic.items for topic in found] == sorted((topic.items for topic in found), reverse=True)
    assert all(topic.items for topic in found)


def test_threads_are_those_of_the_documents(net: nx.MultiDiGraph) -> None:
    found = holdings.threads(net)
    assert [{called(net, item) for item in items} for items in found] == THREADS
    for items in found:
        assert [net.nodes[item]["dates"] for item in items] == sorted(net.nodes[item]["dates"] for item in items)


def test_no_more_threads_are_told_than_can_be_read(net: nx.MultiDiGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(holdings, "LONGEST", 2)
    assert [{called(net, item) for item in items} for items in holdings.threads(net)] == THREADS[:2]


def test_what_has_most_facts_comes_first(net: nx.MultiDiGraph) -> None:
    people = holdings.most_named(net, "person", 4)
    assert len(people) == 4
    assert [net.degree(node) for node in people] == sorted((net.degree(node) for node in people), reverse=True)
    everyone = [node for node, kind in net.nodes(data="kind") if kind == "person"]
    assert net.degree(people[-1]) >= max(net.degree(node) for node in everyone if node not in people)
    assert net.nodes[people[0]]["label"] == "Councillor Esther Penhale"


def test_people_without_a_fact_count_too(demo: Reader, net: nx.MultiDiGraph) -> None:
    drawn = [kind for _, kind in net.nodes(data="kind")]
    found = holdings.numbers(demo)
    assert set(found) == {"person", "organisation", "undertaking"}
    assert all(found[kind] >= drawn.count(kind) for kind in found)
    assert found["person"] > drawn.count("person")


def test_a_graph_without_meetings_holds_nothing() -> None:
    from council import Council

    reader = Reader(Council().graph())
    assert holdings.numbers(reader) == {}
    assert (holdings.meetings(reader), holdings.topics(reader), holdings.threads(nx.MultiDiGraph())) == ((), (), ())

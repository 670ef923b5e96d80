from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import networkx as nx
import pytest
from council import SEND, Council, through_the_years

from graphbuild.codes import EntityKind
from graphbuild.graph.store import open_graph
from graphbuild.view import network
from graphbuild.view.reading import Passage, Reader

ID, SEND_TOPIC = "https://example.org/id/", "https://w3id.org/graphbuild/topic/SEND"
Net = nx.MultiDiGraph


@pytest.fixture(scope="module")
def send(reader: Reader) -> Net:
    return network.of_topic(reader, SEND_TOPIC, beyond=0)


def named(net: Net, label: str) -> str:
    found = [node for node, name in net.nodes(data="label") if name == label]
    assert len(found) == 1, f"{len(found)} nodes are called {label!r}"
    return str(found[0])


def facts(net: Net) -> set[tuple[str, str, str]]:
    label = net.nodes(data="label")
    return {(label[begin], words, label[end]) for begin, end, words in net.edges(data="label")}


def kinds(net: Net) -> dict[str, int]:
    found = [kind for _, kind in net.nodes(data="kind")]
    return {kind: found.count(kind) for kind in sorted(set(found))}


def test_a_topic_has_its_items_and_all_that_belongs_to_them(send: Net) -> None:
    assert kinds(send) == {
        "decision": 30,
        "item": 15,
        "meeting": 5,
        "money": 4,
        "organisation": 8,
        "person": 1,
        "post": 5,
        "topic": 1,
        "undertaking": 6,
    }


def test_what_is_not_about_the_topic_stays_out(send: Net) -> None:
    assert not any("Minutes of the previous meeting" in label for _, label in send.nodes(data="label"))


def test_facts_read_as_the_graph_has_them(send: Net) -> None:
    item, meeting = (
        "2 SPECIAL EDUCATIONAL NEEDS AND DISABILITIES: SHORT BREAKS",
        "Barchester Learning Commission, 11 June 2014",
    )
    assert {
        (item, "is about", "Special educational needs and disabilities"),
        (item, "is an item of", meeting),
        (item, "presented by", "Head of Inclusion"),
        (item, "discusses", "Lantern Trust"),
        ("Note: That the report be noted.", "was decided under", item),
        ("£125,000", "was named under", item),
        ("£125,000", "is for", "Harbour Short Breaks Service"),
        ("Lantern Trust", "provides", "Harbour Short Breaks Service"),
        ("2 Places in special schools", "follows up", "4 Education, health and care plans: how long families wait"),
        ("Councillor Amara Blythe", "held the post", "Cabinet Member for Learning"),
    } <= facts(send)


def test_nodes_and_edges_carry_dates_confidence_and_evidence(send: Net) -> None:
    for _, data in send.nodes(data=True):
        assert data["kind"] == "topic" or (data["evidence"] and data["dates"] and data["years"])
    for _, _, data in send.edges(data=True):
        assert data["evidence"], data
        assert data["dates"], data
        assert data["years"], data
        assert 0 < data["confidence"] <= 1


def test_evidence_is_the_passage_word_for_word(send: Net, council: Council) -> None:
    begin, end = named(send, "Lantern Trust"), named(send, "Harbour Short Breaks Service")
    (data,) = (data for data in send.get_edge_data(begin, end).values() if data["kind"] == "provides")
    sentence = "Lantern Trust provides the Harbour Short Breaks Service."
    at = council.texts["minutes-2014-06-11"].index(sentence)
    (passage,) = data["evidence"]
    assert passage.iri.endswith(f"/source/minutes-2014-06-11#char={at},{at + len(sentence)}")
    assert passage._replace(iri="") == Passage(
        sentence, "minutes-2014-06-11.txt", ("2014-06-11",), at, at + len(sentence), None
    )
    assert data["rule"] == "by-hand"
    assert data["confidence"] == 0.8
    assert data["years"] == ("2014",)


def test_a_modality_is_told(send: Net) -> None:
    modalities = {data["modality"] for *_, data in send.edges(data=True) if data["kind"] == "funds"}
    assert modalities == {"conditional"}


def test_decisions_are_numbered_by_item_and_clause(send: Net) -> None:
    shorts = {data["short"] for _, data in send.nodes(data=True) if data["kind"] == "decision"}
    assert "2(1) Note: the report be noted." in shorts


def test_what_an_item_refers_to_outside_the_topic_is_context() -> None:
    council = through_the_years(["2014-06-11"])
    earlier = council.item(council.meeting("2013-01-15"), "9", "Budget of the year")
    council.follows(("meeting", "barchester-learning-commission", "2014-06-11", "2"), earlier)
    reader = Reader(council.graph())
    net = network.of_topic(reader, SEND_TOPIC, beyond=0)
    context = {data["label"] for _, data in net.nodes(data=True) if data["context"]}
    assert context == {"9 Budget of the year", "Barchester Learning Commission, 15 January 2013"}


def test_whoever_is_involved_in_a_service_comes_in_but_not_the_rest_of_what_it_does() -> None:
    council = Council()
    item = council.item(council.meeting("2014-06-11"), "1", "Short breaks", SEND)
    service = council.discusses(item, EntityKind.UNDERTAKING, "Harbour Service", "Service")
    said = council.say("2014-06-11", "Lantern Trust provides the Harbour Service and the Ferry Service.")
    trust = council.name(EntityKind.ORGANISATION, "Lantern Trust", said)
    ferry = council.name(EntityKind.UNDERTAKING, "Ferry Service", said, classification="Service")
    council.involved(trust, "provides", service, said)
    council.involved(trust, "provides", ferry, said)
    reader = Reader(council.graph())
    labels = {label for _, label in network.of_topic(reader, SEND_TOPIC, beyond=0).nodes(data="label")}
    assert "Lantern Trust" in labels
    assert "Ferry Service" not in labels


def test_a_document_of_two_meetings_does_not_invent_the_date_of_what_has_no_meeting() -> None:
    council = through_the_years(["2014-06-11"])
    first = council.facts["meetings"][0]
    council.add("meetings", replace(first, key=(*first.key[:2], "2014-09-09"), date="2014-09-09"))
    reader = Reader(council.graph())
    net = network.of_topic(reader, SEND_TOPIC, beyond=0)
    provides = next(data for *_, data in net.edges(data=True) if data["kind"] == "provides")
    presented = next(data for *_, data in net.edges(data=True) if data["label"] == "presented by")
    assert provides["evidence"][0].dates == ("2014-06-11", "2014-09-09")
    assert presented["evidence"][0].dates == ("2014-06-11",)


def test_a_meeting_has_its_items_people_and_decisions(reader: Reader) -> None:
    net = network.of_thing(reader, ID + "meeting/barchester-learning-commission/2019-03-05", beyond=0)
    about = {data["label"] for _, data in net.nodes(data=True) if not data["context"] and data["kind"] == "item"}
    assert len(about) == 4
    assert ("Councillor Amara Blythe", "was present at", "Barchester Learning Commission, 5 March 2019") in facts(net)
    assert {data["years"] for _, data in net.nodes(data=True) if data["context"]} == {("2017",), ("2021",)}


def test_what_only_refers_to_a_meeting_is_context() -> None:
    council = through_the_years(["2014-06-11", "2015-01-15"])
    later, earlier = ("meeting", "barchester-learning-commission", "2015-01-15", "1"), "2014-06-11"
    said = council.say("2015-01-15", "The minutes of the meeting of 11 June 2014 were approved.")
    council.claim(later, "references", (*later[:2], earlier), said, 0.9)
    meeting = f"{ID}meeting/barchester-learning-commission/{earlier}"
    net = network.of_thing(Reader(council.graph()), meeting)
    assert {data["dates"] for _, data in net.nodes(data=True) if data["context"]} == {("2015-01-15",)}
    assert not net.nodes[meeting]["context"]


def test_a_person_has_meetings_posts_and_interests(reader: Reader) -> None:
    net = network.of_thing(reader, ID + "person/amara-blythe", beyond=0)
    assert kinds(net) == {"item": 5, "meeting": 5, "person": 1, "post": 1}


def test_neighbours_to_be_opened_are_kept_apart(reader: Reader) -> None:
    plain, more = (network.of_topic(reader, SEND_TOPIC, beyond=most) for most in (0, 3))
    beyond = {node for node, flag in more.nodes(data="beyond") if flag}
    assert len(beyond) == 3
    assert set(more) - beyond == set(plain)
    assert all(set(nx.all_neighbors(more, node)) & set(plain) for node in beyond)
    assert not any(more.nodes[node]["context"] for node in beyond)
    assert all(more.nodes[node]["dates"] == plain.nodes[node]["dates"] for node in plain)


def test_a_corpus_is_everything_or_what_has_most_facts(reader: Reader) -> None:
    whole, part = network.of_corpus(reader, 5000), network.of_corpus(reader, 20)
    assert {"meeting", "item", "decision", "topic", "organisation", "undertaking"} <= set(kinds(whole))
    assert whole.graph["left_out"] == 0
    assert len(part) <= 20
    assert part.graph["left_out"] == len(whole) - len(part)
    assert SEND_TOPIC in part
    assert all(facts_of[3]["evidence"] for facts_of in whole.edges(keys=True, data=True))


def test_strongest_keeps_the_focus_and_the_most_connected() -> None:
    net = nx.MultiDiGraph(nx.star_graph(9).edges, focus=7)
    nx.set_node_attributes(net, {node: str(node) for node in net}, "label")
    assert set(network.strongest(net, 3)) == {0, 7, 1}
    assert network.strongest(net, 10) is net


def test_reads_a_graph_written_by_hand_after_the_contract() -> None:
    reader = Reader(open_graph(Path(__file__).parents[1] / "data" / "barchester.ttl"))
    net = network.of_topic(reader, "https://w3id.org/graphbuild/topic/CSE", beyond=0)
    assert ("45 Commissioning of the Waymark Service", "is about", "Child sexual exploitation") in facts(net)
    assert all(data["evidence"] for *_, data in net.edges(data=True))

"""The named queries' answers, worked out by hand from ``tests/data/barchester.ttl``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from graphbuild import query
from graphbuild.format import plain
from graphbuild.graph.store import Graph, of_store, open_graph

BARCHESTER = Path(__file__).parents[1] / "data" / "barchester.ttl"
NAMES = [named.name for named in query.list_queries()]
M17, M19 = "minutes-2017-10-10.txt", "minutes-2019-02-12.txt"
GUW = "Growing Up Well Select Commission"
WAYMARK, EVALUATION = "Commissioning of the Waymark Service", "Evaluation of the Waymark Service"


@pytest.fixture(scope="module")
def graph() -> Graph:
    return open_graph(BARCHESTER)


def answer(graph: Graph, name: str, columns: str, **given: str) -> list[tuple[str, ...]]:
    """The query's rows, in its order, with the ``columns`` named."""
    found = query.run(graph, query.load(name), given)
    places = [found.columns.index(column) for column in columns.split()]
    return [tuple(plain(row[place]) for place in places) for row in found.rows]


def test_topic_timeline(graph: Graph) -> None:
    columns = "date body topic number item presented_by sentence document"
    assert answer(graph, "topic-timeline", columns, topic="CSE") == [
        (
            *("2017-10-10", GUW, "Child sexual exploitation", "45", WAYMARK),
            *("Director of Children's Services; Hugh Marchbanks", "child sexual exploitation (CSE)", M17),
        ),
        (
            *("2019-02-12", GUW, "Child sexual exploitation", "63", EVALUATION),
            *("Hugh Marchbanks", "63. Evaluation of the Waymark Service", M19),
        ),
    ]
    assert answer(graph, "topic-timeline", "number topic") == [
        ("45", "Child sexual exploitation"),
        ("45", "Commissioning"),
        ("46", "Special educational needs and disabilities"),
        ("63", "Child sexual exploitation"),
    ]


@pytest.mark.parametrize(
    ("given", "numbers"),
    [
        ({"from": "2018"}, ["63"]),
        ({"to": "2018"}, ["45"]),
        ({"from": "2017", "to": "2019"}, ["45", "63"]),
        ({"from": "2019", "to": "2017"}, []),
        ({"body": "GUWSC"}, ["45", "63"]),
        ({"body": "Lantern Row"}, []),
    ],
)
def test_years_and_bodies(graph: Graph, given: dict[str, str], numbers: list[str]) -> None:
    assert answer(graph, "topic-timeline", "number", topic="CSE", **given) == [(number,) for number in numbers]


def test_topic_decisions_are_those_of_the_item_and_of_the_decision_itself(graph: Graph) -> None:
    columns = "date number clause action decision asked_of due outcome"
    assert answer(graph, "topic-decisions", columns, topic="SEND") == [
        ("2017-10-10", "46", "", "approve", "That the SEND Strategy be approved.", "", "", "carried"),
        (
            *("2019-02-12", "63", "2", "request"),
            "That the Council be asked to look at support for young people with SEND.",
            *("Barchester Borough Council", "", ""),
        ),
    ]
    assert answer(graph, "topic-decisions", "number clause", topic="CSE") == [
        ("45", "1"),
        ("45", "2"),
        ("63", "1"),
        ("63", "2"),
    ]


def test_open_actions_are_what_no_later_item_goes_on_from(graph: Graph) -> None:
    columns = "due state days_overdue as_of asked_of number item_again sentence document"
    words = "(2) That the Head of Commissioning and Mr. Marchbanks bring a further report by October 2018."
    report = ("Head of Commissioning; Hugh Marchbanks", "45", "", words, M17)
    support = (
        *("", "no date", "", "2019-02-12", "Barchester Borough Council", "63", ""),
        "(2) That the Council be asked to look at support for young people with SEND.",
        M19,
    )
    assert answer(graph, "open-actions", columns) == [support], "the other is answered on the day itself"
    before = answer(graph, "open-actions", columns, as_of="2019-02-11")
    assert before == [("2018-10", "overdue", "103", "2019-02-11", *report)]
    assert answer(graph, "open-actions", columns, as_of="2018-10-31") == [("2018-10", "due", "", "2018-10-31", *report)]
    assert answer(graph, "open-actions", "state days_overdue", as_of="2018-11") == [("overdue", "")], "no days"
    assert answer(graph, "open-actions", "state", as_of="2018") == [("due",)], "October may be to come"
    assert answer(graph, "open-actions", "number", as_of="2017-10-09") == []
    assert answer(graph, "open-actions", "number", asked="borough") == [("63",)]
    assert answer(graph, "open-actions", "number", asked="nobody") == []


def test_carried_out_actions(graph: Graph) -> None:
    columns = "number clause answered answered_number answered_by days_taken in_time days_late"
    assert answer(graph, "carried-out-actions", columns) == [
        ("45", "2", "2019-02-12", "63", EVALUATION, "490", "late", "104")
    ]


def test_decision_trail(graph: Graph) -> None:
    columns = "date number clause came_back came_back_number goes_on_from days_late"
    assert answer(graph, "decision-trail", columns) == [
        ("2017-10-10", "45", "1", "2019-02-12", "63", "item", ""),
        ("2017-10-10", "45", "2", "2019-02-12", "63", "decision", "104"),
        ("2017-10-10", "46", "", "", "", "", ""),
        ("2019-02-12", "63", "1", "", "", "", ""),
        ("2019-02-12", "63", "2", "", "", "", ""),
    ]


def test_meeting_summary(graph: Graph) -> None:
    assert answer(graph, "meeting-summary", "part number what who", date="2017") == [
        ("meeting", "", "Guildhall, 17:30", ""),
        ("chair", "", "", "Councillor Alma Penhale"),
        ("present", "", "Chair", "Councillor Alma Penhale"),
        ("present", "", "", "Councillor Edwin Tapley"),
        ("present", "", "", "Councillor Ruth Wintle"),
        ("apologies", "", "", "Councillor Saul Wintle"),
        ("in attendance", "", "", "Hugh Marchbanks"),
        ("item", "44", "Declarations of Interest", ""),
        ("item", "45", WAYMARK, "Director of Children's Services; Hugh Marchbanks"),
        ("interest", "45", "pecuniary interest", "Councillor Ruth Wintle"),
        ("decision", "45(1)", "That the report be noted.", ""),
        (
            *("decision", "45(2)"),
            "That the Head of Commissioning and Mr. Marchbanks bring a further report by October 2018.",
            "Head of Commissioning; Hugh Marchbanks",
        ),
        ("item", "46", "SEND Strategy", ""),
        ("interest", "46", "personal interest in Thornacre School", "Councillor Edwin Tapley"),
        ("decision", "46", "That the SEND Strategy be approved.", ""),
    ]


@pytest.mark.parametrize(
    ("date", "dates"),
    [
        ("2019-02-12", {"2019-02-12"}),
        ("2019-02", {"2019-02-12"}),
        ("2019-03", set()),
        ("2018-12-11", set()),
        ("", {"2017-10-10", "2019-02-12"}),
    ],
)
def test_meetings_by_date_and_only_those_on_record(graph: Graph, date: str, dates: set[str]) -> None:
    assert {date for (date,) in answer(graph, "meeting-summary", "date", date=date)} == dates


def test_person_profile(graph: Graph) -> None:
    assert answer(graph, "person-profile", "date did what document", person="Marchbanks") == [
        ("2017-10-10", "held post", "Commissioning Manager", M17),
        ("2017-10-10", "in attendance", GUW, M17),
        ("2017-10-10", "presented", WAYMARK, M17),
        (
            *("2017-10-10", "was asked"),
            "That the Head of Commissioning and Mr. Marchbanks bring a further report by October 2018.",
            M17,
        ),
        ("2019-02-12", "held post", "Head of Commissioning", M19),
        ("2019-02-12", "presented", EVALUATION, M19),
        ("2019-02-12", "wrote a paper", "Waymark: One Year On", M19),
    ]
    assert answer(graph, "person-profile", "date did what", person="Tapley") == [
        ("2017-10-10", "chaired", "SEND Strategy"),
        ("2017-10-10", "declared interest", "Thornacre School (SEND Strategy)"),
        ("2017-10-10", "present", GUW),
        ("2019-02-12", "present", GUW),
    ]
    assert [did for did, _ in answer(graph, "person-profile", "did what", person="Penhale")] == [
        "chaired",
        "held post",
        "moved",
        "present",
        "present",
    ]


def test_who_held_post(graph: Graph) -> None:
    columns = "post organisation person first_seen last_seen"
    chair = ("Chair", GUW, "Councillor Alma Penhale", "2017-10-10", "2019-02-12")
    council = "Barchester Borough Council"
    manager = ("Commissioning Manager", council, "Hugh Marchbanks", "2017-10-10", "2017-10-10")
    head = ("Head of Commissioning", council, "Hugh Marchbanks", "2019-02-12", "2019-02-12")
    assert answer(graph, "who-held-post", columns) == [chair, manager, head]
    assert answer(graph, "who-held-post", columns, post="COMMISSIONING") == [manager, head]
    assert answer(graph, "who-held-post", columns, post="commissioning lead") == [head], "by another name"
    assert answer(graph, "who-held-post", columns, organisation="GUWSC") == [chair]
    assert answer(graph, "who-held-post", columns, **{"from": "2018", "to": "2018"}) == [chair]
    assert answer(graph, "who-held-post", columns, post="director") == []


def test_commissioning_history(graph: Graph) -> None:
    columns = "provider involvement service kind date when said"
    caselink = ("Lantern Row", "provides", "CaseLink", "system", "2019-02-12", "", "negated")
    waymark = ("Lantern Row", "provides", "Waymark Service", "service", "2017-10-10", "since April 2014", "")
    council = ("Barchester Borough Council", "commissions", "Waymark Service", "service", "2017-10-10", "", "")
    barset = ("University of Barset", "evaluates", "Waymark Service", "service", "2019-02-12", "", "")
    partner = ("Lantern Row", "partner of", "Barchester Borough Council", "organisation", "2019-02-12", "", "")
    assert answer(graph, "commissioning-history", columns) == [caselink, council, waymark, barset]
    assert answer(graph, "commissioning-history", columns, provider="lantern row") == [caselink, waymark]
    everything = answer(graph, "commissioning-history", columns, provider="lantern row", involvement="Any")
    assert everything == [partner, caselink, waymark]
    assert answer(graph, "commissioning-history", columns, service="Waymark") == [council, waymark, barset]
    assert answer(graph, "commissioning-history", columns, called="WAYMARK", involvement="Evaluates") == [barset]
    assert answer(graph, "commissioning-history", columns, called="way", **{"from": "2018"}) == [barset]
    assert answer(graph, "commissioning-history", columns, topic="CSE") == [], "no item shares the passage"
    assert answer(graph, "commissioning-history", columns, body="GUWSC") == [caselink, council, waymark, barset]
    assert answer(graph, "commissioning-history", columns, body="Lantern Row") == []


def test_topic_money(graph: Graph) -> None:
    columns = "date topics number amount for sentence document"
    words = ("a grant of £240,000", M17)
    topics = "Child sexual exploitation; Commissioning"
    waymark = ("2017-10-10", topics, "45", "240000", "Waymark Service", *words)
    places = (
        "2017-10-10",
        "Special educational needs and disabilities",
        "46",
        "45000",
        "",
        "£45,000 for consultation",
        M17,
    )
    untold = ("2019-02-12", "", "62", "300", "", "a fee of £300", M19)
    assert answer(graph, "topic-money", columns) == [waymark, places, untold]
    assert answer(graph, "topic-money", columns, topic="CSE") == [waymark]
    assert answer(graph, "topic-money", columns, topic="SEND") == [places]
    assert answer(graph, "topic-money", columns, service="Waymark Service") == [waymark]
    assert answer(graph, "topic-money", columns, topic="SEND", service="Waymark Service") == []


def test_interests_declared(graph: Graph) -> None:
    columns = "date person kind interest_in number item"
    tapley = ("2017-10-10", "Councillor Edwin Tapley", "personal", "Thornacre School", "46", "SEND Strategy")
    wintle = ("2017-10-10", "Councillor Ruth Wintle", "pecuniary", "", "45", WAYMARK)
    assert answer(graph, "interests-declared", columns) == [tapley, wintle]
    assert answer(graph, "interests-declared", columns, organisation="Thornacre School") == [tapley]
    assert answer(graph, "interests-declared", columns, person="R. Wintle") == [wintle]
    assert answer(graph, "interests-declared", columns, organisation="Lantern Row") == []
    assert answer(graph, "interests-declared", columns, **{"from": "2018"}) == []


def test_cross_references(graph: Graph) -> None:
    columns = "number relation target target_number target_date status"
    dangling = [
        ("45", "refers to", GUW, "12", "2014-06-18", "dangling"),
        ("62", "refers to", GUW, "", "2018-12-11", "dangling"),
        ("63", "refers to", GUW, "49", "2017-10-10", "dangling"),
    ]
    report = "That the Head of Commissioning and Mr. Marchbanks bring a further report by October 2018."
    resolved = [("63", "follows up", report, "45", "2017-10-10", "resolved")]
    assert answer(graph, "cross-references", columns) == [*dangling[:2], *resolved, dangling[2]]
    assert answer(graph, "cross-references", columns, status="dangling") == dangling
    assert answer(graph, "cross-references", columns, status="Resolved") == resolved


def test_attendance(graph: Graph) -> None:
    columns = "person date capacity acting_as for_items left_for_items"
    penhale, tapley, ruth = "Councillor Alma Penhale", "Councillor Edwin Tapley", "Councillor Ruth Wintle"
    assert answer(graph, "attendance", columns) == [
        (penhale, "2017-10-10", "present", "Chair", "", ""),
        (penhale, "2019-02-12", "present", "", "", ""),
        (tapley, "2017-10-10", "present", "", "", "46"),
        (tapley, "2019-02-12", "present", "", "", ""),
        (ruth, "2017-10-10", "present", "", "", ""),
        (ruth, "2019-02-12", "apologies", "", "", ""),
        ("Councillor Saul Wintle", "2017-10-10", "apologies", "", "", ""),
        ("Hugh Marchbanks", "2017-10-10", "in attendance", "", "45; 46", ""),
    ]
    assert answer(graph, "attendance", "date", person="Ruth Wintle", capacity="apologies") == [("2019-02-12",)]


def test_attendance_by_member(graph: Graph) -> None:
    columns = "person year meetings present apologies in_attendance rate"
    assert answer(graph, "attendance-by-member", columns) == [
        ("Councillor Alma Penhale", "2017", "1", "1", "0", "0", "100"),
        ("Councillor Alma Penhale", "2019", "1", "1", "0", "0", "100"),
        ("Councillor Edwin Tapley", "2017", "1", "1", "0", "0", "100"),
        ("Councillor Edwin Tapley", "2019", "1", "1", "0", "0", "100"),
        ("Councillor Ruth Wintle", "2017", "1", "1", "0", "0", "100"),
        ("Councillor Ruth Wintle", "2019", "1", "0", "1", "0", "0"),
        ("Councillor Saul Wintle", "2017", "1", "0", "1", "0", "0"),
        ("Hugh Marchbanks", "2017", "0", "0", "0", "1", ""),
    ]


def test_coverage(graph: Graph) -> None:
    columns = "kind what date pointed_at pointed_from"
    guw = "Growing Up Well Select Commission"
    assert answer(graph, "coverage", columns) == [
        ("meeting not read", f"{guw}, 18 June 2014", "2014-06-18", "1", "2017-10-10 45"),
        ("meeting not read", f"{guw}, 11 December 2018", "2018-12-11", "1", "2019-02-12 62"),
        ("minute not found", f"Minute 49 of {guw}, 10 October 2017", "2017-10-10", "1", "2019-02-12 63"),
        ("no list of those present", f"{guw}, 12 February 2019", "2019-02-12", "0", ""),
        ("meeting announced", f"{guw}, April 2019", "2019-04", "0", ""),
        ("post without holder", "Director of Children's Services", "", "1", "2017-10-10 45"),
    ]


@pytest.mark.parametrize("name", NAMES)
def test_every_row_ends_with_a_sentence_and_its_document(graph: Graph, name: str) -> None:
    named = query.load(name)
    sentences = {
        plain(row[0]): plain(row[1])
        for row in query.run(graph, query.NamedQuery(name="quotes", text=QUOTES)).rows
    }  # fmt: skip
    for given in ({}, named.example):
        found = query.run(graph, named, given)
        assert found.rows
        assert found.columns == tuple(named.columns)
        if name in COUNTS:
            assert "sentence" not in found.columns
            continue
        assert found.columns[-2:] == ("sentence", "document")
        assert all(sentences[plain(row[-2])] == plain(row[-1]) for row in found.rows)


COUNTS = {"co-attendance", "topics-over-time"}
"""Queries whose rows rest on no one fact."""
QUOTES = """
PREFIX gb: <https://w3id.org/graphbuild/ontology#>
PREFIX schema: <https://schema.org/>
SELECT ?quote ?document WHERE { ?passage gb:quote ?quote ; gb:source/schema:name ?document } ORDER BY ?document
"""


@pytest.mark.parametrize("name", NAMES)
def test_what_several_graphs_hold_counts_once(graph: Graph, name: str) -> None:
    store = Store()
    for number in range(2):
        for quad in parse(path=str(BARCHESTER), format=RdfFormat.TURTLE):
            store.add(Quad(*quad.triple, NamedNode(f"https://example.org/id/source/{number}")))
    named = query.load(name)
    assert query.run(of_store(store), named) == query.run(graph, named)

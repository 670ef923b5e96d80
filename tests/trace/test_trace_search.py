"""Words that name no topic are searched for, as data; what is like a topic's name is suggested."""

from __future__ import annotations

import re

import harbour
import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph
from graphbuild.trace.search import find, story_of


def numbers(graph: Graph, text: str) -> list[str]:
    story = story_of(graph, text).story
    assert not story.topic
    return [
        f"{meeting.date} {item.number}" for year in story.years for meeting in year.meetings for item in meeting.items
    ]


@pytest.mark.parametrize("text", ["SEND", "send", "special educational needs and disabilities", "topic:SEND"])
def test_a_topic_goes_by_any_of_its_names(demo_graph: Graph, text: str) -> None:
    told = story_of(demo_graph, text)
    assert told.story.topic == "https://w3id.org/graphbuild/topic/SEND"
    assert told.suggestion == ""
    assert len(told.story.items) == 5


@pytest.mark.parametrize("text", ["CareTrack", "caretrack", "Care Track", "CARÉTRACK", "the CareTrack"])
def test_a_service_is_found_by_its_words_however_they_are_written(demo_graph: Graph, text: str) -> None:
    assert numbers(demo_graph, text) == ["2017-10-10 47", "2019-02-12 ", "2020-07-14 24"]
    assert story_of(demo_graph, text).story.found == ("CareTrack",)


def test_titles_and_decisions_are_searched(demo_graph: Graph) -> None:
    assert numbers(demo_graph, "nominations") == ["2019-02-12 "]
    assert numbers(demo_graph, "quarto") == ["2014-09-17 32"]
    assert numbers(demo_graph, "draft strategy") == ["2014-09-17 30"]
    assert numbers(demo_graph, "strategy draft") == ["2014-09-17 30"]


def test_people_are_found_by_what_they_presented_or_came_for(demo_graph: Graph) -> None:
    assert numbers(demo_graph, "Declan Roe") == ["2017-10-10 45"]
    assert numbers(demo_graph, "Tamsin Oakes") == ["2024-06-25 14"]


def test_part_of_a_word_is_not_the_word(demo_graph: Graph) -> None:
    assert find(demo_graph, "tracks") == ((), ())
    assert find(demo_graph, "row")[1] == ("Lantern Row",)


def test_years_cut_a_search_too(demo_graph: Graph) -> None:
    assert [year.year for year in story_of(demo_graph, "caretrack", 2018, 2019).story.years] == [2019]


def test_a_near_topic_is_suggested_beside_what_is_found(demo_graph: Graph) -> None:
    told = story_of(demo_graph, "SEND Strategy")
    assert told.suggestion == ""
    assert "SEND Strategy 2024-2028" in told.story.found
    assert story_of(demo_graph, "exclusions").suggestion == "did you mean Exclusion from school and home education?"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SENDD", "No document of this graph names 'SENDD'; did you mean Special educational needs and disabilities?"),
        ("child sexual explotation", "did you mean Child sexual exploitation or Child criminal exploitation?"),
        ("xyzzy", "No document of this graph names 'xyzzy'; the topics that it has are, among others: "),
        ("ADULT-SAFEGUARDING", "No document of this graph has an item about 'ADULT-SAFEGUARDING'"),
        ("", "No document of this graph names ''; the topics"),
        ("?", "No document of this graph names '?'; the topics"),
    ],
)
def test_nothing_found_is_one_sentence_with_what_to_try(demo_graph: Graph, text: str, said: str) -> None:
    with pytest.raises(GraphbuildError, match=re.escape(said)) as error:
        story_of(demo_graph, text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("text", [".*", "wayma.k", "(", "} UNION { ?s ?p ?o", '" .', "\\", "%z", "http://x> ?p ?o"])
def test_what_is_typed_is_no_pattern_and_no_query(demo_graph: Graph, text: str) -> None:
    assert find(demo_graph, text) == ((), ())


def test_nothing_in_the_years_asked_for_says_where_there_is_something(demo_graph: Graph) -> None:
    with pytest.raises(GraphbuildError, match=r"from those years; it is told in 2014 to 2024: change --from or --to"):
        story_of(demo_graph, "SEND", 2018, 2019)


def test_a_topic_of_the_graph_alone_is_one() -> None:
    graph = harbour.graph()
    assert story_of(graph, "PIER").story.label == "Piers"
    assert story_of(graph, "mole street trust").story.found == ("Mole Street Trust",)

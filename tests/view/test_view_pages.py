from __future__ import annotations

from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild import lookup
from graphbuild.graph.store import Graph
from graphbuild.view import KINDS
from graphbuild.view.finding import LOOKED_UP
from graphbuild.view.pages import Pages, beside, file_name

ID = "https://example.org/id/"
ANY_KIND = st.sampled_from([*KINDS, "trace"])
PIECES = "/|..|%2F|%2e%2e%2f|%00|\\|%5C|~|person/|/topic/|#|?|会议|é"
HOSTILE = st.sampled_from([*PIECES.split("|"), "a" * 300])
IRIS = st.lists(st.text(max_size=30) | HOSTILE, max_size=12).map("".join)


@pytest.mark.parametrize(
    ("kind", "iri", "name"),
    [
        ("corpus", "", "corpus.html"),
        ("topic", "https://w3id.org/graphbuild/topic/CSE", "topic-cse.html"),
        ("trace", "https://w3id.org/graphbuild/topic/CSE", "trace-cse.html"),
        ("trace", "the West Pier", "trace-the-west-pier.html"),
        ("person", f"{ID}person/barchester/amara-blythe", "person-barchester-amara-blythe.html"),
        ("service", f"{ID}undertaking/barchester/early-help", "service-barchester-early-help.html"),
        ("meeting", f"{ID}meeting/learning/2019-03-05", "meeting-learning-2019-03-05.html"),
        ("organisation", "https://council.example/body/7/", "organisation-7.html"),
        ("person", f"{ID}person/..%2F..%2Fetc%2Fpasswd", "person-etc-passwd.html"),
    ],
)
def test_a_page_is_named_after_what_it_is_of(kind: str, iri: str, name: str) -> None:
    assert file_name(kind, iri) == name


@given(ANY_KIND, IRIS)
def test_whatever_the_iri_the_page_is_in_the_folder(kind: str, iri: str) -> None:
    name = file_name(kind, iri)
    assert Path(name).name == name
    assert (Path("/views") / name).resolve().parent == Path("/views")
    assert name.startswith(kind)
    assert name.endswith(".html")
    assert len(name.encode()) <= 200
    assert not set(name) & set("\0/\\ :*?\"<>|%'#&\n")
    assert file_name(kind, iri) == name


@given(ANY_KIND, IRIS)
def test_its_address_leads_to_the_page(kind: str, iri: str) -> None:
    name = file_name(kind, iri)
    address = Pages(frozenset([name])).of(kind, iri)
    assert unquote(address) == name
    assert quote(unquote(address)) == address


def test_a_name_in_another_script_can_be_written(tmp_path: Path) -> None:
    page = tmp_path / file_name("service", f"{ID}undertaking/{quote('议会' * 100)}")
    page.write_text("", "utf-8")
    assert page.is_file()


def test_long_names_that_begin_alike_are_of_different_pages() -> None:
    one, other = (file_name("service", f"{ID}undertaking/{'a' * 300}{end}") for end in "xy")
    assert one != other


@pytest.mark.parametrize("kind", LOOKED_UP)
def test_each_thing_has_a_page_of_its_own(demo_graph: Graph, kind: str) -> None:
    iris = {thing.iri for thing in lookup.things(demo_graph, LOOKED_UP[kind])}
    assert len({file_name(kind, iri) for iri in iris}) == len(iris) > 4


def test_only_pages_that_exist_are_linked(tmp_path: Path) -> None:
    topic, person = "https://example.org/topic/CSE", f"{ID}person/amara-blythe"
    for name in ("index.html", "topic-cse.html", "person-amara-blythe.html", "notes.txt"):
        (tmp_path / name).write_text("", "utf-8")
    pages = beside(tmp_path / "topic-cse.html")
    assert pages.names == {"index.html", "person-amara-blythe.html"}
    assert (pages.index(), pages.of("person", person), pages.of("topic", topic)) == (
        "index.html",
        "person-amara-blythe.html",
        "",
    )
    assert pages.in_corpus("person/amara-blythe") == ""
    assert beside(tmp_path / "nowhere" / "page.html").names == frozenset()


def test_a_topic_is_linked_to_its_story_where_there_is_one() -> None:
    topic = "https://example.org/topic/CSE"
    both = Pages(frozenset(["trace-cse.html", "topic-cse.html"]))
    assert both.of("topic", topic) == "trace-cse.html"
    assert Pages(frozenset(["topic-cse.html"])).of("topic", topic) == "topic-cse.html"
    assert both.other("trace", topic)[0] == "topic-cse.html"
    assert both.other("topic", topic)[0] == "trace-cse.html"
    assert both.other("person", topic) == Pages(frozenset(["topic-cse.html"])).other("topic", topic) == ("", "")


def test_surroundings_in_the_corpus_are_addressed_safely() -> None:
    pages = Pages(frozenset(["corpus.html"]))
    assert pages.in_corpus("person/a&depth=2#b c") == "corpus.html#focus=person%2Fa%26depth%3D2%23b%20c&depth=1"

"""What the search finds, and what it takes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.explore import index as indexed
from graphbuild.explore.finding import marked
from graphbuild.explore.index import BEGIN, END, Hit, search
from graphbuild.explore.site import Site
from graphbuild.graph.store import Graph


@pytest.fixture
def find(demo_graph: Graph, index: Path):  # type: ignore[no-untyped-def]
    return lambda text, **more: search(index, demo_graph, text, **more)


def labels(hits: list[Hit]) -> list[str]:
    return [hit.label for hit in hits]


@pytest.mark.parametrize(
    ("text", "kind", "label"),
    [
        ("Ruth Dacre", "person", "Ruth Dacre"),
        ("dacre", "person", "Ruth Dacre"),
        ("dac", "person", "Ruth Dacre"),
        ("DACRE, Ruth", "person", "Ruth Dacre"),
        ("Dácre", "person", "Ruth Dacre"),
        ("SEND", "topic", "Special educational needs and disabilities"),
        ("head of incl", "post", "Head of Inclusion"),
        ("sufficiency plan", "undertaking", "SEND Sufficiency Plan"),
        ("capital programme", "item", "23. SEND CAPITAL PROGRAMME"),
        ("delay of more than a month", "decision", "That Members be told of any delay of more than a month"),
        ("would pay for all of", "passage", "Together with the grant of £400,000 from the Department for Education"),
    ],
)
def test_names_titles_decisions_and_passages_are_found(find, text: str, kind: str, label: str) -> None:  # type: ignore[no-untyped-def]
    assert any(hit.kind == kind and hit.label.startswith(label) for hit in find(text, most=50))


def test_names_come_before_decisions_and_those_before_passages(find) -> None:  # type: ignore[no-untyped-def]
    kinds = [hit.kind for hit in find("SEND", most=200)]
    order = {"decision": 1, "recommendation": 1, "passage": 2}
    assert {"topic", "decision", "passage"} <= set(kinds)
    assert kinds == sorted(kinds, key=lambda kind: order.get(kind, 0))


def test_the_words_of_a_decision_are_found_once(find) -> None:  # type: ignore[no-untyped-def]
    said = [
        hit.label for hit in find("delay of more than a month as soon as it is known") if hit.label.startswith("That")
    ]
    assert said == ["That Members be told of any delay of more than a month as soon as it is known."]


def test_every_word_must_be_there(find) -> None:  # type: ignore[no-untyped-def]
    assert not find("Ruth zzz")
    assert not find("")
    assert not find("?!")


def test_a_kind_leaves_others_out(find) -> None:  # type: ignore[no-untyped-def]
    assert {hit.kind for hit in find("SEND", kind="item")} == {"item"}


def test_further_hits_are_those_after_the_first(find) -> None:  # type: ignore[no-untyped-def]
    both = find("SEND", most=6)
    assert [*find("SEND", most=3), *find("SEND", most=3, after=3)] == both


def test_the_words_found_are_marked_in_what_a_decision_says(find) -> None:  # type: ignore[no-untyped-def]
    hit = find("delay month", kind="decision")[0]
    assert f"{BEGIN}delay{END}" in hit.excerpt
    assert hit.whole == "23. SEND CAPITAL PROGRAMME (14 July 2020)"
    assert hit.date == "2020-07-14"


@given(st.text(max_size=80))
def test_whatever_is_typed_is_words_and_no_query(demo_graph: Graph, index: Path, text: str) -> None:
    search(index, demo_graph, text)


@pytest.mark.parametrize(
    "text", ['"', "a OR b", "NEAR(a b)", "names:x", "x*", "-x", "a AND", "^a", "')--", "{a b}", "a\0b"]
)
def test_words_of_the_query_language_are_words(demo_graph: Graph, index: Path, text: str) -> None:
    search(index, demo_graph, text)


def test_markup_in_an_excerpt_stays_text() -> None:
    assert marked(f"<b>{BEGIN}x{END}</b>") == "&lt;b&gt;<mark>x</mark>&lt;/b&gt;"


def test_an_index_that_was_not_finished_is_made_again(demo_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    path.with_name(f"{path.name}.1.part").write_bytes(b"half")
    assert labels(search(path, demo_graph, "Ruth Dacre", kind="person")) == ["Ruth Dacre"]
    assert path.is_file()


def test_two_that_make_it_at_once_do_not_hinder_each_other(demo_graph: Graph, tmp_path: Path) -> None:
    path = tmp_path / "new.sqlite"
    indexed.make(path, demo_graph)
    before = search(path, demo_graph, "SEND")
    indexed.make(path, demo_graph)
    assert search(path, demo_graph, "SEND") == before


def test_suggestions_are_json_with_the_addresses_of_pages(site: Site) -> None:
    page = site.page("/search", (("q", "ruth"),), "application/json")
    assert page.media_type == "application/json"
    assert json.loads(page.body)[0] == {
        "name": "Ruth Dacre",
        "sort": "person",
        "target": "/id/person/barchester/ruth-dacre",
    }


def test_the_page_lists_what_was_found_and_keeps_what_was_typed(site: Site) -> None:
    body = site.page("/search", (("q", 'ruth "><script>'),), "text/html").body.decode()
    assert "<script>" not in body.replace('<script src="/assets/site.js" defer></script>', "")
    assert "&#34;&gt;&lt;script&gt;" in body
    body = site.page("/search", (("q", "ruth"), ("kind", "person")), "text/html").body.decode()
    assert '<a href="/id/person/barchester/ruth-dacre"><bdi>Ruth Dacre</bdi></a>' in body

"""Named queries as pages: their forms, their answers with the sentences, downloads, and the way to the editor."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store
from reading import BAD, Read, count_of, get, read

from graphbuild import query
from graphbuild.explore.site import Site
from graphbuild.format import plain
from graphbuild.graph.store import Graph, of_store
from graphbuild.query import NamedQuery
from graphbuild.vocabulary import FOAF, GB, RDF, RDFS

QUERIES = query.list_queries()
CHECKED = [pytest.param(one, id=one.name) for one in QUERIES]
DECISIONS = "/queries/topic-decisions"
DACRE = "/id/person/barchester/ruth-dacre"


def example(one: NamedQuery) -> str:
    return f"/queries/{one.name}?{urlencode(one.example | {'ask': '1'})}"


def one_person(name: str) -> Store:
    store, person = Store(), NamedNode("https://example.org/id/person/x")
    passage = NamedNode("https://example.org/id/source/s#char=0,5")
    triples = ((RDF.type, FOAF.Person), (RDFS.label, Literal(name)), (GB.evidence, passage))
    store.extend(Quad(person, predicate, value) for predicate, value in triples)
    return store


def test_all_queries_are_listed_once_with_what_they_answer(site: Site) -> None:
    page = read(site, "/queries")
    links = [link for link in page.links if link.startswith("/queries/")]
    assert sorted(links) == [f"/queries/{one.name}" for one in QUERIES]
    assert all(one.summary in page.words for one in QUERIES)


@pytest.mark.parametrize("one", CHECKED)
def test_a_query_has_a_form_with_a_field_for_each_parameter(site: Site, one: NamedQuery) -> None:
    page = read(site, f"/queries/{one.name}")
    fields = {given["name"]: given for tag, given in page.elements if tag == "input" and given.get("name") != "q"}
    assert list(fields) == list(one.parameters)
    ids = dict(zip(page.ids, page.ids, strict=True))
    labels = {given["for"] for tag, given in page.elements if tag == "label"}
    for name, parameter in one.parameters.items():
        assert parameter.meaning in page.words
        assert ids[str(fields[name]["id"])] in labels
        assert ("list" in fields[name]) == parameter.type.named
        assert str(fields[name]["aria-describedby"]) in ids
    assert "answer" not in page.ids
    assert not page.acting


@pytest.mark.parametrize("one", CHECKED)
def test_the_answer_has_the_rows_of_the_query(site: Site, demo_graph: Graph, one: NamedQuery) -> None:
    rows = query.run(demo_graph, one, one.example)
    page = read(site, example(one))
    assert rows.rows, "the example answers nothing"
    assert count_of(page) == len(rows.rows)
    table = " ".join(page.words.split())
    for row in rows.rows[:20]:
        said = dict(zip(rows.columns, map(plain, row), strict=True))
        assert " ".join(said.get("sentence", "").split()) in table
    assert not page.acting
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("one", CHECKED)
def test_the_same_answer_can_be_downloaded(site: Site, demo_graph: Graph, one: NamedQuery) -> None:
    rows = query.run(demo_graph, one, one.example)
    links = {link.rpartition("=")[2]: link for link in read(site, example(one)).links if "format=" in link}
    assert set(links) == {"csv", "json"}
    page = get(site, links["csv"])
    assert page.media_type == "text/csv; charset=utf-8"
    assert ("Content-Disposition", f'attachment; filename="{one.name}.csv"') in page.headers
    read_back = list(csv.reader(io.StringIO(page.body.decode(), newline="")))
    assert read_back == [list(rows.columns), *([plain(term) for term in row] for row in rows.rows)]
    objects = json.loads(get(site, links["json"]).body)
    assert [list(one) for one in objects] == [list(rows.columns)] * len(rows.rows)


@pytest.mark.parametrize("one", CHECKED)
def test_the_text_for_the_editor_asks_the_same(site: Site, demo_graph: Graph, one: NamedQuery) -> None:
    link = next(link for link in read(site, example(one)).links if link.startswith("/query?"))
    text = dict(parse_qsl(urlsplit(link).query))["query"]
    assert text.startswith(f"# {one.summary}\n")
    bound = query.run(demo_graph, NamedQuery(name="bound", text=text))
    asked = query.run(demo_graph, one, one.example)
    places = [bound.columns.index(name) for name in asked.columns]
    assert [tuple(row[place] for place in places) for row in bound.rows] == list(asked.rows)
    assert count_of(read(site, link)) == len(asked.rows)


def test_a_sentence_leads_to_its_place_in_its_document(site: Site, demo_output: Path) -> None:
    page = read(site, f"{DECISIONS}?topic=SEND")
    places = [link for link in page.links if "#char=" in link]
    assert len(places) == count_of(page)
    words = " ".join(page.words.split())
    for link in places:
        source, _, fragment = unquote(link).rpartition("/")[2].partition("#char=")
        begin, end = map(int, fragment.split(","))
        text = (demo_output / "sources" / f"{source}.txt").read_text("utf-8")
        assert " ".join(text[begin:end].split()) in words


def test_names_lead_to_their_pages_and_dates_are_in_words(site: Site) -> None:
    page = read(site, "/queries/person-profile?person=Ruth+Dacre")
    assert DACRE in page.links
    assert "/id/post/barchester/assistant-director-education-and-inclusion" in page.links
    assert "25 June 2024" in page.words


def test_fields_suggest_what_the_graph_has(site: Site) -> None:
    page = read(site, "/queries/person-profile")
    options = {given["value"] for tag, given in page.elements if tag == "option"}
    assert "Ruth Dacre" in options
    assert read(site, f"/queries/person-profile?{urlencode({'person': 'Ruth Dacre'})}").words.count("Ruth Dacre")


def test_a_field_with_too_many_things_asks_for_those_that_fit(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphbuild.explore.fields.LISTED", 3)
    page = read(site, "/queries/person-profile")
    assert len([tag for tag, _ in page.elements if tag == "option"]) == 3
    assert next(given for tag, given in page.elements if given.get("name") == "person")["data-kind"] == "person"
    found = json.loads(get(site, "/search?q=ruth&kind=person", "application/json").body)
    assert {one["sort"] for one in found} == {"person"}


@pytest.mark.parametrize(
    ("address", "said", "kept"),
    [
        ("/queries/person-profile?person=Rut+Dacre", "called 'Rut Dacre'; did you mean Ruth Dacre or", "Rut Dacre"),
        ("/queries/open-actions?as_of=2019-13-45", "must be a date such as 2019-03-05", "2019-13-45"),
        (f"{DECISIONS}?topic=SEND&from=19", "must be a year of four digits", "19"),
        (f"{DECISIONS}?topic={'x' * 400}", "longer than 300 characters", "x" * 400),
        (f"{DECISIONS}?topic=%22%3E%3Cscript%3E", "The graph has no topic called", '"><script>'),
    ],
)  # fmt: skip
def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    site: Site, address: str, said: str, kept: str
) -> None:
    page = get(site, address)
    assert page.status == 400
    seen = Read(page)
    assert said in seen.words
    field = next(given for tag, given in seen.elements if given.get("aria-invalid"))
    assert field["value"] == kept
    assert str(field["aria-describedby"]).split()[0] in seen.ids
    assert "answer" not in seen.ids
    assert not seen.acting


@pytest.mark.parametrize("form", ["exe", "ttl", "../x", "table"])
def test_a_format_that_there_is_not_is_said(site: Site, form: str) -> None:
    page = get(site, f"{DECISIONS}?topic=SEND&{urlencode({'format': form})}")
    assert page.status == 400
    assert "csv, json" in Read(page).words


@pytest.mark.parametrize(
    "name", ["", "nothing", "../chairs", "%2e%2e/chairs", "chairs.rq", "explain/10-attendance", "%00"]
)
def test_there_are_no_other_queries(site: Site, name: str) -> None:
    assert get(site, f"/queries/{name}").status == 404


def test_a_string_is_no_part_of_the_query(site: Site) -> None:
    nasty = '"} UNION {?s ?p ?o} #\\'
    page = read(site, f"/queries/decision-trail?{urlencode({'text': nasty})}")
    assert "The graph says nothing of this" in page.words


def test_what_no_row_has_and_what_each_row_has_is_told_once(site: Site, demo_graph: Graph) -> None:
    page = read(site, "/queries/meeting-summary?date=2017-10-10")
    rows = query.run(demo_graph, query.load("meeting-summary"), {"date": "2017-10-10"})
    assert len(rows.rows) > 2
    heads = page.words_in("th")
    assert "Date" not in heads
    assert "Part" in heads
    assert page.words_in("dt")[0] == "Date"
    assert "The same in each row:" in page.words_in("p")
    answers = read(site, "/queries/carried-out-actions?ask=1")
    assert "Answer document" in answers.words_in("th")  # each row's leads to its own sentence


def test_long_answers_are_cut_on_the_page_and_whole_in_downloads(
    demo_graph: Graph, index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graphbuild.explore.named.SHOWN", 4)
    site, address = Site(demo_graph, index, rows=9), "/queries/person-profile?ask=1"
    page = read(site, address)
    assert page.words_in("caption") == [
        "9 rows or more: the answer was cut there; the first 4 are shown, a download has all 9"
    ]
    assert len(json.loads(get(site, f"{address}&format=json").body)) == 9


def test_an_example_is_of_the_graph(site: Site, tmp_path: Path) -> None:
    own = [link for link in read(site, "/queries/person-profile").links if "ask=1" in link]
    assert own == ["/queries/person-profile?person=Penhale&ask=1#answer"]
    other = Site(of_store(one_person("Ann Other")), tmp_path / "index.sqlite")
    links = [link for link in read(other, "/queries/person-profile").links if "ask=1" in link]
    assert links == ["/queries/person-profile?person=Ann+Other&ask=1#answer"]


def test_what_a_document_says_is_text(tmp_path: Path) -> None:
    site = Site(of_store(one_person(BAD)), tmp_path / "index.sqlite")
    page = read(site, f"/queries/papers-by-author?{urlencode({'ask': '1'})}")
    assert BAD in {given.get("value") for tag, given in page.elements if tag == "option"}
    assert not page.acting

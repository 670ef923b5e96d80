"""The page for one's own SPARQL: what it answers, as a table, drawn and downloaded, and what it refuses."""

from __future__ import annotations

import html
import json
import re
from importlib import resources
from pathlib import Path
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import (
    Literal,
    NamedNode,
    Quad,
    QueryResultsFormat,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    parse_query_results,
)
from reading import BAD, Read, count_of, get, read

from graphbuild import query
from graphbuild.explore.site import Site
from graphbuild.explore.terms import completions, declared, undeclared
from graphbuild.graph.store import Graph, of_store
from graphbuild.vocabulary import FOAF, GB, PREFIXES, RDF, RDFS

HEAD = f"PREFIX gb: <{GB.iri}> PREFIX foaf: <{FOAF.iri}> PREFIX rdfs: <{RDFS.iri}> "
PEOPLE = HEAD + "SELECT ?person ?name ?nothing WHERE { ?person a foaf:Person ; foaf:name ?name } ORDER BY ?name"
PRESENT = HEAD + "CONSTRUCT { ?meeting gb:present ?person } WHERE { ?meeting gb:present ?person }"
DACRE = "/id/person/barchester/ruth-dacre"
PATHS = ["/query", "/query/network", "/queries/chairs", "/queries/topic-decisions"]


def asking(text: str, **more: str) -> str:
    return f"/query?{urlencode({'query': text} | more)}"


def test_the_editor_begins_with_a_query_that_answers(site: Site) -> None:
    page = read(site, "/query")
    assert "answer" not in page.ids
    (text,) = page.words_in("textarea")
    assert count_of(read(site, asking(text))) > 10


@pytest.mark.parametrize("name", [one.name for one in query.list_queries()])
def test_every_named_query_can_be_taken_as_an_example(site: Site, demo_graph: Graph, name: str) -> None:
    options = {given["value"] for tag, given in read(site, "/query").elements if tag == "option"}
    assert name in options
    page = read(site, f"/query?example={name}")
    (text,) = page.words_in("textarea")
    assert text.startswith(f"# {query.load(name).summary} PREFIX")
    assert f"/queries/{name}" in page.links
    asked = "".join(
        re.findall(r"<textarea[^>]*>\n(.*)</textarea>", get(site, f"/query?example={name}").body.decode(), re.S)
    )
    assert count_of(read(site, asking(html.unescape(asked)))) == len(query.run(demo_graph, query.load(name)).rows)


def test_things_in_rows_lead_to_their_pages(site: Site, demo_graph: Graph) -> None:
    page = read(site, asking(PEOPLE))
    rows = list(demo_graph.query(PEOPLE))  # type: ignore[arg-type]
    assert count_of(page) == len(rows)
    assert page.words_in("th") == ["?person", "?name", "?nothing"]
    assert DACRE in page.links
    assert "person/barchester/ruth-dacre" in page.words
    assert "https://example.org" + DACRE in {given.get("title") for _, given in page.elements}
    assert not page.acting


def test_only_what_has_a_page_is_linked(site: Site) -> None:
    page = read(
        site, asking(HEAD + "SELECT * { VALUES ?x { <urn:nothing> gb:present <https://other.example/> gb:Meeting } }")
    )
    assert {"urn:nothing", "gb:present", "https://other.example/"} <= set(page.words_in("bdi"))
    assert not [link for link in page.links if link.startswith(("urn:", "http"))]
    assert {link for link in page.links if link.startswith("/thing?")} == {
        "/thing?iri=https%3A%2F%2Fw3id.org%2Fgraphbuild%2Fontology%23Meeting"
    }


def test_literals_tell_their_type_or_language_but_not_that_they_are_strings(site: Site) -> None:
    values = """("plain" "mot"@fr 1.5 "2019-02-03"^^<http://www.w3.org/2001/XMLSchema#date>)"""
    page = read(site, asking(f"SELECT * {{ VALUES (?a ?b ?c ?d) {{ {values} }} }}"))
    assert page.words_in("bdi") == ["plain", "mot", "1.5", "2019-02-03"]
    assert [words for words in page.words_in("span") if words.startswith(("@", "xsd"))] == [
        "@fr",
        "xsd:decimal",
        "xsd:date",
    ]


@pytest.mark.parametrize(("text", "said"), [("ASK { ?s ?p ?o }", "Yes"), ("ASK { <urn:x> ?p ?o }", "No")])
def test_a_yes_or_no_is_said(site: Site, text: str, said: str) -> None:
    page = read(site, asking(text))
    assert said in page.words_in("p")
    assert {link.rpartition("=")[2] for link in page.links if "&format=" in link} == {"json", "xml"}


def test_triples_are_a_table_each_once(site: Site, demo_graph: Graph) -> None:
    page = read(site, asking(PRESENT))
    triples = {str(one) for one in demo_graph.query(PRESENT)}  # type: ignore[union-attr]
    assert page.words_in("th") == ["subject", "predicate", "object"]
    assert count_of(page) == len(triples)
    assert "triples" in page.words_in("caption")[0]


def test_nothing_found_is_said(site: Site) -> None:
    assert "Nothing in the graph fits" in read(site, asking("SELECT * { <urn:x> ?p ?o }")).words


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "asks another server"),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }", "asks another server"),
        ("INSERT DATA { <urn:a> <urn:b> <urn:c> }", "is not valid SPARQL"),
        ("DELETE WHERE { ?s ?p ?o }", "is not valid SPARQL"),
        ("LOAD <http://127.0.0.1:9/>", "is not valid SPARQL"),
        ("SELECT * {", "is not valid SPARQL"),
        ("SELECT * { ?s ?p ?o } \0", "U+0000"),
        ("SELECT \ud800 { ?s ?p ?o }", "is not valid SPARQL"),
        ("nonsense </textarea><script>alert(1)</script>", "is not valid SPARQL"),
    ],
)
@pytest.mark.parametrize("more", [{}, {"format": "json"}, {"as": "network"}])
def test_what_cannot_be_asked_is_refused_and_stays_in_the_editor(
    site: Site, text: str, said: str, more: dict[str, str]
) -> None:
    page = site.page("/query", tuple(({"query": text} | more).items()))
    assert page.status == 400
    assert page.media_type.startswith("text/html")
    seen = Read(page)
    assert said in seen.words
    assert " ".join(text.encode(errors="replace").decode().split()) in seen.words_in("textarea")[0].replace(
        "\ufffd", "\0"
    )
    assert not seen.acting
    assert get(site, f"/query/network?{urlencode({'query': 'SELECT * {'})}").status == 400


def test_a_forgotten_prefix_can_be_added_by_a_link(site: Site) -> None:
    text = 'SELECT ?m { ?m a gb:Meeting ; dcterms:date ?d . FILTER(?d > "2014-01-01"^^xsd:date) } # skos:x'
    assert undeclared(text) == ["dcterms", "gb", "xsd"]
    assert undeclared(declared(text)) == []
    page = Read(get(site, asking(text)))
    assert "The query uses dcterms:, gb: and xsd: without a PREFIX line" in " ".join(page.words.split())
    link = next(link for link in page.links if link.endswith("#answer") and "PREFIX" in link)
    assert count_of(read(site, link)) > 3


@pytest.mark.parametrize(
    "text", ["SELECT ?a:b {}", "# gb:x\nASK {}", "ASK { <gb:x> ?p 'foaf:x' }", "PREFIX gb: <urn:x:> ASK { ?s gb:y ?o }"]
)
def test_only_what_is_a_prefix_counts_as_one(text: str) -> None:
    assert undeclared(text) == []


@pytest.mark.parametrize(
    ("form", "media_type", "read_as"),
    [
        ("json", "application/sparql-results+json", QueryResultsFormat.JSON),
        ("xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("tsv", "text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV),
    ],
)
def test_a_table_can_be_downloaded(
    site: Site, demo_graph: Graph, form: str, media_type: str, read_as: QueryResultsFormat
) -> None:
    page = get(site, asking(PEOPLE, format=form))
    assert page.media_type == media_type
    assert dict(page.headers)["Content-Disposition"].startswith('attachment; filename="answer.')
    found = [tuple(row) for row in parse_query_results(page.body, read_as)]  # type: ignore[union-attr]
    assert found == [tuple(row) for row in demo_graph.query(PEOPLE)]  # type: ignore[union-attr]


def test_a_table_can_be_downloaded_as_csv(site: Site) -> None:
    page = get(site, asking(PEOPLE, format="csv"))
    assert page.media_type == "text/csv; charset=utf-8"
    assert page.body.startswith(b"person,name,nothing\r\nhttps://example.org/id/person/")


@pytest.mark.parametrize(
    ("form", "media_type", "read_as"),
    [
        ("turtle", "text/turtle; charset=utf-8", RdfFormat.TURTLE),
        ("ntriples", "application/n-triples", RdfFormat.N_TRIPLES),
        ("jsonld", "application/ld+json", RdfFormat.JSON_LD),
        ("rdfxml", "application/rdf+xml", RdfFormat.RDF_XML),
    ],
)
def test_triples_can_be_downloaded(
    site: Site, demo_graph: Graph, form: str, media_type: str, read_as: RdfFormat
) -> None:
    page = get(site, asking(PRESENT, format=form))
    assert page.media_type == media_type
    asked = demo_graph.query(PRESENT)
    assert isinstance(asked, QueryTriples)
    assert {quad.triple for quad in parse(page.body, read_as)} == set(asked)


@pytest.mark.parametrize(
    ("text", "form", "said"),
    [
        (PEOPLE, "turtle", "csv, tsv, json, xml"),
        (PRESENT, "csv", "turtle, ntriples, jsonld, rdfxml"),
        ("ASK {}", "csv", "json, xml"),
        (PEOPLE, "../../etc/passwd", "csv, tsv, json, xml"),
    ],
)
def test_what_there_is_instead_of_a_format_is_said(site: Site, text: str, form: str, said: str) -> None:
    page = get(site, asking(text, format=form))
    assert page.status == 400
    assert f"choose one of {said}." in Read(page).words


def test_answers_have_limits(demo_graph: Graph, index: Path) -> None:
    small = Site(demo_graph, index, rows=7, size=4000)
    everything = "SELECT * WHERE { ?s ?p ?o }"
    assert read(small, asking(everything)).words_in("caption") == ["7 rows or more: the answer was cut there"]
    assert len(json.loads(get(small, asking(everything, format="json")).body)["results"]["bindings"]) == 7
    assert read(small, asking(everything + " LIMIT 7")).words_in("caption") == ["7 rows"]
    triples = read(small, asking("CONSTRUCT WHERE { ?s ?p ?o }"))
    assert triples.words_in("caption") == ["7 triples or more: the answer was cut there"]
    page = get(small, asking("CONSTRUCT WHERE { ?s ?p ?o }", format="ntriples"))
    assert page.status == 400
    assert "larger than 0.004 MB" in Read(page).words


def drawn(site: Site, text: str) -> str:
    page = get(site, f"/query/network?{urlencode({'query': text, 'framed': '1'})}")
    assert page.status == 200
    assert "frame-ancestors 'self'" in dict(page.headers)["Content-Security-Policy"]
    return page.body.decode()


def test_rows_are_drawn_as_the_things_in_them_with_the_facts_among_them(site: Site) -> None:
    text = HEAD + "SELECT ?meeting ?person { ?meeting gb:present ?person }"
    page = read(site, asking(text, **{"as": "network"}))
    frame = next(given["src"] for tag, given in page.elements if tag == "iframe")
    assert frame == f"/query/network?{urlencode({'query': text})}&framed=1"
    body = drawn(site, text)
    assert '<base target="_top">' in body
    assert "was present at" in body
    assert "Councillors Dacre, Farrant, Lovelock" in body  # the sentence that states it
    assert "Lantern" not in body.partition("<script")[0]  # what is in no row


def test_triples_are_drawn_as_they_are(site: Site) -> None:
    body = drawn(
        site, HEAD + "CONSTRUCT { ?a <http://other.example/met> ?b } { ?m gb:present ?a, ?b FILTER(STR(?a) < STR(?b)) }"
    )
    assert re.search(r">\s*met\s*<", body)
    assert "was present at" not in body
    own = drawn(site, PRESENT)
    assert "was present at" in own
    assert "Councillors Dacre, Farrant, Lovelock" in own


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "SELECT ?name { ?x foaf:name ?name }",
        "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }",
        HEAD + "SELECT ?passage { ?passage a gb:Passage }",
        HEAD + "CONSTRUCT { ?x rdfs:label ?name } { ?x rdfs:label ?name }",
        "SELECT ?p { ?s ?p ?o }",
    ],
)
def test_an_answer_without_things_says_that_there_is_nothing_to_draw(site: Site, text: str) -> None:
    page = read(site, asking(text, **{"as": "network"}))
    assert "names no people, meetings or other things that could be drawn" in page.words
    assert "iframe" not in {tag for tag, _ in page.elements}
    assert get(site, f"/query/network?{urlencode({'query': text})}").status == 404


def test_of_too_many_things_the_first_are_drawn(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graphbuild.view.views.DRAWN", 5)
    body = drawn(site, PEOPLE)
    people = count_of(read(site, asking(PEOPLE)))
    assert f"Drawn are the first 5 things of the answer; {people - 5} others are not." in body


def test_what_a_document_says_is_text(tmp_path: Path) -> None:
    store, thing = Store(), NamedNode("urn:x")
    store.extend([Quad(thing, RDFS.label, Literal(BAD)), Quad(thing, RDF.type, FOAF.Person)])
    site = Site(of_store(store), tmp_path / "index.sqlite")
    page = read(site, asking("SELECT * { ?s ?p ?o }"))
    assert BAD in page.words
    assert not page.acting
    body = drawn(site, "SELECT * { ?s ?p ?o }")
    assert BAD not in body


PIECES = st.sampled_from(
    [PEOPLE, PRESENT, "SELECT", "*", "{", "}", "LIMIT 3", "VALUES ?x", "<", '"', "#", "?p", "ASK", "\0", "\r\n"]
)
ASKED = st.lists(PIECES | st.text(max_size=8), max_size=6).map(" ".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=ASKED, form=st.sampled_from(["", "csv", "turtle", "json"]), path=st.sampled_from(PATHS))
def test_whatever_is_asked_there_is_a_page(site: Site, text: str, form: str, path: str) -> None:
    given = (("query", text), ("format", form), ("person", text), ("from", text), ("as", "network"), ("example", text))
    page = site.page(path, given)
    assert page.status in (200, 400, 404)
    assert not (page.media_type.startswith("text/html") and path != "/query/network" and Read(page).acting)


def test_completions_have_the_terms_of_the_ontology_with_their_labels(site: Site) -> None:
    found = completions()
    assert found["prefixes"] == PREFIXES
    terms = dict(found["terms"])  # type: ignore[call-overload]
    assert {f"gb:{name}" for name in GB} <= set(terms)
    assert terms["foaf:Person"] == "person"
    assert terms["gb:AgendaItem"]
    assert terms["topic:SEND"]
    page = read(site, "/query")
    given = re.search(
        r'<script type="application/json" id="completions">(.*?)</script>', get(site, "/query").body.decode()
    )
    assert given
    assert json.loads(given[1])["prefixes"] == PREFIXES
    assert "completions" in page.ids


@pytest.mark.parametrize("address", ["/query", "/queries", "/queries/chairs"])
def test_what_pages_load_is_in_the_package_with_its_licence(site: Site, address: str) -> None:
    folder = resources.files("graphbuild.explore").joinpath("assets")
    loaded = [link.removeprefix("/assets/") for link in read(site, address).links if link.startswith("/assets/")]
    assert loaded
    assert all(folder.joinpath(name).is_file() for name in loaded)
    if address == "/query":
        assert "codemirror.js" in loaded
        assert "Permission is hereby granted" in folder.joinpath("codemirror-LICENSE.txt").read_text("utf-8")

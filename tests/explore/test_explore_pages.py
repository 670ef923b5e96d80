"""The pages of things: one for each, no link that leads nowhere, nothing of a document that acts."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Store, parse

from graphbuild.explore.addresses import of_graph
from graphbuild.explore.negotiation import GRAPHS
from graphbuild.explore.reply import Page
from graphbuild.explore.site import Site
from graphbuild.graph.store import Graph, of_store
from graphbuild.vocabulary import DCTERMS, FOAF, GB, PROV, RDF, RDFS, VOID, XSD

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DACRE = "/id/person/barchester/ruth-dacre"
ITEM = "/id/meeting/barchester/growing-up-well-select-commission/2020-07-14/item/23"


class Read(HTMLParser):
    """What a page has: links, ids, text, and what a strict policy would not let act."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.acting: list[str] = []
        self.words = ""
        self.feed(page.body.decode())

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.ids += [given["id"] or ""] if "id" in given else []
        self.links += [link for name in ("href", "src") if (link := given.get(name))]
        self.acting += [f"{tag} {name}" for name in given if name.startswith("on") or name == "style"]
        if tag in ("script", "style") and "src" not in given:
            self.acting.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data

    @property
    def own(self) -> set[str]:
        """Links within the server, without what stands after "#"."""
        return {link.partition("#")[0] for link in self.links if link.startswith("/")}


def get(site: Site, address: str, accept: str = BROWSER) -> Page:
    parts = urlsplit(address)
    return site.page(parts.path, tuple(parse_qsl(parts.query)), accept)


def read(site: Site, address: str) -> Read:
    page = get(site, address)
    assert page.status == 200, address
    return Read(page)


def subjects(graph: Graph) -> set[str]:
    solutions = graph.query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")
    assert isinstance(solutions, QuerySolutions)
    return {row["s"].value for row in solutions}


@pytest.mark.slow
def test_every_link_leads_somewhere_and_to_every_thing(site: Site, demo_graph: Graph) -> None:
    waiting, seen, ids = ["/"], {"/"}, dict[str, set[str]]()
    fragments: set[tuple[str, str]] = set()
    while waiting:
        address = waiting.pop()
        if address.startswith(("/assets/", "/network", "/quer", "/sparql")) or "format=" in address:
            continue
        page = read(site, address)
        ids[address] = set(page.ids)
        assert len(page.ids) == len(set(page.ids)), f"{address} has an id twice"
        assert not page.acting, address
        fragments |= {(address if link.startswith("#") else link.partition("#")[0], link.partition("#")[2])
                      for link in page.links if "#" in link and link.startswith(("/", "#"))}  # fmt: skip
        waiting += sorted(page.own - seen)
        seen |= page.own
    dangling = [(address, fragment) for address, fragment in fragments if fragment not in ids[address]]
    assert not dangling
    addresses = of_graph(demo_graph)
    missed = sorted({addresses.of(iri).partition("#")[0] for iri in subjects(demo_graph)} - seen)
    assert missed == ["/id/dataset"]  # which is at /about


def test_a_page_tells_facts_with_their_sentences_and_where_they_stand(site: Site) -> None:
    page = read(site, DACRE)
    said = " ".join(page.words.split())
    for words in (
        "Posts held",
        "Assistant Director, Education and Inclusion",
        "25 June 2024",
        "Ruth Dacre, Assistant Director, Education and Inclusion, gave a presentation which set out:",
        "2024-06-minutes.txt, meeting of 25 June 2024, characters 1,877 to 1,968",
        "Through the years",
    ):
        assert words in said
    assert "/id/source/2024-06-minutes-39f3856c#char=1877,1968" in page.links
    assert ITEM in page.links
    assert any(link.startswith("/network?iri=") for link in page.links)


def test_a_meeting_lists_its_items_with_their_decisions(site: Site) -> None:
    said = read(site, ITEM.rpartition("/item")[0]).words
    assert said.index("23 SEND CAPITAL PROGRAMME") < said.index("Request: That Members be told of any delay")


@pytest.mark.parametrize("accept", [BROWSER, "*/*", "", "text/html", "text/*"])
def test_people_get_a_page(site: Site, accept: str) -> None:
    assert get(site, DACRE, accept).media_type == "text/html; charset=utf-8"


@pytest.mark.parametrize("media_type", ["text/turtle", "application/n-triples", "application/rdf+xml"])
def test_machines_get_what_the_graph_says_of_the_thing(site: Site, demo_graph: Graph, media_type: str) -> None:
    page = get(site, DACRE, media_type)
    assert page.media_type == media_type
    assert ("Vary", "Accept") in page.headers
    triples = {q.triple for q in parse(page.body, GRAPHS[media_type])}
    thing = NamedNode(f"https://example.org{DACRE}")
    everything = {(t.subject, t.predicate, t.object) for t in demo_graph.query("CONSTRUCT WHERE { ?s ?p ?o }")}  # type: ignore[union-attr]
    found = {(t.subject, t.predicate, t.object) for t in triples}
    assert found <= everything
    assert {t for t in everything if thing in (t[0], t[2])} <= found
    tenures = {s for s, p, o in everything if p == RDF.type and o == GB.Tenure}
    for tenure in {s for s, _, o in everything if o == thing} & tenures:
        assert {t for t in everything if t[0] == tenure} <= found
        for passage in {o for s, p, o in found if s == tenure and p == GB.evidence}:
            assert (passage, GB.quote) in {(s, p) for s, p, _ in found}


def test_a_form_of_data_can_be_asked_for_in_the_address(site: Site) -> None:
    page = get(site, f"/thing?iri=https%3A%2F%2Fexample.org{DACRE}&format=turtle")
    assert page.media_type == "text/turtle"
    assert list(parse(page.body, RdfFormat.TURTLE))


@pytest.mark.parametrize(
    "address", ["/id/person/barchester/nobody", "/nowhere", "/thing", "/thing?iri=%00", "/thing?iri=a b", "/browse",
                "/network", "/network?iri=urn:x", "/id/../../etc/passwd", "/id/%2e%2e/%2e%2e/etc/passwd"]
)  # fmt: skip
def test_what_is_not_there_is_said_on_a_page(site: Site, address: str) -> None:
    page = get(site, address)
    assert page.status == 404
    assert "href" in page.body.decode()


@pytest.mark.parametrize("kind", ["topic", "person", "organisation", "undertaking", "post", "meeting"])
def test_all_of_a_kind_are_listed(site: Site, kind: str) -> None:
    page = read(site, f"/browse?kind={kind}")
    assert len(page.own) > 5


def test_a_passage_of_a_source_can_be_gone_to_in_its_text(site: Site, demo_output: Path) -> None:
    page = read(site, "/id/source/2024-06-minutes-39f3856c")
    assert "char=1877,1968" in page.ids
    text = (demo_output / "sources" / "2024-06-minutes-39f3856c.txt").read_text("utf-8")
    assert text in page.words


def test_the_network_of_a_thing_links_its_things(site: Site) -> None:
    page = get(site, f"/network?iri=https%3A%2F%2Fexample.org{ITEM}&framed=1")
    assert page.status == 200
    body = page.body.decode()
    assert '<base target="_top">' in body
    assert DACRE in body
    assert '<base target="_top">' not in get(site, f"/network?iri=https%3A%2F%2Fexample.org{ITEM}").body.decode()


BAD = '"><script>alert(1)</script><img src=x onerror=alert(1)>'


def test_what_a_document_says_is_text(tmp_path: Path) -> None:
    space = "https://example.org/id/"
    person, passage, source = (NamedNode(space + name) for name in ("person/x", "source/s#char=0,5", "source/s"))
    triples = [
        (NamedNode(space + "dataset"), VOID.uriSpace, Literal(space)),
        (person, RDF.type, FOAF.Person),
        (person, RDFS.label, Literal(BAD)),
        (person, FOAF.name, Literal(BAD)),
        (person, GB.party, Literal(BAD)),
        (person, GB.evidence, passage),
        (passage, RDF.type, GB.Passage),
        (passage, GB.quote, Literal(BAD)),
        (passage, GB.begin, Literal(0)),
        (passage, GB.end, Literal(5)),
        (passage, GB.source, source),
        (source, RDF.type, GB.Source),
        (source, NamedNode("https://schema.org/name"), Literal(BAD)),
        (source, NamedNode("http://purl.org/dc/terms/source"), Literal("javascript:alert(1)")),
    ]
    store = Store()
    store.extend(Quad(*triple) for triple in triples)
    site = Site(of_store(store), tmp_path / "index.sqlite")
    for address in ("/", "/id/person/x", "/id/source/s", "/search?q=script", "/browse?kind=person"):
        page = read(site, address)
        assert not page.acting, address
        assert "javascript:alert(1)" not in page.links
        assert BAD in page.words or address == "/"


def test_what_people_put_right_is_told_with_who_and_why(tmp_path: Path) -> None:
    person, correction, officer = (NamedNode(f"https://x.example/id/{name}") for name in ("person/x", "c", "o"))
    store = Store()
    for subject, predicate, value in (
        (person, RDF.type, FOAF.Person),
        (person, RDFS.label, Literal("Joy Amberley-Roe")),
        (person, GB.correctedBy, correction),
        (correction, RDFS.label, Literal("better name: Joy Amberley-Roe")),
        (correction, DCTERMS.date, Literal("2026-03-31", datatype=XSD.date)),
        (correction, DCTERMS.description, Literal("<b>she</b> married")),
        (correction, PROV.wasAttributedTo, officer),
        (officer, RDFS.label, Literal("A. Officer")),
        (NamedNode("https://x.example/"), RDF.type, VOID.Dataset),
        (NamedNode("https://x.example/"), VOID.uriSpace, Literal("https://x.example/id/")),
    ):
        store.add(Quad(subject, predicate, value))
    page = read(Site(of_store(store), tmp_path / "index.sqlite"), "/id/person/x")
    words = " ".join(page.words.split())
    assert "Put right better name: Joy Amberley-Roe (A. Officer, 31 March 2026: <b>she</b> married)" in words
    assert "/id/c" in page.own

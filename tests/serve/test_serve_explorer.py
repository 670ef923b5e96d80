"""The explorer over HTTP."""

from __future__ import annotations

import gzip
import html
import json
import shutil
import socket
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import rdflib
from serving import Server, start, stop

from graphbuild import build, open_graph
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

DOCUMENT = PACKAGE / "demo" / "corpus" / "2014-06-minutes.txt"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
PERSON = "/id/person/barchester/ruth-dacre"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """A server whose address is what the IRIs of its data begin with, and its build."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    out = tmp_path_factory.mktemp("published") / "output"
    build([DOCUMENT], out, Settings(base=f"http://127.0.0.1:{port}/id/"))
    running = start(out, port=port, workers=2)
    yield running, out
    stop(running)


@pytest.mark.slow
def test_every_iri_of_the_data_is_the_address_of_its_page_and_of_its_data(published: tuple[Server, Path]) -> None:
    server, out = published
    solutions = open_graph(out).query("SELECT DISTINCT ?s WHERE { ?s ?p ?o }")
    iris = {row["s"].value for row in solutions if row["s"].value.startswith(server.root)}  # type: ignore[union-attr]
    assert len(iris) > 100
    for iri in sorted(iris):
        address = iri.partition("#")[0]
        page = server.send(urllib.request.Request(address, headers={"Accept": "text/html"}))
        assert (page.status, page.kind) == (200, "text/html"), iri
    for iri in sorted(iris)[::25]:
        address = iri.partition("#")[0]
        data = server.send(urllib.request.Request(address, headers={"Accept": "text/turtle"}))
        assert (data.status, data.kind) == (200, "text/turtle"), iri
        read = rdflib.Graph().parse(data=data.body, format="turtle")
        assert (rdflib.URIRef(address), None, None) in read


@pytest.mark.parametrize("path", ["/", PERSON, "/search?q=send", "/browse?kind=topic", "/nowhere", "/network?iri=x"])
def test_pages_let_nothing_of_others_in(server: Server, path: str) -> None:
    told = server.page(path)
    policy = told.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert told.headers["X-Content-Type-Options"] == "nosniff"
    assert told.headers["Vary"]


def test_an_embedded_view_has_its_own_policy_and_may_stand_in_our_pages_only(server: Server) -> None:
    told = server.page(f"/network?iri=https%3A%2F%2Fexample.org{PERSON}&framed=1")
    assert told.status == 200
    assert "frame-ancestors 'self'" in told.headers["Content-Security-Policy"]
    head = html.unescape(told.text()[:2000])
    assert "default-src 'none'; script-src 'sha256-" in head


def test_a_page_that_has_not_changed_is_not_made_again(server: Server) -> None:
    told = server.page(PERSON)
    again = server.page(PERSON, **{"If-None-Match": told.headers["ETag"]})
    assert (again.status, again.body) == (304, b"")
    assert server.page(PERSON, accept="text/turtle").headers["ETag"] != told.headers["ETag"]


def test_pages_are_compressed_for_who_takes_that(server: Server) -> None:
    told = server.page(PERSON, **{"Accept-Encoding": "gzip"})
    assert told.headers["Content-Encoding"] == "gzip"
    assert b"Ruth Dacre" in gzip.decompress(told.body)


def test_search_as_you_type(server: Server) -> None:
    told = server.page("/search?q=ruth+dac", accept="application/json")
    assert json.loads(told.body)[0]["target"] == PERSON


@pytest.mark.parametrize("name", ["site.css", "site.js"])
def test_assets_are_held_by_the_browser(server: Server, name: str) -> None:
    told = server.page(f"/assets/{name}", accept="*/*")
    assert told.status == 200
    assert "max-age" in told.headers["Cache-Control"]
    assert server.page(f"/assets/{name}", **{"If-None-Match": told.headers["ETag"]}).status == 304


@pytest.mark.parametrize(
    "path",
    [
        *("/assets/../site.py", "/assets/..%2fsite.py", "/assets/%2e%2e/%2e%2e/__init__.py", "/assets//etc/passwd"),
        *("/assets/", "/assets/site.css/../../site.py", "/id/../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd"),
        *("/sources/2014-06-minutes-3072c372.txt", "/id/source/..%2f..%2fgraph.ttl", "/store/CURRENT", "/report.json"),
    ],
)
def test_no_file_can_be_read_by_a_path(server: Server, path: str) -> None:
    told = server.page(path)
    assert told.status == 404
    assert b"root:" not in told.body
    assert b"import" not in told.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_pages_can_only_be_read(server: Server, method: str) -> None:
    assert server.send(urllib.request.Request(server.root + PERSON, b"x", method=method)).status == 405


def test_a_page_that_takes_too_long_says_so_as_a_page(server: Server) -> None:
    told = server.page(f"/query?query={quote(RUNAWAY)}")
    assert (told.status, told.kind) == (503, "text/html")
    assert "That takes too long" in told.text()
    assert told.headers["Retry-After"]


def test_the_data_set_describes_itself_at_the_endpoint(server: Server) -> None:
    told = server.page("/.well-known/void", accept="text/turtle")
    read = rdflib.Graph().parse(data=told.body, format="turtle")
    void, sd = (
        rdflib.Namespace("http://rdfs.org/ns/void#"),
        rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#"),
    )
    data = rdflib.URIRef("https://example.org/id/dataset")
    assert (data, rdflib.RDF.type, void.Dataset) in read
    assert (data, void.sparqlEndpoint, rdflib.URIRef(server.address)) in read
    assert (None, sd.defaultDataset, data) in read
    assert (data, rdflib.DCTERMS.title, None) in read


def test_people_who_open_the_endpoint_come_to_the_editor(server: Server) -> None:
    told = server.page("/sparql", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert told.kind == "text/html"


@pytest.mark.slow
def test_another_build_is_searched_and_shown_without_a_restart(tmp_path: Path, demo_output: Path) -> None:
    folder = tmp_path / "served"
    shutil.copytree(demo_output, folder)
    running = start(folder, workers=2)
    try:
        assert json.loads(running.page("/search?q=ruth+dacre", accept="application/json").body)
        tag = running.page("/").headers["ETag"]
        build([DOCUMENT], folder)
        assert running.page("/", **{"If-None-Match": tag}).status == 200
        assert not json.loads(running.page("/search?q=ruth+dacre", accept="application/json").body)
        assert running.page(PERSON).status == 404
    finally:
        stop(running)

"""Clients that people use get from the endpoint what pyoxigraph says of the same data, term by term.

SPARQLWrapper and rdflib's SPARQLStore in Python; fetch-sparql-endpoint and Comunica from npm, where npm is there.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rdflib
import SPARQLWrapper
from pyoxigraph import Literal, NamedNode, Quad, QueryBoolean, QuerySolutions, Store
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from serving import Server, start, stop

from graphbuild.graph.write import write
from graphbuild.vocabulary import GB, RDFS, VOID, XSD

PACKAGES = ("fetch-sparql-endpoint@7.2.0", "@comunica/query-sparql@5.4.1")
# What Comunica fetches with would else be a version that wants a newer node than most machines have.
OVERRIDES = {"undici": "7.16.0"}
ASK_JS = Path(__file__).parent / "clients" / "ask.mjs"
BASE = "https://example.org/id/"
LINKING = NamedNode(f"{BASE}linking")
VALUES = (
    Literal("plain"),
    Literal("quotes \"double\", 'single', a \\ and\na line end,\ttab, <b>&amp;</b>"),
    Literal("colour", language="en-gb"),
    Literal("Ausschuß für Jugend", language="de"),
    Literal("教育 🎓 é"),
    Literal(""),
    Literal("2014-06-18", datatype=XSD.date),
    Literal("2014-06", datatype=XSD.gYearMonth),
    Literal("17:30:00", datatype=XSD.time),
    Literal("1200000.5", datatype=XSD.decimal),
    Literal("-7", datatype=XSD.integer),
    Literal("true", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#boolean")),
    Literal("of a kind of our own", datatype=NamedNode("https://example.org/kind#own")),
    NamedNode("https://example.org/id/person/zoë"),
    NamedNode("https://example.org/id/a%20b/c#char=1,2"),
)
QUERIES = (
    ("SELECT", f"SELECT ?thing ?value {{ ?thing {GB.text} ?value }}"),
    ("SELECT", f"SELECT ?thing ?label {{ ?thing {GB.text} ?value OPTIONAL {{ ?thing {RDFS.label} ?label }} }}"),
    ("SELECT", f"SELECT ?none {{ ?none {GB.due} ?value }}"),
    ("SELECT", f"SELECT (COUNT(*) AS ?n) (MAX(?value) AS ?most) {{ ?thing {GB.text} ?value }}"),
    ("SELECT", f"SELECT ?g ?s {{ GRAPH ?g {{ ?s {GB.text} ?value FILTER(isIRI(?value)) }} }}"),
    ("ASK", f"ASK {{ ?thing {GB.text} 'colour'@en-gb }}"),
    ("ASK", f"ASK {{ ?thing {GB.text} 'colour'@fr }}"),
    ("CONSTRUCT", f"CONSTRUCT {{ ?thing {RDFS.label} ?value }} WHERE {{ ?thing {GB.text} ?value }}"),
    ("CONSTRUCT", f"CONSTRUCT {{ ?thing {RDFS.label} ?value }} WHERE {{ ?thing {GB.due} ?value }}"),
)
Answer = bool | Counter[tuple[object, ...]]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("clients")
    things = [NamedNode(f"{BASE}thing/{number}") for number in range(len(VALUES))]
    quads = [Quad(thing, GB.text, value, LINKING) for thing, value in zip(things, VALUES, strict=True)]
    quads += [Quad(thing, RDFS.label, Literal("every other")) for thing in things[::2]]
    described = Quad(NamedNode(f"{BASE}dataset"), VOID.uriSpace, Literal(BASE), LINKING)
    write([described, *(Quad(one.subject, one.predicate, one.object, LINKING) for one in quads)], path)
    return path


@pytest.fixture(scope="module")
def service(folder: Path) -> Iterator[Server]:
    running = start(folder, workers=2)
    yield running
    stop(running)


@pytest.fixture(scope="module")
def expected(folder: Path) -> list[Answer]:
    """What pyoxigraph says of the build's store."""
    store = Store.read_only(str(folder / "store"))
    return [answer_of(store.query(text)) for _, text in QUERIES]


def answer_of(result: object) -> Answer:
    if isinstance(result, QueryBoolean):
        return bool(result)
    if isinstance(result, QuerySolutions):
        names = [variable.value for variable in result.variables]
        return rows({name: row[name] for name in names} for row in result)
    return Counter((one.subject, one.predicate, one.object) for one in result)  # type: ignore[attr-defined]


def rows(found: Any) -> Counter[tuple[object, ...]]:
    """Each row's bound variables with their terms."""
    return Counter(tuple(sorted((k, v) for k, v in row.items() if v is not None)) for row in found)


def of_json(term: dict[str, str]) -> object:
    """A term of SPARQL JSON results, or of a client in JavaScript."""
    if term["type"] in ("uri", "NamedNode"):
        return NamedNode(term["value"])
    language = term.get("xml:lang") or term.get("language")
    if language:
        return Literal(term["value"], language=language)
    datatype = term.get("datatype")
    return Literal(term["value"], datatype=NamedNode(datatype) if datatype else None)


def of_rdflib(term: object) -> object:
    if isinstance(term, rdflib.URIRef):
        return NamedNode(str(term))
    assert isinstance(term, rdflib.Literal)
    if term.language:
        return Literal(str(term), language=term.language)
    return Literal(str(term), datatype=NamedNode(str(term.datatype)) if term.datatype else None)


def of_graph(graph: rdflib.Graph) -> Answer:
    return Counter((of_rdflib(s), of_rdflib(p), of_rdflib(o)) for s, p, o in graph)


@pytest.mark.parametrize(
    ("method", "how"),
    [
        (SPARQLWrapper.GET, SPARQLWrapper.URLENCODED),
        (SPARQLWrapper.POST, SPARQLWrapper.URLENCODED),
        (SPARQLWrapper.POST, SPARQLWrapper.POSTDIRECTLY),
    ],
)
def test_sparqlwrapper(service: Server, expected: list[Answer], method: str, how: str) -> None:
    for (form, text), wanted in zip(QUERIES, expected, strict=True):
        client = SPARQLWrapper.SPARQLWrapper(service.address)
        client.setQuery(text)
        client.setMethod(method)
        client.setRequestMethod(how)
        if form == "CONSTRUCT":
            for written in (SPARQLWrapper.TURTLE, SPARQLWrapper.RDFXML, SPARQLWrapper.JSONLD):
                client.setReturnFormat(written)
                told: Any = client.queryAndConvert()
                graph = told if isinstance(told, rdflib.Graph) else rdflib.Graph().parse(data=told, format="turtle")
                assert of_graph(graph) == wanted
            continue
        client.setReturnFormat(SPARQLWrapper.JSON)
        told = client.queryAndConvert()
        if form == "ASK":
            assert told["boolean"] is wanted
        else:
            found = ({k: of_json(v) for k, v in row.items()} for row in told["results"]["bindings"])
            assert rows(found) == wanted


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("written", ["xml", "json"])
def test_rdflib(service: Server, expected: list[Answer], method: Any, written: str) -> None:
    """Of JSON it takes results alone, and so cannot be told of graphs."""
    graph = rdflib.Graph(SPARQLStore(service.address, method=method, returnFormat=written))
    for (form, text), wanted in zip(QUERIES, expected, strict=True):
        if (form, written) == ("CONSTRUCT", "json"):
            continue
        told = graph.query(text)
        if form == "ASK":
            assert told.askAnswer is wanted
        elif form == "CONSTRUCT":
            assert told.graph is not None
            assert of_graph(told.graph) == wanted
        else:
            found = ({str(k): of_rdflib(v) for k, v in row.items()} for row in told.bindings)
            assert rows(found) == wanted


@pytest.fixture(scope="module")
def npm(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clients from npm."""
    found = shutil.which("npm")
    if not found or not shutil.which("node"):
        pytest.skip("npm and node are not here")
    folder = tmp_path_factory.mktemp("npm")
    (folder / "package.json").write_text(json.dumps({"private": True, "overrides": OVERRIDES}))
    command = [found, "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", *PACKAGES]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=300, check=False)
    if done.returncode:
        pytest.skip(f"npm could not install the clients: {done.stderr[-300:]}")
    return folder


@pytest.mark.npm
@pytest.mark.parametrize("client", ["fetch-sparql-endpoint", "comunica"])
def test_clients_in_javascript(service: Server, expected: list[Answer], npm: Path, client: str) -> None:
    done = subprocess.run(
        ["node", str(ASK_JS), client, service.address],
        input=json.dumps(QUERIES),
        cwd=npm,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    for (form, _), told, wanted in zip(QUERIES, json.loads(done.stdout), expected, strict=True):
        if form == "ASK":
            assert told is wanted
        elif form == "CONSTRUCT":
            assert Counter(tuple(of_json(term) for term in triple) for triple in told) == wanted
        else:
            assert rows({k: of_json(v) for k, v in row.items()} for row in told) == wanted


def test_what_is_compared_says_something(expected: list[Answer]) -> None:
    sizes = [one if isinstance(one, bool) else sum(one.values()) for one in expected]
    assert sizes == [15, 15, 0, 1, 2, True, False, 15, 0]

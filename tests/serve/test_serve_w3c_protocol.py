"""The W3C's SPARQL 1.1 Protocol tests that apply to a service that only reads, each by its name there.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/ (now https://github.com/w3c/rdf-tests, manifest.ttl of
sparql/sparql11/protocol): the requests are the manifest's, but for the path, since the service is at /sparql here and
at /sparql/ there. Where the manifest has graphs loaded first, the served build holds them. In query_multiple_dataset
the manifest has escaped the ``&`` between its two parameters, by which they become one; what was meant is asked.
query_dataset_default_graph, which the older manifest had, is kept.

Left out are the tests of updates (update_*, bad_update_*): all updates are refused (``test_updates_are_refused``).
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from pyoxigraph import NamedNode, Quad
from serving import Server, Told, start, stop

from graphbuild.graph.write import write
from graphbuild.vocabulary import RDF, VOID

DATA = "http://kasei.us/2009/09/sparql/data/data{}.rdf"
DATA0, DATA1, DATA2, DATA3 = (DATA.format(number) for number in range(4))
DOCUMENT = NamedNode("http://xmlns.com/foaf/0.1/Document")
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
BOOLEAN = ("application/sparql-results+json", "application/sparql-results+xml")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
GRAPHS = ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json")
BOTH = f"ASK {{ <{DATA1}> a ?type . <{DATA2}> a ?type . }}"
NAMED = f"ASK {{ GRAPH ?g1 {{ <{DATA1}> a ?type }} GRAPH ?g2 {{ <{DATA2}> a ?type }} }}"
FULL = f"ASK {{ <{DATA3}> a ?type GRAPH ?g1 {{ <{DATA1}> a ?type }} GRAPH ?g2 {{ <{DATA2}> a ?type }} }}"


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Of a build that holds the graphs data0 to data3, each of which says of itself that it is a document."""
    folder = tmp_path_factory.mktemp("w3c")
    graphs = [NamedNode(name) for name in (DATA0, DATA1, DATA2, DATA3)]
    quads = [Quad(graph, RDF.type, DOCUMENT, graph) for graph in graphs]
    described = NamedNode("http://kasei.us/2009/09/sparql/data/linking")
    base = ox.Literal("http://kasei.us/2009/09/sparql/data/")
    write([*quads, Quad(NamedNode(f"{base.value}dataset"), VOID.uriSpace, base, described)], folder)
    running = start(folder, workers=2)
    yield running
    stop(running)


def dataset(default: tuple[str, ...] = (), named: tuple[str, ...] = ()) -> str:
    """The parameters that describe it, as the manifest escapes them."""
    given = [("default-graph-uri", one) for one in default] + [("named-graph-uri", one) for one in named]
    return "?" + "&".join(f"{name}={quote(value, safe='')}" for name, value in given)


def get(service: Server, query: str, parameters: str = "?") -> Told:
    return service.get(path=f"{parameters}&query={quote(query, safe='')}".replace("?&", "?"))


def is_true(told: Told) -> bool:
    """Whether it is the boolean result true, in a form that there is for such."""
    assert told.status == 200
    assert told.kind in BOOLEAN
    return json.loads(told.body) == {"head": {}, "boolean": True}


def test_query_get(service: Server) -> None:
    assert is_true(get(service, "ASK {}", dataset((DATA0,))))


def test_query_post_form(service: Server) -> None:
    assert is_true(service.post(b"query=ASK%20%7B%7D", FORM, parameters=dataset((DATA0,))))


def test_query_post_direct(service: Server) -> None:
    assert is_true(service.post(b"ASK {}", QUERY, parameters=dataset((DATA0,))))


def test_query_dataset_default_graph(service: Server) -> None:
    assert is_true(service.post(f"ASK {{ <{DATA1}> ?p ?o }}".encode(), QUERY, parameters=dataset((DATA1,))))
    assert not is_true(service.post(f"ASK {{ <{DATA1}> ?p ?o }}".encode(), QUERY, parameters=dataset((DATA2,))))


def test_query_dataset_default_graphs_get(service: Server) -> None:
    assert is_true(get(service, BOTH, dataset((DATA1, DATA2))))
    assert not is_true(get(service, BOTH, dataset((DATA1, DATA3))))


def test_query_dataset_default_graphs_post(service: Server) -> None:
    assert is_true(service.post(BOTH.encode(), QUERY, parameters=dataset((DATA1, DATA2))))
    assert not is_true(service.post(BOTH.encode(), QUERY, parameters=dataset((DATA2,))))


def test_query_dataset_named_graphs_get(service: Server) -> None:
    assert is_true(get(service, NAMED, dataset(named=(DATA1, DATA2))))
    assert not is_true(get(service, NAMED, dataset(named=(DATA1,))))


def test_query_dataset_named_graphs_post(service: Server) -> None:
    assert is_true(service.post(NAMED.encode(), QUERY, parameters=dataset(named=(DATA1, DATA2))))
    assert not is_true(service.post(NAMED.encode(), QUERY, parameters=dataset((DATA1, DATA2))))


def test_query_dataset_full(service: Server) -> None:
    assert is_true(service.post(FULL.encode(), QUERY, parameters=dataset((DATA3,), (DATA1, DATA2))))
    assert not is_true(service.post(FULL.encode(), QUERY, parameters=dataset((DATA0,), (DATA1, DATA2))))


def test_query_multiple_dataset(service: Server) -> None:
    asked = NAMED.replace("ASK", f"ASK FROM <{DATA3}>")
    assert is_true(service.post(asked.encode(), QUERY, parameters=dataset(named=(DATA1, DATA2))))
    asked = f"ASK FROM <{DATA3}> {{ <{DATA3}> a ?type }}"
    assert not is_true(service.post(asked.encode(), QUERY, parameters=dataset((DATA1,), (DATA2,))))


def test_query_content_type_select(service: Server) -> None:
    told = service.post(b"SELECT (1 AS ?value) {}", QUERY, parameters=dataset((DATA0,)))
    assert (told.status, told.kind in TABULAR) == (200, True)


def test_query_content_type_ask(service: Server) -> None:
    told = service.post(b"ASK {}", QUERY, parameters=dataset((DATA0,)))
    assert (told.status, told.kind in BOOLEAN) == (200, True)


def test_query_content_type_describe(service: Server) -> None:
    told = service.post(b"DESCRIBE <http://example.org/>", QUERY, parameters=dataset((DATA0,)))
    assert (told.status, told.kind in GRAPHS) == (200, True)


def test_query_content_type_construct(service: Server) -> None:
    """Its IRIs are relative, to the address of the service."""
    asked = b"CONSTRUCT { <s> <p> 1 } WHERE {}"
    told = service.post(asked, QUERY, "application/n-triples", parameters=dataset((DATA0,)))
    assert (told.status, told.kind in GRAPHS) == (200, True), told.body
    [triple] = ox.parse(told.body, format=ox.RdfFormat.N_TRIPLES)
    assert triple.subject == NamedNode(service.address.replace("/sparql", "/s"))


def refused(told: Told) -> bool:
    return 400 <= told.status < 500


def test_bad_query_method(service: Server) -> None:
    address = f"{service.address}?query=ASK%20%7B%7D&default-graph-uri={quote(DATA0, safe='')}"
    assert refused(service.send(urllib.request.Request(address, method="PUT")))


def test_bad_multiple_queries(service: Server) -> None:
    assert refused(service.get(path="?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"))


def test_bad_query_wrong_media_type(service: Server) -> None:
    assert refused(service.post(b"ASK {}", "text/plain"))


def test_bad_query_missing_form_type(service: Server) -> None:
    assert refused(without_type(service, b"query=ASK%20%7B%7D"))


def test_bad_query_missing_direct_type(service: Server) -> None:
    assert refused(without_type(service, b"ASK {}"))


def test_bad_query_non_utf8(service: Server) -> None:
    assert refused(service.post("ASK {}".encode("utf-16"), f"{QUERY}; charset=UTF-16"))


def test_bad_query_syntax(service: Server) -> None:
    assert refused(service.get(path="?query=ASK%20%7B"))


def without_type(service: Server, body: bytes) -> Told:
    """What is told to a POST without a Content-Type, which urllib would add."""
    import http.client

    host, _, port = service.address.removeprefix("http://").partition("/")[0].partition(":")
    connection = http.client.HTTPConnection(host, int(port), timeout=30)
    try:
        connection.request("POST", "/sparql", body)
        answer = connection.getresponse()
        return Told(answer.status, answer.headers, answer.read())
    finally:
        connection.close()

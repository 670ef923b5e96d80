"""The SPARQL 1.1 Protocol: the W3C's protocol tests that apply to a read-only service, and what belongs to them.

https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/
"""

from __future__ import annotations

import json

import pytest
import rdflib
from serving import Server

SELECT, ASK = "SELECT ?m { ?m a <https://w3id.org/graphbuild/ontology#Meeting> }", "ASK { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s a <https://w3id.org/graphbuild/ontology#Meeting> ; ?p ?o }"
DESCRIBE = "DESCRIBE <https://w3id.org/graphbuild/topic/SEND>"
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
JSON = "application/sparql-results+json"


def test_query_by_get_by_form_and_as_the_body(server: Server) -> None:
    by_get = server.get(SELECT)
    assert (by_get.status, by_get.kind) == (200, JSON)
    assert len(json.loads(by_get.body)["results"]["bindings"]) == 23
    by_form = server.post(f"query={SELECT}".replace("#", "%23").encode(), FORM)
    by_body = server.post(SELECT.encode(), QUERY)
    assert by_get.body == by_form.body == by_body.body
    assert server.post(SELECT.encode(), f"{QUERY}; charset=UTF-8").status == 200


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (SELECT, "*/*", JSON),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "text/html;q=0.9, application/xml;q=0.8, text/csv;q=0.85", "text/csv"),
        (ASK, "*/*", JSON),
        (ASK, "application/sparql-results+xml", "application/sparql-results+xml"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (CONSTRUCT, "application/n-triples", "application/n-triples"),
        (CONSTRUCT, "application/rdf+xml", "application/rdf+xml"),
        (CONSTRUCT, "application/ld+json", "application/ld+json"),
        (DESCRIBE, "text/turtle", "text/turtle"),
    ],
)
def test_content_type(server: Server, query: str, accept: str, kind: str) -> None:
    told = server.get(query, accept)
    assert (told.status, told.kind) == (200, kind)
    assert told.body


def test_what_no_client_can_be_given(server: Server) -> None:
    told = server.get(SELECT, "image/png")
    assert told.status == 406
    assert b"application/sparql-results+json" in told.body


def test_data_sets(server: Server) -> None:
    count, graphs = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"

    def number(**given: str) -> int:
        return int(json.loads(server.get(count, **given).body)["results"]["bindings"][0]["n"]["value"])

    named = [row["g"]["value"] for row in json.loads(server.get(graphs).body)["results"]["bindings"]]
    assert len(named) >= 6
    assert 0 < number(**{"default-graph-uri": named[0]}) < number()
    body = f"default-graph-uri={named[0]}&default-graph-uri={named[1]}&query={count.replace('+', '%2B')}"
    both = server.post(body.encode(), FORM)
    assert int(json.loads(both.body)["results"]["bindings"][0]["n"]["value"]) > number(
        **{"default-graph-uri": named[0]}
    )
    one = json.loads(server.get(graphs, **{"named-graph-uri": named[2]}).body)["results"]["bindings"]
    assert [row["g"]["value"] for row in one] == [named[2]]
    assert number(**{"default-graph-uri": "http://example.org/none"}) == 0


@pytest.mark.parametrize("query", ["", "SELECT", "SELECT * WHERE { ?s ?p }", "INSERT DATA { <a:a> <a:b> <a:c> }"])
def test_bad_query_syntax(server: Server, query: str) -> None:
    told = server.get(query)
    assert told.status == 400
    assert told.body.decode().startswith("The query is not valid SPARQL: ")


def test_bad_requests(server: Server) -> None:
    address = "?query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"
    assert server.get(path=address).status == 400
    assert server.post(b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM).status == 400
    assert server.post(b"ASK {}", "text/plain").status == 415
    assert server.post(b"ASK {}", None).status in (400, 415)
    assert server.post(b"", FORM).status == 400
    assert server.post("ASK { ?s ?p 'é' }".encode("utf-16"), QUERY).status == 400
    assert server.get(path="?query=%ff%fe").status == 400


def test_wrong_methods_say_which_there_are(server: Server) -> None:
    import urllib.request

    for method in ("PUT", "DELETE", "PATCH"):
        told = server.send(urllib.request.Request(server.address, b"ASK {}", method=method))
        assert told.status == 405
        assert "POST" in told.headers["Allow"]


@pytest.mark.parametrize("kind", [FORM, "application/sparql-update"])
def test_updates_are_refused(server: Server, kind: str) -> None:
    update = b"INSERT DATA { <a:a> <a:b> <a:c> }"
    told = server.post(update if kind != FORM else b"update=" + update, kind)
    assert told.status == 403
    assert b"read-only" in told.body
    assert server.get("LOAD <http://127.0.0.1:1/>").status == 400


def test_service_description(server: Server) -> None:
    told = server.get(accept="text/turtle")
    graph = rdflib.Graph().parse(data=told.body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = graph.value(predicate=rdflib.RDF.type, object=sd.Service)
    assert graph.value(service, sd.endpoint) == rdflib.URIRef(server.address)
    assert (service, sd.feature, sd.UnionDefaultGraph) in graph
    assert server.get(accept="application/rdf+xml").kind == "application/rdf+xml"


def test_a_browser_elsewhere_may_ask(server: Server) -> None:
    import urllib.request

    asked = urllib.request.Request(f"{server.address}?query=ASK%20%7B%7D", headers={"Origin": "https://example.org"})
    assert server.send(asked).headers["Access-Control-Allow-Origin"] == "*"
    preflight = urllib.request.Request(server.address, method="OPTIONS", headers={"Origin": "https://example.org"})
    preflight.add_header("Access-Control-Request-Method", "POST")
    preflight.add_header("Access-Control-Request-Headers", "content-type")
    told = server.send(preflight)
    assert told.status == 200
    assert "POST" in told.headers["Access-Control-Allow-Methods"]


def test_the_same_question_again_is_not_evaluated_again(server: Server) -> None:
    import urllib.request

    tag = server.get(SELECT).headers["ETag"]
    assert tag == server.get(SELECT).headers["ETag"] != server.get(ASK).headers["ETag"]
    address = f"{server.address}?query={SELECT}".replace(" ", "%20").replace("#", "%23")
    again = server.send(urllib.request.Request(address, headers={"If-None-Match": tag, "Accept": "*/*"}))
    assert (again.status, again.body) == (304, b"")


def test_answers_are_compressed_for_who_takes_that(server: Server) -> None:
    import gzip
    import urllib.request

    address = f"{server.address}?query={SELECT}".replace(" ", "%20").replace("#", "%23")
    told = server.send(urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Accept": "*/*"}))
    assert told.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(told.body) == server.get(SELECT).body

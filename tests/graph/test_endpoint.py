"""A graph behind a SPARQL endpoint gives the answers that the same graph gives from a file."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from endpoint_server import serving
from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from graphbuild import explain, query
from graphbuild.diff import diff
from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, open_graph

BARCHESTER = Path(__file__).parents[1] / "data" / "barchester.ttl"
HUGH = NamedNode("https://example.org/id/person/hugh-marchbanks")
NAME = "SELECT ?who ?name { ?who <http://xmlns.com/foaf/0.1/name> ?name }"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    store = Store()
    store.load(path=str(BARCHESTER), format=RdfFormat.TURTLE)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        with serving(store) as address:
            yield address


@pytest.fixture(scope="module")
def remote(address: str) -> Graph:
    return open_graph(address)


@pytest.fixture(scope="module")
def local() -> Graph:
    return open_graph(BARCHESTER)


def test_it_is_compared_as_the_file_is(remote: Graph, local: Graph) -> None:
    found = diff(remote, local)
    assert not found
    assert found.same > 10


@pytest.mark.parametrize("name", [named.name for named in query.list_queries()])
def test_every_query_and_its_example_answer_the_same(remote: Graph, local: Graph, name: str) -> None:
    named = query.load(name)
    for given in ({}, named.example):
        answer = query.run(remote, named, given)
        assert answer == query.run(local, named, given)
        assert answer.rows


def test_an_explanation_is_the_same(remote: Graph, local: Graph) -> None:
    assert explain.explain(remote, "Marchbanks") == explain.explain(local, "Marchbanks")


def test_it_has_no_texts_and_knows_its_address(remote: Graph, address: str) -> None:
    assert (remote.location, remote.sources) == (address, None)


def test_a_binding_restricts(remote: Graph) -> None:
    solutions = remote.query(NAME, {"who": HUGH})
    assert isinstance(solutions, QuerySolutions)
    assert [row["name"] for row in solutions] == [Literal("Hugh Marchbanks")]


@pytest.mark.parametrize("value", ["Hugh Marchbanks", 'x") } SERVICE <http://e/> { ?s ?p "', "'}\n{\\", "\u0000?who"])
def test_a_bound_text_is_only_a_text(remote: Graph, value: str) -> None:
    solutions = remote.query(NAME, {"name": Literal(value)})
    assert isinstance(solutions, QuerySolutions)
    assert [row["who"] for row in solutions] == ([HUGH] if value == "Hugh Marchbanks" else [])


def test_triples_and_yes_or_no(remote: Graph) -> None:
    triples = remote.query("CONSTRUCT { ?who a <http://e/X> } WHERE { ?who ?p ?o }", {"who": HUGH})
    assert isinstance(triples, QueryTriples)
    assert [triple.subject for triple in triples] == [HUGH]
    answer = remote.query("ASK { ?who ?p ?o }", {"who": HUGH})
    assert isinstance(answer, QueryBoolean)
    assert bool(answer)


def test_what_the_endpoint_says_of_a_bad_query_is_passed_on(remote: Graph) -> None:
    with pytest.raises(GraphbuildError, match=r"refused the query \(400 Bad Request\): Malformed query: .*[^e]\.$"):
        remote.query("SELECT")


@pytest.mark.parametrize("page", ["/html", "/cut"])
def test_an_address_that_is_no_endpoint(address: str, page: str) -> None:
    with pytest.raises(GraphbuildError, match="did not answer with SPARQL results"):
        open_graph(address.replace("/sparql", page)).query("ASK {}")


def test_nobody_is_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{free.getsockname()[1]}/sparql"
    with pytest.raises(GraphbuildError, match="cannot be reached"):
        open_graph(gone).query("ASK {}")


@pytest.mark.parametrize("address", ["http://", "http://[", "https://bad host/", "http://127.0.0.1:99999/"])
def test_an_address_that_is_none(address: str) -> None:
    with pytest.raises(GraphbuildError, match=r"^http"):
        open_graph(address).query("ASK {}")

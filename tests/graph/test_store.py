from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    serialize,
)

from graphbuild.errors import GraphbuildError
from graphbuild.graph.store import Graph, of_store, open_graph
from graphbuild.graph.write import write

A, B, P, Q = (NamedNode(f"https://example.org/id/{name}") for name in "abpq")
G, H = (NamedNode(f"https://example.org/id/source/{name}") for name in "gh")
QUADS = [Quad(A, P, B, G), Quad(A, P, B, H), Quad(B, Q, Literal("x"), G)]
"""Two triples, one of them in two graphs."""
EVERYTHING = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"


def rows(graph: Graph, text: str = EVERYTHING, **given: NamedNode | Literal) -> list[tuple[str, ...]]:
    answer = graph.query(text, given)
    assert isinstance(answer, QuerySolutions)
    return sorted(tuple(str(term) for term in row) for row in answer)


def written(path: Path, form: RdfFormat) -> Path:
    statements = QUADS if form.supports_datasets else sorted({quad.triple for quad in QUADS}, key=str)
    serialize(statements, str(path), form)
    return path


FORMS = {
    "ttl": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdf": RdfFormat.RDF_XML,
    "TTL": RdfFormat.TURTLE,
}


@pytest.mark.parametrize("extension", FORMS)
def test_a_file_of_any_format_is_the_union_of_its_graphs_each_triple_once(tmp_path: Path, extension: str) -> None:
    graph = open_graph(written(tmp_path / f"graph.{extension}", FORMS[extension]))
    assert len(rows(graph)) == 2
    count = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"
    assert rows(graph, count) == [('"2"^^<http://www.w3.org/2001/XMLSchema#integer>',)]


def test_named_graphs_stay_named(tmp_path: Path) -> None:
    graph = open_graph(written(tmp_path / "graph.trig", RdfFormat.TRIG))
    assert rows(graph, f"SELECT ?g WHERE {{ GRAPH ?g {{ {A} ?p ?o }} }}") == [(str(G),), (str(H),)]


@pytest.fixture
def build(tmp_path: Path) -> Path:
    """A build's folder, as ``write`` makes it."""
    folder = tmp_path / "output"
    (folder / "sources").mkdir(parents=True)
    write(QUADS, folder)
    return folder


def test_a_builds_folder_opens_its_store_and_its_texts(build: Path) -> None:
    before = sorted(path.name for path in build.iterdir())
    graph = open_graph(str(build))
    assert graph.location == str(build)
    assert graph.sources == build / "sources"
    assert len(rows(graph)) == 2
    assert len(rows(graph, "SELECT ?g ?s WHERE { GRAPH ?g { ?s ?p ?o } }")) == 3
    assert sorted(path.name for path in build.iterdir()) == before, "opening writes nothing"


def test_the_store_is_what_is_read(build: Path) -> None:
    (build / "graph.ttl").write_text("this is not Turtle")
    (build / "graph.trig").unlink()
    assert len(rows(open_graph(build))) == 2


def test_a_folder_without_its_store_is_read_from_its_file(build: Path) -> None:
    for path in (build / "store").iterdir():
        path.unlink()
    (build / "store").rmdir()
    (build / "graph.trig").unlink()
    graph = open_graph(build)
    assert len(rows(graph)) == 2
    assert graph.sources == build / "sources"


def test_a_file_of_a_build_has_its_texts(build: Path) -> None:
    assert open_graph(build / "graph.ttl").sources == build / "sources"


def test_two_can_read_one_store(build: Path) -> None:
    first, second = open_graph(build), open_graph(build)
    assert rows(first) == rows(second)


def test_a_store_of_named_graphs_alone_is_united() -> None:
    store = Store()
    store.extend(QUADS)
    assert len(set(rows(of_store(store)))) == 2
    store.extend(Quad(*quad.triple, DefaultGraph()) for quad in QUADS)
    assert len(rows(of_store(store))) == 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (
            "graph.ttl",
            "@prefix a: <http://a/> .\n\na:b a:c\n\n a:d a:e f .",
            "is not valid Turtle at line 5: .*mend it",
        ),
        ("graph.nt", "<http://a> <http://b> <http://c> .\nnothing\n", "is not valid N-Triples at line 2"),
        ("graph.jsonld", '{\n"@id": 3', "is not valid JSON-LD at line 2"),
        ("graph.rdf", "<rdf>\n<x>", "is not valid RDF/XML"),
        ("graph.jsonld", '{"@context": "https://example.org/context", "a": "b"}', "is not valid JSON-LD"),
        ("graph.ttl", "", "holds no triples; run `graphbuild build` first"),
        ("graph.ttl", "\n# only a comment\n", "holds no triples"),
        ("graph.xlsx", "x", r"use \.ttl, \.trig, \.nt, \.nq, \.jsonld or \.rdf"),
        ("graph", "x", "in no format that is known by its name"),
    ],
)
def test_a_file_that_is_no_graph(tmp_path: Path, name: str, content: str, said: str) -> None:
    path = tmp_path / name
    path.write_text(content)
    with pytest.raises(GraphbuildError, match=said) as caught:
        open_graph(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(GraphbuildError, match="is not valid Turtle at line 1"):
        open_graph(path)


@pytest.mark.parametrize("name", ["nowhere", "nowhere/graph.ttl", "a\x1b[2Jb", "nul\0byte"])
def test_nothing_is_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(GraphbuildError, match="run `graphbuild build` first") as caught:
        open_graph(tmp_path / name)
    assert str(caught.value).isprintable()


def test_an_empty_folder_and_one_with_a_broken_store(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="holds no graph; run `graphbuild build` first"):
        open_graph(tmp_path)
    (tmp_path / "store").mkdir()
    (tmp_path / "store" / "CURRENT").write_text("MANIFEST-000001\n")
    with pytest.raises(GraphbuildError, match="cannot be read"):
        open_graph(tmp_path)


@pytest.fixture
def graph() -> Graph:
    store = Store()
    store.extend(QUADS)
    return of_store(store)


def test_bindings_are_terms(graph: Graph) -> None:
    assert rows(graph, "SELECT ?s ?o WHERE { ?s ?p ?o }", s=B) == [(str(B), '"x"')]
    assert rows(graph, "SELECT ?s ?o WHERE { ?s ?p ?o }", o=Literal('x" } #')) == []


def test_every_form_of_query(graph: Graph) -> None:
    triples = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }", {"s": B})
    assert isinstance(triples, QueryTriples)
    assert [triple.predicate for triple in triples] == [Q]
    described = graph.query(f"DESCRIBE {B}")
    assert isinstance(described, QueryTriples)
    assert len(list(described)) == 1
    answer = graph.query("ASK { ?s ?p ?o }", {"s": A})
    assert isinstance(answer, QueryBoolean)
    assert bool(answer)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT ?s\nWHERE { ?s ?p", "not valid SPARQL: line 2, column"),
        ("INSERT DATA { <http://a> <http://b> 1 }", "not valid SPARQL"),
        ("SELECT ?s WHERE { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "queried offline"),
    ],
)
def test_a_query_that_cannot_be_answered(graph: Graph, text: str, said: str) -> None:
    with pytest.raises(GraphbuildError, match=said) as caught:
        graph.query(text, {"s": A})
    assert len(str(caught.value)) < 300
    assert "\n" not in str(caught.value)

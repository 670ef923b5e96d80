"""``--graph URL``: a build's graphs in a triple store that they were pushed to, and behind ``graphbuild serve``, give
the answers and pages that the build's folder gives.

What differs, since only the folder has the documents' texts: the lines on which passages stand, and what stands around
them. An export from a store also holds the small graph by which ``push`` knows what it put there.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import QuerySolutions
from rich.console import Console
from serving import Server, start, stop
from store_server import Store, store

from graphbuild import explain, query, view
from graphbuild.errors import GraphbuildError
from graphbuild.graph.graphstore import GraphStore
from graphbuild.graph.push import push
from graphbuild.graph.store import Graph, open_graph
from graphbuild.graph.validate import validate
from graphbuild.stats import stats
from graphbuild.trace import search, terminal
from graphbuild.view import tracing

NAMED = [named.name for named in query.list_queries()]
KINDS = {"index", "corpus", "meeting", "organisation", "person", "service", "topic", "trace"}


@pytest.fixture(scope="module")
def union(demo_output: Path) -> Iterator[Store]:
    """A store that takes the union of all as its default graph."""
    with store() as running:
        with GraphStore(running.graphs) as there:
            push(open_graph(demo_output), there)
        yield running


@pytest.fixture(scope="module")
def kept(demo_output: Path) -> Iterator[Store]:
    """A store whose default graph push keeps."""
    with store(union=False) as running:
        with GraphStore(running.graphs) as there:
            push(open_graph(demo_output), there, union=True)
        yield running


@pytest.fixture(scope="module")
def ours(demo_output: Path) -> Iterator[Server]:
    running = start(demo_output, workers=2)
    yield running
    stop(running)


@pytest.fixture(params=["union", "kept", "ours"])
def there(request: pytest.FixtureRequest) -> Graph:
    """The graph at each of the three."""
    running = request.getfixturevalue(request.param)
    return open_graph(running.endpoint if isinstance(running, Store) else running.address)


@pytest.fixture(scope="module")
def here(demo_graph: Graph) -> Graph:
    """The build's own, without the texts."""
    return dataclasses.replace(demo_graph, sources=None)


@pytest.mark.parametrize("name", NAMED)
def test_every_query_answers_the_same(there: Graph, demo_graph: Graph, name: str) -> None:
    named = query.load(name)
    for given in ({}, named.example):
        rows = query.run(there, named, given)
        assert rows == query.run(demo_graph, named, given)
        assert rows.rows


@pytest.fixture(scope="module")
def pages_here(here: Graph, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The front page of the build and all that it leads to, which is every kind of page, by the files' names."""
    return all_pages(here, tmp_path_factory.mktemp("here"))


def all_pages(graph: Graph, folder: Path) -> dict[str, bytes]:
    view.write_all(graph, folder, lambda *_: None)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_the_front_page_and_all_that_it_leads_to_are_the_same(
    there: Graph, pages_here: dict[str, bytes], tmp_path: Path
) -> None:
    assert len(pages_here) > 50
    assert {name.partition("-")[0].removesuffix(".html") for name in pages_here} == KINDS
    pages_there = all_pages(there, tmp_path)
    assert pages_there.keys() == pages_here.keys()
    for name, page in pages_there.items():
        assert page == pages_here[name], name


@pytest.mark.parametrize("words", ["SEND", "Waymark Service"])
def test_a_story_is_the_same(there: Graph, here: Graph, tmp_path: Path, words: str) -> None:
    told = []
    for graph, folder in ((there, "there"), (here, "here")):
        story = search.story_of(graph, words, None, None).story
        printed = io.StringIO()
        terminal.tell(story, Console(file=printed, width=120))
        page = tracing.write(graph, story, tmp_path / folder / "page.html", tmp_path / folder)
        told.append((story, printed.getvalue(), page.read_bytes()))
    assert told[0] == told[1]
    assert len(told[0][1]) > 400


@pytest.mark.parametrize("name", ["Ruth Dacre", "SEND", "Waymark Service", "Head of Commissioning"])
def test_an_explanation_is_the_same_but_for_lines(there: Graph, demo_graph: Graph, here: Graph, name: str) -> None:
    assert explain.explain(there, name) == explain.explain(here, name)
    printed = []
    for graph in (there, demo_graph):
        stream = io.StringIO()
        explain.render(explain.explain(graph, name), Console(file=stream, width=200))
        printed.append(stream.getvalue())
    assert ", line " in printed[1]
    assert ", line " not in printed[0]


def test_the_numbers_are_the_same(there: Graph, demo_graph: Graph) -> None:
    assert stats(there) == stats(demo_graph)


def test_it_conforms(there: Graph) -> None:
    report = validate(there.location)
    assert report.conforms
    assert report.quotes is None


def test_a_table_that_was_cut_is_noticed(demo_output: Path) -> None:
    running = start(demo_output, rows=20, workers=1)
    try:
        graph = open_graph(running.address)
        with pytest.raises(GraphbuildError, match="no more than 20 rows"):
            graph.query("SELECT ?s { ?s ?p ?o }")
        few = graph.query("SELECT ?s { ?s ?p ?o } LIMIT 19")
        assert isinstance(few, QuerySolutions)
        assert len(list(few)) == 19
    finally:
        stop(running)

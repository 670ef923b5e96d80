from __future__ import annotations

from pathlib import Path

import pytest
from council import Council, hostile, through_the_years

from graphbuild import view
from graphbuild.graph.store import Graph
from graphbuild.view.content import View
from graphbuild.view.reading import Reader
from graphbuild.view.views import view as view_of


@pytest.fixture(scope="session")
def council() -> Council:
    return through_the_years()


@pytest.fixture(scope="session")
def graph(council: Council) -> Graph:
    return council.graph()


@pytest.fixture(scope="session")
def reader(graph: Graph) -> Reader:
    return Reader(graph)


@pytest.fixture(scope="session")
def send_page(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(graph, "topic", "SEND", tmp_path_factory.mktemp("views") / "send.html")


@pytest.fixture(scope="session")
def send_view(graph: Graph) -> View:
    """What ``send_page`` shows, to compare with."""
    return view_of(graph, "topic", "SEND")


@pytest.fixture(scope="session")
def person_page(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(graph, "person", "Amara Blythe", tmp_path_factory.mktemp("views") / "person.html")


@pytest.fixture(scope="session")
def person_view(graph: Graph) -> View:
    return view_of(graph, "person", "Amara Blythe")


@pytest.fixture(scope="session")
def corpus_page(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(graph, "corpus", None, tmp_path_factory.mktemp("views") / "corpus.html")


@pytest.fixture(scope="session")
def corpus_view(graph: Graph) -> View:
    return view_of(graph, "corpus", None)


@pytest.fixture(scope="session")
def big_graph() -> Graph:
    """Of a council that met twice a year for twenty years: too much to be drawn at once."""
    return through_the_years([f"{year}-{month:02d}-11" for year in range(2004, 2024) for month in (3, 9)]).graph()


@pytest.fixture(scope="session")
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(hostile().graph(), "topic", "SEND", tmp_path_factory.mktemp("views") / "hostile.html")


@pytest.fixture(scope="session")
def demo_views(demo_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of all pages of the demo, which link each other."""
    return view.write_all(demo_graph, tmp_path_factory.mktemp("demo-views")).parent

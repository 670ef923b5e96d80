from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from chromium import Browser, Chromium, launch
from council import Council, hostile, through_the_years

from graphbuild import view
from graphbuild.graph.store import Graph
from graphbuild.view.reading import Reader


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
def hostile_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(hostile().graph(), "topic", "SEND", tmp_path_factory.mktemp("views") / "hostile.html")


@pytest.fixture(scope="session")
def launched() -> Iterator[Chromium]:
    """One browser for all tests of a process."""
    binary = shutil.which("chromium")
    if not binary:
        pytest.skip("needs Debian's chromium")
    with launch(binary) as chromium:
        yield chromium


@pytest.fixture
def chromium(launched: Chromium) -> Iterator[Browser]:
    """A window of 1400 by 900 of a test's own."""
    browser = Browser(launched)
    yield browser
    browser.close()

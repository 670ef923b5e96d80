from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import Browser, start
from council import Council, hostile, through_the_years

from graphbuild import view
from graphbuild.graph.store import Graph
from graphbuild.view.reading import Reader

Page = Callable[[Path], Browser]


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
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """One browser for all tests, in a window of 1400 by 900."""
    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not binary or not driver:
        pytest.skip("needs Debian's chromium and chromium-driver")
    browser = start(binary, driver, tmp_path_factory.mktemp("profile"))
    yield browser
    browser.quit()

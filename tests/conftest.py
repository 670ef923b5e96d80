"""What many tests share: the spaCy pipeline and one build of the demo, each made once a session; a browser."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import Browser, Chromium, launch
from hypothesis import settings

from graphbuild.extract import nlp
from graphbuild.graph.store import Graph, open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

SHARED = Path("/dev/shm")
# On a busy machine any example may take long; what may take how long is said by tests of that alone.
settings.register_profile("without deadline", deadline=None)
settings.load_profile("without deadline")


@pytest.fixture(scope="session")
def pipeline() -> Any:
    """The default spaCy pipeline."""
    return nlp.load(Settings().model)


@pytest.fixture(scope="session")
def demo_output(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The output folder of a build of the demo with default settings; tests only read it."""
    out = tmp_path_factory.mktemp("demo") / "output"
    build([PACKAGE / "demo" / "corpus"], out)
    built = sorted(out.iterdir())
    yield out
    assert sorted(out.iterdir()) == built, "a test wrote into the build that all share"


@pytest.fixture(scope="session")
def demo_graph(demo_output: Path) -> Graph:
    """The demo's graph, opened for queries."""
    return open_graph(demo_output)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is such, for tests of many builds: each store waits long for a disk."""
    if not SHARED.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=SHARED) as name:
        yield Path(name)


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

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.explore.site import Site
from graphbuild.graph.store import Graph


@pytest.fixture(scope="session")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the search index of the demo is, once it was wanted."""
    return tmp_path_factory.mktemp("index") / "demo.sqlite"


@pytest.fixture(scope="session")
def site(demo_graph: Graph, index: Path) -> Site:
    """The explorer of the demo."""
    return Site(demo_graph, index)

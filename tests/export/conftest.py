"""Exports run as the API runs them, and a made-up graph with what the demo does not have."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from graphbuild.export import Narrowing, export
from graphbuild.graph.store import Graph, open_graph

Export = Callable[..., bytes]


@pytest.fixture(scope="session")
def parish() -> Graph:
    """A small graph in a Turtle file: members of the public, hostile texts, odd dates, a blank node."""
    return open_graph(Path(__file__).parent / "parish.ttl")


@pytest.fixture(params=["demo", "parish"])
def graph(request: pytest.FixtureRequest) -> Graph:
    """Each of the graphs in turn."""
    found = request.getfixturevalue(f"{request.param}_graph" if request.param == "demo" else request.param)
    assert isinstance(found, Graph)
    return found


@pytest.fixture(scope="session")
def exported() -> Export:
    """``exported(graph, form, topic=..., ...)``: the bytes of an export."""

    def run(graph: Graph, form: str, **narrowing: object) -> bytes:
        stream = io.BytesIO()
        export(graph, form, stream, Narrowing(**narrowing))  # type: ignore[arg-type]
        return stream.getvalue()

    return run


@pytest.fixture(scope="session")
def trig(demo_output: Path, tmp_path_factory: pytest.TempPathFactory) -> Graph:
    """The demo's graph as a TriG file of its own, without the build's folder."""
    path = tmp_path_factory.mktemp("trig") / "graph.trig"
    path.write_bytes((demo_output / "graph.trig").read_bytes())
    return open_graph(path)

"""What extraction misses in the demo (the strict xfails of ``tests/trace``) is put right by corrections."""

from __future__ import annotations

import shutil

import pytest
from correcting import DEMO, written

from graphbuild.graph.store import Graph, open_graph
from graphbuild.pipeline import build
from graphbuild.trace.records import Story
from graphbuild.trace.search import story_of

ROW = "Lantern Row"
MISSED = (
    f"missing: [{{meeting: 2024-06-25, number: 14}}, discusses, {ROW}]\n  document: 2024-06-minutes.txt\n"
    "  quote: when it took over from Lantern Row"
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(DEMO, folder / "papers")
    (folder / "papers" / "corrections.yaml").write_text(written(MISSED), encoding="utf-8")
    report = build([folder / "papers"], folder / "out")
    assert (report.corrected, report.warnings) == (1, ())
    return open_graph(folder / "out")


def told(graph: Graph) -> Story:
    return story_of(graph, "CSE").story


def last_seen(graph: Graph) -> str | None:
    return {one.label: one.last for one in told(graph).years[0].entering}[ROW]


def test_the_first_provider_is_seen_to_the_last_meeting(graph: Graph) -> None:
    assert last_seen(graph) == "2024-06-25"


def test_without_the_correction_it_is_not(demo_graph: Graph) -> None:
    assert last_seen(demo_graph) != "2024-06-25"

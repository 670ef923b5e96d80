"""What extraction misses in the demo (the strict xfails of ``tests/trace``) is put right by corrections."""

from __future__ import annotations

import shutil

import pytest
from correcting import DEMO, written

from graphbuild.graph.store import Graph, open_graph
from graphbuild.pipeline import build
from graphbuild.trace.records import Story
from graphbuild.trace.search import story_of

BANK, ROW = "Osier Bank", "Lantern Row"
THOSE = (
    f"missing: {BANK}\n  kind: organisation\n  document: 2020-09-agenda-pack.txt\n  quote: {BANK}",
    f"missing: [{{meeting: 2020-07-14, number: 22}}, discusses, {BANK}]\n  document: 2020-09-agenda-pack.txt\n"
    "  quote: Osier Bank and at least two other organisations were known to be interested",
    f"missing: [{BANK}, provides, Turnstone Service]\n  document: 2024-06-minutes.txt\n"
    "  quote: Osier Bank had provided the Turnstone Service",
    f"missing: [{ROW}, provides, Waymark Service]\n  document: 2019-02-agenda-and-minutes.txt\n"
    "  quote: Lantern Row had provided the Waymark Service",
    f"missing: [{{meeting: 2024-06-25, number: 14}}, discusses, {ROW}]\n  document: 2024-06-minutes.txt\n"
    "  quote: when it took over from Lantern Row",
)


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Graph:
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(DEMO, folder / "papers")
    (folder / "papers" / "corrections.yaml").write_text(written(*THOSE), encoding="utf-8")
    report = build([folder / "papers"], folder / "out")
    assert (report.corrected, report.warnings) == (len(THOSE), ())
    return open_graph(folder / "out")


def told(graph: Graph) -> Story:
    return story_of(graph, "CSE").story


def parts(story: Story) -> set[tuple[int, str, str, str]]:
    return {(year.year, p.agent_label, p.kind, p.service_label) for year in story.years for p in year.parts}


def test_the_provider_that_no_rule_saw_enters_with_the_tender(graph: Graph) -> None:
    story = told(graph)
    assert BANK in {one.label for year in story.years if year.year == 2020 for one in year.entering}
    assert (2024, BANK, "provides", "Turnstone Service") in parts(story)


def test_the_first_provider_is_seen_to_the_last_meeting(graph: Graph) -> None:
    story = told(graph)
    assert (2019, ROW, "provides", "Waymark Service") in parts(story)
    assert {one.label: one.last for one in story.years[0].entering}[ROW] == "2024-06-25"


def test_without_corrections_neither_is_told(demo_graph: Graph) -> None:
    story = told(demo_graph)
    assert not {BANK} & {one.label for year in story.years for one in year.entering}
    assert (2019, ROW, "provides", "Waymark Service") not in parts(story)

from __future__ import annotations

import pytest
from stories import item, meeting, story

from graphbuild.graph.store import Graph
from graphbuild.trace.records import Story
from graphbuild.trace.story import tell
from graphbuild.view import tracing
from graphbuild.view.reading import Reader

SEND = "https://w3id.org/graphbuild/topic/SEND"


def of_years(items: dict[int, list[int]]) -> Story:
    """For each year its meetings, and how many items each has."""
    held = [
        meeting(f"{year}-{month:02}-01", *(item(f"{year} {month} {one}", str(one), "The pier") for one in range(many)))
        for year, meetings in items.items()
        for month, many in enumerate(meetings, start=1)
    ]
    return story(held)


def years(told: Story) -> list[int]:
    return [year.year for year in told.years]


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MEETINGS", 3)
    monkeypatch.setattr(tracing, "ITEMS", 10)


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize(
    ("items", "kept"),
    [
        ({2001: [5], 2002: [5]}, [2001, 2002]),
        ({2001: [5], 2002: [6]}, [2002]),
        ({2001: [1], 2002: [1], 2004: [1]}, [2001, 2002, 2004]),
        ({2001: [1], 2002: [1, 1], 2004: [1]}, [2002, 2004]),
        ({2001: [1], 2004: [50, 50, 50, 50]}, [2004]),
        ({2001: [50], 2002: [1], 2003: [1]}, [2002, 2003]),
        ({}, []),
    ],
)
def test_the_latest_years_that_a_page_can_hold_are_told(items: dict[int, list[int]], kept: list[int]) -> None:
    told = of_years(items)
    found = tracing.latest(told)
    assert years(found) == kept
    assert (found is told) == (kept == years(told))


@pytest.mark.usefixtures("small")
def test_a_page_says_what_it_leaves_out(graph: Graph) -> None:
    whole = tell(graph, SEND)
    view = tracing.view(Reader(graph), whole)
    assert view.story is not None
    assert years(view.story) == [2019, 2021, 2024]
    assert view.note.startswith(
        "The story from 2014 to 2018 is too long to stand here too; graphbuild trace with --to 2018"
    )
    told = {one.iri for one in view.story.items}
    drawn = {node for node, data in view.drawn.nodes(data=True) if data["kind"] == "item" and not data["context"]}
    assert drawn == told


def test_a_page_of_a_whole_story_leaves_nothing_out(graph: Graph) -> None:
    whole = tell(graph, SEND)
    view = tracing.view(Reader(graph), whole)
    assert view.story is whole
    assert view.note == ""
    assert view.summary == "15 items at 5 meetings of Barchester Learning Commission, 2014 to 2024"

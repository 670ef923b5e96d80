"""The page of a story: its timeline, the network beside it, and the story in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.trace import wording
from graphbuild.trace.records import Story
from graphbuild.trace.story import within
from graphbuild.view import groups, network, timeline
from graphbuild.view.content import View
from graphbuild.view.pages import FOLDER, Pages
from graphbuild.view.reading import Reader
from graphbuild.view.views import DRAWN, MOST, save

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph


def write(
    graph: Graph | Reader,
    story: Story,
    out: Path | None = None,
    folder: Path = Path(FOLDER),
    pages: Pages | None = None,
) -> Path:
    """Writes the page of a story that ``graph`` tells to the file ``out``, else to one in ``folder``; answers which.

    ``pages`` are those that it may link, by default those beside it. The same story and pages give the same bytes.
    Raises GraphbuildError where the file cannot be written.
    """
    reader = graph if isinstance(graph, Reader) else Reader(graph)
    return save(view(reader, story), "trace", out, folder, pages)


MEETINGS, ITEMS = 60, 300
"""How many meetings and items a page tells of at most; of a longer story it tells the latest years."""


def view(reader: Reader, story: Story) -> View:
    """What the page of a story shows: of a topic all that bears on it, of a search the items found."""
    whole, story = story, latest(story)
    about = story.topic if story is whole else ""  # what a topic has in other years stays out
    net = network.of_items(reader, about, (item.iri for item in story.items))
    own = net.subgraph(node for node, beyond in net.nodes(data="beyond") if not beyond)
    crowded = len(own) > DRAWN
    net = network.strongest(own, MOST) if crowded else net
    return View(
        kind="topic" if story.topic else "search",
        focus=story.topic,
        heading=story.label if story.topic else f"Search for “{story.label}”",
        summary=wording.extent(story).rstrip("."),
        note=_left_out(whole, story),
        net=net,
        groups=groups.arrange(net) if crowded else (),
        story=story,
        timeline=timeline.draw(story, dict(net.nodes(data="kind"))),
    )


def latest(story: Story) -> Story:
    """The story itself, or of one that is too long for a page its latest years, one at least."""
    years, meetings, items = list[int](), 0, 0
    for year in reversed(story.years):
        meetings += len(year.meetings)
        items += sum(len(meeting.items) for meeting in year.meetings)
        if years and (meetings > MEETINGS or items > ITEMS):
            return within(story, years[-1], None)
        years.append(year.year)
    return story


def _left_out(whole: Story, told: Story) -> str:
    if told is whole:
        return ""
    first, last = whole.years[0].year, told.years[0].year - 1
    return (
        f"The story from {first} to {last} is too long to stand here too; graphbuild trace with --to {last} tells it."
    )

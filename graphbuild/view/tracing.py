"""The page of a story: its timeline, the network beside it, and the story in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.trace import wording
from graphbuild.trace.records import Story
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


def view(reader: Reader, story: Story) -> View:
    """What the page of a story shows: of a topic all that bears on it, of a search the items found."""
    net = network.of_items(reader, story.topic, (item.iri for item in story.items))
    own = net.subgraph(node for node, beyond in net.nodes(data="beyond") if not beyond)
    crowded = len(own) > DRAWN
    net = network.strongest(own, MOST) if crowded else net
    return View(
        kind="topic" if story.topic else "search",
        focus=story.topic,
        heading=story.label if story.topic else f"Search for “{story.label}”",
        summary=wording.extent(story).rstrip("."),
        net=net,
        groups=groups.arrange(net) if crowded else (),
        story=story,
        timeline=timeline.draw(story, dict(net.nodes(data="kind"))),
    )

"""The front page: what the corpus holds, its topics by year, its busiest threads, and ways to all other pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import networkx as nx

from graphbuild import query
from graphbuild.format import plain
from graphbuild.graph.labels import day
from graphbuild.view import holdings, kinds, page
from graphbuild.view.content import base_of
from graphbuild.view.holdings import Meeting, Topic
from graphbuild.view.pages import CORPUS, Pages
from graphbuild.view.reading import Reader
from graphbuild.view.text import count

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph

HEADING = "What these papers hold"
NAMED = {"person": "person", "organisation": "organisation", "undertaking": "service"}
"""Kinds of things that the page lists, and the views of them."""
LISTED = 24
"""How many things of a kind are listed."""
ASKED = 10
"""How many unanswered requests are told."""
SEARCHED = frozenset(("person", "post", "organisation", "undertaking", "topic", "meeting", "item", "paper"))
"""Kinds of things that the search finds."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the front page shows."""

    net: nx.MultiDiGraph
    base: str
    meetings: tuple[Meeting, ...]
    topics: tuple[Topic, ...]
    threads: tuple[tuple[str, ...], ...]
    numbers: dict[str, int]
    """How many things of a kind there are."""
    named: dict[str, list[str]]
    """Things by kind, those with most facts first."""
    asked: list[dict[str, str]]
    """Requests that were not seen again, by the columns of the query ``open-actions``."""
    pages: Pages

    @property
    def years(self) -> list[int]:
        """From the first meeting's to the last's, those between too."""
        dates = [int(meeting.date[:4]) for meeting in self.meetings]
        return [*range(min(dates), max(dates) + 1)] if dates else []

    def address(self, node: str) -> str:
        """Where a thing can be looked at: its own page, else its surroundings in the whole corpus."""
        own = self.pages.of(self.net.nodes[node]["kind"], node) if node in self.net else ""
        return own or self.pages.in_corpus(node.removeprefix(self.base))

    def searchable(self) -> list[tuple[str, str, str]]:
        """Name, kind and address of what can be found by name."""
        found = [
            (data["label"], kinds.of(data["kind"]).one, self.address(node))
            for node, data in self.net.nodes(data=True)
            if data["kind"] in SEARCHED and not data["context"]
        ]
        return sorted(found)


def gather(graph: Graph, reader: Reader, net: nx.MultiDiGraph, pages: Pages) -> Front:
    """What the front page shows of a graph, whose things and facts are ``net``."""
    return Front(
        net=net,
        base=base_of(net),
        meetings=holdings.meetings(reader),
        topics=holdings.topics(reader),
        threads=holdings.threads(net),
        numbers=holdings.numbers(reader),
        named={kind: holdings.most_named(net, kind, LISTED) for kind in NAMED},
        asked=_asked(graph),
        pages=pages,
    )


def render(front: Front) -> str:
    """The front page. The same corpus and pages give the same text."""
    documents: dict[str, list[str]] = {}
    for meeting in front.meetings:
        for name in meeting.documents.split("; "):
            documents.setdefault(name, []).append(day(meeting.date))
    names = {
        "front": front,
        "heading": HEADING,
        "summary": _summary(front, len(documents)),
        "documents": dict(sorted(documents.items())),
        "corpus": CORPUS,
        "most_asked": ASKED,
        "kinds": kinds,
        "count": count,
        "day": day,
        "dated": _dated,
    }
    return page.assemble(
        "index.html", (page.own("index.js"),), page.own("page.css", "index.css"), front.searchable(), names
    )


def _summary(front: Front, documents: int) -> str:
    """How much there is, in a sentence."""
    years = [*dict.fromkeys((front.years[0], front.years[-1]))] if front.years else []
    parts = [
        count(documents, "document", "documents"),
        count(len(front.meetings), "meeting on record", "meetings on record"),
        count(sum(meeting.items for meeting in front.meetings), "agenda item", "agenda items"),
        count(sum(meeting.decisions for meeting in front.meetings), "decision", "decisions"),
        *(count(front.numbers.get(key, 0), kinds.of(key).one, kinds.of(key).many) for key in NAMED),
    ]
    when = f", {' to '.join(map(str, years))}" if years else ""
    return f"{', '.join(parts)}{when}."


def _dated(dates: tuple[str, ...]) -> str:
    return " to ".join(dict.fromkeys(day(date) for date in (*dates[:1], *dates[-1:])))


def _asked(graph: Graph) -> list[dict[str, str]]:
    """The requests that nothing came of, longest overdue first."""
    answer = query.run(graph, query.load("open-actions"))
    rows = [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows[:ASKED]]
    return [row | {"on": day(row["date"]), "by": day(row["due"]) if row["due"] else ""} for row in rows]

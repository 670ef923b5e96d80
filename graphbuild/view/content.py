"""What a page is filled with, as plain data: the drawing, and every thing and fact with the words that state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import quote

import networkx as nx

from graphbuild.graph.labels import day
from graphbuild.trace.records import Story
from graphbuild.view import kinds
from graphbuild.view.columns import CELL, GAP, HALF, HEADING, LINE, MARGIN, SYMBOL, WINDOW
from graphbuild.view.drawing import Drawing, draw
from graphbuild.view.groups import Group
from graphbuild.view.layout import STAGGER
from graphbuild.view.pages import Linked, Pages
from graphbuild.view.passages import Passages
from graphbuild.view.text import clean, count
from graphbuild.view.timeline import Timeline

GRID = {
    "cell": CELL,
    "line": LINE,
    "symbol": SYMBOL,
    "gap": GAP,
    "margin": MARGIN,
    "heading": HEADING,
    "stagger": STAGGER,
}
"""Sizes by which the page places what a reader opens, as the first drawing was placed."""
FactKey = tuple[str, str, Any]
"""Names an edge of the networkx graph: its two nodes and its key."""
ROWS = 1000
"""How many facts the table has at most; those that come after are in the panels only."""
ROLES = {
    "thread": "goes on from, or refers to",
    "fact": "other facts",
    "part": "is part of",
    "unsure": "proposed, conditional or denied",
}
"""The looks of lines, and what they mean."""


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows."""

    kind: str
    """topic, person, organisation, service, meeting, corpus or search."""
    focus: str
    """IRI of the thing that it is of; "" for a corpus."""
    heading: str
    """What it is of."""
    summary: str
    """How much of it there is, in words."""
    net: nx.MultiDiGraph
    """Everything, neighbours to be opened too."""
    groups: tuple[Group, ...] = ()
    """Where the reader starts if there is too much to be drawn at once; else empty."""
    note: str = ""
    """What the reader should know that the page does not show."""
    story: Story | None = None
    """What is told of it along the years, if anything is."""
    timeline: Timeline | None = None
    """The story's drawing."""
    pages: Linked = field(default_factory=Pages)
    """Other pages, to be linked."""

    @property
    def own(self) -> nx.MultiDiGraph:
        """What bears on what the view is of, without neighbours to be opened."""
        nodes = (node for node, beyond in self.net.nodes(data="beyond") if not beyond)
        return self.net.subgraph(nodes).copy()

    @property
    def drawn(self) -> nx.MultiDiGraph:
        """What is drawn at the start; a topic is not, since everything has to do with it. Empty if there are groups."""
        own = self.own
        return own.subgraph(node for node in own if not self.groups and (self.kind != "topic" or node != self.focus))


@dataclass(frozen=True, slots=True)
class Content:
    """What the template puts on the page."""

    data: dict[str, Any]
    """For the page's script; things by number, facts by place, links by the id of the edge that draws them."""
    rows: list[dict[str, Any]]
    """Facts for the table."""
    more_rows: int
    """How many facts the table leaves out."""
    legend: list[dict[str, Any]]
    relations: list[tuple[str, int]]
    """How facts read, most frequent first, and how many there are of each."""
    roles: list[dict[str, str]]
    numbers: dict[str, int]
    """What the page's script calls each thing, by IRI."""

    def address(self, iri: str) -> str:
        """How the page's address names a thing: the IRI without what all begin with, escaped."""
        return quote(iri.removeprefix(self.data["base"]), safe="")


def fill(view: View, passages: Passages) -> Content:
    """The page's content; the same view gives the same. ``passages`` collects what is quoted."""
    net = view.net
    facts = _facts(net)
    places = {fact: place for place, fact in enumerate(facts)}
    numbers = {node: number for number, node in enumerate(sorted(net, key=lambda node: _order(net, node)))}
    drawing = draw(net, view.drawn, numbers, HALF if view.timeline else WINDOW)
    base = base_of(numbers)
    home = {member: number for number, group in enumerate(view.groups) for member in group.members}
    data = {
        "kind": view.kind,
        "focus": numbers.get(view.focus),
        "base": base,
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "links": [[places[fact] for fact in link.facts] for link in drawing.links],
        "things": [
            _thing(net.nodes[node], node, passages, home.get(node)) | _page(view, node, base) for node in numbers
        ],
        "facts": [
            _fact(net, fact, passages) | {"subject": numbers[fact[0]], "object": numbers[fact[1]]} for fact in facts
        ],
        "passages": passages.quoted,
        "groups": [_group(group, net) for group in view.groups],
        "kinds": _legend(net),
        "grid": GRID,
        **_bands(drawing),
    }
    own = [fact for fact in facts if not (net.nodes[fact[0]]["beyond"] or net.nodes[fact[1]]["beyond"])]
    return Content(
        data=data,
        rows=[_row(net, fact) for fact in own[:ROWS]],
        more_rows=max(0, len(own) - ROWS),
        legend=_legend(view.own if view.groups else view.drawn),
        relations=Counter(net.edges[fact]["label"] for fact in own).most_common(),
        roles=_lines(drawing),
        numbers=numbers,
    )


def summary(net: nx.MultiDiGraph, nodes: Iterable[str]) -> str:
    """``2014 to 2024, 12 agenda items, 5 meetings``: years of ``nodes``, and how many of each kind, in their order."""
    counted = [net.nodes[node] for node in nodes]
    years = sorted({year for data in counted for year in data["years"] if kinds.of(data["kind"]).timed})
    words = [" to ".join(dict.fromkeys((years[0], years[-1])))] if years else []
    for key, number in Counter(data["kind"] for data in counted).items():
        words.append(count(number, kinds.of(key).one, kinds.of(key).many))
    return ", ".join(words)


def _legend(shown: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """The kinds that there are, and how many things of each."""
    numbers = Counter(key for _, key in shown.nodes(data="kind"))
    looks = ("key", "one", "many", "shape", "colour", "lane", "timed")
    return [
        {look: getattr(kind, look) for look in looks} | {"number": numbers[kind.key]}
        for kind in kinds.ALL
        if numbers[kind.key]
    ]


def _lines(drawing: Drawing) -> list[dict[str, str]]:
    roles = {edge["role"] for edge in drawing.edges} | {"unsure" for edge in drawing.edges if edge["dashes"]}
    return [{"role": role, "words": words} for role, words in ROLES.items() if role in roles]


def _bands(drawing: Drawing) -> dict[str, Any]:
    layout = drawing.layout
    return {
        "lanes": [asdict(band) for band in layout.lanes],
        "years": [asdict(band) for band in layout.years],
        "width": layout.width,
        "height": layout.height,
    }


def base_of(nodes: Iterable[str]) -> str:
    """What the IRIs of all data begin with: what an address of the page leaves out of each."""
    own = [node for node in nodes if "/id/" in node]
    return own[0].partition("/id/")[0] + "/id/" if own else ""


def _group(group: Group, net: nx.MultiDiGraph) -> dict[str, Any]:
    years = sorted({year for member in group.members for year in net.nodes[member]["years"]})
    return {
        "label": group.title,
        "years": " to ".join(dict.fromkeys((*years[:1], *years[-1:]))),
        "x": round(group.x, 1),
        "y": round(group.y, 1),
    }


def _thing(data: dict[str, Any], iri: str, passages: Passages, group: int | None) -> dict[str, Any]:
    thing = {
        "iri": iri,
        "kind": data["kind"],
        "name": data["label"],
        "dates": _span(data["dates"]),
        "years": [int(year) for year in data["years"] if year.isdigit()],
        "details": data["details"],
        "mentions": passages.mentions(data["evidence"]),
        "mentioned": len(data["evidence"]),
        "rule": clean(data["rule"]),
    }
    optional = {"group": group, "beyond": data["beyond"] or None}
    return thing | {name: value for name, value in optional.items() if value is not None}


def _page(view: View, node: str, base: str) -> dict[str, str]:
    """Where else a thing can be looked at: its own page, else its place in the whole corpus."""
    if own := view.pages.of(view.net.nodes[node]["kind"], node) if node != view.focus else "":
        return {"page": own}
    around = view.pages.in_corpus(node.removeprefix(base)) if view.kind != "corpus" else ""
    return {"around": around} if around else {}


def _fact(net: nx.MultiDiGraph, fact: FactKey, passages: Passages) -> dict[str, Any]:
    data = net.edges[fact]
    return {
        "words": data["label"],
        "modality": data["modality"],
        "dates": _span(data["dates"]),
        "years": [int(year) for year in data["years"] if year.isdigit()],
        "confidence": data["confidence"],
        "rule": clean(data["rule"]),
        "evidence": passages.stating(data["evidence"]),
    }


def _row(net: nx.MultiDiGraph, fact: FactKey) -> dict[str, Any]:
    """A row of the table: quotations in full, since no script is needed to read them."""
    data = net.edges[fact]
    return {
        "dates": _span(data["dates"]),
        "subject": net.nodes[fact[0]]["label"],
        "words": data["label"],
        "object": net.nodes[fact[1]]["label"],
        "modality": data["modality"],
        "confidence": data["confidence"],
        "evidence": [Passages.quotation(passage) for passage in data["evidence"]],
    }


def _span(dates: tuple[str, ...]) -> str:
    """One date as it is; of several the first and the last."""
    return " to ".join(dict.fromkeys(day(date) for date in (*dates[:1], *dates[-1:])))


def _facts(net: nx.MultiDiGraph) -> list[FactKey]:
    """All facts, in the order in which a reader goes through them."""

    def order(fact: FactKey) -> tuple[Any, ...]:
        data = net.edges[fact]
        return data["dates"], net.nodes[fact[0]]["label"], data["label"], net.nodes[fact[1]]["label"], fact

    return sorted(net.edges(keys=True), key=order)


def _order(net: nx.MultiDiGraph, node: str) -> tuple[Any, ...]:
    data = net.nodes[node]
    return kinds.place(data["kind"]), data["dates"], data["label"], node

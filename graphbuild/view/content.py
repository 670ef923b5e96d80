"""What a page is filled with, as plain data: the drawing, and every thing and fact with the words that state it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

import networkx as nx

from graphbuild.graph.labels import day
from graphbuild.view import kinds
from graphbuild.view.drawing import draw
from graphbuild.view.reading import Passage
from graphbuild.view.text import clean, count

FactKey = tuple[str, str, Any]
"""Names an edge of the networkx graph: its two nodes and its key."""
MENTIONS = 20
"""How many of the places that name a thing its panel quotes."""
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

    heading: str
    """What it is of."""
    summary: str
    """How much of it there is, in words."""
    net: nx.MultiDiGraph
    """Everything, for the table."""
    drawn: nx.MultiDiGraph
    """The part of it that is drawn."""
    left_out: int
    """How many things are not drawn for want of room."""


@dataclass(frozen=True, slots=True)
class Content:
    """What the template puts on the page."""

    data: dict[str, Any]
    """For the page's script; things by number, facts by place, links by the id of the edge that draws them."""
    rows: list[dict[str, Any]]
    """Facts for the table."""
    legend: list[dict[str, Any]]
    roles: list[dict[str, str]]


def fill(view: View) -> Content:
    """The page's content; the same view gives the same."""
    facts = _facts(view.net)
    places = {fact: place for place, fact in enumerate(facts)}
    numbers = {node: number for number, node in enumerate(sorted(view.net, key=lambda node: _order(view.net, node)))}
    drawing = draw(view.drawn, numbers)
    legend = _legend(view.drawn)
    roles = {edge["role"] for edge in drawing.edges} | {"unsure" for edge in drawing.edges if edge["dashes"]}
    data = {
        "nodes": drawing.nodes,
        "edges": drawing.edges,
        "options": drawing.options,
        "links": [[places[fact] for fact in link.facts] for link in drawing.links],
        "things": [_thing(view.net.nodes[node], node) for node in numbers],
        "facts": [_fact(view.net, fact) | {"subject": numbers[fact[0]], "object": numbers[fact[1]]} for fact in facts],
        "kinds": legend,
        "lanes": [asdict(band) for band in drawing.layout.lanes],
        "years": [asdict(band) for band in drawing.layout.years],
        "width": drawing.layout.width,
        "height": drawing.layout.height,
    }
    names = dict(view.net.nodes(data="label"))
    rows = [_fact(view.net, fact) | {"subject": names[fact[0]], "object": names[fact[1]]} for fact in facts]
    lines = [{"role": role, "words": words} for role, words in ROLES.items() if role in roles]
    return Content(data, rows, legend, lines)


def summary(net: nx.MultiDiGraph, nodes: Iterable[str]) -> str:
    """``2014 to 2024, 12 agenda items, 5 meetings``: years of ``nodes``, and how many of each kind, in their order."""
    counted = [net.nodes[node] for node in nodes]
    years = sorted({year for data in counted for year in data["years"] if kinds.of(data["kind"]).timed})
    words = [" to ".join(dict.fromkeys((years[0], years[-1])))] if years else []
    for key, number in Counter(data["kind"] for data in counted).items():
        words.append(count(number, kinds.of(key).one, kinds.of(key).many))
    return ", ".join(words)


def _legend(drawn: nx.MultiDiGraph) -> list[dict[str, Any]]:
    """The kinds that are drawn, and how many things of each."""
    numbers = Counter(key for _, key in drawn.nodes(data="kind"))
    looks = ("key", "one", "many", "shape", "colour")
    return [
        {look: getattr(kind, look) for look in looks} | {"number": numbers[kind.key]}
        for kind in kinds.ALL
        if numbers[kind.key]
    ]


def _thing(data: dict[str, Any], iri: str) -> dict[str, Any]:
    return {
        "iri": iri,
        "kind": data["kind"],
        "name": data["label"],
        "dates": _span(data["dates"]),
        "details": data["details"],
        "mentions": [_quoted(passage) for passage in data["evidence"][:MENTIONS]],
        "mentioned": len(data["evidence"]),
    }


def _fact(net: nx.MultiDiGraph, fact: FactKey) -> dict[str, Any]:
    data = net.edges[fact]
    return {
        "words": data["label"],
        "modality": data["modality"],
        "dates": _span(data["dates"]),
        "confidence": data["confidence"],
        "evidence": [_quoted(passage) for passage in data["evidence"]],
    }


def _quoted(passage: Passage) -> dict[str, str]:
    """A passage as the page quotes it."""
    page = f"page {passage.page}, " if passage.page else ""
    return {
        "sentence": clean(passage.sentence),
        "document": clean(passage.document),
        "meeting": " or ".join(day(date) for date in passage.dates),
        "place": f"{page}characters {passage.begin:,} to {passage.end:,}",
        "rule": clean(passage.rule),
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

"""A networkx graph as pyvis draws it: symbols, labels and links, each where the layout puts it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import networkx as nx
from pyvis.network import Network

from graphbuild.view import kinds
from graphbuild.view.columns import CELL
from graphbuild.view.layout import Layout, arrange
from graphbuild.view.network import PART, THREADS
from graphbuild.view.text import wrap

FACE, FONT_SIZE = "Arial, Liberation Sans, Helvetica, sans-serif", 13
LABEL_WIDTH = (CELL - 8) / FONT_SIZE
SIZES = {"dot": 10, "square": 10, "diamond": 12, "triangle": 11, "triangleDown": 11, "hexagon": 11, "star": 13}
OPTIONS: dict[str, Any] = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hover": True, "keyboard": False, "selectConnectedEdges": False, "dragNodes": False},
    "nodes": {
        "borderWidth": 1.5,
        "chosen": {"label": False},
        "font": {"size": FONT_SIZE, "face": FACE, "multi": False, "vadjust": -1},
    },
    "edges": {
        "smooth": {"enabled": True, "type": "cubicBezier", "forceDirection": "vertical", "roundness": 0.45},
        "arrows": {"to": {"scaleFactor": 0.45}},
        "font": {"size": 11, "face": FACE, "multi": False, "align": "horizontal"},
        "hoverWidth": 1,
        "selectionWidth": 1.5,
    },
}
"""For vis-network. Colours are the page's affair: they follow the reader's light or dark scheme."""


@dataclass(frozen=True, slots=True)
class Link:
    """A line between two nodes, for all the facts between them."""

    begin: str
    end: str
    facts: tuple[tuple[str, str, Any], ...]
    """Keys of the networkx graph's edges."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """What vis-network draws, and where."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    options: dict[str, Any]
    links: tuple[Link, ...]
    """By the ``id`` of the edge that draws each."""
    layout: Layout


def draw(
    net: nx.MultiDiGraph, placed: nx.MultiDiGraph, numbers: Mapping[str, int], window: tuple[float, float]
) -> Drawing:
    """Draws all of ``net``; ``numbers`` gives the id that each node gets.

    What is not in ``placed``, a part of it, has no place yet: the page finds one when a reader opens it.
    """
    labels = {node: _label(data) for node, data in net.nodes(data=True)}
    layout = arrange(placed, {node: len(rows) for node, rows in labels.items()}, window)
    links = _links(net)
    picture = Network(directed=True)
    picture.options = OPTIONS  # not set_options(): it drops the spaces within names of fonts
    for node in sorted(numbers, key=lambda node: numbers[node]):
        kind = kinds.of(net.nodes[node]["kind"])
        place = layout.positions.get(node)
        picture.add_node(
            numbers[node],
            label="\n".join(labels[node]),
            shape=kind.shape,
            size=SIZES[kind.shape],
            group=kind.key,
            context=net.nodes[node]["context"],
            **({"x": round(place[0], 1), "y": round(place[1], 1)} if place else {}),
        )
    for number, link in enumerate(links):
        picture.add_edge(numbers[link.begin], numbers[link.end], id=number, **_style(net, link), **_bend(layout, link))
    nodes, edges, _, _, _, options = picture.get_network_data()
    return Drawing(nodes, edges, json.loads(options), links, layout)


def _label(data: Mapping[str, Any]) -> list[str]:
    return wrap(data["short"], LABEL_WIDTH, kinds.of(data["kind"]).lines)


def _links(net: nx.MultiDiGraph) -> tuple[Link, ...]:
    """One link a pair of nodes, going as the first of its facts does."""
    pairs: dict[frozenset[str], list[tuple[str, str, Any]]] = {}
    for begin, end, key in sorted(net.edges(keys=True)):
        pairs.setdefault(frozenset((begin, end)), []).append((begin, end, key))
    return tuple(Link(facts[0][0], facts[0][1], tuple(facts)) for facts in pairs.values())


def _style(net: nx.MultiDiGraph, link: Link) -> dict[str, Any]:
    """What tells a reader how two things belong together: words, arrows, thickness, dashes."""
    facts = [net.edges[fact] for fact in link.facts]
    relations = {fact["kind"] for fact in facts}
    words = [f"{fact['label']} ({fact['modality']})" if fact["modality"] else fact["label"] for fact in facts]
    both_ways = any(fact[:2] != (link.begin, link.end) for fact in link.facts)
    thread, part = bool(relations & THREADS), relations == {PART}
    return {
        "says": ", ".join(dict.fromkeys(words)),
        "arrows": "" if part else "to, from" if both_ways else "to",
        "width": 3 if thread else 1,
        "role": "thread" if thread else "part" if part else "fact",
        "dashes": all(fact["modality"] for fact in facts),
    }


def _bend(layout: Layout, link: Link) -> dict[str, Any]:
    """A bow for what would else be a straight line through the things between two of the same row."""
    begin, end = layout.positions.get(link.begin), layout.positions.get(link.end)
    same_row = begin is not None and end is not None and begin[1] == end[1]
    return {"smooth": {"enabled": True, "type": "curvedCW", "roundness": 0.15}} if same_row else {}

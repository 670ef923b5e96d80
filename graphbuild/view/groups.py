"""Groups of things that have much to do with each other: where a page starts when there is too much to be read at once.

Groups are Louvain communities (Blondel et al. 2008, networkx's, with a fixed seed), so that the same graph gives the
same groups. They are placed by networkx's spring layout, drawn onto a grid so that no label covers another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt

import networkx as nx

from graphbuild.view.network import PART, SUBJECT, THREADS
from graphbuild.view.text import wrap

SEED = 1
AT_MOST = 32
"""How many groups are shown; what is in smaller ones makes one group more."""
LEAST = 5
"""Fewer things than these make no group of their own."""
NAMES = 3
"""How many of its things a group is called by."""
TITLE_WIDTH = 17.0
"""Of a line of a title, in font sizes."""
CELL = (250.0, 190.0)
"""Room of a group in the drawing, in pixels."""
REST = "Everything else"
ATTENDANCE = frozenset(("present", "apologies", "in attendance"))
"""Relations that say who came to a meeting."""
_NAMING = {"topic": 4.0, "undertaking": 2.0, "organisation": 1.0, "item": 0.2, "person": 0.1, "post": 0.1}
"""How well things of a kind name a group; its links count that many times."""


@dataclass(frozen=True, slots=True)
class Group:
    """Things that have more to do with each other than with others."""

    title: str
    """What it is called, its lines separated by line ends."""
    members: tuple[str, ...]
    """Nodes, those with most links within the group first."""
    x: float
    y: float


def of_view(net: nx.MultiDiGraph, kind: str) -> tuple[Group, ...]:
    """The groups that a view of that kind starts from; a topic is in none, since everything on its page is about it."""
    focus = net.graph["focus"] if kind == "topic" else None
    return arrange(net.subgraph(node for node in net if node != focus))


def arrange(net: nx.MultiDiGraph) -> tuple[Group, ...]:
    """The groups of ``net``, largest first, each with its place."""
    nodes = sorted(net)
    weighted = _weighted(net, {node: number for number, node in enumerate(nodes)})
    found = nx.community.louvain_communities(weighted, weight="weight", seed=SEED)
    ranked = sorted((sorted(members) for members in found), key=lambda members: (-len(members), members))
    kept = [members for members in ranked if len(members) >= LEAST][:AT_MOST]
    rest = [number for members in ranked if members not in kept for number in members]
    communities = [*kept, rest] if rest else kept
    places = _places(weighted, communities)
    groups = []
    for number, members in enumerate(communities):
        degree = weighted.subgraph(members).degree(weight="weight")
        strongest = sorted(members, key=lambda member: (-degree[member], member))
        title = REST if members is rest else _title(net, {nodes[member]: degree[member] for member in strongest})
        groups.append(Group(title, tuple(nodes[member] for member in strongest), *places[number]))
    return tuple(groups)


def _weighted(net: nx.MultiDiGraph, numbers: Mapping[str, int]) -> nx.Graph:
    """The graph whose nodes are numbers and whose edges have the weight of all facts between two things.

    Numbers, since the order of a set of strings is another each time.
    """
    weights: Counter[tuple[int, int]] = Counter()
    for begin, end, relation in net.edges(data="kind"):
        pair = tuple(sorted((numbers[begin], numbers[end])))
        weights[pair[0], pair[1]] += _hundredths(net, begin, relation)
    graph = nx.Graph()
    graph.add_nodes_from(range(len(numbers)))
    graph.add_weighted_edges_from((begin, end, weight) for (begin, end), weight in sorted(weights.items()))
    return graph


def _hundredths(net: nx.MultiDiGraph, begin: str, relation: str) -> int:
    """How much a fact binds: that somebody came to a meeting says little, that an item goes on from another much."""
    if relation in ATTENDANCE:
        return 5
    if relation in THREADS:
        return 200
    if relation == PART:
        return 20 if net.nodes[begin]["kind"] == "item" else 200
    return 50 if relation == SUBJECT else 100


def _title(net: nx.MultiDiGraph, degree: Mapping[str, float]) -> str:
    """The names of what stands in the group's middle; ``degree`` is its members' within it, greatest first."""
    best = sorted(degree, key=lambda node: -degree[node] * _NAMING.get(net.nodes[node]["kind"], 0.0))
    rows = (wrap(net.nodes[node]["short"], TITLE_WIDTH, 1)[0] for node in best)
    return "\n".join(list({row.casefold(): row for row in reversed([*rows])}.values())[::-1][:NAMES])


def _places(weighted: nx.Graph, communities: Sequence[Sequence[int]]) -> list[tuple[float, float]]:
    """The middle of each community's cell: near to those with which it has most to do."""
    home = {member: number for number, members in enumerate(communities) for member in members}
    between: Counter[tuple[int, int]] = Counter()
    for begin, end, weight in weighted.edges(data="weight"):
        if home[begin] != home[end]:
            pair = sorted((home[begin], home[end]))
            between[pair[0], pair[1]] += weight
    graph = nx.Graph()
    graph.add_nodes_from(range(len(communities)))
    graph.add_weighted_edges_from((*pair, weight) for pair, weight in sorted(between.items()))
    free = nx.spring_layout(graph, seed=SEED, iterations=200)
    columns = max(1, ceil(sqrt(len(communities) * 1.6)))
    by_row = sorted(graph, key=lambda number: (free[number][1], number))
    places = {}
    for start in range(0, len(by_row), columns):
        row = sorted(by_row[start : start + columns], key=lambda number: (free[number][0], number))
        for place, number in enumerate(row):
            # Rows shifted by turns, and what is in one a little up and down: lines between two then miss the third.
            across = (place + 0.5 + (0.4 if start // columns % 2 else 0)) * columns / len(row)
            down = start // columns + 0.5 + (0.12 if place % 2 else -0.12)
            places[number] = (round(across * CELL[0], 1), round(down * CELL[1], 1))
    return [places[number] for number in range(len(communities))]

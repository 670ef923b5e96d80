"""How things are put into groups, without a browser."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest

from graphbuild.graph.store import Graph
from graphbuild.view import groups, network
from graphbuild.view.groups import AT_MOST, CELL, LEAST, NAMES, REST, arrange
from graphbuild.view.reading import Reader

HERE = Path(__file__).parent
MADE = """
import sys
sys.path.insert(0, {here!r})
from council import through_the_years
from graphbuild.view import groups, network
from graphbuild.view.reading import Reader
for group in groups.arrange(network.of_corpus(Reader(through_the_years().graph()), 5000)):
    print(group)
"""


@pytest.fixture(scope="module")
def net(big_graph: Graph) -> nx.MultiDiGraph:
    return network.of_corpus(Reader(big_graph), 5000)


def shuffled(net: nx.MultiDiGraph, seed: int) -> nx.MultiDiGraph:
    """The same graph, its nodes and edges added in another order."""
    nodes, edges = list(net.nodes(data=True)), list(net.edges(keys=True, data=True))
    random.Random(seed).shuffle(nodes)
    random.Random(seed).shuffle(edges)
    other = nx.MultiDiGraph(**net.graph)
    other.add_nodes_from(nodes)
    other.add_edges_from(edges)
    return other


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_things_does_not_matter(net: nx.MultiDiGraph, seed: int) -> None:
    assert arrange(shuffled(net, seed)) == arrange(net)


def test_the_hash_seed_does_not_matter() -> None:
    made = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)}
        command = [sys.executable, "-c", MADE.format(here=str(HERE))]
        made.add(subprocess.run(command, env=environment, check=True, capture_output=True).stdout)
    assert len(made) == 1
    assert b"Group(" in made.pop()


def test_everything_is_in_just_one_group(net: nx.MultiDiGraph) -> None:
    found = arrange(net)
    members = Counter(member for group in found for member in group.members)
    assert set(members) == set(net)
    assert set(members.values()) == {1}
    assert 1 < len(found) <= AT_MOST + 1
    assert all(len(group.members) >= LEAST for group in found if group.title != REST)


def test_groups_are_named_after_what_is_in_them(net: nx.MultiDiGraph) -> None:
    for group in arrange(net):
        rows = group.title.split("\n")
        assert 1 <= len(rows) <= NAMES
        assert len({row.casefold() for row in rows}) == len(rows)
        names = [net.nodes[member]["short"] for member in group.members]
        if group.title != REST:
            assert all(any(name.startswith(row.rstrip("…")) for name in names) for row in rows)


def test_no_group_stands_on_another(net: nx.MultiDiGraph) -> None:
    for one, other in combinations(arrange(net), 2):
        assert abs(one.x - other.x) >= 0.5 * CELL[0] or abs(one.y - other.y) >= 0.7 * CELL[1]


def test_what_has_most_links_within_its_group_comes_first() -> None:
    council = nx.MultiDiGraph(focus="")
    for hub in "ab":
        for number in range(6):
            council.add_edge(f"{hub}{number}", hub, kind="discusses")
    for node in council:
        council.nodes[node].update(kind="organisation", short=node.upper())
    found = arrange(council)
    assert [(group.members[0], group.title.split("\n")[0]) for group in found] == [("a", "A"), ("b", "B")]


def test_what_fits_nowhere_is_one_group_more() -> None:
    pairs = nx.MultiDiGraph(focus="")
    for number in range(8):
        pairs.add_edge(f"one {number}", f"other {number}", kind="discusses")
    for node in pairs:
        pairs.nodes[node].update(kind="organisation", short=node)
    (rest,) = arrange(pairs)
    assert (rest.title, set(rest.members)) == (REST, set(pairs))


def test_a_topic_is_in_no_group_of_its_page(big_graph: Graph) -> None:
    reader = Reader(big_graph)
    net = network.of_topic(reader, "https://w3id.org/graphbuild/topic/SEND")
    members = {member for group in groups.of_view(net, "topic") for member in group.members}
    assert members == set(net) - {"https://w3id.org/graphbuild/topic/SEND"}

"""Connected components on Spark against networkx."""

from __future__ import annotations

import random
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [pytest.mark.slow, pytest.mark.spark]
Edge = tuple[str, str]
NAMES = st.integers(0, 40).map(lambda number: "é😀a"[number % 3] + str(number))
GRAPHS = st.lists(st.lists(st.tuples(NAMES, NAMES), max_size=60), min_size=8, max_size=16)


def expected(edges: list[Edge], nodes: list[str]) -> dict[str, str]:
    graph = nx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(edges)
    return {node: min(component) for component in nx.connected_components(graph) for node in component}


def found(spark: SparkSession, edges: list[Edge], nodes: list[str], work: Path, partitions: int = 2) -> dict[str, str]:
    from graphbuild.spark.components import components

    table = spark.createDataFrame(edges, "a string, b string").repartition(partitions)
    rows = components(table, str(work), spark.createDataFrame([(n,) for n in nodes], "n string")).collect()
    answer = {row.node: row.component for row in rows}
    assert len(rows) == len(answer), "each node is in one component"
    return answer


@given(st.data())
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
def test_any_graph(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Many graphs at a time, side by side: a run of Spark takes longer than a graph."""
    graphs = data.draw(GRAPHS)
    edges = [(f"{number} {a}", f"{number} {b}") for number, graph in enumerate(graphs) for a, b in graph]
    nodes = [f"{number} alone" for number in range(len(graphs))]
    assert found(spark, edges, nodes, tmp_path_factory.mktemp("work")) == expected(edges, nodes)


def test_long_chains_stars_and_a_tree_take_few_rounds(spark: SparkSession, tmp_path: Path) -> None:
    chance = random.Random(7)
    mixed = chance.sample(range(300), 300)
    chain = [(f"chain {a:04}", f"chain {a + 1:04}") for a in range(299)]
    shuffled = [(f"mixed {mixed[n]:04}", f"mixed {mixed[n + 1]:04}") for n in range(299)]
    star = [("star 500", f"star {n}") for n in range(400)]
    tree = [(f"tree {n}", f"tree {n // 2}") for n in range(1, 500)]
    edges = [*chain, *shuffled, *star, *tree]
    assert found(spark, edges, [], tmp_path) == expected(edges, [])
    rounds = len(list(tmp_path.glob("edges-*"))) - 1
    assert 3 <= rounds <= 10, "about the logarithm of the longest chain"


def test_no_edges_and_edges_without_an_end(spark: SparkSession, tmp_path: Path) -> None:
    from graphbuild.spark.components import components

    assert found(spark, [], ["a"], tmp_path / "one") == {"a": "a"}
    table = spark.createDataFrame([("a", None), (None, None), ("c", "b"), ("d", "d")], "a string, b string")
    rows = components(table, str(tmp_path / "two")).collect()
    assert {tuple(row) for row in rows} == {("b", "b"), ("c", "b"), ("d", "d")}

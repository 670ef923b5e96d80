"""Connected components on the cluster: which nodes of a graph hang together, however large it is.

The alternating algorithm of Kiveris and others ("Connected Components in MapReduce and Beyond", SoCC 2014): two steps
by turns bind every node to the least of those that it sees, until the graph is one of stars whose centres are the least
nodes of their components. The number of rounds grows as the logarithm of the longest way between two nodes, and no step
makes more edges than there were.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pyspark.sql import functions as F

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_SCHEMA = "node string, other string"


def components(edges: DataFrame, work: str, nodes: DataFrame | None = None) -> DataFrame:
    """The component of each node, in the columns ``node`` and ``component``: the name of its least node.

    ``edges`` has two columns of strings, in either direction; an edge from a node to itself only says that the node is
    there, as does a row of ``nodes`` (one column). Names are compared by code point, so that the result is the same
    however the tables are partitioned. The edges of each round are written below the folder ``work``, which every
    machine can reach: a machine that is lost then costs the tasks it had, and changes nothing. Whoever calls removes
    ``work`` when the result has been used.
    """
    given = edges.toDF("node", "other").dropna()
    isolated = given.select("node").union(given.select("other"))
    if nodes is not None:
        isolated = isolated.union(nodes.toDF("node").dropna())
    bound = _downwards(given)
    number = 0
    while True:
        bound = _kept(bound, f"{work}/edges-{number}")
        if _is_starred(bound):
            break
        bound = _small_star(_large_star(bound))
        number += 1
    component = F.coalesce("other", "node").alias("component")
    return isolated.distinct().join(bound, "node", "left").select("node", component)


def _downwards(edges: DataFrame) -> DataFrame:
    """Each edge once, from the greater node to the lesser; none from a node to itself."""
    greater, lesser = F.greatest("node", "other").alias("node"), F.least("node", "other").alias("other")
    return edges.filter("node != other").select(greater, lesser).distinct()


def _large_star(edges: DataFrame) -> DataFrame:
    """Every greater neighbour of a node bound to the least of the node and its neighbours."""
    both = edges.union(edges.select("other", "node"))
    least = both.groupBy("node").agg(F.min("other").alias("least"))
    least = least.select("node", F.least("node", "least").alias("least"))
    bound = both.filter("other > node").join(least, "node")
    return bound.select(F.col("other").alias("node"), F.col("least").alias("other")).distinct()


def _small_star(edges: DataFrame) -> DataFrame:
    """Every node and its lesser neighbours bound to the least of these; ``edges`` go downwards."""
    least = edges.groupBy("node").agg(F.min("other").alias("least"))
    lesser = edges.join(least, "node").filter("other != least").select(F.col("other").alias("node"), "least")
    return least.union(lesser).toDF("node", "other").distinct()


def _is_starred(edges: DataFrame) -> bool:
    """Whether each node is bound to one other, which is bound to none; ``edges`` go downwards."""
    twice = edges.groupBy("node").count().filter("count > 1").select("node")
    centres = edges.select(F.col("other").alias("node"))
    bound_on = edges.join(centres, "node", "left_semi").select("node")
    return twice.union(bound_on).isEmpty()


def _kept(edges: DataFrame, path: str) -> DataFrame:
    """``edges`` written and read again, so that nothing before them is ever worked out twice."""
    edges.write.parquet(path, mode="overwrite")
    return edges.sparkSession.read.schema(_SCHEMA).parquet(path)

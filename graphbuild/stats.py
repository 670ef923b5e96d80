"""What is in a graph, counted."""

from __future__ import annotations

from graphbuild.graph.store import Graph
from graphbuild.query import NamedQuery, Rows, run

_CLASSES = """
SELECT ?class (COUNT(DISTINCT ?thing) AS ?things)
WHERE { ?thing a ?class }
GROUP BY ?class
ORDER BY DESC(?things) ?class
"""


def stats(graph: Graph) -> Rows:
    """Each class with the number of its instances, the most first. Raises what ``Graph.query`` raises."""
    return run(graph, NamedQuery(name="stats", text=_CLASSES))

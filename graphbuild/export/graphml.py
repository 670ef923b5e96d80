"""GraphML, by networkx: nodes by IRI, edges by number, typed attributes."""

from __future__ import annotations

from typing import BinaryIO

import networkx as nx

from graphbuild.export.columns import OF_EDGE, OF_NODE, Value, said
from graphbuild.export.network import Network
from graphbuild.export.xml import clean


def graphml(network: Network, stream: BinaryIO) -> None:
    """Writes ``network``; characters that XML cannot hold become U+FFFD."""
    net = nx.MultiDiGraph(**_clean({"title": network.title, "description": network.description}))
    for node in network.nodes:
        net.add_node(clean(node.iri), **_clean(said(OF_NODE, node)))
    for number, edge in enumerate(network.edges):
        net.add_edge(clean(edge.source), clean(edge.target), key=str(number), **_clean(said(OF_EDGE, edge)))
    nx.write_graphml_xml(net, stream, prettyprint=True)


def _clean(values: dict[str, Value]) -> dict[str, Value]:
    return {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}

"""GEXF 1.3 for Gephi, whose timeline goes by the spells of nodes and edges.

Written here: networkx (3.6) has no ``kind`` of an edge, without which Gephi folds parallel edges into one, and leaves
``timerepresentation`` out. A thing is there from the first date on which anything is said of it to the last, an edge on
each date that states it, a tenure from first to last seen; what nothing dates is always there.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from datetime import date
from typing import BinaryIO
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from graphbuild.export.columns import OF_EDGE, OF_NODE, Column, T, Value, said
from graphbuild.export.network import Edge, Network, Node
from graphbuild.export.xml import clean

NAMESPACE = "http://gexf.net/1.3"
TYPES = {str: "string", int: "integer", float: "double"}
GRAPH = {
    "defaultedgetype": "directed",
    "mode": "dynamic",
    "timeformat": "date",
    "timerepresentation": "interval",
}
_NONE: Mapping[str, str] = {}
_OWN = frozenset(("label", "weight"))
"""What GEXF has attributes of its own for."""


def gexf(network: Network, stream: BinaryIO) -> None:
    """Writes ``network``; characters that XML cannot hold become U+FFFD."""
    _Writer(stream).network(network)


class _Writer:
    def __init__(self, stream: BinaryIO) -> None:
        self._xml = XMLGenerator(stream, "utf-8", short_empty_elements=True)
        self._depth = 0

    def network(self, network: Network) -> None:
        self._xml.startDocument()
        self._open("gexf", {"xmlns": NAMESPACE, "version": "1.3"})
        self._open("meta")
        self._leaf("creator", text="graphbuild")
        self._leaf("description", text=network.description or network.title)
        self._close("meta")
        self._open("graph", GRAPH)
        self._attributes("node", OF_NODE)
        self._attributes("edge", OF_EDGE)
        self._open("nodes", {"count": str(len(network.nodes))})
        for node in network.nodes:
            self._node(node)
        self._close("nodes")
        self._open("edges", {"count": str(len(network.edges))})
        for number, edge in enumerate(network.edges):
            self._edge(str(number), edge)
        self._close("edges")
        self._close("graph")
        self._close("gexf")
        self._xml.endDocument()

    def _node(self, node: Node) -> None:
        self._open("node", {"id": node.iri, "label": node.label})
        self._values("node", said(OF_NODE, node))
        self._spells([(node.dates[0], node.dates[-1])] if node.dates else [])
        self._close("node")

    def _edge(self, number: str, edge: Edge) -> None:
        ends = {"id": number, "source": edge.source, "target": edge.target}
        kind = f"{edge.kind} ({edge.modality})" if edge.modality else edge.kind
        self._open("edge", {**ends, "kind": kind, "label": edge.label, "weight": f"{edge.weight}.0"})
        self._values("edge", said(OF_EDGE, edge))
        self._spells(edge.periods)
        self._close("edge")

    def _attributes(self, of: str, columns: Iterable[Column[T]]) -> None:
        self._open("attributes", {"class": of, "mode": "static"})
        for column in columns:
            if column.name not in _OWN:
                attribute = {"id": f"{of}-{column.name}", "title": column.name, "type": TYPES[column.type]}
                self._leaf("attribute", attribute)
        self._close("attributes")

    def _values(self, of: str, values: Mapping[str, Value]) -> None:
        self._open("attvalues")
        for name, value in values.items():
            if name not in _OWN:
                self._leaf("attvalue", {"for": f"{of}-{name}", "value": str(value)})
        self._close("attvalues")

    def _spells(self, periods: Iterable[tuple[str, str]]) -> None:
        days = [(_first_day(begin), _last_day(end)) for begin, end in periods]
        known = [(begin, end) for begin, end in days if begin and end and begin <= end]
        if known:
            self._open("spells")
            for begin, end in known:
                self._leaf("spell", {"start": begin, "end": end})
            self._close("spells")

    def _open(self, name: str, attributes: Mapping[str, str] = _NONE) -> None:
        self._start(name, attributes)
        self._depth += 1

    def _close(self, name: str) -> None:
        self._depth -= 1
        self._indent()
        self._xml.endElement(name)

    def _leaf(self, name: str, attributes: Mapping[str, str] = _NONE, text: str = "") -> None:
        self._start(name, attributes)
        self._xml.characters(clean(text))
        self._xml.endElement(name)

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._indent()
        self._xml.startElement(name, AttributesImpl({key: clean(value) for key, value in attributes.items()}))

    def _indent(self) -> None:
        self._xml.ignorableWhitespace("\n" + "  " * self._depth)


def _first_day(iso: str) -> str:
    """The first day of a date, month or year; "" for what is none."""
    return _day(f"{iso}-01-01"[:10] if len(iso) == 4 else f"{iso}-01"[:10])


def _last_day(iso: str) -> str:
    """The last day of a date, month or year; "" for what is none."""
    try:
        year, month, *day = (int(part) for part in (f"{iso}-12" if len(iso) == 4 else iso).split("-"))
        return _day(iso if day else f"{year:04d}-{month:02d}-{monthrange(year, month)[1]:02d}")
    except (ValueError, IndexError):
        return ""


def _day(iso: str) -> str:
    try:
        return date.fromisoformat(iso).isoformat()
    except ValueError:
        return ""

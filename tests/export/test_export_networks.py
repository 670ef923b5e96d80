"""GraphML, GEXF and CSV: other libraries read back the things and facts that SPARQL finds in the graph."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import igraph
import networkx as nx
import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.export import export_to
from graphbuild.graph.store import Graph
from graphbuild.view.reading import Reader

GEXF = "{http://gexf.net/1.3}"
EXTRA = """
PREFIX gb: <https://w3id.org/graphbuild/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
SELECT DISTINCT ?from ?relation ?to { VALUES ?relation { gb:body org:subOrganizationOf } ?from ?relation ?to }
"""


class Read(NamedTuple):
    labels: dict[str, str]
    edges: set[tuple[str, str, str]]
    """From, relation (of one word, in lower case), to."""


def expected(graph: Graph) -> Read:
    """By SPARQL, and by the reader of the views."""
    facts = {(fact.subject, fact.relation, fact.object) for fact in Reader(graph).all_facts()}
    facts |= {tuple(term.value for term in row) for row in graph.query(EXTRA)}  # type: ignore[union-attr]
    things = {end for subject, _, object_ in facts for end in (subject, object_)}
    named = "SELECT ?s ?l { ?s <http://www.w3.org/2000/01/rdf-schema#label> ?l }"
    labels = {row["s"].value: row["l"].value for row in graph.query(named) if hasattr(row["s"], "value")}  # type: ignore
    return Read({thing: labels[thing] for thing in things}, {(s, one_word(r), o) for s, r, o in facts})


def one_word(relation: str) -> str:
    return re.sub(r"[\W_]", "", re.split(r"[#/]", relation)[-1]).lower()


def graphml(exported: Callable[..., bytes], graph: Graph, tmp_path: Path) -> Read:
    path = tmp_path / "graph.graphml"
    path.write_bytes(exported(graph, "graphml"))
    net = igraph.Graph.Read_GraphML(str(path))
    ids = net.vs["id"]
    edges = {(ids[edge.source], one_word(edge["relation"]), ids[edge.target]) for edge in net.es}
    return Read(dict(zip(ids, net.vs["label"], strict=True)), edges)


def gexf(exported: Callable[..., bytes], graph: Graph, tmp_path: Path) -> Read:
    net = nx.read_gexf(io.BytesIO(exported(graph, "gexf")), version="1.3")
    edges = {(a, one_word(relation), b) for a, b, relation in net.edges(data="relation")}
    return Read(dict(net.nodes(data="label")), edges)


def tables(exported: Callable[..., bytes], graph: Graph, tmp_path: Path) -> Read:
    export_to(graph, "csv", tmp_path / "csv")
    nodes, edges = (neo4j(tmp_path / "csv" / name) for name in ("nodes.csv", "edges.csv"))
    types = {(edge[":START_ID"], one_word(edge[":TYPE"]), edge[":END_ID"]) for edge in edges}
    assert {end for edge in edges for end in (edge[":START_ID"], edge[":END_ID"])} <= {n["iri:ID"] for n in nodes}
    return Read({node["iri:ID"]: node["label"] for node in nodes}, types)


def neo4j(path: Path) -> list[dict[str, str]]:
    """Rows by column, as neo4j-admin's import reads a file: header checked, each row a line, each value of its type."""
    text = path.read_text("utf-8")
    assert text.startswith("\ufeff"), "spreadsheets know UTF-8 by its mark"
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert len(rows) == text.count("\n"), "a field with a line end wants --multiline-fields"
    header, *values = rows
    kinds = {"ID", "LABEL", "START_ID", "END_ID", "TYPE", "int", "double", "string[]"}
    assert all(re.fullmatch(r"\w*(:[\w\[\]]+)?", column) for column in header)
    assert {column.partition(":")[2] for column in header} - {""} <= kinds
    assert len(set(header)) == len(header)
    for row in values:
        assert len(row) == len(header)
        for column, value in zip(header, row, strict=True):
            convert = {"int": int, "double": float}.get(column.partition(":")[2], str)
            assert not value or convert(value) is not None
            assert value or not column.startswith(("iri:ID", ":"))
    if "iri:ID" in header:
        assert len({row[0] for row in values}) == len(values), "an ID is there once"
    return [dict(zip(header, row, strict=True)) for row in values]


@pytest.mark.parametrize("read", [graphml, gexf, tables])
def test_other_libraries_read_the_same_facts(
    exported: Callable[..., bytes], graph: Graph, tmp_path: Path, read: Callable[..., Read]
) -> None:
    wanted, found = expected(graph), read(exported, graph, tmp_path)
    assert found.edges == wanted.edges
    assert len(found.edges) > 10
    missing = {iri: label for iri, label in wanted.labels.items() if folded(found.labels.get(iri, "")) != folded(label)}
    assert not missing
    assert len(found.labels) >= len(wanted.labels)


def folded(label: str) -> str:
    """Whitespace folded and without the mark against formulas, which CSV alone has."""
    return " ".join(label.split()).removeprefix("'")


ATTRIBUTES = {
    "gexf": {"version"},
    "graph": {"defaultedgetype", "mode", "timeformat", "timerepresentation"},
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "nodes": {"count"},
    "edges": {"count"},
    "node": {"id", "label"},
    "edge": {"id", "source", "target", "kind", "label", "weight"},
    "attvalue": {"for", "value"},
    "spell": {"start", "end"},
}
"""What the GEXF 1.3 schema (gexf.rng, dynamics.rng) lets an element have, as far as it is used."""
CHILDREN = {
    "gexf": ["meta", "graph"],
    "meta": ["creator", "description"],
    "graph": ["attributes", "nodes", "edges"],
    "attributes": ["attribute"],
    "nodes": ["node"],
    "edges": ["edge"],
    "node": ["attvalues", "spells"],
    "edge": ["attvalues", "spells"],
    "attvalues": ["attvalue"],
    "spells": ["spell"],
}
TYPES = {"string": str, "integer": int, "double": float}


def test_gexf_is_as_its_schema_has_it(exported: Callable[..., bytes], graph: Graph) -> None:
    root = ElementTree.fromstring(exported(graph, "gexf"))
    for element in root.iter():
        name = element.tag.removeprefix(GEXF)
        assert set(element.attrib) == ATTRIBUTES.get(name, set()), name
        inside = [child.tag.removeprefix(GEXF) for child in element]
        order = CHILDREN.get(name, [])
        assert set(inside) <= set(order), name
        assert inside == sorted(inside, key=order.index), name
    top = root.find(f"{GEXF}graph")
    assert top is not None
    assert dict(top.attrib) == {
        "defaultedgetype": "directed",
        "mode": "dynamic",
        "timeformat": "date",
        "timerepresentation": "interval",
    }
    declared = {a.attrib["id"]: TYPES[a.attrib["type"]] for a in root.iter(f"{GEXF}attribute")}
    assert all(declared[v.attrib["for"]](v.attrib["value"]) is not None for v in root.iter(f"{GEXF}attvalue"))
    days = [spell.attrib for spell in root.iter(f"{GEXF}spell")]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day[end]) for day in days for end in ("start", "end"))
    assert all(day["start"] <= day["end"] for day in days)
    parallel = [tuple(edge.attrib[name] for name in ("source", "target", "kind")) for edge in root.iter(f"{GEXF}edge")]
    assert len(set(parallel)) == len(parallel), "Gephi takes edges of one kind between the same two for one"


def test_the_timeline_shows_things_while_anything_is_said_of_them(
    exported: Callable[..., bytes], parish: Graph
) -> None:
    root = ElementTree.fromstring(exported(parish, "gexf"))
    spells = {
        element.attrib.get("kind", "") + element.attrib.get("source", element.attrib["id"]).rpartition("/id/")[2]: [
            (spell.attrib["start"], spell.attrib["end"]) for spell in element.iter(f"{GEXF}spell")
        ]
        for element in [*root.iter(f"{GEXF}node"), *root.iter(f"{GEXF}edge")]
    }
    assert spells["meeting/may"] == [("2015-05-01", "2015-05-31")], "a month is from its first day to its last"
    assert spells["meeting/june/item/9"] == [("2016-06-30", "2016-06-30")]
    assert spells["holdsperson/ned"] == [("2014-01-01", "2016-06-30")], "a tenure is from first to last seen"
    assert spells["person/zoe"] == [], "of whom no fact is known is always there"
    assert spells["subOrganizationOforganisation/fenn-hall"] == [("2015-05-01", "2015-05-31")]


def test_weights_and_sentences_are_the_passages(exported: Callable[..., bytes], parish: Graph, tmp_path: Path) -> None:
    path = tmp_path / "graph.graphml"
    path.write_bytes(exported(parish, "graphml"))
    edges = igraph.Graph.Read_GraphML(str(path)).es
    two = next(e for e in edges if e["relation"] == "presentedBy" and e["weight"] == 2)
    assert (two["sentence"], two["document"], two["dates"]) == (
        "Present: Councillor Ada Quill at Fenn Hall",
        "minutes.txt",
        "2015-05",
    )
    one = next(e for e in edges if e["relation"] == "presentedBy" and e["weight"] == 1)
    assert (one["confidence"], one["sentence"]) == (0.5, "Tabitha Mossop asked for bread; so did Barnaby O’Quirke.")


def test_no_cell_is_a_formula(demo_graph: Graph, parish: Graph, tmp_path: Path) -> None:
    for number, graph in enumerate((demo_graph, parish)):
        export_to(graph, "csv", tmp_path / str(number))
        for name in ("nodes.csv", "edges.csv"):
            rows = list(csv.reader((tmp_path / str(number) / name).open(encoding="utf-8-sig", newline="")))
            assert not [cell for row in rows[1:] for cell in row if re.match(r"[=+\-@\t\r|%]", cell)]
    cells = (tmp_path / "1" / "nodes.csv").read_text("utf-8-sig")
    assert '"\'=Parish ""Council""; Ltd"' in cells
    assert "'@sum(1)" in cells


def test_without_evidence_the_weight_is_still_known(exported: Callable[..., bytes], demo_graph: Graph) -> None:
    whole = nx.read_gexf(io.BytesIO(exported(demo_graph, "gexf")), version="1.3")
    without = nx.read_gexf(io.BytesIO(exported(demo_graph, "gexf", without_evidence=True)), version="1.3")
    assert any(sentence for *_, sentence in whole.edges(data="sentence"))
    assert not any(sentence for *_, sentence in without.edges(data="sentence"))
    assert {edge[2] for edge in without.edges(data="weight")} == {edge[2] for edge in whole.edges(data="weight")}
    assert max(edge[2] for edge in without.edges(data="weight")) > 1


def test_a_folder_needs_a_name(demo_graph: Graph, exported: Callable[..., bytes]) -> None:
    with pytest.raises(GraphbuildError, match="csv is a folder of several files; name it with --out"):
        exported(demo_graph, "csv")

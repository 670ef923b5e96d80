"""RDF formats: what another library reads back is what the graph says, whole or narrowed."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from reading_back import as_xml, pyld_reads, pyoxigraph_reads, rapper_reads, rdflib_reads, said_by

from graphbuild.errors import GraphbuildError
from graphbuild.export import export, export_to
from graphbuild.graph.store import Graph, open_graph

PARTS: dict[str, dict[str, object]] = {
    "whole": {},
    "topic": {"topic": "POVERTY"},
    "years": {"first": 2014, "last": 2016},
    "without evidence": {"without_evidence": True},
    "office holders": {"office_holders_only": True},
    "all at once": {
        "topic": "POVERTY",
        "first": 2014,
        "last": 2016,
        "without_evidence": True,
        "office_holders_only": True,
    },
}
READERS = {
    "turtle": (rdflib_reads, rapper_reads),
    "ntriples": (rdflib_reads, rapper_reads),
    "jsonld": (rdflib_reads, pyld_reads, pyoxigraph_reads),
    "rdfxml": (rdflib_reads, rapper_reads),
}


@pytest.mark.parametrize("form", READERS)
def test_other_libraries_read_the_same_triples(exported, graph: Graph, form: str) -> None:
    expected = said_by(graph)
    expected = as_xml(expected) if form == "rdfxml" else expected
    written = exported(graph, form)
    for reads in READERS[form]:
        assert reads(written, form) == expected, reads.__name__


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_other_libraries_read_the_same_quads(exported, trig: Graph, demo_output: Path, form: str) -> None:
    expected = said_by(trig, quads=True)
    assert {len(row) for row in expected} == {4}
    assert rdflib_reads(exported(trig, form), form) == expected
    assert {row[:3] for row in rapper_reads(exported(trig, form), form)} == said_by(
        open_graph(demo_output / "graph.ttl")
    )


@pytest.mark.parametrize("form", ["trig", "nquads"])
def test_what_is_in_no_named_graph_is_written_too(exported, tmp_path: Path, form: str) -> None:
    path = tmp_path / "mixed.trig"
    path.write_text("@prefix : <http://a/> . :alone :is :here . :s :p :both . :g { :s :p :both . :s :p :named }")
    both = {("<http://a/s>", "<http://a/p>", "<http://a/both>", "<http://a/g>")}
    named = {("<http://a/s>", "<http://a/p>", "<http://a/named>", "<http://a/g>")}
    alone = {("<http://a/alone>", "<http://a/is>", "<http://a/here>")}
    assert rdflib_reads(exported(open_graph(path), form), form) == both | named | alone


@pytest.mark.parametrize("form", ["turtle", "jsonld", "rdfxml"])
@pytest.mark.parametrize("part", PARTS)
def test_a_part_is_the_same_in_each_format(exported, graph: Graph, part: str, form: str) -> None:
    lines = exported(graph, "ntriples", **PARTS[part])
    assert lines.count(b"\n") > 20
    expected = rdflib_reads(lines, "ntriples")
    expected = as_xml(expected) if form == "rdfxml" else expected
    assert READERS[form][1](exported(graph, form, **PARTS[part]), form) == expected


def test_a_part_keeps_named_graphs(exported, trig: Graph) -> None:
    quads = rdflib_reads(exported(trig, "nquads", topic="SEND"), "nquads")
    triples = rdflib_reads(exported(trig, "ntriples", topic="SEND"), "ntriples")
    assert {row[:3] for row in quads} == triples
    added = quads - said_by(trig, quads=True)
    assert all("/dataset/about-" in row[0] for row in added)
    assert rdflib_reads(exported(trig, "trig", topic="SEND"), "trig") == quads


def test_turtle_of_lines_is_the_builds_own_turtle(
    exported, demo_output: Path, demo_graph: Graph, tmp_path: Path
) -> None:
    lines = tmp_path / "graph.nt"
    lines.write_bytes(exported(demo_graph, "ntriples"))
    as_built = (demo_output / "graph.ttl").read_bytes()
    assert exported(open_graph(lines), "turtle") == as_built
    assert exported(demo_graph, "turtle") == as_built
    quads = tmp_path / "graph.nq"
    quads.write_bytes(exported(demo_graph, "nquads"))
    assert exported(open_graph(quads), "trig") == (demo_output / "graph.trig").read_bytes()


def test_the_order_depends_on_what_is_said_alone(demo_output: Path, tmp_path: Path) -> None:
    for seed in ("1", "2"):
        for form in ("turtle", "jsonld", "gexf"):
            command = [sys.executable, "-m", "graphbuild", "export", form, "--from", "2014", "--office-holders-only"]
            where = ["--graph", str(demo_output), "--out", str(tmp_path / f"{form}.{seed}")]
            subprocess.run(
                [*command, *where], check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed}
            )
    for form in ("turtle", "jsonld", "gexf"):
        assert (tmp_path / f"{form}.1").read_bytes() == (tmp_path / f"{form}.2").read_bytes()


@pytest.fixture(scope="module")
def endpoint(demo_output: Path) -> Iterator[str]:
    """Oxigraph's own server over the demo's store."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [
        str(Path(sys.executable).with_name("oxigraph")),
        "serve-read-only",
        "--location",
        str(demo_output / "store"),
    ]
    server = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], stderr=subprocess.DEVNULL)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        try:
            for _ in range(100):
                try:
                    urlopen(f"http://127.0.0.1:{port}/", timeout=1).close()
                    break
                except URLError:
                    time.sleep(0.1)
            yield f"http://127.0.0.1:{port}/query"
        finally:
            server.kill()
            server.wait()


def test_an_endpoint_exports_as_its_store_does(exported, endpoint: str, demo_output: Path) -> None:
    graph = open_graph(endpoint)
    assert exported(graph, "turtle") == (demo_output / "graph.ttl").read_bytes()
    assert exported(graph, "trig") == (demo_output / "graph.trig").read_bytes()
    built = open_graph(demo_output)
    for form, part in (("jsonld", "topic"), ("gexf", "years"), ("graphml", "office holders")):
        assert exported(graph, form, **PARTS[part]) == exported(built, form, **PARTS[part])


def test_an_endpoint_that_does_not_give_everything_is_no_export(demo_graph: Graph, tmp_path: Path) -> None:
    def cut(text: str, bindings: object) -> object:
        return demo_graph.query(f"{text} LIMIT 100" if text.startswith("CONSTRUCT") else text, bindings)  # type: ignore[arg-type]

    with pytest.raises(GraphbuildError, match=r"gave 100 of its [\d,]+ statements; ask whoever runs it"):
        export_to(Graph("http://somewhere/", None, cut), "ntriples", tmp_path / "graph.nt")  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("predicate", ["http://e/123", "http://e/", "http://e/a%2F", "urn:1-2"])
def test_a_property_that_xml_cannot_name_is_refused(tmp_path: Path, predicate: str) -> None:
    path = tmp_path / "odd.nt"
    path.write_text(f"<http://e/s> <{predicate}> <http://e/o> .\n")
    with pytest.raises(GraphbuildError, match="RDF/XML has no way to write the property"):
        export(open_graph(path), "rdfxml", io.BytesIO())

"""Builds with corrections beside the documents: found, applied, traced in the graph, told where they do not apply."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from correcting import DEMO, LATER_KINDS, demo, loaded, written
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import QuerySolutions

from graphbuild import corrections, topics
from graphbuild.errors import GraphbuildError
from graphbuild.export import Narrowing, export_to
from graphbuild.graph.emit import quads
from graphbuild.graph.store import Graph, open_graph
from graphbuild.graph.validate import validate
from graphbuild.graph.write import write
from graphbuild.link import link
from graphbuild.model import Corpus
from graphbuild.pipeline import build
from graphbuild.report import Report
from graphbuild.settings import Settings
from graphbuild.vocabulary import DEFAULT_BASE

GRAPHS = ("graph.ttl", "graph.trig")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Documents with corrections of every kind beside them, and one that does not apply."""
    folder = tmp_path_factory.mktemp("documents") / "papers"
    shutil.copytree(DEMO, folder)
    gone = "wrong: [Lantern Row, inspects, CareTrack]"
    text = written(*LATER_KINDS, gone).replace("\n  by:", "\n  because: I was there\n  by:", 1)
    (folder / "corrections.yaml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def built(folder: Path) -> tuple[Path, Report]:
    out = folder.parent / "output"
    return out, build([folder], out)


@pytest.fixture(scope="module")
def graph(built: tuple[Path, Report]) -> Graph:
    return open_graph(built[0])


def rows(graph: Graph, query: str) -> list[tuple[str, ...]]:
    prefixes = """PREFIX gb: <https://w3id.org/graphbuild/ontology#> PREFIX dcterms: <http://purl.org/dc/terms/>
    PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    PREFIX foaf: <http://xmlns.com/foaf/0.1/> """
    found = graph.query(prefixes + query)
    assert isinstance(found, QuerySolutions)
    names = [v.value for v in found.variables]
    return sorted(tuple(row[n].value if row[n] is not None else "" for n in names) for row in found)  # type: ignore[union-attr]


def test_the_report_tells_what_applied_and_what_did_not(folder: Path, built: tuple[Path, Report]) -> None:
    out, report = built
    assert report.corrected == len(LATER_KINDS)
    [warning] = report.warnings
    assert warning.startswith(f"{folder / 'corrections.yaml'}, line ")
    assert "no document says 'Lantern Row inspects CareTrack'" in warning
    assert json.loads((out / "report.json").read_text("utf-8"))["corrections"] == str(folder / "corrections.yaml")
    assert (report.refused, report.ignored) == ((), 0)


def test_each_correction_is_in_the_graph_with_who_said_so_and_when(graph: Graph) -> None:
    found = rows(
        graph,
        """SELECT ?change ?who ?day ?why WHERE {
        ?c a gb:Correction, prov:Entity ; gb:change ?change ; prov:wasAttributedTo ?p ; dcterms:date ?day .
        ?p a prov:Person, prov:Agent ; rdfs:label ?who . OPTIONAL { ?c dcterms:description ?why } }""",
    )
    assert [row[0] for row in found] == sorted(one.partition(":")[0] for one in LATER_KINDS)
    assert {row[1:3] for row in found} == {("A. Officer", "2026-03-31")}
    assert [row[3] for row in found if row[3]] == ["I was there"]


def test_every_correction_is_found_from_what_it_bears_on(graph: Graph) -> None:
    everything = {iri for (iri,) in rows(graph, "SELECT ?c WHERE { ?c a gb:Correction }")}
    touching = {iri for (iri,) in rows(graph, "SELECT DISTINCT ?c WHERE { ?thing gb:correctedBy ?c ; a ?kind }")}
    assert everything == touching
    added = rows(
        graph,
        """SELECT ?label ?confidence ?quote WHERE {
        ?f gb:rule "correction" ; gb:correctedBy ?c ; rdfs:label ?label ; gb:confidence ?confidence .
        ?f gb:evidence ?e . ?e gb:quote ?quote FILTER(CONTAINS(STR(?f), "involvement")) }""",
    )
    assert added == [("Osier Bank provides Turnstone Service", "1", "Osier Bank")]


def test_the_graph_conforms_and_every_quote_stands_in_its_text(built: tuple[Path, Report]) -> None:
    report = validate(built[0])
    assert report.conforms, list(report.lines())
    assert report.quotes


def test_who_puts_right_is_no_person_of_the_papers(graph: Graph) -> None:
    assert not rows(graph, 'SELECT ?p WHERE { ?p a foaf:Person ; foaf:name "A. Officer" }')


def test_a_published_graph_has_no_corrections(graph: Graph, tmp_path: Path) -> None:
    for name, narrowing in (("all", Narrowing()), ("public", Narrowing(office_holders_only=True))):
        export_to(graph, "ntriples", tmp_path / name, narrowing, lambda _: None, None)
    mark = "ontology#Correction>"
    assert mark in (tmp_path / "all").read_text("utf-8")
    text = (tmp_path / "public").read_text("utf-8")
    assert not re.search(r"Correction>|correctedBy|/correct|A\. Officer", text)


@pytest.mark.slow
def test_a_rebuild_in_another_process_is_the_same_byte_for_byte(folder: Path, built: tuple[Path, Report]) -> None:
    again = folder.parent / "again"
    program = "import sys; from graphbuild.cli import main; main(sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", program, "build", str(folder), "--out", str(again)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert "no document says 'Lantern Row inspects CareTrack'" in done.stderr
    assert f"  {len(LATER_KINDS)} corrections applied" in done.stdout
    for name in GRAPHS:
        assert (again / name).read_bytes() == (built[0] / name).read_bytes()


def test_the_order_of_corrections_that_do_not_depend_on_each_other_makes_no_difference() -> None:
    one, other = (
        corrections.apply(demo(), loaded(written(*those)), DEFAULT_BASE, topics.load()).corpus
        for those in (LATER_KINDS, LATER_KINDS[::-1])
    )
    assert one == other


def test_a_file_can_be_named(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.yaml"
    file.write_text(written("name: The Row\n  of: Lantern Row"), encoding="utf-8")
    report = build([DEMO], tmp_path / "out", Settings(corrections=file))
    assert (report.corrected, report.corrections) == (1, str(file))


def test_a_file_that_cannot_be_used_stops_the_build_and_leaves_the_last_one(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    shutil.copytree(DEMO, papers)
    out = tmp_path / "out"
    build([papers], out)
    before = {path.name: path.read_bytes() for path in out.glob("*.t*")}
    (papers / "corrections.yaml").write_text("- &a [*a]\n")
    with pytest.raises(GraphbuildError, match="has an anchor"):
        build([papers], out)
    assert {path.name: path.read_bytes() for path in out.glob("*.t*")} == before


NOTHING = st.lists(
    st.one_of(st.just(""), st.from_regex(r"#[ -~]{0,30}", fullmatch=True), st.sampled_from(["  ", "# - same: [A, B]"]))
)


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The graphs of the demo without a file of corrections."""
    return graphs(link(demo()), tmp_path_factory.mktemp("without"))


def graphs(corpus: Corpus, folder: Path) -> dict[str, bytes]:
    write(quads(corpus, Settings()), folder)
    return {name: (folder / name).read_bytes() for name in GRAPHS}


@settings(max_examples=5, deadline=None)
@given(lines=NOTHING, ending=st.sampled_from(["", "\n", "[]\n", "---\n", "~\n"]))
def test_a_file_without_corrections_changes_no_byte(
    tmp_path_factory: pytest.TempPathFactory, without: dict[str, bytes], lines: list[str], ending: str
) -> None:
    held = loaded("".join(f"{line}\n" for line in lines) + ending)
    corpus = corrections.apply(demo(), held, DEFAULT_BASE, topics.load()).corpus
    assert graphs(corpus, tmp_path_factory.mktemp("with")) == without

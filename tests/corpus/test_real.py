"""The real documents: every quote is the text at its place, and the same input gives the same bytes and references."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Store

from graphbuild.errors import NoMeetingFound
from graphbuild.extract import extract
from graphbuild.graph.store import open_graph
from graphbuild.link import link
from graphbuild.model import Findings
from graphbuild.read import read_all
from graphbuild.settings import Settings
from graphbuild.vocabulary import PREFIXES

pytestmark = pytest.mark.corpus
GRAPHS = ("graph.ttl", "graph.trig")
_PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())
PASSAGES = """SELECT ?slug ?begin ?end ?quote WHERE {
  ?p a gb:Passage ; gb:source ?source ; gb:begin ?begin ; gb:end ?end ; gb:quote ?quote
  BIND(REPLACE(STR(?source), "^.*/", "") AS ?slug) }"""
WITHOUT_EVIDENCE = """SELECT ?thing WHERE {
  VALUES ?class { gb:Meeting gb:AgendaItem gb:Resolution gb:Attendance gb:Tenure gb:Involvement gb:Declaration
    gb:Abbreviation gb:Claim gb:Paper gb:Recommendation schema:MonetaryAmount foaf:Person org:Post org:Organization }
  ?thing a ?class FILTER NOT EXISTS { ?thing gb:evidence/gb:quote ?quote } }"""


def test_every_quote_is_the_text_at_its_place(real_output: Path) -> None:
    texts = {path.stem: path.read_text("utf-8") for path in (real_output / "sources").iterdir()}
    passages = list(open_graph(real_output).query(_PREFIXES + PASSAGES))
    assert len(passages) > 1000
    assert {row["slug"].value for row in passages} == set(texts)
    wrong = [
        row["quote"].value
        for row in passages
        if texts[row["slug"].value][int(row["begin"].value) : int(row["end"].value)] != row["quote"].value
    ]
    assert wrong == []


def test_nothing_is_said_without_evidence(real_output: Path) -> None:
    assert list(open_graph(real_output).query(_PREFIXES + WITHOUT_EVIDENCE)) == []


def test_every_document_has_a_meeting_of_its_own(real_output: Path, real_documents: list[Path]) -> None:
    query = "SELECT DISTINCT ?name WHERE { ?m a gb:Meeting ; gb:recordedIn/schema:name ?name }"
    assert {row["name"].value for row in open_graph(real_output).query(_PREFIXES + query)} == {
        path.name for path in real_documents
    }


@pytest.mark.slow
@pytest.mark.parametrize("seed", ["1", "2"])
def test_hash_seed_and_order_make_no_difference(
    seed: str, real_output: Path, real_documents: list[Path], tmp_path: Path
) -> None:
    files = [str(path) for path in (real_documents if seed == "1" else reversed(real_documents))]
    program = f"import graphbuild; graphbuild.build({files!r}, {str(tmp_path / 'output')!r})"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(Path(__file__).parents[2])}
    subprocess.run([sys.executable, "-c", program], check=True, env=environment)
    for name in GRAPHS:
        assert (tmp_path / "output" / name).read_bytes() == (real_output / name).read_bytes()


@pytest.fixture(scope="module")
def real_findings(real_documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[Findings]:
    return findings(real_documents, tmp_path_factory.mktemp("texts"))


def findings(paths: list[Path], texts: Path) -> list[Findings]:
    """What is found in each document that can be read and has a meeting."""
    found = []
    for _, source in read_all(paths, texts, lambda *_: None).documents:
        try:
            found.append(extract(source, Settings()))
        except NoMeetingFound:
            continue
    return found


def test_documents_of_other_councils_change_no_reference_of_these(
    real_documents: list[Path], real_findings: list[Findings], tmp_path: Path
) -> None:
    others = findings(sorted((real_documents[0].parents[1] / "other").iterdir()), tmp_path)
    assert len(others) >= 3
    before = references(real_findings)
    assert {other.source.name: before - references([*real_findings, other]) for other in others} == {
        other.source.name: set() for other in others
    }


def references(documents: list[Findings]) -> set[tuple[str, ...]]:
    corpus = link(documents)
    groups = (corpus.entities, corpus.facts.meetings, corpus.facts.items, corpus.facts.resolutions, corpus.facts.claims)
    return {record.key for group in groups for record in group}


def test_turtle_and_trig_say_the_same(real_output: Path) -> None:
    turtle, trig = Store(), Store()
    turtle.bulk_load(path=str(real_output / "graph.ttl"))
    trig.bulk_load(path=str(real_output / "graph.trig"))
    assert {(q.subject, q.predicate, q.object) for q in trig} == {(q.subject, q.predicate, q.object) for q in turtle}

"""The command line: formats, parts and the licence as a user gives them."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib

from graphbuild.graph.validate import validate
from graphbuild.resources import PACKAGE

DOCUMENT = PACKAGE / "demo" / "corpus" / "2014-06-minutes.txt"
DCTERMS = rdflib.namespace.DCTERMS


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "graphbuild", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_part_to_standard_output(demo_output: Path) -> None:
    given = ["--topic", "SEND", "--from", "2014", "--to", "2014", "--without-evidence", "--office-holders-only"]
    done = run("export", "jsonld", "--graph", demo_output, *given)
    assert done.returncode == 0
    things = json.loads(done.stdout)["@graph"]
    assert {thing["date"] for thing in things if "Meeting" in thing["type"]} == {"2014-06-18", "2014-09-17"}
    assert not [thing for thing in things if "Passage" in thing["type"]]
    titles = {thing["title"] for thing in things if "Dataset" in thing["type"]}
    assert len(titles) == 2
    assert any("in 2014, without evidence, office holders only" in title for title in titles)


def test_a_folder_of_tables_names_what_it_links(demo_output: Path, tmp_path: Path) -> None:
    done = run("export", "csv", "--graph", demo_output, "--out", tmp_path / "tables")
    assert (done.returncode, done.stdout) == (0, "")
    rows = list(csv.DictReader((tmp_path / "tables" / "edges.csv").open(encoding="utf-8-sig")))
    chaired = next(row for row in rows if row[":TYPE"] == "CHAIRED_BY")
    assert chaired["from"].endswith("18 June 2014")
    assert chaired["to"].startswith("Councillor ")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "csv"], "csv is a folder of several files; name it with --out"),
        (["export", "turtle", "--from", "2019", "--to", "2018"], "the years run backwards, from 2019 to 2018"),
        (["export", "gexf", "--topic", "Zeppelins"], "The graph has no topic called 'Zeppelins'"),
        (["export", "excel"], "there is no export format 'excel'; choose turtle, trig"),
    ],
)
def test_wrong_use_gets_one_sentence(demo_output: Path, arguments: list[str], sentence: str) -> None:
    done = run(*arguments, "--graph", demo_output)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"graphbuild: {sentence}")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("licence", ["MIT", "ftp://a.example/", "https://a b", "javascript:alert(1)", "https://"])
def test_a_licence_that_is_no_address_is_refused(tmp_path: Path, licence: str) -> None:
    done = run("build", DOCUMENT, "--out", tmp_path / "out", "--licence", licence)
    assert done.returncode == 2
    assert "the setting licence must be an http(s) IRI" in done.stderr
    assert not (tmp_path / "out").exists()


def test_the_data_set_describes_itself_with_its_licence(tmp_path: Path) -> None:
    licence = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    assert run("build", DOCUMENT, "--out", tmp_path / "out", "--licence", licence).returncode == 0
    report = validate(tmp_path / "out")
    assert report.conforms, "\n".join(report.lines())
    part = tmp_path / "part.ttl"
    done = run("export", "turtle", "--graph", tmp_path / "out", "--without-evidence", "--out", part)
    assert done.returncode == 0
    void = rdflib.namespace.VOID
    for path, data_sets in ((tmp_path / "out" / "graph.ttl", 1), (part, 2)):
        graph = rdflib.Graph().parse(path)
        found = set(graph.subjects(rdflib.RDF.type, void.Dataset))
        assert len(found) == data_sets
        described = max(found, key=lambda node: len(list(graph.predicate_objects(node))))
        assert {str(one) for one in graph.objects(described, DCTERMS.license)} == {licence}
        sources = set(graph.objects(described, rdflib.PROV.wasDerivedFrom)) - found
        assert [str(name) for source in sources for name in graph.objects(source, rdflib.SDO.name)] == [DOCUMENT.name]
        assert graph.value(described, DCTERMS.title)
        assert graph.value(described, DCTERMS.description)
        assert graph.value(described, rdflib.DCAT.version)
        assert set(graph.objects(described, void.vocabulary))
        assert not set(graph.objects(described, rdflib.DCAT.distribution)), "where it will be had nobody knows"


@pytest.mark.parametrize("narrowing", [(), ("--topic", "SEND")])
def test_an_export_can_be_under_another_licence(demo_output: Path, tmp_path: Path, narrowing: tuple[str, ...]) -> None:
    licence, out = "https://creativecommons.org/licenses/by/4.0/", tmp_path / "licensed.ttl"
    done = run("export", "turtle", *narrowing, "--licence", licence, "--out", out, "--graph", demo_output)
    assert done.returncode == 0
    told = rdflib.Graph().parse(out)
    licences = {str(one) for one in told.objects(None, rdflib.DCTERMS.license)}
    assert licences == {licence}
    assert run("export", "turtle", "--licence", "free", "--graph", demo_output).returncode == 2

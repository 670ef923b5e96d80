"""Every command: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import re
import subprocess
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

import pyoxigraph as ox
import pytest
import rdflib
from running import COMMAND, GOOD, Run

from graphbuild.cli import main


def test_help_names_every_command(run: Run) -> None:
    done = run("--help")
    assert done.code == 0
    for name in ("build", "demo", "query", "queries", "view", "explain", "validate", "stats", "export"):
        assert f" {name} " in done.out
        assert "Usage" in run(name, "--help").out


def test_version(run: Run) -> None:
    assert run("--version").out == f"graphbuild {version('graphbuild')}\n"


def test_demo_builds_asks_and_draws(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    done = run("demo", "--out", out)
    assert (done.code, done.err) == (0, "")
    assert "6 documents read, 0 refused" in done.out
    assert "Barchester" in done.out or "2014-06-18" in done.out
    assert (out / "views" / "index.html").read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_build_ends_with_where_the_time_went(run: Run, tmp_path: Path) -> None:
    done = run("build", GOOD, "--out", tmp_path / "output")
    assert (done.code, done.err) == (0, "")
    assert f"1 document read, 0 refused; the graph is in {tmp_path}/output" in done.out
    for stage in ("read", "load model", "extract", "link", "write"):
        assert f"{stage} 0." in done.out or f"{stage} 1." in done.out


def test_files_of_other_kinds_are_counted(run: Run, tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "minutes.txt").write_bytes(GOOD.read_bytes())
    (documents / "photo.jpg").write_bytes(b"\xff\xd8")
    done = run("build", documents, "--out", tmp_path / "output")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith("1 document read, 0 refused, 1 of other kinds left out; ")


def test_every_query_s_example_gives_rows(run: Run, built: Path) -> None:
    listed = run("queries").out.splitlines()
    examples = [line.split() for line in listed if line.startswith("    graphbuild query ")]
    assert len(examples) >= 8
    done = run("query", "topic-timeline", "-p", "topic=SEND", "--format", "json", "--graph", built)
    rows = json.loads(done.out)
    assert len({row["date"][:4] for row in rows}) >= 3, "the topic can be followed through the years"
    assert done.err == ""


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
def test_query_formats(run: Run, built: Path, form: str) -> None:
    done = run("query", "topic-timeline", "-p", "topic=SEND", "--format", form, "--graph", built)
    assert (done.code, done.err) == (0, "")
    assert "2014-06-18" in done.out


def test_a_terminal_that_is_not_utf8_gets_what_it_can_show(built: Path) -> None:
    done = subprocess.run(
        [*COMMAND, "query", "topic-timeline", "-p", "topic=SEND", "--graph", str(built)],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"2014-06-18" in done.stdout


def test_results_to_a_closed_pipe_are_no_error(built: Path) -> None:
    for arguments in (["queries"], ["export", "ntriples", "--graph", str(built)], ["stats", "--graph", str(built)]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
        os.close(writer)
        assert done.stderr == ""
        assert done.returncode in (1, 141)


def test_view_writes_beside_the_graph(run: Run, built: Path, tmp_path: Path) -> None:
    own = built / "views" / "topic-cse.html"
    assert run("view", "topic", "child sexual exploitation", "--graph", built).out == f"{own}\n"
    assert own.stat().st_size > 1000
    page = tmp_path / "pages" / "x.html"
    assert run("view", "topic", "CSE", "--graph", built, "--out", page).out == f"{page}\n"
    assert page.stat().st_size > 1000


def test_view_index_writes_all_pages_and_their_links_lead_somewhere(run: Run, built: Path, tmp_path: Path) -> None:
    folder = tmp_path / "views"
    assert run("view", "index", "--graph", built, "--out", folder).out == f"{folder / 'index.html'}\n"
    written = {path.name for path in folder.iterdir()}
    assert {"index.html", "corpus.html", "trace-cse.html", "topic-cse.html"} <= written
    for page in folder.iterdir():
        linked = set(re.findall(r'<a [^>]*href="([^"#][^"#]*)', page.read_text("utf-8")))
        assert {unquote(address) for address in linked} <= written, page.name


def test_explain_gives_document_and_sentence(run: Run, built: Path) -> None:
    done = run("explain", "Councillor Tolliver", "--graph", built)
    assert (done.code, done.err) == (0, "")
    assert "2014-06-minutes.txt" in done.out


def test_validate_the_demo(run: Run, built: Path) -> None:
    done = run("validate", built)
    assert "conforms" in done.out
    assert done.code == 0, done.out


def test_validate_a_graph_that_lacks_evidence(run: Run, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.ttl"
    wrong.write_text("@prefix gb: <https://w3id.org/graphbuild/ontology#> . <http://a/m> a gb:Meeting .")
    done = run("validate", wrong)
    assert done.code == 1
    assert "does not conform" in done.out


def test_stats_counts_what_the_report_counts(run: Run, built: Path) -> None:
    rows = json.loads(run("stats", "--format", "json", "--graph", built).out)
    counted = {row["class"]: row["things"] for row in rows}
    classes = json.loads((built / "report.json").read_text())["classes"]
    assert counted["https://w3id.org/graphbuild/ontology#Meeting"] == classes["gb:Meeting"] > 6
    assert len(counted) == len(classes)


@pytest.mark.parametrize("form", ["turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"])
def test_exports_read_back_the_same(run: Run, built: Path, tmp_path: Path, form: str) -> None:
    suffix = {"turtle": "ttl", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf"}.get(form, form)
    path = tmp_path / f"graph.{suffix}"
    done = run("export", form, "--out", path, "--graph", built)
    assert (done.code, done.out) == (0, "")
    assert "before you publish, build again with --base" in done.err
    expected = triples(rdflib.Dataset(default_union=True).parse(str(built / "graph.ttl")))
    assert triples(rdflib.Dataset(default_union=True).parse(str(path), format=rdflib_name(form))) == expected
    again = run("export", form, "--graph", built)
    assert again.out == path.read_text("utf-8")


def test_an_export_that_is_unknown_or_cannot_be_written(run: Run, built: Path, tmp_path: Path) -> None:
    done = run("export", "excel", "--graph", built)
    assert (done.code, done.out) == (2, "")
    assert "choose turtle, trig" in done.err
    (tmp_path / "file").write_text("")
    done = run("export", "turtle", "--graph", built, "--out", tmp_path / "file" / "x.ttl")
    assert done.code == 2
    assert "x.ttl cannot be written (" in done.err


def test_a_graph_in_a_file_exports_too(run: Run, built: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((built / "graph.ttl").read_bytes())
    expected = {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(graph))}
    for form, suffix in (("ntriples", "nt"), ("nquads", "nq")):
        path = tmp_path / f"other.{suffix}"
        assert run("export", form, "--graph", graph, "--out", path).code == 0
        assert {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(path))} == expected


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", GOOD, "--base", "not an iri"], "the setting base must be an http(s) IRI that"),
        (["build", GOOD, "--workers", "0"], "the setting workers must be at least 1"),
        (["build", GOOD, "--model", "no_such_model"], "'no_such_model' is not installed; install it"),
        (["build", GOOD, "--topics", "gone.ttl"], "gone.ttl"),
        (["build", "gone.txt"], "gone.txt does not exist"),
        (["build", GOOD, "--master", "local"], "--master is a Spark cluster's address; give --engine spark with it"),
        (["load", "gone.nq"], "gone.nq does not exist"),
        (["query", "topic-timelime"], "did you mean topic-timeline?"),
        (["query", "topic-timeline", "-p", "SEND"], "the parameter 'SEND' has no value; write -p key=value"),
        (["query", "topic-timeline"], "graphbuild build"),
        (["stats", "--graph", "gone"], "gone"),
        (["explain", "Jo Hall", "--graph", "gone"], "gone"),
        (["view", "topic", "SEND", "--graph", "gone"], "gone"),
        (["view", "index", "--graph", "gone"], "gone"),
        (["view", "index", "SEND"], "leave 'SEND' out"),
        (["trace", "SEND", "--graph", "gone"], "gone"),
        (["validate", "gone"], "gone"),
        (["export", "turtle", "--graph", "gone"], "gone"),
    ],
)
def test_wrong_use_gets_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[object], words: str
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.code == 2
    assert words in done.err.splitlines()[0]
    assert done.err.startswith("graphbuild: ")
    assert done.out == ""
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"


@pytest.mark.parametrize("arguments", [["biuld"], ["build"], ["build", "x", "--no-such"], ["view"], ["export"]])
def test_wrong_arguments_exit_with_2(run: Run, arguments: list[str]) -> None:
    assert run(*arguments).code == 2


def test_an_unexpected_fault_is_one_line_too(
    run: Run, built: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("graphbuild.stats._CLASSES", None)
    monkeypatch.delenv("GRAPHBUILD_DEBUG", raising=False)
    done = run("stats", "--graph", built)
    assert done.code == 2
    [line] = done.err.splitlines()
    assert line.startswith("graphbuild: this is a fault of graphbuild (")
    assert "please report it" in line
    monkeypatch.setenv("GRAPHBUILD_DEBUG", "1")
    with pytest.raises(SystemExit):
        main(["stats", "--graph", str(built)])
    assert "Traceback" in capfd.readouterr().err


def rdflib_name(form: str) -> str:
    return {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}.get(form, form)


def triples(graph: rdflib.Dataset) -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in graph.triples((None, None, None))}

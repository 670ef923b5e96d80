"""Every command as a user runs it: what it prints where, how it ends, and what bad input gets."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graphbuild.cli import main
from graphbuild.resources import PACKAGE

DEMO = PACKAGE / "demo" / "corpus"
GOOD = DEMO / "2014-06-minutes.txt"
COMMAND = [sys.executable, "-c", "from graphbuild.cli import main; main()"]
NOBODY = 65534


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


Run = Callable[..., Result]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process; its exit code and what it prints."""

    def command(*arguments: object) -> Result:
        capfd.readouterr()
        with pytest.raises(SystemExit) as end:
            main([str(argument) for argument in arguments])
        code = end.value.code
        printed = capfd.readouterr()
        assert "Traceback" not in printed.err
        return Result(code if isinstance(code, int) else 0 if code is None else 1, printed.out, printed.err)

    return command


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's graph."""
    out = tmp_path_factory.mktemp("built") / "output"
    with pytest.raises(SystemExit) as end:
        main(["demo", "--out", str(out)])
    assert end.value.code in (0, None)
    return out


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """``graph.ttl`` of one good document and nothing else."""
    out = tmp_path_factory.mktemp("alone")
    with pytest.raises(SystemExit):
        main(["build", str(GOOD), "--out", str(out)])
    return (out / "graph.ttl").read_bytes()


# What bad input gets


def no_meeting(folder: Path) -> None:
    (folder / "soup.txt").write_text("Leek soup\n\nWash three leeks and slice them. Simmer for an hour.\n")


def a_line_of_ten_megabytes(folder: Path) -> None:
    (folder / "long.txt").write_bytes(GOOD.read_bytes() + b"word " * 2_000_000)


def binary(folder: Path) -> None:
    (folder / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)


def the_same_bytes(folder: Path) -> None:
    (folder / "a copy.txt").write_bytes(GOOD.read_bytes())


def the_same_text(folder: Path) -> None:
    (folder / "a copy.md").write_text(GOOD.read_text("utf-8"), "utf-16", newline="\r\n")


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda folder: (folder / "empty.txt").write_bytes(b""), "empty.txt is empty; give"),
    "binary": (binary, "photo.txt holds binary data, not text; save"),
    "no meeting": (no_meeting, "soup.txt: no meeting was found"),
    "long line": (a_line_of_ten_megabytes, "long.txt has a line of 10,000,"),
    "pipe": (lambda folder: os.mkfifo(folder / "pipe.txt"), "pipe.txt is a named pipe, not a file; save"),
    "dangling": (lambda folder: (folder / "gone.txt").symlink_to("x"), "gone.txt is a link to a file that does not exist"),
    "unreadable": (lambda folder: (folder / "io.txt").symlink_to("/proc/self/mem"), "io.txt cannot be read (Input/output"),
    "pdf": (lambda folder: (folder / "a.txt").write_bytes(b"%PDF-1.7\n"), "a.txt is a PDF under a text file's name; save"),
}


@pytest.mark.parametrize("case", BAD)
def test_one_bad_document_never_loses_the_others(run: Run, tmp_path: Path, alone: bytes, case: str) -> None:
    documents, out = folder_with_good(tmp_path), tmp_path / "output"
    make, words = BAD[case]
    make(documents)
    began = time.monotonic()
    done = run("build", documents, "--out", out)
    assert time.monotonic() - began < 30
    assert done.code == 1
    [line] = done.err.splitlines()
    assert line.startswith("graphbuild: ")
    assert words in line
    assert (out / "graph.ttl").read_bytes() == alone
    report = json.loads((out / "report.json").read_text())
    assert [document["name"] for document in report["documents"]] == [GOOD.name]
    assert [words in refusal["reason"] for refusal in report["refused"]] == [True]


@pytest.mark.parametrize("case", BAD)
def test_a_bad_document_alone_builds_nothing(run: Run, tmp_path: Path, case: str) -> None:
    make, words = BAD[case]
    documents = tmp_path / "documents"
    documents.mkdir()
    make(documents)
    done = run("build", documents, "--out", tmp_path / "output")
    assert done.code == 2
    refusal, last = done.err.splitlines()
    assert words in refusal
    assert "nothing was built" in last
    assert not (tmp_path / "output").exists()


@pytest.mark.parametrize("make", [the_same_bytes, the_same_text])
def test_the_same_document_under_two_names(run: Run, tmp_path: Path, make: Callable[[Path], None]) -> None:
    documents, out = folder_with_good(tmp_path), tmp_path / "output"
    make(documents)
    done = run("build", documents, "--out", out)
    assert done.code == 1
    [copy] = [path for path in documents.iterdir() if path.name.startswith("a copy")]
    first, second = documents / GOOD.name, copy
    assert done.err == f"graphbuild: {second} holds the same text as {first}, which was read; remove one of the two.\n"
    report = json.loads((out / "report.json").read_text())
    assert report["duplicates"] == {str(second): str(first)}


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-16", "utf-16-le", "utf-8-sig"])
def test_other_encodings_say_the_same(run: Run, tmp_path: Path, encoding: str) -> None:
    text = GOOD.read_text("utf-8")
    assert "£" in text
    (tmp_path / "minutes.txt").write_bytes(text.encode(encoding))
    out = tmp_path / "output"
    assert run("build", tmp_path / "minutes.txt", "--out", out).code == 0
    [kept] = (out / "sources").iterdir()
    assert kept.read_text("utf-8") == text


def test_two_records_of_one_meeting(run: Run, tmp_path: Path) -> None:
    documents, out = folder_with_good(tmp_path), tmp_path / "output"
    draft = GOOD.read_text("utf-8").replace("Co-opted members Mrs. F. Inchbald and", "Co-opted member")
    assert draft != GOOD.read_text("utf-8")
    (documents / "draft.txt").write_text("DRAFT\n" + draft, "utf-8")
    assert run("build", documents, "--out", out).code == 0
    found = run("query", recorded_in(tmp_path), "--format", "json", "--graph", out)
    [row] = json.loads(found.out)
    assert row["records"] == 2


def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    documents = folder_with_good(tmp_path)
    (documents / "closed.txt").write_text("Minutes")
    (documents / "closed.txt").chmod(0)
    for folder in (documents, tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    with_rights = {"user": NOBODY, "group": NOBODY} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [*COMMAND, "stats", "--graph", str(documents / "closed.txt")], capture_output=True, text=True, check=False, **with_rights
    )
    if "ModuleNotFoundError" in done.stderr or "Permission denied: '/root" in done.stderr:
        pytest.skip("another user may not run this Python; tests/read/test_find.py has the case")
    assert done.returncode == 2
    assert "Permission denied" in done.stderr


@pytest.mark.parametrize("name", ["empty folder", "a folder of photos"])
def test_a_folder_without_documents(run: Run, tmp_path: Path, name: str) -> None:
    documents = tmp_path / name
    documents.mkdir()
    if "photos" in name:
        (documents / "a.jpg").write_bytes(b"\xff\xd8")
    done = run("build", documents, "--out", tmp_path / "output")
    assert done.code == 2
    assert f"{documents} holds no documents" in done.err
    assert done.out == ""


def test_an_output_folder_that_cannot_be_written(run: Run, tmp_path: Path) -> None:
    (tmp_path / "output").write_text("mine")
    done = run("build", GOOD, "--out", tmp_path / "output")
    assert done.code == 2
    assert done.err == (
        f"graphbuild: {tmp_path}/output cannot be an output folder, since a file stands there; choose another --out.\n"
    )


def test_a_disk_that_fills_while_writing(run: Run, tmp_path: Path, alone: bytes) -> None:
    out = tmp_path / "output"
    assert run("build", GOOD, "--out", out).code == 0
    done = subprocess.run(
        [*COMMAND, "build", str(DEMO), "--out", str(out)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert line.startswith(f"graphbuild: {out} cannot be written (File too large), what it held is as it was; make room")
    assert (out / "graph.ttl").read_bytes() == alone
    assert run("stats", "--graph", out).code == 0


def test_ctrl_c_leaves_the_previous_output(run: Run, tmp_path: Path, alone: bytes) -> None:
    out = tmp_path / "output"
    assert run("build", GOOD, "--out", out).code == 0
    before = {path.name for path in out.iterdir()}
    building = subprocess.Popen(
        [*COMMAND, "build", str(DEMO), "--out", str(out)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + 30
    while not (out / ".graphbuild-lock").exists():
        assert time.monotonic() < deadline
        time.sleep(0.005)
    building.send_signal(signal.SIGINT)
    printed, said = building.communicate(timeout=60)
    assert building.returncode == 130
    assert said == "graphbuild: stopped; what an unfinished build was to replace is as it was.\n"
    assert printed == ""
    assert (out / "graph.ttl").read_bytes() == alone
    assert {path.name for path in out.iterdir()} == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["build", GOOD, "--base", "not an iri"], "the setting base must be an http(s) IRI that ends in / or #"),
        (["build", GOOD, "--workers", "0"], "the setting workers must be at least 1"),
        (["build", GOOD, "--model", "no_such_model"], "'no_such_model' is not installed; install it"),
        (["build", GOOD, "--topics", "gone.ttl"], "gone.ttl"),
        (["build", "gone.txt"], "gone.txt does not exist"),
        (["query", "topic-timelime"], "did you mean topic-timeline?"),
        (["query", "topic-timeline", "-p", "SEND"], "the parameter 'SEND' has no value; write -p key=value"),
        (["query", "topic-timeline"], "graphbuild build"),
        (["stats", "--graph", "gone"], "gone"),
        (["explain", "Jo Hall", "--graph", "gone"], "gone"),
        (["view", "topic", "SEND", "--graph", "gone"], "gone"),
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


# What the commands do


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
    assert (out / "topic-send.html").read_text("utf-8").lower().startswith("<!doctype html>")


def test_a_build_ends_with_where_the_time_went(run: Run, tmp_path: Path) -> None:
    done = run("build", GOOD, "--out", tmp_path / "output")
    assert (done.code, done.err) == (0, "")
    assert f"1 documents read, 0 refused; the graph is in {tmp_path}/output" in done.out
    for stage in ("read", "load model", "extract", "link", "write"):
        assert f"{stage} 0." in done.out or f"{stage} 1." in done.out


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


def test_results_to_a_closed_pipe_are_no_error(built: Path) -> None:
    for arguments in (["queries"], ["export", "ntriples", "--graph", str(built)], ["stats", "--graph", str(built)]):
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run([*COMMAND, *arguments], stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
        os.close(writer)
        assert done.stderr == ""
        assert done.returncode in (1, 141)


def test_view_writes_beside_the_graph(run: Run, built: Path, tmp_path: Path) -> None:
    assert run("view", "topic", "CSE", "--graph", built).out == f"{built}/topic-cse.html\n"
    assert (built / "topic-cse.html").stat().st_size > 1000
    page = tmp_path / "pages" / "x.html"
    assert run("view", "topic", "CSE", "--graph", built, "--out", page).out == f"{page}\n"
    assert page.read_bytes() == (built / "topic-cse.html").read_bytes()


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
    assert "cannot be written (Not a directory); make room or choose another --out" in done.err


def test_a_graph_in_a_file_exports_too(run: Run, built: Path, tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    graph.write_bytes((built / "graph.ttl").read_bytes())
    expected = {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(graph))}
    for form, suffix in (("ntriples", "nt"), ("nquads", "nq")):
        path = tmp_path / f"other.{suffix}"
        assert run("export", form, "--graph", graph, "--out", path).code == 0
        assert {(q.subject, q.predicate, q.object) for q in ox.parse(path=str(path))} == expected


def folder_with_good(folder: Path) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    (documents / GOOD.name).write_bytes(GOOD.read_bytes())
    return documents


def recorded_in(folder: Path) -> Path:
    query = folder / "records.rq"
    query.write_text(
        "PREFIX gb: <https://w3id.org/graphbuild/ontology#>\n"
        "SELECT ?meeting (COUNT(DISTINCT ?source) AS ?records) WHERE { ?meeting gb:recordedIn ?source } GROUP BY ?meeting"
    )
    return query


def rdflib_name(form: str) -> str:
    return {"ntriples": "nt", "jsonld": "json-ld", "rdfxml": "xml"}.get(form, form)


def triples(graph: rdflib.Dataset) -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in graph.triples((None, None, None))}

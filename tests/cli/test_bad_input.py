"""What bad input gets: one sentence each, and nothing of the rest is lost."""

from __future__ import annotations

import json
import os
import resource
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from running import COMMAND, DEMO, GOOD, Run


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
    "dangling": (lambda folder: (folder / "gone.txt").symlink_to("x"), "gone.txt is a link to a file that does not"),
    "unreadable": (lambda folder: (folder / "io.txt").symlink_to("/proc/self/mem"), "io.txt cannot be read (Input/out"),
    "pdf": (lambda folder: (folder / "a.txt").write_bytes(b"%PDF-1.7\n"), "a.txt is a PDF under a text file's name"),
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
    text = GOOD.read_text("utf-8").encode("latin-1", "ignore").decode("latin-1")
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
    draft = draft.replace("That the report be received.", "That the report be warmly received.")
    (documents / "draft.txt").write_text("DRAFT\n" + draft, "utf-8")
    done = run("build", documents, "--out", out)
    assert done.code == 0
    [line] = done.err.splitlines()
    assert line.startswith(f"graphbuild: {GOOD.name} and draft.txt hold different minutes of one meeting (")
    assert "leave out the one that is superseded" in line
    assert json.loads((out / "report.json").read_text())["warnings"] == [line.removeprefix("graphbuild: ").rstrip(".")]
    turtle = (out / "graph.ttl").read_text("utf-8")
    assert 'gb:text "That the report be received."' in turtle
    assert 'gb:text "That the report be warmly received."' in turtle
    found = run("query", recorded_in(tmp_path), "--format", "json", "--graph", out)
    [row] = json.loads(found.out)
    assert row["records"] == 2


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
    assert line.startswith(f"graphbuild: {out} cannot be written (File too large), what it held is as it was; make")
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
    # Where it hit an import that runs code from a string, CPython ends by the signal: a shell's 130 all the same.
    assert building.returncode in (130, -signal.SIGINT), said
    assert said == "graphbuild: stopped; nothing was left half done.\n"
    assert printed == ""
    assert (out / "graph.ttl").read_bytes() == alone
    assert {path.name for path in out.iterdir()} == before


def folder_with_good(folder: Path) -> Path:
    documents = folder / "documents"
    documents.mkdir()
    (documents / GOOD.name).write_bytes(GOOD.read_bytes())
    return documents


def recorded_in(folder: Path) -> Path:
    query = folder / "records.rq"
    query.write_text(
        "PREFIX gb: <https://w3id.org/graphbuild/ontology#>\n"
        "SELECT (COUNT(DISTINCT ?source) AS ?records) WHERE { ?meeting gb:recordedIn ?source } GROUP BY ?meeting"
    )
    return query

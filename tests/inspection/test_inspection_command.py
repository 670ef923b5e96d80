"""graphbuild inspect and build --layouts as a user runs them, with the example of docs/layouts.md."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.cli import main

DOCS = Path(__file__).parents[2] / "docs" / "layouts.md"


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A folder with the document and the layout of the page."""
    page = DOCS.read_text(encoding="utf-8")
    for language, name in (("text", "journal.txt"), ("yaml", "moot.yaml")):
        found = re.search(rf"^```{language}\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
        assert found
        (tmp_path / name).write_text(found[1], encoding="utf-8")
    return tmp_path


def command(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as end:
        main([str(argument) for argument in arguments])
    return int(end.value.code or 0)


def test_a_document_that_no_layout_reads(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("inspect", example / "journal.txt") == 1
    printed = capsys.readouterr()
    assert "a date was seen, but no name of a committee or council" in printed.out
    assert "“So ordained ~” (3 times)" in printed.out
    assert printed.err == ""


def test_with_its_layout_it_is_read(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command("inspect", example / "journal.txt", "--layouts", example / "moot.yaml") == 0
    printed = capsys.readouterr().out
    assert "layout moot" in printed
    assert "left out        Copied fair by the scribe" in printed


def test_a_page_is_written(example: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = example / "new" / "page.html"
    assert command("inspect", example / "journal.txt", "--html", page) == 1
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert capsys.readouterr().out.rstrip().endswith(str(page))


def test_build_with_a_layout_yields_meeting_people_items_and_decisions(
    example: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("build", example / "journal.txt", "--out", example / "out") == 2
    assert "graphbuild inspect shows what was seen" in capsys.readouterr().err
    monkeypatch.setenv("GRAPHBUILD_LAYOUTS", str(example / "moot.yaml"))
    assert command("build", example / "journal.txt", "--out", example / "out", "--workers", "1") == 0
    assert "1 meetings, 3 items, 4 resolutions, 5 people" in capsys.readouterr().out


@pytest.mark.parametrize("of", ["inspect", "build"])
def test_a_layout_that_is_none_is_one_sentence(example: Path, capsys: pytest.CaptureFixture[str], of: str) -> None:
    (example / "moot.yaml").write_text("name: moot\npeople: {hither: [x]}\n", encoding="utf-8")
    out = ["--out", str(example / "out")] if of == "build" else []
    assert command(of, example / "journal.txt", "--layouts", example / "moot.yaml", *out) == 2
    printed = capsys.readouterr()
    assert "people: hither: is a key that no layout has" in printed.err
    assert printed.err.count("\n") == 1
    assert not (example / "out" / "graph.ttl").exists()


def test_a_closed_pipe_ends_it_without_a_word(example: Path) -> None:
    shown = f"{sys.executable} -m graphbuild inspect {example / 'journal.txt'} | head -n 1"
    done = subprocess.run(["bash", "-c", shown], capture_output=True, text=True, check=False, timeout=120)
    assert (done.stdout, done.stderr) == ("journal.txt\n", "")

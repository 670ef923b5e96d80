"""Built again, only what changed is extracted, and the result is that of a build from nothing."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from builds import PARTS, contents

from graphbuild import outcome
from graphbuild.model import Findings, Source
from graphbuild.output import FINDINGS
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

DEMO = PACKAGE / "demo" / "corpus"
CHANGED = "2014-09-minutes.txt"


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    return shutil.copytree(DEMO, tmp_path / "documents")


@pytest.fixture
def out(tmp_path: Path, demo_output: Path) -> Path:
    return shutil.copytree(demo_output, tmp_path / "output")


@pytest.fixture
def extracted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the documents that are extracted."""
    names: list[str] = []
    real = outcome.extract

    def noted(source: Source, settings: Settings) -> Findings:
        names.append(source.name)
        return real(source, settings)

    monkeypatch.setattr(outcome, "extract", noted)
    return names


def edit(documents: Path, name: str = CHANGED) -> None:
    path = documents / name
    text = path.read_text("utf-8")
    assert "be noted" in text
    path.write_text(text.replace("be noted", "be received and noted"), "utf-8")


def test_one_changed_document_is_the_only_one_extracted(
    documents: Path, out: Path, tmp_path: Path, extracted: list[str]
) -> None:
    edit(documents)
    report = build([documents], out)
    assert extracted == [CHANGED]
    assert report.unchanged == 5
    build([documents], tmp_path / "clean")
    assert contents(out) == contents(tmp_path / "clean")


def test_nothing_changed_and_spacy_is_not_even_loaded(documents: Path, out: Path) -> None:
    before = contents(out)
    program = (
        "import sys, graphbuild\n"
        f"report = graphbuild.build([{str(documents)!r}], {str(out)!r})\n"
        "print(report.unchanged, 'spacy' in sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "6 False\n"
    assert contents(out) == before


def test_a_document_that_is_gone_takes_its_facts_and_findings_with_it(
    documents: Path, out: Path, tmp_path: Path, extracted: list[str]
) -> None:
    text = (documents / CHANGED).read_text("utf-8")
    (documents / CHANGED).unlink()
    build([documents], out)
    assert extracted == []
    assert len(list((out / FINDINGS).iterdir())) == 5
    assert CHANGED.encode() not in (out / "graph.trig").read_bytes()
    build([documents], tmp_path / "clean")
    assert contents(out) == contents(tmp_path / "clean")
    alone = [line for line in text.splitlines() if len(line) > 60 and not any(line in t for t in others(documents))]
    assert alone
    kept = b"".join(path.read_bytes() for path in out.rglob("*") if path.is_file() and path.suffix != ".sst")
    assert not [line for line in alone if line.encode() in kept]


def others(documents: Path) -> list[str]:
    return [path.read_text("utf-8") for path in documents.iterdir()]


def test_a_document_that_comes_back_and_one_of_another_name(documents: Path, out: Path, extracted: list[str]) -> None:
    (documents / CHANGED).rename(documents / "renamed.txt")
    assert build([documents], out).unchanged == 5
    assert extracted == ["renamed.txt"], "names stand in slugs, so that a renamed file is another document"


def test_fresh_extracts_everything(documents: Path, out: Path, extracted: list[str]) -> None:
    before = contents(out)
    assert build([documents], out, fresh=True).unchanged == 0
    assert len(extracted) == 6
    assert contents(out) == before


def test_settings_that_findings_do_not_depend_on(
    documents: Path, out: Path, tmp_path: Path, extracted: list[str]
) -> None:
    settings = Settings(base="https://data.example.net/", title="Papers", licence="https://example.net/licence")
    assert build([documents], out, settings).unchanged == 6
    assert extracted == []
    build([documents], tmp_path / "clean", settings)
    assert contents(out) == contents(tmp_path / "clean")


def test_a_damaged_entry_is_made_anew(documents: Path, out: Path, extracted: list[str]) -> None:
    before = contents(out)
    entry = sorted((out / FINDINGS).iterdir())[0]
    entry.write_bytes(entry.read_bytes()[:-9])
    assert build([documents], out).unchanged == 5
    assert len(extracted) == 1
    assert contents(out) == before


def test_what_is_refused_is_not_tried_again(documents: Path, out: Path, extracted: list[str]) -> None:
    (documents / "soup.txt").write_text("Leek soup\n\nWash three leeks and slice them. Simmer for an hour.\n")
    first = build([documents], out)
    again = build([documents], out)
    assert extracted == ["soup.txt"]
    assert (first.unchanged, again.unchanged) == (6, 7)
    assert first.refused == again.refused
    assert "no meeting was found" in again.refused[0].reason


def test_a_fault_of_ours_is_tried_again(documents: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(source: Source, settings: Settings) -> Findings:
        raise KeyError(source.name)

    edit(documents)
    with monkeypatch.context() as patched:
        patched.setattr(outcome, "extract", faulty)
        patched.delenv("GRAPHBUILD_DEBUG", raising=False)
        assert len(build([documents], out).refused) == 1
    mended = build([documents], out)
    assert (mended.unchanged, mended.refused) == (5, ())


def test_an_interrupted_build_was_not_idle(tmp_path: Path, documents: Path, extracted: list[str]) -> None:
    out = tmp_path / "new"

    def interrupt(stage: str, done: int, total: int) -> None:
        if (stage, done) == ("extract", 3):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([documents], out, progress=interrupt)
    assert [path.name for path in out.iterdir()] == [FINDINGS]
    assert build([documents], out).unchanged == 3
    assert len(extracted) == 6
    assert sorted(path.name for path in out.iterdir()) == PARTS

"""The whole road, in one process and in two, interrupted and with a fault of our own."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from barchester import source
from builds import PARTS

import graphbuild
from graphbuild import extract as extraction
from graphbuild import outcome
from graphbuild.errors import GraphbuildError
from graphbuild.model import Findings, Source
from graphbuild.output import FINDINGS
from graphbuild.pipeline import NothingUsable, build
from graphbuild.report import Report
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

DEMO = PACKAGE / "demo" / "corpus"
GRAPHS = ("graph.ttl", "graph.trig")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Report]:
    out = tmp_path_factory.mktemp("demo") / "output"
    return out, build([DEMO], out)


def test_everything_is_written(demo: tuple[Path, Report]) -> None:
    out, report = demo
    assert sorted(path.name for path in out.iterdir()) == PARTS
    assert {path.stem for path in (out / "sources").iterdir()} == {document.slug for document in report.documents}
    for document in report.documents:
        assert len((out / "sources" / f"{document.slug}.txt").read_text("utf-8")) == document.characters


def test_the_report_says_what_was_read_and_made(demo: tuple[Path, Report]) -> None:
    out, report = demo
    assert json.loads((out / "report.json").read_text("utf-8")) == json.loads(report.to_json())
    assert [document.name for document in report.documents] == sorted(path.name for path in DEMO.iterdir())
    assert all(document.meetings >= 1 for document in report.documents)
    assert report.classes["gb:Source"] == len(report.documents) == 6
    assert list(report.seconds) == ["read", "load model", "extract", "link", "write"]
    assert {"graphbuild", "spacy"} < set(report.software)
    assert (report.refused, report.duplicates, report.ignored, report.unchanged) == ((), {}, 0, 0)


def test_the_graph_is_opened_by_the_public_api(demo: tuple[Path, Report]) -> None:
    out, report = demo
    graph = graphbuild.open_graph(out)
    assert isinstance(graph, graphbuild.Graph)
    [row] = graph.query("SELECT (COUNT(*) AS ?n) WHERE { SELECT DISTINCT ?s ?p ?o WHERE { ?s ?p ?o } }")
    assert int(row["n"].value) == report.triples


def test_order_and_workers_make_no_difference(demo: tuple[Path, Report], tmp_path: Path) -> None:
    out, _ = demo
    seen: list[tuple[str, int, int]] = []
    files = sorted(DEMO.iterdir(), reverse=True)
    build(files, tmp_path, Settings(workers=2), lambda *told: seen.append(told))
    for name in GRAPHS:
        assert (tmp_path / name).read_bytes() == (out / name).read_bytes()
    assert [told for told in seen if told[0] == "extract"] == [("extract", done, 6) for done in range(7)]
    assert seen[-1][0] == "write"


@pytest.mark.slow
def test_the_hash_seed_makes_no_difference(demo: tuple[Path, Report], tmp_path: Path) -> None:
    out, _ = demo
    for seed in ("1", "2"):
        program = f"import graphbuild; graphbuild.build([{str(DEMO)!r}], {str(tmp_path / seed)!r})"
        subprocess.run([sys.executable, "-c", program], check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."})
        for name in GRAPHS:
            assert (tmp_path / seed / name).read_bytes() == (out / name).read_bytes()


def test_a_fault_of_ours_in_one_document_does_not_lose_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = outcome.extract

    def faulty(source: Source, settings: Settings) -> Findings:
        if source.name.startswith("2017"):
            raise KeyError(source.text)
        return real(source, settings)

    monkeypatch.setattr(outcome, "extract", faulty)
    monkeypatch.delenv("GRAPHBUILD_DEBUG", raising=False)
    report = build([DEMO], tmp_path / "output")
    [refusal] = report.refused
    assert refusal.reason == (
        f"a fault of graphbuild (KeyError) kept {DEMO}/2017-10-minutes.txt from being understood; "
        "please report it, with the document if it is public"
    )
    assert len(report.documents) == 5


def test_a_fault_of_ours_in_one_kind_of_facts_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    def faulty(draft: object) -> None:
        raise KeyError(draft)

    document = source((DEMO / "2017-10-minutes.txt").read_text())
    whole = extraction.extract(document, Settings())
    monkeypatch.setattr(extraction, "add_decisions", faulty)
    monkeypatch.delenv("GRAPHBUILD_DEBUG", raising=False)
    found = extraction.extract(document, Settings())
    assert whole.facts.resolutions
    assert not found.facts.resolutions
    assert found.facts.attendances == whole.facts.attendances
    assert [a.evidence for a in found.facts.amounts] == [a.evidence for a in whole.facts.amounts]
    [warning] = found.warnings
    assert warning.startswith("a fault of graphbuild (KeyError) kept some of its decisions from being read; please")
    path = DEMO / "2017-10-minutes.txt"
    assert not outcome.attempt(Settings(), (path, document)).lasting, "the next build is to try again"
    monkeypatch.undo()
    assert outcome.attempt(Settings(), (path, document)).lasting


@pytest.mark.parametrize("stage", ["read", "load model", "extract", "link", "write"])
def test_an_interrupted_build_leaves_the_previous_output(tmp_path: Path, stage: str) -> None:
    out = tmp_path / "output"
    first = build([DEMO / "2014-06-minutes.txt"], out)
    before = times(out)

    def interrupt(current: str, done: int, total: int) -> None:
        if current == stage:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build([DEMO], out, progress=interrupt)
    assert times(out) == before
    assert json.loads((out / "report.json").read_text("utf-8")) == json.loads(first.to_json())


def times(out: Path) -> dict[str, int]:
    """When each part was last written; findings are kept also of a build that does not come to its end."""
    return {path.name: path.stat().st_mtime_ns for path in out.iterdir() if path.name != FINDINGS}


def test_nothing_usable_leaves_the_previous_output(tmp_path: Path) -> None:
    out = tmp_path / "output"
    build([DEMO / "2014-06-minutes.txt"], out)
    graph = (out / "graph.ttl").read_bytes()
    (tmp_path / "empty.txt").touch()
    with pytest.raises(NothingUsable) as error:
        build([tmp_path / "empty.txt"], out)
    assert [refusal.path for refusal in error.value.refused] == [str(tmp_path / "empty.txt")]
    assert (out / "graph.ttl").read_bytes() == graph


def test_a_document_that_is_gone_is_gone_from_the_output(tmp_path: Path) -> None:
    documents, out = tmp_path / "documents", tmp_path / "output"
    shutil.copytree(DEMO, documents)
    build([documents], out)
    (documents / "2024-06-minutes.txt").unlink()
    report = build([documents], out)
    assert {path.stem for path in (out / "sources").iterdir()} == {document.slug for document in report.documents}
    assert b"2024-06-minutes" not in (out / "graph.ttl").read_bytes()


def test_output_below_the_documents_is_no_input(tmp_path: Path) -> None:
    shutil.copy(DEMO / "2014-06-minutes.txt", tmp_path)
    for _ in range(2):
        report = build([tmp_path], tmp_path / "output")
        assert (len(report.documents), report.refused) == (1, ())


def test_a_missing_model_is_a_clear_error(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="'no_such_model' is not installed; install it"):
        build([DEMO], tmp_path / "output", Settings(model="no_such_model"))
    assert not (tmp_path / "output").exists()


def test_the_public_api_is_three_names() -> None:
    assert dir(graphbuild) == ["Graph", "__version__", "build", "open_graph"]
    with pytest.raises(AttributeError, match="no attribute 'biuld'"):
        _ = graphbuild.biuld  # type: ignore[attr-defined]

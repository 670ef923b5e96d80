"""N-Quads of any origin become the graph that a build of the same documents writes."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse, serialize

from graphbuild import output
from graphbuild.errors import GraphbuildError
from graphbuild.graph import write
from graphbuild.graph.store import open_graph
from graphbuild.loading import load
from graphbuild.query import load as named
from graphbuild.query import run


def quietly(stage: str, done: int, total: int) -> None:
    """For tests that look at no progress."""


@pytest.fixture(scope="module")
def lines(demo_output: Path) -> list[bytes]:
    """The demo as lines of N-Quads, in no order."""
    quads = parse((demo_output / "graph.trig").read_bytes(), RdfFormat.TRIG)
    return sorted((serialize(quads, format=RdfFormat.N_QUADS) or b"").splitlines(keepends=True))


def parts(lines: list[bytes], folder: Path) -> Path:
    """The lines in three files as a cluster leaves them, one packed, some twice."""
    (folder / "quads").mkdir(parents=True)
    third = len(lines) // 3
    (folder / "quads" / "part-0.nq").write_bytes(b"".join(lines[:third]))
    (folder / "quads" / "part-1.nq.gz").write_bytes(gzip.compress(b"".join(lines[third : 2 * third])))
    (folder / "quads" / "part-2.nq").write_bytes(b"".join(lines[2 * third - 50 :]))
    (folder / "quads" / "_SUCCESS").write_bytes(b"")
    return folder


def test_the_files_are_the_builds(lines: list[bytes], demo_output: Path, memory: Path) -> None:
    report = load([parts(lines, memory / "built")], memory / "out", quietly)
    for name in output.GRAPHS:
        assert (memory / "out" / name).read_bytes() == (demo_output / name).read_bytes()
    assert report.triples == len({quad.triple for quad in parse(b"".join(lines), RdfFormat.N_QUADS)})
    question = named("topic-timeline")
    asked = [run(open_graph(place), question, {"topic": "SEND"}) for place in (memory / "out", demo_output)]
    assert asked[0] == asked[1]


def test_files_and_folders_are_taken_together(lines: list[bytes], memory: Path) -> None:
    folder = parts(lines, memory / "built") / "quads"
    whole = load([folder], memory / "one", quietly)
    named_one_by_one = load([*sorted(folder.glob("part-*"))], memory / "two", quietly)
    assert (whole.triples, whole.quads) == (named_one_by_one.triples, named_one_by_one.quads)
    assert (memory / "one" / "graph.trig").read_bytes() == (memory / "two" / "graph.trig").read_bytes()


def test_where_the_base_is_told_makes_no_difference(
    lines: list[bytes], demo_output: Path, memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A graph with many more quads than are looked at before the first is written, as a large one is."""
    monkeypatch.setattr(write, "_BATCH", 100)
    monkeypatch.setattr(write, "_LARGEST", 400)
    told_last = sorted(lines, key=lambda line: (b"uriSpace" in line, line))
    load([written(memory / "given", "all.nq", b"".join(told_last))], memory / "out", quietly)
    for name in output.GRAPHS:
        assert (memory / "out" / name).read_bytes() == (demo_output / name).read_bytes()


def written(folder: Path, name: str, content: bytes) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (lambda folder: folder / "gone.nq", r"gone\.nq does not exist; check the name"),
        (lambda folder: folder, r"holds no quads; give a folder of"),
        (lambda folder: written(folder, "a.nq", b""), r"a\.nq holds no quads in a named graph"),
        (lambda folder: written(folder, "a.nq", b"<a:a> <a:b> <a:c> .\n"), r"a\.nq holds no quads in a named graph"),
        (lambda folder: written(folder, "a.nq", b"_:a <a:b> <a:c> <a:g> ."), r"a\.nq has blank nodes, .* leave it out"),
        (lambda folder: written(folder, "a.nq", b"<a:a> <a:b> <a:c> _:g ."), r"a\.nq has blank nodes, .* leave it out"),
        (lambda folder: written(folder, "graph.docx", b""), r"graph\.docx is no file of quads by its name"),
        (lambda folder: written(folder, "a.nq", b"<a> <b>"), r"a\.nq is not valid: .*; have it written again"),
        (lambda folder: written(folder, "a.nq.gz", b"not packed"), r"a\.nq\.gz is not valid: .* written again"),
    ],
    ids=["gone", "empty", "nothing", "triples", "blank", "graph", "kind", "invalid", "packed"],
)
def test_what_cannot_be_loaded_is_a_sentence(given: Callable[[Path], Path], words: str, tmp_path: Path) -> None:
    (tmp_path / "given").mkdir()
    with pytest.raises(GraphbuildError, match=words):
        load([given(tmp_path / "given")], tmp_path / "out", quietly)
    assert not (tmp_path / "out").exists()

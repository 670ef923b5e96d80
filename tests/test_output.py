"""The output folder: what stands there is replaced whole or not at all, and what no build wrote stays."""

from __future__ import annotations

import fcntl
import json
import multiprocessing
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from graphbuild.errors import GraphbuildError
from graphbuild.graph.write import write
from graphbuild.output import locked, settle, staging, write_report, write_texts
from graphbuild.vocabulary import GB, RDF, SCHEMA

NOBODY = 65534
FILES = ("graph.trig", "graph.ttl", "report.json", "sources", "store")


def build(out: Path, names: str, bulk: int = 0) -> None:
    """A build of one source a letter of ``names``; ``bulk`` makes its files larger."""
    with locked(out), staging(out) as new:
        write(quads(names, bulk), new)
        write_texts(new, {name: f"Minutes of {name}\n" for name in names})
        report = {"software": {"graphbuild": "0"}, "documents": [{"slug": name} for name in names]}
        write_report(new, json.dumps(report))


def quads(names: str, bulk: int) -> Iterator[Quad]:
    graph = NamedNode("https://example.org/id/linking")
    for name in names:
        source = NamedNode(f"https://example.org/id/source/{name}")
        yield Quad(source, RDF.type, GB.Source, graph)
        yield Quad(source, SCHEMA.name, Literal(name), graph)
        for number in range(bulk):
            yield Quad(source, SCHEMA.name, Literal(f"{number} " * 20), graph)


def held(out: Path) -> str | None:
    """The ``names`` of the build that ``out`` holds, if all its parts are of one build."""
    texts = "".join(sorted(path.stem for path in (out / "sources").iterdir()))
    report = "".join(document["slug"] for document in json.loads((out / "report.json").read_text())["documents"])
    stored = Store.read_only(str(out / "store")).quads_for_pattern(None, RDF.type, GB.Source)
    in_store = "".join(sorted({quad.subject.value[-1] for quad in stored}))
    in_files = [re.findall(r"source/(\w)> a ", (out / name).read_text()) for name in ("graph.ttl", "graph.trig")]
    return report if all("".join(sorted(part)) == report for part in (texts, in_store, *in_files)) else None


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    out = tmp_path / "new" / "output"
    build(out, "ab")
    assert held(out) == "ab"
    assert sorted(path.name for path in out.iterdir()) == sorted(FILES), "nothing else is left there"


def test_a_build_replaces_the_one_before_and_nothing_else(tmp_path: Path) -> None:
    build(tmp_path, "ab")
    mine = ["notes.txt", "sources/mine.txt", "store/photo.jpg", "views/page.html", ".hidden"]
    for name in mine:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("mine")
    build(tmp_path, "bc")
    assert all((tmp_path / name).read_text() == "mine" for name in mine)
    (tmp_path / "sources" / "mine.txt").unlink()
    assert held(tmp_path) == "bc", "the source that is gone is gone from sources too"


def test_a_build_that_fails_leaves_the_one_before(tmp_path: Path) -> None:
    build(tmp_path, "ab")
    before = snapshot(tmp_path)
    for exception in (ValueError("midway"), KeyboardInterrupt("midway")):
        with pytest.raises(type(exception), match="midway"):
            failing_build(tmp_path, exception)
        assert snapshot(tmp_path) == before


def test_a_first_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    out = tmp_path / "output"
    with pytest.raises(ValueError, match="midway"):
        failing_build(out, ValueError("midway"))
    assert not out.exists()


@pytest.mark.slow
def test_killed_at_any_point_it_holds_one_build_or_the_other(memory: Path) -> None:
    """Kills a rebuild at its first touch of the file system, its second, and so on until it is done."""
    seen, point = [], 0
    while True:
        out = memory / str(point)
        build(out, "ab")
        (out / "notes.txt").write_text("mine")
        status = in_child(build_until_killed, out, point)
        settle(out)
        seen.append(held(out))
        build(out, "cd")
        assert held(out) == "cd", f"killed at point {point}, the next build does not go through"
        assert (out / "notes.txt").read_text() == "mine"
        assert sorted(path.name for path in out.iterdir()) == sorted((*FILES, "notes.txt"))
        if status == 0:
            break
        assert status == -signal.SIGKILL
        point += 1
    assert point > 20, "the points of a build are counted"
    assert seen == ["ab"] * seen.count("ab") + ["bc"] * seen.count("bc"), "old up to one point, new from there"


def test_interrupted_while_it_is_swapped_in_the_new_build_counts(tmp_path: Path) -> None:
    """Ctrl-C just after the one rename that makes a build ready."""
    build(tmp_path, "ab")
    assert in_child(build_interrupted_once_ready, tmp_path) == 0
    assert held(tmp_path) == "bc"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FILES)


def test_two_builds_to_one_folder(tmp_path: Path) -> None:
    with locked(tmp_path):
        with pytest.raises(GraphbuildError, match=f"another build is writing to {tmp_path}; wait"), locked(tmp_path):
            pytest.fail("both have the folder")
        settle(tmp_path)
    build(tmp_path, "a")
    assert held(tmp_path) == "a"


def test_a_killed_build_holds_no_lock(tmp_path: Path) -> None:
    assert in_child(die_with_the_lock, tmp_path) == -signal.SIGKILL
    build(tmp_path, "a")
    assert held(tmp_path) == "a"


@pytest.mark.parametrize(("module", "function"), [(os, "open"), (fcntl, "flock")])
def test_a_ctrl_c_while_the_lock_is_taken_leaves_none(tmp_path: Path, module: ModuleType, function: str) -> None:
    assert in_child(be_interrupted_in, module.__name__, function, tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["graph.ttl", "graph.trig", "report.json", "sources", "store", ".findings"])
@pytest.mark.parametrize("kind", ["file", "folder", "link", "dangling link"])
def test_what_no_build_wrote_is_not_replaced(tmp_path: Path, name: str, kind: str) -> None:
    out = tmp_path / "output"
    out.mkdir()
    if kind == "file":
        (out / name).write_text('{"mine": true}')
    elif kind == "folder":
        (out / name).mkdir()
        (out / name / "mine.txt").write_text("mine")
    else:
        (out / name).symlink_to(tmp_path if kind == "link" else tmp_path / "gone")
    before = snapshot(tmp_path)
    if kind == "folder" and name in ("sources", ".findings"):
        build(out, "a")
        assert (out / name / "mine.txt").read_text() == "mine", "only new files come into a folder of that name"
        return
    with pytest.raises(GraphbuildError, match=f"{name} was not written by graphbuild and would be lost; move it"):
        build(out, "a")
    assert snapshot(tmp_path) == before


def test_a_folder_where_a_text_would_stand_is_not_replaced(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "sources" / "b.txt").mkdir()
    before = snapshot(tmp_path)
    with pytest.raises(GraphbuildError, match=r"sources/b\.txt was not written by graphbuild"):
        build(tmp_path, "ab")
    assert snapshot(tmp_path) == before


def test_a_graph_that_stands_alone_is_known_as_ours(tmp_path: Path) -> None:
    build(tmp_path, "a")
    (tmp_path / "report.json").unlink()
    (tmp_path / "graph.trig").unlink()
    build(tmp_path, "ab")
    assert held(tmp_path) == "ab"


def test_a_report_that_lies_removes_nothing_outside_sources(tmp_path: Path) -> None:
    out = tmp_path / "output"
    build(out, "a")
    (tmp_path / "mine.txt").write_text("mine")
    slugs = ["../../mine", "../notes", "/etc/passwd", "a\0b", 7, None]
    report = {"software": {"graphbuild": "0"}, "documents": [{"slug": slug} for slug in slugs] + ["x"]}
    (out / "report.json").write_text(json.dumps(report))
    (out / "notes.txt").write_text("mine")
    build(out, "b")
    assert (tmp_path / "mine.txt").read_text() == (out / "notes.txt").read_text() == "mine"


@pytest.mark.parametrize("below", ["", "/output", "/new/output"])
def test_a_file_in_the_folder_s_place(tmp_path: Path, below: str) -> None:
    (tmp_path / "output").write_text("mine")
    with pytest.raises(GraphbuildError, match="cannot be an output folder, since a file stands there; choose another"):
        build(Path(f"{tmp_path}/output{below}"), "a")
    assert (tmp_path / "output").read_text() == "mine"


def test_a_folder_that_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as name, as_nobody():
        for out in (Path(name), Path(name, "output")):
            with pytest.raises(GraphbuildError, match=r"cannot be written \(Permission denied\).* choose another"):
                build(out, "a")


def test_a_file_system_that_is_full(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "1m") as disk:
        out = disk / "output"
        build(out, "ab")
        before = snapshot(out)
        with pytest.raises(GraphbuildError, match=r"output cannot be written \(No space left on device\), what it"):
            build(out, "cd", bulk=20_000)
        assert snapshot(out) == before
        build(out, "ef")
        assert held(out) == "ef"


def test_a_file_that_grows_past_its_limit(tmp_path: Path) -> None:
    build(tmp_path, "ab")
    before = snapshot(tmp_path)
    assert in_child(build_with_small_files, tmp_path) == 0
    assert snapshot(tmp_path) == before


def snapshot(folder: Path) -> dict[str, bytes]:
    """All files below, with their bytes; the store's log aside, to which a reader may write."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "LOG")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


def failing_build(out: Path, error: BaseException) -> None:
    with locked(out), staging(out) as new:
        write(quads("c", 5), new)
        raise error


def in_child(function: Callable[..., None], *arguments: object) -> int | None:
    """Runs ``function`` in a process of its own; its exit code, below 0 for a signal."""
    context = multiprocessing.get_context("forkserver")  # a fork of this process would not have the store's threads
    context.set_forkserver_preload([__name__])
    child = context.Process(target=function, args=arguments)
    child.start()
    child.join(60)
    return child.exitcode


def die_with_the_lock(out: Path) -> None:
    with locked(out):
        os.kill(os.getpid(), signal.SIGKILL)


def be_interrupted_in(module: str, name: str, out: Path) -> None:
    """A Ctrl-C the moment that a step of taking the lock is done."""
    step = getattr(sys.modules[module], name)

    def interrupted(*arguments: Any) -> Any:
        done = step(*arguments)
        os.kill(os.getpid(), signal.SIGINT)
        return done

    setattr(sys.modules[module], name, interrupted)
    with pytest.raises(KeyboardInterrupt), locked(out):
        pytest.fail("it goes on")


def build_with_small_files(out: Path) -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    with pytest.raises(GraphbuildError, match=r"cannot be written \(File too large\)"):
        build(out, "cd", bulk=20_000)


def build_interrupted_once_ready(out: Path) -> None:
    interrupted = False

    def interrupt(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal interrupted
        if event == "os.rename" and not interrupted and ".graphbuild-ready" in str(arguments[0]):
            interrupted = True
            raise KeyboardInterrupt

    sys.addaudithook(interrupt)
    build(out, "bc")
    assert interrupted


def build_until_killed(out: Path, point: int) -> None:
    """A build that kills this process at its ``point``-th opening, making, renaming or removing of a file."""
    passed = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal passed
        if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir"):
            if passed == point:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1

    sys.addaudithook(count)
    build(out, "bc")


@contextmanager
def as_nobody() -> Iterator[None]:
    root = os.geteuid() == 0
    if root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("needs the right to mount a small file system; the test with a file-size limit stands for it")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)

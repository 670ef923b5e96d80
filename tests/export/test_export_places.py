"""Exports appear when they are whole, and take the place of nobody else's files."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.export import FORMATS, Narrowing, export_to
from graphbuild.graph.store import Graph


def test_a_folder_is_written_and_written_again(parish: Graph, tmp_path: Path) -> None:
    folder = tmp_path / "new" / "tables"
    export_to(parish, "csv", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv"]
    whole = (folder / "nodes.csv").read_bytes()
    export_to(parish, "csv", folder, Narrowing(topic="POVERTY"))
    assert len((folder / "nodes.csv").read_bytes()) < len(whole)
    (folder / "notes.txt").write_text("mine")
    export_to(parish, "csv", folder)
    assert (folder / "nodes.csv").read_bytes() == whole
    assert sorted(path.name for path in folder.iterdir()) == ["edges.csv", "nodes.csv", "notes.txt"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["tables"]


@pytest.mark.parametrize("name", ["nodes.csv", "edges.csv"])
def test_files_of_somebody_else_stay(parish: Graph, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("name,age\nAda,36\n")
    with pytest.raises(GraphbuildError, match=rf"{name} was not written by graphbuild and would be lost; move it away"):
        export_to(parish, "csv", tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_text() == "name,age\nAda,36\n"


def test_a_link_is_not_followed(parish: Graph, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(GraphbuildError, match="link is no folder; name another with --out"):
        export_to(parish, "csv", tmp_path / "link")
    (tmp_path / "file").write_text("mine")
    with pytest.raises(GraphbuildError, match="file is no folder"):
        export_to(parish, "csv", tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize("form", FORMATS)
def test_what_fails_leaves_what_was_there(parish: Graph, tmp_path: Path, form: str) -> None:
    out = tmp_path / "out"
    export_to(parish, form, out)
    before = {path: path.read_bytes() for path in out.rglob("*") if path.is_file()} or out.read_bytes()
    with pytest.raises(GraphbuildError, match="nothing of those years"):
        export_to(parish, form, out, Narrowing(first=2050))
    assert ({path: path.read_bytes() for path in out.rglob("*") if path.is_file()} or out.read_bytes()) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


@pytest.mark.parametrize("form", ["turtle", "csv"])
def test_what_cannot_be_written_gets_one_sentence(parish: Graph, tmp_path: Path, form: str) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(GraphbuildError, match=r"x cannot be written \(.*; make room or choose another --out"):
        export_to(parish, form, tmp_path / "file" / "x")


def test_an_unknown_format_gets_one_sentence(parish: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match=r"there is no export format 'excel'; choose turtle, trig, .*, csv"):
        export_to(parish, "excel", tmp_path / "x")


def test_of_a_link_to_a_file_the_file_is_written(parish: Graph, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    export_to(parish, "ntriples", tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert "<" in (tmp_path / "file").read_text()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_written_to_and_stays(parish: Graph, tmp_path: Path) -> None:
    pipe, read = tmp_path / "pipe", list[bytes]()
    os.mkfifo(pipe)
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    export_to(parish, "ntriples", pipe)
    reader.join(10)
    assert pipe.is_fifo()
    assert b"<" in read[0]

"""What is read under the paths that a user gives, and what is said of the rest."""

from __future__ import annotations

import os
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from graphbuild.errors import Unreadable
from graphbuild.read import find, read

NOBODY = 65534


def test_folders_are_walked_to_the_bottom_in_the_order_of_names(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "z/a.md", "y/deep/c.TXT", ".hidden.txt", ".git/d.txt", "photo.jpg", "y/report.json")
    found = find([tmp_path])
    assert [str(path.relative_to(tmp_path)) for path in found.files] == ["z/a.md", "b.txt", "y/deep/c.TXT"]
    assert found.refused == []
    assert found.ignored == 2


def test_the_order_of_the_paths_makes_no_difference(tmp_path: Path) -> None:
    write(tmp_path, "one/b.txt", "two/a.txt", "c.txt")
    paths = [tmp_path / "one", tmp_path / "two", tmp_path / "c.txt", tmp_path]
    assert find(paths) == find(paths[::-1])
    assert len(find(paths).files) == 3, "a file reached twice is read once"


def test_a_link_to_a_file_that_is_there_too_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "b.txt")
    (tmp_path / "a.txt").symlink_to("b.txt")
    assert [path.name for path in find([tmp_path]).files] == ["a.txt"]


def test_links_that_go_round_in_circles(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    (tmp_path / "nowhere.txt").symlink_to("gone.txt")
    found = find([tmp_path])
    assert [path.name for path in found.files] == ["a.txt"]
    assert [Path(refusal.path).name for refusal in found.refused] == ["loop.txt", "nowhere.txt"]
    assert "Too many levels of symbolic links" in found.refused[0].reason
    assert "is a link to a file that does not exist" in found.refused[1].reason


def test_a_pipe_and_a_socket_are_refused_without_being_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "socket.txt"))
        found = find([tmp_path, tmp_path / "pipe.txt"])
        assert [refusal.reason.split(", not")[0] for refusal in found.refused] == [
            f"{tmp_path}/pipe.txt is a named pipe",
            f"{tmp_path}/socket.txt is a socket",
        ]
        assert found.files == []
        for name in ("pipe.txt", "socket.txt"):
            with pytest.raises(Unreadable, match="not a file"):
                read(tmp_path / name)


def test_a_device_is_refused(tmp_path: Path) -> None:
    (tmp_path / "null.txt").symlink_to("/dev/null")
    [refusal] = find([tmp_path / "null.txt"]).refused
    assert "is a device, not a file" in refusal.reason


@pytest.mark.parametrize(
    ("name", "words"),
    [("minutes.xyz", "is of a kind that cannot be read"), ("gone.txt", "does not exist"), ("a\0b.txt", "null")],
)
def test_a_file_that_is_named_is_never_passed_over(tmp_path: Path, name: str, words: str) -> None:
    write(tmp_path, "minutes.xyz")
    [refusal] = find([tmp_path / name]).refused
    assert words in refusal.reason
    assert "; " in refusal.reason


def test_a_folder_without_documents(tmp_path: Path) -> None:
    write(tmp_path, "photo.jpg")
    [refusal] = find([tmp_path]).refused
    assert refusal.reason.startswith(f"{tmp_path} holds no documents (1 of other kinds); give a folder with files")


def test_the_texts_that_a_build_keeps_are_no_documents(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "output/sources/a-12345678.txt")
    kept = tmp_path / "output" / "sources"
    assert [path.name for path in find([tmp_path], leave_out=kept).files] == ["a.txt"]
    [refusal] = find([kept], leave_out=kept).refused
    assert "choose another output folder" in refusal.reason


def test_a_file_name_that_is_made_to_deceive_is_shown_on_one_line(tmp_path: Path) -> None:
    write(tmp_path, "a\nb\x1b[31m.xyz")
    [refusal] = find([tmp_path / "a\nb\x1b[31m.xyz"]).refused
    assert refusal.reason.startswith(f"{tmp_path}/a?b?[31m.xyz is of a kind")


def test_a_name_that_is_no_utf8_is_read(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"minutes-\xe9.txt")
    path.write_text("Minutes of the Council")
    [file] = find([tmp_path]).files
    found = read(file)
    assert found.name == "minutes-?.txt"
    found.slug.encode("utf-8")


def test_the_slug_depends_on_the_document_alone(tmp_path: Path) -> None:
    write(tmp_path, "one/5 March.txt", "two/5 March.txt")
    slugs = {read(tmp_path / folder / "5 March.txt").slug for folder in ("one", "two")}
    assert slugs == {"5-march-2092740a"}


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
def test_a_file_whose_bytes_the_system_does_not_give(tmp_path: Path) -> None:
    (tmp_path / "broken.txt").symlink_to("/proc/self/mem")
    with pytest.raises(Unreadable, match=r"broken\.txt cannot be read \(Input/output error\); check"):
        read(tmp_path / "broken.txt")


def test_a_file_and_a_folder_without_the_right_to_read() -> None:
    with as_someone_else() as folder:
        [refusal] = find([folder / "closed"]).refused
        assert refusal.reason.startswith(f"{folder}/closed cannot be listed (Permission denied); check that you may")
        [refusal] = find([folder / "closed" / "inner.txt"]).refused
        assert "cannot be reached (Permission denied)" in refusal.reason
        assert find([folder]).files == [folder / "mine.txt"]
        with pytest.raises(Unreadable, match=r"mine\.txt cannot be read \(Permission denied\); check"):
            read(folder / "mine.txt")


@contextmanager
def as_someone_else() -> Iterator[Path]:
    """A folder with ``mine.txt`` and ``closed/inner.txt`` that this process may not read, whoever runs the tests."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        write(folder, "mine.txt", "closed/inner.txt")
        (folder / "mine.txt").chmod(0)
        (folder / "closed").chmod(0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(NOBODY)
        try:
            yield folder
        finally:
            if root:
                os.seteuid(0)
            (folder / "closed").chmod(0o755)


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Minutes of the Council")

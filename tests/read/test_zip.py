"""Documents in a ZIP archive: each is a source, under its own name, and nothing is written anywhere."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import graphbuild
from graphbuild.errors import Unreadable
from graphbuild.read import read, read_all
from graphbuild.read.archives import members

MINUTES = (
    "Wexcombe Town Council\n\nMinutes of the meeting held on {}\n\nPresent: Cllrs A. Hall, B. Orme\n\n"
    "1. Ferry\n\nIt was late.\n"
)


def archive(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return path


def test_each_document_is_a_source_under_its_own_name(tmp_path: Path) -> None:
    path = archive(
        tmp_path / "pack.zip",
        {
            "2021/may.txt": MINUTES.format("5 May 2021"),
            "june.html": "<p>Ferry</p>",
            "photo.jpg": b"x",
            "__MACOSX/._may.txt": "x",
            ".hidden.txt": "x",
            "2021/": "",
        },
    )
    found = members(path)
    assert [(str(place), source.name) for place, source in found.documents] == [
        (f"{path}/may.txt", "may.txt"),
        (f"{path}/june.html", "june.html"),
    ]
    assert found.refused == []
    assert found.ignored == 1


@pytest.mark.parametrize("name", ["../../up.txt", "/etc/up.txt", "C:\\folder\\up.txt", "a/../../up.txt"])
def test_names_that_climb_out_are_only_names(tmp_path: Path, name: str) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    found = members(archive(inside / "pack.zip", {name: "Minutes"}))
    assert [source.name for _, source in found.documents] == ["up.txt"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a", "b", "pack.zip"]


def test_a_bad_member_does_not_lose_the_others(tmp_path: Path) -> None:
    path = archive(tmp_path / "pack.zip", {"a.txt": "", "b.txt": "Minutes", "c.zip": "x", "d.pdf": b"x"})
    found = members(path)
    assert [source.name for _, source in found.documents] == ["b.txt"]
    assert [refusal.reason.removeprefix(f"{path}/").split(";")[0] for refusal in found.refused] == [
        "a.txt is empty",
        "c.zip is an archive within an archive",
        "d.pdf is no PDF, whatever its name says",
    ]


def test_a_member_that_unpacks_to_much_and_an_archive_that_does(tmp_path: Path) -> None:
    large = b"word \n" * 4_000_000
    one = members(archive(tmp_path / "one.zip", {"large.txt": large, "small.txt": "Minutes"}))
    assert [source.name for _, source in one.documents] == ["small.txt"]
    assert "large.txt is larger than 20 MB" in one.refused[0].reason
    bomb = archive(tmp_path / "bomb.zip", {f"{n}.txt": large for n in range(9)})
    assert bomb.stat().st_size < 2_000_000
    assert members(bomb).documents == []
    [refusal] = members(bomb).refused
    assert refusal.reason.startswith(f"{bomb} unpacks to more than 200 MB, as no minutes do; give")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is no ZIP archive"),
        (b"PK\x03\x04 cut", "is no ZIP archive"),
        (b"PK\x05\x06" + bytes(18), "holds no documents"),
        (
            bytes(2_000_000) + b"PK\x05\x06" + bytes(8) + (2_000_000).to_bytes(4, "little") + bytes(6),
            "holds more than 2,000 files",
        ),
    ],
)
def test_archives_that_are_none_or_empty(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "pack.zip"
    path.write_bytes(data)
    [refusal] = members(path).refused
    assert refusal.reason.startswith(f"{path} {words}")


def test_a_locked_archive(tmp_path: Path) -> None:
    path = archive(tmp_path / "pack.zip", {"may.txt": "Minutes"})
    data = bytearray(path.read_bytes())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(sign) + flags] |= 1
    path.write_bytes(bytes(data))
    [refusal] = members(path).refused
    assert "pack.zip is locked with a password" in refusal.reason


def test_a_single_document_is_asked_of_an_archive(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="is an archive of documents"):
        read(archive(tmp_path / "pack.zip", {"may.txt": "Minutes"}))


def test_archives_are_read_beside_files(tmp_path: Path) -> None:
    archive(tmp_path / "b.zip", {"z.txt": "Zebra", "a.txt": "Same text"})
    (tmp_path / "c.txt").write_text("Same  text")
    found = read_all([tmp_path], tmp_path / "nowhere", lambda done, total: None)
    assert [source.name for _, source in found.documents] == ["a.txt", "z.txt"]
    assert found.duplicates == {str(tmp_path / "c.txt"): str(tmp_path / "b.zip" / "a.txt")}


def test_a_build_of_an_archive_is_a_build_of_its_documents(tmp_path: Path) -> None:
    files = {f"{day}.txt": MINUTES.format(f"{day} May 2021") for day in (5, 12)}
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text)
    graphbuild.build([archive(tmp_path / "pack.zip", files)], tmp_path / "one")
    graphbuild.build([folder], tmp_path / "two")
    assert (tmp_path / "one/graph.ttl").read_bytes() == (tmp_path / "two/graph.ttl").read_bytes()


@settings(deadline=2000, max_examples=150)
@given(st.lists(st.tuples(st.integers(0, 300), st.binary(max_size=8)), max_size=6))
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, changes: list[tuple[int, bytes]]
) -> None:
    path = archive(
        tmp_path_factory.getbasetemp() / "damaged.zip", {"may.txt": "Minutes " * 20, "june.html": "<p>Ferry"}
    )
    data = bytearray(path.read_bytes())
    for at, other in changes:
        data[at : at + len(other)] = other
    path.write_bytes(bytes(data))
    found = members(path)
    assert found.documents or found.refused

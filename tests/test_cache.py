"""Findings that are kept: they come back as they were, and from no file that is not right in every byte."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
from barchester import minutes, read, source

from graphbuild.cache import Cache, Texts, _checksum
from graphbuild.errors import Unreadable
from graphbuild.model import Source
from graphbuild.outcome import Outcome
from graphbuild.read import Content

TEXT = minutes(
    (
        "LETTINGS",
        "Mr. T. Vane, Head of Housing, presented a report. It cost £1,200.50.\n\nResolved: - That it be noted.",
    )
)


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return Outcome(findings=read(TEXT))


@pytest.fixture
def kept(tmp_path: Path, outcome: Outcome) -> Cache:
    cache = Cache(tmp_path / "findings", "1")
    cache.put(source(TEXT), outcome)
    return cache


def entry(folder: Path) -> Path:
    [path] = (folder / "findings").iterdir()
    return path


def test_findings_come_back_as_they_were(kept: Cache, outcome: Outcome) -> None:
    got = kept.get(source(TEXT))
    assert got == outcome
    assert repr(got) == repr(outcome), "types too: tuples, enumerations, exact decimals"
    assert outcome.findings
    assert outcome.findings.facts.amounts
    assert outcome.findings.facts.resolutions


def test_a_refusal_comes_back_and_a_fault_does_not(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "findings", "1")
    refused = Outcome(refused="soup.txt: no meeting was found")
    cache.put(source("Soup"), refused)
    cache.put(source("Stew"), Outcome(refused="a fault of graphbuild", lasting=False))
    assert cache.get(source("Soup")) == refused
    assert cache.get(source("Stew")) is None


def test_another_document_name_or_fingerprint_is_not_known(kept: Cache, tmp_path: Path) -> None:
    assert kept.get(source(TEXT + " ")) is None
    assert kept.get(source(TEXT, "other.txt")) is None
    assert Cache(tmp_path / "findings", "2").get(source(TEXT)) is None
    assert Cache(tmp_path / "findings", "1", read=False).get(source(TEXT)) is None


class Bomb:
    def __reduce__(self) -> tuple[Callable[[str], int], tuple[str]]:
        return os.system, ("touch exploded",)


def signed(name: str, written: bytes) -> bytes:
    return _checksum(name, written) + written


DAMAGE: dict[str, Callable[[bytes, str], bytes]] = {
    "empty": lambda data, name: b"",
    "cut off": lambda data, name: data[:-1],
    "a bit flipped": lambda data, name: data[:500] + bytes([data[500] ^ 1]) + data[501:],
    "the entry of another": lambda data, name: signed("0" * 64, data[64:]),
    "pickle": lambda data, name: pickle.dumps(Bomb()),
    "pickle, signed": lambda data, name: signed(name, pickle.dumps(Bomb())),
    "no findings, signed": lambda data, name: signed(name, b'{"findings": {"source": 7}}'),
    "deep, signed": lambda data, name: signed(name, b'{"findings":' * 100_000),
    "a list, signed": lambda data, name: signed(name, b"[]"),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_file_that_is_not_right_counts_as_missing(
    kept: Cache, tmp_path: Path, outcome: Outcome, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    path = entry(tmp_path)
    path.write_bytes(DAMAGE[damage](path.read_bytes(), path.stem))
    assert kept.get(source(TEXT)) is None
    assert not (tmp_path / "exploded").exists()
    kept.put(source(TEXT), outcome)
    assert kept.get(source(TEXT)) == outcome


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_what_is_no_file_is_not_read(kept: Cache, tmp_path: Path, make: Callable[[Path], None]) -> None:
    path = entry(tmp_path)
    path.unlink()
    make(path)
    assert kept.get(source(TEXT)) is None


def test_nothing_is_written_through_a_link(kept: Cache, tmp_path: Path, outcome: Outcome) -> None:
    path, mine = entry(tmp_path), tmp_path / "mine.txt"
    mine.write_text("mine")
    path.unlink()
    path.symlink_to(mine)
    path.with_suffix(".json.new").symlink_to(mine)
    kept.put(source(TEXT), outcome)
    assert mine.read_text() == "mine"
    assert kept.get(source(TEXT)) == outcome


def test_pruning_takes_what_no_document_needs_and_nothing_else(kept: Cache, tmp_path: Path, outcome: Outcome) -> None:
    path = entry(tmp_path)
    folder = path.parent
    Cache(folder, "2").put(source(TEXT), outcome)
    path.with_suffix(".json.new").touch()
    mine = [folder / "notes.txt", folder / "photo.json"]
    for file in mine:
        file.touch()
    kept.prune([source(TEXT)])
    assert sorted(folder.iterdir()) == sorted([path, *mine])
    kept.prune([])
    assert sorted(folder.iterdir()) == sorted(mine)


def test_a_folder_that_cannot_be_used_costs_only_time(tmp_path: Path, outcome: Outcome) -> None:
    (tmp_path / "file").touch()
    cache = Cache(tmp_path / "file", "1")
    cache.put(source(TEXT), outcome)
    assert cache.get(source(TEXT)) is None
    cache.prune([])
    assert (tmp_path / "file").is_file()


def test_a_lone_surrogate_in_a_text_is_no_fault(tmp_path: Path) -> None:
    odd = Source(slug="x", name="x.txt", sha256="0", text="\ud800")
    cache = Cache(tmp_path / "findings", "1")
    cache.put(odd, Outcome(refused="no meeting"))
    assert cache.get(odd) == Outcome(refused="no meeting")


class Parser:
    """Counts what it is asked to parse."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, bytes]] = []

    def __call__(self, suffix: str, data: bytes) -> Content:
        self.asked.append((suffix, data))
        if data == b"scan":
            raise Unreadable("holds no text")
        return Content(data.decode("utf-8", "surrogatepass"), "Minutes", (0, 4))


def texts(folder: Path, parser: Parser, fingerprint: str = "1", read: bool = True) -> Texts:
    return Texts(folder / "findings", fingerprint, read, parser)


def test_a_file_is_parsed_once_by_each_reader(tmp_path: Path) -> None:
    parser = Parser()
    first = texts(tmp_path, parser).parse(".pdf", b"Resolved")
    assert texts(tmp_path, parser).parse(".pdf", b"Resolved") == first == Content("Resolved", "Minutes", (0, 4))
    assert len(parser.asked) == 1
    for again in (texts(tmp_path, parser, "2"), texts(tmp_path, parser, read=False)):
        assert again.parse(".pdf", b"Resolved") == first
    texts(tmp_path, parser).parse(".docx", b"Resolved")
    texts(tmp_path, parser).parse(".pdf", b"Resolved.")
    assert len(parser.asked) == 5


def test_what_is_not_worth_keeping_is_not_kept(tmp_path: Path) -> None:
    parser = Parser()
    texts(tmp_path, parser).parse(".txt", b"Resolved")
    with pytest.raises(Unreadable, match="holds no text"):
        texts(tmp_path, parser).parse(".pdf", b"scan")
    texts(tmp_path, parser).parse(".pdf", "\ud800".encode("utf-8", "surrogatepass"))
    assert not list(tmp_path.glob("findings/*"))


def test_a_damaged_text_is_parsed_anew(tmp_path: Path) -> None:
    parser = Parser()
    texts(tmp_path, parser).parse(".pdf", b"Resolved")
    path = entry(tmp_path)
    path.write_bytes(path.read_bytes().replace(b"Resolved", b"Rejected"))
    assert texts(tmp_path, parser).parse(".pdf", b"Resolved").text == "Resolved"
    assert len(parser.asked) == 2


def test_pruning_takes_the_texts_that_were_not_asked_for(kept: Cache, tmp_path: Path, outcome: Outcome) -> None:
    before = texts(tmp_path, Parser())
    for data in (b"old", b"new"):
        before.parse(".pdf", data)
    now = texts(tmp_path, Parser())
    now.parse(".pdf", b"new")
    now.prune()
    held = [path.read_bytes() for path in (tmp_path / "findings").iterdir() if "text" in path.name]
    assert len(held) == 1
    assert b"new" in held[0]
    assert kept.get(source(TEXT)) == outcome
    kept.prune([source(TEXT)])
    assert len(list((tmp_path / "findings").iterdir())) == 2

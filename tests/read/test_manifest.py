"""The manifest of fetched documents, as a build reads it."""

from __future__ import annotations

import hashlib
import json
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graphbuild.read import Inputs, find, manifest, read_all

TEXT = b"Barchester City Council\nMinutes of the Cabinet, 12 September 2024\n"
ADDRESS = "https://democracy.barchester.example/documents/g1/Printed%20minutes.pdf?T=1"


def entry(**other: object) -> dict[str, object]:
    return {
        "file": "minutes.txt",
        "address": ADDRESS,
        "title": "Printed draft minutes",
        "date": "2024-09-12",
        "type": "minutes",
        "status": "draft",
        "committee": "Cabinet",
        "meeting": "https://democracy.barchester.example/ieListDocuments.aspx?CId=1&MId=1",
        "sha256": hashlib.sha256(TEXT).hexdigest(),
        "fetched": "2026-01-05T09:00:00+00:00",
    } | other


def inputs(folder: Path, content: object, text: bytes = TEXT) -> Inputs:
    (folder / "minutes.txt").write_bytes(text)
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / "manifest.json").write_bytes(data)
    return read_all([folder], folder / "out", lambda *_: None)


def listing(*entries: object) -> dict[str, object]:
    return {"made_by": "graphbuild fetch", "documents": list(entries)}


def test_a_source_has_the_address_and_status_that_the_manifest_gives(tmp_path: Path) -> None:
    read = inputs(tmp_path, listing(entry()))
    ((_, source),) = read.documents
    assert (source.address, source.status) == (ADDRESS, "draft")
    assert (read.ignored, read.refused, read.warnings) == (0, [], ())


def test_a_file_given_by_name_has_it_too(tmp_path: Path) -> None:
    inputs(tmp_path, listing(entry()))
    ((_, source),) = read_all([tmp_path / "minutes.txt"], tmp_path / "out", lambda *_: None).documents
    assert source.address == ADDRESS


def test_a_manifest_that_lies_about_a_document(tmp_path: Path) -> None:
    read = inputs(tmp_path, listing(entry()), TEXT + b"and more")
    ((_, source),) = read.documents
    assert (source.address, source.status) == (None, None)
    (warning,) = read.warnings
    assert "minutes.txt is not what was fetched from https://democracy.barchester.example" in warning


@pytest.mark.parametrize(
    "content",
    [
        b'{"made_by": "graphbuild fetch", ',
        b"\xff\xfe",
        b"[" * 100_000,
        listing(entry(sha256=5)),
        listing(entry(type="poem")),
        listing(None),
        {"made_by": "graphbuild fetch", "documents": "none"},
    ],
    ids=str,
)
def test_a_broken_manifest_is_one_warning_and_the_documents_are_read(tmp_path: Path, content: object) -> None:
    read = inputs(tmp_path, content)
    ((_, source),) = read.documents
    assert source.address is None
    (warning,) = read.warnings
    assert f"{tmp_path}/manifest.json cannot be read (" in warning
    assert "the documents are read without their addresses; delete it and fetch again to have them" in warning


@pytest.mark.parametrize("content", [{}, [], {"name": "An app", "start_url": "/"}, None])
def test_a_manifest_of_another_program_is_none_of_ours(tmp_path: Path, content: object) -> None:
    read = inputs(tmp_path, content)
    assert read.warnings == ()
    assert len(read.documents) == 1


@pytest.mark.parametrize("file", ["../minutes.txt", "/etc/passwd", "sub/minutes.txt", ""])
def test_an_entry_is_only_for_a_file_beside_the_manifest(tmp_path: Path, file: str) -> None:
    ((_, source),) = inputs(tmp_path, listing(entry(file=file))).documents
    assert source.address is None


def test_a_document_in_an_archive_has_no_manifest_and_nothing_is_said_of_that(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "pack.zip", "w") as pack:
        pack.writestr("minutes.txt", TEXT)
    read = read_all([tmp_path / "pack.zip"], tmp_path / "out", lambda *_: None)
    assert [source.name for _, source in read.documents] == ["minutes.txt"]
    assert read.warnings == ()


def test_a_manifest_is_no_document_and_not_counted(tmp_path: Path) -> None:
    inputs(tmp_path, listing(entry()))
    (tmp_path / "photo.jpg").write_bytes(b"")
    found = find([tmp_path])
    assert [file.name for file in found.files] == ["minutes.txt"]
    assert found.ignored == 1


@given(
    st.binary(max_size=200)
    | st.recursive(st.none() | st.text(max_size=9), st.lists).map(lambda x: json.dumps(listing(x)).encode())
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_manifest_breaks_a_build(tmp_path: Path, content: bytes) -> None:
    assert len(inputs(tmp_path, content).documents) == 1
    with suppress(manifest.BrokenManifest):
        manifest.load(tmp_path)

"""The manifest of a folder of fetched documents: where each is from. Written by ``fetch``, read by ``build``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from graphbuild.errors import GraphbuildError, shown
from graphbuild.model import Source

NAME = "manifest.json"
MADE_BY: Literal["graphbuild fetch"] = "graphbuild fetch"
LARGEST = 50_000_000
"""Bytes."""


class Entry(BaseModel):
    """One document that was fetched."""

    model_config = ConfigDict(frozen=True)

    file: str
    """Its name in the manifest's folder."""
    address: str
    title: str
    date: str
    """Of the meeting, ISO."""
    type: Literal["minutes", "agenda"]
    status: Literal["draft", "approved"] | None = None
    committee: str
    meeting: str
    """Address of the meeting's page."""
    sha256: str
    fetched: str
    """When, ISO with the zone."""
    etag: str | None = None
    last_modified: str | None = None


class Manifest(BaseModel):
    """All documents of a folder, and how far a fetch has come that was broken off."""

    made_by: Literal["graphbuild fetch"] = MADE_BY
    begun: dict[str, str] = {}
    """Fetches that did not come to their end: what was asked for, and when."""
    read: dict[str, str] = {}
    """Addresses of meetings, and when all that is wanted of them was last fetched."""
    documents: list[Entry] = []


class BrokenManifest(GraphbuildError):
    """A manifest that cannot be read."""


def load(folder: Path) -> Manifest | None:
    """The manifest of ``folder``; None where there is none, or a file of that name that ``fetch`` has not written.

    Raises BrokenManifest, with a sentence that names the file and the remedy.
    """
    path = folder / NAME
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (FileNotFoundError, NotADirectoryError):  # a document in an archive has no folder
        return None
    except (OSError, ValueError) as error:
        raise broken(path, getattr(error, "strerror", None) or str(error)) from None
    return parsed(path, data)


def parsed(path: PurePath, data: bytes) -> Manifest | None:
    """The manifest of which ``data`` are the bytes, and ``path`` the name in messages; None, or raises, as ``load``."""
    try:
        if len(data) > LARGEST:
            raise ValueError("it is too large")
        content = json.loads(data)
        if not isinstance(content, dict) or content.get("made_by") != MADE_BY:
            return None
        return Manifest.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        why = f"{'.'.join(map(str, first['loc']))}: {first['msg']}"
    except (ValueError, RecursionError) as error:
        why = str(error)
    raise broken(path, why)


def broken(path: PurePath, why: str) -> BrokenManifest:
    """What to raise, or to warn of, where the manifest ``path`` cannot be read."""
    remedy = "the documents are read without their addresses; delete it and fetch again to have them"
    return BrokenManifest(f"{shown(path)} cannot be read ({shown(why)}); {remedy}")


def with_addresses(documents: Iterable[tuple[PurePath, Source]]) -> tuple[list[tuple[PurePath, Source]], list[str]]:
    """``documents`` with the address and status that the manifest of their folder gives, and what is wrong there.

    An entry holds only for the very bytes that were fetched. Raises nothing.
    """
    entries: dict[PurePath, dict[str, Entry]] = {}
    warnings: list[str] = []
    described: list[tuple[PurePath, Source]] = []
    for path, source in documents:
        if path.parent not in entries:
            entries[path.parent], wrong = _entries(Path(path.parent))
            warnings += wrong
        entry = entries[path.parent].get(path.name)
        if entry and entry.sha256 != source.sha256:
            warnings.append(not_fetched(path, entry.address))
        elif entry:
            source = fetched(source, entry.address, entry.status)
        described.append((path, source))
    return described, warnings


def fetched(source: Source, address: str, status: str | None) -> Source:
    """``source`` with the address that it is from, and the status that it has there."""
    return replace(source, address=address, status=source.status or status)


def not_fetched(path: PurePath, address: str) -> str:
    """That the document ``path`` is another than its manifest says, as a sentence."""
    return (
        f"{shown(path)} is not what was fetched from {shown(address)}, so the graph does not say that it "
        "is from there; delete the file and fetch again, or keep your own version under another name"
    )


def _entries(folder: Path) -> tuple[dict[str, Entry], Sequence[str]]:
    try:
        manifest = load(folder)
    except BrokenManifest as error:
        return {}, [str(error)]
    return {entry.file: entry for entry in manifest.documents} if manifest else {}, ()

"""The documents in a ZIP archive, each read as if it were a file of a folder; nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
from pathlib import Path, PurePath, PurePosixPath
from typing import NamedTuple

from graphbuild.errors import Unreadable, shown
from graphbuild.model import Refusal, Source
from graphbuild.read.formats import is_archive, known
from graphbuild.read.source import LARGEST_FILE, Parse, bytes_of, parsed, source
from graphbuild.read.unzip import LARGEST, opened, unpacked


class Members(NamedTuple):
    """What an archive holds."""

    documents: list[tuple[PurePath, Source]]
    refused: list[Refusal]
    ignored: int
    """Files of other kinds."""


def members(path: Path, parse: Parse = parsed) -> Members:
    """Every document in the archive ``path``, each under its own name; raises nothing for what is bad."""
    try:
        data = bytes_of(path, LARGEST)
    except Unreadable as error:
        return Members([], [Refusal(path=shown(path), reason=str(error))], 0)
    return members_of(path, data, parse)


def members_of(path: PurePath, data: bytes, parse: Parse = parsed) -> Members:
    """Every document in the archive of which ``data`` are the bytes, and ``path`` is the name in messages."""
    documents: list[tuple[PurePath, Source]] = []
    refused: list[Refusal] = []
    try:
        with opened(data, "ZIP archive") as archive:
            files = [each for each in archive.infolist() if not each.is_dir() and not _is_hidden(each)]
            wanted = [each for each in files if known(_name(each))]
            for member in wanted:
                place = path / _name(member)
                try:
                    documents.append((place, source(place, _unpacked(archive, member, place), parse)))
                except Unreadable as error:
                    refused.append(Refusal(path=shown(place), reason=str(error)))
    except Unreadable as error:
        return Members([], [Refusal(path=shown(path), reason=f"{shown(path)} {error}")], 0)
    if not wanted:
        reason = f"{shown(path)} holds no documents that can be read; give an archive of minutes and agendas"
        refused.append(Refusal(path=shown(path), reason=reason))
    return Members(documents, refused, len(files) - len(wanted))


def _name(member: zipfile.ZipInfo) -> Path:
    """The last part of a member's name: its folders, which may climb out of the archive, mean nothing here."""
    return Path(PurePosixPath(member.filename.replace("\\", "/")).name)


def _is_hidden(member: zipfile.ZipInfo) -> bool:
    """Whether a member is of those that systems put into archives beside the documents."""
    return "__MACOSX" in member.filename or str(_name(member)).startswith(".")


def _unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, place: PurePath) -> bytes:
    if is_archive(place):
        raise Unreadable(f"{shown(place)} is an archive within an archive; unpack it and give its documents")
    try:
        return unpacked(archive, member, LARGEST_FILE + 1)
    except Unreadable:
        raise Unreadable(f"{shown(place)} is damaged in its archive; download the archive again") from None

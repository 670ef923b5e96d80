"""ZIP archives, which Word documents are too: what is safe to unpack."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Sequence
from io import BytesIO

from graphbuild.errors import Unreadable

MOST_MEMBERS = 2_000
LARGEST = 200_000_000
"""Bytes of all that an archive unpacks to."""
_LARGEST_DIRECTORY = 500 * MOST_MEMBERS
"""Bytes of the list of its members at its end: names and dates of so many."""


def opened(data: bytes, kind: str) -> zipfile.ZipFile:
    """The archive in ``data``, of which ``kind`` says what it is ("Word document").

    Raises Unreadable for what is damaged or locked, and for what would unpack to more than any such file holds.
    """
    try:
        zipfile.ZipFile(_Directory(data))
        archive = zipfile.ZipFile(BytesIO(data))
        members: Sequence[zipfile.ZipInfo] = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        raise Unreadable(f"is no {kind}, or is cut off or damaged; download or save it again") from None
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("is locked with a password; save it without one and give that")
    if len(members) > MOST_MEMBERS:
        raise Unreadable(_TOO_MANY)
    if sum(member.file_size for member in members) > LARGEST:
        raise Unreadable(f"unpacks to more than {LARGEST // 1_000_000} MB, as no minutes do; give the texts in it")
    return archive


_TOO_MANY = f"holds more than {MOST_MEMBERS:,} files; unpack it and give those that are documents"


class _Directory(BytesIO):
    """An archive of which the list of members is read: ``ZipFile`` reads it in one piece, before it can be counted."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As of any file. Raises Unreadable for a piece that is too large."""
        if size is not None and size > _LARGEST_DIRECTORY:
            raise Unreadable(_TOO_MANY)
        return super().read(size)


def unpacked(archive: zipfile.ZipFile, member: zipfile.ZipInfo, largest: int) -> bytes:
    """The first ``largest`` bytes of a member; whatever it says of its size, no more are unpacked.

    Raises Unreadable for what is damaged.
    """
    try:
        with archive.open(member) as file:
            return file.read(largest)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        raise Unreadable("is damaged; download or save it again") from None

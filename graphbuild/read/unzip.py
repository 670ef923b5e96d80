"""ZIP archives, which Word documents are too: what is safe to unpack."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from io import BytesIO

from graphbuild.errors import Unreadable

MOST_MEMBERS = 2_000
LARGEST = 200_000_000
"""Bytes of all that an archive unpacks to."""


def opened(data: bytes, kind: str) -> zipfile.ZipFile:
    """The archive in ``data``, of which ``kind`` says what it is ("Word document").

    Raises Unreadable for what is damaged or locked, and for what would unpack to more than any such file holds.
    """
    try:
        archive = zipfile.ZipFile(BytesIO(data))
        members: Sequence[zipfile.ZipInfo] = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError, EOFError):
        raise Unreadable(f"is no {kind}, or is cut off or damaged; download or save it again") from None
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable("is locked with a password; save it without one and give that")
    if len(members) > MOST_MEMBERS:
        raise Unreadable(f"holds more than {MOST_MEMBERS:,} files; unpack it and give the documents")
    if sum(member.file_size for member in members) > LARGEST:
        raise Unreadable(f"unpacks to more than {LARGEST // 1_000_000} MB; unpack it and give the documents")
    return archive

"""One file to a Source, or one sentence that says why not."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from pathlib import Path, PurePath

from graphbuild.errors import Unreadable, shown
from graphbuild.model import Source
from graphbuild.read import sandbox
from graphbuild.read.content import Content
from graphbuild.read.formats import formats, is_archive, suffixes
from graphbuild.vocabulary import slug

_EMPTY = "is empty; give a file that holds the document's text"
LARGEST_FILE = 20_000_000
"""Bytes. At 3,000 characters a page that is more than 6,000 pages, which no record of a meeting has."""
LONGEST_LINE = 100_000
"""Characters. A paragraph is a line in some layouts, but none is as long; patterns and parsers would be slow."""

Parse = Callable[[str, bytes], Content]
"""What is in the bytes of a file with this suffix, in lower case; raises Unreadable."""


def parsed(suffix: str, data: bytes) -> Content:
    """What the format of ``suffix`` makes of ``data``.

    Raises Unreadable, with what follows the file's name in a sentence.
    """
    parser = formats()[suffix]
    return sandbox.parse(suffix, data) if parser.NATIVE else parser.parse(data)


def read(path: Path, parse: Parse = parsed) -> Source:
    """The document in the file ``path``, its text normalised.

    Raises Unreadable, with one sentence that names the file and the remedy, for whatever cannot be read.
    """
    if is_archive(path):
        raise Unreadable(f"{shown(path)} is an archive of documents; unpack it and give one of them")
    _check_kind(path)
    return source(path, bytes_of(path), parse)


def source(path: PurePath, data: bytes, parse: Parse = parsed) -> Source:
    """The document of which ``data`` are the bytes, and ``path`` is the name in messages.

    Raises Unreadable, with one sentence that names the file and the remedy, for whatever cannot be read.
    """
    _check_kind(path)
    if len(data) > LARGEST_FILE:
        raise Unreadable(too_large(path, LARGEST_FILE))
    if not data:
        raise Unreadable(f"{shown(path)} {_EMPTY}")
    try:
        content = parse(path.suffix.lower(), data)
    except Unreadable as error:
        raise Unreadable(f"{shown(path)} {error}") from None
    _check_text(path, content.text)
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(
        slug=f"{slug(path.stem, 60)}-{sha256[:8]}",
        name=shown(path.name),
        sha256=sha256,
        text=content.text,
        title=content.title,
        page_starts=content.page_starts,
        lost=content.lost,
    )


def why_not_a_file(mode: int) -> str | None:
    """What a path of this ``st_mode`` is where it is no regular file; None where it is one."""
    kinds = {stat.S_ISFIFO: "a named pipe", stat.S_ISSOCK: "a socket", stat.S_ISDIR: "a folder"}
    if stat.S_ISREG(mode):
        return None
    return next((kind for is_kind, kind in kinds.items() if is_kind(mode)), "a device")


def of_no_kind(path: PurePath) -> str:
    """That no format has the suffix of ``path``, as a sentence."""
    return f"{shown(path)} is of a kind that cannot be read; give a file that ends in {suffixes()}"


def _check_kind(path: PurePath) -> None:
    if path.suffix.lower() not in formats():
        raise Unreadable(of_no_kind(path))


def bytes_of(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of the file ``path``, ``largest`` at most.

    Raises Unreadable, with one sentence that names the file and the remedy, for what is larger or cannot be read.
    """
    try:
        _check_file(path, path.stat(), largest)
        # Checked again once open: what stands at the path may have become a pipe meanwhile.
        with open(path, "rb", opener=_open_without_waiting) as file:
            _check_file(path, os.fstat(file.fileno()), largest)
            data = file.read(largest + 1)
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise Unreadable(f"{shown(path)} cannot be read ({why}); check that it is there and you may read it") from None
    if len(data) > largest:
        raise Unreadable(too_large(path, largest))
    return data


def _open_without_waiting(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def _check_file(path: Path, found: os.stat_result, largest: int) -> None:
    kind = why_not_a_file(found.st_mode)
    if kind:
        raise Unreadable(f"{shown(path)} is {kind}, not a file; save the document as a file and give that")
    if found.st_size > largest:
        raise Unreadable(too_large(path, largest))


def too_large(path: PurePath, largest: int) -> str:
    """That the file ``path`` has more bytes than ``largest``, as a sentence."""
    return f"{shown(path)} is larger than {largest // 1_000_000} MB; split it into one file a meeting"


def _check_text(path: PurePath, text: str) -> None:
    if not any(map(str.isalnum, text)):
        raise Unreadable(f"{shown(path)} {_EMPTY}")
    longest = max(map(len, text.split("\n")))
    if longest > LONGEST_LINE:
        raise Unreadable(
            f"{shown(path)} has a line of {longest:,} characters, longer than any line of minutes; "
            "save the document as plain text with its line breaks and give that"
        )

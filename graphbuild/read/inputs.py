"""All that a user gives, read: every document once, and a sentence for each that is not."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from graphbuild.errors import Unreadable, shown
from graphbuild.model import Refusal, Source
from graphbuild.read import manifest
from graphbuild.read.archives import members
from graphbuild.read.find import find
from graphbuild.read.formats import is_archive
from graphbuild.read.source import Parse, parsed, read

Read = tuple[PurePath, Source]
"""A document, and the path that it is called by in messages."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What was read and what was not."""

    documents: list[Read]
    """By name, so that the order in which they were given makes no difference."""
    refused: list[Refusal]
    duplicates: dict[str, str]
    """Paths of those refused for being a copy, with the path of the one that was read."""
    ignored: int
    """Files of other kinds in folders and archives."""
    warnings: tuple[str, ...] = ()
    """A sentence on each manifest of fetched documents that does not hold."""


def read_all(
    paths: Sequence[Path], leave_out: Path, progress: Callable[[int, int], None], parse: Parse = parsed
) -> Inputs:
    """Find and read what is under ``paths``, without the folder ``leave_out``, each file by ``parse``.

    ``progress`` is told how many files are done and how many there are. Raises nothing for a bad document.
    """
    files, refused, ignored = find(paths, leave_out)
    documents: list[Read] = []
    for done, file in enumerate(files):
        progress(done, len(files))
        if is_archive(file):
            inside = members(file, parse)
            documents += inside.documents
            refused += inside.refused
            ignored += inside.ignored
            continue
        try:
            documents.append((file, read(file, parse)))
        except Unreadable as error:
            refused.append(Refusal(path=shown(file), reason=str(error)))
    documents.sort(key=lambda document: (document[1].name, document[1].sha256))
    documents, warnings = manifest.with_addresses(documents)
    kept, duplicates = _without_copies(documents)
    refused += [Refusal(path=path, reason=same_as(path, first)) for path, first in duplicates.items()]
    return Inputs(kept, refused, duplicates, ignored, tuple(warnings))


def digest(text: str) -> str:
    """The same for two texts that differ in white space alone."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8")).hexdigest()


def same_as(path: str, first: str) -> str:
    """Why the document ``path`` is refused, of which ``first`` is a copy, as a sentence."""
    return f"{path} holds the same text as {first}, which was read; remove one of the two"


def _without_copies(documents: list[Read]) -> tuple[list[Read], dict[str, str]]:
    """The first of each text, white space aside; and of the others, which that is."""
    first: dict[str, Read] = {}
    copies: dict[str, str] = {}
    for path, source in documents:
        kept, _ = first.setdefault(digest(source.text), (path, source))
        if kept != path:
            copies[shown(path)] = shown(kept)
    return list(first.values()), copies

"""Which files there are to read under the paths that a user gives."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePath
from typing import NamedTuple

from graphbuild.errors import shown
from graphbuild.model import Refusal
from graphbuild.read import manifest
from graphbuild.read.formats import known, suffixes
from graphbuild.read.source import of_no_kind, why_not_a_file


class Found(NamedTuple):
    """What is to be read, by file name, and what is not, by path."""

    files: list[Path]
    refused: list[Refusal]
    ignored: int
    """Files of other kinds in folders: not refused, but counted."""


def find(paths: Sequence[Path], leave_out: Path | None = None) -> Found:
    """The regular files of a known kind among ``paths`` and in the folders among them, each once.

    Folders are walked to the bottom, without hidden files, without links to folders (which can go round in circles) and
    without the folder ``leave_out`` (where a build keeps texts, which may stand below its documents). Opens no file;
    the order of ``paths`` makes no difference.
    """
    files: list[Path] = []
    refused: dict[str, Refusal] = {}
    ignored = 0
    for path in paths:
        if os.path.isdir(path):  # noqa: PTH112 - Path.is_dir raises where a folder above may not be searched
            inside, wrong = _walk(path, leave_out)
            documents = [file for file in inside if known(file)]
            ignored += len(inside) - len(documents)
            if not documents and not wrong:
                wrong = [nothing_in(path, len(inside))]
        else:
            documents, wrong = [path], []
        checked = [(file, _why_not(file)) for file in documents]
        files += [file for file, refusal in checked if refusal is None]
        refused |= {r.path: r for r in (*wrong, *(refusal for _, refusal in checked)) if r}
    return Found(_each_once(files), [refused[path] for path in sorted(refused)], ignored)


def _walk(folder: Path, leave_out: Path | None) -> tuple[list[Path], list[Refusal]]:
    """All that is no folder in ``folder`` and below, and the folders that cannot be listed."""
    if leave_out and _same(folder, leave_out):
        reason = f"{shown(folder)} is where a build to that output folder keeps its texts; choose another output folder"
        return [], [Refusal(path=shown(folder), reason=reason)]
    files: list[Path] = []
    wrong: list[Refusal] = []

    def refuse(error: OSError) -> None:
        where = shown(error.filename)
        reason = f"{where} cannot be listed ({error.strerror}); check that you may read the folder"
        wrong.append(Refusal(path=where, reason=reason))

    for here, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(f for f in folders if f[0] != "." and not (leave_out and _same(Path(here, f), leave_out)))
        files += [Path(here, name) for name in sorted(names) if name[0] != "." and name != manifest.NAME]
    return files, wrong


def _why_not(file: Path) -> Refusal | None:
    try:
        kind = why_not_a_file(file.stat().st_mode)
    except FileNotFoundError:
        what = "is a link to a file that" if file.is_symlink() else ""
        reason = f"{what} does not exist; check the name".lstrip()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        reason = f"cannot be reached ({why}); check the path and that you may read it"
    else:
        if kind:
            reason = f"is {kind}, not a file; save the document as a file and give that"
        elif not known(file):
            return Refusal(path=shown(file), reason=of_no_kind(file))
        else:
            return None
    return Refusal(path=shown(file), reason=f"{shown(file)} {reason}")


def nothing_in(folder: PurePath, others: int) -> Refusal:
    """Why ``folder`` is refused, which holds no documents but so many files of other kinds."""
    besides = f" ({others} of other kinds)" if others else ""
    reason = f"{shown(folder)} holds no documents{besides}; give a folder with files that end in {suffixes()}"
    return Refusal(path=shown(folder), reason=reason)


def _each_once(files: list[Path]) -> list[Path]:
    """``files`` by name; of several paths to one file (links, a folder given twice) the first."""
    ordered = sorted(files, key=lambda file: (file.name, str(file)))
    first: dict[str, Path] = {}
    for file in ordered:
        first.setdefault(os.path.realpath(file), file)
    return list(first.values())


def _same(one: Path, other: Path) -> bool:
    return os.path.realpath(one) == os.path.realpath(other)

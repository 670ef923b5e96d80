"""What findings depend on besides the document, as one digest: another one, and every document is extracted anew."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from re import match

from graphbuild import topics
from graphbuild.extract import nlp
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

CODE = (
    *("codes", "councils", "dates", "errors", "extract", "model", "resources", "segment", "settings", "text", "topics"),
    *("userfile", "vocabulary"),
)
"""The parts of graphbuild that turn a source into findings, their rules and layouts with them."""
READERS = ("codes", "confinement", "errors", "model", "read", "userfile", "vocabulary")
"""The parts that turn a file's bytes into text."""
WITHOUT_EFFECT = {"base", "corrections", "licence", "title", "workers"}
"""Settings that findings do not depend on; of any other it is assumed."""


def fingerprint(settings: Settings) -> str:
    """A digest of the code and rules, the versions of libraries, the model's files and the settings that matter.

    Settings that are paths count by what is in the file or folder. Raises GraphbuildError where the model is missing.
    """
    return _digest((*_versions(), *_settings(settings)), (*_code(CODE), topics.bundled(), nlp.folder(settings.model)))


def readers() -> str:
    """A digest of what a file's text depends on besides its bytes: code of the readers, versions of libraries."""
    return _digest(_versions(), _code(READERS))


def _digest(said: Iterable[str], paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for part in (*said, *map(contents, paths)):
        digest.update(f"{part}\n".encode())
    return digest.hexdigest()


def _code(parts: Iterable[str]) -> Iterator[Path]:
    """The folder or the module of each part; one that is missing counts too, as nothing."""
    for name in parts:
        yield from (PACKAGE / name, PACKAGE / f"{name}.py")


def contents(path: Path) -> str:
    """A digest of a file, or of the names and contents of all files in a folder but compiled ones."""
    digest = hashlib.sha256()
    for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
        if file.is_file() and file.suffix != ".pyc":
            name = file.relative_to(path).as_posix()
            digest.update(f"{name}\n{file.stat().st_size}\n".encode("utf-8", "surrogateescape"))
            with file.open("rb") as opened:
                digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def _versions() -> Iterator[str]:
    """Of Python and of every library that graphbuild asks for."""
    yield f"python {sys.version_info.major}.{sys.version_info.minor}"
    for requirement in sorted(requires("graphbuild") or ()):
        name = match(r"[\w.-]+", requirement)
        if name and "extra ==" not in requirement:
            try:
                yield f"{name[0]} {version(name[0])}"
            except PackageNotFoundError:
                yield f"{name[0]} missing"


def _settings(settings: Settings) -> Iterator[str]:
    for name, value in sorted(settings):
        if name not in WITHOUT_EFFECT:
            yield f"{name} {contents(value) if isinstance(value, Path) else repr(value)}"

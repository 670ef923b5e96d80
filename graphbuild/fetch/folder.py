"""The folder that documents are fetched into: their files, and the manifest, each replaced whole or not at all."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graphbuild.errors import GraphbuildError, shown
from graphbuild.read import manifest
from graphbuild.read.manifest import Entry, Manifest

_UNFINISHED, _LOCK = ".part", ".graphbuild-fetch-lock"


class Folder:
    """A folder of fetched documents. Nothing of it is on disk before the first document is kept."""

    def __init__(self, path: Path) -> None:
        """Raises GraphbuildError where ``path`` is no folder, or its manifest is broken or another program's."""
        self.path = path
        if path.exists() and not path.is_dir():
            raise GraphbuildError(f"{shown(path)} is a file; give a folder with --into")
        try:
            found = manifest.load(path)
        except manifest.BrokenManifest as error:
            raise GraphbuildError(f"{error}, or choose another --into") from None
        if found is None and (path / manifest.NAME).exists():
            raise GraphbuildError(f"{shown(path / manifest.NAME)} is another program's; choose another --into")
        self.manifest = found or Manifest()

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other fetches out of the folder while the block runs.

        Raises GraphbuildError where one is at work there, or the folder cannot be made. A folder that it made and that
        stays empty is removed.
        """
        made = not self.path.exists()
        with self._sentence():
            self.path.mkdir(parents=True, exist_ok=True)
            lock = (self.path / _LOCK).open("w")
        try:
            if sys.platform != "win32":  # Windows has no fcntl: there it is the user's care to run one fetch at a time
                import fcntl

                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self.manifest = manifest.load(self.path) or self.manifest
            yield
        except BlockingIOError:
            raise GraphbuildError(f"another fetch is writing to {shown(self.path)}; wait for it to end") from None
        finally:
            lock.close()
            if made and [one.name for one in self.path.iterdir()] == [_LOCK]:
                (self.path / _LOCK).unlink()
                self.path.rmdir()

    def entry(self, address: str) -> Entry | None:
        """What is known of the document at ``address``."""
        return next((one for one in self.manifest.documents if one.address == address), None)

    def state(self, entry: Entry) -> str:
        """``held``, ``gone`` or ``changed``: whether its file is as it was fetched."""
        try:
            data = (self.path / Path(entry.file).name).read_bytes()
        except FileNotFoundError:
            return "gone"
        except OSError as error:
            raise GraphbuildError(
                f"{shown(self.path / entry.file)} cannot be read ({error.strerror}); see to it"
            ) from None
        return "held" if hashlib.sha256(data).hexdigest() == entry.sha256 else "changed"

    def bytes_of(self, entry: Entry) -> bytes:
        """The document's bytes."""
        return (self.path / Path(entry.file).name).read_bytes()

    def free_name(self, stem: str, suffix: str, address: str) -> str:
        """A file name that no other address has; ``stem`` holds nothing but letters, digits and hyphens."""
        taken = {one.file.casefold() for one in self.manifest.documents if one.address != address}
        names = (f"{stem}{number}{suffix}" for number in ("", *(f"-{n}" for n in range(2, len(taken) + 3))))
        return next(name for name in names if name.casefold() not in taken)

    def keep(self, entry: Entry, data: bytes | None) -> None:
        """Writes the document, unless ``data`` is None, and then the manifest with its entry.

        Raises GraphbuildError where the folder cannot be written; what it held is as it was.
        """
        before = self.entry(entry.address)
        if data is not None:
            self._write(entry.file, data)
        others = [one for one in self.manifest.documents if one.address != entry.address]
        self.manifest.documents = sorted([*others, entry], key=lambda one: (one.date, one.file))
        self.save()
        if before and before.file != entry.file:
            self._remove(before.file)

    def drop(self, entry: Entry) -> None:
        """Takes a document out, the manifest first."""
        self.manifest.documents = [one for one in self.manifest.documents if one.address != entry.address]
        self.save()
        self._remove(entry.file)

    def save(self) -> None:
        """Writes the manifest."""
        self._write(manifest.NAME, (self.manifest.model_dump_json(indent=2) + "\n").encode())

    def _write(self, name: str, data: bytes) -> None:
        with self._sentence():
            self.path.mkdir(parents=True, exist_ok=True)
            unfinished = self.path / f".{name}{_UNFINISHED}"
            with unfinished.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(self.path / name)

    def _remove(self, name: str) -> None:
        with self._sentence():
            (self.path / Path(name).name).unlink(missing_ok=True)

    @contextmanager
    def _sentence(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise GraphbuildError(
                f"{shown(self.path)} cannot be written ({error.strerror}); make room, give yourself the right to write "
                "there, or choose another --into"
            ) from None

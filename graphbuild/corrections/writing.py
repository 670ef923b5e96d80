"""Adds corrections at the end of a file, whose comments and order stay as they are; each can be taken back."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from graphbuild.corrections import strict
from graphbuild.errors import GraphbuildError, shown

_HEAD = "# Put right by people; how to write this: docs/corrections.md of graphbuild.\n"


class Journal:
    """A file of corrections to which answers are added, each written to the disk before the next is asked for."""

    def __init__(self, path: Path) -> None:
        self.path = Path(os.path.realpath(path))
        self._written: list[tuple[bytes | None, bytes]] = []
        """What the file was before each answer, and after it."""

    def append(self, entry: Mapping[str, Any]) -> None:
        """Adds one correction. Raises GraphbuildError where the file cannot take it, or cannot be written."""
        before = self._read()
        after = appended(before or _HEAD.encode(), entry, self.path)
        self._write(after)
        self._written.append((before, after))

    def take_back(self) -> None:
        """Takes back the last correction that was added here.

        Raises GraphbuildError where somebody else changed the file meanwhile.
        """
        before, after = self._written[-1]
        if self._read() != after:
            raise GraphbuildError(
                f"{shown(self.path)} was changed by somebody else meanwhile; take the last answer out by hand"
            )
        if before is None:
            self.path.unlink()
        else:
            self._write(before)
        self._written.pop()

    def __len__(self) -> int:
        return len(self._written)

    def _read(self) -> bytes | None:
        try:
            return self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _unusable(self.path, error) from None

    def _write(self, data: bytes) -> None:
        """Puts a whole new file in the old one's place, so that no moment leaves half of it."""
        new = None
        try:
            mode = self.path.stat().st_mode & 0o777 if self.path.exists() else 0o644
            descriptor, new = tempfile.mkstemp(dir=self.path.parent, prefix=".corrections-")
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(new).chmod(mode)
            Path(new).replace(self.path)
            new = None
        except OSError as error:
            raise _unusable(self.path, error) from None
        finally:
            if new:
                with contextlib.suppress(OSError):
                    Path(new).unlink()


def appended(data: bytes, entry: Mapping[str, Any], path: Path) -> bytes:
    """A file's bytes with one correction more. Raises GraphbuildError where the file is not one that can take it."""
    try:
        listed = strict.read(data)
        block = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=10_000)
        lines = [f"{' ' * listed.column}{line}" for line in block.splitlines()]
        text = data.decode("utf-8")
        end = "\r\n" if "\r\n" in text else "\n"
        gap = "" if not text or text.endswith("\n") else end
        new = (text + gap + end.join(lines) + end).encode()
        again = strict.read(new)
    except strict.NotPlain as error:
        raise GraphbuildError(f"the file of corrections {shown(path)} {shown(error)}") from None
    kept = [item.value for item in listed.items]
    if [item.value for item in again.items[:-1]] != kept or len(again.items) != len(kept) + 1:
        raise GraphbuildError(
            f"nothing can be added to {shown(path)} as it is written; write it as a list, each correction after a dash"
        )
    return new


def _unusable(path: Path, error: OSError) -> GraphbuildError:
    why = error.strerror or error
    return GraphbuildError(f"{shown(path)} cannot be written ({why}); choose another file with --corrections")

"""Which build a folder holds."""

from __future__ import annotations

from pathlib import Path

from graphbuild import output


def current(folder: Path) -> str:
    """A name for the build in ``folder``, another for each; "" while there is none."""
    try:
        found = (folder / output.STORE / "CURRENT").stat()
    except OSError:
        return ""
    return f"{found.st_ino:x}-{found.st_mtime_ns:x}"

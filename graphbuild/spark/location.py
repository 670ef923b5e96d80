"""Where a file is that Spark read, as the path that readers and messages know it by."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

_LOCAL = re.compile(r"^file:/+")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):/(?!/)")


class Location(PurePosixPath):
    """A path with a scheme, such as ``s3a://bucket/minutes.txt``, or one of this machine, without."""

    def __str__(self) -> str:
        return _SCHEME.sub(r"\1://", super().__str__())


def location(path: str) -> Location:
    """The location of a path as Spark writes it: ``file:/srv/a.txt`` is ``/srv/a.txt``."""
    return Location(_LOCAL.sub("/", path))

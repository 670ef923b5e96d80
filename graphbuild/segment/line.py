"""A line of a source."""

from __future__ import annotations

from typing import NamedTuple


class Line(NamedTuple):
    """A line of the source, which begins at offset ``begin``."""

    raw: str
    begin: int

"""An item's head."""

from __future__ import annotations

from typing import NamedTuple

from graphbuild.segment.text import Text


class Head(NamedTuple):
    """An item's head, at character ``begin`` of the printed text of a block."""

    block: int
    """Its index in the record."""
    begin: int
    number: str | None
    title: Text
    rest: int
    """Where in the block the item's own text begins, in run-in layouts; else the block's end."""
    last: int
    """The index of the last block that the head fills: the same, but where its title stands below an office."""

"""A piece of a document: a paragraph, list entry, head or table row."""

from __future__ import annotations

from dataclasses import dataclass

from graphbuild.segment.text import EMPTY, Text

_ENOUGH = 400
"""Characters from which it can be told whether a text is in capitals."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, list entry, head or table row."""

    text: Text
    mark: str | None = None
    """What stood before it as a list mark: ``-`` for bullets, else the clause's number or letter."""
    heading: int = 0
    """Level of a Markdown head, 0 for none."""
    bold: bool = False
    """Whether all of it is set in bold."""
    numbered: bool = False
    cells: tuple[Text, ...] = ()
    """A table row's cells."""
    parts: tuple[Text, ...] = ()
    """The entries of a row's cells, where a cell holds a list."""
    bold_until: int = 0
    """How many characters at its beginning are set in bold (with the number before them)."""
    printed: Text = EMPTY
    """The text with its mark."""
    is_broken: bool = False
    """Whether it stands on several lines."""

    @property
    def capitals(self) -> bool:
        """Whether its letters are nearly all capitals."""
        letters = [c for c in self.text.value[:_ENOUGH] if c.isalpha()]
        return len(letters) > 2 and sum(c.isupper() for c in letters) >= 0.9 * len(letters)

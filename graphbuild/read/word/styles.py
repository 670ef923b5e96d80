"""What the styles of a document say of their paragraphs: whether these are heads, bold, in capitals, numbered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from graphbuild.read.word.xml import find, number, switch, value, w

_HEADING = re.compile(r"heading ([1-6])$")
_LONGEST_CHAIN = 20
_DEEPEST = 6


class Styles:
    """The paragraph styles of a document, each with those that it is based on."""

    def __init__(self, root: Any) -> None:
        """``root`` is the ``w:styles`` element; None where a document has none."""
        found = () if root is None else root.iterfind(w("style"))
        self._styles = {style.get(w("styleId")): style for style in found}
        self._default = next(
            (name for name, style in self._styles.items() if _is_default(style)),
            None,
        )

    def heading(self, paragraph: Any) -> int:
        """The level of the head that a paragraph is, 1 to 6; 0 where it is none."""
        own = number(paragraph, "pPr", "outlineLvl")
        if own is not None:
            return own + 1 if own < _DEEPEST else 0
        for style in self._chain(paragraph):
            name = (value(style, "name") or "").casefold()
            if match := _HEADING.match(name):
                return int(match.group(1))
            if name == "title":
                return 1
            level = number(style, "pPr", "outlineLvl")
            if level is not None:
                return level + 1 if level < _DEEPEST else 0
        return 0

    def switched(self, paragraph: Any, name: str) -> bool:
        """Whether a paragraph's style switches a property of its characters on, as ``b`` or ``caps``."""
        return bool(self._first(paragraph, lambda style: switch(style, "rPr", name)))

    def numbering(self, paragraph: Any) -> tuple[int, int] | None:
        """The list (its number) and level that a paragraph stands in; None where it is in none."""
        own = find(paragraph, "pPr", "numPr")
        styled = self._first(paragraph, lambda style: find(style, "pPr", "numPr"))
        list_number = number(own, "numId")
        if list_number is None:
            list_number = number(styled, "numId")
        level = number(own, "ilvl")
        if level is None:
            level = number(styled, "ilvl") or 0
        return (list_number, min(level, 8)) if list_number else None

    def list_of(self, style: str) -> int | None:
        """The number of the list that a style links to."""
        return number(self._styles.get(style), "pPr", "numPr", "numId")

    def _first(self, paragraph: Any, asked: Callable[[Any], Any]) -> Any:
        return next((found for style in self._chain(paragraph) if (found := asked(style)) is not None), None)

    def _chain(self, paragraph: Any) -> Iterator[Any]:
        name = value(paragraph, "pPr", "pStyle") or self._default
        for _ in range(_LONGEST_CHAIN):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = value(style, "basedOn")


def _is_default(style: Any) -> bool:
    return style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true")

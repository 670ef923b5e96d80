"""The marks that a browser shows before the entries of a list."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from graphbuild.read.numerals import lettered, roman

_STYLE = re.compile(r"\b(lower|upper)-(alpha|latin|roman)\b", re.IGNORECASE)
_NONE = re.compile(r"\bnone\b", re.IGNORECASE)
_PROPERTIES = ("list-style", "list-style-type")


@dataclass(slots=True)
class Numbering:
    """The entries of one list."""

    style: str
    """What ``type`` says: ``1``, ``a``, ``A``, ``i`` or ``I``; ``-`` for bullets, nothing for no marks."""
    count: int = 0

    def next(self, value: str | None) -> str:
        """The mark of the next entry, which may give its number itself."""
        self.count = _number(value, self.count + 1)
        if self.style in ("", "-"):
            return self.style
        written = {"a": lettered, "i": roman}.get(self.style.casefold(), str)(self.count)
        return f"{written.upper() if self.style.isupper() else written}."


def marks_of(element: Any) -> Numbering:
    """The numbering of a ``ul`` or ``ol`` element."""
    style = _list_style(element.get("style") or "")
    if _NONE.search(style):
        return Numbering("")
    named = _STYLE.search(style)
    if element.tag == "ul":
        return Numbering("-")
    kind = element.get("type") or "1"
    if named:
        kind = "i" if named.group(2).casefold() == "roman" else "a"
        kind = kind.upper() if named.group(1).casefold() == "upper" else kind
    return Numbering(kind if kind in ("1", "a", "A", "i", "I") else "1", _number(element.get("start"), 1) - 1)


def _list_style(declarations: str) -> str:
    """What a ``style`` attribute says of the marks of a list."""
    said = (each.partition(":") for each in declarations.split(";"))
    return " ".join(value for name, _, value in said if name.strip().casefold() in _PROPERTIES)


def _number(value: str | None, otherwise: int) -> int:
    return int(value) if value and re.fullmatch(r"-?[0-9]{1,6}", value) else otherwise

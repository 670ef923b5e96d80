"""What a format makes of a file's bytes, and the form that every text is brought into."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from graphbuild.errors import Unreadable

_LINE_ENDS = "\v\x85\u2028\u2029"
_CONTROLS = [c for c in (*range(0x20), *range(0x7F, 0xA0)) if chr(c) not in "\t\n\f" + _LINE_ENDS]
_NONCHARACTERS = (0xFFFE, 0xFFFF)
_CLEAN = dict.fromkeys((*_CONTROLS, *_NONCHARACTERS), " ") | dict.fromkeys(map(ord, _LINE_ENDS), "\n")
_ACCENTED = re.compile(r"\w[\u0300-\u036f\u0653-\u0655]{1,4}")
"""A letter with its accents as characters of their own, as some programs save them; not more than a letter has."""
_CONTROLS_ALLOWED = 0.05
"""Share of control characters: old word processors leave some in a text, random bytes are a tenth of them or more."""


class Content(NamedTuple):
    """The text of a document, normalised, and what its format knows of it."""

    text: str
    title: str | None = None
    page_starts: tuple[int, ...] = ()
    lost: tuple[str, ...] = ()
    """What of the document could not be read, in words that follow its name and a colon."""


def normalise(text: str) -> str:
    """``text`` with LF line ends, accents on their letters and a space for what XML and terminals cannot take.

    Form feeds stay, for ``pages``. Raises Unreadable where so many are control characters that it is no text.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    controls = len(text) - len(text.translate(dict.fromkeys(_CONTROLS)))
    if controls > _CONTROLS_ALLOWED * len(text):
        raise Unreadable("holds binary data, not text; save the document as plain text and give that")
    return composed(text.translate(_CLEAN))


def composed(text: str) -> str:
    """``text`` with one character for a letter and its accents where there is one: names are found by their letters."""
    return _ACCENTED.sub(lambda match: unicodedata.normalize("NFC", match.group()), text)


def pages(text: str) -> tuple[str, tuple[int, ...]]:
    """``text`` with a line end for each form feed, and the offsets at which pages begin (none without form feeds)."""
    parts = text.split("\f")
    if len(parts) == 1:
        return text, ()
    starts = [0]
    for part in parts[:-1]:
        starts.append(starts[-1] + len(part) + 1)
    if not parts[-1].strip():
        starts.pop()
    return "\n".join(parts), tuple(starts)

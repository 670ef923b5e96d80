"""Text from documents made fit for a drawing: clean, measured, wrapped, cut with an ellipsis."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

_INVISIBLE = re.compile(r"[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]")
"""Controls, and marks that turn the direction of what comes after them."""
_UNSEEN = re.compile(
    r"[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Controls, overrides of direction, and what is no character, line breaks and tabs aside."""
_NARROW = frozenset("iljtfrI.,:;'’‘|!()[]-/ ")
_JOINING = ("\u200d", "\ufe0e", "\ufe0f")


def clean(text: str) -> str:
    """``text`` on one line, without control characters and direction overrides."""
    return " ".join(_INVISIBLE.sub(" ", text).split())


def width(text: str) -> float:
    """About how wide ``text`` is in a sans-serif face, in multiples of the font size."""
    return sum(map(_advance, text))


def wrap(text: str, limit: float, lines: int) -> list[str]:
    """``text``, cleaned, in at most ``lines`` lines of at most ``limit`` font sizes; an ellipsis where it is cut.

    A word that is longer than a line is broken. At least one line is returned.
    """
    rows = [""]
    for word in _pieces(clean(text), limit):
        longer = f"{rows[-1]} {word}".strip()
        if width(longer) <= limit:
            rows[-1] = longer
        else:
            rows.append(word)
    if len(rows) <= lines:
        return rows
    return [*rows[: lines - 1], _shorten(rows[lines - 1], limit)]


def count(number: int, one: str, many: str) -> str:
    """``1 item``, ``2 items``."""
    return f"{number:,} {one if number == 1 else many}"


@cache
def _advance(char: str) -> float:
    if char in _JOINING or unicodedata.combining(char):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF":
        return 1.3 if unicodedata.category(char) == "So" else 1.0
    if char in _NARROW:
        return 0.31
    if char in "mwMW@%&":
        return 0.88
    return 0.7 if char.isupper() else 0.55


def _pieces(text: str, limit: float) -> list[str]:
    """The words of ``text``, those wider than ``limit`` broken into pieces that fit."""
    pieces: list[str] = []
    for word in text.split():
        piece = ""
        for char in word:
            if piece and _advance(char) and width(piece + char) > limit:
                pieces.append(piece)
                piece = ""
            piece += char
        pieces.append(piece)
    return pieces


def _shorten(row: str, limit: float) -> str:
    """``row`` with an ellipsis, within ``limit``; cut after a word where that leaves most of it."""
    while row and width(row) + 1.0 > limit:
        row = row[:-1]
    row = row.rstrip("".join(_JOINING))
    at_word = row.rpartition(" ")[0]
    kept = at_word if len(at_word) > 0.6 * len(row) else row
    return kept.rstrip(" ,;:.–-") + "…"


def visible(text: str) -> str:
    """``text`` with what a page would lose, or be turned round by, as a character that is seen; of the same length.

    Line breaks and tabs stay, and marks of direction that only bear on what they stand beside.
    """
    return _UNSEEN.sub(lambda match: _picture(match.group()), text)


def _picture(char: str) -> str:
    return chr(0x2400 + ord(char)) if char < " " else "\u2421" if char == "\x7f" else "\ufffd"

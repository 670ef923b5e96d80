"""What PDFium finds on a page: stretches of characters, each with its place, and the lines that are drawn."""

from __future__ import annotations

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

MOST_CHARACTERS = 100_000
"""On a page. A page of minutes has some 4,000; what follows is left out."""
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FORCE_BOLD = 1 << 18
_HYPHENS = {0x02: "-", 0xFFFE: "-", 0xAD: "-"}
"""What stands for the hyphen at the end of a line."""
_BACKWARDS = frozenset({"R", "AL"})
"""Unicode's classes of letters written from right to left."""
_FORWARDS = frozenset({"L", "EN", "AN"})
_APART, _WORDS_APART = 0.6, 0.3
"""How wide, in sizes, a gap is that parts two stretches, and between two words: there a cell of a table may end."""
_BACK = 0.5
"""How far back, in sizes, a stretch goes on; a further step back begins another."""
_QUARTER = math.pi / 2
_LEAST, _MOST = 0.5, 4.0
"""Of the height that PDFium gives a letter, the size of its type; what is beyond is told in some unit of its own."""
_ABOVE, _BELOW = 0.9, 0.21
"""Of a type's size, how far most fonts say that their letters reach above and below the line they stand on."""


@dataclass(slots=True)
class Span:
    """Characters that stand together on a line; y grows downwards."""

    text: str
    left: float
    right: float
    top: float
    bottom: float
    bold: bool
    first: float
    """Where its first word ends."""
    backwards: bool
    """Whether it is written from right to left."""

    @property
    def size(self) -> float:
        """The height of its letters."""
        return max(self.bottom - self.top, 1.0)


@dataclass(frozen=True, slots=True)
class _Style:
    """What all characters of a text object share."""

    bold: bool
    turn: int
    """Quarter turns against upright text, or -1 for text set at another angle (a stamp across the page)."""
    size: float
    """Of the type; 0 where it is not told."""


def spans(page: Any) -> tuple[list[Span], int]:
    """The stretches of a pypdfium2 page in the order in which it draws them, upright, and the quarter turns for that.

    Text at another angle than most of the page is left out.
    """
    by_turn: dict[int, list[Span]] = {}
    textpage = page.get_textpage()
    try:
        for turn, span in _stretches(textpage.raw):
            by_turn.setdefault(turn, []).append(span)
    finally:
        textpage.close()
    turn = max(by_turn, key=lambda turn: sum(len(span.text) for span in by_turn[turn]), default=0)
    return by_turn.get(turn, []), turn


def _stretches(textpage: Any) -> Iterator[tuple[int, Span]]:
    import pypdfium2.raw as pdfium

    styles, places = _Styles(textpage), _Places(textpage)
    current: Span | None = None
    turn, spaced = 0, False
    for index in range(min(pdfium.FPDFText_CountChars(textpage), MOST_CHARACTERS)):
        character = _character(pdfium.FPDFText_GetUnicode(textpage, index))
        if character.isspace() or not character:
            spaced = spaced or character == " "
            continue
        style = styles.of(index)
        place = places.of(index, style) if style.turn >= 0 else None
        if place is None:
            continue
        direction = unicodedata.bidirectional(character[0])
        if current and turn == style.turn and _goes_on(current, place, style.bold, direction, spaced):
            if _same_again(current, character, place):
                continue
            _add(current, character, place, spaced)
        else:
            if current:
                yield turn, current
            current = Span(
                character, place[0], place[2], place[1], place[3], style.bold, place[2], direction in _BACKWARDS
            )
        turn, spaced = style.turn, False
    if current:
        yield turn, current


class _Places:
    """Where each character stands, once the page is turned so that its text is upright."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as pdfium

        self._textpage = textpage
        self._box = pdfium.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def of(self, index: int, style: _Style) -> tuple[float, float, float, float] | None:
        """Its left, top, right and bottom; None for what stands nowhere.

        Top and bottom by the size of the type: what fonts say of their letters' heights differs from font to font, and
        where one says nothing PDFium gives each letter its own.
        """
        import pypdfium2.raw as pdfium

        box, x, y = self._box, self._x, self._y
        if not pdfium.FPDFText_GetLooseCharBox(self._textpage, index, box):
            return None
        left, top, right, bottom = upright(style.turn, box.left, box.bottom, box.right, box.top)
        told = _LEAST < style.size / max(bottom - top, 0.01) < _MOST
        if told and pdfium.FPDFText_GetCharOrigin(self._textpage, index, x, y):
            line = (-y.value, -x.value, y.value, x.value)[style.turn]
            top, bottom = line - _ABOVE * style.size, line + _BELOW * style.size
        return left, top, right, bottom


def _add(span: Span, character: str, place: tuple[float, float, float, float], spaced: bool) -> None:
    span.text += (" " if spaced else "") + character
    span.left, span.right = min(span.left, place[0]), max(span.right, place[2])
    if " " not in span.text:
        span.first = span.right


def _character(code: int) -> str:
    """A code point as text; a space for other controls than line ends, nothing for what the font does not tell."""
    if code in _HYPHENS:
        return _HYPHENS[code]
    if code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return ""
    character = chr(code)
    if unicodedata.category(character) == "Cc":
        return "\n" if character in "\r\n" else " "
    if 0xF000 <= code <= 0xF0FF:
        return "•"  # of Symbol or Wingdings, which stand before list entries
    # Ligatures ("ﬁ") are two letters to whoever searches, and shapes of Arabic letters are these letters.
    shaped = 0xFB00 <= code <= 0xFB06 or 0xFB50 <= code <= 0xFDFF or 0xFE70 <= code <= 0xFEFC
    return unicodedata.normalize("NFKC", character).strip() if shaped else character


class _Styles:
    """The style of each character, asked for once a text object."""

    def __init__(self, textpage: Any) -> None:
        self._textpage = textpage
        self._known: dict[int | None, _Style] = {None: _Style(False, 0, 0.0)}

    def of(self, index: int) -> _Style:
        import pypdfium2.raw as pdfium

        text_object = pdfium.FPDFText_GetTextObject(self._textpage, index)
        address = ctypes.cast(text_object, ctypes.c_void_p).value
        if address not in self._known:
            angle = pdfium.FPDFText_GetCharAngle(self._textpage, index)
            turn = round(angle / _QUARTER)
            straight = abs(angle - turn * _QUARTER) < 0.1
            size = self._size(index)
            self._known[address] = _Style(_is_bold(text_object), turn % 4 if straight else -1, size)
        return self._known[address]

    def _size(self, index: int) -> float:
        """The size of the type of a character, as it is on the page; 0 where it is not told."""
        import pypdfium2.raw as pdfium

        matrix = pdfium.FS_MATRIX()
        if not pdfium.FPDFText_GetMatrix(self._textpage, index, matrix):
            return 0.0
        return float(pdfium.FPDFText_GetFontSize(self._textpage, index)) * math.hypot(matrix.c, matrix.d)


def _is_bold(text_object: Any) -> bool:
    import pypdfium2.raw as pdfium

    font = pdfium.FPDFTextObj_GetFont(text_object)
    if not font:
        return False
    name = ctypes.create_string_buffer(200)
    pdfium.FPDFFont_GetBaseFontName(font, name, 200)
    return bool(_BOLD.search(name.value.decode("latin-1")) or pdfium.FPDFFont_GetFlags(font) & _FORCE_BOLD)


def _goes_on(span: Span, place: tuple[float, float, float, float], bold: bool, direction: str, spaced: bool) -> bool:
    """Whether a character stands right behind a stretch, on its line; ``direction`` is its class in Unicode."""
    left, top, right, bottom = place
    if direction in (_FORWARDS if span.backwards else _BACKWARDS):
        return False
    gap = span.left - right if span.backwards else left - span.right
    overlap = min(bottom, span.bottom) - max(top, span.top)
    beside = overlap > 0.5 * min(bottom - top, span.size) and 0.7 < (bottom - top) / span.size < 1.43
    return bold == span.bold and beside and -_BACK * span.size < gap < (_WORDS_APART if spaced else _APART) * span.size


def _same_again(span: Span, character: str, place: tuple[float, float, float, float]) -> bool:
    """Whether a character is printed over itself, a little beside, to look bold."""
    width = place[2] - place[0]
    return span.text.endswith(character) and abs(place[2] - span.right) < 0.2 * width


def upright(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom as they are once the page is turned so that its text stands upright."""
    if turn == 1:
        return -top, -right, -bottom, -left
    if turn == 2:
        return -right, bottom, -left, top
    if turn == 3:
        return bottom, left, top, right
    return left, -top, right, -bottom

"""The elements of a Word document to parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from graphbuild.read.flow import Paragraph, Part, Row, row
from graphbuild.read.word.numbering import Numbering
from graphbuild.read.word.styles import Styles
from graphbuild.read.word.xml import FALLBACK, find, number, switch, w

_GONE = frozenset({w("del"), w("moveFrom"), w("instrText"), w("delText"), FALLBACK, w("pPr"), w("rPr")})
"""What was deleted or moved away, what fields are made by, what only older programs show."""
_CHARACTERS = {
    w("tab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-", w("softHyphen"): "", w("ptab"): "\t",
}  # fmt: skip
_MARK = re.compile(r"\s*\(?(?:[\w./-]{0,10}\d[\w./-]{0,6}|[a-zA-Z]|[ivxIVX]{1,5})\)?[.:)]?\s*")
_LONGEST_CELL = 60
"""Characters of what stands between tabs, where these set columns."""
_WIDEST = 50


class Reader:
    """Reads the parts of a document in order, since numbers go on from each other."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering

    def parts(self, container: Any) -> Iterator[Part]:
        """What stands in the body of a document, a cell or a text box."""
        for element in container:
            if element.tag == w("p"):
                yield from self._paragraph(element)
            elif element.tag == w("tbl"):
                for table_row in _inside(element, w("tr")):
                    yield from self._row(table_row)
            elif element.tag not in _GONE:
                # What wraps paragraphs: content controls, insertions, custom XML.
                yield from self.parts(element)

    def _paragraph(self, paragraph: Any) -> Iterator[Part]:
        written = _Written(self._styles.switched(paragraph, "b"), self._styles.switched(paragraph, "caps"))
        boxes = list(written.read(paragraph))
        text = written.text
        if text.strip():
            mark = self._numbering.mark(paragraph)
            yield _with_tabs(mark, text, self._styles.heading(paragraph), written.bold)
        for box in boxes:
            yield from self.parts(box)

    def _row(self, table_row: Any) -> list[Part]:
        if find(table_row, "trPr", "del") is not None:
            return []
        cells: list[list[Part]] = []
        for cell in _inside(table_row, w("tc")):
            merged = find(cell, "tcPr", "vMerge")
            below = merged is not None and merged.get(w("val")) != "restart"
            cells.append([] if below else list(self.parts(cell)))
            wide = min(number(cell, "tcPr", "gridSpan") or 1, _WIDEST)
            cells += [[] for _ in range(wide - 1)]
        return row(cells)


class _Written:
    """The text of one paragraph."""

    def __init__(self, bold: bool, capitals: bool) -> None:
        self._styled = {"b": bold, "caps": capitals}
        self._pieces: list[str] = []
        self._length = 0
        self._all_bold = True
        self.bold = 0
        """How many characters at the beginning are bold."""

    @property
    def text(self) -> str:
        """All that was read."""
        return "".join(self._pieces)

    def read(self, element: Any) -> Iterator[Any]:
        """Reads an element; gives the text boxes that hang on it."""
        for child in element:
            tag = child.tag
            if tag in _GONE:
                continue
            if tag == w("txbxContent"):
                yield child
            elif tag == w("r"):
                yield from self._run(child)
            else:
                yield from self.read(child)

    def _run(self, run: Any) -> Iterator[Any]:
        if switch(run, "rPr", "vanish"):
            return
        bold, capitals = (self._is(run, name) for name in ("b", "caps"))
        for child in run:
            if child.tag == w("t"):
                self._add((child.text or "").upper() if capitals else child.text or "", bold)
            elif child.tag in _CHARACTERS:
                self._add(_CHARACTERS[child.tag], bold)
            elif child.tag not in _GONE:
                yield from self.read(child)

    def _is(self, run: Any, name: str) -> bool:
        own = switch(run, "rPr", name)
        return self._styled[name] if own is None else own

    def _add(self, text: str, bold: bool) -> None:
        self._pieces.append(text)
        self._length += len(text)
        if text.strip():
            self._all_bold = self._all_bold and bold
            self.bold = self._length if self._all_bold else self.bold


def _inside(element: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those that something wraps."""
    for child in element:
        if child.tag == name:
            yield child
        elif child.tag not in _GONE and child.tag not in (w("tbl"), w("tc"), w("tr")):
            yield from _inside(child, name)


def _with_tabs(mark: str, text: str, heading: int, bold: int) -> Part:
    """A paragraph, or where tabs set short pieces side by side a row."""
    before = f"{mark} " if mark else ""
    pieces = [piece for piece in text.split("\t") if piece.strip()]
    if len(pieces) > 1 and _MARK.fullmatch(pieces[0]):
        pieces[:2] = [f"{pieces[0].strip()} {pieces[1].lstrip()}"]
    if len(pieces) > 1 and not heading and all(len(piece) <= _LONGEST_CELL for piece in pieces):
        return Row(tuple((Paragraph((before if at == 0 else "") + piece),) for at, piece in enumerate(pieces)))
    bold = bold and bold + len(before)
    return Paragraph(before + text.replace("\t", " "), heading, bold)

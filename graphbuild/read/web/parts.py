"""The elements of a page to parts: paragraphs, heads, list entries with their marks, rows of tables."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from graphbuild.read.flow import Paragraph, Part, row
from graphbuild.read.web.marks import Numbering, marks_of
from graphbuild.read.web.surroundings import Page

_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small"
    " span strike strong sub sup time tt u var wbr o:p".split()
)
_HEADS = {f"h{level}": level for level in range(1, 7)}
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_WIDEST = 50
"""Columns or rows that a cell may span, and columns of a table into which cells of rows above may reach."""


@dataclass(slots=True)
class _Table:
    """A table that is being read, or a list of terms, which is one of a row a term."""

    of_terms: bool
    cells: list[list[Part]] = field(default_factory=list)
    below: dict[int, int] = field(default_factory=dict)
    """By column: the rows below into which a cell reaches."""


class Walker:
    """Reads the parts of a page, told of each element as it begins and ends."""

    def __init__(self) -> None:
        self.parts: list[Part] = []
        self._containers: list[list[Part]] = [self.parts]
        self._tables: list[_Table] = []
        self._lists: list[Numbering] = []
        self._mark = ""
        self._text: list[str] = []
        self._bold = self._pre = self._heading = 0
        self._length = self._lead = 0
        self._all_bold = True

    def walk(self, page: Page) -> list[Part]:
        """The parts of a page's document, in order."""
        from lxml import etree

        walker = etree.iterwalk(page.document, events=("start", "end"))
        for event, element in walker:
            left_out = element in page.left_out
            if event == "start" and left_out:
                walker.skip_subtree()
            elif event == "start":
                self._begin(element)
                self._add(element.text)
                continue
            elif not left_out:
                self._end(element)
            if event == "end" and element is not page.document:
                self._add(element.tail)
        self._flush()
        return self.parts

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self._flush()
        if tag in _HEADS:
            self._heading = _HEADS[tag]
        elif tag == "br":
            self._add_exactly("\n")
        elif tag == "img" and "icon" in (element.get("alt") or "").casefold():
            # On committee systems' pages it ends the title of an item with papers.
            self._add(f" {element.get('alt')} ")
        elif tag == "pre":
            self._pre += 1
        elif tag in ("ul", "ol"):
            self._lists.append(marks_of(element))
        elif tag == "li":
            self._mark = self._lists[-1].next(element.get("value")) if self._lists else "-"
        elif tag in ("table", "dl"):
            self._tables.append(_Table(of_terms=tag == "dl"))
        elif self._tables and tag in ("tr", "dt"):
            self._end_row()
        if self._tables and tag in ("td", "th", "dt", "dd"):
            self._begin_cell()
        self._bold += _is_bold(element)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if tag not in _INLINE and tag != "br":
            self._flush()
        self._bold -= _is_bold(element)
        if tag in _HEADS:
            self._heading = 0
        elif tag == "pre":
            self._pre -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
            self._mark = ""
        elif tag == "li":
            self._mark = ""
        elif self._tables and tag in ("td", "th", "dt", "dd"):
            self._end_cell(element)
        elif self._tables and tag in ("tr", "table", "dl"):
            self._end_row()
            if tag != "tr":
                self._tables.pop()

    def _add(self, text: str | None) -> None:
        if text:
            self._add_exactly(text if self._pre else re.sub(r"\s+", " ", text))

    def _add_exactly(self, text: str) -> None:
        self._text.append(text)
        self._length += len(text)
        if text.strip():
            self._all_bold = self._all_bold and self._bold > 0
            self._lead = self._length if self._all_bold else self._lead

    def _flush(self) -> None:
        """Ends the paragraph that is being read."""
        text = "".join(self._text)
        if text.strip():
            before = f"{self._mark} " if self._mark else ""
            bold = len(before) + self._lead if self._lead else 0
            self._containers[-1].append(Paragraph(before + text.lstrip(), self._heading, max(0, bold - _indent(text))))
            self._mark = ""
        self._text, self._length, self._lead, self._all_bold = [], 0, 0, True

    def _begin_cell(self) -> None:
        table = self._tables[-1]
        if not table.of_terms:
            self._fill(table)
            self._mark = ""
        table.cells.append([])
        self._containers.append(table.cells[-1])

    def _end_cell(self, element: Any) -> None:
        if len(self._containers) > 1:
            self._containers.pop()
        table = self._tables[-1]
        column = max(0, len(table.cells) - 1)
        wide, tall = _span(element, "colspan"), _span(element, "rowspan")
        table.cells += [[] for _ in range(wide - 1)]
        if tall > 1 and column < _WIDEST:
            table.below |= dict.fromkeys(range(column, column + wide), tall - 1)

    def _fill(self, table: _Table) -> None:
        """Leaves the columns free into which a cell of a row above reaches."""
        while (left := table.below.get(len(table.cells), 0)) > 0:
            table.below[len(table.cells)] = left - 1
            table.cells.append([])

    def _end_row(self) -> None:
        table = self._tables[-1]
        if table.cells:
            self._fill(table)
            self._containers[-1] += _described(table.cells) if table.of_terms else row(table.cells)
            table.cells = []


def _described(cells: list[list[Part]]) -> list[Part]:
    """A term and what is said of it: a row, or where much is said one after the other a paragraph."""
    parts = [part for cell in cells for part in cell]
    texts = [part.text.strip() for part in parts if isinstance(part, Paragraph) and not part.heading]
    if len(parts) < 3 or len(texts) < len(parts):
        return row(cells)
    return [Paragraph(f"{texts[0].rstrip(':')}: {', '.join(texts[1:])}")]


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())


def _is_bold(element: Any) -> int:
    return int(element.tag in ("b", "strong") or bool(_BOLD_STYLE.search(element.get("style") or "")))


def _span(element: Any, name: str) -> int:
    value = element.get(name) or "1"
    return min(int(value), _WIDEST) if value.isascii() and value.isdecimal() and int(value) > 0 else 1

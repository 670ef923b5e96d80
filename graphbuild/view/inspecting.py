"""An inspection as a page: the document with its marks, what each became, and what nothing was found in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from pathlib import Path
from typing import NamedTuple

from markupsafe import Markup, escape

from graphbuild.inspection import Inspection
from graphbuild.inspection.seen import LEFT_OUT, Mark, Row
from graphbuild.inspection.wording import counted, fitted, where_from
from graphbuild.view.page import assemble, own
from graphbuild.view.text import clean, visible
from graphbuild.view.views import put

_FEW = 6
"""Findings of a paragraph that are shown without being asked for."""
_CUT = 140
"""Characters of a paragraph that is only pointed at."""
LAYERS = {"segment": "segments", "name": "names", "fact": "facts"}


class Entry(NamedTuple):
    """A finding beside its paragraph."""

    number: int
    """Index of its mark."""
    layer: str
    kind: str
    label: str
    source: str
    """Its rule and confidence."""


class Paragraph(NamedTuple):
    """A row of the page."""

    row: Row
    margin: str
    kind: str
    """The segment that it is drawn as; "" for none."""
    words: Markup
    entries: list[Entry]
    open: bool
    unseen: bool


def write(inspection: Inspection, out: Path) -> Path:
    """Writes the page of an inspection to ``out`` and answers it. Raises GraphbuildError where it cannot be written."""
    put(render(inspection), out)
    return out


def render(inspection: Inspection) -> str:
    """The page. The same inspection gives the same text."""
    names = {
        "name": clean(inspection.source.name),
        "problem": clean(inspection.problem),
        "sentences": [*map(clean, fitted(inspection)), counted(inspection)],
        "paragraphs": [*_paragraphs(inspection)],
        "unseen": [(row, _cut(inspection, row)) for row in inspection.not_understood],
        "openings": inspection.openings,
        "total": inspection.paragraphs,
        "layers": LAYERS,
        "kinds": _kinds(inspection.marks),
        "visible": visible,
    }
    return assemble("inspect.html", (own("inspect.js"),), own("page.css", "inspect.css"), {}, names)


def _kinds(marks: Sequence[Mark]) -> list[str]:
    """The kinds of names that there are, for the key."""
    return sorted({mark.kind for mark in marks if mark.layer == "name"})


def _cut(inspection: Inspection, row: Row) -> str:
    text = clean(inspection.source.text[row.begin : row.end])
    return text if len(text) <= _CUT else f"{text[:_CUT].rstrip()}…"


def _paragraphs(inspection: Inspection) -> Iterator[Paragraph]:
    text, marks = inspection.source.text, inspection.marks
    goes_on: list[int] = []
    following = 0
    for row in inspection.rows:
        while following < len(marks) and marks[following].begin < row.end:
            goes_on.append(following)
            following += 1
        entries = [_entry(index, marks[index]) for index in row.marks]
        unseen = row.kind != LEFT_OUT and not row.understood
        yield Paragraph(
            row=row,
            margin=LEFT_OUT if row.kind == LEFT_OUT else clean(", ".join(row.labels)),
            kind=next(iter(row.kinds), ""),
            words=_words(text, row, goes_on, marks),
            entries=entries,
            open=len(entries) <= _FEW,
            unseen=unseen and bool(text[row.begin : row.end].strip()),
        )
        goes_on = [index for index in goes_on if marks[index].end > row.end]


def _entry(index: int, mark: Mark) -> Entry:
    return Entry(index, mark.layer, mark.kind, clean(mark.label), where_from(mark))


def _words(text: str, row: Row, indices: Sequence[int], marks: Sequence[Mark]) -> Markup:
    """The text of a row, cut where any mark begins or ends, so that marks may nest and overlap as they like."""
    inside = [(index, marks[index]) for index in indices if marks[index].end > row.begin]
    raw = text[row.begin : row.end]
    begins, ends = row.begin + len(raw) - len(raw.lstrip("\n")), row.begin + len(raw.rstrip("\n"))
    edges = {row.begin, row.end} | ({begins, ends} if begins < ends else set())
    for _, mark in inside:
        edges |= {max(row.begin, mark.begin), min(row.end, mark.end)}
    pieces = []
    for begin, end in pairwise(sorted(edges)):
        over = [(index, mark) for index, mark in inside if mark.begin <= begin and end <= mark.end]
        if not text[begin:end].strip("\n") and not (begins < begin and end < ends):
            pieces.append(Markup('<span class="gap" data-m="{}">{}</span>').format(_indices(over), text[begin:end]))
        else:
            pieces.append(_piece(visible(text[begin:end]), over))
    return Markup("").join(pieces)


def _piece(words: str, over: Sequence[tuple[int, Mark]]) -> Markup:
    """A stretch of text with one set of marks over it: the shortest name gives the colour."""
    if not over:
        return escape(words)
    names = sorted((mark.end - mark.begin, mark.kind) for _, mark in over if mark.layer == "name")
    layers = [layer for layer, _ in groupby(sorted(mark.layer for _, mark in over))]
    classes = " ".join(["m", *(f"on-{layer}" for layer in layers), *(f"is-{kind}" for _, kind in names[:1])])
    title = "; ".join(dict.fromkeys(clean(mark.label) for _, mark in over if mark.layer != "segment"))
    shown = Markup(' title="{}"').format(title) if title else ""
    return Markup('<span class="{}" data-m="{}"{}>{}</span>').format(classes, _indices(over), shown, words)


def _indices(over: Sequence[tuple[int, Mark]]) -> str:
    return " ".join(str(index) for index, _ in over)

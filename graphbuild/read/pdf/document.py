"""A PDF's pages to parts in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from graphbuild.errors import Unreadable
from graphbuild.read.flow import PageBreak, Part, row
from graphbuild.read.pdf.columns import Flow, Region, TableRow, regions
from graphbuild.read.pdf.edges import without_edges
from graphbuild.read.pdf.glyphs import spans
from graphbuild.read.pdf.joining import Joiner, Margins
from graphbuild.read.pdf.lines import Line, lines
from graphbuild.read.pdf.rules import Rules, rules

MOST_CHARACTERS = 5_000_000
"""In a document: some 1,500 pages of small print."""
MOST_PAGES = 10_000


def parts(document: Any) -> tuple[list[Part], list[int]]:
    """What a pypdfium2 document holds, and the numbers of the pages that are scans and so hold nothing.

    Running heads and feet are left out; a PageBreak stands after each page but the last.

    Raises Unreadable for a document that is too large or whose pages are scans.
    """
    pages, drawn, width, scans = _pages(document)
    kept = without_edges(pages)
    joiner = Joiner(kept)
    found = _merged([region for page, strokes in zip(kept, drawn, strict=True) for region in regions(page, strokes)])
    flowing = [line for region in found if isinstance(region, Flow) and region.margin is None for line in region.lines]
    margins = Margins(flowing, width)
    return list(_with_breaks(found, joiner, margins, len(pages))), scans


def _pages(document: Any) -> tuple[list[list[Line]], list[Rules], float, list[int]]:
    """The lines of each page, what is drawn on it, how wide the pages are, and which are scans (from 1)."""
    pages: list[list[Line]] = []
    drawn: list[Rules] = []
    scans: list[int] = []
    characters, width = 0, 0.0
    if len(document) > MOST_PAGES:
        raise Unreadable(f"has more than {MOST_PAGES:,} pages; split it into one file a meeting")
    for number in range(len(document)):
        page = document[number]
        found, turn = spans(page)
        characters += sum(len(span.text) for span in found)
        if characters > MOST_CHARACTERS:
            raise Unreadable(f"holds more than {MOST_CHARACTERS:,} characters; split it into one file a meeting")
        strokes = rules(page, turn) if found else Rules()
        if not any(any(map(str.isalnum, span.text)) for span in found) and _has_image(page):
            scans.append(number + 1)
        pages.append(lines(found, strokes, number))
        drawn.append(strokes)
        width = max(width, page.get_width() if turn % 2 == 0 else page.get_height())
        page.close()
    if scans and 2 * len(scans) >= len(pages):
        raise Unreadable(_is_scanned(len(scans), len(pages)))
    if not any(line.text for page in pages for line in page):
        raise Unreadable(
            "has no text on its pages: it is empty or damaged, or draws its letters as shapes; download it again, or"
            " run OCR on it (ocrmypdf --force-ocr in.pdf out.pdf) and give what that writes"
        )
    return pages, drawn, width, scans


def _has_image(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    return any(True for _ in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3))


def _is_scanned(scans: int, pages: int) -> str:
    which = "is a scan: its pages are" if scans == pages else f"is mostly a scan: {scans} of its {pages} pages are"
    return f"{which} pictures without text; run OCR on it first (ocrmypdf in.pdf out.pdf) and give what that writes"


def _merged(found: Sequence[Region]) -> list[Region]:
    """Neighbouring flows as one, over page ends too, so that paragraphs can go on from page to page."""
    merged: list[Region] = []
    for region in found:
        last = merged[-1] if merged else None
        if isinstance(region, Flow) and isinstance(last, Flow) and region.margin is None and last.margin is None:
            merged[-1] = Flow((*last.lines, *region.lines))
        else:
            merged.append(region)
    return merged


def _with_breaks(found: Sequence[Region], joiner: Joiner, margins: Margins, pages: int) -> Iterator[Part]:
    page = 0
    for region in found:
        for first, last, part in _parts(region, joiner, margins):
            yield from [PageBreak()] * (first - page)
            yield part
            page = last
    yield from [PageBreak()] * (pages - 1 - page)


def _parts(region: Region, joiner: Joiner, margins: Margins) -> Iterator[tuple[int, int, Part]]:
    """The paragraphs or the row of a region, each with its first and last page."""
    if isinstance(region, TableRow):
        cells = [
            [joiner.joined(group) for group in joiner.paragraphs(cell, _margin(right))]
            for cell, right in zip(region.cells, region.rights, strict=True)
        ]
        page = next(line.page for cell in region.cells for line in cell)
        yield from ((page, page, part) for part in row(cells))
        return
    above: Line | None = None
    for group in joiner.paragraphs(region.lines, _margin(region.margin) if region.margin else margins.of):
        yield group[0].page, group[-1].page, joiner.joined(group, above)
        above = group[-1]


def _margin(right: float) -> Callable[[int], float]:
    return lambda page: right

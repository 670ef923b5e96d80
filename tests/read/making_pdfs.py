"""Makes PDFs for tests: what is drawn where, and whole files written by hand."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import simpleSplit
from reportlab.pdfgen.canvas import Canvas

LEFT, TOP, WIDTH = 72.0, 770.0, 450.0
FONT, SIZE, LEADING = "Helvetica", 11, 13.5
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw, password: str | None = None) -> bytes:
    """A PDF with a page for each function, which draws it."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=A4, encrypt=password, invariant=True)
    for draw in pages:
        canvas.setFont(FONT, SIZE)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(canvas: Canvas, y: float, *paragraphs: str, left: float = LEFT, width: float = WIDTH) -> float:
    """Draws paragraphs, broken where a line is full, each a little below the one before; returns where it ended.

    One that begins with ``**`` is bold; a blank one leaves a line free.
    """
    for paragraph in paragraphs:
        font = f"{FONT}-Bold" if paragraph.startswith("**") else FONT
        canvas.setFont(font, SIZE)
        for line in simpleSplit(paragraph.removeprefix("**"), font, SIZE, width):
            canvas.drawString(left, y, line)
            y -= LEADING
        y -= 7
    return y


def lines(canvas: Canvas, y: float, *texts: str, left: float = LEFT) -> float:
    """Draws lines as they are, one below the other; returns where it ended."""
    for text in texts:
        canvas.drawString(left, y, text)
        y -= LEADING
    return y


def by_hand(content: str, to_unicode: dict[str, str]) -> bytes:
    """A PDF of one page in whose font a character stands for another, as those of embedded fonts do."""
    mapping = "\n".join(
        f"<{ord(code):02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in to_unicode.items()
    )
    cmap = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(to_unicode)} beginbfchar\n{mapping}\nendbfchar\nendcmap end end"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /ToUnicode 6 0 R >>",
        f"<< /Length {len(cmap)} >>\nstream\n{cmap}\nendstream",
    ]
    data, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{text}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    end += f"startxref\n{len(data)}\n%%EOF"
    return data + end.encode("latin-1")

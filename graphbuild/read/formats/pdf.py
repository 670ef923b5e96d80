"""PDF with a text layer: what stands on its pages in reading order, without running heads and feet."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.errors import Unreadable
from graphbuild.read.content import Content
from graphbuild.read.flow import content

SUFFIXES = (".pdf",)
NATIVE = True

_HEAD = 1024
"""Bytes among which a PDF names itself."""
_NAMED = 5
"""Pages that are named in a sentence on them."""
_END = 4096
"""Bytes at the end among which a PDF says that it is whole."""


def parse(data: bytes) -> Content:
    """The text of a PDF and where its pages begin.

    The title that a PDF's own fields give is left out: it mostly is that of the document this was made from.
    Raises Unreadable (what follows the file's name in a sentence) for what is scanned, locked, cut off or damaged.
    """
    import pypdfium2
    import pypdfium2.raw as pdfium

    from graphbuild.read.pdf.document import parts

    if b"%PDF-" not in data[:_HEAD]:
        raise Unreadable("is no PDF, whatever its name says; save the document as a PDF again and give that")
    if b"%%EOF" not in data[-_END:]:
        raise Unreadable("is cut off before its end; download or save it again")
    try:
        document = pypdfium2.PdfDocument(data)
        try:
            found, scans = parts(document)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("is locked with a password; save it without one and give that") from None
        raise Unreadable("is damaged; download or save it again") from None
    return content(found, paged=True)._replace(lost=_lost(scans))


def _lost(scans: Sequence[int]) -> tuple[str, ...]:
    """A sentence on the pages that are scans; none where there are none."""
    if not scans:
        return ()
    named = ", ".join(map(str, scans[:_NAMED])) + (f" and {len(scans) - _NAMED} more" if len(scans) > _NAMED else "")
    which = f"page {named} is a picture" if len(scans) == 1 else f"pages {named} are pictures"
    return (f"{which} without text and not read; ocrmypdf --skip-text in.pdf out.pdf reads such pages",)

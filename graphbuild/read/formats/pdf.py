"""PDF with a text layer: what stands on its pages in reading order, without running heads and feet."""

from __future__ import annotations

from graphbuild.errors import Unreadable
from graphbuild.read.content import Content
from graphbuild.read.flow import content

SUFFIXES = (".pdf",)
NATIVE = True

_HEAD = 1024
"""Bytes among which a PDF names itself."""
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
            found = parts(document)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise Unreadable("is locked with a password; save it without one and give that") from None
        raise Unreadable("is damaged; download or save it again") from None
    return content(found, paged=True)

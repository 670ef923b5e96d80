"""Word documents (.docx), as Word shows them: with the numbers of lists, without tracked deletions."""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from typing import Any

from graphbuild.errors import Unreadable
from graphbuild.read.content import Content
from graphbuild.read.flow import Part, content
from graphbuild.read.unzip import opened, unpacked

SUFFIXES = (".docx",)
NATIVE = True

_OLD = b"\xd0\xcf\x11\xe0"
_KINDS, _MACROS = "[Content_Types].xml", b".macroEnabled.main+xml"
"""The part that says what the others are, and what it says of a document with macros."""
_LARGEST_PART = 30_000_000
"""Bytes of XML in one part of a document; a thousand pages of minutes are some 10 MB."""


def parse(data: bytes) -> Content:
    """The text of a Word document: the head of its first page, then its body with tables and text boxes.

    The title that its own fields give is left out, since it mostly is that of the document this was made from.
    Raises Unreadable (what follows the file's name in a sentence) for what is damaged, locked or made to do harm.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml import etree

    if data.startswith(_OLD):
        raise Unreadable("is an old Word file or locked with a password; save it as .docx without one and give that")
    _check(data)
    try:
        return content(_parts(docx.Document(BytesIO(data))))
    except RecursionError:
        raise Unreadable("has tables within tables without end; save it as plain text and give that") from None
    except (OpcError, etree.LxmlError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, AttributeError, EOFError):
        raise Unreadable("is a damaged Word document; open it in Word or LibreOffice and save it again") from None


def _check(data: bytes) -> None:
    """Refuses archives that unpack to too much, and XML that declares entities, which no Word document has."""
    with opened(data, "Word document") as archive:
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            if member.file_size > _LARGEST_PART:
                raise Unreadable("unpacks to more text than any minutes have; save it as plain text and give that")
            xml = unpacked(archive, member, _LARGEST_PART + 1)
            if member.filename == _KINDS and _MACROS in xml:
                raise Unreadable("is a Word document with macros; save it as .docx without them and give that")
            if _declares(xml):
                raise Unreadable("declares XML entities, as Word never does; open it in LibreOffice and save it again")


def _declares(xml: bytes) -> bool:
    """Whether XML has a document type, in whatever encoding."""
    return b"<!DOCTYPE" in xml.replace(b"\0", b"")


def _parts(document: Any) -> list[Part]:
    from docx.opc.constants import RELATIONSHIP_TYPE as KINDS

    from graphbuild.read.word.numbering import Numbering
    from graphbuild.read.word.parts import Reader
    from graphbuild.read.word.styles import Styles

    def root(kind: str) -> Any:
        try:
            return document.part.part_related_by(kind).element
        except KeyError:
            return None

    styles = Styles(root(KINDS.STYLES))
    reader = Reader(styles, Numbering(root(KINDS.NUMBERING), styles))
    heads = [part for head in _page_heads(document) for part in reader.parts(head)]
    return [*heads, *reader.parts(document.element.body)]


def _page_heads(document: Any) -> list[Any]:
    """The head of the first page, where councils have their name."""
    if not len(document.sections):
        return []
    section = document.sections[0]
    head = section.first_page_header if section.different_first_page_header_footer else section.header
    return [] if head.is_linked_to_previous else [head._element]

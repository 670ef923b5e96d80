"""Web pages: those of committee systems, those that a browser saved, and parts of pages."""

from __future__ import annotations

import codecs
import re
from typing import Any

from graphbuild.errors import Unreadable
from graphbuild.read.content import Content, normalise
from graphbuild.read.flow import content
from graphbuild.read.formats.text import decode

SUFFIXES = (".html", ".htm", ".xhtml")
NATIVE = True

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 4096
"""Bytes at the beginning among which a page may name its encoding."""
_BAR = re.compile(r"\s+[|–—-]\s+|\s+»\s+")
"""What parts the name of a page from that of its site."""


def parse(data: bytes) -> Content:
    """The text of a page's document, without what surrounds every page of its site, and the page's title.

    Raises Unreadable (what follows the file's name in a sentence) for bytes that are no text, or no page.
    """
    from lxml import etree, html

    from graphbuild.read.web.parts import Walker
    from graphbuild.read.web.surroundings import document_of

    text = normalise(_decoded(data))
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        raise Unreadable("is empty; give a file that holds the document's text") from None
    title = _title(root)
    return content(Walker().walk(document_of(root)), title)


def _decoded(data: bytes) -> str:
    """``data`` by its byte order mark, else as it says, else as UTF-8 or Windows-1252."""
    import webencodings

    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    declared = None if marked else _DECLARED.search(data[:_HEAD])
    known = webencodings.lookup(declared.group(1).decode("ascii")) if declared else None
    if known and not known.name.startswith("utf-"):
        try:
            text, _ = known.codec_info.decode(data, "strict")
            return str(text)
        except UnicodeDecodeError:
            pass  # it is not what it says
    return decode(data)


def _title(root: Any) -> str | None:
    """The page's title without the site's name, where it has one."""
    found = root.findtext(".//title") or ""
    return " ".join(_BAR.split(found)[0].split()) or None

"""Plain text and Markdown, in whatever encoding it was saved."""

from __future__ import annotations

import codecs
import re

from graphbuild import userfile
from graphbuild.errors import Unreadable
from graphbuild.read.content import Content, normalise, pages

SUFFIXES = (".txt", ".text", ".md", ".markdown")
NATIVE = False

_OTHER_FORMATS = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a Word or ZIP file",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"{\\rtf": "an RTF file",
}
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.{0,4000}?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)


def parse(data: bytes) -> Content:
    """The text of a file, its front matter included; its title where YAML front matter gives one.

    Raises Unreadable (what follows the file's name in a sentence) for bytes that are no text.
    """
    for magic, kind in _OTHER_FORMATS.items():
        if data.startswith(magic):
            raise Unreadable(f"is {kind} under a text file's name; save the document as plain text and give that")
    text, starts = pages(normalise(decode(data)))
    return Content(text, front_matter_title(text), starts)


def decode(data: bytes) -> str:
    """``data`` as text: by its byte order mark, else as UTF-16 if every other byte is NUL, UTF-8, or Windows-1252.

    Not by statistical detection, which takes a short Irish text in Latin-1 for a DOS code page; what British and Irish
    offices save is Windows-1252 or its subset Latin-1. Raises Unreadable for binary data.
    """
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), None) or _utf16_without_mark(data)
    if encoding:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            name = encoding.removesuffix("-sig").upper()
            raise Unreadable(f"is damaged {name} text; save the document again as UTF-8") from None
    if b"\0" in data:
        raise Unreadable("holds binary data, not text; save the document as plain text and give that")
    return _utf8(data) or _windows(data)


def front_matter_title(text: str) -> str | None:
    """The title that YAML front matter at the head of ``text`` gives, on one line."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return None
    try:
        fields = userfile.parse(match[1])
    except ValueError:
        return None
    title = fields.get("title") if isinstance(fields, dict) else None
    return " ".join(title.split()) or None if isinstance(title, str) else None


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:4096]
    high, low = (sample[start::2].count(0) / max(1, len(sample) // 2) for start in (0, 1))
    if low > 0.4 and high < 0.05:
        return "utf-16-le"
    if high > 0.4 and low < 0.05:
        return "utf-16-be"
    return None


def _utf8(data: bytes) -> str | None:
    """None where more is not UTF-8 than is; a few damaged bytes in a UTF-8 text become U+FFFD."""
    text = data.decode("utf-8", "replace")
    damaged = text.count("\ufffd")
    beyond_ascii = sum(map(len, re.findall(r"[^\x00-\x7f]+", text))) if damaged else 0
    return text if damaged * 2 <= beyond_ascii else None


def _windows(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")

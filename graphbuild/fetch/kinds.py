"""What kind of file the bytes are that a site sends, whatever it calls them."""

from __future__ import annotations

from graphbuild.errors import shown
from graphbuild.fetch.answers import Answer, NotGiven

_HEAD, _TAIL = 1024, 66_000
"""Where a PDF's mark may stand, and how far from the end a PDF's or ZIP's closing mark."""


class CutOff(NotGiven):
    """A file without its end."""


def suffix(answer: Answer, page: bool) -> str:
    """The suffix for the file: ``.pdf``, ``.docx``, ``.txt``, and ``.html`` if a ``page`` is wanted.

    Raises CutOff for a file whose end is missing, and NotGiven for one of another kind than is wanted or can be read.
    """
    data, name = answer.body, shown(answer.address)
    head = data[:_HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_page = "html" in answer.media_type or head.startswith((b"<!doctype html", b"<html"))
    if not data.strip():
        raise NotGiven(f"{name} is empty; open it in a browser to see whether it is there")
    if page and is_page:
        return ".html"
    if b"%PDF-" in data[:_HEAD]:
        return _whole(".pdf", b"%%EOF", data, name)
    if data.startswith(b"PK\x03\x04") and b"word/" in data:
        return _whole(".docx", b"PK\x05\x06", data, name)
    if answer.media_type == "text/plain" and not is_page:
        return ".txt"
    if is_page:
        raise NotGiven(f"{name} is a web page where a document should be; open it in a browser to see what it says")
    kind = f" ({shown(answer.media_type)})" if answer.media_type else ""
    raise NotGiven(f"{name} is of a kind that cannot be read{kind}; save it as PDF or DOCX yourself")


def _whole(suffix: str, mark: bytes, data: bytes, name: str) -> str:
    if mark not in data[-_TAIL:]:
        raise CutOff(f"{name} arrives without its end; open it in a browser to see whether it is whole there")
    return suffix

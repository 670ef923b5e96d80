"""Makes Word documents for tests, with XML that python-docx has no method for."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls


def saved(document: Any) -> bytes:
    """The bytes of a document."""
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def of(*elements: str) -> bytes:
    """A document whose body has these elements of WordprocessingML."""
    document = docx.Document()
    for element in elements:
        document.element.body.insert(-1, xml(element))
    return saved(document)


def xml(element: str) -> Any:
    """An element from its XML, in which ``w:``, ``wps:`` and ``mc:`` are known."""
    name, rest = element[1:].replace("/>", " />", 1).split(None, 1) if " " in element.split(">")[0] else (None, None)
    spaces = nsdecls("w") + (
        ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    )
    if name:
        return parse_xml(f"<{name} {spaces} {rest}")
    end = element.index(">")
    end -= element[end - 1] == "/"
    return parse_xml(f"{element[:end]} {spaces}{element[end:]}")


def numbered(levels: str, *paragraphs: str, overrides: str = "") -> bytes:
    """A document whose list 77 has these levels (``w:lvl``), 78 continues it with ``overrides``."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    abstract = xml(f'<w:abstractNum w:abstractNumId="77">{levels}</w:abstractNum>')
    numbering.insert(0, abstract)
    for number, changes in ((77, ""), (78, overrides)):
        numbering.append(xml(f'<w:num w:numId="{number}"><w:abstractNumId w:val="77"/>{changes}</w:num>'))
    for paragraph in paragraphs:
        document.element.body.insert(-1, xml(paragraph))
    return saved(document)


def level(at: int, style: str, text: str, more: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def entry(text: str, at: int = 0, number: int = 77) -> str:
    """A paragraph of a list."""
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number}"/></w:numPr></w:pPr>'
    return f"<w:p>{place}<w:r><w:t>{text}</w:t></w:r></w:p>"


def changed(data: bytes, name: str, content: bytes) -> bytes:
    """A document with another content of one of its parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            new.writestr(member.filename, content if member.filename == name else old.read(member))
    return buffer.getvalue()

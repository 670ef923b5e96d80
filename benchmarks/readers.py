"""Libraries that read PDF, HTML and DOCX, compared: how much of a text comes out right and in order, and how fast.

    pip install -e '.[test]' pdfplumber pdfminer.six pypdf selectolax trafilatura docx2python
    python benchmarks/readers.py [FOLDER...]

The first table is of documents made here, of which it is known what they say; the second, for the folders given, has
figures alone. A library that is not installed is left out, and said to be.
"""

from __future__ import annotations

import importlib
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Indel
from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent))

from readers_documents import DOCUMENTS

from graphbuild.errors import Unreadable
from graphbuild.read.formats import formats

TIMES = 5
Reader = Callable[[bytes], str]


def ours(suffix: str) -> Reader:
    return lambda data: formats()[suffix].parse(data).text


def pypdfium2(data: bytes) -> str:
    document = library("pypdfium2").PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def pdfplumber(data: bytes) -> str:
    with library("pdfplumber").open(BytesIO(data)) as document:
        return "\n".join(page.extract_text() for page in document.pages)


def pdfminer(data: bytes) -> str:
    return str(library("pdfminer.high_level").extract_text(BytesIO(data)))


def pypdf(data: bytes) -> str:
    return "\n".join(page.extract_text() for page in library("pypdf").PdfReader(BytesIO(data)).pages)


def docling(data: bytes) -> str:
    stream = library("docling.datamodel.base_models").DocumentStream(name="a.pdf", stream=BytesIO(data))
    return str(library("docling.document_converter").DocumentConverter().convert(stream).document.export_to_text())


def lxml(data: bytes) -> str:
    return str(library("lxml.html").document_fromstring(data).text_content())


def selectolax(data: bytes) -> str:
    page = library("selectolax.lexbor").LexborHTMLParser(data)
    page.strip_tags(["script", "style"])
    return str(page.body.text(separator="\n"))


def trafilatura(data: bytes) -> str:
    return library("trafilatura").extract(data, include_tables=True, include_comments=False, favor_recall=True) or ""


def python_docx(data: bytes) -> str:
    document = library("docx").Document(BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*texts, *cells])


def docx2python(data: bytes) -> str:
    with library("docx2python").docx2python(BytesIO(data)) as document:
        return str(document.text)


READERS: Mapping[str, Mapping[str, Reader]] = {
    ".pdf": {
        "graphbuild, on pypdfium2": ours(".pdf"),
        "pypdfium2": pypdfium2,
        "pdfplumber": pdfplumber,
        "pdfminer.six": pdfminer,
        "pypdf": pypdf,
        "docling": docling,
    },
    ".html": {
        "graphbuild, on lxml": ours(".html"),
        "lxml, text_content": lxml,
        "selectolax (lexbor)": selectolax,
        "trafilatura": trafilatura,
    },
    ".docx": {
        "graphbuild, on python-docx": ours(".docx"),
        "python-docx": python_docx,
        "docx2python": docx2python,
    },
}


def library(name: str) -> Any:
    return importlib.import_module(name)


def right(text: str, expected: str) -> float:
    """The share of characters of both texts that stand in both in one order, white space and marks aside."""
    plain = [" ".join(each.translate(dict.fromkeys(map(ord, "*#|\u00ad"))).split()) for each in (text, expected)]
    return Indel.normalized_similarity(*plain)


def seconds(read: Reader, data: bytes) -> float:
    """The time of the fastest of some runs."""
    found = []
    for _ in range(TIMES):
        began = time.perf_counter()
        read(data)
        found.append(time.perf_counter() - began)
    return min(found)


def made_up() -> Iterable[list[str]]:
    """A row for each reader: what is right of each document that it can read, and its time a page."""
    for suffix, readers in READERS.items():
        documents = [document for document in DOCUMENTS if document.suffix == suffix]
        for name, read in readers.items():
            try:
                shares = [right(read(document.data), document.text) for document in documents]
            except ImportError:
                yield [suffix, name, "not installed"]
                continue
            spent = sum(seconds(read, document.data) for document in documents)
            pages = sum(document.pages for document in documents)
            said = ", ".join(f"{d.name} {share:.0%}" for d, share in zip(documents, shares, strict=True))
            yield [suffix, name, f"{sum(shares) / len(shares):.1%}", f"{1000 * spent / pages:.1f}", said]


def real(folders: Iterable[Path]) -> Iterable[list[str]]:
    """A row for each file and reader: pages, characters, milliseconds a page; nothing of what it says."""
    for path in sorted(file for folder in folders for file in folder.rglob("*") if file.suffix.lower() in READERS):
        data = path.read_bytes()
        for name, read in READERS[path.suffix.lower()].items():
            try:
                text, spent = read(data), seconds(read, data)
                pages = max(1, len(formats()[path.suffix.lower()].parse(data).page_starts))
            except (ImportError, Unreadable):
                continue
            yield [path.name, name, str(pages), f"{len(''.join(text.split())):,}", f"{1000 * spent / pages:.1f}"]


def show(title: str, heads: Iterable[str], rows: Iterable[list[str]]) -> None:
    table = Table(*heads, title=title, title_justify="left")
    for row in rows:
        table.add_row(*row)
    Console(width=160).print(table)


if __name__ == "__main__":
    show("Documents made for this", ["", "reader", "right", "ms a page", "of which"], made_up())
    if folders := [Path(name) for name in sys.argv[1:]]:
        show("Documents given", ["file", "reader", "pages", "characters", "ms a page"], real(folders))

"""Is each passage's quote the text at its offsets?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

import rdflib
from rdflib.namespace import RDF

from graphbuild.graph.shacl import Violation, shortened
from graphbuild.vocabulary import GB

QUOTE = GB.quote.value
_BUILD_AGAIN = "build again, so that graph and text are of one build"


def compare(data: rdflib.Graph, sources: Path) -> tuple[int, list[Violation]]:
    """Compares every ``gb:Passage`` of ``data`` with the kept texts ``SLUG.txt`` in ``sources``.

    Gives how many there are, and what is wrong. Passages that lack what SHACL asks for are left to SHACL.
    """

    @lru_cache(maxsize=8)
    def text(slug: str) -> str | None:
        path = sources / f"{slug}.txt"
        if path.parent != sources or not path.is_file():  # a slug is read from the graph: it may be "../../etc/passwd"
            return None
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()

    passages = sorted(data.subjects(RDF.type, rdflib.URIRef(GB.Passage.value), unique=True), key=str)
    wrong = []
    for passage in passages:
        for source, begin, end, quote in _statements(data, passage):
            slug = unquote(source.rpartition("/")[2])
            if fault := _fault(text(slug), begin, end, quote):
                wrong.append(Violation(fault[0], str(passage), fault[1]))
    return len(passages), wrong


def _statements(data: rdflib.Graph, passage: rdflib.term.Node) -> Iterator[tuple[str, int, int, str]]:
    """Source, offsets and quote of a passage; nothing where one is missing or no number."""
    values = [data.value(passage, rdflib.URIRef(p.value)) for p in (GB.source, GB.begin, GB.end, GB.quote)]
    if any(value is None for value in values):
        return
    source, begin, end, quote = map(str, values)
    if all(number.isascii() and number.removeprefix("-").isdigit() for number in (begin, end)):
        yield source, int(begin), int(end), quote


def _fault(text: str | None, begin: int, end: int, quote: str) -> tuple[str, str] | None:
    """What is wrong with a quote, and the particulars; None where it is as it should be."""
    if text is None:
        return f"The passage's source has no kept text in the build's sources folder: {_BUILD_AGAIN}.", ""
    if not 0 <= begin < end <= len(text):
        message = f"The passage lies outside its source's text: {_BUILD_AGAIN}."
        return message, f"{begin} to {end} of {len(text)} characters"
    if text[begin:end] != quote:
        message = f"The quote is not the text at its offsets: {_BUILD_AGAIN}."
        return message, f"quote: {shortened(quote)}; text there: {shortened(text[begin:end])}"
    return None

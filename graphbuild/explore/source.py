"""The page of a source: its whole text, in which every passage that is evidence can be gone to."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild.explore import rdf, reply
from graphbuild.explore.opened import Opened
from graphbuild.explore.reply import Page
from graphbuild.graph.texts import Texts
from graphbuild.view.reading import Reader
from graphbuild.vocabulary import DCTERMS, GB, RDFS, SCHEMA

_PASSAGES = f"""
SELECT DISTINCT ?source ?begin ?end ?quote WHERE {{
  ?passage {GB.source} ?source ; {GB.begin} ?begin ; {GB.end} ?end ; {GB.quote} ?quote
}}"""
_RECORDED = f"""
SELECT DISTINCT ?source ?meeting ?label ?date WHERE {{
  ?meeting {GB.recordedIn} ?source ; {DCTERMS.date} ?date ; {RDFS.label} ?label
}}"""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of the text, and the passages that begin with it."""

    anchors: tuple[str, ...]
    """The fragments of the passages' IRIs."""
    text: str


def page(opened: Opened, reader: Reader, iri: str) -> Page:
    """The page of the source ``iri``."""
    properties = reader.properties(iri)
    passages = _passages(opened, iri)
    text = Texts(opened.graph.sources).of(iri)
    address = _address(opened, iri)
    return reply.html(
        "source.html",
        {
            "iri": iri,
            "title": next(iter(properties.get(DCTERMS.title.value, ())), ""),
            "name": next(iter(properties.get(SCHEMA.name.value, ())), iri),
            "status": next(iter(properties.get(GB.status.value, ())), ""),
            "published": address if address.startswith(("http://", "https://")) else "",
            "meetings": _recorded(opened, iri),
            "passages": passages,
            "pieces": pieces(text, [(begin, end) for begin, end, _ in passages]) if text is not None else (),
            "forms": rdf.FORMS,
            "data": rdf.statements(opened, iri),
        },
    )


def pieces(text: str, spans: list[tuple[int, int]]) -> tuple[Piece, ...]:
    """The text in pieces, each of which but the first begins where one of the spans (code points) does."""
    anchors: dict[int, list[str]] = defaultdict(list)
    for begin, end in sorted(set(spans)):
        if 0 <= begin < end <= len(text):
            anchors[begin].append(f"char={begin},{end}")
    begins = sorted({0, *anchors})
    ends = [*begins[1:], len(text)]
    return tuple(Piece(tuple(anchors[begin]), text[begin:end]) for begin, end in zip(begins, ends, strict=True))


def _passages(opened: Opened, iri: str) -> list[tuple[int, int, str]]:
    solutions = opened.graph.query(_PASSAGES, {"source": NamedNode(iri)})
    assert isinstance(solutions, QuerySolutions)
    return sorted((int(row["begin"].value), int(row["end"].value), row["quote"].value) for row in solutions)


def _recorded(opened: Opened, iri: str) -> list[tuple[str, str, str]]:
    """ISO date, name and address of the meetings that it records."""
    solutions = opened.graph.query(_RECORDED, {"source": NamedNode(iri)})
    assert isinstance(solutions, QuerySolutions)
    found = {(row["date"].value, row["label"].value, opened.addresses.of(row["meeting"].value)) for row in solutions}
    return sorted(found)


def _address(opened: Opened, iri: str) -> str:
    """Where the document was published; "" where that is not known."""
    solutions = opened.graph.query(
        f"SELECT ?s ?address WHERE {{ ?s {DCTERMS.source} ?address }}", {"s": NamedNode(iri)}
    )
    assert isinstance(solutions, QuerySolutions)
    found = (row["address"] for row in solutions)
    return min((one.value for one in found if isinstance(one, NamedNode | Literal)), default="")

"""Terms of an answer as cells of a table: shown well, and linked to the pages of what they name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from graphbuild.explore.opened import Opened
from graphbuild.explore.rdf import prefixed
from graphbuild.graph.labels import day
from graphbuild.query import Term
from graphbuild.view.text import clean
from graphbuild.vocabulary import FOAF, GB, ORG, RDFS, SCHEMA, TOPIC_IRI, XSD

LONG = 60
"""With more characters a cell is a text, which takes a broad column."""
NAME = 150
"""With more characters nothing is a name."""
BETWEEN = "; "
"""What stands between names in one cell."""
_DATE = re.compile(r"\d{4}-\d\d(-\d\d)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)
_KINDS = (FOAF.Person, ORG.Post, ORG.Organization, GB.Undertaking, GB.Meeting, GB.Paper, GB.Source)
_NAMED = f"""
SELECT ?name ?thing WHERE {{
  VALUES ?name {{ %s }}
  ?thing {RDFS.label}|{SCHEMA.name} ?name ; a ?class
  FILTER(?class IN ({", ".join(map(str, _KINDS))}) || STRSTARTS(STR(?thing), "{TOPIC_IRI}"))
}}"""
_PASSAGES = f"""
SELECT ?quote ?file ?passage WHERE {{
  VALUES (?quote ?file) {{ %s }}
  ?passage {GB.quote} ?quote ; {GB.source}/{SCHEMA.name} ?file ; {GB.begin} ?begin
}} ORDER BY ?begin ?passage"""
_PRESENT = """
SELECT DISTINCT ?thing WHERE {
  VALUES ?thing { %s }
  FILTER(EXISTS { ?thing ?p ?o } || EXISTS { ?s ?q ?thing })
}"""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell."""

    parts: tuple[tuple[str, str], ...]
    """Texts, and the address of what each names, "" without one; several names stand side by side."""
    look: str = ""
    """How it is set: ``long``, ``date``, ``number``, ``iri`` or nothing of these."""
    note: str = ""
    """Datatype or language."""
    title: str = ""
    """The IRI in full."""

    @property
    def text(self) -> str:
        """What it says."""
        return BETWEEN.join(text for text, _ in self.parts)


EMPTY = Cell(())


class Cells:
    """Makes cells of terms. Where they lead is read for many at once."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._there: set[str] = set()
        self._named: dict[str, str] = {}
        self._stated: dict[tuple[str, str], str] = {}

    def read(self, terms: Iterable[Term | None], named: bool = False) -> None:
        """Finds out which IRIs have a page, and if ``named``, which things the texts among the terms name."""
        found = [term for term in terms if term is not None]
        iris = sorted({term.value for term in found if isinstance(term, NamedNode)})
        rows = self._rows(_PRESENT, " ".join(f"<{iri}>" for iri in iris), "thing") if iris else []
        self._there |= {thing for (thing,) in rows}
        if not named:
            return
        texts = {part for term in found if isinstance(term, Literal) for part in _names(term.value)}
        things: dict[str, set[str]] = {}
        values = " ".join(str(Literal(text)) for text in sorted(texts))
        for name, thing in self._rows(_NAMED, values, "name", "thing") if texts else ():
            things.setdefault(name, set()).add(thing)
        self._named |= {name: next(iter(iris)) for name, iris in things.items() if len(iris) == 1}

    def read_passages(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Finds out where the quotations are, each with the name of its document."""
        wanted = sorted({pair for pair in pairs if all(pair)})
        values = " ".join(f"({Literal(quoted)} {Literal(file)})" for quoted, file in wanted)
        for quoted, file, passage in self._rows(_PASSAGES, values, "quote", "file", "passage") if wanted else ():
            self._stated.setdefault((quoted, file), passage)

    def passage(self, quoted: str, file: str) -> str:
        """The address of a quotation in its document; "" where it is not known."""
        iri = self._stated.get((quoted, file), "")
        return self._opened.addresses.of(iri) if iri else ""

    def plain(self, term: Term | None) -> Cell:
        """A term as a reader of the papers wants it: dates in words, names linked, no types."""
        if not isinstance(term, Literal):
            return self.typed(term)
        text = term.value
        if _DATE.fullmatch(text):
            return Cell(((day(text), ""),), "date")
        if _NUMBER.fullmatch(text):
            return Cell(((text, ""),), "number" if _is_number(term) else "")
        parts = tuple((clean(part), self._address_of_name(part)) for part in _names(text))
        if not any(address for _, address in parts):
            parts = ((clean(text), ""),)
        return Cell(parts, "long" if len(text) > LONG else "")

    def typed(self, term: Term | None) -> Cell:
        """A term as a writer of SPARQL wants it: exact, with its datatype or language."""
        if term is None:
            return EMPTY
        if isinstance(term, NamedNode):
            return Cell(((self._short(term.value), self.address(term.value)),), "iri", title=term.value)
        if isinstance(term, BlankNode | Triple):
            return Cell(((str(term), ""),), "iri")
        look = "long" if len(term.value) > LONG else "number" if _is_number(term) else ""
        note = f"@{term.language}" if term.language else prefixed(term.datatype.value)
        return Cell(((term.value, ""),), look, "" if term.datatype == XSD.string else note)

    def address(self, iri: str) -> str:
        """The address of the page of a thing; "" where it has none."""
        return self._opened.addresses.of(iri) if iri in self._there else ""

    def _short(self, iri: str) -> str:
        space = self._opened.addresses.space
        return iri[len(space) :] if space and iri.startswith(space) and iri != space else prefixed(iri)

    def _address_of_name(self, name: str) -> str:
        return self._opened.addresses.of(self._named[name]) if name in self._named else ""

    def _rows(self, query: str, values: str, *columns: str) -> list[tuple[str, ...]]:
        solutions = self._opened.graph.query(query % values)
        assert isinstance(solutions, QuerySolutions)
        return [tuple(row[column].value for column in columns) for row in solutions]


def _names(text: str) -> Sequence[str]:
    """What may be names in a text."""
    parts = text.split(BETWEEN)
    return parts if all(0 < len(part) <= NAME for part in parts) else ()


def _is_number(term: Literal) -> bool:
    return term.datatype in (XSD.integer, XSD.decimal, XSD.nonNegativeInteger)

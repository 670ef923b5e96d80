"""What a query comes to, for a page: a table of terms, triples, or yes or no."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from pyoxigraph import QueryBoolean, QueryTriples

from graphbuild.errors import GraphbuildError, shown
from graphbuild.explore.opened import Opened
from graphbuild.explore.serialised import Result, TooLarge, serialised
from graphbuild.graph import sparql
from graphbuild.query import Rows

TABLES = {
    "csv": ("CSV", "text/csv", "csv"),
    "tsv": ("TSV", "text/tab-separated-values", "tsv"),
    "json": ("JSON", "application/sparql-results+json", "srj"),
    "xml": ("XML", "application/sparql-results+xml", "srx"),
}
"""Formats of tables that can be downloaded: what they are called, their media type and the ending of a file's name."""
TRUTHS = {name: TABLES[name] for name in ("json", "xml")}
GRAPHS = {
    "turtle": ("Turtle", "text/turtle", "ttl"),
    "ntriples": ("N-Triples", "application/n-triples", "nt"),
    "jsonld": ("JSON-LD", "application/ld+json", "jsonld"),
    "rdfxml": ("RDF/XML", "application/rdf+xml", "rdf"),
}
"""Likewise of triples."""
_TRIPLE = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query."""

    rows: Rows
    """Triples sorted and each once; no rows of a truth value."""
    truth: bool | None
    """Of ASK; else None."""
    cut: bool
    """Whether there are more rows than a page may have."""

    @property
    def formats(self) -> dict[str, tuple[str, str, str]]:
        """In which it can be downloaded."""
        if self.truth is not None:
            return TRUTHS
        return GRAPHS if self.rows.triples else TABLES


def ask(opened: Opened, text: str) -> Answer:
    """The answer to a query, of at most ``opened.rows`` rows.

    Raises GraphbuildError for what is no query, asks another server, or cannot be computed.
    """
    try:
        return _read(_evaluated(opened, text, opened.rows + 1), opened.rows)
    except (RuntimeError, ValueError) as error:
        raise GraphbuildError(f"The query cannot be answered: {shown(error)}.") from error


def download(opened: Opened, text: str, name: str) -> tuple[bytes, str, str]:
    """The answer in a format: bytes, media type, and the ending of a file's name.

    Raises GraphbuildError as ``ask`` does, for a format in which there is no such answer, and for too large a one.
    """
    try:
        result = _evaluated(opened, text, opened.rows)
        formats = TRUTHS if isinstance(result, QueryBoolean) else GRAPHS if isinstance(result, QueryTriples) else TABLES
        if name not in formats:
            known = ", ".join(formats)
            raise GraphbuildError(f"This query's answer is not to be had as {shown(name)!r}; choose one of {known}.")
        _, media_type, ending = formats[name]
        return serialised(result, media_type, opened.size), media_type, ending
    except TooLarge as error:
        raise GraphbuildError(f"The answer is larger than {opened.size / 1e6:g} MB; ask for less.") from error
    except (RuntimeError, ValueError) as error:
        raise GraphbuildError(f"The query cannot be answered: {shown(error)}.") from error


def _evaluated(opened: Opened, text: str, rows: int) -> Result:
    return opened.graph.query(sparql.with_limit(text, rows))


def _read(result: Result, most: int) -> Answer:
    if isinstance(result, QueryBoolean):
        return Answer(Rows((), ()), bool(result), False)
    if isinstance(result, QueryTriples):
        found = {(one.subject, one.predicate, one.object) for one in islice(result, most + 1)}
        triples = sorted(found, key=lambda triple: [str(term) for term in triple])
        return Answer(Rows(_TRIPLE, tuple(triples[:most]), triples=True), None, len(triples) > most)
    columns = tuple(variable.value for variable in result.variables)
    rows = tuple(tuple(row[name] for name in columns) for row in islice(result, most + 1))
    return Answer(Rows(columns, rows[:most]), None, len(rows) > most)

"""Answers as a table for the terminal, as CSV, JSON, Markdown or Turtle.

- ``table``: on a terminal as wide as that, cells wrapped; in a pipe one line a row, as wide as it takes.
- ``csv``: RFC 4180 with line feeds; terms by their value, unbound cells empty. Cells are never changed: a sentence that
  begins with ``=`` stays one, since a guard character would corrupt it for every reader that is no spreadsheet. In a
  spreadsheet import the columns as text rather than open the file.
- ``json``: a list of objects, one a row, every column in each: numbers and booleans as such, everything else as strings
  (dates in ISO form, IRIs without brackets), unbound cells null.
- ``md``: a GitHub table; what Markdown or HTML would act on is escaped.
- ``ttl``: only for triples, which CONSTRUCT and DESCRIBE give.

In ``table`` and ``md`` whitespace is folded and what a terminal would act on left out; ``csv`` and ``json`` are exact.
"""

from __future__ import annotations

import csv
import json
import math
import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import TextIO

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graphbuild import lookup
from graphbuild.errors import GraphbuildError, shown
from graphbuild.query import Rows, Term
from graphbuild.vocabulary import PREFIXES, XSD

_INTEGERS = {XSD.integer.value, XSD.nonNegativeInteger.value, XSD.iri + "int", XSD.iri + "long"}
_NUMBERS = {XSD.decimal.value, XSD.iri + "double", XSD.iri + "float"}
_MARKUP = re.compile(r"([\\`*_{}\[\]<>|~&])")
_CONTROLS = frozenset(("Cc", "Cf", "Cs", "Co"))
_KEPT = frozenset("\u200c\u200d\u00ad")
"""Joiners and soft hyphens: format characters that belong to words."""


def write(rows: Rows, form: str, stream: TextIO) -> None:
    """Write an answer to ``stream`` in one of FORMATS.

    Raises GraphbuildError for an unknown format, and for ``ttl`` where the rows are no triples.
    """
    if form not in FORMATS:
        near = lookup.suggestion(form, FORMATS) or f"; choose {', '.join(FORMATS)}."
        raise GraphbuildError(f"There is no format {shown(form)!r}{near}")
    FORMATS[form](rows, stream)


def plain(term: Term | None) -> str:
    """A term's value without its type; the empty string where there is none."""
    if term is None:
        return ""
    return str(term) if isinstance(term, Triple | BlankNode) else term.value


def clean(text: str) -> str:
    """``text`` on one line, without control characters, escape sequences' ESC and marks that turn its direction."""
    kept = (c if c in _KEPT or unicodedata.category(c) not in _CONTROLS else " " for c in text)
    return " ".join("".join(kept).split())


def _write_table(rows: Rows, stream: TextIO) -> None:
    from rich.console import Console
    from rich.measure import Measurement
    from rich.table import Table
    from rich.text import Text

    table = Table(header_style="bold")
    for column in rows.columns:
        table.add_column(Text(clean(column)), overflow="fold")
    for row in rows.rows:
        table.add_row(*(Text(clean(plain(term))) for term in row))
    console = Console(file=stream)
    if not console.is_terminal:
        console.width = max(1, Measurement.get(console, console.options.update(max_width=10_000_000), table).maximum)
    console.print(table)


def _write_csv(rows: Rows, stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([plain(term) for term in row] for row in rows.rows)


def _write_json(rows: Rows, stream: TextIO) -> None:
    objects = [dict(zip(rows.columns, map(_value, row), strict=True)) for row in rows.rows]
    json.dump(objects, stream, ensure_ascii=False, indent=2)
    stream.write("\n")


def _value(term: Term | None) -> str | int | float | bool | None:
    """A term as JSON has it; a number that a double cannot hold exactly stays a string."""
    if term is None:
        return None
    if not isinstance(term, Literal):
        return plain(term)
    kind, value = term.datatype.value, term.value
    try:
        if kind in _INTEGERS:
            return int(value)
        if kind in _NUMBERS and math.isfinite(number := float(value)) and Decimal(repr(number)) == Decimal(value):
            return int(number) if number.is_integer() else number
    except (ValueError, InvalidOperation):
        return value
    if kind == XSD.iri + "boolean" and value in ("true", "false"):
        return value == "true"
    return value


def _write_markdown(rows: Rows, stream: TextIO) -> None:
    def line(cells: list[str]) -> str:
        return "| " + " | ".join(_MARKUP.sub(r"\\\1", clean(cell)) for cell in cells) + " |\n"

    stream.write(line(list(rows.columns)))
    stream.write("|" + " --- |" * len(rows.columns) + "\n")
    stream.writelines(line([plain(term) for term in row]) for row in rows.rows)


def _write_turtle(rows: Rows, stream: TextIO) -> None:
    if not rows.triples:
        raise GraphbuildError("Only CONSTRUCT and DESCRIBE give triples for ttl; choose table, csv, json or md.")
    triples = [
        Triple(subject, predicate, object_)
        for subject, predicate, object_ in rows.rows
        if isinstance(subject, NamedNode | BlankNode | Triple)
        and isinstance(predicate, NamedNode)
        and object_ is not None
    ]
    used = {prefix: iri for prefix, iri in PREFIXES.items() if any(iri in str(triple) for triple in triples)}
    turtle = (ox.serialize(triples, format=ox.RdfFormat.TURTLE, prefixes=used) or b"").decode()
    # Oxigraph writes the prefixes in an order that changes from run to run.
    lines = turtle.splitlines(keepends=True)
    stream.writelines([*sorted(lines[: len(used)]), *lines[len(used) :]])


FORMATS: dict[str, Callable[[Rows, TextIO], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
    "md": _write_markdown,
    "ttl": _write_turtle,
}

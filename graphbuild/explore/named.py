"""A question that comes with graphbuild: its form, and its answer with the sentences that say so."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import unquote

from graphbuild import format as formats
from graphbuild import query
from graphbuild.errors import GraphbuildError
from graphbuild.explore import queries, reply
from graphbuild.explore.cells import EMPTY, Cell, Cells
from graphbuild.explore.fields import example, fields, given, suggested, words, wrong
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.format import plain
from graphbuild.graph import sparql
from graphbuild.query import NamedQuery, Rows
from graphbuild.view.text import clean

NAMED = "/queries/"
"""What the address of a named query begins with."""
SHOWN = 500
"""How many rows a page shows; downloads have all."""
FEW = 3
"""With fewer rows what all have in common stays in each."""
SENTENCE, DOCUMENT = "sentence", "document"
"""Columns with the words that say so, and with where they stand: shown beneath the row that they prove."""
DOWNLOADS = {"csv": ("CSV", "text/csv"), "json": ("JSON", "application/json"), "ttl": ("Turtle", "text/turtle")}
"""Formats for download: what they are called, and their media types."""


def page(opened: Opened, request: Request) -> Page:
    """A named query: its form, and the answer where it was asked."""
    one = queries.known().get(unquote(request.path.removeprefix(NAMED)))
    if one is None:
        return told(404, "There is no such question", "The page Questions lists those that there are.")
    typed = given(one, {name: request.get(name) for name in one.parameters})
    faults = wrong(opened, one, typed)
    told_wrong, rows = "", None
    if not faults and (typed or request.get("ask") or request.get("format")):
        try:
            rows = _answer(opened, one, typed)
            if form := request.get("format"):
                return _download(one, rows, form)
        except GraphbuildError as error:
            told_wrong = str(error)
    return _page(opened, one, typed, faults, told_wrong, rows)


def _answer(opened: Opened, one: NamedQuery, typed: Mapping[str, str]) -> Rows:
    limited = dataclasses.replace(one, text=sparql.with_limit(one.text, opened.rows))
    return query.run(opened.graph, limited, typed)


def _download(one: NamedQuery, rows: Rows, form: str) -> Page:
    """The answer as a file. Raises GraphbuildError for a format in which it is not to be had."""
    possible = [name for name in DOWNLOADS if rows.triples or name != "ttl"]
    if form not in possible:
        raise GraphbuildError(f"The answer is to be had as {', '.join(possible)}; choose one of these.")
    stream = io.StringIO()
    formats.write(rows, form, stream)
    headers = (("Content-Disposition", f'attachment; filename="{one.name}.{form}"'),)
    return Page(stream.getvalue().encode("utf-8", "replace"), f"{DOWNLOADS[form][1]}; charset=utf-8", headers=headers)


def _page(
    opened: Opened,
    one: NamedQuery,
    typed: Mapping[str, str],
    faults: Mapping[str, str],
    told_wrong: str,
    rows: Rows | None,
) -> Page:
    made = fields(one, typed, faults)
    return reply.html(
        "query.html",
        {
            "named": one,
            "words": words,
            "fields": made,
            "suggested": suggested(opened, {field.kind for field in made if field.kind}),
            "example": example(opened, one),
            "typed": typed,
            "wrong": told_wrong,
            "answer": _table(opened, rows) if rows else None,
            "at_most": opened.rows,
            "bound": queries.bound(opened, one, typed) if rows else "",
            "downloads": {form: DOWNLOADS[form][0] for form in DOWNLOADS if rows and (rows.triples or form != "ttl")},
        },
        status=400 if faults or told_wrong else 200,
    )


def _table(opened: Opened, rows: Rows) -> dict[str, object]:
    """The first rows as cells, sentences beneath their rows; columns with one value or none are told once."""
    shown, cells = rows.rows[:SHOWN], Cells(opened)
    cells.read((term for row in shown for term in row), named=True)
    quoting = dict(_quoting(rows.columns))
    cells.read_passages((plain(row[place]), plain(row[where])) for row in shown for place, where in quoting.items())
    beneath = {SENTENCE, DOCUMENT} if {SENTENCE, DOCUMENT} <= set(rows.columns) else set()
    values = {place: {plain(row[place]) for row in rows.rows} for place in range(len(rows.columns))}
    empty = [place for place in values if values[place] == {""}]
    kept = {*empty, *quoting, *quoting.values()}
    same = [place for place in values if place not in kept and len(rows.rows) >= FEW and len(values[place]) == 1]
    columns = [place for place in values if rows.columns[place] not in beneath and place not in (*empty, *same)]
    if not columns:
        columns, same = same, []
    return {
        "columns": [rows.columns[place] for place in columns],
        "empty": [rows.columns[place] for place in empty],
        "same": [(rows.columns[place], _cell(cells, shown[0], place, quoting)) for place in same],
        "lines": [_line(cells, rows, row, columns, quoting) for row in shown],
        "total": len(rows.rows),
    }


def _line(
    cells: Cells, rows: Rows, row: Sequence[query.Term | None], columns: Sequence[int], quoting: Mapping[int, int]
) -> dict[str, object]:
    """A row: its cells, and the sentence that says so, left out where a cell is that sentence already."""
    made = [_cell(cells, row, place, quoting) for place in columns]
    said = dict(zip(rows.columns, map(plain, row), strict=True))
    sentence, document = said.get(SENTENCE, ""), said.get(DOCUMENT, "")
    repeated = clean(sentence) in {clean(cell.text) for cell in made}
    at = cells.passage(sentence, document)
    return {"cells": made, "sentence": "" if repeated else sentence, "document": document, "address": at}


def _quoting(columns: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """The places of columns with sentences, each with that of the column that names its document."""
    for place, name in enumerate(columns):
        for document in (f"{name}_{DOCUMENT}", *([DOCUMENT] if name == SENTENCE else [])):
            if document in columns:
                yield place, columns.index(document)


def _cell(cells: Cells, row: Sequence[query.Term | None], place: int, quoting: Mapping[int, int]) -> Cell:
    """A cell; the name of a document leads to the sentence that the row quotes from it."""
    term = row[place]
    for quoted, where in quoting.items():
        if where == place and (address := cells.passage(plain(row[quoted]), plain(term))):
            return Cell(((plain(term), address),))
    return cells.plain(term) if term is not None else EMPTY

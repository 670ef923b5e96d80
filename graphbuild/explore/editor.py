"""One's own questions: an editor for SPARQL, and the answer as a table, a network or a download."""

from __future__ import annotations

from urllib.parse import urlencode

from graphbuild.errors import GraphbuildError
from graphbuild.explore import answers, drawn, queries, reply
from graphbuild.explore.answers import Answer
from graphbuild.explore.cells import Cells
from graphbuild.explore.fields import words, written
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page
from graphbuild.explore.terms import completions, declared, undeclared
from graphbuild.view.page import embedded

ADDRESS = "/query"
SHOWN = 500
"""How many rows a page shows; downloads have all."""
NETWORK = "network"
"""Value of the parameter ``as`` that asks for the answer drawn."""
START = """PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX gb: <https://w3id.org/graphbuild/ontology#>

SELECT ?date ?meeting ?item ?title
WHERE {
  ?item a gb:AgendaItem ;
    dcterms:title ?title ;
    dcterms:isPartOf ?meeting .
  ?meeting dcterms:date ?date .
}
ORDER BY DESC(?date) ?title
LIMIT 50
"""
"""What stands in the editor at first."""


def page(opened: Opened, request: Request) -> Page:
    """The editor with the query of the parameter ``query``, or of the named query ``example``, and its answer."""
    text = written(request.get("query")).replace("\r\n", "\n")
    wrong, answer = "", None
    if text.strip():
        try:
            if form := request.get("format"):
                return _download(opened, text, form)
            answer = answers.ask(opened, text)
        except GraphbuildError as error:
            wrong = str(error)
    return _page(opened, request, text, answer, wrong)


def _download(opened: Opened, text: str, form: str) -> Page:
    body, media_type, ending = answers.download(opened, text, form)
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    headers = (("Content-Disposition", f'attachment; filename="answer.{ending}"'),)
    return Page(body, media_type + charset, headers=headers)


def _page(opened: Opened, request: Request, text: str, answer: Answer | None, wrong: str) -> Page:
    chosen = queries.known().get(request.get("example"))
    asked = urlencode({"query": text})
    drawing = answer is not None and request.get("as") == NETWORK
    return reply.html(
        "editor.html",
        {
            "words": words,
            "text": text or (queries.bound(opened, chosen, {}) if chosen else START),
            "chosen": chosen if chosen and not text else None,
            "examples": queries.known(),
            "completions": embedded(completions()),
            "wrong": wrong,
            "undeclared": undeclared(text) if wrong else [],
            "mended": urlencode({"query": declared(text)}) if wrong else "",
            "answer": answer,
            "table": _table(opened, answer) if answer and not drawing else None,
            "at_most": opened.rows,
            "asked": asked,
            "formats": [(name, form[0]) for name, form in answer.formats.items()] if answer else [],
            "drawing": drawing,
            "drawable": drawing and answer is not None and bool(drawn.things(opened, answer)),
            "network": f"{drawn.ADDRESS}?{asked}",
        },
        status=400 if wrong else 200,
    )


def _table(opened: Opened, answer: Answer) -> dict[str, object]:
    shown, cells = answer.rows.rows[:SHOWN], Cells(opened)
    cells.read(term for row in shown for term in row)
    return {
        "columns": [name if answer.rows.triples else f"?{name}" for name in answer.rows.columns],
        "lines": [[cells.typed(term) for term in row] for row in shown],
        "total": len(answer.rows.rows),
    }

"""The search: a page of what was found, or the first few as JSON while one types."""

from __future__ import annotations

import json

from markupsafe import Markup, escape

from graphbuild.explore import index, reply
from graphbuild.explore.index import BEGIN, END, Hit
from graphbuild.explore.negotiation import best
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import HTML, Page
from graphbuild.graph.labels import day

JSON = "application/json"
SUGGESTED, LISTED = 10, 50
"""How many hits are given while one types, and on a page of the list."""
PAGES = 200
"""How far the list can be gone through."""
WORDS = {
    "person": "person",
    "post": "post",
    "organisation": "organisation",
    "undertaking": "service or plan",
    "topic": "topic",
    "meeting": "meeting",
    "item": "agenda item",
    "paper": "paper",
    "term": "term",
    index.DECISION: "decision",
    index.RECOMMENDATION: "recommendation",
    index.PASSAGE: "passage",
}
"""Kinds of what can be found, in people's words."""


def page(opened: Opened, request: Request) -> Page:
    """What the parameter ``q`` finds, of all kinds or of ``kind``."""
    text, kind = request.get("q"), request.get("kind")
    kind = kind if kind in WORDS else ""
    if best({HTML.partition(";")[0]: None, JSON: None}, request.accept) == JSON:
        return _suggestions(opened, text, kind)
    number = request.number("page", 1, PAGES)
    hits = index.search(opened.index, opened.graph, text, kind, LISTED + 1, (number - 1) * LISTED)
    return reply.html(
        "search.html",
        {
            "searched": text,
            "kind": kind,
            "words": WORDS,
            "hits": [(hit, opened.addresses.of(hit.iri), marked(hit.excerpt)) for hit in hits[:LISTED]],
            "number": number,
            "further": len(hits) > LISTED and number < PAGES,
        },
    )


def _suggestions(opened: Opened, text: str, kind: str) -> Page:
    hits = index.search(opened.index, opened.graph, text, kind, SUGGESTED)
    found = [{"name": hit.label, "sort": _sort(hit), "target": opened.addresses.of(hit.iri)} for hit in hits]
    return Page(json.dumps(found, ensure_ascii=False).encode(), JSON)


def _sort(hit: Hit) -> str:
    """What kind of thing it is, and when it was."""
    return ", ".join(filter(None, (WORDS[hit.kind], day(hit.date) if hit.date else "", hit.whole)))


def marked(excerpt: str) -> Markup:
    """An excerpt as HTML, the words found in ``mark`` elements."""
    return Markup(str(escape(excerpt)).replace(BEGIN, "<mark>").replace(END, "</mark>"))

"""All things of a kind, by name."""

from __future__ import annotations

from graphbuild import lookup
from graphbuild.explore import reply
from graphbuild.explore.finding import WORDS
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.graph.labels import day
from graphbuild.view import holdings
from graphbuild.view.reading import Reader

LISTED = 300
"""How many things a page lists."""
KINDS = {
    "topic": "Topics",
    "person": "People",
    "organisation": "Organisations",
    "undertaking": "Services and plans",
    "post": "Posts",
    "meeting": "Meetings",
    "paper": "Papers",
    "term": "Terms",
}
"""What can be gone through."""


def page(opened: Opened, request: Request) -> Page:
    """The things of the parameter ``kind``; meetings by date, the latest first, those that are only mentioned last."""
    kind = request.get("kind")
    if kind not in KINDS:
        return told(404, "Nothing is here", f"There are lists of {', '.join(KINDS.values()).lower()}.")
    things = _meetings(opened) if kind == "meeting" else _named(opened, kind)
    pages = max(1, -(-len(things) // LISTED))
    number = request.number("page", 1, pages)
    return reply.html(
        "browse.html",
        {
            "kind": kind,
            "heading": KINDS[kind],
            "one": WORDS[kind],
            "total": len(things),
            "listed": things[(number - 1) * LISTED : number * LISTED],
            "number": number,
            "pages": pages,
        },
    )


def _named(opened: Opened, kind: str) -> list[tuple[str, str, str]]:
    """Name, address, and what else it is called."""
    return [
        (thing.label, opened.addresses.of(thing.iri), "; ".join(name for name in thing.names if name != thing.label))
        for thing in lookup.things(opened.graph, kind, unused=False)
    ]


def _meetings(opened: Opened) -> list[tuple[str, str, str]]:
    """Those on record by date, then those that are only mentioned."""
    recorded = holdings.meetings(Reader(opened.graph))[::-1]
    known = {one.iri for one in recorded}
    mentioned = (thing for thing in lookup.things(opened.graph, "meeting") if thing.iri not in known)
    return [
        *((day(one.date), opened.addresses.of(one.iri), f"{one.body}, {one.items} items") for one in recorded),
        *((thing.label, opened.addresses.of(thing.iri), "not on record") for thing in mentioned),
    ]

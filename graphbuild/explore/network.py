"""The interactive view of a thing, to be embedded in its page or opened alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import quote

from pyoxigraph import NamedNode

from graphbuild.explore.addresses import Addresses
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.vocabulary import RDF

ADDRESS = "/network"
POLICY = "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
"""Beside the policy that the view's page has itself, which lets its own scripts run and nothing else."""
ALONE = "network"
"""Value of the parameter ``as`` that asks for a topic's network without its story."""


@dataclass(frozen=True, slots=True)
class Served:
    """Where the links of an embedded view lead: to things' own pages (``view.pages.Linked``)."""

    addresses: Addresses
    framed: bool

    def index(self) -> str:  # noqa: D102
        return "" if self.framed else "/"

    def of(self, kind: str, iri: str) -> str:  # noqa: D102
        return self.addresses.of(iri)

    def other(self, kind: str, iri: str) -> tuple[str, str]:  # noqa: D102
        words = {"trace": ("The network alone", f"&as={ALONE}"), "topic": ("The story through the years", "")}
        if kind not in words:
            return "", ""
        return f"{address(iri)}{words[kind][1]}", words[kind][0]

    def in_corpus(self, name: str) -> str:  # noqa: D102
        return ""


def address(iri: str, framed: bool = False) -> str:
    """Where the view of a thing is."""
    return f"{ADDRESS}?iri={quote(iri, safe='')}{'&framed=1' if framed else ''}"


def page(opened: Opened, request: Request) -> Page:
    """The view of the thing named by the parameter ``iri``: of a topic its story, else its network."""
    # Heavy, and no other page needs them.
    from graphbuild.trace.story import tell
    from graphbuild.view import kinds, tracing, views
    from graphbuild.view import page as drawn
    from graphbuild.view.reading import Reader

    reader, iri = Reader(opened.graph), request.get("iri")
    try:
        classes = {value for _, name, value in reader.rows("thing", thing=NamedNode(iri)) if name == RDF.type.value}
    except ValueError:
        classes = set()
    if not classes:
        return told(404, "Nothing is drawn here", "This graph says nothing of a thing with that address.")
    kind = kinds.of_classes(classes).key
    story = tell(opened.graph, iri) if kind == "topic" and request.get("as") != ALONE else None
    made = tracing.view(reader, story) if story and story.years else views.around(reader, kind, iri)
    made = replace(made, pages=Served(opened.addresses, bool(request.get("framed"))))
    return Page(drawn.render(made).encode(), headers=(("Content-Security-Policy", POLICY),))

"""Questions that come with graphbuild: the list of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from graphbuild import query
from graphbuild.explore import reply
from graphbuild.explore.fields import words
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page
from graphbuild.graph import sparql
from graphbuild.query import NamedQuery

GROUPS = {
    "topic": "By topic",
    "person": "By person",
    "organisation": "By organisation",
    "undertaking": "By service or plan",
    "": "Meetings and the record",
}
"""Headings of the list, by the kind of thing that a query can be asked of."""
_COMMITTEE = "body"
"""A parameter that nearly all queries have."""


@cache
def known() -> dict[str, NamedQuery]:
    """The queries by name."""
    return {one.name: one for one in query.list_queries()}


def page(opened: Opened, request: Request) -> Page:
    """The list of named queries."""
    groups: dict[str, list[NamedQuery]] = {kind: [] for kind in GROUPS}
    for one in known().values():
        groups[_about(one)].append(one)
    return reply.html("queries.html", {"groups": groups, "headings": GROUPS, "words": words})


def _about(named: NamedQuery) -> str:
    """The kind of thing that a query can be asked of; "" for one about meetings and the record as a whole."""
    kinds = [one.type.looked_up for name, one in named.parameters.items() if one.type.named and name != _COMMITTEE]
    return min(kinds, key=list(GROUPS).index, default="")


def bound(opened: Opened, named: NamedQuery, typed: Mapping[str, str]) -> str:
    """A query's text with its parameters as they were typed, or as they are by default, to be run as it stands.

    Its header is cut down to the summary. Raises GraphbuildError for a badly typed parameter.
    """
    lines = named.text.splitlines()
    begin = next((place for place, line in enumerate(lines) if not line.startswith("#")), 0)
    text = sparql.with_values("\n".join(lines[begin:]), query.bindings(opened.graph, named, typed))
    return f"# {named.summary}\n{text}\n"

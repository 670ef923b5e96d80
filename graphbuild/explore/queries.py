"""Questions: those that come with graphbuild as forms, and an editor for one's own."""

from __future__ import annotations

from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told

NAMED = "/queries/"
"""What the address of a named query begins with."""


def page(opened: Opened, request: Request) -> Page:
    """The list of named queries."""
    return told(404, "Not there", "to come")


def named(opened: Opened, request: Request) -> Page:
    """A named query: its form, and the answer where it was asked."""
    return told(404, "Not there", "to come")


def asked(opened: Opened, request: Request) -> Page:
    """The editor, and the answer to the query in it."""
    return told(404, "Not there", "to come")

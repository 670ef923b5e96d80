"""A page, and rendering one from a template."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from graphbuild.graph.labels import day
from graphbuild.view import kinds
from graphbuild.view.text import count

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent back."""

    body: bytes
    media_type: str = HTML
    status: int = 200
    headers: tuple[tuple[str, str], ...] = field(default=(("Vary", "Accept"),))


def html(template: str, names: dict[str, Any], status: int = 200) -> Page:
    """The page of a template, which sees ``names``; all that comes from documents and requests is escaped by it."""
    text = environment().get_template(template).render({"searched": ""} | names)
    return Page(text.encode("utf-8", "replace"), status=status)


def told(status: int, heading: str, what: str) -> Page:
    """A page that says why there is no other."""
    return html("told.html", {"heading": heading, "what": what}, status)


@cache
def environment() -> Environment:
    """The templates, those of the views among them."""
    made = Environment(
        loader=ChoiceLoader([PackageLoader("graphbuild.explore"), PackageLoader("graphbuild.view")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(count=count, day=day, kinds=kinds)
    return made

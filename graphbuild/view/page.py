"""A view as one HTML file that needs nothing else: no network, no other file, and no script to be read."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from graphbuild.graph.labels import day
from graphbuild.trace import wording
from graphbuild.view import groups
from graphbuild.view.content import View, fill
from graphbuild.view.network import strongest
from graphbuild.view.packing import packed
from graphbuild.view.passages import AMOUNTS, Passages

VIS = "lib/vis-9.1.2/vis-network.min.js"
"""vis-network within pyvis, its licence's notice at its head. Its style sheet is for widgets that are not used here."""
SCRIPTS = (
    *("data.js", "address.js", "look.js", "scope.js", "arrange.js", "stage.js", "panel.js", "search.js"),
    *("filters.js", "timeline.js", "start.js"),
)
WEIGHT = 7_500_000
"""How many bytes a page may have; one that has more quotes less, and then shows less."""
LEAST = 300
"""With so many things a page is not made smaller any more."""
_ESCAPES = {ord(c): f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"}


def render(view: View) -> str:
    """The page. The same view gives the same text."""
    html = _render(view, Passages(AMOUNTS[0]))
    for amount in AMOUNTS[1:]:
        weight = _weight(html)
        if weight <= WEIGHT:
            return html
        if weight <= 2 * WEIGHT or amount is AMOUNTS[-1]:  # else what is between does not help either
            html = _render(view, Passages(amount))
    while (weight := _weight(html)) > WEIGHT and view.groups and len(view.net) > LEAST:
        view = _smaller(view, WEIGHT / weight)
        html = _render(view, Passages(AMOUNTS[-1]))
    return html


def _weight(html: str) -> int:
    return len(html.encode())


def _smaller(view: View, share: float) -> View:
    """The view without attendance, of which there is most in a large corpus; next with its strongest things alone.

    ``share`` is how much of it there may be.
    """
    attended = [edge for *edge, relation in view.net.edges(keys=True, data="kind") if relation in groups.ATTENDANCE]
    if attended:
        net = view.net.copy()
        net.remove_edges_from(attended)
        net.graph["unattended"] = len(attended)
    else:
        net = strongest(view.net, round(len(view.net) * min(max(share, 0.4), 0.8)))
    return replace(view, net=net, groups=groups.of_view(net, view.kind))


def _render(view: View, passages: Passages) -> str:
    content = fill(view, passages)
    names = {"view": view, "content": content, "words": wording, "day": day}
    return assemble("page.html", (_vis(), own(*SCRIPTS)), own("page.css"), packed(content.data), names)


def assemble(template: str, scripts: Sequence[str], style: str, data: object, names: Mapping[str, object]) -> str:
    """A page from a template: ``scripts`` and ``style`` in it by their text, ``data`` as JSON for them to read.

    The template sees the ``names``, and all that comes from documents is escaped by it.
    """
    return (
        _environment()
        .get_template(template)
        .render(
            **names,
            data=embedded(data),
            policy=_policy(scripts, style),
            scripts=[Markup(script) for script in scripts],
            style=Markup(style),
        )
    )


def embedded(data: object) -> Markup:
    """``data`` as JSON for a ``script`` element: nothing in it can end the element or begin another."""
    return Markup(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))


def _policy(scripts: Sequence[str], style: str) -> str:
    """A Content-Security-Policy: the page runs its own scripts and nothing else, and asks no server for anything."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; style-src {_hash(style)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _vis() -> str:
    return resources.files("pyvis").joinpath(VIS).read_text("utf-8")


@cache
def own(*names: str) -> str:
    """The texts of templates of those names, one after the other."""
    folder = resources.files("graphbuild.view").joinpath("templates")
    return "\n".join(folder.joinpath(name).read_text("utf-8") for name in names)


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("graphbuild.view"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )

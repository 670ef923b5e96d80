"""The kinds of view, and writing one to a file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from graphbuild.errors import GraphbuildError, shown
from graphbuild.view import network, page
from graphbuild.view.content import View, summary
from graphbuild.view.finding import LOOKED_UP, find
from graphbuild.view.reading import Reader

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph

KINDS = tuple(LOOKED_UP)
"""Kinds of view that there are."""
LIMIT = 250
"""How many things a page draws at most."""


def write(graph: Graph, kind: str, name: str | None, out: Path) -> Path:
    """Writes the view of the topic, person, organisation, service or meeting ``name`` to the file ``out``, its answer.

    ``name`` is a notation, a label or a date, in any case of letters. Folders that are missing are made. The same graph
    gives the same bytes. Raises GraphbuildError for a kind that there is not, for a name that nothing or several things
    have, and where the file cannot be written.
    """
    if kind not in KINDS:
        raise GraphbuildError(f"There is no view of kind {shown(kind)!r} yet; there are: {', '.join(KINDS)}.")
    if out.is_dir():
        raise GraphbuildError(f"{shown(out)} is a folder; name a file in it with --out.")
    html = page.render(view(graph, kind, name))
    try:
        _write(html, out)
    except OSError as error:
        why = error.strerror or error
        raise GraphbuildError(f"{shown(out)} cannot be written ({why}); choose another --out.") from error
    return out


def _write(html: str, out: Path) -> None:
    """Writes beside the file and swaps, so that a page that was there stays whole until the new one is."""
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        beside.write_text(html, "utf-8", newline="\n")
        beside.replace(out)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def view(graph: Graph, kind: str, name: str | None) -> View:
    """What the page of a topic or thing shows. Raises GraphbuildError as ``finding.find`` does."""
    focus, reader = find(graph, kind, name), Reader(graph)
    net = network.of_topic(reader, focus) if kind == "topic" else network.of_thing(reader, focus)
    drawable = net.subgraph(node for node in net if kind != "topic" or node != focus).copy()
    drawn = network.strongest(drawable, LIMIT)
    return View(
        heading=net.nodes[focus]["label"],
        summary=summary(net, _counted(net, kind, focus)),
        net=net,
        drawn=drawn,
        left_out=len(drawable) - len(drawn),
    )


def _counted(net: nx.MultiDiGraph, kind: str, focus: str) -> list[str]:
    """What the heading counts: items, meetings and decisions; of a topic only the items about it and their meetings."""
    if kind == "topic":
        items = [node for node in net.predecessors(focus) if net.nodes[node]["kind"] == "item"]
        meetings = {whole for item in items for whole in net.successors(item) if net.nodes[whole]["kind"] == "meeting"}
        return [*items, *sorted(meetings)]
    around = [node for node, context in net.nodes(data="context") if node != focus and not context]
    return [node for key in ("item", "decision", "meeting") for node in around if net.nodes[node]["kind"] == key]

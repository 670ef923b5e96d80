"""The kinds of view, and writing one to a file."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from graphbuild.errors import GraphbuildError, shown
from graphbuild.view import groups, network, page
from graphbuild.view.content import View, summary
from graphbuild.view.finding import LOOKED_UP, find
from graphbuild.view.pages import FOLDER, Pages, beside, file_name
from graphbuild.view.reading import Reader

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph

CORPUS = "corpus"
KINDS = (*LOOKED_UP, CORPUS)
"""Kinds of view that there are."""
INDEX_KIND = "index"
"""What users call all pages together."""
DRAWN = 300
"""How many things are drawn at once at the start; a page of more starts from groups."""
MOST = 5000
"""How many things a page has at most, those with most facts first."""


def write(
    graph: Graph | Reader,
    kind: str,
    name: str | None,
    out: Path | None = None,
    folder: Path = Path(FOLDER),
    pages: Pages | None = None,
) -> Path:
    """Writes a view to the file ``out``, else to one in ``folder`` named after what it is of; answers which.

    It is of the topic, person, organisation, service or meeting ``name`` (a notation, a label or a date, in any case of
    letters), or of the whole corpus. ``pages`` are those that it may link, by default those beside it. Folders that are
    missing are made. A ``Reader`` for the graph spares reading the same again for each of many pages. The same graph
    and pages give the same bytes. Raises GraphbuildError for a kind that there is not, for a name that nothing or
    several things have, and where the file cannot be written.
    """
    if kind not in KINDS:
        known = ", ".join((*KINDS, INDEX_KIND))
        raise GraphbuildError(f"There is no view of kind {shown(kind)!r}; there are: {known}.")
    return save(view(graph, kind, name), kind, out, folder, pages)


def save(made: View, kind: str, out: Path | None, folder: Path, pages: Pages | None) -> Path:
    """Writes the page of a view, as ``write`` does; ``kind`` begins its name."""
    page_file = out or folder / file_name(kind, made.focus or (made.story.label if made.story else ""))
    if page_file.is_dir():
        raise GraphbuildError(f"{shown(page_file)} is a folder; name a file in it with --out.")
    known = beside(page_file) if pages is None else Pages(pages.names - {page_file.name})
    put(page.render(replace(made, pages=known)), page_file)
    return page_file


def put(html: str, out: Path) -> None:
    """Writes beside the file and swaps, so that a page that was there stays whole until the new one is.

    Raises GraphbuildError where that cannot be.
    """
    beside = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            beside.write_text(html, "utf-8", newline="\n")
            beside.replace(out)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
    except OSError as error:
        why = error.strerror or error
        raise GraphbuildError(f"{shown(out)} cannot be written ({why}); choose another --out.") from error


def view(graph: Graph | Reader, kind: str, name: str | None) -> View:
    """What a page shows. Raises GraphbuildError as ``finding.find`` does, and for an empty graph."""
    reader = graph if isinstance(graph, Reader) else Reader(graph)
    if kind == CORPUS:
        if name:
            raise GraphbuildError(f"The view of the corpus is of everything; leave {shown(name)!r} out.")
        return of_corpus(reader)
    return around(reader, kind, find(reader, kind, name))


def around(reader: Reader, kind: str, focus: str) -> View:
    """What the page of the thing ``focus`` (an IRI) shows; ``kind`` is one of KINDS or a key of ``kinds``."""
    net = network.of_topic(reader, focus) if kind == "topic" else network.of_thing(reader, focus)
    own = net.subgraph(node for node, beyond in net.nodes(data="beyond") if not beyond)
    crowded = len(own) > DRAWN
    net = network.strongest(own, MOST) if crowded else net
    heading, counted = net.nodes[focus]["label"], _counted(own, kind, focus)
    return View(kind, focus, heading, summary(own, counted), net, groups.of_view(net, kind) if crowded else ())


def of_corpus(reader: Reader) -> View:
    """Everything. Raises GraphbuildError where the graph holds no fact."""
    net = network.of_corpus(reader, MOST)
    if not net:
        raise GraphbuildError("This graph holds no facts to draw; build it from documents that state some.")
    counted = {node: data["kind"] for node, data in net.nodes(data=True) if not data["context"]}
    parts = [node for key in ("meeting", "item", "decision", "person") for node in counted if counted[node] == key]
    return View(CORPUS, "", "The whole corpus", summary(net, parts), net, groups.arrange(net))


def _counted(net: nx.MultiDiGraph, kind: str, focus: str) -> list[str]:
    """What the heading counts: items, meetings and decisions; of a topic only the items about it and their meetings."""
    if kind == "topic":
        items = [node for node in net.predecessors(focus) if net.nodes[node]["kind"] == "item"]
        meetings = {whole for item in items for whole in net.successors(item) if net.nodes[whole]["kind"] == "meeting"}
        return [*items, *sorted(meetings)]
    around = [node for node, context in net.nodes(data="context") if node != focus and not context]
    return [node for key in ("item", "decision", "meeting") for node in around if net.nodes[node]["kind"] == key]

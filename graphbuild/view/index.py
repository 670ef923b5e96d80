"""All pages of a corpus at once: the front page and those that it leads to."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import networkx as nx

from graphbuild.errors import GraphbuildError, shown
from graphbuild.trace.story import tell
from graphbuild.view import front, holdings, tracing, views
from graphbuild.view.pages import CORPUS, INDEX, Pages, file_name
from graphbuild.view.reading import Reader

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph

PAGED, MEETINGS = 12, 60
"""How many things of a kind, and how many meetings, the latest, get a page of their own."""
Told = Callable[[str, int, int], None]


def write_all(graph: Graph, folder: Path, told: Told = lambda stage, done, total: None) -> Path:
    """Writes the front page and the pages that it leads to into ``folder``; answers the front page.

    They are of the whole corpus, of each topic its story and its network, of the latest meetings, and of the people,
    organisations and services with most facts. They come there when all are written: stopped halfway, it changes
    nothing. ``told`` hears of each: what is done, how many are, how many there are. Raises GraphbuildError where the
    graph holds no facts or a file cannot be written.
    """
    with _all_or_none(folder) as new:
        _write_all(graph, new, told)
    return folder / INDEX


def _write_all(graph: Graph, folder: Path, told: Told) -> None:
    reader = Reader(graph)
    corpus = views.of_corpus(reader)
    own = [*_own(reader, corpus.net)]
    names = {INDEX, CORPUS, *(file_name(kind, iri) for kind, iri in own)}
    pages = Pages(frozenset(names))
    views.save(corpus, "corpus", folder / CORPUS, folder, pages)
    for done, (kind, iri) in enumerate(own):
        told("pages", done, len(own))
        if kind == "trace":
            tracing.write(reader, tell(graph, iri), folder=folder, pages=pages)
        else:
            views.write(reader, kind, iri, folder=folder, pages=pages)
    told("pages", len(own), len(own))
    views.put(front.render(front.gather(graph, reader, corpus.net, pages)), folder / INDEX)


@contextmanager
def _all_or_none(folder: Path) -> Iterator[Path]:
    """A new folder to write into, whose files move to ``folder`` when the block ends well."""
    made = not folder.exists()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".graphbuild-pages-", dir=folder) as new:
            yield Path(new)
            for file in sorted(Path(new).iterdir()):
                file.replace(folder / file.name)
    except FileExistsError:
        raise GraphbuildError(f"{shown(folder)} is a file; name a folder for the pages with --out.") from None
    except OSError as error:
        why = error.strerror or error
        raise GraphbuildError(f"{shown(folder)} cannot be written ({why}); choose another --out.") from error
    finally:
        if made:
            with suppress(OSError):  # it is no longer empty where all went well
                folder.rmdir()


def _own(reader: Reader, net: nx.MultiDiGraph) -> Iterator[tuple[str, str]]:
    """Kind and thing of each page that is written besides those of the front and the whole."""
    for topic in holdings.topics(reader):
        yield "trace", topic.iri
        yield "topic", topic.iri
    for meeting in holdings.meetings(reader)[-MEETINGS:]:
        yield "meeting", meeting.iri
    for kind, view in front.NAMED.items():
        for node in holdings.most_named(net, kind, PAGED):
            yield view, node

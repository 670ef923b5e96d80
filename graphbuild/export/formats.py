"""The formats by name, and writing one to a stream, a file or a folder that appears when it is whole."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Store

from graphbuild import output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.export import statements, tables
from graphbuild.export.description import licensed
from graphbuild.export.gexf import gexf
from graphbuild.export.graphml import graphml
from graphbuild.export.holding import held
from graphbuild.export.jsonld import jsonld
from graphbuild.export.narrowing import Narrowing, narrowed
from graphbuild.export.network import Network, of_graph
from graphbuild.graph.store import Graph

STATEMENTS: dict[str, Callable[[Store, BinaryIO], None]] = {
    "turtle": statements.turtle,
    "trig": statements.trig,
    "ntriples": statements.ntriples,
    "nquads": statements.nquads,
    "jsonld": jsonld,
    "rdfxml": statements.rdfxml,
}
"""RDF; TriG and N-Quads keep the named graphs, the others write what all hold together."""
NETWORKS: dict[str, Callable[[Network, BinaryIO], None]] = {"graphml": graphml, "gexf": gexf}
FOLDERS: dict[str, Callable[[Network, Path], None]] = {"csv": tables.tables}
FORMATS = (*STATEMENTS, *NETWORKS, *FOLDERS)
"""What a graph can be written as, by the name that users give it."""
_ALREADY = dict(zip(("turtle", "trig"), output.GRAPHS, strict=True))
Say = Callable[[str], None]
EVERYTHING = Narrowing()


def export(
    graph: Graph,
    form: str,
    stream: BinaryIO,
    narrowing: Narrowing = EVERYTHING,
    say: Say = lambda _: None,
    licence: str | None = None,
) -> None:
    """Write ``graph`` to ``stream`` in one of FORMATS, in an order that depends on what it says alone.

    Turtle and TriG of a whole build are the build's own files. ``licence`` is the address of one that takes the place
    of the build's. ``say`` hears what could not be judged. Raises
    GraphbuildError for an unknown format, for one that is a folder, and what ``Graph.query`` and ``narrowed`` raise.
    """
    if form in FOLDERS:
        raise GraphbuildError(f"{form} is a folder of several files; name it with --out")
    _check(form)
    written = Path(graph.location, _ALREADY.get(form, ""))
    if narrowing == EVERYTHING and not licence and written.is_file() and written.parent.joinpath(output.STORE).is_dir():
        with written.open("rb") as file:
            shutil.copyfileobj(file, stream)
        return
    if form in STATEMENTS:
        left = narrowed(held(graph), narrowing, say)
        STATEMENTS[form](licensed(left, licence) if licence else left, stream)
    else:
        NETWORKS[form](_network(graph, narrowing, say), stream)


def export_to(
    graph: Graph,
    form: str,
    path: Path,
    narrowing: Narrowing = EVERYTHING,
    say: Say = lambda _: None,
    licence: str | None = None,
) -> None:
    """``export`` to a file or folder, which appears when it is whole.

    Raises GraphbuildError also where it cannot be written, and where a folder holds files of the same names that are
    none of ours.
    """
    _check(form)
    if form not in FOLDERS:
        path = Path(os.path.realpath(path))  # of a link what it leads to is replaced
    if form not in FOLDERS and path.exists() and not (path.is_file() or path.is_dir()):
        with path.open("wb") as stream:  # a device or a pipe is written to, not replaced
            export(graph, form, stream, narrowing, say, licence)
        return
    with _beside(path) as new:
        if form in FOLDERS:
            _check_ours(path)
            new.mkdir()
            FOLDERS[form](_network(graph, narrowing, say), new)
            _swap_in(new, path)
        else:
            with new.open("wb") as stream:
                export(graph, form, stream, narrowing, say, licence)
            new.replace(path)


def _check(form: str) -> None:
    if form not in FORMATS:
        raise GraphbuildError(f"there is no export format {shown(form)!r}; choose {', '.join(FORMATS)}")


def _network(graph: Graph, narrowing: Narrowing, say: Say) -> Network:
    """Things and facts; evidence counts and dates them even where it is not to be shown."""
    left = narrowed(held(graph), narrowing, say, keep_evidence=True)
    return of_graph(left, sentences=not narrowing.without_evidence)


@contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """A name beside ``path`` for what is to replace it; nothing of that name is left behind."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield beside
    except OSError as error:
        why = error.strerror or error
        raise GraphbuildError(f"{shown(path)} cannot be written ({why}); make room or choose another --out") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        shutil.rmtree(beside, ignore_errors=True)


def _check_ours(folder: Path) -> None:
    """Raises GraphbuildError where something that is none of ours stands where a folder's files would go."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise GraphbuildError(f"{shown(folder)} is no folder; name another with --out")
    for name in tables.FILES:
        if (folder / name).is_symlink() or ((folder / name).exists() and not tables.is_ours(folder / name)):
            what = f"{shown(folder / name)} was not written by graphbuild and would be lost"
            raise GraphbuildError(f"{what}; move it away or choose another --out")


def _swap_in(new: Path, folder: Path) -> None:
    """Puts a folder in its place; where one is already, its files into that."""
    if not folder.exists():
        new.rename(folder)
        return
    for file in sorted(new.iterdir()):
        file.replace(folder / file.name)

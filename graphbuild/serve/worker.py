"""What runs in a worker process: opens the build's store, evaluates questions, serialises answers.

A build that has been swapped in since is noticed before each question, by the store folder's inode; what was open stays
whole until then, since its files live on while they are open. So no answer mixes two builds.
"""

from __future__ import annotations

import io
import signal
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path

import mimeparse
from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
)

from graphbuild import output
from graphbuild.errors import shown
from graphbuild.graph import sparql
from graphbuild.serve.builds import current

RESULTS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
    "application/xml": QueryResultsFormat.XML,
    "text/xml": QueryResultsFormat.XML,
}
"""Media types of tables and truth values; the first is what a client gets that takes anything."""
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
}
"""Media types of graphs."""
Sent = tuple[str, bytes, str, str]
"""Outcome, body, media type and build."""
PLAIN = "text/plain; charset=utf-8"


def best(supported: Mapping[str, object], accept: str) -> str:
    """Which of the media types an Accept header likes best, the first of several; "" where it takes none."""
    try:
        # mimeparse gives the last of equals.
        return str(mimeparse.best_match([*supported][::-1], accept or "*/*"))
    except (mimeparse.MimeTypeParseException, ValueError):
        return next(iter(supported))


def work(connection: Connection, folder: str, rows: int, size: int) -> None:
    """Answers questions from ``connection`` until it closes; ``rows`` and ``size`` (bytes) limit each answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server ends its workers itself
    build = _Build(Path(folder))
    while True:
        try:
            text, default_graphs, named_graphs, accept = connection.recv()
        except (EOFError, OSError):
            return
        connection.send(_answer(build, text, default_graphs, named_graphs, accept, rows, size))


class _Build:
    """The build that is in the folder now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._store: Store | None = None
        self.name = ""

    def store(self) -> Store:
        """Its store, opened anew where another build has been swapped in. Raises OSError where there is none."""
        name = current(self._folder) or self.name  # while it is being swapped, what is open goes on
        if self._store is None or name != self.name:
            self._store, self.name = Store.read_only(str(self._folder / output.STORE)), name
        return self._store


class _Full(Exception):
    """More bytes than allowed."""


class _NotAcceptable(Exception):
    """The client takes no form that there is."""


class _Bounded(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        self._left -= len(data)
        if self._left < 0:
            raise _Full
        return super().write(data)


def _answer(
    build: _Build,
    text: str,
    default_graphs: tuple[str, ...],
    named_graphs: tuple[str, ...],
    accept: str,
    rows: int,
    size: int,
) -> Sent:
    try:
        store = build.store()
        asked = sparql.with_values(sparql.with_limit(text, rows), {}, laterally=True)
        if default_graphs or named_graphs:
            result = store.query(
                asked,
                default_graph=[NamedNode(one) for one in default_graphs],
                named_graphs=[NamedNode(one) for one in named_graphs],
            )
        else:
            result = store.query(asked)
        body, media_type = _serialised(result, accept, size)
        return "answered", body, media_type, build.name
    except SyntaxError as error:
        return "refused", f"The query is not valid SPARQL: {sparql.shortened(str(error))}.".encode(), PLAIN, build.name
    except (ValueError, RuntimeError) as error:
        return "refused", f"The query cannot be answered: {shown(error)}.".encode(), PLAIN, build.name
    except _NotAcceptable as error:
        return "not acceptable", str(error).encode(), PLAIN, build.name
    except _Full:
        what = f"The answer is larger than {size / 1e6:g} MB; ask for less."
        return "too much", what.encode(), PLAIN, build.name
    except OSError as error:
        return "failed", f"The graph cannot be read: {shown(error)}.".encode(), PLAIN, build.name


def _serialised(result: QuerySolutions | QueryTriples | QueryBoolean, accept: str, size: int) -> tuple[bytes, str]:
    """The answer in the form that the client likes best, and its media type; raises _NotAcceptable for none."""
    forms: Mapping[str, object] = GRAPHS if isinstance(result, QueryTriples) else RESULTS
    media_type = best(forms, accept)
    if not media_type:
        raise _NotAcceptable(f"The query can be answered as {', '.join(forms)}; accept one of these.")
    stream = _Bounded(size)
    if isinstance(result, QueryTriples):
        result.serialize(stream, format=GRAPHS[media_type])
    else:
        result.serialize(stream, format=RESULTS[media_type])
    return stream.getvalue(), media_type

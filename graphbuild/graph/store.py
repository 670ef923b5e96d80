"""Opening a graph, wherever it is, and asking it SPARQL queries.

A graph is a build's output folder (its Oxigraph store is opened for reading), an RDF file (loaded into memory) or the
address of a SPARQL endpoint. The default graph of every local query is the union of all graphs, each triple once.

Bindings are RDF terms; they become VALUES clauses (``sparql.with_values``), here as at an endpoint. A query means the
same in both if it uses its parameters in triple patterns and in filters of the outermost group: a filter inside an
OPTIONAL does not see them. An OPTIONAL that mentions ``?x`` restricts nothing: the row stays, with ``?x`` as given.

pyoxigraph's own ``substitutions`` are not used: 0.5.13 chooses the order of joins as if the variable were free, refuses
one that is not selected, and takes it as unbound in BOUND and BIND.

A store that a build wrote holds the union as its default graph, and a file is loaded so. Where a store's default graph
is empty, Oxigraph makes the union itself, in which 0.5 has a triple once for each graph that holds it (its issue 1919):
right with DISTINCT, but slow where many graphs hold the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from pyoxigraph import DefaultGraph, Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Store

from graphbuild import output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph import sparql
from graphbuild.graph.sparql import Term

Result = QuerySolutions | QueryTriples | QueryBoolean
BUILD_FIRST = "run `graphbuild build` first, or name a build's folder, an RDF file or a SPARQL endpoint"


@dataclass(frozen=True, slots=True)
class Graph:
    """A graph that can be queried."""

    location: str
    """Where it was opened from: a path or an address."""
    sources: Path | None
    """The folder of the kept texts (``SLUG.txt``) that offsets point into; None where it is not known."""
    answer: Callable[[str, Mapping[str, Term]], Result]
    store: Store | None = None
    """What it is in; None for an endpoint."""
    names: Path | None = None
    """The index of its names (``nameindex``); None where there is none, as for a file, an endpoint or an old build."""

    def query(self, text: str, bindings: Mapping[str, Term] | None = None) -> Result:
        """The answer to a SPARQL query, with the variables named by ``bindings`` (without ``?``) set to RDF terms.

        SELECT gives QuerySolutions, CONSTRUCT and DESCRIBE QueryTriples, ASK a QueryBoolean, as pyoxigraph's
        ``Store.query`` does. Raises GraphbuildError for a text that is not valid SPARQL or cannot take a binding, for
        SERVICE (a local graph is queried offline) and for an endpoint that does not answer.
        """
        return self.answer(text, bindings or {})


def open_graph(location: str | Path) -> Graph:
    """The graph at ``location``: a build's output folder, an RDF file, or the http(s) address of a SPARQL endpoint.

    Raises GraphbuildError where there is no graph, or a file is not valid.
    """
    if str(location).startswith(("http://", "https://")):
        from graphbuild.graph import endpoint

        return Graph(str(location), None, partial(endpoint.ask, str(location)))
    path = Path(location)
    try:
        if path.is_dir():
            return _open_folder(path)
        if path.is_file():
            return of_store(_load(path), str(path), path.parent)
    except OSError as error:
        raise GraphbuildError(f"{shown(path)} cannot be read ({error.strerror or error}); {BUILD_FIRST}.") from error
    raise GraphbuildError(f"There is no graph at {shown(path)}; {BUILD_FIRST}.")


def of_store(store: Store, location: str = "memory", folder: Path | None = None) -> Graph:
    """A graph over a store that is open already; ``folder`` is the build's, whose ``sources`` it uses.

    Where the store's default graph holds anything, it holds everything that queries see without GRAPH.
    """
    sources = folder / output.SOURCES if folder else None
    union = next(iter(store.quads_for_pattern(None, None, None, DefaultGraph())), None) is None
    return Graph(location, sources if sources and sources.is_dir() else None, partial(_ask, store, union), store)


def of_build(store: Store, folder: Path) -> Graph:
    """The graph of the build in ``folder``, whose store is open already."""
    names = folder / output.NAMES
    return replace(of_store(store, str(folder), folder), names=names if names.is_file() else None)


def _open_folder(folder: Path) -> Graph:
    """A build's folder: its store, or where only its files were kept (as in a checkout) those."""
    output.settle(folder)
    store = folder / output.STORE
    if (store / "CURRENT").is_file():
        return of_build(Store.read_only(str(store)), folder)
    for name in reversed(output.GRAPHS):
        if (folder / name).is_file():
            return of_store(_load(folder / name), str(folder), folder)
    raise GraphbuildError(f"{shown(folder)} holds no graph; {BUILD_FIRST}.")


def _load(path: Path) -> Store:
    """An RDF file in memory; its format is known by its name."""
    extension = path.suffix.lower().removeprefix(".")
    form = RdfFormat.from_extension(extension)
    if form is None:
        raise GraphbuildError(
            f"{shown(path)} is in no format that is known by its name; use .ttl, .trig, .nt, .nq, .jsonld or .rdf."
        )
    store = Store()
    try:
        store.bulk_load(path=str(path), format=form, base_iri=path.absolute().as_uri())
    except SyntaxError as error:
        where = f" at line {error.lineno}" if error.lineno else ""
        what = f"{shown(path)} is not valid {form.name}{where}"
        raise GraphbuildError(f"{what}: {shown(error.msg)}; mend it there.") from error
    if not len(store):
        raise GraphbuildError(f"{shown(path)} holds no triples; {BUILD_FIRST}.")
    if form.supports_datasets:
        store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in store)
    return store


def _ask(store: Store, union: bool, text: str, bindings: Mapping[str, Term]) -> Result:
    """The answer of ``store``, whose graphs Oxigraph has to unite for it if ``union``."""
    if sparql.calls_service(text):
        raise GraphbuildError(
            "The query asks another server (SERVICE), but a local graph is queried offline; leave it out."
        )
    try:
        return store.query(sparql.with_values(text, bindings, laterally=True), use_default_graph_as_union=union)
    except SyntaxError as error:
        raise GraphbuildError(f"The query is not valid SPARQL: {sparql.shortened(str(error))}.") from error
    except RuntimeError as error:
        raise GraphbuildError(f"The query cannot be answered: {shown(error)}.") from error
    except OSError as error:
        raise GraphbuildError(f"The graph cannot be read: {shown(error)}; build it again.") from error

"""Questions in ``.rq`` files: found by name, run with parameters. ``header`` says what they are written like."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graphbuild import header, lookup, parameters, resources
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import Graph
from graphbuild.header import PREFIX, NamedQuery

__all__ = ["PREFIX", "NamedQuery", "Rows", "Term", "bindings", "list_queries", "load", "run"]

Term = NamedNode | BlankNode | Literal | Triple


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    triples: bool = False
    """Whether the rows are triples, of CONSTRUCT or DESCRIBE."""


def list_queries() -> tuple[NamedQuery, ...]:
    """The queries that come with graphbuild, by name.

    Raises GraphbuildError for a file whose header is wrong.
    """
    paths = sorted(resources.folder("queries").glob("*.rq"), key=lambda path: path.stem)
    return tuple(header.read(path) for path in paths)


def load(name_or_path: str | Path) -> NamedQuery:
    """The query of that name, or in that ``.rq`` file.

    Raises GraphbuildError where there is none, or its header is wrong.
    """
    path = Path(name_or_path)
    if path.suffix == ".rq" or len(path.parts) > 1 or isinstance(name_or_path, Path):
        if path.is_file():
            return header.read(path)
        raise GraphbuildError(f"There is no query file {shown(path)}; check its path.")
    names = {path.stem: path for path in sorted(resources.folder("queries").glob("*.rq"))}
    if name_or_path in names:
        return header.read(names[str(name_or_path)])
    near = lookup.suggestion(str(name_or_path), names) or "; `graphbuild queries` lists those that there are."
    raise GraphbuildError(f"There is no query called {shown(name_or_path)!r}{near}")


def run(graph: Graph, query: NamedQuery, given: Mapping[str, str] | None = None) -> Rows:
    """The query's answer, with the parameters ``given`` by name as a user types them; an empty value is as none.

    ASK gives one row with the column ``answer``; CONSTRUCT and DESCRIBE give sorted triples.
    Raises GraphbuildError for an unknown or badly typed parameter, and what ``Graph.query`` raises.
    """
    result = graph.query(query.text, bindings(graph, query, given or {}))
    if isinstance(result, QueryBoolean):
        return Rows(("answer",), ((Literal(bool(result)),),))
    if isinstance(result, QueryTriples):
        triples = sorted({(t.subject, t.predicate, t.object) for t in result}, key=lambda t: [str(term) for term in t])
        return Rows(("subject", "predicate", "object"), tuple(triples), triples=True)
    return _table(query, result)


def _table(query: NamedQuery, result: QuerySolutions) -> Rows:
    selected = [variable.value for variable in result.variables]
    columns = tuple(name for name in selected if not (query.columns and name.startswith(PREFIX)))
    if query.columns and set(columns) != set(query.columns):
        raise GraphbuildError(
            f"The query {query.name} selects {', '.join(columns)}, but its header's columns are "
            f"{', '.join(query.columns)}; make them agree."
        )
    columns = tuple(query.columns) or columns
    return Rows(columns, tuple(tuple(row[name] for name in columns) for row in result))


def bindings(graph: Graph, query: NamedQuery, given: Mapping[str, str]) -> dict[str, Term]:
    """The query's variables with the terms that ``given`` and its defaults set them to.

    Raises GraphbuildError for an unknown or badly typed parameter.
    """
    for name in given:
        if name not in query.parameters:
            known = ", ".join(query.parameters)
            what = lookup.suggestion(name, query.parameters) or (
                f"; it takes {known}." if known else "; it takes none."
            )
            raise GraphbuildError(f"The query {query.name} has no parameter {shown(name)!r}{what}")
    terms: dict[str, Term] = {}
    for name, parameter in query.parameters.items():
        value = given.get(name) or parameter.default
        if value:
            terms[PREFIX + name] = parameters.term(graph, name, parameter.type, value)
        elif value is not None:
            terms[PREFIX + name] = Literal("")
    return terms

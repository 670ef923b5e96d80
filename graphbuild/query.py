"""Questions in ``.rq`` files: read, checked, run with parameters.

A query file of graphbuild's own begins with a header, YAML in comment lines::

    # summary: Who held a post, and from when to when the documents show it.
    # parameters:
    #   post: {type: string, default: "", meaning: part of the post's name}
    #   organisation: {type: organisation, meaning: the body that the post is in}
    # columns:
    #   post: the post's name
    #   person: who held it
    # example: {post: Head of Commissioning}

The parameter ``post`` is the variable ``?p_post`` of the query, which its SELECT names too (``graph.store`` says why);
variables that begin with ``p_`` are no columns of the result. A parameter of type iri, topic, person, organisation or
service is joined in the patterns, so that without a value it means all; one of type string, date, year or integer has a
default. So each query runs as it is. A file without a header has no parameters, and its columns are its result's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graphbuild import lookup, parameters, resources, userfile
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.sparql import skeleton
from graphbuild.graph.store import Graph
from graphbuild.parameters import ParameterType

Term = NamedNode | BlankNode | Literal | Triple
PREFIX = "p_"
"""What the variables of parameters begin with."""
_HEADER = re.compile(r"#\s*summary\s*:")
_VARIABLE = re.compile(rf"[?$]{PREFIX}(\w+)")
_NAME = r"^[a-z][a-z0-9_]*$"


class Parameter(BaseModel):
    """A parameter of a query."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    type: ParameterType
    meaning: str = Field(min_length=1)
    default: str | None = None
    """What it is where it is not given; None means all."""

    @model_validator(mode="after")
    def _runs_without(self) -> Parameter:
        if self.type.joins == (self.default is not None):
            raise ValueError(f"a parameter of type {self.type} {'takes no' if self.type.joins else 'needs a'} default")
        return self


class NamedQuery(BaseModel):
    """A question: its text and what its header says."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: str
    text: str
    summary: str = ""
    parameters: dict[str, Parameter] = {}
    columns: dict[str, str] = {}
    """Names of the result's columns in order, with what each holds; empty where there is no header."""
    example: dict[str, str] = {}
    """Parameters to try it with."""

    @model_validator(mode="after")
    def _agrees_with_text(self) -> NamedQuery:
        if not self.columns:
            return self
        used = set(_VARIABLE.findall(skeleton(self.text)))
        wrong = sorted(name for name in self.parameters if not re.match(_NAME, name))
        if wrong:
            raise ValueError(f"parameter names are lower-case letters, digits and _, unlike {wrong[0]!r}")
        if used != set(self.parameters):
            odd = min(used ^ set(self.parameters))
            what = "in the text but not among the parameters" if odd in used else "a parameter but not in the text"
            raise ValueError(f"?{PREFIX}{odd} is {what}")
        if unknown := sorted(set(self.example) - set(self.parameters)):
            raise ValueError(f"its example gives {unknown[0]!r}, which is no parameter")
        return self


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
    return tuple(_read(path) for path in paths)


def load(name_or_path: str | Path) -> NamedQuery:
    """The query of that name, or in that ``.rq`` file.

    Raises GraphbuildError where there is none, or its header is wrong.
    """
    path = Path(name_or_path)
    if path.suffix == ".rq" or len(path.parts) > 1 or isinstance(name_or_path, Path):
        if path.is_file():
            return _read(path)
        raise GraphbuildError(f"There is no query file {shown(path)}; check its path.")
    names = {path.stem: path for path in sorted(resources.folder("queries").glob("*.rq"))}
    if name_or_path in names:
        return _read(names[str(name_or_path)])
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


def _read(path: Path) -> NamedQuery:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphbuildError(
            f"{shown(path)} cannot be read as UTF-8 text ({shown(error)}); mend or rename it."
        ) from error
    header = _header(path, text)
    try:
        return NamedQuery.model_validate({**header, "name": path.stem, "text": text})
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        what = f"{where}: {first['msg']}" if where else first["msg"].removeprefix("Value error, ")
        raise GraphbuildError(f"The header of {shown(path)} is wrong ({shown(what)}); correct it there.") from error


def _header(path: Path, text: str) -> dict[str, object]:
    """What the comment lines before the query say; empty where they do not begin with ``# summary:``."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#"))
    if not lines or not _HEADER.match("#" + lines[0]):
        return {}
    try:
        header = userfile.parse("\n".join(lines))
    except ValueError as error:
        raise GraphbuildError(f"The header of {shown(path)} is not valid YAML {error}; correct it there.") from error
    if not isinstance(header, dict) or not header.get("columns"):
        raise GraphbuildError(f"The header of {shown(path)} has no columns; name each with what it holds.")
    return header

"""What a query file says of itself before its query, read and checked.

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
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from graphbuild import userfile
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.sparql import skeleton
from graphbuild.parameters import ParameterType

PREFIX = "p_"
"""What the variables of parameters begin with."""
_BEGINS = re.compile(r"#\s*summary\s*:")
_VARIABLE = re.compile(rf"[?$]{PREFIX}(\w+)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query."""

    type: ParameterType
    meaning: str
    default: str | None = None
    """What it is where it is not given; None means all."""

    def __post_init__(self) -> None:
        if self.type.joins == (self.default is not None):
            raise ValueError(f"a parameter of type {self.type} {'takes no' if self.type.joins else 'needs a'} default")


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A question: its text and what its header says. Raises ValueError where the two disagree."""

    name: str
    text: str
    summary: str = ""
    parameters: dict[str, Parameter] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    """Names of the result's columns in order, with what each holds; empty where there is no header."""
    example: dict[str, str] = field(default_factory=dict)
    """Parameters to try it with."""

    def __post_init__(self) -> None:
        if not self.columns:
            return
        used = set(_VARIABLE.findall(skeleton(self.text)))
        wrong = sorted(name for name in self.parameters if not _NAME.fullmatch(name))
        if wrong:
            raise ValueError(f"parameter names are lower-case letters, digits and _, unlike {wrong[0]!r}")
        if used != set(self.parameters):
            odd = min(used ^ set(self.parameters))
            what = "in the text but not among the parameters" if odd in used else "a parameter but not in the text"
            raise ValueError(f"?{PREFIX}{odd} is {what}")
        if unknown := sorted(set(self.example) - set(self.parameters)):
            raise ValueError(f"its example gives {unknown[0]!r}, which is no parameter")


def read(path: Path) -> NamedQuery:
    """The query in a file. Raises GraphbuildError where the file cannot be read or its header is wrong."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise GraphbuildError(
            f"{shown(path)} cannot be read as UTF-8 text ({shown(error)}); mend or rename it."
        ) from error
    said = _said(path, text)
    try:
        known = _mapping(said, "", ("summary", "parameters", "columns", "example"))
        parameters = _mapping(known.get("parameters", {}), "parameters")
        return NamedQuery(
            name=path.stem,
            text=text,
            summary=_text(known.get("summary", ""), "summary"),
            parameters={name: _parameter(value, f"parameters.{name}") for name, value in parameters.items()},
            columns=_texts(known.get("columns", {}), "columns"),
            example=_texts(known.get("example", {}), "example"),
        )
    except ValueError as error:
        raise GraphbuildError(f"The header of {shown(path)} is wrong ({shown(error)}); correct it there.") from error


def _said(path: Path, text: str) -> dict[str, Any]:
    """What the comment lines before the query say; empty where they do not begin with ``# summary:``."""
    lines: list[str] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#"))
    if not lines or not _BEGINS.match("#" + lines[0]):
        return {}
    try:
        header = userfile.parse("\n".join(lines))
    except ValueError as error:
        raise GraphbuildError(f"The header of {shown(path)} is not valid YAML {error}; correct it there.") from error
    if not isinstance(header, dict) or not header.get("columns"):
        raise GraphbuildError(f"The header of {shown(path)} has no columns; name each with what it holds.")
    return header


def _parameter(value: object, where: str) -> Parameter:
    given = _mapping(value, where, ("type", "meaning", "default"))
    kinds = [kind.value for kind in ParameterType]
    if (kind := given.get("type")) not in kinds:
        raise ValueError(f"{where}.type: one of {', '.join(kinds)}, unlike {kind!r}")
    if not (meaning := _text(given.get("meaning", ""), f"{where}.meaning")):
        raise ValueError(f"{where}: has no meaning; say what it stands for")
    default = given.get("default")
    try:
        return Parameter(ParameterType(kind), meaning, None if default is None else _text(default, "default"))
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from None


def _texts(value: object, where: str) -> dict[str, str]:
    return {name: _text(one, f"{where}.{name}") for name, one in _mapping(value, where).items()}


def _mapping(value: object, where: str, names: Collection[str] = ()) -> dict[str, Any]:
    """``value`` with no other keys than ``names``, where there are any; raises ValueError."""
    if not isinstance(value, dict):
        raise ValueError(f"{where}: names with what they stand for, unlike {value!r}")
    if names and (odd := sorted(set(value) - set(names))):
        raise ValueError(f"{'.'.join(filter(None, (where, odd[0])))}: not one of {', '.join(names)}")
    return value


def _text(value: object, where: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{where}: a text, unlike {value!r}")
    return value

"""What is typed after ``-p name=`` as an RDF term, by the type that the query gives the parameter."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum

from pyoxigraph import Literal, NamedNode

from graphbuild import lookup
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import XSD


class ParameterType(StrEnum):
    """Types of parameters."""

    STRING = "string"
    IRI = "iri"
    TOPIC = "topic"
    PERSON = "person"
    ORGANISATION = "organisation"
    SERVICE = "service"
    DATE = "date"
    YEAR = "year"
    INTEGER = "integer"

    @property
    def named(self) -> bool:
        """Whether it is a thing that the graph has names for."""
        return self in (ParameterType.TOPIC, ParameterType.PERSON, ParameterType.ORGANISATION, ParameterType.SERVICE)

    @property
    def looked_up(self) -> str:
        """The kind, as ``lookup`` knows it, of a thing that the graph has names for."""
        return "undertaking" if self is ParameterType.SERVICE else self.value

    @property
    def joins(self) -> bool:
        """Whether its value is an IRI, which a query joins in its patterns; not given, it means all."""
        return self.named or self is ParameterType.IRI


_INTEGER = re.compile(r"[+-]?\d{1,18}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
_DATES = (
    (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "", XSD.date),
    (re.compile(r"\d{4}-\d\d", re.ASCII), "-01", XSD.gYearMonth),
    (_YEAR, "-01-01", XSD.gYear),
)


def term(graph: Graph, name: str, kind: ParameterType, text: str) -> NamedNode | Literal:
    """The RDF term that ``text``, given for the parameter ``name``, stands for.

    A topic, person, organisation or service is looked up in the graph; an IRI may be given instead of its name.
    Raises GraphbuildError where the text is not of the type, or names nothing or more than one thing.
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        raise GraphbuildError(f"The value of {name} is not valid text; type it again.") from None
    if kind.named:
        return _thing(graph, name, kind, text)
    match kind:
        case ParameterType.STRING:
            return Literal(text)
        case ParameterType.IRI:
            return _iri(name, text)
        case ParameterType.YEAR if _YEAR.fullmatch(text):
            return Literal(text, datatype=XSD.gYear)
        case ParameterType.INTEGER if _INTEGER.fullmatch(text):
            return Literal(text, datatype=XSD.integer)
        case ParameterType.DATE:
            return _date(name, text)
    wanted = "a year of four digits, such as 2019" if kind is ParameterType.YEAR else "a whole number, such as 12"
    raise GraphbuildError(f"The value of {name} must be {wanted}, not {shown(text)!r}.")


def _thing(graph: Graph, name: str, kind: ParameterType, text: str) -> NamedNode:
    found = lookup.named(graph, (kind.looked_up,), text)
    if len(found) == 1:
        return NamedNode(found[0].iri)
    if found:
        each = "; ".join(f"{thing.label} ({thing.iri})" for thing in found)
        raise GraphbuildError(
            f"{shown(text)!r} names more than one {kind}, give {name} in full or as an IRI: {shown(each)}."
        )
    if re.match(r"https?://", text):
        return _iri(name, text)
    near = shown(lookup.suggestion(text, lookup.things(graph, kind.looked_up))) or f"; leave {name} out to see all."
    raise GraphbuildError(f"The graph has no {kind} called {shown(text)!r}{near}")


def _iri(name: str, text: str) -> NamedNode:
    try:
        return NamedNode(lookup.expanded(text))
    except ValueError:
        raise GraphbuildError(
            f"The value of {name} must be an IRI, such as https://example.org/id/person/jo-hall, not {shown(text)!r}."
        ) from None


def _date(name: str, text: str) -> Literal:
    for form, rest, datatype in _DATES:
        if form.fullmatch(text):
            try:
                date.fromisoformat(text + rest)
            except ValueError:
                break
            return Literal(text, datatype=datatype)
    raise GraphbuildError(
        f"The value of {name} must be a date such as 2019-03-05, 2019-03 or 2019, not {shown(text)!r}."
    )

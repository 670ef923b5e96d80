"""Asking a SPARQL endpoint over HTTP, by the SPARQL 1.1 Protocol (query by POST)."""

from __future__ import annotations

from collections.abc import Mapping
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.sparql import Term, with_values

ACCEPT = "application/sparql-results+json, application/n-triples, text/turtle;q=0.8"
SECONDS = 120
"""How long an endpoint may stay silent."""
MOST = "X-SPARQL-MaxRows"
"""The header with which Virtuoso and ``graphbuild serve`` say how many rows a table has at most."""


def ask(address: str, text: str, bindings: Mapping[str, Term]) -> QuerySolutions | QueryTriples | QueryBoolean:
    """The endpoint's answer, as pyoxigraph would give it of a store of its own.

    Bindings go as a VALUES clause of serialised terms. What the default graph is, the endpoint decides.
    Raises GraphbuildError where the endpoint cannot be reached, refuses the query or answers in another format.
    """
    kind, body, most = _post(address, with_values(text, bindings))
    try:
        form = None if kind == "application/json" else RdfFormat.from_media_type(kind)
        return _triples(body, form) if form else _results(address, body, most)
    except (SyntaxError, ValueError) as error:
        raise GraphbuildError(
            f"{shown(address)} did not answer with SPARQL results ({shown(error)}); is it a SPARQL endpoint?"
        ) from error


def _results(address: str, body: bytes, most: int | None) -> QuerySolutions | QueryBoolean:
    """SPARQL JSON results, read through once: pyoxigraph reads lazily and would find a fault in the caller's loop.

    Raises GraphbuildError for a table of as many rows as the endpoint gives at most: what it left out is not known.
    """
    first = parse_query_results(body, QueryResultsFormat.JSON)
    if isinstance(first, QueryBoolean):
        return first
    rows = sum(1 for _ in first)
    if most and rows >= most:
        what = f"{shown(address)} gives no more than {most:,} rows, so that some of the answer may be missing"
        raise GraphbuildError(f"{what}; ask for less, or have its limit raised (graphbuild serve --rows).")
    return parse_query_results(body, QueryResultsFormat.JSON)


def _triples(body: bytes, form: RdfFormat) -> QueryTriples:
    store = Store()
    store.load(body, form)
    triples = store.query("CONSTRUCT WHERE { ?s ?p ?o }", use_default_graph_as_union=True)
    assert isinstance(triples, QueryTriples)
    return triples


def _post(address: str, text: str) -> tuple[str, bytes, int | None]:
    """The media type and the body of the answer, and how many rows the endpoint gives at most, where it says so."""
    try:
        request = Request(address, data=urlencode({"query": text}).encode(), headers={"Accept": ACCEPT})
        with urlopen(request, timeout=SECONDS) as answer:
            most = answer.headers.get(MOST, "")
            return answer.headers.get_content_type(), answer.read(), int(most) if most.isdecimal() else None
    except HTTPError as error:
        said = shown(error.read(2000).decode("utf-8", "replace").strip().split("\n", 1)[0])[:300].rstrip(".")
        raise GraphbuildError(
            f"{shown(address)} refused the query ({error.code} {error.reason}): {said or 'no reason given'}."
        ) from error
    except (URLError, HTTPException, TimeoutError, ConnectionError, ValueError) as error:
        why = error.reason if isinstance(error, URLError) else error
        if isinstance(why, TimeoutError):
            what = f"{shown(address)} did not answer within {SECONDS} seconds"
            raise GraphbuildError(f"{what}; ask for less, or see how it is doing.") from error
        raise GraphbuildError(f"{shown(address)} cannot be reached ({shown(why)}); is the endpoint running?") from error

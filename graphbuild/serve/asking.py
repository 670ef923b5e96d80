"""Answering a query as the SPARQL 1.1 Protocol wants it: in the form that is accepted, within limits."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pyoxigraph import (
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    Store,
)

from graphbuild.errors import shown
from graphbuild.explore.negotiation import GRAPHS, best
from graphbuild.graph import sparql
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question

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


def answer(store: Store, question: Question, limits: Limits) -> Answer:
    """The answer of ``store``, or why there is none. Raises OSError where the store cannot be read."""
    try:
        asked = sparql.with_values(sparql.with_limit(question.text, limits.rows), {}, laterally=True)
        if question.default_graphs or question.named_graphs:
            result = store.query(
                asked,
                default_graph=[NamedNode(one) for one in question.default_graphs],
                named_graphs=[NamedNode(one) for one in question.named_graphs],
            )
        else:
            result = store.query(asked)
        return _serialised(result, question.accept, limits.size)
    except SyntaxError as error:
        what = f"The query is not valid SPARQL: {sparql.shortened(str(error))}."
    except (ValueError, RuntimeError) as error:
        what = f"The query cannot be answered: {shown(error)}."
    return Answer(Outcome.REFUSED, what.encode())


class _Full(Exception):
    """More bytes than allowed."""


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


def _serialised(result: QuerySolutions | QueryTriples | QueryBoolean, accept: str, size: int) -> Answer:
    """The answer in the form that the client likes best, of at most ``size`` bytes."""
    forms: Mapping[str, object] = GRAPHS if isinstance(result, QueryTriples) else RESULTS
    media_type = best(forms, accept)
    if not media_type:
        return Answer(
            Outcome.NOT_ACCEPTABLE, f"The query can be answered as {', '.join(forms)}; accept one of these.".encode()
        )
    stream = _Bounded(size)
    try:
        if isinstance(result, QueryTriples):
            result.serialize(stream, format=GRAPHS[media_type])
        else:
            result.serialize(stream, format=RESULTS[media_type])
    except _Full:
        return Answer(Outcome.TOO_MUCH, f"The answer is larger than {size / 1e6:g} MB; ask for less.".encode())
    return Answer(Outcome.ANSWERED, stream.getvalue(), media_type)

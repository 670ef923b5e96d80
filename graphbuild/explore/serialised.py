"""Answers to queries in the formats that SPARQL 1.1 names, for the endpoint and for downloads."""

from __future__ import annotations

import io
from collections.abc import Mapping

from pyoxigraph import QueryBoolean, QueryResultsFormat, QuerySolutions, QueryTriples

from graphbuild.explore.negotiation import GRAPHS

Result = QuerySolutions | QueryTriples | QueryBoolean
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


class TooLarge(Exception):
    """More bytes than allowed."""


class _Bounded(io.BytesIO):
    """Bytes up to a limit."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._left = size

    def write(self, data) -> int:  # type: ignore[no-untyped-def]
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge
        return super().write(data)


def formats(result: Result) -> Mapping[str, object]:
    """The media types in which an answer can be given, the usual one first."""
    return GRAPHS if isinstance(result, QueryTriples) else RESULTS


def serialised(result: Result, media_type: str, size: int) -> bytes:
    """An answer in the format of a media type that ``formats`` names, of at most ``size`` bytes.

    Raises TooLarge for more, and what pyoxigraph raises where the answer cannot be computed.
    """
    stream = _Bounded(size)
    if isinstance(result, QueryTriples):
        result.serialize(stream, format=GRAPHS[media_type])
    else:
        result.serialize(stream, format=RESULTS[media_type])
    return stream.getvalue()

"""The SPARQL 1.1 Protocol, the part of it that asks: what a request wants to know, and what it is told.

https://www.w3.org/TR/sparql11-protocol/#query-operation
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response

from graphbuild.graph import sparql
from graphbuild.serve.tasks import Answer, Outcome, Question

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
LONGEST = 100_000
"""Characters of a query at most."""
PATIENCE = 15
"""Seconds in which a request has to be there."""
_BODY = 4 * LONGEST + 10_000
STATUS = {
    Outcome.ANSWERED: 200,
    Outcome.REFUSED: 400,
    Outcome.TOO_MUCH: 413,
    Outcome.TOO_LONG: 503,
    Outcome.BUSY: 503,
    Outcome.NOT_ACCEPTABLE: 406,
    Outcome.LOST: 503,
    Outcome.FAILED: 500,
}


@dataclass(frozen=True)
class Refused(Exception):
    """A request that cannot be answered, and why."""

    status: int
    why: str

    def response(self) -> Response:
        """What the client is told."""
        return PlainTextResponse(f"{self.why}\n", self.status)


async def question(request: Request) -> Question | None:
    """What a request asks; None where it holds no query, and so wants to know what there is to be asked.

    Raises Refused for what the protocol does not allow, updates, SERVICE and queries that are too long.
    """
    given = parameters(request.url.query)
    text = None
    if request.method == "POST":
        text, more = await _posted(request)
        given += more
    if any(name == "update" for name, _ in given):
        raise Refused(403, "This endpoint is read-only: it takes queries, no updates.")
    queries = [value for name, value in given if name == "query"] + ([text] if text is not None else [])
    if not queries and request.method != "POST":
        return None
    if len(queries) != 1:
        raise Refused(400, "Send one query, in the parameter query or as the body of a POST.")
    _check(queries[0])
    return Question(
        text=queries[0],
        default_graphs=tuple(value for name, value in given if name == "default-graph-uri"),
        named_graphs=tuple(value for name, value in given if name == "named-graph-uri"),
        accept=request.headers.get("accept", "*/*"),
        base=str(request.url.replace(query="")),
    )


def response(answer: Answer, rows: int) -> Response:
    """The answer as HTTP; ``rows`` is how many a table has at most."""
    headers = {"Vary": "Accept"}
    if answer.outcome is Outcome.ANSWERED:
        headers["X-SPARQL-MaxRows"] = str(rows)
    elif STATUS[answer.outcome] == 503:
        headers["Retry-After"] = "5"
    body = answer.body if answer.outcome is Outcome.ANSWERED else answer.body + b"\n"
    return Response(body, STATUS[answer.outcome], headers, answer.media_type)


async def _posted(request: Request) -> tuple[str | None, list[tuple[str, str]]]:
    """The query that is a body, and the parameters of one that is a form."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == UPDATE:
        raise Refused(403, "This endpoint is read-only: it takes queries, no updates.")
    if kind not in (FORM, QUERY):
        raise Refused(415, f"Send the query as {QUERY}, or in a form as {FORM}.")
    text = _decoded(await _body(request))
    return (text, []) if kind == QUERY else (None, parameters(text))


async def _body(request: Request) -> bytes:
    body = b""
    try:
        async with asyncio.timeout(PATIENCE):
            async for part in request.stream():
                body += part
                if len(body) > _BODY:
                    raise Refused(413, f"The query is longer than {LONGEST:,} characters; make it shorter.")
    except TimeoutError:
        raise Refused(408, f"The query did not come within {PATIENCE} seconds; send it again.") from None
    except ClientDisconnect:
        raise Refused(400, "The client went away.") from None
    return body


def parameters(text: str) -> list[tuple[str, str]]:
    """Names and values of a query string or a form. Raises Refused for what is not UTF-8, and for too many."""
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise Refused(400, "The query is not UTF-8; send it in that encoding.") from None
    except ValueError:
        raise Refused(400, "The request has too many parameters; leave some out.") from None


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(400, "The query is not UTF-8; send it in that encoding.") from None


def _check(text: str) -> None:
    if len(text) > LONGEST:
        raise Refused(413, f"The query is longer than {LONGEST:,} characters; make it shorter.")
    if "\0" in text:
        raise Refused(400, "The query holds a character that no text can (U+0000); take it out.")
    if sparql.calls_service(text):
        raise Refused(403, "The query asks another server (SERVICE), which this one does not do; leave it out.")

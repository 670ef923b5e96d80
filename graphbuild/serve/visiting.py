"""The explorer over HTTP: what a request wants to see, and the page that it gets."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from graphbuild.explore.negotiation import best
from graphbuild.explore.reply import HTML, told
from graphbuild.serve import protocol
from graphbuild.serve.tasks import PLAIN, Answer, Outcome, Visit

_HEADINGS = {
    Outcome.TOO_LONG: "That takes too long",
    Outcome.BUSY: "The server is busy",
    Outcome.LOST: "That takes too much memory",
    Outcome.FAILED: "The graph cannot be read",
}


def visit(request: Request) -> Visit:
    """What is asked for. Raises Refused for what is no text, and what is too long."""
    path = request.scope.get("raw_path") or request.url.path.encode()
    if len(path) > protocol.LONGEST:
        raise protocol.Refused(414, "The address is too long; make it shorter.")
    parameters = protocol.parameters(request.url.query)
    if any(len(value) > protocol.LONGEST for _, value in parameters):
        raise protocol.Refused(413, f"What is asked is longer than {protocol.LONGEST:,} characters; make it shorter.")
    return Visit(path.decode("latin-1").partition("?")[0], tuple(parameters), request.headers.get("accept", "*/*"))


def response(answer: Answer, visit: Visit) -> Response:
    """The page as HTTP; where there is none, one that says why."""
    if answer.outcome is Outcome.ANSWERED:
        return Response(answer.body, answer.status, dict(answer.headers), answer.media_type)
    status = protocol.STATUS[answer.outcome]
    headers = {"Retry-After": "5"} if status == 503 else {}
    if best({HTML.partition(";")[0]: None, "text/plain": None}, visit.accept) == "text/plain":
        return Response(answer.body + b"\n", status, headers, PLAIN)
    page = told(status, _HEADINGS.get(answer.outcome, "That cannot be shown"), answer.body.decode("utf-8", "replace"))
    return Response(page.body, status, headers, page.media_type)

"""The web application: the endpoint, the explorer, and what holds for every answer."""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from graphbuild.serve import description, protocol
from graphbuild.serve.builds import current
from graphbuild.serve.evaluation import Evaluation, Limits, Outcome
from graphbuild.serve.headers import SecurityHeaders

METHODS = ["GET", "HEAD", "POST"]


def application(folder: Path, limits: Limits) -> Starlette:
    """The application that serves the build in ``folder``."""
    evaluation = Evaluation(folder, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await evaluation.start()
        yield
        await evaluation.stop()

    async def endpoint(request: Request) -> Response:
        try:
            asked = await protocol.question(request)
        except protocol.Refused as refused:
            return refused.response()
        if asked is None:
            return description.response(request, limits)
        tag = _tag(current(folder), asked)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        answer = await evaluation.ask(asked)
        told = protocol.response(answer, limits.rows)
        if answer.outcome is Outcome.ANSWERED:
            told.headers["ETag"] = _tag(answer.build, asked)
        return told

    return Starlette(
        routes=[Route("/sparql", endpoint, methods=METHODS)],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=METHODS,
                allow_headers=["*"],
                expose_headers=["ETag", "X-SPARQL-MaxRows", "Retry-After"],
            ),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        lifespan=lifespan,
    )


def _tag(build: str, asked: object) -> str:
    """An ETag: the same question of the same build has the same answer."""
    return f'"{hashlib.sha256(f"{build} {asked!r}".encode()).hexdigest()[:24]}"'

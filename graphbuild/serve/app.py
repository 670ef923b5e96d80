"""The web application: the endpoint, the explorer, and what holds for every answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from graphbuild import __version__
from graphbuild.serve import assets, description, protocol, visiting
from graphbuild.serve.builds import current
from graphbuild.serve.evaluation import Evaluation
from graphbuild.serve.headers import SecurityHeaders
from graphbuild.serve.tasks import Answer, Limits, Outcome, Task

_BETWEEN = 0.5
"""Seconds between looks whether a client is still there."""
ASKED, READ = ["GET", "HEAD", "POST"], ["GET", "HEAD"]


def application(folder: Path, limits: Limits) -> Starlette:
    """The application that serves the build in ``folder``."""
    server = _Server(folder, limits)
    return Starlette(
        routes=[
            Route("/sparql", server.endpoint, methods=ASKED),
            Route("/.well-known/void", lambda _: RedirectResponse("/sparql", 302), methods=READ),
            Route("/assets/{name}", server.asset, methods=READ),
            Route("/{path:path}", server.explorer, methods=READ),
        ],
        middleware=[
            Middleware(SecurityHeaders),
            Middleware(
                CORSMiddleware,
                allow_origins=["*"],
                allow_methods=ASKED,
                allow_headers=["*"],
                expose_headers=["ETag", "X-SPARQL-MaxRows", "Retry-After"],
            ),
            Middleware(GZipMiddleware, minimum_size=1000, compresslevel=5),
        ],
        lifespan=server.lifespan,
    )


class _Server:
    """What is done for each request."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder, self._limits = folder, limits
        self._evaluation = Evaluation(folder, limits)
        self._assets = assets.load()

    @asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        await self._evaluation.start()
        yield
        await self._evaluation.stop()

    async def endpoint(self, request: Request) -> Response:
        try:
            asked = await protocol.question(request)
        except protocol.Refused as refused:
            return refused.response()
        if asked is None:
            return await self._description(request)
        return await self._done(request, asked, lambda answer: protocol.response(answer, self._limits.rows))

    async def explorer(self, request: Request) -> Response:
        try:
            visit = visiting.visit(request)
        except protocol.Refused as refused:
            return refused.response()
        return await self._done(request, visit, lambda answer: visiting.response(answer, visit))

    async def asset(self, request: Request) -> Response:
        return assets.response(self._assets, request)

    async def _description(self, request: Request) -> Response:
        if description.wanted(request) == description.PAGE:
            return RedirectResponse("/query", 303, {"Vary": "Accept"})
        return description.response(request, self._limits, await self._evaluation.do(description.DATASET))

    async def _done(self, request: Request, task: Task, as_http: Callable[[Answer], Response]) -> Response:
        """The answer to a task; what the client has already is not worked out again."""
        tag = self._tag(current(self._folder), task)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        answer = await _unless_gone(request, self._evaluation.do(task))
        if answer is None:
            return Response(status_code=499)
        response = as_http(answer)
        if answer.outcome is Outcome.ANSWERED:
            response.headers["ETag"] = self._tag(answer.build, task)
            response.headers["Cache-Control"] = "no-cache"  # ask whether it is still so: there may be another build
        return response

    def _tag(self, build: str, task: Task) -> str:
        """An ETag: the same task with the same build, software and limits has the same answer."""
        told = f"{__version__} {self._limits!r} {build} {task!r}"
        return f'"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


async def _unless_gone(request: Request, work: Coroutine[None, None, Answer]) -> Answer | None:
    """What comes of ``work``; None if the client goes away meanwhile, for which it is ended."""
    working = asyncio.create_task(work)
    while not (await asyncio.wait([working], timeout=_BETWEEN))[0]:
        if await request.is_disconnected():
            working.cancel()
            return None
    return working.result()

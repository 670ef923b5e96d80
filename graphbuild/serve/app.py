"""The web application: the endpoint, the explorer, and what holds for every answer."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Coroutine
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
    evaluation = Evaluation(folder, limits)
    held = assets.load()

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        await evaluation.start()
        yield
        await evaluation.stop()

    def mark(build: str, task: Task) -> str:
        return _tag(f"{__version__} {limits!r}", build, task)

    def tagged(response: Response, answer: Answer, task: Task) -> Response:
        if answer.outcome is Outcome.ANSWERED:
            response.headers["ETag"] = mark(answer.build, task)
            response.headers["Cache-Control"] = "no-cache"  # ask whether it is still so: there may be another build
        return response

    async def done(request: Request, task: Task) -> Answer | Response:
        """What comes of a task; the same as before is not done again."""
        tag = mark(current(folder), task)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        return await _unless_gone(request, evaluation.do(task))

    async def endpoint(request: Request) -> Response:
        try:
            asked = await protocol.question(request)
        except protocol.Refused as refused:
            return refused.response()
        if asked is None:
            if description.wanted(request) == description.PAGE:
                return RedirectResponse("/query", 303, {"Vary": "Accept"})
            return description.response(request, limits, await evaluation.do(description.DATASET))
        answer = await done(request, asked)
        return answer if isinstance(answer, Response) else tagged(protocol.response(answer, limits.rows), answer, asked)

    async def explorer(request: Request) -> Response:
        try:
            visit = visiting.visit(request)
        except protocol.Refused as refused:
            return refused.response()
        answer = await done(request, visit)
        return answer if isinstance(answer, Response) else tagged(visiting.response(answer, visit), answer, visit)

    async def asset(request: Request) -> Response:
        return assets.response(held, request)

    return Starlette(
        routes=[
            Route("/sparql", endpoint, methods=ASKED),
            Route("/.well-known/void", lambda _: RedirectResponse("/sparql", 302), methods=READ),
            Route("/assets/{name}", asset, methods=READ),
            Route("/{path:path}", explorer, methods=READ),
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
        lifespan=lifespan,
    )


async def _unless_gone(request: Request, work: Coroutine[None, None, Answer]) -> Answer | Response:
    """What comes of ``work``, which is ended if the client goes away meanwhile."""
    working = asyncio.create_task(work)
    while not (await asyncio.wait([working], timeout=_BETWEEN))[0]:
        if await request.is_disconnected():
            working.cancel()
            return Response(status_code=499)
    return working.result()


def _tag(salt: str, build: str, task: Task) -> str:
    """An ETag: the same task with the same build, software and limits has the same answer."""
    return f'"{hashlib.sha256(f"{salt} {build} {task!r}".encode()).hexdigest()[:24]}"'

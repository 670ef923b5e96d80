"""The files that pages load: read once when the server starts, so that no address can reach any other file."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from importlib import resources

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graphbuild.view.page import own

HELD = 3600
"""Seconds for which a browser need not ask again."""


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of ours."""

    body: bytes
    media_type: str
    tag: str


def load() -> dict[str, Asset]:
    """Name and content of each: those in the folders of assets, the site's style sheet and script with the views'."""
    found = {}
    folder = resources.files("graphbuild.explore").joinpath("assets")
    for file in folder.iterdir():
        if file.is_file():
            found[file.name] = file.read_bytes()
    found["site.css"] = own("page.css", "index.css").encode() + found["site.css"]
    found["site.js"] = own("finder.js").encode() + found["site.js"]
    return {name: _asset(name, body) for name, body in sorted(found.items())}


def response(assets: dict[str, Asset], request: Request) -> Response:
    """The file that is asked for."""
    asset = assets.get(request.path_params["name"])
    if asset is None:
        return PlainTextResponse("Nothing is here.\n", 404)
    headers = {"ETag": asset.tag, "Cache-Control": f"max-age={HELD}"}
    if asset.tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(asset.body, headers=headers, media_type=asset.media_type)


def _asset(name: str, body: bytes) -> Asset:
    return Asset(body, mimetypes.guess_type(name)[0] or "text/plain", f'"{hashlib.sha256(body).hexdigest()[:24]}"')

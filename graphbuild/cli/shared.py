"""What several commands share: options, exit codes, and getting at what the options name."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from graphbuild import console
from graphbuild.errors import GraphbuildError, shown

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph
    from graphbuild.report import Report
    from graphbuild.settings import Settings

REFUSED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141
"""Exit codes besides 0 (done) and 2 (wrong use or nothing usable)."""

GraphOption = Annotated[
    str, typer.Option("--graph", metavar="FOLDER|FILE|URL", help="A build's folder, an RDF file or a SPARQL endpoint.")
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv, json, md or ttl.")]
LayoutsOption = Annotated[
    Path | None, typer.Option("--layouts", metavar="FILE|FOLDER", help="Layouts of your own (docs/layouts.md).")
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]
OUTPUT = "output"


def settings_of(**given: Any) -> Settings:
    """Settings with what was given; the rest from the environment or the defaults."""
    from pydantic import ValidationError

    from graphbuild.settings import Settings

    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        what = first["msg"].removeprefix("Value error, ")
        raise GraphbuildError(f"the setting {name} {what}, unlike {shown(first['input'])!r}; correct it") from None


def built(paths: list[Path], out: Path, settings: Settings, fresh: bool = False) -> Report:
    """Builds with a progress bar, and says what was refused."""
    from graphbuild import pipeline

    try:
        with console.progress() as told:
            report = pipeline.build(paths, out, settings, told, fresh)
    except pipeline.NothingUsable as error:
        console.refusals(error.refused)
        raise
    console.refusals(report.refused)
    console.warnings(report.warnings)
    return report


def graph_at(location: str) -> Graph:
    """The graph there. Raises GraphbuildError where there is none."""
    from graphbuild.graph.store import open_graph

    return open_graph(location)


def views_of(location: str) -> Path:
    """The folder for the pages of the graph there."""
    from graphbuild.view.pages import FOLDER

    return (Path(location) if os.path.isdir(location) else Path()) / FOLDER  # noqa: PTH112 - an address is no path


def parameters_of(parameters: list[str]) -> dict[str, str]:
    """Parameters typed as ``key=value``."""
    for parameter in parameters:
        if "=" not in parameter:
            raise GraphbuildError(f"the parameter {shown(parameter)!r} has no value; write -p key=value")
    return {key: value for key, _, value in (parameter.partition("=") for parameter in parameters)}


def show(page: Path, in_browser: bool) -> None:
    """Says where a page is, and opens it if that is wanted."""
    print(page)
    if in_browser:
        import webbrowser

        if not webbrowser.open(page.resolve().as_uri()):
            console.say(f"no browser could be started; open {shown(page)} in one")

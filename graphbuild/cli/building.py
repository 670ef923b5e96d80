"""Commands that make a graph of documents, or look at one of them."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from graphbuild import console
from graphbuild.cli.app import app
from graphbuild.cli.shared import (
    OUTPUT,
    REFUSED,
    LayoutsOption,
    OpenOption,
    built,
    settings_of,
    show,
    views_of,
)
from graphbuild.errors import GraphbuildError

if TYPE_CHECKING:
    from graphbuild.settings import Settings


class Engine(StrEnum):
    """What a build runs on."""

    LOCAL = "local"
    SPARK = "spark"


@app.command()
def build(
    paths: Annotated[list[str], typer.Argument(help="Documents, and folders of them.", show_default=False)],
    out: Annotated[str, typer.Option(help="Folder for the graph.")] = OUTPUT,
    base: Annotated[str | None, typer.Option(metavar="IRI", help="What the IRIs of your data begin with.")] = None,
    topics: Annotated[Path | None, typer.Option(metavar="FILE", help="A SKOS scheme of your own.")] = None,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="What people put right (default: corrections.yaml beside them).")
    ] = None,
    layouts: LayoutsOption = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline, by name or path.")] = None,
    workers: Annotated[int | None, typer.Option(metavar="N", help="Processes that read documents at a time.")] = None,
    licence: Annotated[str | None, typer.Option(metavar="IRI", help="The licence to publish the graph under.")] = None,
    fresh: Annotated[bool, typer.Option("--fresh", help="Read every document anew, not only what changed.")] = False,
    engine: Annotated[Engine, typer.Option(help="This machine, or a Spark cluster (docs/scale.md).")] = Engine.LOCAL,
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="With spark: the cluster (default: as Spark is set up).")
    ] = None,
) -> None:
    """Documents to a graph: graph.ttl, graph.trig, store/, sources/ and report.json in the output folder."""
    chosen = {"base": base, "topics": topics, "corrections": corrections, "layouts": layouts, "model": model}
    settings = settings_of(**chosen, workers=workers, licence=licence)
    if engine is Engine.SPARK:
        _build_on_spark(paths, out, settings, master)
        return
    if master:
        raise GraphbuildError("--master is a Spark cluster's address; give --engine spark with it")
    report = built([Path(path) for path in paths], Path(out), settings, fresh)
    console.summary(report, Path(out))
    if report.refused:
        raise typer.Exit(REFUSED)


def _build_on_spark(paths: list[str], out: str, settings: Settings, master: str | None) -> None:
    try:
        from graphbuild.spark import engine
    except ModuleNotFoundError as error:
        raise GraphbuildError(f"{error.name} is not installed; run pip install 'graphbuild[spark]' first") from error
    with console.progress() as told:
        made = engine.build(paths, out, settings, master, told)
    console.warnings(made.refusals.values())
    console.warnings(made.warnings)
    console.cluster_summary(made)
    if made.refused:
        raise typer.Exit(REFUSED)


@app.command()
def load(
    paths: Annotated[
        list[Path], typer.Argument(help="What a cluster has built, or files of N-Quads or TriG.", show_default=False)
    ],
    out: Annotated[Path, typer.Option(help="Folder for the graph.")] = Path(OUTPUT),
) -> None:
    """What --engine spark has built to a graph on this machine, as build writes it."""
    from graphbuild import loading

    with console.progress() as told:
        report = loading.load(paths, out, told)
    console.summary(report, out)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A document.", show_default=False)],
    html: Annotated[Path | None, typer.Option("--html", metavar="OUT", help="Write a page instead.")] = None,
    layouts: LayoutsOption = None,
    topics: Annotated[Path | None, typer.Option(metavar="FILE", help="A SKOS scheme of your own.")] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="Another spaCy pipeline, by name or path.")] = None,
    open_page: OpenOption = False,
) -> None:
    """What is seen where in a document: segments, names, facts, and what nothing was found in; exit 1 if no meeting."""
    from rich.console import Console

    from graphbuild import inspection
    from graphbuild.inspection import terminal
    from graphbuild.view import inspecting

    seen = inspection.inspect(file, settings_of(layouts=layouts, topics=topics, model=model))
    if html or open_page:
        print("\n".join(terminal.summary(seen)))
        show(inspecting.write(seen, html or Path(f"{seen.source.slug}.html")), open_page)
    else:
        terminal.tell(seen, Console(highlight=False))
    if seen.problem:
        raise typer.Exit(REFUSED)


@app.command()
def demo(
    out: Annotated[Path, typer.Option(help="Folder for the graph.")] = Path(OUTPUT, "demo"),
    open_page: OpenOption = False,
) -> None:
    """Build the bundled documents of a made-up council, ask a first question, and draw all pages."""
    from graphbuild import format, resources, view
    from graphbuild.graph.store import open_graph
    from graphbuild.query import load, run

    report = built([resources.PACKAGE / "demo" / "corpus"], out, settings_of())
    graph = open_graph(out)
    print("SEND through the years (graphbuild query topic-timeline -p topic=SEND):")
    format.write(run(graph, load("topic-timeline"), {"topic": "SEND"}), "table", sys.stdout)
    with console.progress() as told:
        page = view.write_all(graph, views_of(str(out)), told)
    console.summary(report, out)
    show(page, open_page)


@app.command()
def fetch(
    system: Annotated[str, typer.Argument(metavar="SYSTEM", help="What the site runs on: moderngov.")],
    url: Annotated[str, typer.Argument(metavar="URL", help="The site, or any page of it.")],
    committee: Annotated[
        str | None, typer.Option(metavar="ID|NAME", help="Whose papers; without it the committees are listed.")
    ] = None,
    since: Annotated[str | None, typer.Option(metavar="DATE", help="First day of the meetings, 2024-01-31.")] = None,
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day of the meetings.")] = None,
    into: Annotated[Path, typer.Option(metavar="DIR", help="Folder for the papers.")] = Path("papers"),
    dry_run: Annotated[bool, typer.Option("--dry-run", help="List what would be fetched, and fetch no paper.")] = False,
    contact: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Your e-mail or web address, told to the site.")
    ] = None,
    largest: Annotated[int, typer.Option(metavar="MB", min=1, help="How large a paper may be.")] = 50,
    total: Annotated[int, typer.Option(metavar="MB", min=1, help="How much is fetched in one go.")] = 2000,
) -> None:
    """A council's minutes and agendas from its site to a folder for build. Needs pip install 'graphbuild\\[fetch]'."""
    try:
        from graphbuild.fetch import command
    except ModuleNotFoundError as error:
        raise GraphbuildError(f"{error.name} is not installed; run pip install 'graphbuild[fetch]' first") from error
    asked = command.Arguments(system, url, committee, since, until, into, dry_run, contact, largest, total)
    with console.progress() as told:
        result = command.run(asked, told)
    print("\n".join(result.lines))
    console.warnings(result.warnings)
    if result.refused:
        raise typer.Exit(REFUSED)

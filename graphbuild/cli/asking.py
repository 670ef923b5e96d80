"""Commands that ask a graph."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from graphbuild import console
from graphbuild.cli.app import app
from graphbuild.cli.shared import (
    OUTPUT,
    REFUSED,
    FormatOption,
    GraphOption,
    OpenOption,
    graph_at,
    parameters_of,
    show,
    views_of,
)


@app.command()
def query(
    name: Annotated[str, typer.Argument(metavar="NAME|FILE.rq", help="A query by its name, or a file.")],
    parameter: Annotated[
        list[str] | None, typer.Option("--parameter", "-p", metavar="KEY=VALUE", help="A parameter of the query.")
    ] = None,
    form: FormatOption = "table",
    graph: GraphOption = OUTPUT,
) -> None:
    """Ask the graph a question."""
    from graphbuild import format
    from graphbuild.query import load, run

    asked, given = load(name), parameters_of(parameter or [])
    format.write(run(graph_at(graph), asked, given), form, sys.stdout)


@app.command()
def queries() -> None:
    """List the questions that come with graphbuild."""
    from shlex import quote

    from graphbuild.query import list_queries

    for named in list_queries():
        taken = [f"-p {quote(f'{key}={value}')}" for key, value in named.example.items()]
        print(f"{named.name}\n    {named.summary}\n    {' '.join(['graphbuild query', named.name, *taken])}")


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A person, post, organisation, topic ...")],
    every: Annotated[bool, typer.Option("--all", help="Every passage, not only the first few of each fact.")] = False,
    graph: GraphOption = OUTPUT,
) -> None:
    """What the graph says of a thing, with the sentences that say it."""
    from rich.console import Console

    from graphbuild import explain as explanation

    explained = explanation.explain(graph_at(graph), name)
    passages = {"passages": None} if every else {}
    explanation.render(explained, Console(), **passages)


@app.command()
def stats(form: FormatOption = "table", graph: GraphOption = OUTPUT) -> None:
    """Count what is in the graph, by class."""
    from graphbuild import format
    from graphbuild.stats import stats as count

    format.write(count(graph_at(graph)), form, sys.stdout)


@app.command()
def diff(
    old: Annotated[
        str, typer.Argument(metavar="OLD", help="The graph before: a build's folder, an RDF file or a URL.")
    ],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The graph now.")] = OUTPUT,
    form: Annotated[
        str, typer.Option("--format", metavar="FORMAT", help="text (by document), table, csv, json or md.")
    ] = "text",
    summary: Annotated[bool, typer.Option("--summary", help="Only how much changed, in one line.")] = False,
    exit_code: Annotated[bool, typer.Option("--exit-code", help="Exit 1 where anything changed, as git diff.")] = False,
) -> None:
    """What a rebuild changed: facts gained, lost and changed, by document, each with its sentence.

    Exits 0 whether or not anything changed, since a rebuild is meant to change something and a script that shows what
    should go on; with --exit-code, 1 where it did.
    """
    from rich.console import Console

    from graphbuild import diff as comparison
    from graphbuild import format
    from graphbuild.diff import telling

    found = comparison.diff(graph_at(old), graph_at(new))
    if summary:
        print(found.summary())
    elif form == "text":
        telling.tell(found, Console())
    else:
        format.write(telling.as_rows(found), form, sys.stdout)
        console.say(found.summary())
    if exit_code and found:
        raise typer.Exit(REFUSED)


@app.command()
def trace(
    topic: Annotated[str, typer.Argument(metavar="TOPIC", help="A topic, or words to search names and titles for.")],
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", min=1, max=9999, help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", min=1, max=9999, help="Last year.")] = None,
    out: Annotated[
        Path | None, typer.Option(help="The page (default: views/trace-TOPIC.html beside the graph).")
    ] = None,
    graph: GraphOption = OUTPUT,
    open_page: OpenOption = False,
) -> None:
    """Tell a topic's story year by year, here and as a page: what was brought and decided, and what came of it."""
    from rich.console import Console

    from graphbuild.trace import search, terminal
    from graphbuild.view import tracing

    opened = graph_at(graph)
    told = search.story_of(opened, topic, first, last)
    if told.suggestion:
        console.say(told.suggestion)
    terminal.tell(told.story, Console())
    print()
    show(tracing.write(opened, told.story, out, views_of(graph)), open_page)

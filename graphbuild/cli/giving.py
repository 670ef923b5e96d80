"""Commands that hand a graph on: as pages, as files, to a store, on the web."""

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
    GraphOption,
    OpenOption,
    graph_at,
    settings_of,
    show,
    views_of,
)
from graphbuild.errors import GraphbuildError, shown


@app.command()
def view(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help="topic, person, organisation, service, meeting, corpus or index.")
    ],
    name: Annotated[str | None, typer.Argument(help="Its name, notation or date.")] = None,
    out: Annotated[Path | None, typer.Option(help="The page (default: views/KIND-NAME.html beside the graph).")] = None,
    graph: GraphOption = OUTPUT,
    open_page: OpenOption = False,
) -> None:
    """Draw an interactive page, one file that loads nothing; `index` draws a front page and those that it leads to."""
    from graphbuild import view as views

    if kind == "index" and name:
        raise GraphbuildError(f"the front page is of everything; leave {shown(name)!r} out")
    opened = graph_at(graph)
    if kind == "index":
        with console.progress() as told:
            page = views.write_all(opened, out or views_of(graph), told)
    else:
        page = views.write(opened, kind, name, out, views_of(graph))
    show(page, open_page)


@app.command()
def export(
    form: Annotated[
        str,
        typer.Argument(
            metavar="FORMAT", help="turtle, trig, ntriples, nquads, jsonld, rdfxml, graphml, gexf or csv (a folder)."
        ),
    ],
    out: Annotated[Path | None, typer.Option(help="File or folder to write (default: standard output).")] = None,
    topic: Annotated[str | None, typer.Option(metavar="NAME", help="Only what bears on this topic.")] = None,
    first: Annotated[int | None, typer.Option("--from", metavar="YEAR", min=1, max=9999, help="First year.")] = None,
    last: Annotated[int | None, typer.Option("--to", metavar="YEAR", min=1, max=9999, help="Last year.")] = None,
    without_evidence: Annotated[bool, typer.Option("--without-evidence", help="Leave out the passages.")] = False,
    office_holders_only: Annotated[
        bool, typer.Option("--office-holders-only", help="Leave out members of the public, for publishing.")
    ] = False,
    licence: Annotated[
        str | None, typer.Option(metavar="IRI", help="The licence to publish under (default: the build's).")
    ] = None,
    graph: GraphOption = OUTPUT,
) -> None:
    """Write the graph in another format, whole or in part."""
    from graphbuild import export as exports

    opened = graph_at(graph)
    licence = settings_of(licence=licence).licence if licence else None
    narrowing = exports.Narrowing(topic, first, last, without_evidence, office_holders_only)
    if out:
        exports.export_to(opened, form, out, narrowing, console.say, licence)
    else:
        exports.export(opened, form, sys.stdout.buffer, narrowing, console.say, licence)
    if exports.has_default_base(opened):
        console.say("the IRIs begin with an example's address; before you publish, build again with --base of your own")


@app.command()
def push(
    address: Annotated[str, typer.Argument(metavar="URL", help="A store's Graph Store service, http(s)://...")],
    everything: Annotated[bool, typer.Option("--all", help="Also what the store has already.")] = False,
    union: Annotated[
        bool | None,
        typer.Option(
            "--union/--no-union", help="Keep the store's default graph as the union of all (default: as before)."
        ),
    ] = None,
    graph: GraphOption = OUTPUT,
) -> None:
    """Send the named graphs that changed to a triple store, by the SPARQL 1.1 Graph Store Protocol.

    Who we are: GRAPHBUILD_PUSH_USER and GRAPHBUILD_PUSH_PASSWORD, or GRAPHBUILD_PUSH_TOKEN, in the environment.
    """
    from graphbuild.export import has_default_base
    from graphbuild.graph import graphstore
    from graphbuild.graph.push import push as send

    opened, auth = graph_at(graph), graphstore.credentials()
    if auth and graphstore.is_open(address):
        console.say("the password or token goes through the network unencrypted; https:// keeps it to the two of you")
    with graphstore.GraphStore(address, auth) as store, console.progress() as told:
        pushed = send(opened, store, everything, union, told)
    console.warnings(pushed.refused)
    print(f"{pushed.summary()}: {store.name}")
    if has_default_base(opened):
        console.say("the IRIs begin with an example's address; before you publish, build again with --base of your own")
    if pushed.refused:
        raise typer.Exit(REFUSED)


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 for any that is free.")] = 8000,
    host: Annotated[
        str, typer.Option(help="Address to listen on; others than this machine need another.")
    ] = "127.0.0.1",
    seconds: Annotated[float, typer.Option(min=0.1, help="How long a query may take.")] = 10.0,
    rows: Annotated[int, typer.Option(min=1, help="How many rows a table has at most.")] = 10_000,
    workers: Annotated[int, typer.Option(min=1, help="How many queries are evaluated at once.")] = 8,
    graph: Annotated[Path, typer.Option(metavar="FOLDER", help="A build's folder.")] = Path(OUTPUT),
) -> None:
    """Serve a build on the web: an explorer and a SPARQL 1.1 endpoint. Needs pip install 'graphbuild\\[serve]'."""
    try:
        from graphbuild.serve import run
        from graphbuild.serve.tasks import Limits
    except ModuleNotFoundError as error:
        raise GraphbuildError(f"{error.name} is not installed; run pip install 'graphbuild[serve]' first") from error
    run.serve(graph, host, port, Limits(seconds=seconds, rows=rows, workers=workers))

"""The command line: arguments in, the API called, results printed. What a command needs is imported when it runs."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from graphbuild import console, interrupts
from graphbuild.errors import GraphbuildError, shown

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph
    from graphbuild.report import Report
    from graphbuild.settings import Settings

REFUSED, INTERRUPTED, PIPE_CLOSED = 1, 130, 141
"""Exit codes besides 0 (done) and 2 (wrong use or nothing usable)."""


class _Commands(TyperGroup):
    def invoke(self, ctx: Any) -> Any:
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except KeyboardInterrupt:
            console.say("stopped; nothing was left half done")
            raise typer.Exit(INTERRUPTED) from None
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(PIPE_CLOSED) from None


app = typer.Typer(
    cls=_Commands,
    name="graphbuild",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Council committee papers in, a knowledge graph with the sentence behind every fact out.",
)

GraphOption = Annotated[
    str, typer.Option("--graph", metavar="FOLDER|FILE|URL", help="A build's folder, an RDF file or a SPARQL endpoint.")
]
FormatOption = Annotated[str, typer.Option("--format", metavar="FORMAT", help="table, csv, json, md or ttl.")]
LayoutsOption = Annotated[
    Path | None, typer.Option("--layouts", metavar="FILE|FOLDER", help="Layouts of your own (docs/layouts.md).")
]
OpenOption = Annotated[bool, typer.Option("--open", help="Open the page in the browser.")]
OUTPUT = "output"


def main(arguments: list[str] | None = None) -> None:
    """Runs the command in ``arguments`` (default: the process's) and exits: 0 done, 1 done but something was refused,
    2 wrong use or nothing usable. No traceback reaches the user.
    """
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal that is not UTF-8 gets what it can show
    interrupts.watch()
    try:
        app(args=arguments, prog_name="graphbuild")
    except Exception as error:
        console.failed(error)
        sys.exit(2)


def _version(wanted: bool) -> None:
    if wanted:
        from graphbuild import __version__

        print(f"graphbuild {__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    pass


@app.command()
def build(
    paths: Annotated[list[Path], typer.Argument(help="Documents, and folders of them.", show_default=False)],
    out: Annotated[Path, typer.Option(help="Folder for the graph.")] = Path(OUTPUT),
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
) -> None:
    """Documents to a graph: graph.ttl, graph.trig, store/, sources/ and report.json in the output folder."""
    chosen = {"base": base, "topics": topics, "corrections": corrections, "layouts": layouts, "model": model}
    report = _build(paths, out, _settings(**chosen, workers=workers, licence=licence), fresh)
    console.summary(report, out)
    if report.refused:
        raise typer.Exit(REFUSED)


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

    seen = inspection.inspect(file, _settings(layouts=layouts, topics=topics, model=model))
    if html or open_page:
        print("\n".join(terminal.summary(seen)))
        _show(inspecting.write(seen, html or Path(f"{seen.source.slug}.html")), open_page)
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

    report = _build([resources.PACKAGE / "demo" / "corpus"], out, _settings())
    graph = open_graph(out)
    print("SEND through the years (graphbuild query topic-timeline -p topic=SEND):")
    format.write(run(graph, load("topic-timeline"), {"topic": "SEND"}), "table", sys.stdout)
    with console.progress() as told:
        page = view.write_all(graph, _views(str(out)), told)
    console.summary(report, out)
    _show(page, open_page)


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
    """A council's minutes and agendas from its site to a folder for build. Needs pip install 'graphbuild[fetch]'."""
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

    asked, given = load(name), _given(parameter or [])
    format.write(run(_graph(graph), asked, given), form, sys.stdout)


@app.command()
def queries() -> None:
    """List the questions that come with graphbuild."""
    from shlex import quote

    from graphbuild.query import list_queries

    for named in list_queries():
        taken = [f"-p {quote(f'{key}={value}')}" for key, value in named.example.items()]
        print(f"{named.name}\n    {named.summary}\n    {' '.join(['graphbuild query', named.name, *taken])}")


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
    opened = _graph(graph)
    if kind == "index":
        with console.progress() as told:
            page = views.write_all(opened, out or _views(graph), told)
    else:
        page = views.write(opened, kind, name, out, _views(graph))
    _show(page, open_page)


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

    opened = _graph(graph)
    told = search.story_of(opened, topic, first, last)
    if told.suggestion:
        console.say(told.suggestion)
    terminal.tell(told.story, Console())
    print()
    _show(tracing.write(opened, told.story, out, _views(graph)), open_page)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NAME|IRI", help="A person, post, organisation, topic ...")],
    every: Annotated[bool, typer.Option("--all", help="Every passage, not only the first few of each fact.")] = False,
    graph: GraphOption = OUTPUT,
) -> None:
    """What the graph says of a thing, with the sentences that say it."""
    from rich.console import Console

    from graphbuild import explain as explanation

    explained = explanation.explain(_graph(graph), name)
    passages = {"passages": None} if every else {}
    explanation.render(explained, Console(), **passages)


@app.command()
def review(
    under: Annotated[float, typer.Option(min=0, max=1, help="Ask what the program is less sure of than this.")] = 0.7,
    corrections: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Where the answers go (default: beside the build's documents).")
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="NAME", help="Who answers (default: your user name).")] = None,
    graph: GraphOption = OUTPUT,
) -> None:
    """Go through doubtful names and facts, most doubtful first, and write down what is right; leave at any time."""
    from graphbuild.review import review as go_through

    print(go_through(_graph(graph), graph, corrections, under, by))


@app.command()
def validate(
    file: Annotated[str, typer.Argument(metavar="[FOLDER|FILE|URL]", help="The graph to check.")] = OUTPUT,
    shapes: Annotated[Path | None, typer.Option(metavar="FILE", help="SHACL shapes of your own.")] = None,
) -> None:
    """Check a graph against its shapes, and each quote against the text that it is from."""
    from graphbuild.graph import validate as validation

    report = validation.validate(file, shapes)
    print("\n".join(report.lines()))
    if not report.conforms:
        raise typer.Exit(REFUSED)


@app.command()
def stats(form: FormatOption = "table", graph: GraphOption = OUTPUT) -> None:
    """Count what is in the graph, by class."""
    from graphbuild import format
    from graphbuild.stats import stats as count

    format.write(count(_graph(graph)), form, sys.stdout)


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

    found = comparison.diff(_graph(old), _graph(new))
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
def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="Folder of gold annotations, X.json of the source X.")],
    by: Annotated[str, typer.Option(help="kind, document, rule or confidence.")] = "kind",
    misses: Annotated[str | None, typer.Option(metavar="KIND", help="List what a kind missed and made up.")] = None,
    baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="An earlier score as JSON to compare with.")
    ] = None,
    form: FormatOption = "table",
    graph: GraphOption = OUTPUT,
) -> None:
    """Precision, recall and F1 of a graph against gold annotations; with --baseline, exit 1 where a kind lost."""
    from graphbuild import evaluate as evaluation
    from graphbuild import format
    from graphbuild.evaluate import report

    scores = evaluation.evaluate(_graph(graph), gold)
    if misses:
        print("\n".join(report.missed(scores, misses)))
        return
    if form == "json" and by == "kind":
        print(report.to_json(scores), end="")
    else:
        format.write(report.as_rows(scores, by), form, sys.stdout)
    console.say(f"the mean F1 of {len(scores)} kinds is {evaluation.macro(scores):.3f}")
    if baseline:
        lines, lost = report.changes(scores, baseline)
        console.warnings(lines)
        if lost:
            raise typer.Exit(REFUSED)


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

    opened = _graph(graph)
    licence = _settings(licence=licence).licence if licence else None
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

    opened, auth = _graph(graph), graphstore.credentials()
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


def _settings(**given: Any) -> Settings:
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


def _build(paths: list[Path], out: Path, settings: Settings, fresh: bool = False) -> Report:
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


def _graph(location: str) -> Graph:
    from graphbuild.graph.store import open_graph

    return open_graph(location)


def _views(location: str) -> Path:
    """The folder for the pages of the graph there."""
    from graphbuild.view.pages import FOLDER

    return (Path(location) if os.path.isdir(location) else Path()) / FOLDER  # noqa: PTH112 - an address is no path


def _given(parameters: list[str]) -> dict[str, str]:
    """Parameters typed as ``key=value``."""
    for parameter in parameters:
        if "=" not in parameter:
            raise GraphbuildError(f"the parameter {shown(parameter)!r} has no value; write -p key=value")
    return {key: value for key, _, value in (parameter.partition("=") for parameter in parameters)}


def _show(page: Path, in_browser: bool) -> None:
    print(page)
    if in_browser:
        import webbrowser

        if not webbrowser.open(page.resolve().as_uri()):
            console.say(f"no browser could be started; open {shown(page)} in one")

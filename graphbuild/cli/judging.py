"""Commands that check a graph, and put it right."""

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
    graph_at,
)


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

    scores = evaluation.evaluate(graph_at(graph), gold)
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

    print(go_through(graph_at(graph), graph, corrections, under, by))

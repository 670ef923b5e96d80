"""The program itself, which commands are added to."""

from __future__ import annotations

import io
import os
import sys
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from graphbuild import console, interrupts
from graphbuild.cli.shared import INTERRUPTED, PIPE_CLOSED


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

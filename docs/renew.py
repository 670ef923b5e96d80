"""Renews what the repository shows of graphbuild's own work: tables and printed output in README.md, the demo's graph.

    python docs/renew.py

What stands between ``<!-- commands -->`` (``queries``, ``scores``) and ``<!-- end -->`` is made here; a block fenced as
``console`` is run, command by command, in a folder that holds the demo's documents as ``minutes``. Scores need the
annotated documents in ../shared and stay as they are without them. tests/test_readme.py checks the rest.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from typer.main import get_command

from graphbuild.cli import app
from graphbuild.query import list_queries
from graphbuild.resources import PACKAGE

REPOSITORY = Path(__file__).resolve().parent.parent
README = REPOSITORY / "README.md"
DEMO_GRAPH = Path("output/demo/graph.ttl")
SHARED = REPOSITORY.parent / "shared"
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_SECONDS = re.compile(r"\b\d+\.\d\b")


def main() -> None:
    """Writes README.md and the demo's graph anew."""
    with tempfile.TemporaryDirectory() as folder:
        text = tour(tables(README.read_text("utf-8")), Path(folder))
        text = between(text, "scores", scores(Path(folder)))
        demo = Path(folder, "demo")
        _run(f"graphbuild demo --out '{demo}'", Path(folder))
        (REPOSITORY / DEMO_GRAPH).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(demo / "graph.ttl", REPOSITORY / DEMO_GRAPH)
    README.write_text(text, "utf-8")


def tables(text: str) -> str:
    """The README with its tables of commands and queries as the code has them now."""
    return between(between(text, "commands", commands()), "queries", queries())


def tour(text: str, folder: Path) -> str:
    """The README with what its console blocks print now, run in ``folder``; where only seconds differ, as it was."""
    shutil.copytree(PACKAGE / "demo" / "corpus", folder / "minutes")
    (folder / "docs").symlink_to(REPOSITORY / "docs")
    return _CONSOLE.sub(lambda block: f"```console\n{_replayed(block[1], folder)}```", text)


def between(text: str, name: str, content: str | None) -> str:
    """``text`` with ``content`` between the marks of that name; unchanged where it is None."""
    if content is None:
        return text
    before, mark, rest = text.partition(f"<!-- {name} -->\n")
    _, end, after = rest.partition("<!-- end -->")
    if not end:
        raise SystemExit(f"README.md has no <!-- {name} --> ... <!-- end -->")
    return f"{before}{mark}{content}{end}{after}"


def commands() -> str:
    """A table of the commands, from the first paragraphs of the program's own help."""
    known = get_command(app).commands  # type: ignore[attr-defined]  # Typer does not say that it is a group
    rows = [(_usage(name, known[name]), known[name].help.split("\n\n")[0]) for name in known]
    return _table(("command", "what it does"), rows)


def queries() -> str:
    """A table of the queries, from the heads of their files."""
    rows = [
        (f"[`{q.name}`](queries/{q.name}.rq)", q.summary, ", ".join(f"`{name}`" for name in q.parameters))
        for q in list_queries()
    ]
    return _table(("query", "what it answers", "parameters"), rows)


def scores(folder: Path) -> str | None:
    """A table of the scores on the annotated documents of ../shared; None where they are not there."""
    if not (SHARED / "score" / "score.py").is_file():
        return None
    _run(f"graphbuild build '{SHARED}/corpus/rotherham' --out real", folder)
    score = [sys.executable, SHARED / "score" / "score.py", folder / "real" / "graph.ttl", "--gold", SHARED / "gold"]
    lines = subprocess.run(score, capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    rows = [[cell.strip() for cell in re.split(r"\s{2,}", line.strip())] for line in lines]
    rows = [row if len(row) > 2 else [row[0], "", "", row[1], "", ""] for row in rows]
    return _table(("kind of fact", "precision", "recall", "F1", "in the texts", "found"), rows)


def _usage(name: str, command: object) -> str:
    arguments, options = [], []
    for parameter in command.params:  # type: ignore[attr-defined]
        if parameter.param_type_name == "argument":
            word = (parameter.metavar or parameter.name.upper()).replace("|", r"\|")
            arguments.append(f"{word}..." if parameter.nargs == -1 else word)
        elif parameter.name != "help":
            options.append(f"`{parameter.opts[0]}`")
    return f"`{' '.join(['graphbuild', name, *arguments])}`" + (f"<br>{', '.join(options)}" if options else "")


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]] | list[list[str]]) -> str:
    lines = (" | ".join(row) for row in (head, ["---"] * len(head), *rows))
    return "".join(f"| {line} |\n" for line in lines)


def _replayed(block: str, folder: Path) -> str:
    """A console block with each command's output as it is now."""
    shown = []
    for part in re.split(r"^(?=\$ )", block, flags=re.MULTILINE):
        command, _, before = part.partition("\n")
        if command:
            now = _run(command.removeprefix("$ "), folder)
            shown += [f"{command}\n", before if _timeless(now) == _timeless(before) else now]
    return "".join(shown)


def _timeless(output: str) -> str:
    return _SECONDS.sub("0.0", output)


def _run(command: str, folder: Path) -> str:
    """What a shell command prints, on both channels, with this Python's ``graphbuild``."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    return done.stdout.decode()


if __name__ == "__main__":
    main()

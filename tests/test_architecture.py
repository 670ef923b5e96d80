"""Imports run one way, RDF terms stay where they belong, and the command line starts light."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "graphbuild"
LAYERS: tuple[tuple[str, ...], ...] = (
    ("codes",),
    ("model", "errors", "resources", "dates", "text", "userfile", "confinement"),
    ("vocabulary",),
    ("settings", "topics", "naming", "councils"),
    ("output", "read", "workers"),
    ("segment",),
    ("extract",),
    ("link",),
    ("corrections",),
    ("graph",),
    ("query", "header", "lookup", "nameindex", "parameters", "format", "explain", "stats", "evaluate"),
    ("fetch",),
    ("trace", "review", "inspection"),
    ("view",),
    ("export", "explore"),
    ("diff",),
    ("serve",),
    ("outcome",),
    ("report", "fingerprint", "cache", "doubts", "spark", "loading", "pipeline"),
    ("interrupts", "console"),
    ("cli",),
    ("__main__",),
)
"""What stands in a line may import from its own and from those above it."""
WITHOUT_RDF = (
    *("codes", "model", "errors", "resources", "dates", "text", "output", "read", "segment", "extract", "link"),
    "corrections",
)
RDF_LIBRARIES = {"pyoxigraph", "rdflib", "pyshacl"}
MODULES = sorted(path for path in PACKAGE.rglob("*.py") if "demo" not in path.parts)


GROUP_THAT_KEEPS = re.compile(r"[^(]\)(?:[?*+]|\{\{?[\d,]+\}\}?)\+|\(\?>")
"""A possessive repetition of a group, or an atomic group."""


def test_no_expression_has_a_group_that_keeps_what_it_took() -> None:
    """Python before 3.11.5, as Debian 12 has, matches some of them wrongly (its issue 106052)."""
    assert GROUP_THAT_KEEPS.search(r"(?:a)?+b")
    files = [*MODULES, *PACKAGE.rglob("*.yaml")]
    assert [path for path in files if GROUP_THAT_KEEPS.search(path.read_text("utf-8"))] == []


def test_every_module_has_its_layer() -> None:
    known = {name for layer in LAYERS for name in layer}
    assert {part_of(path) for path in MODULES} - {"__init__"} <= known


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(path: Path) -> None:
    part = part_of(path)
    if part == "__init__":
        return
    own = layer_of(part)
    wrong = sorted(name for name in parts_imported(path) if layer_of(name) > own)
    assert not wrong, f"{part} may not import {', '.join(wrong)}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_emit_and_what_follows_it_knows_rdf(path: Path) -> None:
    if part_of(path) in WITHOUT_RDF:
        assert not {name.split(".")[0] for name in imported(path)} & RDF_LIBRARIES


def test_the_check_sees_every_form_of_import(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text(
        "import graphbuild.cli\nfrom graphbuild import view\nfrom graphbuild.query import run\n"
        "def f():\n    from graphbuild.pipeline import build\n"
    )
    assert parts_imported(module) == {"cli", "view", "query", "pipeline"}


HEAVY = {
    *("spacy", "rdflib", "networkx", "pydantic", "rapidfuzz", "jinja2", "lxml", "requests", "urllib3", "http.client"),
    *("importlib.metadata", "graphbuild.model", "graphbuild.graph.endpoint"),
}
"""What takes its time to load, and no plain question needs."""
TABLES = {"rich.console", "rich.table"}
WHO = ["query", "who-held-post", "-p", "post=commissioning"]


@pytest.mark.parametrize(
    ("arguments", "status", "heavy"),
    [
        (["--help"], 0, {*HEAVY, "pyoxigraph", "yaml"} - {"importlib.metadata"}),
        (["query", "--help"], 0, {*HEAVY, "pyoxigraph", "yaml"} - {"importlib.metadata"}),
        (["query"], 2, {*HEAVY, "pyoxigraph", "yaml"}),
        (["queries"], 0, {*HEAVY, *TABLES}),
        (["query", "topic-timeline", "--graph", "nowhere"], 2, {*HEAVY, *TABLES}),
        (WHO, 0, HEAVY),
        ([*WHO, "--format", "csv"], 0, {*HEAVY, *TABLES}),
    ],
)
def test_a_command_loads_only_what_it_needs(
    arguments: list[str], status: int, heavy: set[str], demo_output: Path
) -> None:
    if arguments[:4] == WHO:
        arguments = [*arguments, "--graph", str(demo_output)]
    program = (
        "import sys, atexit\n"
        "atexit.register(lambda: sys.stderr.write('LOADED ' + ' '.join(sys.modules)))\n"
        "from graphbuild.cli import main\n"
        f"main({arguments!r})\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    loaded = set(done.stderr.rpartition("LOADED ")[2].split())
    assert done.returncode == status
    assert "typer" in loaded
    assert not loaded & heavy


def part_of(path: Path) -> str:
    """The room of the house that a module is in: ``read`` for ``read/find.py``, ``cli`` for ``cli.py``."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer_of(part: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if part in layer)


def imported(path: Path) -> Iterator[str]:
    """Dotted names that a module imports; of ``from graphbuild import x``, the module ``graphbuild.x``.

    What only a type checker reads is left out.
    """
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            node.body = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def parts_imported(path: Path) -> set[str]:
    names = (name.split(".") for name in imported(path))
    return {name[1] for name in names if name[0] == "graphbuild" and name[1:] and name[1] != "__version__"}

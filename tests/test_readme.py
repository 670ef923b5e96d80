"""What README.md and the other pages say is so: commands, tables, printed output, links, the map of the house."""

from __future__ import annotations

import importlib.util
import re
import shlex
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from typer.main import get_command

from graphbuild.cli import app
from graphbuild.resources import PACKAGE

REPOSITORY = PACKAGE.parent
README = (REPOSITORY / "README.md").read_text("utf-8")
PAGES = [*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/*.md"), *PACKAGE.glob("demo/*.md")]
COMMANDS = set(get_command(app).commands)  # type: ignore[attr-defined]


@pytest.fixture(scope="module")
def renew() -> ModuleType:
    specification = importlib.util.spec_from_file_location("renew", REPOSITORY / "docs" / "renew.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_first_two_shell_blocks_are_one_command_each() -> None:
    blocks = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [block.count("\n") for block in blocks[:2]] == [1, 1]
    demo, tests = (block.strip().split(" && ") for block in blocks[:2])
    venv = "python3 -m venv .venv"
    assert demo == [venv, ".venv/bin/pip install .", ".venv/bin/graphbuild demo"]
    assert tests == [venv, ".venv/bin/pip install -e '.[test]'", ".venv/bin/python -m pytest -n auto"]


def test_the_tables_are_current(renew: ModuleType) -> None:
    assert renew.tables(README) == README, "run docs/renew.py"


def test_the_table_of_commands_has_every_command() -> None:
    table = README.partition("<!-- commands -->")[2].partition("<!-- end -->")[0]
    assert set(re.findall(r"^\| `graphbuild (\w+)", table, re.MULTILINE)) == COMMANDS


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_that_is_named_is_there(page: Path) -> None:
    named = re.findall(r"(?:`|^\$ )graphbuild ([a-z]+)", page.read_text("utf-8"), re.MULTILINE)
    assert set(named) <= COMMANDS


@pytest.mark.slow
def test_the_tour_prints_what_is_shown(renew: ModuleType, tmp_path: Path) -> None:
    assert renew.tour(README, tmp_path) == README, "run docs/renew.py"
    [example] = re.findall(r"^```python\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", example], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) > 20


@pytest.mark.slow
def test_the_tour_notices_a_change(renew: ModuleType, tmp_path: Path) -> None:
    shown = "```console\n$ echo 2.5 s\n9.9 s\n$ echo two\none\n```\n"
    assert renew.tour(shown, tmp_path) == "```console\n$ echo 2.5 s\n9.9 s\n$ echo two\ntwo\n```\n"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        path, _, heading = target.partition("#")
        if path.startswith("https://"):
            continue
        file = page.parent / path if path else page
        assert file.exists(), target
        assert not heading or heading in headings(file), target


def test_the_map_of_the_house_has_every_room() -> None:
    contributing = (REPOSITORY / "CONTRIBUTING.md").read_text("utf-8")
    table = contributing.partition("## The map of the house")[2].partition("\n\nImports run")[0]
    first = [line.split(" | ")[0] for line in table.splitlines() if line.startswith("| `")]
    rooms = {Path(name).name for cell in first for name in re.findall(r"`([^`]+)`", cell)}
    there = {path.name for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert there <= rooms
    assert [room for room in rooms if not ((PACKAGE / room).exists() or (REPOSITORY / room).exists())] == []


@pytest.mark.parametrize("query", sorted((REPOSITORY / "docs" / "gephi").glob("*.rq")), ids=lambda query: query.name)
def test_the_commands_for_gephi_name_the_query(query: Path) -> None:
    page = (REPOSITORY / "docs" / "other-tools.md").read_text("utf-8")
    command = f"graphbuild query docs/gephi/{query.name} --format csv > {query.stem}.csv"
    assert f"$ {command}\n" in page
    assert command in query.read_text("utf-8").splitlines()[0]
    assert shlex.split(command)[2] == str(query.relative_to(REPOSITORY))


def headings(page: Path) -> set[str]:
    """The anchors that GitHub gives a page's headings."""
    found = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in found}

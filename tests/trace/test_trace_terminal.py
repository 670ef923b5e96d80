"""A story as it is printed: read line by line when it was kept, and compared since."""

from __future__ import annotations

import io
import shutil
import unicodedata
from pathlib import Path

import harbour
import pytest
from rich.console import Console

from graphbuild.cli import main
from graphbuild.graph.store import Graph
from graphbuild.trace import search, terminal

TOLD = Path(__file__).parent / "told"


def printed(graph: Graph, topic: str, width: int | None = None) -> str:
    """A story as on a terminal of that width, or without one as in a pipe."""
    file = io.StringIO()
    console = Console(file=file, force_terminal=width is not None, width=width, color_system=None, legacy_windows=False)
    terminal.tell(search.story_of(graph, topic).story, console)
    return file.getvalue()


@pytest.mark.parametrize(("name", "topic", "width"), [("cse-100", "CSE", 100), ("cse-pipe", "CSE", None)])
def test_the_demo_is_told_as_it_was_read(demo_graph: Graph, name: str, topic: str, width: int | None) -> None:
    assert printed(demo_graph, topic, width) == (TOLD / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("width", [80, 100, 160])
@pytest.mark.parametrize("topic", ["SEND", "CSE", "waymark"])
def test_it_fits_the_terminal_and_uses_its_width(demo_graph: Graph, topic: str, width: int) -> None:
    lines = printed(demo_graph, topic, width).splitlines()
    assert max(map(len, lines)) <= width
    assert sum(len(line) > width - 15 for line in lines) > 5


def test_a_narrow_terminal_still_gets_every_word(demo_graph: Graph) -> None:
    assert (
        printed(demo_graph, "CSE", 30).replace("─", "").split()
        == printed(demo_graph, "CSE", 200).replace("─", "").split()
    )


def test_in_a_pipe_a_paragraph_is_a_line(demo_graph: Graph) -> None:
    told = printed(demo_graph, "SEND")
    clause = (
        "      (3) That the Barsetshire Clinical Commissioning Group be asked to supply waiting times for speech and"
    )
    assert f"\n{clause} language therapy by the end of December, 2014.\n          → overdue since the end of" in told
    assert "\x1b" not in told


@pytest.mark.parametrize("width", [None, 300])
def test_text_of_documents_is_printed_as_it_is_typed(width: int | None) -> None:
    told = printed(harbour.graph(), "PIER", width)
    title = "[red]Bold[/red] <script>alert(1)</script> [link=x]\\[/ ]0;owned .* {} %s"
    assert f"  7   {title}\n" in told
    assert f"(10) That {title} be noted.\n" in told
    assert {c for c in told if unicodedata.category(c) == "Cc"} == {"\n"}


def test_two_bodies_are_told_apart() -> None:
    told = printed(harbour.graph(), "PIER")
    assert "3 items at 3 meetings of 2 bodies, 2001 to 2003." in told
    assert "March · Harbour Board\n" in told
    assert "2 May · Ferry Panel\n" in told
    assert "answered on 9 January 2003, Harbour Board (4, The Plan), late: it was due by 2002" in told
    assert "12.50 CHF" in told


def test_a_search_says_that_it_is_one(demo_graph: Graph) -> None:
    lines = printed(demo_graph, "caretrack").splitlines()
    assert lines[:3] == [
        "Search for “caretrack”",
        "No topic, but the items that have these words in a name, the title or a decision.",
        "Names found: CareTrack",
    ]


def command(capfd: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as end:
        main(["trace", *map(str, arguments)])
    out, err = capfd.readouterr()
    return int(end.value.code or 0), out, err


@pytest.fixture
def folder(demo_output: Path, tmp_path: Path) -> Path:
    """A copy of the demo's build, for pages to be written into."""
    return shutil.copytree(demo_output, tmp_path / "output")


def test_the_command(capfd: pytest.CaptureFixture[str], demo_graph: Graph, folder: Path) -> None:
    code, out, err = command(capfd, "CSE", "--graph", folder)
    assert (code, err) == (0, "")
    page = folder / "views" / "trace-cse.html"
    assert out == f"{printed(demo_graph, 'CSE')}\n{page}\n"
    assert page.is_file()
    code, out, _ = command(capfd, "CSE", "--from", "2017", "--to", "2019", "--graph", folder)
    years = [line for line in out.splitlines() if line.isdigit()]
    assert (code, years) == (0, ["2017", "2019"])


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["xyzzy"], "graphbuild: No document of this graph names 'xyzzy'; the topics that it has are"),
        (["SENDD"], "did you mean Special educational needs and disabilities?"),
        (["CSE", "--from", "2018", "--to", "2017"], "The first year, 2018, is after the last, 2017"),
        (["CSE", "--to", "2001"], "it is told in 2014 to 2024"),
        (["CSE", "--from", "soon"], "--from"),
        (["\x1b[31mred"], "names '?[31mred'"),
    ],
)
def test_errors(capfd: pytest.CaptureFixture[str], demo_output: Path, arguments: list[str], said: str) -> None:
    code, out, err = command(capfd, *arguments, "--graph", demo_output)
    assert (code, out) == (2, "")
    assert said in err
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_a_suggestion_goes_to_standard_error(capfd: pytest.CaptureFixture[str], folder: Path) -> None:
    code, out, err = command(capfd, "exclusions", "--graph", folder)
    assert code == 0
    assert out.startswith("Search for “exclusions”\n")
    assert err == "graphbuild: did you mean Exclusion from school and home education?\n"

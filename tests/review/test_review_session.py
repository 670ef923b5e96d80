"""A conversation: each answer is on the disk before the next question, can be taken back, and is not asked again."""

from __future__ import annotations

import io
import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from reviewing import DAY, asked, entries, typed
from rich.console import Console

from graphbuild.corrections.entries import Better, NotSame, Right, Same, Topic, Wrong
from graphbuild.corrections.writing import Journal
from graphbuild.graph.store import Graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.review import Reading, Session

DEMO = PACKAGE / "demo" / "corpus"
PROGRAM = "import sys; from graphbuild.cli import main; main(sys.argv[1:])"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "corrections.yaml"


def test_yes_and_no_are_written_with_reason_who_and_when(demo_graph: Graph, file: Path) -> None:
    typed(demo_graph, file, "y", "n he told me so", "q")
    one, other = entries(file)
    assert type(one) in (Same, Right)
    assert type(other) in (NotSame, Wrong)
    assert (one.by, one.on.isoformat(), one.because) == ("A. Officer", "2026-03-31", None)
    assert other.because == "he told me so"


def test_each_answer_is_on_the_disk_before_the_next_question(demo_graph: Graph, file: Path) -> None:
    held: list[int] = []

    class Watched(list[str]):
        def __iter__(self) -> Iterator[str]:
            for line in ("y", "n", "s", "y", "q"):
                held.append(len(entries(file)))
                yield line

    typed(demo_graph, file, *Watched())
    assert len(entries(file)) == 3


def test_what_was_answered_is_not_asked_again_and_what_was_skipped_is(demo_graph: Graph, file: Path) -> None:
    before = [q.text for q in asked(demo_graph)]
    typed(demo_graph, file, "y", "s", "n", "q")
    after = [q.text for q in asked(demo_graph, answered=entries(file))]
    assert after == [text for number, text in enumerate(before) if number not in (0, 2)]


def test_back_takes_the_answer_back_and_asks_again(demo_graph: Graph, file: Path) -> None:
    told = typed(demo_graph, file, "y", "b", "n", "q")
    assert told.count("1 of ") == 2
    [entry] = entries(file)
    assert type(entry) in (NotSame, Wrong)


def test_an_answer_in_a_file_that_somebody_changed_is_not_taken_back_and_the_session_goes_on(
    demo_graph: Graph, file: Path
) -> None:
    lines = iter(["y", "b", "y"])

    def read() -> str | None:
        line = next(lines, None)
        if line == "b":
            file.write_text(file.read_text() + "# mine\n")
        return line

    shown = io.StringIO()
    some = asked(demo_graph)[:2]
    Session(some, Reading(demo_graph), Journal(file), Console(file=shown), read, "A. Officer", DAY).run()
    assert "changed by somebody else meanwhile" in shown.getvalue().replace("\n", " ")
    assert len(entries(file)) == len(some)


def test_back_over_a_skipped_question_takes_nothing_back(demo_graph: Graph, file: Path) -> None:
    typed(demo_graph, file, "y", "s", "b", "q")
    assert len(entries(file)) == 1
    assert "This is the first question." in typed(demo_graph, file.with_name("other.yaml"), "b", "q")


def test_a_better_name_leaves_the_question_open(demo_graph: Graph, file: Path) -> None:
    people = [q for q in asked(demo_graph) if q.parts[0].kind == "person" and "same" in q.yes]
    told = typed(demo_graph, file, "r2 Fay Inchbald", "y", some=people[:1])
    better, same = entries(file)
    assert isinstance(better, Better)
    assert (better.name, str(better.of)) == ("Fay Inchbald", people[0].parts[1].called)
    assert isinstance(same, Same)
    assert "will be called Fay Inchbald" in told


def test_a_topic_is_given_to_the_item_of_a_question(demo_graph: Graph, file: Path) -> None:
    of_items = [q for q in asked(demo_graph) if q.item]
    told = typed(demo_graph, file, "t nonsense", "t Prevent", "s", some=of_items[:1])
    [entry] = entries(file)
    assert isinstance(entry, Topic)
    assert (entry.topic, entry.item.meeting is not None) == ("PREVENT", True)
    assert "nonsense is no topic" in told


def test_what_is_not_understood_gets_help(demo_graph: Graph, file: Path) -> None:
    told = typed(demo_graph, file, "perhaps", "r ", "t SEND", "?")
    assert told.count("yes or no; a reason may follow") == 2
    assert not file.exists()


def test_the_evidence_is_shown_in_its_paragraph(demo_graph: Graph, file: Path) -> None:
    some = [q for q in asked(demo_graph) if q.fact and "Waymark Service" in q.text]
    told = " ".join(typed(demo_graph, file, "q", some=some[:1]).split())
    passages = Reading(demo_graph).passages(some[0].fact or "")
    assert passages
    assert " ".join(f"{passages[0].before} {passages[0].sentence}".split()) in told
    assert f"{passages[0].document}" in told


@pytest.mark.slow
def test_every_question_can_be_answered_so_that_the_answer_applies(demo_graph: Graph, tmp_path: Path) -> None:
    """All yes, then all no: what review writes is understood, and applies, by the build."""
    few = asked(demo_graph)[:60]
    for answer in ("y", "n"):
        papers = tmp_path / answer
        shutil.copytree(DEMO, papers)
        typed(demo_graph, papers / "corrections.yaml", *[answer] * len(few), some=few)
        report = build([papers], tmp_path / f"{answer}-out")
        assert [w for w in report.warnings if "contradicts" not in w] == []
        assert report.corrected + len(report.warnings) == len(few)


@contextmanager
def terminal(*arguments: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """The command in a terminal of its own."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
        env={**os.environ, "TERM": "dumb", "COLUMNS": "100", "NO_COLOR": "1"},
        preexec_fn=_controls_terminal,
    )  # fmt: skip
    os.close(theirs)
    try:
        yield ours, process
    finally:
        with suppress(OSError):
            os.close(ours)
        if process.poll() is None:
            process.kill()
        process.wait()


def _controls_terminal() -> None:
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)


def until(descriptor: int, words: str, seconds: float = 60) -> str:
    """What the terminal shows until it shows these words."""
    shown, end = "", time.monotonic() + seconds
    while words not in shown and time.monotonic() < end:
        if select.select([descriptor], [], [], 0.2)[0]:
            try:
                shown += os.read(descriptor, 65536).decode("utf-8", "replace")
            except OSError:
                break
    assert words in shown, shown
    return shown


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A build of documents in a folder of their own."""
    folder = tmp_path_factory.mktemp("review")
    shutil.copytree(DEMO, folder / "papers")
    build([folder / "papers"], folder / "output")
    return folder


@pytest.fixture
def papers(built: Path) -> Iterator[Path]:
    yield built / "papers"
    (built / "papers" / "corrections.yaml").unlink(missing_ok=True)


PROMPT = "for help]"


def test_in_a_terminal_from_the_command_line(built: Path, papers: Path) -> None:
    with terminal("review", "--graph", str(built / "output"), "--by", "J. Example") as (screen, process):
        first = until(screen, PROMPT)
        assert re.search(r"\d+ questions; the answers go to .*corrections\.yaml", " ".join(first.split()))
        os.write(screen, b"y\n")
        until(screen, PROMPT)
        os.write(screen, b"q\n")
        assert "1 answer is in" in until(screen, "to apply it")
        assert process.wait(20) == 0
    [entry] = entries(papers / "corrections.yaml")
    assert entry.by == "J. Example"


@pytest.mark.parametrize("end", ["interrupt", "closed", "end of input", "killed"])
def test_it_can_be_left_at_any_time_without_loss(built: Path, papers: Path, end: str) -> None:
    with terminal("review", "--graph", str(built / "output"), "--under", "0.9") as (screen, process):
        until(screen, PROMPT)
        for _ in range(2):
            os.write(screen, b"n\n")
            until(screen, PROMPT)
        if end == "interrupt":
            os.write(screen, b"\x03")
            assert "2 answers are in" in until(screen, "to apply them")
        elif end == "end of input":
            os.write(screen, b"\x04")
            until(screen, "to apply them")
        elif end == "killed":
            process.send_signal(signal.SIGKILL)
        else:
            os.close(screen)
        process.wait(20)
    assert len(entries(papers / "corrections.yaml")) == 2
    assert not list(papers.glob(".corrections-*"))


@pytest.mark.parametrize("given", ["", "y\n"])
def test_without_a_terminal_it_says_so(built: Path, papers: Path, given: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, "review", "--graph", str(built / "output")],
        input=given, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "there is no terminal to ask them in" in done.stderr
    assert not (papers / "corrections.yaml").exists()


def test_the_file_has_to_be_known(built: Path, tmp_path: Path) -> None:
    shutil.copy(built / "output" / "graph.ttl", tmp_path / "graph.ttl")
    with terminal("review", "--graph", str(tmp_path / "graph.ttl")) as (screen, process):
        assert "name the file: --corrections" in " ".join(until(screen, "--corrections").split())
        assert process.wait(20) == 2

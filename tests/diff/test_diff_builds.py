"""What a rebuild changed, told of real builds: of the demo, and of the demo with a document edited, gone or renamed."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from rich.console import Console

from graphbuild.cli import main
from graphbuild.diff import Diff, diff
from graphbuild.diff.telling import COLUMNS, tell
from graphbuild.graph.store import Graph, open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

DEMO = PACKAGE / "demo" / "corpus"
JUNE, SEPTEMBER = "2014-06-minutes.txt", "2014-09-minutes.txt"


class Rebuilt:
    """The demo's documents and a build of them, to change the one and build again."""

    def __init__(self, folder: Path, built: Path) -> None:
        self.before = open_graph(built)
        self.documents = shutil.copytree(DEMO, folder / "documents")
        self.out = shutil.copytree(built, folder / "output")

    def edit(self, name: str, before: str, after: str) -> None:
        path = self.documents / name
        text = path.read_text("utf-8")
        assert before in text
        path.write_text(text.replace(before, after), "utf-8")

    def graph(self, settings: Settings | None = None) -> Graph:
        build([self.documents], self.out, settings)
        return open_graph(self.out)

    def diff(self) -> Diff:
        return diff(self.before, self.graph())


@pytest.fixture
def rebuilt(tmp_path: Path, demo_output: Path) -> Rebuilt:
    return Rebuilt(tmp_path, demo_output)


def told(found: Diff) -> list[tuple[str, str, str, str]]:
    return [(c.change, c.kind, c.fact, c.was) for c in found.changes]


def test_nothing_changed(demo_graph: Graph) -> None:
    found = diff(demo_graph, demo_graph)
    assert not found
    assert found.changes == ()
    assert found.same > 500
    assert found.summary() == f"no fact changed; {found.same:,} facts stand as before"


def test_a_document_that_is_gone_takes_its_facts_with_it(rebuilt: Rebuilt) -> None:
    (rebuilt.documents / SEPTEMBER).unlink()
    found = rebuilt.diff()
    assert found.documents == {SEPTEMBER: "gone"}
    counts = Counter(c.change for c in found.changes)
    assert counts["lost"] > 50
    assert counts["gained"] == 0
    assert {c.document for c in found.changes if c.change == "lost"} == {SEPTEMBER}
    back = diff(open_graph(rebuilt.out), rebuilt.before)
    assert back.documents == {SEPTEMBER: "new"}
    assert Counter(c.change for c in back.changes)["gained"] == counts["lost"], "the way back gains what was lost"


def test_a_decision_in_other_words_is_changed_and_one_more_name_is_gained(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "That both matters be noted.", "That both matters be noted and published.")
    rebuilt.edit(JUNE, "Bellwood, Farrant,", "Bellwood, Quarrie, Farrant,")
    found = rebuilt.diff()
    assert found.documents == {JUNE: "changed"}
    assert set(told(found)) == {
        ("gained", "attendance", "Councillor Quarrie, present, 18 June 2014", ""),
        (
            "changed",
            "decision",
            "Resolved 10: That both matters be noted and published. (18 June 2014)",
            "text: That both matters be noted. → That both matters be noted and published.",
        ),
        ("gained", "person", "Councillor Quarrie", ""),
    }


def test_a_better_name_is_one_change_and_not_one_of_all_that_is_said(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "Councillor R. Tolliver", "Councillor Rosamund Tolliver")
    found = rebuilt.diff()
    [change] = found.changes
    assert (change.change, change.kind) == ("changed", "person")
    assert "Rosamund Tolliver" in change.fact
    assert "Tolliver" in change.was
    old, new = ((Path(g.location) / "graph.ttl").read_text("utf-8") for g in (rebuilt.before, open_graph(rebuilt.out)))
    assert "attendance/rosamund-tolliver" in new, "IRIs of many facts did change"
    assert "attendance/rosamund-tolliver" not in old


def test_a_date_that_is_mended_is_told_once_and_not_of_all_that_happened_on_that_day(rebuilt: Rebuilt) -> None:
    rebuilt.edit("2024-06-minutes.txt", "25 June 2024", "26 June 2024")
    fact = "Growing Up Well Select Commission, 26 June 2024"
    assert told(rebuilt.diff()) == [("changed", "meeting", fact, "date: 25 June 2024 → 26 June 2024")]


def test_a_date_that_is_mended_where_other_minutes_still_give_the_old_one(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "18th June, 2014", "25th June, 2014")
    found = rebuilt.diff()
    meetings = {change for change in told(found) if change[1] in ("meeting", "item", "decision", "attendance")}
    old = "Growing Up Well Select Commission, 18 June 2014"
    assert meetings == {
        ("changed", "meeting", "Growing Up Well Select Commission, 25 June 2014", "date: 18 June 2014 → 25 June 2014"),
        ("gained", "meeting", old, ""),
        *(("gained", "item", f"Minute {number} of {old}", "") for number in (12, 13, 14)),
    }, "what happened there is as it was; the other minutes speak of a meeting that there was not"
    assert len(found.changes) < 20


def test_a_sentence_is_said_once_with_all_that_rests_on_it(rebuilt: Rebuilt) -> None:
    (rebuilt.documents / SEPTEMBER).unlink()
    found = rebuilt.diff()
    stream = io.StringIO()
    tell(found, Console(file=stream, width=80))
    lines = stream.getvalue().splitlines()
    sentences = [line for line in lines if line.startswith("      “")]
    assert len(sentences) > 20
    assert len(sentences) == len(set(sentences))
    for change in found.changes:
        if change.document == SEPTEMBER:
            end = change.fact.rpartition(" – ")[2]
            assert any(f"- {change.kind}: " in line and end in line for line in lines), f"{change.fact} is not told"
    assert any(" – discusses – " in line and "; " in line for line in lines), "so do claims of one thing"


def test_other_addresses_are_no_change(rebuilt: Rebuilt) -> None:
    found = diff(rebuilt.before, rebuilt.graph(Settings(base="https://data.example.net/")))
    assert not found
    assert found.same > 500


def test_a_renamed_file_is_the_same_document(rebuilt: Rebuilt) -> None:
    (rebuilt.documents / JUNE).rename(rebuilt.documents / "june.txt")
    found = rebuilt.diff()
    assert found.documents == {"june.txt": f"renamed from {JUNE}"}
    assert found.changes == ()
    assert found.elsewhere == 0


def test_a_sentence_that_only_moved_or_was_put_otherwise_changes_no_fact(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "8. DECLARATIONS", "\n\n\n8. DECLARATIONS")
    moved = rebuilt.diff()
    assert (moved.documents, moved.changes, moved.elsewhere) == ({JUNE: "changed"}, (), 0)
    rebuilt.edit(JUNE, "Councillor Penhale liked the plain language", "Councillor Penhale praised the plain language")
    assert rebuilt.diff().changes == ()


def test_files_are_compared_as_folders_are(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "That both matters be noted.", "That both matters be noted and published.")
    of_folders = rebuilt.diff()
    old, new = (
        open_graph(Path(g.location) / n)
        for g, n in ((rebuilt.before, "graph.ttl"), (open_graph(rebuilt.out), "graph.trig"))
    )
    assert diff(old, new) == of_folders


def test_what_a_document_says_is_no_markup(rebuilt: Rebuilt) -> None:
    rebuilt.edit(JUNE, "That both matters be noted.", "That [bold]both[/bold] matters be\x1b[31m noted.")
    stream = io.StringIO()
    tell(rebuilt.diff(), Console(file=stream, width=80))
    assert "[bold]both[/bold]" in stream.getvalue()
    assert "\x1b" not in stream.getvalue()


def test_the_command(rebuilt: Rebuilt, capsys: pytest.CaptureFixture[str]) -> None:
    rebuilt.edit(JUNE, "That both matters be noted.", "That both matters be noted and published.")
    rebuilt.graph()
    old, new = rebuilt.before.location, str(rebuilt.out)

    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as end:
            main(["diff", *arguments])
        return int(end.value.code or 0), *capsys.readouterr()

    code, text, _ = run(old, new)
    assert code == 0
    assert text.splitlines()[:3] == [
        f"{JUNE} (changed)",
        "  ~ decision: Resolved 10: That both matters be noted and published. (18 June 2014)",
        "      text: That both matters be noted. → That both matters be noted and published.",
    ]
    summary = text.splitlines()[-1]
    assert run(old, new, "--summary") == (0, f"{summary}\n", "")
    assert run(old, new, "--summary", "--exit-code")[0] == 1
    assert run(old, old, "--exit-code")[0] == 0
    [row] = json.loads(run(old, new, "--format", "json")[1])
    assert tuple(row) == COLUMNS
    assert row["sentence"] == "That both matters be noted and published."
    texts = rebuilt.documents.joinpath(JUNE).read_text("utf-8")
    assert texts[row["begin"] : row["end"]] == row["sentence"]
    code, printed, said = run(old, new, "--format", "csv")
    assert next(csv.reader(io.StringIO(printed))) == list(COLUMNS)
    assert summary in said
    assert run(old, new, "--format", "md")[1].startswith("| document | change |")
    assert run(old, str(rebuilt.documents / "none"))[0] == 2

"""How well the graphs say what annotations by hand say: by the independent scorer where it is, by our own always."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.evaluate import evaluate, report
from graphbuild.graph.store import Graph, open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE

DEMO_GOLD = PACKAGE / "demo" / "gold"
ANNOTATED = Path(__file__).parent / "annotated"
BASELINE = Path(__file__).parents[1] / "quality" / "annotated.json"
FLOOR, HIGH_FLOOR = 0.5, 0.9
HIGH = {"meetings", "items", "resolutions", "attendance"}
"""Kinds of fact that layouts tell surely."""


def below_their_floor(f1: dict[str, float]) -> dict[str, float]:
    assert set(f1) >= HIGH
    return {kind: value for kind, value in f1.items() if value <= (HIGH_FLOOR if kind in HIGH else FLOOR)}


def scored(scorer: Path, output: Path, gold: Path) -> dict[str, float]:
    """F1 of each kind of fact that the gold has."""
    command = [sys.executable, str(scorer), str(output / "graph.ttl"), "--gold", str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return {kind: row["f1"] for kind, row in json.loads(done.stdout)["kinds"].items() if row["gold"]}


@pytest.mark.corpus
def test_real_documents(scorer: Path, real_output: Path) -> None:
    assert below_their_floor(scored(scorer, real_output, scorer.parent.parent / "gold")) == {}


@pytest.mark.corpus
def test_the_demo_by_the_independent_scorer(scorer: Path, demo_output: Path) -> None:
    assert below_their_floor(scored(scorer, demo_output, DEMO_GOLD)) == {}


def test_minutes_that_were_annotated_unseen_are_read_as_well_as_they_were(tmp_path: Path) -> None:
    """Eight made-up ones, whose writers knew nothing of the program; what is lost there, other councils lose."""
    build(sorted(ANNOTATED.glob("*.txt")), tmp_path / "output")
    _, lost = report.changes(evaluate(open_graph(tmp_path / "output"), ANNOTATED), BASELINE)
    assert not lost


def test_the_demo_by_our_own_score(demo_graph: Graph) -> None:
    scores = evaluate(demo_graph, DEMO_GOLD)
    assert below_their_floor({s.kind: s.total.f1 for s in scores if s.total.gold}) == {}

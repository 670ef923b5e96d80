"""The score of the demo against its gold, the scorer's own figures, and what an earlier score is compared with."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.evaluate import Score, evaluate, macro, report
from graphbuild.graph.store import Graph, open_graph
from graphbuild.resources import PACKAGE

GOLD = PACKAGE / "demo" / "gold"
SCORER = Path(__file__).parents[3] / "shared" / "score" / "score.py"
BASELINE = Path(__file__).parents[1] / "quality" / "demo.json"


@pytest.fixture(scope="module")
def scores(demo_graph: Graph) -> list[Score]:
    return evaluate(demo_graph, GOLD)


def test_the_demo_is_as_good_as_it_was(scores: list[Score]) -> None:
    _, lost = report.changes(scores, BASELINE)
    assert not lost


@pytest.mark.corpus
@pytest.mark.skipif(not SCORER.exists(), reason="../shared/score is not there")
def test_the_figures_are_those_of_the_scorer(scores: list[Score], demo_output: Path) -> None:
    command = [sys.executable, str(SCORER), str(demo_output / "graph.ttl"), "--gold", str(GOLD), "--json"]
    theirs = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = json.loads(report.to_json(scores))
    assert ours == theirs


def test_by_document_and_rule_the_counts_add_up(scores: list[Score]) -> None:
    for score in scores:
        assert sum(t.hits for t in score.documents.values()) == score.total.hits
        assert sum(t.gold for t in score.documents.values()) == score.total.gold
        assert sum(n["hits"] for n in score.rules.values()) == score.total.hits, score.kind
        assert len(score.missed) >= score.total.gold - score.total.hits or score.kind == "resolution action"


def test_a_graph_of_other_documents_scores_nothing(tmp_path: Path, scores: list[Score]) -> None:
    (tmp_path / "other.ttl").write_text("<urn:a> a <urn:b> .")
    nothing = evaluate(open_graph(tmp_path / "other.ttl"), GOLD)
    assert macro(nothing) == 0.0
    assert {s.kind for s in nothing} == {s.kind for s in scores}
    assert all(s.total.found == 0 for s in nothing)


def test_what_was_missed_is_in_words(demo_graph: Graph, tmp_path: Path) -> None:
    gold = json.loads((GOLD / "2014-06-minutes.json").read_text("utf-8"))
    gold["organisations"] = [{"name": "Guild of Lamplighters"}]
    (tmp_path / "2014-06-minutes.json").write_text(json.dumps(gold), "utf-8")
    lines = report.missed(evaluate(demo_graph, tmp_path), "organisations")
    assert lines[:2] == ["missed (1):", "  2014-06-minutes: Guild of Lamplighters"]
    assert any("Lantern Row" in line for line in lines[2:])


def test_an_optional_fact_counts_for_nothing(demo_graph: Graph, tmp_path: Path) -> None:
    (tmp_path / "2014-06-minutes.json").write_text(json.dumps({"people": []}))
    without = next(s for s in evaluate(demo_graph, tmp_path) if s.kind == "people").total.found
    optional = {"people": [{"name": "Tolliver", "optional": True}]}
    (tmp_path / "2014-06-minutes.json").write_text(json.dumps(optional))
    people = next(s for s in evaluate(demo_graph, tmp_path) if s.kind == "people")
    assert (people.total.gold, people.total.found) == (0, without - 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "is no gold annotation"),
        ('{"people": [{"title": "Mr"}]}', "Field required at people.0.name"),
    ],
)
def test_gold_that_is_none(demo_graph: Graph, tmp_path: Path, content: str, words: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(GraphbuildError, match=words):
        evaluate(demo_graph, tmp_path)


def test_a_folder_without_gold(demo_graph: Graph, tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="holds no gold annotations"):
        evaluate(demo_graph, tmp_path)


def test_a_loss_beyond_the_tolerance_is_told(scores: list[Score], tmp_path: Path) -> None:
    earlier = json.loads(report.to_json(scores))
    earlier["kinds"]["people"]["f1"] += 0.02
    earlier["kinds"]["items"]["f1"] -= 0.02
    (tmp_path / "earlier.json").write_text(json.dumps(earlier))
    lines, lost = report.changes(scores, tmp_path / "earlier.json")
    assert lost == ["people"]
    assert any(line.startswith("items: ") and line.endswith("(+0.020)") for line in lines)


def test_an_earlier_score_that_is_none(scores: list[Score], tmp_path: Path) -> None:
    (tmp_path / "earlier.json").write_text("[]")
    with pytest.raises(GraphbuildError, match="is no earlier score"):
        report.changes(scores, tmp_path / "earlier.json")

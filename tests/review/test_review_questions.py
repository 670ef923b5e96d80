"""What is asked: pairs that linking left open or joined on thin grounds, facts under a confidence; and what is not."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from barchester import minutes
from reviewing import asked, entries

from graphbuild.graph.store import Graph, open_graph
from graphbuild.link.names import parse
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.review import likeness
from graphbuild.review.asking import questions
from graphbuild.review.reading import Reading

DOUBTED = (
    ("Jo Hall", "Joanne Hall"),
    ("J. Hall", "Jo Hall"),
    ("Hall", "Jo Hall"),
    ("Joanna Hall", "Johanna Hall"),
    ("Beth Thackery", "Beth Thackeray"),
)
SURE = (
    ("Jo Hall", "Ann Hall"),
    ("J. Hall", "Ann Hall"),
    ("Jo Hall", "Jo Ember"),
    ("J. Hall", "J. Hill"),
    ("Hall", "Hill"),
    ("Jo Hall", "Ann Hill"),
)


@pytest.mark.parametrize(("one", "other"), DOUBTED)
def test_two_that_may_be_one_are_doubted_either_way_round(one: str, other: str) -> None:
    certainty = likeness.people_apart(parse(one), parse(other))
    assert certainty is not None
    assert 0 < certainty < 0.7
    assert likeness.people_apart(parse(other), parse(one)) == certainty


@pytest.mark.parametrize(("one", "other"), SURE)
def test_two_that_are_two_are_not_asked_about(one: str, other: str) -> None:
    assert likeness.people_apart(parse(one), parse(other)) is None


@pytest.mark.parametrize(
    ("one", "other", "doubted"),
    [
        ("Health, Safety and Welfare Panel", "Welfare, Health and Safety Panel", True),
        ("Fostering Sufficiency Strategy", "Fostering Sufficient Strategy", True),
        ("BSCB", "Barchester Safeguarding Children Board", True),
        ("SEND Strategy 2014-2017", "SEND Strategy 2018-2021", False),
        ("Corporate Parenting Board", "Health and Wellbeing Board", False),
        ("Head of Finance", "Head of Inclusion", False),
        ("Lantern Row", "Osier Bank", False),
    ],
)
def test_names_of_other_things(one: str, other: str, doubted: bool) -> None:
    assert (likeness.things_apart(one, other) is not None) is doubted


@pytest.mark.parametrize(
    ("best", "form", "doubted"),
    [
        ("The Quarto System", "Lantern Row", True),
        ("Department for Education", "DfE", False),
        ("Department for Education", "the Department", False),
        ("Barchester Borough Council", "BBC", False),
        ("Waymark Service", "Waymark", False),
    ],
)
def test_forms_that_were_joined(best: str, form: str, doubted: bool) -> None:
    assert (likeness.things_together(best, form) is not None) is doubted


def folder_of(tmp_path: Path, *present: str) -> Path:
    papers = tmp_path / "papers"
    papers.mkdir()
    for year, those in enumerate(present, start=2015):
        text = minutes(("LETTINGS", "Members met."), ("REPAIRS", "None."), present=those, date=f"3rd March, {year}")
        (papers / f"{year}-03-minutes.txt").write_text(text, encoding="utf-8")
    return papers


def merges(papers: Path) -> list[str]:
    out = papers.with_name("out")
    build([papers], out)
    found = questions(Reading(open_graph(out)), 0.7, entries(papers / "corrections.yaml"))
    return [q.text for q in found if not q.fact]


PRESENT = (
    "Councillor Joanna Hale (in the Chair); Councillors Osgood and Quill.",
    "Councillor Beth Hale (in the Chair); Councillors Osgood and Quill.",
    "Councillor Hale (in the Chair); Councillors Osgood and Quill.",
)


def test_a_surname_that_is_of_one_of_two_is_asked_for_both(tmp_path: Path) -> None:
    assert merges(folder_of(tmp_path, *PRESENT)) == [
        "Are these one person: Councillor Beth Hale and Councillor Hale?",
        "Are these one person: Councillor Hale and Councillor Joanna Hale?",
    ]


def test_who_sat_in_one_meeting_is_not_asked_about(tmp_path: Path) -> None:
    both = "Councillor William Hale (in the Chair); Councillors Quill, Osgood and Bill Hale."
    assert merges(folder_of(tmp_path, both)) == []


@pytest.mark.slow
@pytest.mark.parametrize("answer", ["same", "not_same"])
def test_an_answer_settles_it_after_the_next_build_too(tmp_path: Path, answer: str) -> None:
    papers = folder_of(tmp_path, *PRESENT)
    pair = "[Councillor Hale, Councillor Joanna Hale]"
    text = f"- {answer}: {pair}\n  kind: person\n  by: A. Officer\n  on: 2026-03-31\n"
    (papers / "corrections.yaml").write_text(text, encoding="utf-8")
    # Once the surname is not the one's, linking gives it to the other, which is asked about in turn.
    told = {"same": [], "not_same": ["Is this one person under two names: Beth Hale and Hale?"]}
    assert merges(papers) == told[answer]


def test_the_most_doubtful_come_first_and_none_is_as_sure_as_asked_for(demo_graph: Graph) -> None:
    for under in (0.5, 0.7, 0.9, 1.0):
        sure = [q.certainty for q in asked(demo_graph, under)]
        assert sure == sorted(sure)
        assert all(certainty < under for certainty in sure)
    assert len(asked(demo_graph, 1.0)) > len(asked(demo_graph, 0.7)) > 0


def test_facts_are_named_as_people_would(demo_graph: Graph) -> None:
    said = [q.yes["right"] for q in asked(demo_graph) if q.fact]
    assert ["University of Barset", "evaluates", "Waymark Service"] in said
    assert [{"meeting": "2014-06-18", "number": "12"}, "discusses", "Dunstane Trust"] in said


@pytest.mark.slow
def test_a_fact_is_not_asked_again_under_a_better_name(tmp_path: Path) -> None:
    papers = tmp_path / "papers"
    shutil.copytree(PACKAGE / "demo" / "corpus", papers)
    text = """
- name: University of Barsetshire
  of: University of Barset
  by: A. Officer
  on: 2026-03-31
- right: [University of Barset, evaluates, Waymark Service]
  by: A. Officer
  on: 2026-03-31
"""
    (papers / "corrections.yaml").write_text(text, encoding="utf-8")
    build([papers], tmp_path / "out")
    found = questions(Reading(open_graph(tmp_path / "out")), 1.0, entries(papers / "corrections.yaml"))
    assert not [q.text for q in found if "evaluates" in q.text]


def test_who_never_sat_together_is_asked_about(tmp_path: Path) -> None:
    """The counter-example to the one above: in two documents, linking makes them one on a short form alone."""
    present = (f"Councillor {n} Hale (in the Chair); Councillors Quill and Osgood." for n in ("William", "Bill"))
    assert merges(folder_of(tmp_path, *present)) == ["Is this one person under two names: William Hale and Bill Hale?"]

"""What the demo has no case of, on a small graph made up for it."""

from __future__ import annotations

import harbour
import pytest

from graphbuild.graph.store import Graph
from graphbuild.trace import outcomes
from graphbuild.trace.records import Outcome, Story, Why
from graphbuild.trace.story import tell


@pytest.fixture(scope="module")
def graph() -> Graph:
    return harbour.graph()


@pytest.fixture(scope="module")
def story(graph: Graph) -> Story:
    return tell(graph, "https://example.org/id/topic/PIER")


def test_a_meeting_may_have_a_month_for_a_date(story: Story) -> None:
    assert [year.year for year in story.years] == [2001, 2003]
    assert [meeting.date for meeting in story.years[0].meetings] == ["2001-03", "2001-05-02"]


def test_clauses_are_in_the_order_of_their_numbers(story: Story) -> None:
    assert [decision.clause for decision in story.items[0].decisions] == ["2", "9", "10"]


def test_an_agenda_and_its_minutes_have_an_item_once(story: Story) -> None:
    pier = story.years[0].meetings[1].items
    assert [item.title for item in pier] == ["THE PIER"]
    assert len(pier[0].decisions) == 1


def test_of_an_item_with_one_decision_on_the_topic_only_that_is_told(story: Story) -> None:
    other = story.items[-1]
    assert (other.title, other.why) == ("Other Matters", Why.DECISION)
    assert [decision.text for decision in other.decisions] == ["That the pier be painted."]


def test_a_time_that_is_the_earliest_is_never_overdue(story: Story) -> None:
    by_clause = {decision.clause: decision for decision in story.items[0].decisions}
    assert by_clause["9"].outcome is Outcome.OPEN
    assert by_clause["2"].outcome is Outcome.ANSWERED
    assert [(answer.place.title, answer.in_time) for answer in by_clause["2"].answers] == [("The Plan", False)]


def test_what_is_denied_is_no_part_in_anything(story: Story) -> None:
    assert [one.label for one in story.years[0].entering] == ["Mole Street Trust"]
    assert not any(year.parts for year in story.years)


@pytest.mark.parametrize(
    ("due", "text", "by"),
    [
        ("2015-03", "by the end of March, 2015", "2015-03"),
        ("", "by Easter, 2015", "2015"),
        ("", "in 2015/16", ""),
        ("", "when tenders had been opened", ""),
        ("2021-05", "after May 2021", ""),
        ("", "", ""),
    ],
)
def test_the_time_by_which(due: str, text: str, by: str) -> None:
    assert outcomes.term(due, text) == by


@pytest.mark.parametrize(
    ("date", "other", "is_after"),
    [
        ("2019-03-05", "2019-03", False),
        ("2019-04-01", "2019-03", True),
        ("2019-03", "2019-03-05", False),
        ("2019-03-06", "2019-03-05", True),
        ("2020-01-01", "2019", True),
        ("2019-12-31", "2019", False),
    ],
)
def test_a_day_is_not_after_its_own_month(date: str, other: str, is_after: bool) -> None:
    assert outcomes.after(date, other) is is_after

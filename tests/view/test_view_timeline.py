from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any, NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stories import BODY, answered, decision, item, link, meeting, named, place, sighting, story

from graphbuild.trace.records import Outcome, Story
from graphbuild.view import routes
from graphbuild.view.text import width
from graphbuild.view.timeline import (
    AT_MOST,
    BESIDE,
    FONT,
    GAP_YEAR,
    LINE,
    MARGIN,
    ROOM,
    STUB,
    WIDEST,
    Mark,
    Span,
    Timeline,
    draw,
)


class Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def covers(self, other: Box) -> bool:
        return not (
            self.right <= other.left
            or other.right <= self.left
            or self.bottom <= other.top
            or other.bottom <= self.top
        )  # fmt: skip


def mark_box(mark: Mark) -> Box:
    """Where the words beside a mark are."""
    rows = [*mark.rows, *mark.note]
    long = max([width(row) for row in mark.rows] + [1.08 * width(row) for row in mark.note])
    left, top = mark.x + BESIDE, mark.y - 7
    return Box(left, top, left + long * FONT, top + len(rows) * LINE)


def span_boxes(span: Span) -> tuple[Box, Box]:
    """Where the words and the bar or dot of a span are."""
    words = Box(span.at, span.label_y - 9, span.at + width(span.label) * FONT, span.label_y + 3)
    return words, Box(span.xs[0] - 4.5, span.y - 4.5, span.xs[-1] + 4.5, span.y + 4.5)


def corners(path: str) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", path)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def legs(path: str) -> list[Box]:
    """The straight pieces of a line; its corners as if they were not round."""
    return [
        Box(min(x1, x2), min(y1, y2), max(x1, x2) + 0.1, max(y1, y2) + 0.1)
        for (x1, y1), (x2, y2) in pairwise(corners(path))
    ]


def marks(timeline: Timeline) -> dict[str, Mark]:
    return {mark.iri: mark for mark in timeline.marks}


@pytest.fixture
def told() -> Story:
    """A request that is answered three years later, and pointers at what no document holds."""
    asked = meeting(
        "2014-06-11",
        item(
            "i1",
            "12",
            "The West Pier",
            decision("d1", "That it be painted.", "1"),
            decision("d2", "That the cost be reported.", "2", **answered("2017-09-12", in_time=False)),
            presented_by=[named("Amara Blythe")],
        ),
    )
    came = meeting(
        "2017-09-12",
        item(
            "i2",
            "29",
            "What the pier costs",
            decision("d3", "That the Harbour Master sell tickets.", outcome=Outcome.OVERDUE),
            decision("d4", "That a band be asked for.", "2", outcome=Outcome.OPEN),
            presented_by=[named("Amara Blythe"), named("Chair of the Trust")],
        ),
    )
    later, earlier = place("i2", "2017-09-12", "29"), place("i1", "2014-06-11", "12")
    outside = place("stub", "2016-03", "4", recorded=False)
    cabinet = place("meeting 2017-05-01", "2017-05-01", body="Cabinet", recorded=False)
    return story(
        [came, asked],
        [sighting("Lantern Trust", "organisation", [asked, came]), sighting("Ferry", "service", [came])],
        [link(later, earlier, "d2"), link(later, earlier, "d2", follows=False), link(later, outside)],
        [link(later, cabinet, follows=False)],
    )


@pytest.fixture
def drawing(told: Story) -> Timeline:
    return draw(told, {"Amara Blythe": "person", "Chair of the Trust": "post"})


def test_meetings_stand_in_the_order_of_time(drawing: Timeline) -> None:
    assert [words for _, words in drawing.dates] == ["11 June 2014", "March 2016", "1 May 2017", "12 September 2017"]
    assert [x for x, _ in drawing.dates] == sorted(x for x, _ in drawing.dates)
    at = marks(drawing)
    assert at["i1"].x == at["d1"].x == at["d2"].x < at["stub"].x < at["meeting 2017-05-01"].x < at["i2"].x == at["d3"].x


def test_years_without_a_meeting_are_narrow(drawing: Timeline) -> None:
    assert [band.title for band in drawing.years] == ["2014", "2015", "2016", "2017"]
    assert all(one.end == other.begin for one, other in pairwise(drawing.years))
    wide = {band.title: band.end - band.begin for band in drawing.years}
    assert wide["2015"] == GAP_YEAR
    assert wide["2016"] == STUB
    assert wide["2014"] == wide["2017"] - STUB
    at = marks(drawing)
    inside = {"2014": "i1", "2016": "stub", "2017": "i2"}
    assert all(band.begin < at[inside[band.title]].x < band.end for band in drawing.years if band.title in inside)


def test_what_is_only_pointed_at_is_hollow(drawing: Timeline) -> None:
    hollow = {mark.iri: mark for mark in drawing.marks if mark.hollow}
    assert {iri: (mark.kind, mark.rows) for iri, mark in hollow.items()} == {
        "stub": ("item", ("Minute 4",)),
        "meeting 2017-05-01": ("meeting", ("Cabinet",)),
    }
    assert hollow["stub"].title == "Minute 4 of March 2016, which is not on record"


def test_what_answers_outside_of_the_story_is_drawn_and_not_hollow(told: Story) -> None:
    schedule = place("i9", "2018-01-10", "9", "Monitoring of Recommendations")
    answer = link(schedule, place("i2", "2017-09-12", "29"), "d4")
    drawing = draw(story([one for year in told.years for one in year.meetings], links=[answer]), {})
    mark = marks(drawing)["i9"]
    assert (mark.kind, mark.hollow, mark.title) == ("item", False, "9 Monitoring of Recommendations, 10 January 2018")
    assert " ".join(mark.rows).startswith("9 Monitoring")
    assert [(thread.earlier, thread.later) for thread in drawing.threads] == [("d4", "i9")]
    assert drawing.years[-1].end - drawing.years[-1].begin == STUB


def test_a_meeting_of_the_same_body_is_not_named_after_it(told: Story) -> None:
    pointer = link(place("i2", "2017-09-12"), place("meeting 2015-01-01", "2015-01-01", body=BODY, recorded=False))
    drawing = draw(story(told.years[0].meetings, missing=[pointer]), {})
    assert marks(drawing)["meeting 2015-01-01"].rows == ("Meeting",)


def test_threads_go_from_a_request_to_what_answered_it(drawing: Timeline) -> None:
    at = marks(drawing)
    assert [(thread.earlier, thread.later) for thread in drawing.threads] == [
        ("d2", "i2"),
        ("stub", "i2"),
        ("meeting 2017-05-01", "i2"),
    ]
    answer, _, pointer = drawing.threads
    assert answer.title == f"{at['i2'].title} goes on from {at['d2'].title}"
    assert f" refers to {at['meeting 2017-05-01'].title}" in pointer.title
    for thread in drawing.threads:
        (x1, y1), *_, (x2, y2) = corners(thread.path)
        begin, end = at[thread.earlier], at[thread.later]
        assert (x1, y1) == (begin.x, begin.y + routes.LOWER), "hidden behind the mark that it begins from"
        assert (x2, y2) == (end.x - routes.REACH, end.y)


def test_what_became_of_a_decision_is_written_below_it(drawing: Timeline) -> None:
    at = marks(drawing)
    assert at["d1"].note == ()
    assert (" ".join(at["d2"].note), at["d2"].late) == ("answered 12 September 2017, late", False)
    assert (" ".join(at["d3"].note), at["d3"].late) == ("overdue, not seen again", True)
    assert (" ".join(at["d4"].note), at["d4"].late) == ("not seen again", True)
    assert at["d2"].title.startswith("Decision 12(2) That the cost be reported., 11 June 2014: answered")


@pytest.mark.parametrize(
    ("known", "note", "late"),
    [
        ({"outcome": Outcome.NOTHING_ASKED}, "", False),
        (answered("2015-02-01", in_time=None), "answered 1 February 2015", False),
        (answered("2015-02-01", in_time=True) | {"action": "approve"}, "taken up 1 February 2015, in time", False),
        ({"outcome": Outcome.OPEN}, "not seen again", True),
        (
            {"outcome": Outcome.OVERDUE, "perhaps": (place("x", "2015-03-01", "4"),)},
            "perhaps answered 1 March 2015, not on record",
            False,
        ),
    ],
)
def test_what_became_of_a_decision_is_said_in_few_words(known: dict[str, Any], note: str, late: bool) -> None:
    held = meeting("2014-06-11", item("i", "1", "The pier", decision("d", "That it be painted.", **known)))
    mark = marks(draw(story([held]), {}))["d"]
    assert (" ".join(mark.note), mark.late) == (note, late)
    last = marks(draw(replace(story([held]), until="2014-06-11"), {}))["d"]
    assert last.note == (("nothing later on record",) if note == "not seen again" else mark.note)


def test_spans_are_from_first_to_last_sighting(drawing: Timeline) -> None:
    at, spans = marks(drawing), {span.iri: span for span in drawing.spans}
    assert spans["Lantern Trust"].xs == spans["Amara Blythe"].xs == (at["i1"].x, at["i2"].x)
    assert spans["Ferry"].xs == spans["Chair of the Trust"].xs == (at["i2"].x,)
    assert {iri: span.kind for iri, span in spans.items()} == {
        "Lantern Trust": "organisation",
        "Ferry": "undertaking",
        "Amara Blythe": "person",
        "Chair of the Trust": "post",
    }
    assert spans["Lantern Trust"].title == "Lantern Trust, 11 June 2014 to 12 September 2017"


def test_lanes_follow_each_other_and_hold_what_is_theirs(drawing: Timeline) -> None:
    assert [lane.title for lane in drawing.lanes] == ["Items", "Decisions", "Organisations", "Services", "People"]
    assert all(one.end == other.begin for one, other in pairwise(drawing.lanes))
    assert drawing.lanes[-1].end == drawing.height
    lanes = {lane.title: lane for lane in drawing.lanes}
    for mark in drawing.marks:
        lane = lanes["Decisions" if mark.kind == "decision" else "Items"]
        assert lane.begin < mark_box(mark).top < mark_box(mark).bottom < lane.end
    kinds = {"organisation": "Organisations", "undertaking": "Services", "person": "People", "post": "People"}
    for span in drawing.spans:
        lane = lanes[kinds[span.kind]]
        assert all(lane.begin <= box.top and box.bottom <= lane.end for box in span_boxes(span))


def test_a_few_meetings_fill_the_room_and_no_column_is_too_wide(told: Story) -> None:
    one = draw(story(told.years[0].meetings), {})
    assert one.width == pytest.approx(MARGIN + WIDEST + 6)
    dates = [f"{year}-01-01" for year in (2014, 2015, 2016)]
    three = draw(story([meeting(date, item(date, "1", "The pier")) for date in dates]), {})
    assert three.width == pytest.approx(ROOM + 6)


def test_a_story_without_meetings_is_an_empty_drawing() -> None:
    drawing = draw(story([]), {})
    assert (drawing.marks, drawing.spans, drawing.threads, drawing.years, drawing.lanes) == ((), (), (), (), ())


def test_spans_that_are_never_at_the_same_time_share_a_row() -> None:
    held = [meeting(f"{year}-01-01", item(f"i{year}", "1", "The pier")) for year in range(2001, 2007)]
    seen = [
        sighting("Early", "organisation", held[:2]),
        sighting("Late", "organisation", held[4:]),
        sighting("Always", "organisation", held),
    ]
    rows = {span.iri: span.y for span in draw(story(held, seen), {}).spans}
    assert rows["Early"] == rows["Late"] != rows["Always"]


def test_those_seen_most_often_are_drawn_and_the_others_counted() -> None:
    held = [meeting(f"{year}-01-01", item(f"i{year}", "1", "The pier")) for year in range(2001, 2004)]
    often = [sighting(f"Often {number}", "organisation", held) for number in range(AT_MOST - 5)]
    once = [sighting(f"Once {number}", "organisation", held[:1]) for number in range(12)]
    drawing = draw(story(held, once + often), {})
    assert drawing.left_out == 7
    assert len(drawing.spans) == AT_MOST
    assert {one.iri for one in often} <= {span.iri for span in drawing.spans}


WORDS = st.text(max_size=12) | st.sampled_from(["Commission", "of", "W" * 40, "会议会议", "\u202eturned", "</text>"])
TITLES = st.lists(WORDS, max_size=14).map(" ".join)
ITEMS = st.lists(st.tuples(TITLES, st.lists(TITLES, max_size=3)), min_size=1, max_size=3)
DATES = st.integers(2000, 2006).flatmap(lambda year: st.integers(1, 12).map(lambda month: f"{year}-{month:02}-01"))


@st.composite
def stories(draw_from: st.DrawFn) -> Story:
    """Meetings with items and decisions that go on from each other and from what is on no record."""
    held = []
    for date in sorted(draw_from(st.lists(DATES, unique=True, min_size=1, max_size=6))):
        items = [
            item(
                f"{date}/{number}",
                str(number),
                title,
                *(
                    decision(f"{date}/{number}/{clause}", text, str(clause), **answered("2010-01-01", in_time=True))
                    for clause, text in enumerate(decisions)
                ),
            )
            for number, (title, decisions) in enumerate(draw_from(ITEMS))
        ]
        held.append(meeting(date, *items))
    some = st.lists(st.sampled_from(held), unique=True, min_size=1).map(
        lambda chosen: sorted(chosen, key=lambda m: m.date)
    )
    kinds = st.sampled_from(["organisation", "service"])
    seen = [
        sighting(f"{number} {draw_from(TITLES)}", draw_from(kinds), draw_from(some))
        for number in range(draw_from(st.integers(0, 8)))
    ]
    places = [(place(one.iri, m.date), [d.iri for d in one.decisions]) for m in held for one in m.items]
    places += [(place(f"stub {date}", date, "7", recorded=False), []) for date in ("2001-05", "2003-02-02")]
    links = []
    for later, (earlier, decisions) in draw_from(
        st.lists(st.tuples(st.sampled_from([one for one, _ in places[:-2]]), st.sampled_from(places)), max_size=6)
    ):
        links.append(link(later, earlier, draw_from(st.sampled_from(["", *decisions]))))
    return story(held, seen, links)


@settings(max_examples=60, deadline=None)
@given(stories())
def test_nothing_covers_anything_and_no_line_crosses_words(told: Story) -> None:
    drawing = draw(told, {})
    written = [mark_box(mark) for mark in drawing.marks]
    for one, other in combinations(written + [box for span in drawing.spans for box in span_boxes(span)], 2):
        assert not one.covers(other)
    for box in written:
        assert box.right <= drawing.width
    for thread in drawing.threads:
        assert not [box for box in written for leg in legs(thread.path) if leg.covers(box)]
        assert all(drawing.dates[0][0] - 40 <= x <= drawing.width and y > 40 for x, y in corners(thread.path))


@given(st.lists(st.tuples(st.floats(0, 2000), st.floats(0, 2000))))
def test_no_two_lines_share_a_piece_of_a_track(spans: list[tuple[float, float]]) -> None:
    found = routes.tracks(spans)
    for (one, track), (other, same) in combinations(zip(map(sorted, spans), found, strict=True), 2):
        assert track != same or one[1] < other[0] - routes.LEAVES or other[1] < one[0] - routes.LEAVES
    assert len(set(found)) == max(found, default=-1) + 1

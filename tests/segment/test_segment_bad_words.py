"""Dates that there are not, lists that expressions once tried in all ways, and names in other scripts."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import Any

import pytest
from segmenting import segmented

from graphbuild import dates
from graphbuild.codes import EntityKind
from graphbuild.errors import NoMeetingFound
from graphbuild.extract import extract
from graphbuild.extract.presenters import _phrases
from graphbuild.extract.speakers import _TAKES_PART
from graphbuild.inspection import inspect_source
from graphbuild.model import Source
from graphbuild.settings import Settings

BELOW = (
    "\n\nPresent: Cllr Hall\n\n1. Apologies\n\nNone.\n\n2. Roads\n\nResolved: That they be mended by 31 June 2021.\n"
)


def source(text: str) -> Source:
    return Source(slug="made-up", name="made-up.txt", sha256="0" * 64, text=text)


@pytest.mark.parametrize("day", ["31 June 2020", "30th February 2020", "31/06/2020", "2020-02-30", "February 30, 2021"])
def test_a_date_that_does_not_exist_is_named(day: str) -> None:
    assert dates.impossible(f"held on {day} at noon") == day
    seen = inspect_source(source(f"ODDLE PARISH COUNCIL\nHeld on {day}{BELOW}"), Settings())
    assert f"there is no {day}" in seen.problem


def test_a_date_that_exists_is_not() -> None:
    assert dates.impossible("29 February 2020 and 28 February 2021") is None


def test_of_a_due_date_that_does_not_exist_only_the_month_is_taken() -> None:
    findings = extract(source(f"ODDLE PARISH COUNCIL\n12 May 2020{BELOW}"), Settings())
    (resolution,) = findings.facts.resolutions
    assert (resolution.due, "31 June 2021" in resolution.text) == ("2021-06", True)


def test_of_two_dates_that_contradict_each_other_one_is_taken() -> None:
    record = segmented(f"ODDLE PARISH COUNCIL\nHeld on Monday 12 May 2020\n\nDate: 13 May 2020{BELOW}")
    assert [meeting.date for meeting in record.meetings] == ["2020-05-13"]


def test_names_in_welsh_gaelic_and_urdu_script(pipeline: Any) -> None:
    present = "Cllr Siân Llŷr, Cllr Gwenllïan ap Hywel, Cllr Màiri NicOddle, Cllr Seán Ó Wexford and Cllr شبنم خان"
    text = f"CYNGOR CYMUNED ODDLE COMMUNITY COUNCIL\n12 May 2020\n\nPresent: {present}\n\n1. Apologies\n\nNone.\n"
    findings = extract(source(text), Settings())
    names = {mention.key: mention.name for mention in findings.mentions}
    attended = {names[one.attendee] for one in findings.facts.attendances}
    assert attended == {"Siân Llŷr", "Gwenllïan ap Hywel", "Màiri NicOddle", "Seán Ó Wexford", "شبنم خان"}
    people = [mention for mention in findings.mentions if mention.kind is EntityKind.PERSON]
    assert all(one.name in text[passage.begin : passage.end] for one in people for passage in one.evidence)


@pytest.mark.parametrize("times", [50, 400])
def test_long_lists_of_people_are_read_in_one_way(times: int) -> None:
    begun = time.process_time()
    _TAKES_PART.search("⟪1P⟫" + ", and ⟪2P⟫" * times + " x")
    for _, phrase in _phrases():
        phrase.search("welcomed " + "⟪1P⟫ (a), the ⟪1J⟫, and The " * times + "x")
    assert time.process_time() - begun < 5


@pytest.mark.parametrize("comma", [", ", ",", " ,", ", and "])
def test_a_heading_of_commas_is_read_in_one_way(comma: str) -> None:
    begun = time.process_time()
    with suppress(NoMeetingFound):
        segmented(f"Held remotely at aaa{comma * 5_000}\nODDLE PARISH COUNCIL\n12 May 2020{comma * 40}{BELOW}")
    assert time.process_time() - begun < 2

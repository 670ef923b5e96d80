"""Documents are hostile input: whatever their text, extraction and linking end well or find no meeting."""

from __future__ import annotations

import pytest
from barchester import minutes, read
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from linking import records

from graphbuild.errors import NoMeetingFound
from graphbuild.link import link
from graphbuild.model import Corpus

FRAGMENTS = (
    "Present:- |Councillors Hale, Quill and T. Blythe|Councillor J. Hale (in the Chair)|Apologies were received from |"
    "Mrs. |Resolved: - |(1) That the report be noted.|(2) |That |the Head of Housing|be asked to report by |"
    "3rd March, 2015|31st February, 2015|within 5 weeks|£45,000|£2.1m|£3-4 million|1. APOLOGIES.|2. LETTINGS.|"
    "3. HARBOUR SERVICE.|12. |BARCHESTER CHILDREN'S PANEL|Cabinet|HOUSING COMMITTEE|Barchester Borough Council|"
    "Further to Minute No. 12 of the meeting held on 2nd December, 2014, |declared a personal interest in item 2 as |"
    "she was a trustee of the Lantern Trust|left the meeting|took the Chair|for the remainder of the meeting|"
    "was in attendance for items 2 to 3|Special Educational Needs (SEND)|(CSE)|provided by |the Lantern Trust|"
    "the Harbour Outreach Service|moved by |seconded by |carried by 6 votes to 2|"
    "The next meeting would be held on 7th April, 2015|Members of the Committee:|Agenda|Report title|Recommendations|"
    "REPORT TO:|votes for|12 votes against|in 9000 years|Lead officer|In attendance:|Venue: |Signed|"
    "view the full minutes text for item 62.|PDF 97 KB"
).split("|")
MARKS = ["\n", "\n\n", "\f", "\t", " ", *"|,**,# ,- ,· ,<p>,</table>,(,),; ,. ".split(",")]
OWN = ["⟪", "⟫", "⟪7P⟫", "⟪0O⟫"]
"""What extraction itself marks names with."""
ODD = ["\u00ad", "\u200b", "\x00", "\\", "9" * 40, "a" * 99, *"Zoë É İ ßT ﬁN ٣ ² 😀 &lt; [x](y) {0} %s".split()]
TEXTS = st.lists(st.sampled_from([*FRAGMENTS, *MARKS, *OWN, *ODD]), min_size=3, max_size=50).map(" ".join)


def linked(text: str) -> Corpus:
    """The corpus of one document, checked: each passage lies inside the text."""
    corpus = link([read(text)])
    for record in records(corpus):
        assert record.evidence
        assert all(0 <= passage.begin < passage.end <= len(text) for passage in record.evidence)
    return corpus


@given(TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_in_minutes_is_linked(text: str) -> None:
    assert linked(minutes(("LETTINGS", text), ("REPAIRS", "None."))).facts.meetings


@given(st.sampled_from(["", "BARCHESTER CHILDREN'S PANEL\n3rd March, 2015\n\nPresent:- "]), TEXTS)
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_is_linked_or_has_no_meeting(heading: str, text: str) -> None:
    try:
        corpus = linked(heading + text)
    except NoMeetingFound:
        return
    assert corpus.facts.meetings


@given(st.text(max_size=300))
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
def test_any_characters_in_minutes_are_linked(text: str) -> None:
    assert linked(minutes(("LETTINGS", text), ("REPAIRS", "None."))).facts.meetings


KNOWN = [
    "Members ⟪7P⟫ left the meeting at this point.",
    "Members ⟪7P⟫ declared a personal interest in item 3.",
    "Resolved: - Report back in 9000 years.",
    "It cost £" + "9" * 40 + ".",
    "THE ßTREET COST £5",
    "THE ﬁNANCE PLAN COST £5",
    "None.\n\nReport title\n\n;\n\nMembers met.",
]


@pytest.mark.parametrize("text", KNOWN)
def test_known_attacks(text: str) -> None:
    linked(minutes(("LETTINGS", "Members met."), ("REPAIRS", text)))

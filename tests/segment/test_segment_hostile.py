"""Any text segments or is refused, in time that grows with its length, and every character stands where it says."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from segmenting import every_text, segmented

from graphbuild.errors import NoMeetingFound
from graphbuild.read.content import pages
from graphbuild.segment.blocks import blocks

HEADING = "BARCHESTER TOWN COUNCIL\n12 May 2020\n\nPresent: Councillor Hall\n\n"
AROUND = (HEADING + "1. Apologies\n\nNone.\n\n2. Minutes\n\n", "\n\n3. Finance\n\nNone.\n")
PIECES = [
    *(
        "\n",
        "\n\n",
        "\f",
        "\t",
        " ",
        "  ",
        " | ",
        "---\n",
        "**",
        "*",
        "## ",
        "\\",
        "<br>",
        "<sup>",
        "•",
        "- ",
        "\u00ad",
        "’",
    ),
    *("1. ", "2. ", "3. ", "12/18 ", "13/18 ", "1.1 ", "1) ", "(1) ", "(a) ", "IV. ", "C1/20 ", "Item 2: ", "(Item 3)"),
    *("Present:", "PRESENT", "Apologies: ", "In attendance: ", "AGENDA", "Membership:-", "Venue: ", "Date: 3 May 2019"),
    *(
        "Resolved:- ",
        "RESOLVED that ",
        "Agreed: ",
        "Decision",
        "It was agreed that ",
        "Proposed Cllr Hall",
        "Action: Clerk",
    ),
    *("Town Council", "PLANNING COMMITTEE", "12 May 2020", "12/05/20", "May 2020", "7.30 pm", "held at the Swan on "),
    *(
        "Apologies",
        "DECLARATIONS OF INTEREST",
        "Any other business",
        "Minutes of the last meeting",
        "pdf icon PDF 1 KB",
    ),
    *("view the full minutes text for item 7", "Report Title", "Recommendations", "BRIEFING TO:", "Cllr Ann Hall, "),
    *(
        "That the report be noted",
        "; and ",
        ".",
        ":",
        ",",
        "“",
        "”",
        "The Clerk said that it was cold",
        "the roof ",
        "and ",
    ),
]
SOUP = st.lists(st.sampled_from(PIECES), max_size=80).map("".join)


@given(st.one_of(SOUP, st.text(max_size=300)))
@example("")
@example("\n" * 50)
@example("---\ntitle:\n---")
@example("|\n||\n| |\n|-|")
@example(HEADING + "1)\n\n2)\n\n(a)")
@settings(max_examples=400, deadline=None)
def test_any_text_is_segmented_or_refused(text: str) -> None:
    for whole in (text, HEADING + text, text.join(AROUND)):
        try:
            record = segmented(whole)
        except NoMeetingFound:
            continue
        source = pages(whole)[0]
        for found in every_text(record):
            assert list(found.offsets) == sorted(found.offsets)
            assert len(set(found.offsets)) == len(found.offsets)
            for character, offset in zip(found.value, found.offsets, strict=True):
                assert character in (source[offset], " ")


@given(SOUP)
@settings(max_examples=200, deadline=None)
def test_blocks_stand_in_order_and_lose_no_word(text: str) -> None:
    found = blocks(text)
    begins = [block.printed.begin for block in found]
    assert begins == sorted(begins)
    kept = " ".join(block.printed.value for block in found)
    for word in ("Clerk", "roof", "noted"):
        assert kept.count(word) == text.replace("\\", "").replace("*", "").count(word)


def repeated(unit: str, length: int) -> str:
    return unit * (length // len(unit))


UNITS = [
    *(
        "(",
        ")",
        "((a",
        "[",
        "[a](",
        "](",
        "<",
        "<a",
        "<b>",
        "*",
        "**",
        "**a** ",
        "__",
        "# ",
        "\\",
        "`",
        "$\\circ\\,$",
        "\u00ad",
    ),
    *(
        "-",
        "- ",
        "–",
        "1",
        "1 ",
        "1.",
        "1/",
        "9.9.",
        "%",
        ".",
        ":",
        "a:",
        "; and",
        "“",
        "“a ",
        "é",
        "İ",
        "ß",
        "²",
        "٣ ",
        "\u200b",
    ),
    *(
        "\n",
        "\t",
        "a\t",
        "|",
        "|a",
        "||\n",
        "a\tb\tc\n",
        "a\n",
        "a\n\n",
        "A b\n\n",
        "aB",
        "Aa ",
        "A",
        "Aaaa aaaa ",
        "and ",
        "Aa, ",
    ),
    *(
        "- a\n",
        "* a\n",
        "• a\n",
        "- 1) a\n",
        "(1) That a. ",
        "(1) A; (2) B; ",
        "a: - - ",
        "(a) b\n\n",
        "i) a\n",
        "a. B\n",
    ),
    *(
        "1. A\n\n",
        "1. A\n",
        "1.\n\n",
        "99. A\n\n98. B\n\n",
        "1. A\n\n1. B\n\n",
        "1.1 A\n\n",
        "1.0 A\n\n",
        "IV. A\n\n",
        "C1/20 A\n\n",
    ),
    *(
        "12/18 ",
        "12/18 A ",
        "1. a b c. D\n\n",
        "Item 1: A\n\n",
        "Title (Item 1) ",
        "(Item 1)\n",
        "(pages 1) ",
        "pdf icon ",
    ),
    *(
        "pdf icon PDF 1 KB\n\n",
        "view the full minutes text for item 1 ",
        "Title The ",
        "CC said ",
        "A – ",
        "A: ",
        "A. B. ",
        "No. ",
    ),
    *(
        "Resolved:\n\n",
        "Resolved: a\n\n",
        "RESOLVED that (1) a. ",
        "it was resolved: ",
        "agreed ",
        "Decision\n\n",
        "Proposed ",
    ),
    *(
        "Present: ",
        "Present:\n",
        "Present: A B\n",
        "A B\n",
        "A, B and C\n",
        "Ann Bee, ",
        "In attendance: ",
        "x. In attendance: A ",
    ),
    *(
        "Apologies: A\n\n",
        "Councillors: A ",
        "Cllr A Box\n\n",
        "12 May 2020 ",
        "12 May 2020\n",
        "12/05/2020",
        "1 May ",
        "5.30 p.m. ",
    ),
    *(
        "Council ",
        "Town Council ",
        "The Council\n",
        "Planning Committee 12 May 2020\n\n",
        "Municipal District of ",
        "AGENDA\n\n",
    ),
    *(
        "held at ",
        "held in a ",
        "at the ",
        "Report to: x\n\n",
        "A\n\na\tb\tc\n\n",
        "---\n",
        "a\n---\n",
        "title: ",
        "DRAFT ",
    ),
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS, ids=repr)
def test_time_grows_with_length(unit: str) -> None:
    """Most texts take a tenth of this; what takes time by the square or worse takes many times as long."""
    text = repeated(unit, 12_500)
    begin = time.process_time()  # not the clock's: another test may be running beside
    for whole in (text, HEADING + text, text.join(AROUND), text + "\n\n" + "".join(AROUND)):
        try:
            segmented(whole)
        except NoMeetingFound:
            continue
    assert time.process_time() - begin < 4


@pytest.mark.parametrize("unit", ["- a\n", "(", "1. A\n\n", "Aa ", "(1) That a. ", "Present: A B\n"], ids=repr)
def test_four_times_the_text_takes_no_sixteen_times_as_long(unit: str) -> None:
    def seconds(length: int) -> float:
        begin = time.process_time()
        segmented(repeated(unit, length).join(AROUND))
        return time.process_time() - begin

    short = min(seconds(25_000) for _ in range(3))
    assert seconds(100_000) < 10 * short + 0.5


def test_a_hundred_thousand_bullets() -> None:
    begin = time.process_time()
    [meeting] = segmented(("Resolved: That these be told:\n\n" + "- a\n" * 100_000).join(AROUND)).meetings
    assert time.process_time() - begin < 10
    assert len(meeting.items[1].clauses[0].text) > 300_000

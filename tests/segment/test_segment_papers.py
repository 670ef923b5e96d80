"""The papers of an agenda pack: where each begins, its fields, its recommendations."""

from __future__ import annotations

import pytest

from graphbuild.segment.blocks import blocks
from graphbuild.segment.papers import paper_starts, read_paper
from graphbuild.segment.record import PaperRecord


def papers(text: str) -> list[PaperRecord]:
    found = blocks(text)
    starts = paper_starts(found, 0)
    return [read_paper(found[s:e]) for s, e in zip(starts, [*starts[1:], len(found)], strict=False)]


def titles(text: str) -> list[str]:
    return [paper.title.value for paper in papers(text)]


@pytest.mark.parametrize(
    "opener",
    [
        "BRIEFING TO: Housing Committee",
        "Briefing Note to: Housing Committee",
        "Committee Name and Date of Committee Meeting",
        "Report to: Housing Committee",
        "Public Report of the Housing Manager",
        "Summary Sheet",
        "Council Report",
    ],
)
def test_openers(opener: str) -> None:
    first = f"{opener}\n\nTitle: Empty Homes\n\nThere are 210.\n\nMost are old."
    text = f"Something first.\n\n{first}\n\n{opener}\n\nSubject: Warm Homes"
    assert titles(text) == ["Empty Homes", "Warm Homes"]


@pytest.mark.parametrize(
    "line",
    ["The report to the Committee was long.", "A briefing took place.", "Reporting to: nobody", "Council reports"],
)
def test_no_opener(line: str) -> None:
    assert papers(f"{line}\n\nMore words.") == []


REPORT = """Committee Name and Date of Committee Meeting

Housing Committee – 12 May 2020

Report Title

Empty Homes

Report Author(s)

Una Priestley, Housing Manager

Recommendations

1. That the Committee notes the report.
2. That the Committee asks Cabinet for money to buy ten homes.

1. Background

1.1 Homes stand empty for many reasons, as the last report said.
"""


def test_fields_below_their_labels() -> None:
    [paper] = papers(REPORT)
    assert (paper.title.value, paper.date) == ("Empty Homes", "2020-05-12")
    assert [a.value for a in paper.authors] == ["Una Priestley, Housing Manager"]
    assert [r.value for r in paper.recommendations] == [
        "That the Committee notes the report.",
        "That the Committee asks Cabinet for money to buy ten homes.",
    ]
    assert paper.recommendations[0].begin == REPORT.index("That the Committee notes")


def test_fields_on_the_line_of_their_labels() -> None:
    [paper] = papers("BRIEFING TO: Housing\n\nDATE: 12 May 2020\n\nLEAD OFFICER: Neil Orrock\n\nTITLE: Warm Homes")
    assert (paper.title.value, paper.date) == ("Warm Homes", "2020-05-12")
    assert [a.value for a in paper.authors] == ["Neil Orrock"]


def test_fields_in_a_table() -> None:
    [paper] = papers("Council Report\n\n| Title | Warm Homes |\n| Lead Officer | Neil Orrock |\n| Date | 12 May 2020 |")
    assert (paper.title.value, paper.date) == ("Warm Homes", "2020-05-12")
    assert [a.value for a in paper.authors] == ["Neil Orrock"]


def test_a_paper_without_fields_is_named_by_its_opener() -> None:
    [paper] = papers("Council Report\n\nWords, and more words.")
    assert (paper.title.value, paper.date, paper.authors, paper.recommendations) == ("Council Report", None, (), ())


def test_a_table_with_a_title_is_a_paper() -> None:
    assert titles("Some words.\n\nWork programme 2020/21\n\nDate\tItem\tOfficer\n\n12 May\tTrees\tHall") == [
        "Work programme 2020/21"
    ]


@pytest.mark.parametrize("line", ["It is set out below.", "- in this table", "1. Costs"])
def test_a_table_without_a_title_is_none(line: str) -> None:
    assert papers(f"{line}\n\nDate\tItem\tOfficer\n\n12 May\tTrees\tHall") == []


def test_a_table_of_two_columns_is_none() -> None:
    assert papers("Costs\n\nTrees\t£3\n\nBins\t£4") == []


def test_a_table_inside_a_report_with_sections_is_the_reports() -> None:
    sections = "1. Background\n\n1.1 Homes are empty.\n\nCosts\n\nYear\tHomes\tSum\n\n2019\t4\t£9"
    assert titles(REPORT + "\n" + sections) == ["Empty Homes"]


def test_a_table_after_a_report_is_signed_off_is_not() -> None:
    signed = "1. Background\n\n1.1 Homes are empty.\n\nReport Author: Una Priestley\n\n"
    assert titles(REPORT + "\n" + signed + "Work programme\n\nDate\tItem\tOfficer") == ["Empty Homes", "Work programme"]

"""Page numbers and running heads, and numbers that are none."""

from __future__ import annotations

import pytest

from graphbuild.segment.furniture import without_page_numbers
from graphbuild.segment.line import Line


def left(text: str) -> list[str]:
    return [line.raw for line in without_page_numbers([Line(raw, 0) for raw in text.split("\n")])]


@pytest.mark.parametrize(
    "number",
    [
        "7",
        "- 7 -",
        "Page 7",
        "Page 7 of 9",
        "7/7",
        "**7**",
        "Tudalen/Page 7",
        "Leathanach 7",
        "p. 7",
        "AUDIT COMMITTEE - 03/05/2019",
    ],
)
def test_gone(number: str) -> None:
    assert left(f"They went\n{number}\nhome.") == ["They went", "home."]


@pytest.mark.parametrize("line", ["7.", "7)", "7 dogs", "7/19", "AB7/19", "Item 7", "£7"])
def test_stays(line: str) -> None:
    assert left(f"Trees\n{line}\nTall.") == ["Trees", line, "Tall."]


@pytest.mark.parametrize("above", ["by 3rd May,", "by 3rd May", "in January,", "on May 3,"])
def test_the_year_of_a_date_that_a_line_breaks(above: str) -> None:
    assert left(f"Ask them {above}\n2016.\nHome.") == [f"Ask them {above}", "2016.", "Home."]


def test_a_number_below_a_month_is_a_page() -> None:
    assert left("in May\n16\nHome.") == ["in May", "Home."]
    assert left("in May\n\n2016\n\nHome.") == ["in May", "", "", "Home."]


def test_pages_of_a_whole() -> None:
    assert left("A.\n1/3\nB.\n2/3\nC.\n3/3") == ["A.", "B.", "C."]


def test_minute_numbers_with_a_year() -> None:
    text = "Trees\n17/19\nTall.\nBins\n18/19\nFull."
    assert left(text) == text.split("\n")


def test_numbers_of_items_above_their_titles() -> None:
    text = "1\nApologies\nNone.\n2\nTrees\nTall.\n3\nBins\nFull.\n4\nClose\nAt nine."
    assert left(text) == text.split("\n")


def test_numbers_of_pages_above_the_same_running_head() -> None:
    told = ["They went on.", "It rained.", "Nobody knew.", "All agreed.", "Home."]
    text = "\n".join(f"{sentence}\n{n}\nTown Council" for n, sentence in enumerate(told, 1))
    assert left(text) == [told[0], "Town Council", *told[1:]]


def test_lines_beside_two_page_numbers_only() -> None:
    assert left("Trees\nPage 1\nTall.\nTrees\nPage 2\nOld.") == ["Trees", "Tall.", "Trees", "Old."]


def test_numbers_of_pages_inside_sentences() -> None:
    assert left("\n".join(f"They went\n{n}\nhome by {n}." for n in range(1, 6)))[:2] == ["They went", "home by 1."]


@pytest.mark.parametrize(
    ("text", "stays"),
    [
        ("A.\n2 Copple Council 3 June 2014\nB.\n3 Copple Council 3 June 2014\nC.", ["A.", "B.", "C."]),
        ("A.\n2 Copple Council 3 June 2014\nB.", ["A.", "2 Copple Council 3 June 2014", "B."]),
        ("2 Copple Council\nB.\n3 Copple Council", ["2 Copple Council", "B.", "3 Copple Council"]),
    ],
)
def test_heads_with_page_numbers(text: str, stays: list[str]) -> None:
    assert left(text) == stays

from __future__ import annotations

import hashlib
import math
from pathlib import Path

import bare_pipe
import growth
import minutes
import pytest
import suite
from costs import Cost, Run, Sample
from results import Chart, Limit, Part, Series, Table


def test_a_table_goes_into_a_document_as_it_is() -> None:
    table = Table("Ratios", ("what", "ratio"), [("a|b", "0.31"), ("c", "12")], "By the clock.")
    assert table.markdown() == (
        "### Ratios\n\n| what | ratio |\n| --- | --: |\n| a/b | 0.31 |\n| c | 12 |\n\nBy the clock.\n"
    )


def test_results_replace_the_last_ones_and_nothing_else() -> None:
    document = f"Before.\n\n{suite.BEGIN}\n\nold\n\n{suite.END}\n\nAfter.\n"
    renewed = suite.with_results(document, "new\n")
    assert renewed == document.replace("old", "new")
    assert suite.with_results(renewed, "new") == renewed
    with pytest.raises(ValueError, match="needs the lines"):
        suite.with_results("no marks", "new")


@pytest.mark.parametrize(
    ("limit", "kept"),
    [
        (Limit("ratio", 0.33, 1 / 3), True),
        (Limit("ratio", 0.34, 1 / 3), False),
        (Limit("speed", 0.9, 1, at_least=True), False),
        (Limit("speed", 5, 1, at_least=True), True),
        (Limit("ratio", math.nan, 1), False),
        (Limit("speed", math.nan, 1, at_least=True), False),
    ],
)
def test_a_limit_is_kept_or_not(limit: Limit, kept: bool) -> None:
    assert limit.kept is kept
    assert Part("x", (), [limit], {}).to_json()["limits"][0]["kept"] is kept


def test_stages_follow_one_another_up_to_when_the_report_was_written() -> None:
    """0.5 seconds of start, read for 1, extract for 4 in a second process too, link for 1; the report, and 0.2 more."""
    seen = [
        *((100, 0, 0, 0, 0), (100.5, 0.5, 50, 50, 50), (101.5, 1.5, 60, 60, 60), (103, 4.5, 61, 99, 160)),
        *((105.5, 9.5, 70, 110, 180), (106, 10, 90, 90, 90), (106.7, 10.7, 80, 80, 80)),
    ]
    watched = Run([Sample(*figures) for figures in seen], "")
    stages = bare_pipe.stages_of(watched, {"read": 1.0, "extract": 4.0, "link": 1.0}, 106.5)
    assert list(stages) == ["read", "extract", "link"]
    assert stages["read"] == Cost(1, pytest.approx(1), 60, 60, 60)
    assert stages["extract"] == Cost(4, pytest.approx(8), 70, 110, 180)
    assert stages["link"].memory == 180, "what is seen at the border is of both"
    assert stages["link"].processor == pytest.approx(1)


def test_growth_tells_each_size_its_fit_and_what_that_says_of_a_larger_one() -> None:
    sizes = (50, 200, 800)
    table = growth._growth("Memory", {"link": [110, 140, 260], "no time": [0, 0, 1]}, sizes, 5000, slope=True)
    assert table.columns[1:4] == ["50 documents", "200 documents", "800 documents"]
    assert list(table.rows[0]) == ["link", "110", "140", "260", "200", "0.31", "100 + 0.2 × n", "0 %", "1,100"]
    jump = growth._growth("Memory", {"main": [213, 92, 105]}, sizes, 5000)
    assert list(jump.rows[0])[-3:] == ["neither", "25 %", ""]
    assert list(table.rows[1]) == ["no time", "0", "0", "1", *[""] * 5]


def test_a_graph_is_the_same_each_time(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    from drawing import draw

    series = [Series("build", (50, 200, 800), (8, 25, 91)), Series("two sizes", (50, 200), (1, 2))]
    chart = Chart("growth", "Time", "seconds", series, 5000)
    one, two = (draw(chart, tmp_path / name).read_text("utf-8") for name in ("one", "two"))
    assert one == two
    assert "<svg" in one


def test_made_up_minutes_of_one_council_are_those_that_earlier_figures_were_measured_on() -> None:
    text = "".join(name + text for name, text in minutes.documents(12, seed=5))
    assert hashlib.sha256(text.encode()).hexdigest()[:16] == "3c2ff3c83ff4971d"


def test_each_council_has_its_own_minutes_whatever_others_there_are() -> None:
    two, three = dict(minutes.documents(8, 5, councils=2)), dict(minutes.documents(13, 5, councils=3))
    assert len(two) == 8
    assert len(three) == 13
    assert {name: three[name] for name in two} == two
    councils = {text.partition("\n")[0] for text in three.values()}
    assert len(councils) == 3
    assert all(line.endswith(" BOROUGH COUNCIL") for line in councils)

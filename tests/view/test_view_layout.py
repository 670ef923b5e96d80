from __future__ import annotations

from itertools import combinations

import pytest
from council import through_the_years

from graphbuild.view import network
from graphbuild.view.columns import CELL, WINDOW
from graphbuild.view.layout import Layout, arrange
from graphbuild.view.reading import Reader

SEND_TOPIC = "https://w3id.org/graphbuild/topic/SEND"
MANY_DATES = [f"{year}-{month:02d}-11" for year in range(2010, 2024) for month in (2, 5, 8, 11)]


def laid_out(dates: list[str]) -> tuple[network.nx.MultiDiGraph, Layout]:
    reader = Reader(through_the_years(dates).graph())
    net = network.strongest(network.of_topic(reader, SEND_TOPIC), 250)
    return net, arrange(net, dict.fromkeys(net, 3))


@pytest.fixture(scope="module", params=[["2014-06-11", "2019-03-05"], MANY_DATES], ids=["two meetings", "56 meetings"])
def drawing(request: pytest.FixtureRequest) -> tuple[network.nx.MultiDiGraph, Layout]:
    return laid_out(request.param)


def test_no_two_things_share_a_place(drawing: tuple[network.nx.MultiDiGraph, Layout]) -> None:
    net, layout = drawing
    assert set(layout.positions) == set(net)
    for (ax, ay), (bx, by) in combinations(layout.positions.values(), 2):
        assert abs(ax - bx) >= 0.99 * CELL or abs(ay - by) >= 50


def test_everything_is_inside(drawing: tuple[network.nx.MultiDiGraph, Layout]) -> None:
    _, layout = drawing
    assert all(0 < x < layout.width and 0 < y < layout.height for x, y in layout.positions.values())


def test_what_belongs_to_a_meeting_stands_in_the_column_of_its_year(
    drawing: tuple[network.nx.MultiDiGraph, Layout],
) -> None:
    net, layout = drawing
    years = {band.title: band for band in layout.years}
    for node, data in net.nodes(data=True):
        if data["kind"] in ("meeting", "item", "decision"):
            band = years[data["years"][0]]
            assert band.begin < layout.positions[node][0] < band.end


def test_kinds_stand_in_bands_one_below_the_other(drawing: tuple[network.nx.MultiDiGraph, Layout]) -> None:
    _, layout = drawing
    assert [band.title for band in layout.lanes][:3] == ["People and posts", "Meetings", "Agenda items"]
    assert all(upper.end == lower.begin for upper, lower in zip(layout.lanes, layout.lanes[1:], strict=False))


def test_many_meetings_share_the_columns_of_their_years() -> None:
    _, layout = laid_out(MANY_DATES)
    assert layout.width / layout.height < 2 * WINDOW[0] / WINDOW[1]

"""What a reader filters by, in real Chromium: relations and years; what is left is worked out anew from the graph."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from chromium import Browser
from playwright.sync_api import Locator, expect

from graphbuild.view import kinds
from graphbuild.view.content import View

pytestmark = pytest.mark.browser

Passes = Callable[[dict[str, Any]], bool]
Pairs = set[frozenset[str]]


def left(net: nx.MultiDiGraph, fact_passes: Passes, thing_passes: Passes = lambda _: True) -> tuple[set[str], Pairs]:
    """Things and pairs of linked ones that a filter leaves: what belongs to no meeting goes with its last link."""
    timed = {node for node, kind in net.nodes(data="kind") if kinds.of(kind).timed}
    kept = {node for node in net if node not in timed or thing_passes(net.nodes[node])}
    facts = [(begin, end) for begin, end, data in net.edges(data=True) if fact_passes(data) and {begin, end} <= kept]
    linked = {end for fact in facts for end in fact}
    return {node for node in kept if node in timed or node in linked}, set(map(frozenset, facts))


def counted(view: View, things: set[str], pairs: Pairs) -> str:
    most, links = len(view.drawn), len({frozenset((begin, end)) for begin, end in view.drawn.edges()})
    gone = f"Hidden: {most - len(things)} things, {links - len(pairs)} links."
    return f"Shown: {len(things)} of {most} things, {len(pairs)} of {links} links. {gone}"


def thumb(slider: Locator, year: int) -> tuple[float, float]:
    """Where the slider's thumb stands for a year, in the window."""
    box = slider.bounding_box()
    assert box
    first, last = (int(slider.get_attribute(end) or 0) for end in ("min", "max"))
    size = 16
    along = (year - first) / (last - first) * (box["width"] - size) + size / 2
    return box["x"] + along, box["y"] + box["height"] / 2


def drag(chromium: Browser, slider: Locator, start: int, end: int) -> None:
    mouse = chromium.page.mouse
    mouse.move(*thumb(slider, start))
    mouse.down()
    mouse.move(*thumb(slider, end), steps=8)
    mouse.up()


@pytest.mark.parametrize("off", [["provides"], ["follows up"], ["held the post", "declared an interest in"]])
def test_a_relation_that_is_off_takes_its_links_and_what_hangs_on_them(
    chromium: Browser, send_page: Path, send_view: View, off: list[str]
) -> None:
    chromium.open(send_page)
    before = chromium.shown(), chromium.linked()
    chromium.locator("#relations summary").click()
    boxes = [chromium.locator(f"#relations input[value='{words}']") for words in off]
    for box in boxes:
        box.uncheck()
    things, pairs = left(send_view.drawn, lambda fact: fact["label"] not in off)
    assert (chromium.shown(), chromium.linked()) == (things, pairs)
    assert pairs < before[1]
    expect(chromium.locator("#counts")).to_have_text(counted(send_view, things, pairs))
    expect(chromium.locator("#relations-said")).to_have_text(f", {len(off)} hidden")
    for box in boxes:
        box.check()
    assert (chromium.shown(), chromium.linked()) == before


def test_who_hung_on_a_relation_alone_is_gone_with_it(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    person = chromium.run("(id) => view.things[id].iri", chromium.node("Councillor Amara Blythe"))
    chromium.locator("#relations summary").click()
    chromium.locator("#relations input[value='held the post']").uncheck()
    assert person in chromium.shown()
    chromium.locator("#relations input[value='declared an interest in']").uncheck()
    assert person not in chromium.shown()


def test_relations_are_counted_as_the_graph_has_them(chromium: Browser, send_page: Path, send_view: View) -> None:
    chromium.open(send_page)
    chromium.locator("#relations summary").click()
    labels = chromium.locator("#relations label").all_inner_texts()
    words = [data for *_, data in send_view.own.edges(data="label")]
    assert {label.strip() for label in labels} == {f"{word} {words.count(word)}" for word in words}


def test_the_menu_of_relations_closes_by_a_click_beside_it(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    menu = chromium.locator("#relations fieldset")
    chromium.locator("#relations summary").click()
    expect(menu).to_be_visible()
    chromium.locator("h1").click()
    expect(menu).to_be_hidden()


@pytest.mark.parametrize(
    ("drags", "first", "last"),
    [
        ([("from", 2014, 2019)], 2019, 2024),
        ([("to", 2024, 2017)], 2014, 2017),
        ([("from", 2014, 2017), ("to", 2024, 2021)], 2017, 2021),
        ([("to", 2024, 2014)], 2014, 2014),
        ([("from", 2014, 2024)], 2024, 2024),
    ],
)
def test_the_slider_leaves_the_years_between_its_ends(
    chromium: Browser, send_page: Path, send_view: View, drags: list[tuple[str, int, int]], first: int, last: int
) -> None:
    chromium.open(send_page).settle()
    for end, start, stop in drags:
        drag(chromium, chromium.locator(f"#{end}-year"), start, stop)
    said = str(first) if first == last else f"{first} to {last}"
    expect(chromium.locator("#years-said")).to_have_text(said)

    def within(data: dict[str, Any]) -> bool:
        return any(first <= int(year) <= last for year in data["years"])

    things, pairs = left(send_view.drawn, within, within)
    assert (chromium.shown(), chromium.linked()) == (things, pairs)
    expect(chromium.locator("#counts")).to_have_text(counted(send_view, things, pairs))


def test_an_end_that_is_drawn_past_the_other_takes_it_along(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    first, last = chromium.locator("#from-year"), chromium.locator("#to-year")
    drag(chromium, last, 2024, 2018)
    drag(chromium, first, 2014, 2021)
    expect(chromium.locator("#years-said")).to_have_text("2021")
    drag(chromium, last, 2021, 2024)
    expect(chromium.locator("#years-said")).to_have_text("2021 to 2024")
    drag(chromium, first, 2021, 2014)
    expect(chromium.locator("#counts")).to_have_text(re.compile("^Shown: 74 of 74 things"))


def test_both_ends_at_the_last_year_can_be_drawn_apart_again(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    drag(chromium, chromium.locator("#from-year"), 2014, 2024)
    expect(chromium.locator("#years-said")).to_have_text("2024")
    drag(chromium, chromium.locator("#to-year"), 2024, 2017)  # whichever of the two is on top
    assert chromium.run("state.from") == 2017


def test_the_slider_works_by_keyboard(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    said = chromium.locator("#years-said")
    chromium.locator("#from-year").focus()
    chromium.press("ArrowRight", "ArrowRight", "ArrowRight")
    expect(said).to_have_text("2017 to 2024")
    chromium.press("Tab")
    expect(chromium.locator("#to-year")).to_be_focused()
    chromium.press("ArrowLeft")
    expect(said).to_have_text("2017 to 2023")
    chromium.press("Home")
    expect(said).to_have_text("2014")
    chromium.press("End")
    expect(said).to_have_text("2014 to 2024")


def test_filters_add_up(chromium: Browser, send_page: Path, send_view: View) -> None:
    chromium.open(send_page).settle()
    chromium.locator("[data-kind=decision]").click()
    chromium.locator("#relations summary").click()
    chromium.locator("#relations input[value=funds]").uncheck()
    chromium.locator("h1").click()
    drag(chromium, chromium.locator("#from-year"), 2014, 2019)

    def within(data: dict[str, Any]) -> bool:
        return any(int(year) >= 2019 for year in data["years"])

    without = send_view.drawn.subgraph(node for node, kind in send_view.drawn.nodes(data="kind") if kind != "decision")
    things, pairs = left(without, lambda fact: fact["label"] != "funds" and within(fact), within)
    assert (chromium.shown(), chromium.linked()) == (things, pairs)


def test_what_is_chosen_and_filtered_away_is_not_chosen_any_more(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.run("view.nodes.find((node) => node.group === 'decision' && node.x < 500).id"))
    expect(chromium.locator("#panel")).to_be_visible()
    chromium.locator("[data-kind=decision]").click()
    expect(chromium.locator("#panel")).to_be_hidden()
    assert "chosen" not in chromium.address()
    assert chromium.run("nodeSet.get().every((node) => node.font.color.endsWith(',1)'))"), "nothing is dimmed any more"

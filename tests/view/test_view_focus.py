"""Looking at a part of the graph, in real Chromium: neighbourhoods, opening, the way back."""

from __future__ import annotations

import re
from pathlib import Path

import networkx as nx
import pytest
from chromium import Browser
from playwright.sync_api import expect

from graphbuild.view.content import View

pytestmark = pytest.mark.browser

TO_THE_RIGHT = """() => nodeSet.get().map(({ id }) => ({ id, at: network.canvasToDOM(network.getPosition(id)) }))
  .filter(({ at }) => at.x > stage.clientWidth - 300 && at.x < stage.clientWidth - 60 && at.y > 80)
  .map(({ id }) => id).find((id) => neighboursOf(id).some((other) => !nodeSet.get(other)))"""
LOW = """() => nodeSet.get().map(({ id }) => ({ id, at: network.canvasToDOM(network.getPosition(id)) }))
  .filter(({ at }) => at.x > 40 && at.x < 350 && at.y > stage.clientHeight * 0.4 && at.y < stage.clientHeight - 60)
  .map(({ id }) => id).find((id) => neighboursOf(id).some((other) => !nodeSet.get(other)))"""


def around(view: View, name: str, depth: int) -> set[str]:
    """IRIs within so many links of the thing of that name; on a topic's page not by way of the topic."""
    plain = nx.Graph(view.net)
    if view.kind == "topic":
        plain.remove_node(view.focus)
    return set(nx.ego_graph(plain, iri(view, name), depth))


def iri(view: View, name: str) -> str:
    return next(node for node, label in view.net.nodes(data="label") if label == name)


@pytest.mark.parametrize("depth", [1, 2])
@pytest.mark.parametrize("name", ["Lantern Trust", "Councillor Amara Blythe"])
def test_focus_shows_the_neighbourhood_and_nothing_else(
    chromium: Browser, send_page: Path, send_view: View, name: str, depth: int
) -> None:
    chromium.open(send_page).settle()
    before = chromium.shown()
    chromium.click_node(chromium.node(name))
    chromium.locator("#panel").get_by_role("button", name=f"Focus, {depth} ").click()
    expected = around(send_view, name, depth)
    assert chromium.shown() == expected
    assert expected != before
    pairs = {frozenset(pair) for pair in send_view.net.edges() if set(pair) <= expected}
    assert chromium.linked() == pairs
    expect(chromium.locator("#scope strong")).to_have_text(f"Around {name}, {depth} link{'s' * (depth > 1)} far")
    expect(chromium.locator("#counts")).to_have_text(
        re.compile(rf"^Shown: {len(expected)} of \d+ things, {len(pairs)}")
    )
    expect(chromium.locator("#panel h2")).to_have_text(name)


def test_focus_goes_from_one_link_to_two_and_back(chromium: Browser, send_page: Path, send_view: View) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    chromium.locator("#panel").get_by_role("button", name="Focus, 1 link far").click()
    scope = chromium.locator("#scope")
    scope.get_by_role("button", name="2 links far").click()
    assert chromium.shown() == around(send_view, "Lantern Trust", 2)
    scope.get_by_role("button", name="1 link far").click()
    assert chromium.shown() == around(send_view, "Lantern Trust", 1)
    scope.get_by_role("button", name="Everything").click()
    assert chromium.shown() == set(send_view.drawn)
    expect(scope).to_be_hidden()


def test_focus_heeds_the_filters(chromium: Browser, send_page: Path, send_view: View) -> None:
    chromium.open(send_page).settle()
    chromium.locator("[data-kind=item]").click()
    chromium.click_node(chromium.node("Lantern Trust"))
    chromium.locator("#panel").get_by_role("button", name="Focus, 2 ").click()
    left = nx.Graph(send_view.net)
    left.remove_nodes_from([node for node, kind in send_view.net.nodes(data="kind") if kind == "item"])
    left.remove_node(send_view.focus)
    assert chromium.shown() == set(nx.ego_graph(left, iri(send_view, "Lantern Trust"), 2))


def test_back_by_the_page_and_by_the_browser(chromium: Browser, send_page: Path, send_view: View) -> None:
    chromium.open(send_page).settle()
    everything, trust = chromium.shown(), chromium.node("Lantern Trust")
    chromium.click_node(trust)
    chromium.locator("#panel").get_by_role("button", name="Focus, 1 ").click()
    near = chromium.shown()
    chromium.locator("#panel").get_by_role("button", name="Focus, 2 ").click()
    far = chromium.shown()
    assert everything != near != far
    chromium.locator("#scope").get_by_role("button", name="Back").click()
    expect(chromium.locator("#scope strong")).to_contain_text("1 link far")
    assert chromium.shown() == near
    chromium.page.go_back()
    expect(chromium.locator("#scope")).to_be_hidden()
    assert chromium.shown() == everything
    assert chromium.run("state.chosen") == {"sort": "thing", "id": trust}, "as it was when the reader went on"
    chromium.page.go_forward()
    chromium.page.go_forward()
    expect(chromium.locator("#scope strong")).to_contain_text("2 links far")
    assert chromium.shown() == far


def test_back_where_the_reader_came_by_an_address(chromium: Browser, send_page: Path, send_view: View) -> None:
    name = "organisation%2Flantern-trust"
    chromium.open(send_page, address=f"#focus={name}&depth=1")
    assert chromium.shown() == around(send_view, "Lantern Trust", 1)
    chromium.locator("#scope").get_by_role("button", name="Back").click()
    assert chromium.shown() == set(send_view.drawn)


def opens(chromium: Browser, view: View, node: int) -> None:
    """The neighbours of a thing come with a double click, and what was there stays."""
    before, neighbours = chromium.shown(), chromium.run("(id) => neighboursOf(id).map((i) => view.things[i].iri)", node)
    assert set(neighbours) - before, "there is something to be opened"
    chromium.double_click_node(node)
    expect(chromium.locator("#scope strong")).to_have_text("With neighbours opened")
    assert chromium.shown() == before | set(neighbours)
    assert any(view.net.nodes[new]["beyond"] for new in chromium.shown() - before)
    assert chromium.linked() == {frozenset(pair) for pair in view.net.edges() if set(pair) <= chromium.shown()}
    chromium.settle()
    assert chromium.overlaps() == 0


def test_a_double_click_opens_neighbours_that_were_not_drawn(
    chromium: Browser, person_page: Path, person_view: View
) -> None:
    chromium.open(person_page).settle()
    assert chromium.shown() == set(person_view.drawn)
    opens(chromium, person_view, chromium.node("Cabinet Member for Learning"))
    chromium.locator("#scope").get_by_role("button", name="Back").click()
    expect(chromium.locator("#scope")).to_be_hidden()
    assert chromium.shown() == set(person_view.drawn)


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_a_double_click_where_the_panel_opens_is_one_too(
    chromium: Browser, person_page: Path, person_view: View, width: int, height: int
) -> None:
    chromium.open(person_page, width, height).settle()
    node = chromium.run(TO_THE_RIGHT if width > 700 else LOW)
    assert node is not None
    opens(chromium, person_view, node)


def test_a_button_opens_them_too_and_is_gone_then(chromium: Browser, person_page: Path, person_view: View) -> None:
    chromium.open(person_page).settle()
    post = chromium.node("Cabinet Member for Learning")
    chromium.click_node(post)
    unseen = around(person_view, "Cabinet Member for Learning", 1) - chromium.shown()
    button = chromium.locator("#panel").get_by_role("button", name=re.compile("^Open "))
    expect(button).to_have_text(re.compile(rf"^Open {len(unseen)} more neighbours?$"))
    button.click()
    assert unseen <= chromium.shown()
    expect(button).to_have_count(0)


def test_what_has_nothing_more_says_so(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    before = chromium.shown()
    chromium.double_click_node(chromium.run("view.nodes.find((node) => node.group === 'money').id"))
    expect(chromium.locator("#counts")).to_have_text("All that it has to do with is shown.")
    assert chromium.shown() == before


def test_the_topic_of_a_page_can_be_read_about_though_it_is_not_drawn(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    before = chromium.shown()
    chromium.locator("#search").press_sequentially("Special educational needs and dis")
    topic = chromium.locator("#found [role=option]").filter(has_text=re.compile("topic"))
    topic.click()
    expect(chromium.locator("#panel .sort")).to_have_text(re.compile("^topic"))
    expect(chromium.locator("#panel blockquote").first).to_be_visible()
    assert chromium.shown() == before
    expect(chromium.locator("#scope")).to_be_hidden()
    assert chromium.run("nodeSet.get().every((node) => node.font.color.endsWith(',1)'))"), "everything is about it"


def test_focus_opening_and_the_way_back_by_keyboard_alone(
    chromium: Browser, person_page: Path, person_view: View
) -> None:
    chromium.open(person_page).settle()
    stage, panel = chromium.locator("#stage"), chromium.locator("#panel")
    stage.focus()
    chromium.press("ArrowDown")
    for _ in range(30):
        if chromium.run("neighboursOf(state.chosen.id).some((id) => !nodeSet.get(id))"):
            break
        chromium.press("ArrowDown" if chromium.run("state.chosen.id") == 0 else "ArrowRight")
    name, everything = chromium.run("view.things[state.chosen.id].name"), chromium.shown()
    chromium.press("o")
    assert chromium.shown() > everything
    chromium.press("b")
    expect(chromium.locator("#scope")).to_be_hidden()
    assert chromium.shown() == everything
    chromium.press("f")
    assert chromium.shown() == around(person_view, name, 1)
    expect(stage).to_be_focused()
    chromium.press("Enter")
    expect(panel).to_be_focused()
    chromium.press("Escape")
    expect(panel).to_be_hidden()
    expect(stage).to_be_focused()
    chromium.press("b")
    expect(chromium.locator("#scope")).to_be_hidden()
    assert chromium.shown() == everything

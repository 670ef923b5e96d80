"""Pages of more than can be read at once, in real Chromium: they start from groups, which the reader opens."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser
from playwright.sync_api import expect

from graphbuild import view
from graphbuild.graph.store import Graph
from graphbuild.view.content import View

pytestmark = pytest.mark.browser

AT_ONCE = 150


@pytest.fixture(scope="module")
def big_page(big_graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return view.write(big_graph, "topic", "SEND", tmp_path_factory.mktemp("views") / "big.html")


def bubble(number: int) -> str:
    return f"group {number}"


def labels(chromium: Browser) -> list[str]:
    return list(chromium.run("nodeSet.get().map((node) => node.label)"))


def test_a_corpus_starts_from_its_groups(chromium: Browser, corpus_page: Path, corpus_view: View) -> None:
    chromium.open(corpus_page).settle()
    expected = [f"{group.title}\n({len(group.members)})" for group in corpus_view.groups]
    assert labels(chromium) == expected
    said = f"Shown: {len(expected)} groups of {len(corpus_view.net)} things. Hidden: 0 things."
    expect(chromium.locator("#counts")).to_contain_text(said)
    assert chromium.overlaps() == 0
    assert chromium.complaints() == []


CUT_OFF = """() => nodeSet.getIds().filter((id) => {
  const { left, top, right, bottom } = network.getBoundingBox(id);
  const [first, last] = [network.canvasToDOM({ x: left, y: top }), network.canvasToDOM({ x: right, y: bottom })];
  return first.x < 0 || first.y < 0 || last.x > stage.clientWidth || last.y > stage.clientHeight;
}).length"""


@pytest.mark.parametrize("page", ["corpus_page", "big_page"])
def test_no_group_is_cut_off_at_the_edge(chromium: Browser, page: str, request: pytest.FixtureRequest) -> None:
    chromium.open(request.getfixturevalue(page)).settle()
    assert chromium.run(CUT_OFF) == 0


def test_groups_of_thousands_cover_no_other(chromium: Browser, big_page: Path) -> None:
    chromium.open(big_page).settle()
    chromium.run("() => membersOf.forEach((members) => { while (members.length < 3000) members.push(members[0]); })")
    chromium.run("lookAt({ sort: 'start' })")
    assert all("(3,000)" in label for label in labels(chromium))
    assert chromium.overlaps() == 0


def test_what_is_more_than_can_be_drawn_starts_from_groups(chromium: Browser, big_page: Path) -> None:
    chromium.open(big_page).settle()
    assert len(labels(chromium)) == chromium.run("view.groups.length") > 1
    assert chromium.shown() == set()
    assert chromium.overlaps() == 0


def test_a_double_click_opens_a_group(chromium: Browser, corpus_page: Path, corpus_view: View) -> None:
    chromium.open(corpus_page).settle()
    group = corpus_view.groups[0]
    chromium.double_click_node(bubble(0))
    expect(chromium.locator("#scope strong")).to_have_text(f"Group: {'; '.join(group.title.splitlines())}")
    assert chromium.shown() == set(group.members)
    within = {frozenset(pair) for pair in corpus_view.net.edges() if set(pair) <= set(group.members)}
    assert chromium.linked() == within
    chromium.locator("#scope").get_by_role("button", name="All groups").click()
    assert len(labels(chromium)) == len(corpus_view.groups)


def test_every_group_can_be_opened_and_read(chromium: Browser, big_page: Path) -> None:
    chromium.open(big_page).settle()
    for number in range(chromium.run("view.groups.length")):
        chromium.run("(id) => lookAt({ sort: 'group', id })", number)
        assert len(chromium.shown()) == min(chromium.run("(id) => membersOf[id].length", number), AT_ONCE)
        assert chromium.overlaps() == 0


def test_a_click_tells_what_is_in_a_group(chromium: Browser, corpus_page: Path, corpus_view: View) -> None:
    chromium.open(corpus_page).settle()
    chromium.click_node(bubble(1))
    panel, group = chromium.locator("#panel"), corpus_view.groups[1]
    expect(panel.locator("h2")).to_have_text("; ".join(group.title.splitlines()))
    expect(panel.locator(".sort")).to_contain_text(f"Group of {len(group.members)} things")
    listed = panel.locator("li .go").all_inner_texts()
    assert set(listed) == {corpus_view.net.nodes[member]["label"] for member in group.members}
    panel.get_by_role("button", name="Open", exact=True).click()
    assert chromium.shown() == set(group.members)
    expect(panel).to_be_hidden()


def test_search_finds_a_thing_within_the_groups_and_shows_it(
    chromium: Browser, corpus_page: Path, corpus_view: View
) -> None:
    chromium.open(corpus_page).settle()
    chromium.locator("#search").press_sequentially("lantern")
    chromium.press("Enter")
    expect(chromium.locator("#panel h2")).to_have_text("Lantern Trust")
    trust = chromium.run("(id) => view.things[id].iri", chromium.node("Lantern Trust"))
    neighbours = {end for pair in corpus_view.net.edges() if trust in pair for end in pair}
    assert chromium.shown() == neighbours
    chromium.locator("#scope").get_by_role("button", name="Back").click()
    expect(chromium.locator("#scope")).to_be_hidden()
    assert len(labels(chromium)) == len(corpus_view.groups)


def test_filters_are_counted_in_the_groups(chromium: Browser, corpus_page: Path, corpus_view: View) -> None:
    chromium.open(corpus_page)
    chromium.locator("[data-kind=decision]").click()
    kinds = [kind for _, kind in corpus_view.net.nodes(data="kind")]
    hidden = kinds.count("decision")
    expect(chromium.locator("#counts")).to_contain_text(f"of {len(kinds) - hidden} things. Hidden: {hidden} things.")
    numbers = [int(label.rpartition("(")[2].rstrip(")")) for label in labels(chromium)]
    assert sum(numbers) == len(kinds) - hidden


def test_groups_by_keyboard_alone(chromium: Browser, corpus_page: Path) -> None:
    chromium.open(corpus_page).settle()
    chromium.locator("#stage").focus()
    chromium.press("ArrowRight", "ArrowRight")
    chosen = chromium.run("state.chosen")
    assert chosen["sort"] == "group"
    chromium.press("o")
    members = set(chromium.run("(id) => membersOf[id].map((member) => view.things[member].iri)", chosen["id"]))
    assert chromium.shown() == members
    chromium.press("b")
    assert chromium.shown() == set()


def test_a_groups_page_fits_a_telephone(chromium: Browser, corpus_page: Path) -> None:
    chromium.open(corpus_page, width=390, height=844).settle()
    assert chromium.run("document.documentElement.scrollWidth") <= 390
    assert chromium.overlaps() == 0
    assert chromium.run("network.getScale() * 14") >= 7

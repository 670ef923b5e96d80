"""Pages in real Chromium, opened from disk: what a reader can do with them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from chromium import Browser
from council import HOSTILE
from playwright.sync_api import expect

from graphbuild.view.text import clean

pytestmark = pytest.mark.browser

OUTSIDE = """() => {
  const inside = ({x, y}) => x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight;
  return nodeSet.get().filter(({id}) => !inside(network.canvasToDOM(network.getPosition(id)))).length;
}"""
FROM_THE_MIDDLE = """(node) => {
  const free = freeArea(), at = network.canvasToDOM(network.getPosition(node));
  return [at.x - free.width / 2, at.y - free.height / 2];
}"""


def test_nothing_is_loaded_and_nothing_complains(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    requests = chromium.requests()
    assert send_page.as_uri() in requests
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert chromium.complaints() == []


def test_title_says_what_it_is_in_words(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    words = "Special educational needs and disabilities: 2014 to 2024, 15 agenda items, 5 meetings"
    expect(chromium.page).to_have_title(words)
    expect(chromium.locator("h1")).to_have_text(words)


@pytest.mark.parametrize("page", ["send_page", "hostile_page"])
def test_labels_do_not_cover_each_other(chromium: Browser, page: str, request: pytest.FixtureRequest) -> None:
    chromium.open(request.getfixturevalue(page)).settle()
    assert chromium.overlaps() == 0


def test_everything_is_in_sight_and_can_be_read_at_the_start(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    assert len(chromium.shown()) >= 60
    assert chromium.run(OUTSIDE) == 0
    assert chromium.run("network.getScale() * view.options.nodes.font.size") >= 10


def test_time_goes_from_left_to_right(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    meetings = "view.nodes.filter((n) => n.group === 'meeting').sort((a, b) => a.x - b.x).map((n) => n.label)"
    dates = ["11 June 2014", "12 September 2017", "5 March 2019", "16 November 2021", "30 July 2024"]
    assert chromium.run(meetings) == dates


def test_search_centres_what_is_picked_and_opens_it(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    box, options = chromium.locator("input[type=search]"), chromium.locator("#found [role=option]")
    box.press_sequentially("lantern")
    expect(options).to_have_count(1)
    assert options.inner_text().splitlines()[0] == "Lantern Trust"
    box.press("Enter")
    chromium.settle()
    assert chromium.run(FROM_THE_MIDDLE, chromium.node("Lantern Trust")) == [pytest.approx(0, abs=2)] * 2
    expect(chromium.locator("#panel h2")).to_have_text("Lantern Trust")
    expect(chromium.locator("#found")).to_be_hidden()


def test_search_that_finds_nothing_says_so(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    chromium.locator("#search").press_sequentially("zzzz")
    expect(chromium.locator("#found")).to_be_visible()
    expect(chromium.locator("#found")).to_contain_text("Nothing")
    expect(chromium.locator("#found [role=option]")).to_have_count(0)


def test_click_on_a_thing_opens_its_facts_with_their_sentences(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    panel = chromium.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel.locator(".sort")).to_have_text(re.compile("^organisation"))
    quotations = panel.locator("blockquote").all_inner_texts()
    assert "Lantern Trust provides the Harbour Short Breaks Service." in quotations
    expect(panel).to_contain_text("minutes-2014-06-11.txt, meeting of 11 June 2014, characters")
    expect(panel).to_contain_text("Confidence 0.8 (by-hand).")
    expect(panel).to_contain_text("(conditional)")


def test_click_on_a_line_opens_its_fact(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    thread = chromium.run("view.edges.find((edge) => edge.role === 'thread').id")
    chromium.click_edge(thread)
    expect(chromium.locator("#panel li").first).to_contain_text("follows up")
    expect(chromium.locator("#panel blockquote").first).to_have_text(re.compile("^Further to Minute"))
    assert chromium.run("state.chosen") == {"sort": "link", "id": thread}


def test_a_name_in_the_panel_leads_to_its_thing(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    name = chromium.locator("#panel h2")
    expect(name).to_have_text("Lantern Trust")
    chromium.locator("#panel .go").first.click()
    expect(name).not_to_have_text("Lantern Trust")


def test_escape_closes_the_panel(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    expect(chromium.locator("#panel")).to_be_visible()
    chromium.press("Escape")
    expect(chromium.locator("#panel")).to_be_hidden()
    assert chromium.run("state.chosen") is None


def test_legend_hides_and_shows_a_kind_and_the_counts_follow(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    counts, button = chromium.locator("#counts"), chromium.locator("[data-kind=decision]")
    expect(counts).to_have_text(re.compile("^Shown: 74 of 74 things"))
    everything = counts.inner_text()
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    drawn = "nodeSet.get().map((node) => node.group).filter((kind) => kind === 'decision').length"
    assert chromium.run(drawn) == 0
    expect(counts).to_have_text(re.compile("^Shown: 44 of 74 things"))
    expect(counts).to_contain_text("Hidden: 30 things")
    assert {end for pair in chromium.linked() for end in pair} <= chromium.shown()
    button.click()
    expect(counts).to_have_text(everything)
    assert chromium.run(drawn) == 30


def test_works_by_keyboard_alone(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    stage, panel = chromium.locator("#stage"), chromium.locator("#panel")
    for _ in range(40):
        chromium.press("Tab")
        if chromium.run("document.activeElement.id") == "stage":
            break
    expect(stage).to_be_focused()
    chromium.press("ArrowDown")
    first = chromium.run("state.chosen.id")
    chromium.press("ArrowRight")
    second = chromium.run("state.chosen.id")
    assert first != second
    assert chromium.run("([a, b]) => network.getPosition(b).x > network.getPosition(a).x", [first, second])
    assert chromium.locator("#chosen").text_content() == panel.locator("h2").inner_text() != ""
    chromium.press("Enter")
    expect(panel).to_be_focused()
    chromium.press("Escape")
    expect(stage).to_be_focused()


def test_what_a_document_says_is_never_run(chromium: Browser, hostile_page: Path) -> None:
    chromium.open(hostile_page).settle()
    assert chromium.run("window.hacked") is None
    expect(chromium.locator("img")).to_have_count(0)
    for number, title in enumerate(HOSTILE, start=1):
        name = f"{number} {clean(title)}"
        chromium.run("(id) => choose('thing', id)", chromium.node(name))
        assert chromium.locator("#panel h2").text_content() == name
    chromium.locator("#search").press_sequentially("<script>")
    chromium.press("Enter")
    assert chromium.run("window.hacked") is None
    expect(chromium.locator("#panel script, #found script, table script")).to_have_count(0)
    assert chromium.complaints() == []


def test_can_be_read_without_javascript(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, script=False)
    expect(chromium.locator("#facts")).to_have_attribute("open", "")
    expect(chromium.locator("#tools")).to_be_hidden()
    assert chromium.locator("#facts tbody tr").count() > 100
    table = chromium.locator("#facts table")
    expect(table).to_be_visible()
    expect(table).to_contain_text("Lantern Trust provides Harbour Short Breaks Service")
    expect(table).to_contain_text("minutes-2014-06-11.txt, meeting of 11 June 2014")


def test_fits_a_telephone(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, width=390, height=844).settle()
    assert chromium.run("document.documentElement.scrollWidth") <= 390
    assert chromium.run("network.getScale()") >= 0.5


def test_follows_a_dark_scheme(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    colours = "[getComputedStyle(document.body).backgroundColor, nodeSet.get(view.nodes[0].id).font.color]"
    chromium.prefer("dark")
    dark_page, dark_label = chromium.run(colours)
    chromium.prefer("light")
    light_page, light_label = chromium.run(colours)
    assert dark_page != light_page
    assert dark_label != light_label

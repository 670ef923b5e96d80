"""Pages in real Chromium, opened from disk: what a reader can do with them."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser
from council import HOSTILE
from selenium.webdriver.common.keys import Keys

from graphbuild.view.text import clean

pytestmark = pytest.mark.browser

PLAN = "3 SEND SUFFICIENCY PLAN"
OVERLAPS = """
const boxes = view.nodes.map((node) => network.getBoundingBox(node.id));
const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => over(a, b))).length;
"""  # noqa: E501


def test_nothing_is_loaded_and_nothing_complains(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    requests = chromium.requests()
    assert send_page.as_uri() in requests
    assert [url for url in requests if not url.startswith(("file:", "data:", "blob:"))] == []
    assert chromium.complaints() == []


def test_title_says_what_it_is_in_words(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    words = "Special educational needs and disabilities: 2014 to 2024, 15 agenda items, 5 meetings"
    assert chromium.driver.title == words
    assert chromium.one("h1").text == words


@pytest.mark.parametrize("page", ["send_page", "hostile_page"])
def test_labels_do_not_cover_each_other(chromium: Browser, page: str, request: pytest.FixtureRequest) -> None:
    chromium.open(request.getfixturevalue(page)).settle()
    assert chromium.run(OVERLAPS) == 0


def test_everything_is_in_sight_and_can_be_read_at_the_start(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    assert chromium.run("return view.nodes.length") >= 60
    outside = """
    const inside = ({x, y}) => x > 0 && y > 0 && x < stage.clientWidth && y < stage.clientHeight;
    return view.nodes.filter(({id}) => !inside(network.canvasToDOM(network.getPosition(id)))).length"""
    assert chromium.run(outside) == 0
    assert chromium.run("return network.getScale() * view.options.nodes.font.size") >= 10


def test_time_goes_from_left_to_right(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    meetings = "return view.nodes.filter((n) => n.group === 'meeting').sort((a, b) => a.x - b.x).map((n) => n.label)"
    dates = ["11 June 2014", "12 September 2017", "5 March 2019", "16 November 2021", "30 July 2024"]
    assert chromium.run(meetings) == dates


def test_search_centres_what_is_picked_and_opens_it(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    box = chromium.one("input[type=search]")
    box.send_keys("lantern")
    assert [option.text.splitlines()[0] for option in chromium.all("#found [role=option]")] == ["Lantern Trust"]
    box.send_keys(Keys.ENTER)
    chromium.settle()
    free = "const free = freeArea(); const at = network.canvasToDOM(network.getPosition(arguments[0]));"
    middle = f"{free} return [at.x - free.width / 2, at.y - free.height / 2]"
    assert chromium.run(middle, chromium.node("Lantern Trust")) == [pytest.approx(0, abs=2)] * 2
    assert chromium.one("#panel h2").text == "Lantern Trust"
    assert not chromium.one("#found").is_displayed()


def test_search_that_finds_nothing_says_so(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    chromium.one("#search").send_keys("zzzz")
    assert "Nothing" in chromium.one("#found").text
    assert chromium.all("#found [role=option]") == []


def test_click_on_a_thing_opens_its_facts_with_their_sentences(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    panel = chromium.one("#panel")
    assert panel.is_displayed()
    assert panel.find_element("css selector", ".sort").text.startswith("organisation")
    quotations = [quote.text for quote in chromium.all("#panel blockquote")]
    assert "Lantern Trust provides the Harbour Short Breaks Service." in quotations
    assert "minutes-2014-06-11.txt, meeting of 11 June 2014, characters" in panel.text
    assert "Confidence 0.8 (by-hand)." in panel.text
    assert "(conditional)" in panel.text


def test_click_on_a_line_opens_its_fact(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    thread = chromium.run("return view.edges.find((edge) => edge.role === 'thread')")
    chromium.click_edge(thread["id"])
    assert chromium.run("return state.chosen") == {"sort": "link", "id": thread["id"]}
    assert "follows up" in chromium.one("#panel li").text
    assert chromium.one("#panel blockquote").text.startswith("Further to Minute")


def test_a_name_in_the_panel_leads_to_its_thing(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    chromium.one("#panel .go").click()
    chromium.settle()
    assert chromium.one("#panel h2").text != "Lantern Trust"


def test_escape_closes_the_panel(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_node(chromium.node("Lantern Trust"))
    assert chromium.one("#panel").is_displayed()
    chromium.press(Keys.ESCAPE)
    assert not chromium.one("#panel").is_displayed()
    assert chromium.run("return state.chosen") is None


def test_legend_hides_and_shows_a_kind_and_the_counts_follow(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    counts, button = chromium.one("#counts"), chromium.one("[data-kind=decision]")
    everything = counts.text
    assert everything.startswith("Shown: 74 of 74 things")
    button.click()
    assert button.get_attribute("aria-pressed") == "false"
    hidden = "return nodeSet.get({filter: (n) => n.hidden}).map((n) => view.things[n.id].kind)"
    assert set(chromium.run(hidden)) == {"decision"}
    assert counts.text.startswith("Shown: 44 of 74 things")
    assert "Hidden: 30 things" in counts.text
    assert chromium.run("return network.getNodeAt({x: -9999, y: -9999})") is None
    lines = "return edgeSet.get({filter: (e) => !e.hidden && [e.from, e.to].some(isHidden)}).length"
    assert chromium.run(lines) == 0
    button.click()
    assert counts.text == everything
    assert chromium.run(hidden) == []


def test_works_by_keyboard_alone(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    for _ in range(40):
        chromium.press(Keys.TAB)
        if chromium.run("return document.activeElement.id") == "stage":
            break
    chromium.press(Keys.ARROW_DOWN)
    first = chromium.run("return state.chosen.id")
    chromium.press(Keys.ARROW_RIGHT)
    second = chromium.run("return state.chosen.id")
    assert first != second
    assert chromium.run(
        "return network.getPosition(arguments[1]).x > network.getPosition(arguments[0]).x", first, second
    )
    assert chromium.one("#chosen").get_attribute("textContent") == chromium.one("#panel h2").text
    chromium.press(Keys.ENTER)
    assert chromium.run("return document.activeElement.id") == "panel"
    chromium.press(Keys.ESCAPE)
    assert chromium.run("return document.activeElement.id") == "stage"


def test_what_a_document_says_is_never_run(chromium: Browser, hostile_page: Path) -> None:
    chromium.open(hostile_page).settle()
    assert chromium.run("return window.hacked") is None
    assert chromium.all("img") == []
    for number, title in enumerate(HOSTILE, start=1):
        name = f"{number} {clean(title)}"
        chromium.run("choose('thing', arguments[0])", chromium.node(name))
        assert chromium.one("#panel h2").get_attribute("textContent") == name
    chromium.one("#search").send_keys("<script>")
    chromium.press(Keys.ENTER)
    assert chromium.run("return window.hacked") is None
    assert chromium.all("#panel script, #found script, table script") == []
    assert chromium.complaints() == []


def test_can_be_read_without_javascript(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, script=False)
    assert chromium.one("#facts").get_attribute("open") is not None
    assert not chromium.one("#tools").is_displayed()
    rows = chromium.all("#facts tbody tr")
    assert len(rows) > 100
    text = chromium.one("#facts table").text
    assert "Lantern Trust provides Harbour Short Breaks Service" in text
    assert "minutes-2014-06-11.txt, meeting of 11 June 2014" in text


def test_fits_a_telephone(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, width=390, height=844).settle()
    assert chromium.run("return document.documentElement.scrollWidth") <= 390
    assert chromium.run("return network.getScale()") >= 0.5


def test_follows_a_dark_scheme(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    seen = set()
    for scheme in ("dark", "light"):
        chromium.prefer(scheme)
        page, label = "getComputedStyle(document.body).backgroundColor", "nodeSet.get(view.nodes[0].id).font.color"
        seen.add(tuple(chromium.run(f"return [{page}, {label}]")))
    (dark_page, dark_label), (light_page, light_label) = sorted(seen)
    assert dark_page != light_page
    assert dark_label != light_label

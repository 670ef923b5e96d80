"""The page of a topic's story in real Chromium: what the demo's documents say, counted by hand, can be had from it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pytest
from chromium import TWO_FRAMES, Browser
from council import HOSTILE, hostile
from playwright.sync_api import Locator, expect
from test_view_filters import drag
from test_view_page import contrast

from graphbuild.graph.store import Graph
from graphbuild.trace.records import Story
from graphbuild.trace.search import story_of
from graphbuild.trace.story import tell
from graphbuild.view import tracing
from graphbuild.view.text import clean

pytestmark = pytest.mark.browser

CSE = "https://w3id.org/graphbuild/topic/CSE"
MEETING = "meeting/barchester/growing-up-well-select-commission/"
# Written by hand from graphbuild/demo/ANSWERS.md and the minutes: its items with how many decisions each has.
ITEMS = {"12": 3, "29": 3, "45": 3, "62": 0, "22": 3, "14": 2}
OUTSIDE = ["Minute 57 of 18 September 2017", "Minute 58 of 9 February 2021", "Minute 118 of 15 April 2024"]
THREADS = [
    ("Item 29", "Decision 12(2)"),
    ("Item 62", "Decision 45(2)"),
    ("Item 22", "Item 62"),
    ("Item 45", "Minute 57"),
    ("Item 14", "Minute 58"),
    ("Item 14", "Minute 118"),
]
SERVICES = {"Waymark pilot", "Waymark Service", "Turnstone Service"}
COVERED = """() => {
  const texts = [...document.querySelectorAll(".timeline text")].filter((text) => text.textContent.trim());
  const boxes = texts.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
  const wide = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 0.5;
  const high = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3; // lines of a label touch
  const covers = (a, b) => wide(a.box, b.box) && high(a.box, b.box);
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => covers(a, b)).map((b) => [a.words, b.words]));
}"""
CROSSED = """() => {
  const boxes = [...document.querySelectorAll(".timeline text")].map((text) => [text, text.getBoundingClientRect()]);
  const crossed = new Set();
  for (const path of document.querySelectorAll(".thread .drawn")) {
    const matrix = path.getScreenCTM();
    for (let along = 0; along <= path.getTotalLength(); along += 3) {
      const { x, y } = path.getPointAtLength(along).matrixTransform(matrix);
      for (const [text, box] of boxes) {
        if (x > box.left && x < box.right && y > box.top + 2 && y < box.bottom - 2) crossed.add(text.textContent);
      }
    }
  }
  return [...crossed];
}"""
OUTSIDE_DRAWING = """() => {
  const all = document.querySelector(".timeline").getBoundingClientRect();
  return [...document.querySelectorAll(".timeline text")].filter((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return left < all.left || right > all.right + 1 || top < all.top || bottom > all.bottom;
  }).map((text) => text.textContent);
}"""
MIDDLE = """(thread) => {
  thread.scrollIntoView({ block: "center", inline: "center" });
  const path = thread.querySelector(".drawn");
  const { x, y } = path.getPointAtLength(path.getTotalLength() / 2).matrixTransform(path.getScreenCTM());
  return [x, y];
}"""


@pytest.fixture(scope="module")
def page(demo_views: Path) -> Path:
    return demo_views / "trace-cse.html"


@pytest.fixture(scope="module")
def story(demo_graph: Graph) -> Story:
    return tell(demo_graph, CSE)


@pytest.fixture(scope="module")
def hostile_trace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = hostile().graph()
    told = tell(graph, "https://w3id.org/graphbuild/topic/SEND")
    return tracing.write(graph, told, tmp_path_factory.mktemp("views") / "hostile.html")


def drawn(chromium: Browser, label: str) -> Locator:
    """What on the timeline is called so: a mark, a span or a thread, by how its name begins."""
    return chromium.locator(f'.timeline [aria-label^="{label}"]')


def names(chromium: Browser, part: str) -> list[str]:
    return [made.get_attribute("aria-label") or "" for made in chromium.locator(f".timeline .{part}").all()]


def quoted(chromium: Browser) -> set[str]:
    """The sentences that the panel quotes."""
    return set(chromium.locator("#panel blockquote mark, #panel blockquote:not(:has(mark))").all_text_contents())


def iri(chromium: Browser, end: str) -> str:
    found = [one for one in chromium.run("view.things.map(({ iri }) => iri)") if one.endswith(end)]
    assert len(found) == 1
    return str(found[0])


def around(chromium: Browser, end: str) -> set[str]:
    """A thing and those that it has to do with, by what the page holds."""
    thing = iri(chromium, end)
    facts = "view.facts.map(({ subject, object }) => [view.things[subject].iri, view.things[object].iri])"
    pairs = [pair for pair in chromium.run(facts) if thing in pair]
    return {one for pair in pairs for one in pair} - {CSE}


def test_marks_are_the_items_and_decisions_of_the_story(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    marks = names(chromium, "mark")
    items = [re.split("[ ,]", name)[1] for name in marks if name.startswith("Item ")]
    assert items == list(ITEMS)
    decisions = [name.split()[1] for name in marks if name.startswith("Decision ")]
    assert {
        number: sum(one.startswith(f"{number}(") or one == number for one in decisions) for number in ITEMS
    } == ITEMS
    hollow = chromium.locator(".timeline .mark:has(.hollow)")
    assert [(one.get_attribute("aria-label") or "").partition(", ")[0] for one in hollow.all()] == OUTSIDE
    assert len(marks) == len(items) + len(decisions) + len(OUTSIDE)


def test_threads_are_those_of_the_story(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    found = names(chromium, "thread")
    assert len(found) == len(THREADS)
    for later, earlier in THREADS:
        pattern = rf"{re.escape(later)} .+ (goes on from|refers to) {re.escape(earlier)}"
        assert len([name for name in found if re.match(pattern, name)]) == 1, (later, earlier)


def test_spans_are_who_and_what_the_story_names(chromium: Browser, page: Path, story: Story) -> None:
    chromium.open(page)
    spans = chromium.locator(".timeline .span")
    kinds = [(one.locator("text").text_content(), one.locator(".bar").get_attribute("class")) for one in spans.all()]
    assert {name for name, look in kinds if look == "bar kind-undertaking"} == SERVICES
    named = {one.label for year in story.years for one in year.entering if one.kind == "organisation"}
    assert {name for name, look in kinds if look == "bar kind-organisation"} == named
    assert "Lantern Row" in named
    assert ("Mr Hugh Marchbanks", "bar kind-person") in kinds
    title = spans.filter(has_text="Lantern Row").get_attribute("aria-label")
    assert title is not None
    assert title.startswith("Lantern Row, 18 June 2014 to ")


def test_years_and_dates_head_the_columns(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    bands = chromium.locator(".timeline .year text").all_text_contents()
    assert [band for band in bands if not band.startswith("’")] == ["2014", "2017", "2019", "2020", "2021", "2024"]
    assert [band for band in bands if band.startswith("’")] == ["’15", "’16", "’18", "’22", "’23"]
    days = ["18 June", "17 September", "18 September", "10 October", "12 February", "14 July", "9 February"]
    assert chromium.locator(".timeline .date").all_text_contents() == [*days, "15 April", "25 June"]


@pytest.mark.parametrize("name", ["trace-cse", "trace-send", "trace-governance", "trace-budget"])
def test_nothing_on_the_timeline_covers_words(chromium: Browser, demo_views: Path, name: str) -> None:
    chromium.open(demo_views / f"{name}.html")
    assert chromium.run(COVERED) == []
    assert chromium.run(CROSSED) == []
    assert chromium.run(OUTSIDE_DRAWING) == []


def test_whatever_the_titles_nothing_covers_words(chromium: Browser, hostile_trace: Path) -> None:
    chromium.open(hostile_trace)
    assert len(names(chromium, "mark")) == 2 * len(HOSTILE)
    assert chromium.run(COVERED) == []
    assert chromium.run(OUTSIDE_DRAWING) == []


def test_the_checks_see_what_covers_words(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    chromium.run("document.querySelectorAll('.timeline .mark text')[1].setAttribute('y', '8')")
    chromium.run("document.querySelector('.thread .drawn').setAttribute('d', 'M100 120L900 300')")
    assert chromium.run(COVERED)
    assert chromium.run(CROSSED)


def test_a_click_on_a_decision_tells_what_says_it_and_looks_at_it(chromium: Browser, page: Path, story: Story) -> None:
    chromium.open(page).settle()
    mark = drawn(chromium, "Decision 12(2)")
    mark.click()
    asked = next(one for one in story.items[0].decisions if one.clause == "2")
    assert asked.evidence is not None
    expect(chromium.locator("#panel h2")).to_have_text(f"Request: {asked.text}")
    assert clean(asked.evidence.sentence) in quoted(chromium)
    expect(chromium.locator("#panel")).to_contain_text("2014-06-minutes.txt, meeting of 18 June 2014")
    expect(mark).to_have_class("mark chosen")
    assert chromium.locator(".timeline .mark.chosen").count() == 1
    assert chromium.shown() == around(chromium, "2014-06-18/item/12/resolution/clause-2")
    expect(chromium.locator("#scope")).to_contain_text("1 link far")
    chromium.locator("#scope").get_by_role("button", name="Everything").click()
    assert len(chromium.shown()) > 40


def test_a_click_on_a_span_tells_what_is_known_of_it(chromium: Browser, page: Path, story: Story) -> None:
    chromium.open(page).settle()
    drawn(chromium, "Lantern Row,").click()
    expect(chromium.locator("#panel h2")).to_have_text("Lantern Row")
    trust = next(one for year in story.years for one in year.entering if one.label == "Lantern Row")
    assert trust.evidence is not None
    assert clean(trust.evidence.sentence) in quoted(chromium)
    expect(drawn(chromium, "Lantern Row,")).to_have_class("span chosen")
    assert chromium.shown() == around(chromium, "organisation/lantern-row")


def test_a_click_on_a_thread_tells_what_joins_its_ends(chromium: Browser, page: Path, story: Story) -> None:
    chromium.open(page).settle()
    thread = drawn(chromium, "Item 29 ").and_(chromium.locator(".thread"))
    chromium.page.mouse.click(*thread.evaluate(MIDDLE))
    (link,) = story.threads[0].links
    assert link.evidence is not None
    expect(chromium.locator("#panel .sort")).to_contain_text("Link")
    expect(chromium.locator("#panel li").first).to_contain_text("follows up")
    assert clean(link.evidence.sentence) in quoted(chromium)
    expect(thread).to_have_class("thread chosen")
    chosen = chromium.locator(".timeline .mark.chosen").all()
    assert [(one.get_attribute("aria-label") or "")[:14].rstrip() for one in chosen] == [
        "Item 29 THE WA",
        "Decision 12(2)",
    ]
    ends = {iri(chromium, "2014-09-17/item/29"), iri(chromium, "2014-06-18/item/12/resolution/clause-2")}
    assert ends <= chromium.shown()


def test_everything_on_the_timeline_can_be_had_by_keyboard(chromium: Browser, page: Path) -> None:
    chromium.open(page).settle()
    chromium.locator(".strip").focus()
    chromium.press("Tab")
    first = chromium.run("document.activeElement.getAttribute('aria-label')")
    assert first == names(chromium, "span")[0]
    chromium.press("Enter")
    expect(chromium.locator("#panel h2")).to_have_text(first.partition(",")[0])
    number = chromium.locator(".timeline [role=button]").count()
    for _ in range(number - 1):
        chromium.press("Tab")
    last = names(chromium, "mark")[-1]
    assert chromium.run("document.activeElement.getAttribute('aria-label')") == last
    top = chromium.run("document.scrollingElement.scrollTop")
    chromium.press("Space")
    assert chromium.run("document.scrollingElement.scrollTop") == top
    expect(chromium.locator("#panel .sort")).to_contain_text("decision")
    outline = "getComputedStyle(document.activeElement).outlineStyle"
    assert chromium.run(outline) == "solid"


def off(chromium: Browser) -> set[str]:
    return {one.get_attribute("aria-label") or "" for one in chromium.locator(".timeline .off").all()}


def test_a_kind_that_is_off_is_pale_on_the_timeline_too(chromium: Browser, page: Path) -> None:
    chromium.open(page).settle()
    assert off(chromium) == set()
    chromium.locator("[data-kind=decision]").click()
    marks, threads = names(chromium, "mark"), names(chromium, "thread")
    gone = {name for name in marks if name.startswith("Decision")} | {name for name in threads if "Decision" in name}
    assert len(gone) == 14 + 2
    assert off(chromium) == gone
    assert chromium.run("getComputedStyle(document.querySelector('.timeline .off')).opacity") == "0.15"
    chromium.locator("[data-kind=decision]").click()
    assert off(chromium) == set()


def test_years_that_are_off_are_pale_on_the_timeline_too(chromium: Browser, page: Path) -> None:
    chromium.open(page).settle()
    drag(chromium, chromium.locator("#to-year"), 2024, 2018)
    expect(chromium.locator("#years-said")).to_contain_text("2014 to 2018")
    late = {
        name for name in names(chromium, "mark") if re.search(r"(2019|202\d)(:|,|$)", name.partition(": answered")[0])
    }
    assert len(late) == 3 + 5 + 2
    marks = set(names(chromium, "mark"))
    assert off(chromium) & marks == late
    threads = [name for name in off(chromium) if name in names(chromium, "thread")]
    assert sorted(name.split()[1] for name in threads) == ["14", "14", "22", "62"]


def test_links_of_the_story_lead_back_to_the_drawing(chromium: Browser, page: Path, story: Story) -> None:
    chromium.open(page).settle()
    telling = chromium.locator("#story")
    expect(telling.locator("h3")).to_have_text(["2014", "2017", "2019", "2020", "2024", "What these papers lack"])
    for text in ("answered", "not seen again", "overdue"):
        assert telling.locator(".became").filter(has_text=text).count() >= 1
    link = telling.get_by_role("link", name=f"{story.items[3].number} {story.items[3].title}")
    link.click()
    expect(chromium.locator("#panel h2")).to_have_text(clean(f"{story.items[3].number} {story.items[3].title}"))
    expect(chromium.locator(".screen")).to_be_in_viewport(ratio=0.9)
    assert iri(chromium, "2019-02-12/item/62") in chromium.shown()
    assert "focus=" in chromium.address()


def test_every_link_of_the_story_leads_to_a_thing_of_the_page(chromium: Browser, page: Path) -> None:
    chromium.open(page)
    told = chromium.locator("#story a[data-told]")
    targets = told.evaluate_all("(links) => links.map((link) => [link.hash, Number(link.dataset.told)])")
    assert len(targets) > 40
    for hash_, thing in targets:
        name = chromium.run("(id) => new URLSearchParams({ chosen: nameOf(id) }).toString()", thing)
        assert chromium.run("(hash) => new URLSearchParams(hash.slice(1)).toString()", hash_) == name


def test_nothing_is_loaded_and_nothing_complains(chromium: Browser, page: Path) -> None:
    chromium.open(page).settle()
    for label in ("Item 12 ", "Lantern Row,", "Decision 12(1)"):
        drawn(chromium, label).click()
    assert [url for url in chromium.requests() if not url.startswith(("file:", "data:", "blob:"))] == []
    assert chromium.complaints() == []


def test_can_be_read_without_a_script(chromium: Browser, page: Path) -> None:
    chromium.open(page, script=False)
    expect(chromium.locator("svg.timeline")).to_be_visible()
    expect(chromium.locator("#story")).to_contain_text("Presented by Mr Hugh Marchbanks")
    expect(chromium.locator("#facts table")).to_be_visible()
    for needs in ("#tools", "#middle", "#status"):
        expect(chromium.locator(needs)).to_be_hidden()


def test_a_telephone_shows_all_of_it_one_below_the_other(chromium: Browser, page: Path) -> None:
    chromium.open(page, 390, 844).settle()
    sideways = "document.documentElement.scrollWidth"
    assert chromium.run(sideways) <= 390
    strip, stage = (chromium.locator(one).bounding_box() for one in (".strip", "#stage"))
    assert strip
    assert stage
    assert strip["y"] + strip["height"] <= stage["y"] + 1
    drawn(chromium, "Item 12 ").first.click()
    expect(chromium.locator("#panel h2")).to_contain_text("12 SUPPORT FOR YOUNG PEOPLE")
    expect(chromium.locator("#panel")).to_be_in_viewport()
    assert chromium.run(sideways) <= 390


def test_a_window_of_the_usual_size_needs_no_scrolling_sideways(chromium: Browser, page: Path) -> None:
    chromium.open(page, 1440, 900).settle()
    assert chromium.run("document.documentElement.scrollWidth") <= 1440
    assert chromium.overlaps() == 0


def test_hostile_titles_print_as_typed(chromium: Browser, hostile_trace: Path) -> None:
    chromium.open(hostile_trace).settle()
    told = chromium.locator("#story a").all_text_contents()
    for number, title in enumerate(HOSTILE, start=1):
        assert f"{number} {title}" in told
        name = clean(f"Item {number} {title}, 2 February 2022")
        assert name in names(chromium, "mark")
    drawn(chromium, "Item 1 ").click()
    expect(chromium.locator("#panel h2")).to_have_text(f"1 {HOSTILE[0]}")
    assert chromium.run("window.hacked === undefined")
    assert chromium.locator("img").count() == 0
    assert chromium.complaints() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_either_scheme(chromium: Browser, page: Path, scheme: Literal["light", "dark"]) -> None:
    chromium.open(page).settle()
    chromium.prefer(scheme)
    behind = hexadecimal(chromium.run("getComputedStyle(document.body).backgroundColor"))
    assert (int(behind[1:3], 16) > 128) == (scheme == "light")
    fills = "() => [...document.querySelectorAll('.timeline text')].map((text) => getComputedStyle(text).fill)"
    written = {hexadecimal(colour) for colour in chromium.run(fills)}
    assert len(written) >= 3, "words, softer words, and those that warn"
    assert all(contrast(colour, behind) >= 4.5 for colour in written)
    drawn(chromium, "Item 12 ").first.click()
    marked = "getComputedStyle(document.querySelector('.mark.chosen .hit')).fill"
    assert all(contrast(colour, hexadecimal(chromium.run(marked))) >= 4.5 for colour in written)
    line = hexadecimal(chromium.run("getComputedStyle(document.querySelector('.thread .drawn')).stroke"))
    assert contrast(line, behind) >= 3


def hexadecimal(colour: str) -> str:
    red, green, blue = map(int, re.findall(r"\d+", colour)[:3])
    return f"#{red:02x}{green:02x}{blue:02x}"


def test_a_search_has_a_page_too(chromium: Browser, demo_graph: Graph, tmp_path: Path) -> None:
    told = story_of(demo_graph, "waymark pilot")
    assert told.story.topic == ""
    page = tracing.write(demo_graph, told.story, folder=tmp_path)
    assert page.name == "trace-waymark-pilot.html"
    chromium.open(page).settle()
    expect(chromium.locator("h1")).to_contain_text("Search for “waymark pilot”")
    items = [name.split()[1] for name in names(chromium, "mark") if name.startswith("Item ")]
    assert items == [one.number for one in told.story.items]
    assert {"12", "29"} <= set(items)
    assert {one.iri for one in told.story.items} <= chromium.shown()
    drawn(chromium, "Item 29 ").last.click()
    expect(chromium.locator("#panel h2")).to_contain_text("29 THE WAYMARK PILOT: FIRST REPORT")
    chromium.run(TWO_FRAMES)
    assert chromium.complaints() == []

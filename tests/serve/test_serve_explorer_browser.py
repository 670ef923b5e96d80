"""The explorer as a reader meets it, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import in_each_scheme
from chromium import Browser
from playwright.sync_api import expect
from serving import Server, start, stop

pytestmark = pytest.mark.browser

PERSON = "/id/person/barchester/ruth-dacre"
MEETING = "/id/meeting/barchester/growing-up-well-select-commission/2020-07-14"
TOPIC = "/thing?iri=https%3A%2F%2Fw3id.org%2Fgraphbuild%2Ftopic%2FSEND"
SOURCE = "/id/source/2024-06-minutes-39f3856c"
MARKED = "[...CSS.highlights.get('passage') ?? []].map((range) => range.toString())"


@pytest.fixture(scope="module")
def explorer(demo_output: Path) -> Iterator[Server]:
    running = start(demo_output, workers=3)
    yield running
    stop(running)


def from_here_only(chromium: Browser, server: Server) -> bool:
    return all(request.startswith((server.root, "data:")) for request in chromium.requests())


def test_a_name_that_is_begun_is_found_and_gone_to_by_keys(chromium: Browser, explorer: Server) -> None:
    chromium.visit(explorer.root)
    chromium.locator("#search").press_sequentially("ruth da")
    expect(chromium.locator("#found [role=option]").first).to_contain_text("Ruth Dacre")
    chromium.press("ArrowDown", "Enter")
    chromium.page.wait_for_url(f"**{PERSON}")
    expect(chromium.locator("h1")).to_have_text("Ruth Dacre")
    assert chromium.complaints() == []
    assert from_here_only(chromium, explorer)


def test_enter_without_a_choice_lists_all_that_is_found(chromium: Browser, explorer: Server) -> None:
    chromium.visit(explorer.root)
    chromium.locator("#search").press_sequentially("capital")
    expect(chromium.locator("#found [role=option]").first).to_be_visible()
    chromium.press("Enter")
    chromium.page.wait_for_url("**/search?q=capital")
    assert chromium.locator(".hits li").count() > 3


def test_what_is_typed_is_text(chromium: Browser, explorer: Server) -> None:
    chromium.visit(explorer.root)
    chromium.locator("#search").fill('<img src=x onerror="alert(1)"> zzz')
    expect(chromium.locator("#found .none")).to_be_visible()
    assert chromium.locator("img").count() == 0


def test_a_thing_has_its_interactive_view_whose_links_lead_to_pages(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}{PERSON}")
    chromium.locator("iframe").scroll_into_view_if_needed()
    frame = chromium.page.frame_locator("iframe")
    expect(frame.locator("#stage canvas")).to_be_visible()
    inner = chromium.page.frames[1]
    expect(frame.locator("#counts")).to_contain_text("Shown:")
    chosen = inner.evaluate("view.things.findIndex((thing) => thing.kind === 'post')")
    inner.evaluate("(id) => choose('thing', id)", chosen)
    link = frame.locator("#panel .ways a").first
    expect(link).to_be_visible()
    link.click()
    chromium.page.wait_for_url("**/id/post/**")
    assert chromium.complaints() == []
    assert from_here_only(chromium, explorer)


def test_a_topic_has_its_story(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}{TOPIC}")
    frame = chromium.page.frame_locator("iframe")
    expect(frame.locator(".timeline")).to_be_visible()
    expect(frame.locator("#story")).to_contain_text("SEND CAPITAL PROGRAMME")
    assert chromium.complaints() == []


def test_a_sentence_is_marked_in_its_text(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}{PERSON}")
    chromium.locator(".facts details summary").first.click()
    chromium.locator(".facts details[open] blockquote a").first.click()
    chromium.page.wait_for_url("**/id/source/**")
    begin, end = map(int, chromium.address().removeprefix("#char=").split(","))
    text = chromium.run("document.getElementById('kept').textContent")
    assert chromium.run(MARKED) == [text[begin:end]]
    assert "Ruth Dacre" in text[begin:end]
    expect(chromium.locator(":target")).to_be_in_viewport()


def test_offsets_count_code_points(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}{SOURCE}")
    chromium.run("document.getElementById('kept').textContent = 'a𝒳𝒴b – c'")
    chromium.run("location.hash = '#char=2,4'")
    chromium.page.wait_for_function("CSS.highlights.has('passage')")
    assert chromium.run(MARKED) == ["𝒴b"]


@pytest.mark.parametrize(
    "path", ["/", PERSON, MEETING, TOPIC, SOURCE, "/search?q=send", "/browse?kind=person", "/nowhere"]
)
@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
def test_nothing_hinders_a_reader(chromium: Browser, explorer: Server, path: str, width: int, height: int) -> None:
    chromium.visit(f"{explorer.root}{path}", width, height)
    in_each_scheme(chromium, path)
    assert chromium.run("document.documentElement.scrollWidth <= innerWidth"), "it is wider than the window"


def test_nothing_hinders_who_searches(chromium: Browser, explorer: Server) -> None:
    chromium.visit(explorer.root)
    chromium.locator("#search").press_sequentially("send")
    expect(chromium.locator("#found [role=option]").first).to_be_visible()
    chromium.press("ArrowDown")
    in_each_scheme(chromium, "suggestions")


def test_all_can_be_read_and_searched_without_scripts(chromium: Browser, explorer: Server) -> None:
    chromium.visit(explorer.root, script=False)
    chromium.locator("#search").fill("ruth dacre")
    chromium.locator("#search-form button").click()
    chromium.locator(".hits a").first.click()
    expect(chromium.locator("h1")).to_have_text("Ruth Dacre")
    chromium.locator(".facts summary").first.click()
    expect(chromium.locator(".facts blockquote").first).to_be_visible()
    chromium.locator(".facts blockquote a").first.click()
    expect(chromium.locator(":target")).to_be_in_viewport()

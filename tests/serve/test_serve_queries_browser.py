"""Questions and the SPARQL editor as a reader meets them, in Chromium, with scripts and without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from axe import in_each_scheme
from chromium import TWO_FRAMES, Browser
from playwright.sync_api import expect
from serving import Server, start, stop

pytestmark = pytest.mark.browser

INPUT = ".CodeMirror-code"
TEXT = "document.querySelector('.CodeMirror').CodeMirror.getValue()"
SET = """(text) => {
  const editor = document.querySelector(".CodeMirror").CodeMirror;
  editor.setValue(text);
  editor.focus();
  editor.execCommand("goDocEnd");
}"""
GB = "https://w3id.org/graphbuild/ontology#"
PRESENT = f"PREFIX gb: <{GB}> SELECT ?meeting ?person {{ ?meeting gb:present ?person }}"
PAGES = {
    "questions": "/queries",
    "a form": "/queries/open-actions",
    "an answer": "/queries/topic-decisions?topic=SEND&from=2014",
    "a broad answer": "/queries/carried-out-actions?ask=1",
    "what is wrong with a form": "/queries/topic-decisions?topic=SENDD&from=19",
    "the editor": "/query",
    "an example": "/query?example=chairs",
    "rows": f"/query?{urlencode({'query': PRESENT})}",
    "a yes": "/query?query=ASK+%7B%7D",
    "what is wrong with a query": "/query?query=SELECT+%3Fx+%7B+%3Fx+gb%3Abody+%7D",
    "nothing to draw": "/query?query=SELECT+%281+AS+%3Fx%29+%7B%7D&as=network",
}


@pytest.fixture(scope="module")
def explorer(demo_output: Path) -> Iterator[Server]:
    running = start(demo_output, workers=3)
    yield running
    stop(running)


def quiet(chromium: Browser, server: Server) -> bool:
    """Whether nothing was complained of, such as a breach of the policy, and no other server was asked."""
    assert chromium.complaints() == []
    return all(request.startswith((server.root, "data:")) for request in chromium.requests())


def pick(chromium: Browser) -> None:
    """Takes the first completion; while the list is being made anew, Enter would only be kept for it."""
    chromium.run(TWO_FRAMES)
    chromium.press("Enter")


def test_a_query_is_typed_completed_and_asked_by_keys(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.run(SET, "")
    chromium.page.keyboard.type("SELECT ?m { ?m a gb:")
    expect(chromium.locator(".CodeMirror-hints [role=option]").first).to_contain_text("PREFIX gb:")
    pick(chromium)
    assert chromium.run(TEXT) == f"PREFIX gb: <{GB}>\nSELECT ?m {{ ?m a gb:"
    chromium.page.keyboard.type("Meet")
    first = chromium.locator(".CodeMirror-hints [role=option]").first
    expect(first).to_have_text("gb:MeetingMeeting")
    pick(chromium)
    chromium.page.keyboard.type(" ; dcterms:da")
    expect(chromium.locator(".CodeMirror-hints [role=option]").first).to_contain_text("dcterms:date")
    pick(chromium)
    chromium.page.keyboard.type(" ?date }")
    assert chromium.run(TEXT) == (
        f"PREFIX gb: <{GB}>\nPREFIX dcterms: <http://purl.org/dc/terms/>\n"
        "SELECT ?m { ?m a gb:Meeting ; dcterms:date ?date }"
    )
    chromium.press("Control+Enter")
    chromium.page.wait_for_url("**/query?query=PREFIX*#answer")
    expect(chromium.locator("table.answer tbody tr").first).to_be_visible()
    expect(chromium.locator("#answer")).to_be_in_viewport()
    assert chromium.locator("table.answer td a").first.get_attribute("href").startswith("/id/meeting/")  # type: ignore[union-attr]
    assert quiet(chromium, explorer)


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("PREFIX sk", "skos: <http://www.w3.org/2004/02/skos/core#>"),
        ("SELECT ?person { ?x ?y ?per", "?person"),
        (f"PREFIX gb: <{GB}> ASK {{ ?x gb:decl", "gb:DeclarationDeclaration"),
    ],
)
def test_what_fits_is_offered_while_one_types(chromium: Browser, explorer: Server, typed: str, offered: str) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.run(SET, "")
    chromium.page.keyboard.type(typed)
    options = chromium.locator(".CodeMirror-hints [role=option]")
    expect(options.first).to_contain_text(offered)
    chromium.run(TWO_FRAMES)
    chromium.press("Escape")
    expect(options).to_have_count(0)


@pytest.mark.parametrize("typed", ["# gb:", 'SELECT ("gb:', "SELECT * { ?s <gb:"])
def test_nothing_is_offered_in_comments_texts_and_iris(chromium: Browser, explorer: Server, typed: str) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.run(SET, "")
    chromium.page.keyboard.type(typed)
    chromium.press("Control+Space")
    chromium.page.wait_for_timeout(300)
    expect(chromium.locator(".CodeMirror-hints")).to_have_count(0)


def test_words_are_completed_when_asked_for(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.run(SET, "SELECT * { ?x a agenda")
    chromium.press("Control+Space")
    chromium.locator(".CodeMirror-hints [role=option]").filter(has_text="gb:AgendaItem").click()
    assert chromium.run(TEXT) == f"PREFIX gb: <{GB}>\nSELECT * {{ ?x a gb:AgendaItem"


def test_keys_lead_out_of_the_editor(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.page.get_by_role("textbox", name="Your query in SPARQL").focus()
    before = chromium.run(TEXT)
    chromium.press("Tab")
    assert chromium.run("document.activeElement.textContent") == "Ask"
    chromium.press("Shift+Tab")
    assert chromium.run(f"document.activeElement === document.querySelector('{INPUT}')")
    chromium.press("Shift+Tab")
    assert chromium.run("document.activeElement.textContent") == "Put it in the editor"
    assert chromium.run(TEXT) == before


def test_where_a_query_is_wrong_is_shown_and_mended_by_a_link(chromium: Browser, explorer: Server) -> None:
    query = "SELECT ?x {\n  ?x a gb:Meeting\n}"
    chromium.visit(f"{explorer.root}/query?{urlencode({'query': query})}")
    expect(chromium.locator(".wrong-line")).to_have_count(1)
    assert chromium.run("document.querySelector('.CodeMirror').CodeMirror.getCursor().line") == 1
    chromium.page.get_by_role("link", name="Add it and ask").click()
    expect(chromium.locator("table.answer caption")).to_contain_text("rows")


def test_an_answer_is_drawn_and_leads_to_pages(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}{PAGES['rows']}")
    chromium.page.get_by_role("link", name="Network", exact=True).click()
    frame = chromium.page.frame_locator("iframe")
    expect(frame.locator("#stage canvas")).to_be_visible()
    inner = chromium.page.frames[1]
    inner.evaluate("choose('thing', view.things.findIndex((thing) => thing.kind === 'person'))")
    expect(frame.locator("#panel blockquote").first).to_be_visible()
    frame.locator("#panel .ways a").first.click()
    chromium.page.wait_for_url("**/id/person/**")
    assert quiet(chromium, explorer)


def test_a_field_suggests_what_fits_when_not_all_is_listed(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/queries/person-profile")
    field = chromium.page.get_by_label("Person")
    field.evaluate("(field) => { field.dataset.kind = 'person'; field.list.replaceChildren(); }")
    field.press_sequentially("ruth d")
    options = chromium.locator("#known-person option")
    expect(options).to_have_count(1)  # who types slowly gets what fits "r" before
    expect(options).to_have_attribute("value", "Ruth Dacre")
    assert quiet(chromium, explorer)


def test_a_form_is_filled_and_asked(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/queries/person-profile")
    chromium.page.get_by_label("Person").fill("Ruth Dacre")
    chromium.press("Enter")
    chromium.page.wait_for_url("**/queries/person-profile?person=Ruth+Dacre*")
    chromium.locator(".said a").first.click()
    expect(chromium.locator(":target")).to_be_in_viewport()
    assert quiet(chromium, explorer)


def test_all_can_be_asked_and_read_without_scripts(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/queries", script=False)
    chromium.page.get_by_role("link", name="Topic decisions").click()
    chromium.page.get_by_label("Topic").fill("SEND")
    chromium.page.get_by_role("button", name="Ask").click()
    expect(chromium.locator(".said").first).to_be_visible()
    chromium.page.get_by_role("link", name="Open in the editor").click()
    expect(chromium.page.get_by_role("textbox", name="Your query")).to_have_value(re.compile(r"^# What was decided"))
    rows = chromium.locator("table.answer tbody tr")
    assert rows.count() > 3
    chromium.page.get_by_label("Start from a question").select_option("chairs")
    chromium.page.get_by_role("button", name="Put it in the editor").click()
    chromium.page.get_by_role("button", name="Ask", exact=True).click()
    expect(rows.first).to_be_visible()
    chromium.page.get_by_role("link", name="Network", exact=True).click()
    expect(chromium.locator("#answer")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("what", PAGES)
def test_nothing_hinders_a_reader(chromium: Browser, explorer: Server, what: str, width: int, height: int) -> None:
    chromium.visit(explorer.root + PAGES[what], width, height)
    in_each_scheme(chromium, what)
    assert chromium.run("document.documentElement.scrollWidth <= innerWidth"), "it is wider than the window"
    refused = [said for said in chromium.complaints() if "status of 400" not in said]
    assert not refused


def test_nothing_hinders_who_completes(chromium: Browser, explorer: Server) -> None:
    chromium.visit(f"{explorer.root}/query")
    chromium.run(SET, "")
    chromium.page.keyboard.type("SELECT * { ?x gb:")
    expect(chromium.locator(".CodeMirror-hints [role=option]").first).to_be_visible()
    chromium.press("ArrowDown")
    in_each_scheme(chromium, "completions")

"""axe-core on the pages, as a reader meets them: in each scheme, wide and narrow, with each part open."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe import grave, in_each_scheme
from chromium import Browser
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def as_opened(chromium: Browser) -> None:
    expect(chromium.locator("#panel")).to_be_hidden()


def with_panel(chromium: Browser) -> None:
    chromium.run("(id) => choose('thing', id)", chromium.node("Lantern Trust"))
    expect(chromium.locator("#panel blockquote").first).to_be_visible()


def with_search(chromium: Browser) -> None:
    chromium.locator("#search").press_sequentially("service")
    expect(chromium.locator("#found [role=option]").first).to_be_visible()


def with_table(chromium: Browser) -> None:
    chromium.locator("#facts summary").click()
    expect(chromium.locator("#facts table")).to_be_visible()


@pytest.mark.parametrize("reader_has", [as_opened, with_panel, with_search, with_table])
@pytest.mark.parametrize(("width", "height"), [(1400, 900), (390, 844)])
def test_nothing_hinders_a_reader(chromium: Browser, send_page: Path, width: int, height: int, reader_has: Any) -> None:
    chromium.open(send_page, width, height).settle()
    reader_has(chromium)
    chromium.settle()
    in_each_scheme(chromium, "the page")


def test_the_check_sees_what_hinders(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    chromium.run("document.querySelector('h1').style.color = 'silver'")
    chromium.run("document.getElementById('zoom-in').replaceChildren()")
    chromium.run("document.getElementById('zoom-in').removeAttribute('aria-label')")
    assert sorted(finding.split(" at ")[0] for finding in grave(chromium)) == ["button-name", "color-contrast"]


PAGES = {
    "topic": "topic-cse.html",
    "person": "person-barchester-esther-penhale.html",
    "organisation": "organisation-lantern-row.html",
    "service": "service-barchester-waymark-service.html",
    "meeting": "meeting-barchester-growing-up-well-select-commission-2020-07-14.html",
    "corpus": "corpus.html",
    "trace": "trace-cse.html",
    "index": "index.html",
}


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (390, 844)])
@pytest.mark.parametrize("kind", PAGES)
def test_nothing_hinders_a_reader_of_any_kind_of_page(
    chromium: Browser, demo_views: Path, kind: str, width: int, height: int
) -> None:
    chromium.open(demo_views / PAGES[kind], width, height)
    in_each_scheme(chromium, kind)
    if kind == "corpus":
        chromium.run("lookAt({ sort: 'group', id: 0 })")
        chromium.settle()
        in_each_scheme(chromium, "an opened group")
    if kind == "trace":
        chromium.locator('.timeline [aria-label^="Decision 12(2)"]').click()
        expect(chromium.locator("#panel blockquote").first).to_be_visible()
        in_each_scheme(chromium, "what is chosen on the timeline")

"""The page of an inspection in Chromium: accessible, asks for nothing, shows the text as it is, answers clicks."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe import in_each_scheme
from chromium import Browser

from graphbuild.inspection import inspect, inspect_source
from graphbuild.model import Source
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings
from graphbuild.view.inspecting import write
from graphbuild.view.text import visible

pytestmark = [pytest.mark.browser]
DOCUMENT = PACKAGE / "demo" / "corpus" / "2020-09-agenda-pack.txt"
SHOWN = "[...document.querySelectorAll('.words')].map((one) => one.textContent).join('')"
CHOSEN = "[...document.querySelectorAll('.m.chosen')].map((one) => one.textContent).join('')"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(inspect(DOCUMENT, Settings()), tmp_path_factory.mktemp("inspected") / "page.html")


def test_it_is_accessible_in_both_schemes(chromium: Browser, page: Path) -> None:
    in_each_scheme(chromium.open(page), "inspection")


def test_so_is_one_of_a_document_without_a_meeting(chromium: Browser, tmp_path: Path) -> None:
    source = Source(slug="x", name="x.txt", sha256="0" * 64, text="Ways: one\n\nWays: two\n\n4 May 2020\n")
    in_each_scheme(chromium.open(write(inspect_source(source, Settings()), tmp_path / "x.html"), 390, 800), "problem")


def test_it_asks_for_nothing_and_shows_the_text_as_it_is(chromium: Browser, page: Path) -> None:
    opened = chromium.open(page)
    assert opened.run(SHOWN) == visible(inspect(DOCUMENT, Settings()).source.text)
    assert opened.requests() == [page.as_uri()]
    assert opened.complaints() == []


def test_a_click_on_a_name_shows_what_it_became(chromium: Browser, page: Path) -> None:
    opened = chromium.open(page)
    name = opened.locator(".words .m.is-person").first
    name.click()
    assert opened.run(CHOSEN) == name.text_content()
    pressed = opened.locator('[data-mark][aria-pressed="true"]')
    assert f"person: {str(name.text_content()).split()[-1]}" in " ".join(pressed.all_text_contents())
    opened.press("Escape")
    assert opened.run(CHOSEN) == ""


def test_a_finding_shows_its_words_by_the_keyboard(chromium: Browser, page: Path) -> None:
    opened = chromium.open(page)
    opened.locator(".of-fact button").first.focus()
    opened.press("Enter")
    assert opened.run(CHOSEN).strip()
    opened.press("Enter")
    assert opened.run(CHOSEN) == ""


def test_what_was_not_understood_can_be_seen_alone(chromium: Browser, page: Path) -> None:
    opened = chromium.open(page)
    opened.locator("[data-only]").click()
    assert opened.locator(".row:visible").count() == opened.locator(".row.nothing").count() > 0


def test_it_can_be_read_without_script(chromium: Browser, page: Path) -> None:
    opened = chromium.open(page, script=False)
    assert opened.locator(".row").count() > 100
    assert not opened.locator("#tools").is_visible()


def test_a_hostile_document_runs_nothing(chromium: Browser, tmp_path: Path) -> None:
    text = "ODDLE PARISH COUNCIL\n12 May 2020\n\nPresent: Cllr Hall\n\n1. <script>document.title='x'</script>\n\n" + (
        "<img src=x onerror=\"document.title='x'\"> </script><script>document.title='x'</script>\r\x00\u202e turned\n"
    )
    source = Source(slug="x", name="<script>document.title='x'</script>.txt", sha256="0" * 64, text=text)
    opened = chromium.open(write(inspect_source(source, Settings()), tmp_path / "x.html"))
    assert opened.run("document.title") != "x"
    assert opened.run(SHOWN) == visible(text)
    assert opened.complaints() == []

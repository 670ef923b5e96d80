"""Pages at the width of a telephone, in real Chromium."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Browser
from playwright.sync_api import Locator, expect
from test_view_filters import drag

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 390, 844
SIDEWAYS = "document.documentElement.scrollWidth"
LOW = """() => nodeSet.get().map(({ id }) => ({ id, at: network.canvasToDOM(network.getPosition(id)) }))
  .filter(({ at }) => at.x > 60 && at.x < 330)
  .find(({ at }) => at.y > stage.clientHeight * 0.6 && at.y < stage.clientHeight - 40).id"""


@pytest.fixture
def telephone(chromium: Browser, send_page: Path) -> Browser:
    return chromium.open(send_page, WIDTH, HEIGHT).settle()


def within_the_window(part: Locator) -> bool:
    box = part.bounding_box()
    return box is not None and box["x"] >= 0 and box["x"] + box["width"] <= WIDTH


def test_the_panel_comes_from_below_and_leaves_its_thing_in_sight(telephone: Browser) -> None:
    node = telephone.run(LOW)
    telephone.click_node(node)
    panel = telephone.locator("#panel")
    expect(panel).to_be_visible()
    expect(panel).not_to_have_class("arriving")
    telephone.settle()
    assert within_the_window(panel)
    box, stage = panel.bounding_box(), telephone.locator("#stage").bounding_box()
    assert box
    assert stage
    at = telephone.run("(id) => network.canvasToDOM(network.getPosition(id))", node)
    assert 0 < at["x"] < WIDTH
    assert 0 < at["y"] < box["y"] - stage["y"]
    assert telephone.run(SIDEWAYS) <= WIDTH


def test_menus_stay_within_the_window(telephone: Browser) -> None:
    telephone.locator("#relations summary").click()
    assert within_the_window(telephone.locator("#relations fieldset"))
    telephone.locator("h1").click()
    telephone.locator("#search").press_sequentially("service")
    assert within_the_window(telephone.locator("#found"))
    assert telephone.run(SIDEWAYS) <= WIDTH


def test_years_and_focus_work_here_too(telephone: Browser) -> None:
    drag(telephone, telephone.locator("#from-year"), 2014, 2019)
    expect(telephone.locator("#years-said")).to_have_text("2019 to 2024")
    telephone.locator("#search").press_sequentially("lantern")
    telephone.press("Enter")
    telephone.settle()
    telephone.locator("#panel").get_by_role("button", name="Focus, 1 link far").click()
    telephone.settle()
    expect(telephone.locator("#scope strong")).to_have_text("Around Lantern Trust, 1 link far")
    assert within_the_window(telephone.locator("#scope"))
    assert telephone.overlaps() == 0
    assert telephone.run(SIDEWAYS) <= WIDTH

"""The address keeps the state of a page: what one reader sees, another sees at the same address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from chromium import Browser, Chromium
from playwright.sync_api import expect
from test_view_filters import drag

pytestmark = pytest.mark.browser

STATE = """() => ({ ...state, hidden: [...state.hidden], without: [...state.without], opened: [...state.opened] })"""
ATTACK = "<img src=x onerror='window.hacked = 3'><script>window.hacked = 4</script>"


def seen(chromium: Browser) -> dict[str, Any]:
    """All that a reader sees of the state."""
    return {
        "state": chromium.run(STATE),
        "things": chromium.shown(),
        "links": chromium.linked(),
        "counts": chromium.locator("#counts").inner_text(),
        "scope": chromium.locator("#scope strong").all_inner_texts(),
        "years": chromium.locator("#years-said").inner_text(),
        "relations": chromium.locator("#relations-said").inner_text(),
        "pressed": chromium.run("[...document.querySelectorAll('.kind')].map((made) => made.ariaPressed)"),
        "boxes": chromium.run("[...document.querySelectorAll('#relations input')].map((box) => box.checked)"),
        "panel": chromium.locator("#panel:not([hidden])").all_inner_texts(),
        "colours": dict(chromium.run("nodeSet.get().map(({ id, font }) => [id, font.color])")),
    }


def elsewhere(chromium: Browser, page: Path) -> dict[str, Any]:
    """What another reader sees at the address of the page that is open."""
    return seen(chromium.open(page, address=chromium.address()).settle())


def test_a_view_can_be_sent_to_someone(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.locator("[data-kind=money]").click()
    chromium.locator("[data-kind=decision]").click()
    chromium.locator("#relations summary").click()
    chromium.locator("#relations input[value=funds]").uncheck()
    chromium.locator("h1").click()
    drag(chromium, chromium.locator("#from-year"), 2014, 2017)
    chromium.click_node(chromium.node("Corn Street Academy"))
    chromium.locator("#panel").get_by_role("button", name="Focus, 2 ").click()
    chromium.locator("#stage").focus()
    chromium.press("ArrowUp")
    chromium.settle()
    sent = seen(chromium)
    assert sent["state"]["scope"]["depth"] == 2
    assert sent["state"]["chosen"]["id"] != sent["state"]["scope"]["id"]
    assert elsewhere(chromium, send_page) == sent


def test_a_chosen_line_can_be_sent(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.click_edge(chromium.run("view.edges.find((edge) => edge.role === 'thread').id"))
    sent = seen(chromium)
    assert sent["state"]["chosen"]["sort"] == "link"
    assert elsewhere(chromium, send_page) == sent


def test_opened_neighbours_can_be_sent(chromium: Browser, person_page: Path) -> None:
    chromium.open(person_page).settle()
    chromium.double_click_node(chromium.node("Cabinet Member for Learning"))
    expect(chromium.locator("#scope")).to_be_visible()
    sent = seen(chromium)
    assert sent["state"]["opened"]
    assert elsewhere(chromium, person_page) == sent


def test_an_open_group_can_be_sent(chromium: Browser, corpus_page: Path) -> None:
    chromium.open(corpus_page).settle()
    chromium.double_click_node("group 2")
    expect(chromium.locator("#scope")).to_be_visible()
    sent = seen(chromium)
    assert sent["things"]
    assert elsewhere(chromium, corpus_page) == sent


@pytest.fixture(scope="module")
def untouched(launched: Chromium, send_page: Path, corpus_page: Path) -> dict[str, Any]:
    """What is seen of each page at no address."""
    browser = Browser(launched)
    told = {
        name: seen(browser.open(page).settle())
        for name, page in (("send_page", send_page), ("corpus_page", corpus_page))
    }
    browser.close()
    return told


OF_ANOTHER = [
    f"#focus={quote(ATTACK)}&depth={quote(ATTACK)}&open={quote(ATTACK)}&chosen={quote(ATTACK)}",
    f"#hide={quote(ATTACK)}&without={quote(ATTACK)}&years={quote(ATTACK)}&group={quote(ATTACK)}",
    "#focus=__proto__&group=constructor&open=toString&chosen=__proto__&hide=__proto__&without=constructor",
    "#link=one&link=two&link=three&chosen=organisation/no-such-thing",
    "#years=0000-9999&depth=99",
    "#years=2024-2014",
    "#years=2014",
    "#years=1e3-2e3",
    "#%&%%%=%E0%A4%A&=&&&",
    "#" + "open=organisation%2Fnowhere&" * 2000,
    f"#{ATTACK}",
    "#facts",
]


@pytest.mark.parametrize(
    ("page", "address"),
    [*(("send_page", address) for address in OF_ANOTHER), *(("corpus_page", address) for address in OF_ANOTHER[:3])],
)
def test_an_address_of_another_page_does_no_harm(
    chromium: Browser, page: str, address: str, untouched: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    opened = request.getfixturevalue(page)
    assert seen(chromium.open(opened, address=address).settle()) == untouched[page]
    assert chromium.run("window.hacked") is None
    assert chromium.complaints() == []


def test_what_is_known_of_an_address_is_kept_beside_what_is_not(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, address="#hide=decision&hide=dragons&years=2017-2021&without=funds&without=eats")
    expect(chromium.locator("#years-said")).to_have_text("2017 to 2021")
    assert chromium.run(STATE)["hidden"] == ["decision"]
    assert chromium.run(STATE)["without"] == ["funds"]


def test_an_address_that_is_typed_over_is_followed(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    chromium.run("location.hash = 'hide=decision'")
    expect(chromium.locator("[data-kind=decision]")).to_have_attribute("aria-pressed", "false")
    chromium.page.go_back()
    expect(chromium.locator("[data-kind=decision]")).to_have_attribute("aria-pressed", "true")


def test_filters_are_no_steps_of_the_way_back(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page)
    length = chromium.run("history.length")
    chromium.locator("[data-kind=decision]").click()
    chromium.locator("[data-kind=item]").click()
    assert chromium.run("history.length") == length
    assert "hide=decision" in chromium.address()

"""What stands on the canvas can be read, whatever the reader does: no label over another, none too pale."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Literal

import pytest
from chromium import Browser
from playwright.sync_api import expect
from test_view_page import contrast

from graphbuild import lookup, view
from graphbuild.graph.store import Graph
from graphbuild.view.finding import LOOKED_UP

pytestmark = pytest.mark.browser

SHOW = "(scope) => lookAt(scope)"
EVERY = 7  # of the things of a page, each so-manieth is looked at: all of them would take minutes
LABELS = "nodeSet.get().map(({ id, font }) => [id, font.color])"
# What is written on the canvas besides: the words on lines, and what drawBands writes.
BESIDES = "edgeSet.get().filter(({ label }) => label).map(({ font }) => font.color).concat(look().ink, look().soft)"


def overlapping(chromium: Browser) -> list[Any]:
    """The arrangements of the page that is open in which labels cover each other: all focuses, groups and openings."""
    chromium.settle()
    bad: list[Any] = ["as it opens"] if chromium.overlaps() else []
    things = range(0, chromium.run("view.things.length"), EVERY)
    scopes = [{"sort": "focus", "id": thing, "depth": depth} for thing in things for depth in (1, 2)]
    scopes += [{"sort": "group", "id": group} for group in range(chromium.run("view.groups.length"))]
    for scope in scopes:
        chromium.run(SHOW, scope)
        if chromium.overlaps():
            bad.append(scope)
    chromium.run(SHOW, {"sort": "start"})
    for thing in chromium.run("shown.things.filter((id) => neighboursOf(id).some((other) => !nodeSet.get(other)))")[:9]:
        chromium.run("(id) => openNeighbours(id)", thing)
        if chromium.overlaps():
            bad.append(("opened", thing))
    return bad


@pytest.mark.parametrize("page", ["send_page", "person_page", "corpus_page", "hostile_page"])
def test_labels_cover_each_other_in_no_arrangement(
    chromium: Browser, page: str, request: pytest.FixtureRequest
) -> None:
    assert overlapping(chromium.open(request.getfixturevalue(page))) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", view.KINDS)
def test_labels_cover_each_other_on_no_page_of_the_demo(
    chromium: Browser, demo_graph: Graph, kind: str, tmp_path: Path
) -> None:
    name = lookup.things(demo_graph, LOOKED_UP[kind], unused=False)[0].iri if kind in LOOKED_UP else None
    page = view.write(demo_graph, kind, name, tmp_path / "page.html")
    assert overlapping(chromium.open(page)) == []


def test_the_check_sees_labels_that_cover_each_other(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page).settle()
    chromium.run("() => { const [a, b] = nodeSet.get(); nodeSet.update({ id: a.id, x: b.x + 40, y: b.y + 25 }); }")
    assert chromium.overlaps() > 0


def test_labels_of_filtered_pages_do_not_cover_each_other_either(chromium: Browser, send_page: Path) -> None:
    chromium.open(send_page, address="#hide=decision&years=2017-2021&without=funds")
    assert chromium.overlaps() == 0


def strength(colour: str, behind: str) -> float:
    """The contrast of a colour, which may be half transparent, against what is behind it."""
    if colour.startswith("#"):
        return contrast(colour, behind)
    *mixed, alpha = map(float, re.findall(r"[\d.]+", colour))
    under = [int(behind[at : at + 2], 16) for at in (1, 3, 5)]
    seen = [round(alpha * one + (1 - alpha) * other) for one, other in zip(mixed, under, strict=True)]
    return contrast(f"#{seen[0]:02x}{seen[1]:02x}{seen[2]:02x}", behind)


def pale(chromium: Browser) -> set[Any]:
    """The things whose labels do not stand out from the page."""
    behind = chromium.run("look().page")
    return {node for node, colour in chromium.run(LABELS) if strength(colour, behind) < 4.5}


@pytest.mark.parametrize("page", ["send_page", "corpus_page"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_labels_stand_out_from_the_page(
    chromium: Browser, page: str, scheme: Literal["light", "dark"], request: pytest.FixtureRequest
) -> None:
    chromium.open(request.getfixturevalue(page))
    chromium.prefer(scheme)
    assert len(chromium.run(LABELS)) > 5
    assert pale(chromium) == set()
    assert all(strength(colour, chromium.run("look().page")) >= 4.5 for colour in chromium.run(BESIDES))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_only_what_has_nothing_to_do_with_what_is_chosen_is_pale(
    chromium: Browser, send_page: Path, scheme: Literal["light", "dark"]
) -> None:
    chromium.open(send_page).settle()
    chromium.prefer(scheme)
    trust = chromium.node("Lantern Trust")
    chromium.click_node(trust)
    near = {trust, *chromium.run("(id) => neighboursOf(id)", trust)}
    assert pale(chromium) == {node for node, _ in chromium.run(LABELS)} - near
    assert chromium.run("edgeSet.get().some(({ label }) => label)"), "lines say what they mean"
    assert all(strength(colour, chromium.run("look().page")) >= 4.5 for colour in chromium.run(BESIDES))
    chromium.press("Escape")
    expect(chromium.locator("#panel")).to_be_hidden()
    assert pale(chromium) == set()

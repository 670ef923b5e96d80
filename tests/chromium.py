"""Headless Chromium as a reader uses it: opens a page, clicks what is drawn, presses keys, looks."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import Locator, Page, sync_playwright

NAMED = "(name) => view.nodes.map((node) => node.id).filter((id) => view.things[id].name === name)"
NODE_AT = "(node) => network.canvasToDOM(network.getPosition(node))"
EDGE_AT = "(edge) => network.canvasToDOM(network.body.edges[edge].edgeType.getPoint(0.5))"
CAMERA = "[network.getViewPosition(), network.getScale()]"
SHOWN = "nodeSet.getIds().filter((id) => typeof id === 'number').map((id) => view.things[id].iri)"
LINKED = """edgeSet.get().filter(({ id }) => typeof id === "number")
  .map(({ from, to }) => [from, to].map((id) => view.things[id].iri))"""
# Of what is out of sight vis-network does not know the place: all of it is brought into sight first.
OVERLAPS = """() => {
  const [position, scale] = [network.getViewPosition(), network.getScale()];
  showAll(false);
  network.redraw();
  const boxes = nodeSet.getIds().map((id) => network.getBoundingBox(id));
  network.moveTo({ position, scale });
  const wide = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1;
  const high = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => wide(a, b) && high(a, b))).length;
}"""
TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


class Browser:
    """A window with a profile of its own for each page that it opens; of a file with the network off."""

    page: Page

    def __init__(self, chromium: Chromium) -> None:
        self._chromium = chromium
        self._requests: list[str] = []
        self._complaints: list[str] = []

    def open(self, page: Path, width: int = 1400, height: int = 900, script: bool = True, address: str = "") -> Browser:
        """Opens a page; ``address`` is what comes after its path, from the "#" on."""
        return self._opened(page.as_uri() + address, width, height, script, offline=True)

    def visit(self, address: str, width: int = 1400, height: int = 900, script: bool = True) -> Browser:
        """Opens a page of a server."""
        return self._opened(address, width, height, script, offline=False)

    def _opened(self, address: str, width: int, height: int, script: bool, offline: bool) -> Browser:
        self.close()
        self._requests, self._complaints = [], []
        size = {"width": width, "height": height}
        context = self._chromium.new_context(viewport=size, java_script_enabled=script, offline=offline)
        context.on("request", lambda request: self._requests.append(request.url))
        context.on("console", lambda message: self._complaints.append(f"{message.type}: {message.text}"))
        context.on("weberror", lambda error: self._complaints.append(f"error: {error.error}"))
        self.page = context.new_page()
        self.page.on("websocket", lambda socket: self._requests.append(socket.url))
        self.page.goto(address)
        return self

    def run(self, script: str, argument: Any = None) -> Any:
        """What an expression comes to, or a function of one argument returns."""
        return self.page.evaluate(script, argument)

    def locator(self, selector: str) -> Locator:
        return self.page.locator(selector)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def node(self, name: str) -> int:
        """The id of the drawn thing of that name."""
        found = self.run(NAMED, name)
        assert len(found) == 1, f"{len(found)} things are called {name!r}"
        return int(found[0])

    def click_node(self, node: int | str) -> None:
        self.locator("#stage").click(position=self.run(NODE_AT, node))

    def double_click_node(self, node: int | str) -> None:
        self.locator("#stage").dblclick(position=self.run(NODE_AT, node))

    def shown(self) -> set[str]:
        """IRIs of the things that are drawn."""
        return set(self.run(SHOWN))

    def linked(self) -> set[frozenset[str]]:
        """The pairs of IRIs that have a line between them."""
        return {frozenset(pair) for pair in self.run(LINKED)}

    def overlaps(self) -> int:
        """How many pairs of things with their labels cover each other, as they are drawn now."""
        self.run(TWO_FRAMES)
        return int(self.run(OVERLAPS))

    def address(self) -> str:
        return str(self.run("location.hash"))

    def click_edge(self, edge: int) -> None:
        self.locator("#stage").click(position=self.run(EDGE_AT, edge))

    def prefer(self, scheme: Literal["light", "dark"]) -> None:
        """As if the reader had set the system to that scheme; returns when the page has followed."""
        self.page.emulate_media(color_scheme=scheme)
        self.run(TWO_FRAMES)

    def settle(self) -> Browser:
        """Waits until the drawing has stopped moving."""
        before, deadline = None, time.monotonic() + 20
        while (now := self.run(CAMERA)) != before:
            assert time.monotonic() < deadline, "the drawing does not come to rest"
            before = now
            self.page.wait_for_timeout(120)
        return self

    def requests(self) -> list[str]:
        """Addresses of what the page that is open has asked for, itself included."""
        return list(self._requests)

    def complaints(self) -> list[str]:
        """What stands in the console, and errors that no script has caught."""
        return list(self._complaints)

    def close(self) -> None:
        for context in self._chromium.contexts:
            context.close()


@contextmanager
def launch(binary: str) -> Iterator[Chromium]:
    """Starts the Chromium at ``binary``; without its sandbox, which root cannot have, and with scroll bars."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=binary, chromium_sandbox=False, ignore_default_args=["--hide-scrollbars"]
        )
        yield chromium
        chromium.close()

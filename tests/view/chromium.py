"""Headless Chromium as a reader uses it: opens a page, clicks what is drawn, presses keys, looks."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1400,900",
)


class Browser:
    """A browser window."""

    def __init__(self, driver: webdriver.Chrome) -> None:
        self.driver = driver

    def open(self, page: Path, width: int = 1400, height: int = 900, script: bool = True) -> Browser:
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not script})
        self.driver.get("about:blank")
        self.driver.get_log("performance")
        self.driver.get_log("browser")
        self.driver.get(page.as_uri())
        return self

    def run(self, script: str, *arguments: Any) -> Any:
        return self.driver.execute_script(script, *arguments)

    def one(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def press(self, *keys: str) -> None:
        ActionChains(self.driver).send_keys(*keys).perform()

    def node(self, name: str) -> int:
        """The id of the drawn thing of that name."""
        found = self.run(
            "return view.nodes.map((n) => n.id).filter((id) => view.things[id].name === arguments[0])", name
        )
        assert len(found) == 1, f"{len(found)} things are called {name!r}"
        return int(found[0])

    def click_node(self, node: int) -> None:
        self._click(self.run("return network.canvasToDOM(network.getPosition(arguments[0]))", node))

    def click_edge(self, edge: int) -> None:
        script = "return network.canvasToDOM(network.body.edges[arguments[0]].edgeType.getPoint(0.5))"
        self._click(self.run(script, edge))

    def prefer(self, scheme: str) -> None:
        """As if the reader had set the system to a ``light`` or ``dark`` scheme; returns when the page has followed."""
        preferred = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", preferred)
        self.driver.execute_async_script(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done))"
        )

    def settle(self) -> None:
        """Waits until the drawing has stopped moving."""
        before, deadline = None, time.monotonic() + 5
        while (now := self.run("return [network.getViewPosition(), network.getScale()]")) != before:
            assert time.monotonic() < deadline, "the drawing does not come to rest"
            before = now
            time.sleep(0.12)

    def requests(self) -> list[str]:
        """Addresses of what the page that is open has asked for, itself included."""
        logged = (json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance"))
        sent = (message["params"] for message in logged if message["method"] == "Network.requestWillBeSent")
        return [params["request"]["url"] for params in sent if params["documentURL"] == self.driver.current_url]

    def complaints(self) -> list[str]:
        """What stands in the console."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def quit(self) -> None:
        self.driver.quit()

    def _click(self, at: dict[str, float]) -> None:
        stage = self.one("#stage")
        dx, dy = at["x"] - stage.size["width"] / 2, at["y"] - stage.size["height"] / 2
        ActionChains(self.driver).move_to_element_with_offset(stage, round(dx), round(dy)).click().perform()


def start(binary: str, driver: str, profile: Path) -> Browser:
    options = webdriver.ChromeOptions()
    options.binary_location = binary
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    return Browser(webdriver.Chrome(options=options, service=Service(driver)))

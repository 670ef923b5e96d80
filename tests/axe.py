"""axe-core on a page that is open."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from chromium import Browser

ALL: dict[str, Any] = {"resultTypes": ["violations"]}
OF_COLOURS = ALL | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def grave(browser: Browser, rules: dict[str, Any] = ALL) -> list[str]:
    """What axe-core finds that hinders readers, a line for each place: rule, selector and what is wrong."""
    violations: list[dict[str, Any]] = Axe().run(browser.page, options=rules).response["violations"]
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def in_each_scheme(browser: Browser, what: str) -> None:
    """Without opening the page again, which takes longer than the check; the schemes differ by their colours alone."""
    schemes: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (("light", ALL), ("dark", OF_COLOURS))
    for scheme, rules in schemes:
        browser.prefer(scheme)
        assert grave(browser, rules) == [], f"{what}, {scheme}"

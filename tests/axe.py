"""axe-core on a page that is open."""

from __future__ import annotations

from typing import Any, Literal

from axe_playwright_python.sync_playwright import Axe
from chromium import Browser

ONLY = {"resultTypes": ["violations"]}


def grave(browser: Browser) -> list[str]:
    """What axe-core finds that hinders readers, a line for each place: rule, selector and what is wrong."""
    violations: list[dict[str, Any]] = Axe().run(browser.page, options=ONLY).response["violations"]
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in violations
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


def in_each_scheme(browser: Browser, what: str) -> None:
    """Without opening the page again, which takes longer than the check."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        browser.prefer(scheme)
        assert grave(browser) == [], f"{what}, {scheme}"

"""Servers that run as long as a test, and fetches from them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from fetching import FakeClock, Fetch, barchester
from moderngov_site import Site, serving

from graphbuild.fetch.agent import user_agent
from graphbuild.fetch.outcome import Asked, Outcome
from graphbuild.fetch.run import fetch
from graphbuild.fetch.web import Web


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def site() -> Iterator[Site]:
    """Barchester's."""
    with serving(barchester()) as site:
        yield site


@pytest.fixture
def open_site() -> Iterator[Callable[..., Site]]:
    """Barchester's site with other traits."""
    with ExitStack() as stack:
        yield lambda **traits: stack.enter_context(serving(barchester(**traits)))


@pytest.fixture
def run(tmp_path: Path, clock: FakeClock) -> Fetch:
    """Fetches from a site to ``tmp_path/papers``."""

    def fetched(site: Site, committee: str = "Cabinet", **more: Any) -> Outcome:
        timeout = more.pop("timeout", 10.0)
        values = {"largest": 1_000_000, "total": 10_000_000, "into": tmp_path / "papers"} | more
        asked = Asked(site=site.address, committee=committee, **values)
        with Web(site.address, user_agent("clerk@barchester.example"), clock, timeout=timeout) as web:
            return fetch(web, asked, lambda *_: None)

    return fetched

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from serving import Server, start, stop


@pytest.fixture(scope="session")
def server(demo_output: Path) -> Iterator[Server]:
    """Of the demo, with small limits."""
    running = start(demo_output, seconds=2.0, rows=1000, size=2_000_000, waiting=1.0, workers=6)
    yield running
    stop(running)

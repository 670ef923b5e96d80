"""The demo's graph in the repository is the one that this code builds."""

from __future__ import annotations

from pathlib import Path

import pytest

GOLDEN = Path(__file__).resolve().parents[2] / "output" / "demo" / "graph.ttl"


@pytest.mark.skipif(not GOLDEN.exists(), reason="output/demo/graph.ttl is not there (docs/renew.py makes it)")
def test_the_committed_graph_is_what_the_code_builds(demo_output: Path) -> None:
    committed, built = (path.read_text("utf-8").splitlines() for path in (GOLDEN, demo_output / "graph.ttl"))
    gone, new = sorted(set(committed) - set(built)), sorted(set(built) - set(committed))
    assert (gone[:10], new[:10]) == ([], []), "run docs/renew.py, look at what changed, and commit it"
    assert GOLDEN.read_bytes() == (demo_output / "graph.ttl").read_bytes()

"""Whether two output folders hold the same build, whatever made it."""

from __future__ import annotations

import json
from pathlib import Path

from pyoxigraph import Store

from graphbuild.output import FINDINGS, GRAPHS, SOURCES, STORE

PARTS = sorted((*GRAPHS, "report.json", SOURCES, STORE, FINDINGS))


def contents(out: Path) -> dict[str, object]:
    """All that a build is, but for how long it took."""
    report = json.loads((out / "report.json").read_text("utf-8"))
    return {
        "parts": sorted(path.name for path in out.iterdir()),
        "graphs": [(out / name).read_bytes() for name in GRAPHS],
        "sources": {path.name: path.read_bytes() for path in (out / SOURCES).iterdir()},
        "quads": set(Store.read_only(str(out / STORE))),
        "report": {
            name: value for name, value in report.items() if name not in ("seconds", "unchanged", "corrections")
        },
        "findings": {path.name: path.read_bytes() for path in (out / FINDINGS).iterdir()},
    }

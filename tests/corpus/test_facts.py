"""What documents say of meetings, attendance, items and decisions, against what was written down by reading them.

Two groups are real documents of ../shared. ``made-up`` holds minutes of our own in the layouts of many councils, with
facts by people who did not see the code.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_facts import FOLDER, Count, by_hand, count, found

from graphbuild.extract import extract
from graphbuild.read.find import find
from graphbuild.read.source import read
from graphbuild.settings import Settings

HERE = Path(__file__).resolve().parent
SHARED = HERE.parents[2] / "shared"
FLOORS = {
    "rotherham": {"meetings": 1.0, "attendance": 0.96, "items": 0.97, "decisions": 0.96},
    "other": {"meetings": 1.0, "attendance": 0.96, "items": 0.96, "decisions": 0.93},
    "made-up": {"meetings": 0.95, "attendance": 0.9, "items": 0.9, "decisions": 0.8},
}
"""Of each group the F1 of each kind, pooled over its documents."""


def documents(group: str) -> dict[Path, Path]:
    """By document of a group: the file with its facts."""
    folder = HERE / group if (HERE / group).is_dir() else SHARED / "corpus" / group
    if not folder.is_dir():
        pytest.skip("the real documents in ../shared are not here")
    facts = {path.stem: path for path in (FOLDER / group).iterdir()}
    return {path: facts[path.stem] for path in sorted(folder.iterdir()) if path.stem in facts}


@pytest.mark.parametrize(
    "group", ["made-up", *(pytest.param(g, marks=pytest.mark.corpus) for g in ("other", "rotherham"))]
)
def test_facts_of_documents(group: str) -> None:
    by_document = documents(group)
    counts: dict[str, Count] = {}
    for path in find(list(by_document)).files:
        count(by_hand(by_document[path]), found(extract(read(path), Settings())), counts, path.name)
    assert counts["items"].gold > 20
    for kind, tally in counts.items():
        print(f"{group} {kind}: F1 {tally.f1:.3f} ({tally.hits} of {tally.gold}, {tally.found} found)")
    low = {kind: round(tally.f1, 3) for kind, tally in counts.items() if tally.f1 < FLOORS[group][kind]}
    assert low == {}, "\n".join(line for kind in low for line in counts[kind].wrong)

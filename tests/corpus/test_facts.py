"""What real documents say of meetings, attendance, items and decisions, against what we wrote down by reading them."""

from __future__ import annotations

from pathlib import Path

import pytest
from corpus_facts import FOLDER, Count, by_hand, count, found

from graphbuild.extract import extract
from graphbuild.read.find import find
from graphbuild.read.source import read
from graphbuild.settings import Settings

SHARED = Path(__file__).resolve().parents[3] / "shared"
FLOORS = {
    "rotherham": {"meetings": 1.0, "attendance": 0.96, "items": 0.97, "decisions": 0.96},
    "other": {"meetings": 0.9, "attendance": 0.9, "items": 0.85, "decisions": 0.8},
}


def documents(group: str) -> dict[Path, Path]:
    """By document of a group: the file with its facts."""
    folder = SHARED / "corpus" / group
    if not folder.is_dir():
        pytest.skip("the real documents in ../shared are not here")
    facts = {path.stem: path for path in (FOLDER / group).iterdir()}
    return {path: facts[path.stem] for path in sorted(folder.iterdir()) if path.stem in facts}


@pytest.mark.corpus
@pytest.mark.parametrize("group", sorted(FLOORS))
def test_facts_of_real_documents(group: str) -> None:
    by_document = documents(group)
    counts: dict[str, Count] = {}
    for path in find(list(by_document)).files:
        count(by_hand(by_document[path]), found(extract(read(path), Settings())), counts, path.name)
    assert counts["items"].gold > 20
    for kind, tally in counts.items():
        print(f"{group} {kind}: F1 {tally.f1:.3f} ({tally.hits} of {tally.gold}, {tally.found} found)")
    low = {kind: round(tally.f1, 3) for kind, tally in counts.items() if tally.f1 < FLOORS[group][kind]}
    assert low == {}, "\n".join(line for kind in low for line in counts[kind].wrong)

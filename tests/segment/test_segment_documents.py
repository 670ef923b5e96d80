"""A made-up document for each way of writing minutes, and what it comes apart into."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from segmenting import meetings

from graphbuild.segment.layout import layouts

DOCUMENTS = sorted((Path(__file__).parent / "documents").glob("*.txt"))


def expected(document: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = yaml.safe_load(document.with_suffix(".yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_document(document: Path) -> None:
    assert meetings(document.read_text(encoding="utf-8")) == expected(document)


def test_every_layout_has_a_document() -> None:
    used = {meeting["layout"] for document in DOCUMENTS for meeting in expected(document) if meeting.get("items")}
    assert used == {layout.name for layout in layouts()}

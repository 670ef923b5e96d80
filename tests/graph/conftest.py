from __future__ import annotations

from pathlib import Path

import pytest
from madeup import CORPUS
from madeup.documents import TEXTS
from madeup.settings import PROVENANCE, SETTINGS

from graphbuild.graph.emit import quads
from graphbuild.graph.write import write


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up corpus as a build writes it. Not to be changed: copy it first."""
    folder = tmp_path_factory.mktemp("built")
    write(quads(CORPUS, SETTINGS, PROVENANCE), folder)
    (folder / "sources").mkdir()
    for slug, text in TEXTS.items():
        (folder / "sources" / f"{slug}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder

from __future__ import annotations

from pathlib import Path

import pytest
from madeup import CORPUS
from madeup.documents import TEXTS

from graphbuild.graph.emit import quads
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.write import write
from graphbuild.settings import Settings

SETTINGS = Settings(topics=Path(__file__).parents[1] / "data" / "topics.ttl", title="Papers of Barchester")
PROVENANCE = Provenance(software="0.0.0", model="en_made_up", model_version="1.2.3")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up corpus as a build writes it. Not to be changed: copy it first."""
    folder = tmp_path_factory.mktemp("built")
    write(quads(CORPUS, SETTINGS, PROVENANCE), folder)
    (folder / "sources").mkdir()
    for slug, text in TEXTS.items():
        (folder / "sources" / f"{slug}.txt").write_text(text, encoding="utf-8", newline="\n")
    return folder

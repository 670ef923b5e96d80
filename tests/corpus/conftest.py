"""One build of the real documents for all tests of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graphbuild.pipeline import build

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture(scope="session")
def real_documents() -> list[Path]:
    """The files of the corpus that the project was asked for."""
    folder = SHARED / "corpus" / "rotherham"
    if not folder.is_dir():
        pytest.skip("the real documents in ../shared are not here")
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def real_output(real_documents: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of a build of them; tests only read it."""
    out = tmp_path_factory.mktemp("real") / "output"
    report = build(real_documents, out)
    assert report.refused == ()
    return out


@pytest.fixture(scope="session")
def scorer() -> Path:
    """The script that scores a graph by the contract's terms alone."""
    script = SHARED / "score" / "score.py"
    if not script.is_file():
        pytest.skip("the scorer in ../shared is not here")
    return script

"""The user's files travel with the settings, by what is in them."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from graphbuild import topics
from graphbuild.errors import GraphbuildError
from graphbuild.segment.own import fingerprint
from graphbuild.settings import Settings
from graphbuild.spark.carrying import carried, settled

LAYOUT = "name: moot\nsummary: A made-up one\nitems:\n  heads:\n    - head: 'Matter {number} ~ {title}'\n"


def test_topics_and_layouts_arrive_whatever_is_at_their_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme, layouts, worker = tmp_path / "scheme.ttl", tmp_path / "layouts", tmp_path / "worker"
    scheme.write_bytes(topics.bundled().read_bytes())
    layouts.mkdir()
    worker.mkdir()
    (layouts / "moot.yaml").write_text(LAYOUT)
    settings = Settings(topics=scheme, layouts=layouts, title="Papers")
    carry = pickle.loads(pickle.dumps(carried(settings)))
    expected = topics.load(scheme), fingerprint(layouts)
    scheme.unlink()
    (layouts / "moot.yaml").unlink()
    monkeypatch.setenv("GRAPHBUILD_TITLE", "what a worker's machine says")
    arrived = settled(carry, worker)
    assert (topics.load(arrived.topics), fingerprint(arrived.layouts)) == expected
    assert arrived.title == "Papers"
    assert settled(carry, worker) == arrived
    assert len(list(worker.iterdir())) == 1, "written once"


def test_a_layout_that_is_none_is_said_before_anything_is_sent(tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("name: 5 ~\n")
    with pytest.raises(GraphbuildError, match=r"bad\.yaml"):
        carried(Settings(layouts=tmp_path / "bad.yaml"))

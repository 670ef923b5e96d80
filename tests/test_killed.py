"""A build over another, killed at any moment: the graph is whole, and the next run is as if nothing had happened."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import sys
import time
from pathlib import Path

import pytest
from builds import contents

from graphbuild.graph.store import open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE

DEMO = PACKAGE / "demo" / "corpus"
NAMES = ("2014-09-minutes.txt", "2014-06-minutes.txt", "2024-06-minutes.txt")
POINTS = 40
PAGE = 1_000


@pytest.mark.slow
def test_killed_at_forty_points_nothing_is_lost_or_doubled(memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from killing import NEVER, run

    # The server that children are forked from passes over what it cannot import, and each child then loads the model.
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([run.__module__])
    documents, before, clean = memory / "documents", memory / "before", memory / "clean"
    documents.mkdir()
    for name in NAMES[:2]:
        add(documents, name)
    build([documents], before)
    change(documents)
    build([documents], clean)
    old, new = contents(before), contents(clean)
    assert old["graphs"] != new["graphs"]

    shutil.copytree(before, memory / "counted")
    first = context.Process(target=run, args=(documents, memory / "counted", 0))
    first.start()  # the server that the others are forked from starts with it, and is no part of a build's time
    first.join(60)
    counting = context.Process(target=run, args=(documents, memory / "counted", NEVER, memory / "events"))
    counting.start()
    began = time.monotonic()
    counting.join(60)
    seconds, events = time.monotonic() - began, int((memory / "events").read_text())
    assert events > 50

    chance = random.Random(6)
    killed = 0
    for number in range(POINTS):
        out = shutil.copytree(before, memory / str(number))
        # By turns at a touch of a file, where most can go wrong, and at any time.
        point = chance.randrange(events) if number % 2 else NEVER
        child = context.Process(target=run, args=(documents, out, point))
        child.start()
        if point == NEVER:
            child.join(chance.uniform(0.0, seconds))
            child.kill()
        child.join(60)
        killed += child.exitcode == -signal.SIGKILL
        open_graph(out)  # as a reader would, who completes what is ready
        assert contents(out)["graphs"] in (old["graphs"], new["graphs"]), f"point {number} leaves half a build"
        build([documents], out)
        assert contents(out) == new, f"after point {number} the next build is another"
        shutil.rmtree(out)
    assert killed > POINTS * 0.55, "most were killed before they were done"


def change(documents: Path) -> None:
    """One document changes, one goes, one comes."""
    path = documents / NAMES[0]
    text = path.read_text("utf-8")
    assert "be confirmed" in text
    path.write_text(text.replace("be confirmed", "be amended and confirmed"), "utf-8")
    (documents / NAMES[1]).unlink()
    add(documents, NAMES[2])


def add(documents: Path, name: str) -> None:
    """The first page of a document: forty builds of all of it would take minutes."""
    text = (DEMO / name).read_text("utf-8")
    (documents / name).write_text(text[: text.index("\n\n", PAGE)], "utf-8")

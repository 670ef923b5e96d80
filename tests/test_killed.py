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

from graphbuild.extract import nlp
from graphbuild.graph.store import open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings

DEMO = PACKAGE / "demo" / "corpus"
NAMES = ("2014-06-minutes.txt", "2014-09-minutes.txt", "2024-06-minutes.txt")
POINTS = 40
EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.scandir")

if multiprocessing.parent_process() or __name__ == "__mp_main__":
    nlp.load(Settings().model)  # once, in the process that all that are killed are forked from


def count_events(documents: Path, out: Path, told: str) -> None:
    Path(told).write_text(f"{run(documents, out, -1)}")


def run(documents: Path, out: Path, point: int) -> int:
    """Builds, and kills this process at its ``point``-th touch of a file; gives how often it touched one."""
    passed = 0

    def count(event: str, _: tuple[object, ...]) -> None:
        nonlocal passed
        if event in EVENTS:
            if passed == point:
                os.kill(os.getpid(), signal.SIGKILL)
            passed += 1

    sys.addaudithook(count)
    build([documents], out)
    return passed


@pytest.mark.slow
def test_killed_at_forty_points_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([__name__])
    documents, before, clean = tmp_path / "documents", tmp_path / "before", tmp_path / "clean"
    documents.mkdir()
    for name in NAMES[:2]:
        shutil.copy(DEMO / name, documents)
    build([documents], before)
    change(documents)
    build([documents], clean)
    old, new = contents(before), contents(clean)
    assert old["graphs"] != new["graphs"]

    shutil.copytree(before, tmp_path / "counted")
    counting = context.Process(target=count_events, args=(documents, tmp_path / "counted", tmp_path / "events"))
    counting.start()
    began = time.monotonic()
    counting.join(60)
    seconds, events = time.monotonic() - began, int((tmp_path / "events").read_text())
    assert events > 50

    chance = random.Random(6)
    killed = 0
    for number in range(POINTS):
        out = shutil.copytree(before, tmp_path / str(number))
        # By turns at a touch of a file, where most can go wrong, and at any time.
        point = chance.randrange(events) if number % 2 else -1
        child = context.Process(target=run, args=(documents, out, point))
        child.start()
        if point < 0:
            child.join(chance.uniform(0.0, seconds))
            child.kill()
        child.join(60)
        killed += child.exitcode == -signal.SIGKILL
        open_graph(out)  # as a reader would, who completes what is ready
        assert contents(out)["graphs"] in (old["graphs"], new["graphs"]), f"point {number} leaves half a build"
        build([documents], out)
        assert contents(out) == new, f"after point {number} the next build is another"
        shutil.rmtree(out)
    assert killed > POINTS * 0.7, "most were killed before they were done"


def change(documents: Path) -> None:
    """One document changes, one goes, one comes."""
    path = documents / NAMES[0]
    path.write_text(path.read_text("utf-8").replace("be noted", "be received and noted"), "utf-8")
    (documents / NAMES[1]).unlink()
    shutil.copy(DEMO / NAMES[2], documents)

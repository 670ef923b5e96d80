"""Extraction on a cluster of two workers gives the local engine's findings, also where a worker is killed midway."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from expecting import DEMO, by_path, expected

if TYPE_CHECKING:
    from cluster import Cluster

pytestmark = [
    pytest.mark.slow,
    pytest.mark.spark,
    pytest.mark.skipif(not shutil.which("java"), reason="needs a Java runtime"),
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc to find the processes"),
]


def test_a_worker_that_is_killed_midway_changes_nothing(tmp_path: Path) -> None:
    cluster = pytest.importorskip("cluster")
    hold, out = tmp_path / "hold", tmp_path / "out.parquet"
    hold.mkdir()
    with cluster.running(tmp_path / "cluster") as running:
        driver = drive(running, out, hold, tmp_path / "driver.log")
        try:
            cluster.until(lambda: len(held_at(hold)) == 2, [driver, *running.workers])
            workers = {place: int(Path(place).parts[-3].removeprefix("worker-")) for place in held_at(hold)}
            lost, kept = sorted(workers.values())
            running.kill(lost)
            cluster.until(lambda: running.alive() == 1, [driver, running.workers[kept]])
            (hold / "go").touch()
            assert driver.wait(cluster.PATIENCE) == 0, (tmp_path / "driver.log").read_text()
        finally:
            cluster.end(driver)
    assert processes_of(tmp_path) == [], "nothing is left of the cluster"
    attempts = [path.name.split("-")[0] for path in hold.glob("*-*")]
    assert len(attempts) > len(set(attempts)), "what the lost worker was at was done again"
    assert by_path(out) == expected([DEMO])


def drive(running: Cluster, out: Path, hold: Path, log: Path) -> subprocess.Popen[bytes]:
    script = Path(__file__).with_name("driving.py")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path)}
    with log.open("wb") as told:
        return subprocess.Popen(
            [sys.executable, str(script), running.url, str(out), str(hold), str(DEMO)],
            stdout=told,
            stderr=told,
            env=environment,
        )


def held_at(folder: Path) -> set[str]:
    """Where the executors work that have a task which is held."""
    return {place for path in folder.glob("*-*") if (place := path.read_text())}


def processes_of(folder: Path) -> list[str]:
    """The commands of processes that were started with this folder in their command or environment."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            command, environment = (process / "cmdline").read_bytes(), (process / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in command + environment and int(process.name) != os.getpid():
            found.append(command.decode(errors="replace"))
    return found

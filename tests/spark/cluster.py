"""A standalone cluster of Spark on loopback: a master and workers, each a process of its own, which can be killed."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyspark

HOST = "127.0.0.1"
PATIENCE = 90.0


@dataclass
class Cluster:
    """What runs, and where."""

    url: str
    page: str
    """Of the master: what it knows as JSON is there below ``/json``."""
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def state(self) -> dict[str, Any]:
        """What the master knows of its workers and applications."""
        with urllib.request.urlopen(f"{self.page}/json/", timeout=5) as answer:
            return dict(json.load(answer))

    def is_up(self) -> bool:
        """Whether the master answers."""
        try:
            return self.state()["status"] == "ALIVE"
        except OSError:
            return False

    def alive(self) -> int:
        """How many workers the master has."""
        try:
            return int(self.state()["aliveworkers"])
        except OSError:
            return 0

    def kill(self, number: int) -> None:
        """Ends a worker with SIGKILL, and with it its executors and their Python, as a machine that loses its power."""
        end(self.workers[number])


@contextmanager
def running(folder: Path, workers: int = 2, memory: str = "2g") -> Iterator[Cluster]:
    """A cluster of so many workers of one core each, with its logs and work in ``folder``; nothing of it is left."""
    started: list[subprocess.Popen[bytes]] = []
    port, page = free_port(), free_port()
    cluster = Cluster(f"spark://{HOST}:{port}", f"http://{HOST}:{page}")
    try:
        master = ["master.Master", "--host", HOST, "--port", str(port), "--webui-port", str(page)]
        started.append(start(master, folder / "master"))
        until(cluster.is_up, started)  # a worker that finds none tries again only after seconds
        for number in range(workers):
            place = folder / f"worker-{number}"
            arguments = ["worker.Worker", "--host", HOST, "--cores", "1", "--memory", memory, "--webui-port", "0"]
            cluster.workers.append(start([*arguments, "--work-dir", str(place), cluster.url], place))
            started.append(cluster.workers[-1])
        until(lambda: cluster.alive() == workers, started)
        yield cluster
    finally:
        for process in reversed(started):
            end(process)


def start(arguments: list[str], folder: Path) -> subprocess.Popen[bytes]:
    """A process of Spark's, the first of a session of its own; what it says goes into ``folder``."""
    folder.mkdir(parents=True)
    home = Path(pyspark.__file__).parent
    environment = os.environ | {
        # What Spark's own scripts set.
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": scala(home),
        "SPARK_LOCAL_IP": HOST,
        "SPARK_LOCAL_DIRS": str(folder / "local"),
        "PYSPARK_PYTHON": sys.executable,
        "PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path),
    }
    java = ["java", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dspark.master.rest.enabled=false"]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*java, "-cp", str(home / "jars" / "*"), f"org.apache.spark.deploy.{arguments[0]}", *arguments[1:]],
            stdout=log,
            stderr=log,
            cwd=folder,
            env=environment,
            start_new_session=True,
        )


def scala(home: Path) -> str:
    """The version of Scala that Spark's jars are for, as their names say."""
    [core] = (home / "jars").glob("spark-core_*.jar")
    return core.name.removeprefix("spark-core_").partition("-")[0]


def end(process: subprocess.Popen[bytes]) -> None:
    """Kills a process and all that it has started, and what these have started."""
    doomed = [process.pid, *descendants(process.pid)]
    for pid in doomed:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    process.wait()


def descendants(pid: int) -> list[int]:
    """The processes that ``pid`` has started, and those that these have, all the way down."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").glob("*"):
        try:
            children = [int(child) for child in (thread / "children").read_text().split()]
        except OSError:
            continue
        for child in children:
            found += [child, *descendants(child)]
    return found


def until(happened: Callable[[], bool], processes: list[subprocess.Popen[bytes]]) -> None:
    """Waits for what is to happen, as long as ``processes`` run and patience lasts."""
    deadline = time.monotonic() + PATIENCE
    while not happened():
        assert time.monotonic() < deadline, "the cluster takes too long"
        assert all(process.poll() is None for process in processes), "a process of the cluster has ended"
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind((HOST, 0))
        return int(one.getsockname()[1])

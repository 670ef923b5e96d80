"""How many queries a second ``graphbuild serve`` answers, beside a bare ``oxigraph serve-read-only`` on the same store.

    python benchmarks/serving.py [FOLDER] [--clients N] [--seconds N] [--rounds N] [--at-least RATIO]

FOLDER is a build's output; without one, the bundled demo is built first. The queries are the named ones with their
example's parameters, or without any where the graph does not have what an example names; each client asks them in an
order of its own, by POST over a connection that it keeps, and reads the whole answer. Both servers give the same
answers first, which also warms them; then they are asked by turns, in rounds, until each had its seconds. The clients
are threads of this process, on the same cores as the servers.

Ends with 1 where an answer is an error or differs, or ours has less than RATIO times the throughput of the other.
"""

from __future__ import annotations

import argparse
import http.client
import json
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles

from graphbuild import query
from graphbuild.errors import GraphbuildError
from graphbuild.graph.sparql import with_values
from graphbuild.graph.store import open_graph
from graphbuild.pipeline import build
from graphbuild.resources import PACKAGE

OXIGRAPH = shutil.which("oxigraph", path=Path(sys.executable).parent) or shutil.which("oxigraph")
HEADERS = {"Content-Type": "application/sparql-query", "Accept": "application/sparql-results+json"}


@dataclass
class Server:
    name: str
    port: int
    path: str
    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def ask(self, connection: http.client.HTTPConnection, text: str) -> tuple[int, bytes]:
        connection.request("POST", self.path, text.encode(), HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.read()

    @property
    def throughput(self) -> float:
        return len(self.latencies) / self.seconds

    def line(self) -> str:
        cuts = quantiles(self.latencies, n=100)
        millis = ", ".join(f"{name} {1000 * value:.0f}" for name, value in (("median", cuts[49]), ("95 %", cuts[94])))
        most = 1000 * max(self.latencies)
        failed = sum(self.errors.values())
        return f"{self.name:26} {self.throughput:8.1f} queries a second; ms: {millis}, most {most:.0f}; {failed} errors"


def named_queries(folder: Path) -> list[str]:
    graph = open_graph(folder)
    texts = []
    for named in query.list_queries():
        try:
            terms = query.bindings(graph, named, named.example)
        except GraphbuildError:
            terms = query.bindings(graph, named, {})
        texts.append(with_values(named.text, terms))
    return texts


@contextmanager
def serving(folder: Path) -> Iterator[tuple[Server, Server]]:
    """Ours and the other, both on the store of the build in ``folder``."""
    assert OXIGRAPH, "pip install 'oxigraph>=0.5.13,<0.6' first"
    command = [sys.executable, "-m", "graphbuild", "serve", "--port", "0", "--graph", str(folder)]
    ours = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    port = free_port()
    command = [OXIGRAPH, "serve-read-only", "--location", str(folder / "store"), "--bind", f"127.0.0.1:{port}"]
    theirs = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    try:
        assert ours.stdout
        said = re.search(r":(\d+)", ours.stdout.readline())
        assert said, "graphbuild serve did not say where it listens"
        yield Server("graphbuild serve", int(said[1]), "/sparql"), Server("oxigraph serve-read-only", port, "/query")
    finally:
        for process in (ours, theirs):
            process.terminate()
            process.wait(20)


def free_port() -> int:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def warm(server: Server, texts: list[str]) -> list[object]:
    """The answers to all queries, when the server is there; without the order of rows, which not all queries set."""
    deadline = time.monotonic() + 60
    while True:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        try:
            server.ask(connection, "ASK {}")
            break
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)
    answers: list[object] = []
    for text in texts:
        status, body = server.ask(connection, text)
        if status != 200:
            raise SystemExit(f"{server.name} answered {status}: {body[:200]!r}")
        found = json.loads(body)["results"]["bindings"]
        answers.append(sorted(json.dumps(row, sort_keys=True) for row in found))
    connection.close()
    return answers


def load(server: Server, texts: list[str], clients: int, seconds: float) -> None:
    """Asks the server by as many clients at once, for so long; adds what came of it to the server's numbers."""
    begun = time.monotonic()
    ends = begun + seconds
    lock = threading.Lock()

    def client(number: int) -> None:
        order = random.Random(number)
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        spent: list[float] = []
        while time.monotonic() < ends:
            asked = time.monotonic()
            try:
                status, body = server.ask(connection, order.choice(texts))
                problem = "" if status == 200 else f"{status}: {body[:100].decode('utf-8', 'replace')}"
            except (OSError, http.client.HTTPException) as error:
                problem = repr(error)
                connection.close()
            if problem:
                with lock:
                    server.errors[problem] += 1
            else:
                spent.append(time.monotonic() - asked)
        connection.close()
        with lock:
            server.latencies.extend(spent)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    server.seconds += time.monotonic() - begun


def compare(folder: Path, clients: int, seconds: float, rounds: int) -> tuple[Server, Server]:
    texts = named_queries(folder)
    with serving(folder) as (ours, theirs):
        if warm(ours, texts) != warm(theirs, texts):
            raise SystemExit("the two give different answers")
        for _ in range(rounds):
            for server in (ours, theirs):
                load(server, texts, clients, seconds / rounds)
    return ours, theirs


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--at-least", type=float, default=0.0, metavar="RATIO")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.folder or Path(temporary, "demo")
        if not given.folder:
            build([PACKAGE / "demo" / "corpus"], folder)
        ours, theirs = compare(folder, given.clients, given.seconds, given.rounds)
    print(f"{given.clients} clients, {given.seconds:g} s each in {given.rounds} rounds:")
    failed = False
    for server in (ours, theirs):
        print(server.line())
        for problem, times in server.errors.most_common(3):
            print(f"  {times} x {problem}")
        failed = failed or bool(server.errors)
    ratio = ours.throughput / theirs.throughput
    print(f"ours has {ratio:.2f} times the throughput of the other")
    return int(failed or ratio < given.at_least)


if __name__ == "__main__":
    sys.exit(main())

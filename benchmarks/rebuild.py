"""How long it takes to build again when one document of many has changed, against building them all from nothing.

    python benchmarks/rebuild.py [--number 200] [--at-most 0.2]

Makes minutes (``benchmarks/minutes.py``), builds them, changes one, and builds again over that; a third build, from
nothing, has to give the same bytes. Each is a process of its own, start and loading included. Prints seconds by the
clock and of processor time, and the ratio of the latter, since what else a machine does slows what is by the clock;
exits 1 where it is above ``--at-most``, more than one document was extracted, or the bytes differ.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import minutes

GRAPHS = ("graph.ttl", "graph.trig")


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--number", type=int, default=200)
    parser.add_argument("--at-most", type=float, default=0.2)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paths = minutes.write(folder / "documents", arguments.number)
        full = timed(folder, "output", "all")
        changed = paths[len(paths) // 2]
        changed.write_text(changed.read_text("utf-8").replace("be endorsed", "be welcomed and endorsed"), "utf-8")
        again = timed(folder, "output", "one changed")
        timed(folder, "clean", "from nothing")
        same = all((folder / "output" / g).read_bytes() == (folder / "clean" / g).read_bytes() for g in GRAPHS)
        report = json.loads((folder / "output" / "report.json").read_text("utf-8"))
    extracted, ratio = arguments.number - report["unchanged"], again / full
    print(f"extracted anew    {extracted:8}")
    print(f"same bytes        {'yes' if same else 'no':>8}")
    print(f"ratio             {ratio:8.3f} (at most {arguments.at_most:g})")
    return int(ratio > arguments.at_most or extracted != 1 or not same)


def timed(folder: Path, out: str, what: str) -> float:
    """Seconds of processor time of a build of the documents in ``folder``."""
    command = [sys.executable, "-m", "graphbuild", "build", str(folder / "documents"), "--out", str(folder / out)]
    began, used = time.perf_counter(), processor()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    elapsed, seconds = time.perf_counter() - began, processor() - used
    stages = json.loads((folder / out / "report.json").read_text("utf-8"))["seconds"]
    told = ", ".join(f"{stage} {taken:.1f}" for stage, taken in stages.items())
    print(f"{what:17} {elapsed:8.1f} s, {seconds:.1f} of a processor ({told})")
    return seconds


def processor() -> float:
    """Seconds that processes of ours that have ended took of a processor."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    sys.exit(main())

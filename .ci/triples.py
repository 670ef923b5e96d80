"""Counts a Turtle file's triples as three parsers read it: rdflib, pyoxigraph and rapper; exits 1 where they differ.

python .ci/triples.py graph.ttl
"""

from __future__ import annotations

import re
import subprocess
import sys

import pyoxigraph
import rdflib


def main(path: str) -> int:
    """Prints the three counts of the file at ``path``; 0 where they agree, else 1."""
    rapper = subprocess.run(["rapper", "-i", "turtle", "-c", path], capture_output=True, text=True, check=True)
    said = re.search(r"returned (\d+) triples", rapper.stderr)
    counts = {
        "rdflib": len(rdflib.Graph().parse(path, format="turtle")),
        "pyoxigraph": len(set(pyoxigraph.parse(path=path))),
        "rapper": int(said[1]) if said else 0,
    }
    print(path, *(f"{parser} {count}" for parser, count in counts.items()), sep="  ")
    return int(len(set(counts.values())) > 1 or not all(counts.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

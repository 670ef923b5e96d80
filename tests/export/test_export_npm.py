"""What JavaScript reads: n3 and jsonld from npm read the same triples as were exported."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from reading_back import Row, said_by

from graphbuild.graph.store import Graph

PACKAGES = ("n3@1", "jsonld@8")
PROGRAM = """
const { readFileSync } = require('fs');
const [form, path] = process.argv.slice(2);
const text = readFileSync(path, 'utf8');
const n3 = require('n3');
async function main() {
  const nquads = await require('jsonld').toRDF(JSON.parse(text), { format: 'application/n-quads' });
  process.stdout.write(nquads);
}
if (form === 'jsonld') main();
else {
  const writer = new n3.Writer(process.stdout, { format: 'N-Quads', end: false });
  writer.addQuads(new n3.Parser({ format: { turtle: 'Turtle', trig: 'TriG', nquads: 'N-Quads' }[form] }).parse(text));
  writer.end();
}
"""


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packages and a program that writes what they read as N-Quads."""
    if not (shutil.which("npm") and shutil.which("node")):
        pytest.skip("npm and node are not installed")
    folder = tmp_path_factory.mktemp("node")
    command = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", str(folder), *PACKAGES]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        pytest.skip(f"npm cannot install {' and '.join(PACKAGES)}: {done.stderr.strip()[-300:]}")
    (folder / "read.js").write_text(PROGRAM)
    return folder


@pytest.mark.npm
@pytest.mark.parametrize("form", ["turtle", "trig", "nquads", "jsonld"])
def test_javascript_reads_the_same(
    exported: Callable[..., bytes], trig: Graph, node: Path, tmp_path: Path, form: str
) -> None:
    path = tmp_path / form
    path.write_bytes(exported(trig, form))
    command = ["node", str(node / "read.js"), form, str(path)]
    read = subprocess.run(command, capture_output=True, check=True, timeout=120).stdout
    found = {row(quad) for quad in ox.parse(read, format=ox.RdfFormat.N_QUADS)}
    assert found == said_by(trig, quads=form in ("trig", "nquads"))


def row(quad: ox.Quad) -> Row:
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    return tuple(str(term) for term in terms if not isinstance(term, ox.DefaultGraph))

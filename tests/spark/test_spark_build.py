"""A build on a cluster gives the graph of one in one process, triple for triple, whatever becomes of its workers."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from graphbuild import demo, output, pipeline
from graphbuild.errors import GraphbuildError
from graphbuild.loading import load
from graphbuild.settings import Settings

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    pytest.mark.spark,
    pytest.mark.skipif(not shutil.which("java"), reason="needs a Java runtime"),
]
CORPUS = Path(demo.__file__).parent / "corpus"
MADE_UP = Path(__file__).resolve().parents[1] / "corpus" / "made-up"
OTHERS = tuple(MADE_UP / name for name in ("marlowbridge-planning.txt", "wexcombe.txt", "thornshire-cabinet.txt"))
EVERY_STAGE = "GRAPHBUILD_EVERY_STAGE"
"""Set, a worker is killed in the midst of each stage, one build after the other."""
STAGES = (
    *("documents", "surveys", "scopes", "names", "organisations", "entities", "parts", "parts-said", "strays-said"),
    "organisations-said",
)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the local engine."""
    out = tmp_path_factory.mktemp("local") / "output"
    pipeline.build([CORPUS, *OTHERS], out)
    return out


@pytest.fixture(scope="module")
def on_spark(spark: SparkSession, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output of the same build on Spark, in local mode."""
    from graphbuild.spark import engine

    out = tmp_path_factory.mktemp("spark") / "output"
    engine.build([str(CORPUS), *map(str, OTHERS)], str(out), Settings())
    return out


def quads_of(out: Path) -> Iterator[Quad]:
    files = sorted((out / "quads").glob("part-*.nq.gz"))
    assert files
    for file in files:
        with gzip.open(file) as stream:
            yield from parse(stream, RdfFormat.N_QUADS)  # type: ignore[arg-type]


def graph_of(out: Path) -> set[Quad]:
    return set(parse((out / output.GRAPHS[1]).read_bytes(), RdfFormat.TRIG))


def test_the_graph_is_the_local_engines(local: Path, on_spark: Path) -> None:
    assert set(quads_of(on_spark)) == graph_of(local)
    told = json.loads((on_spark / "report.json").read_text())
    expected = json.loads((local / output.REPORT).read_text())
    assert told["documents"] == len(expected["documents"])
    assert sorted(told["warnings"]) == sorted(expected["warnings"])
    assert {path.name for path in on_spark.glob("[!.]*")} == {"quads", "documents", "report.json"}


def test_loaded_it_is_the_same_build(local: Path, on_spark: Path, tmp_path: Path) -> None:
    report = load([on_spark], tmp_path / "loaded", lambda *_: None)
    for name in output.GRAPHS:
        assert (tmp_path / "loaded" / name).read_bytes() == (local / name).read_bytes()
    expected = json.loads((local / output.REPORT).read_text())
    assert (report.triples, report.quads) == (expected["triples"], expected["quads"])
    for text in (local / output.SOURCES).iterdir():
        assert (tmp_path / "loaded" / output.SOURCES / text.name).read_bytes() == text.read_bytes()


def test_corrections_are_applied(spark: SparkSession, tmp_path: Path) -> None:
    from graphbuild.spark import engine

    document = shutil.copy(OTHERS[0], tmp_path)
    said = "- wrong: Nobody At All\n  by: a reader\n  on: 2026-01-05\n  because: a test\n"
    (tmp_path / "corrections.yaml").write_text(said)
    built = engine.build([str(document)], str(tmp_path / "spark"), Settings())
    report = pipeline.build([document], tmp_path / "local")
    assert set(quads_of(tmp_path / "spark")) == graph_of(tmp_path / "local")
    assert sorted(built.warnings) == sorted(report.warnings)
    assert any("corrections.yaml" in warning for warning in built.warnings)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda folder: [folder / "gone.txt"], "gone.txt does not exist"),
        (lambda folder: [shutil.copy(OTHERS[0], folder / "other.xyz")], "of a kind that cannot be read"),
    ],
    ids=["gone", "kind"],
)
def test_nothing_usable_leaves_nothing(
    spark: SparkSession, tmp_path: Path, make: Callable[[Path], Sequence[Path]], said: str
) -> None:
    from graphbuild.spark import engine

    with pytest.raises(GraphbuildError, match=said):
        engine.build([str(path) for path in make(tmp_path)], str(tmp_path / "out"), Settings())
    assert not (tmp_path / "out").exists()


def test_what_stands_there_is_not_lost(spark: SparkSession, tmp_path: Path) -> None:
    from graphbuild.spark import engine

    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(GraphbuildError, match="holds something already"):
        engine.build([str(OTHERS[0])], str(tmp_path), Settings())
    assert (tmp_path / "mine.txt").read_text() == "mine"


@pytest.mark.parametrize("stage", ["surveys", "parts-said"])
def test_a_ctrl_c_leaves_nothing_and_says_one_sentence(stage: str, tmp_path: Path) -> None:
    cluster = pytest.importorskip("cluster")
    out, log = tmp_path / "out", tmp_path / "log"
    command = ["-m", "graphbuild", "build", str(CORPUS), "--engine", "spark", "--master", "local[2]", "--out", str(out)]
    with log.open("wb") as told:
        build = subprocess.Popen([sys.executable, *command], stdout=told, stderr=told, start_new_session=True)
        try:
            cluster.until(lambda: (out / "tables" / stage).exists(), [build])
            os.killpg(build.pid, signal.SIGINT)  # as a terminal does: to Java too
            assert build.wait(cluster.PATIENCE) == 130
        finally:
            cluster.end(build)
    said = [line for line in log.read_text().splitlines() if line and "incubator" not in line]
    assert said == ["graphbuild: stopped; nothing was left half done."]
    assert not out.exists()


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs Linux's /proc to find the processes")
@pytest.mark.parametrize("stage", STAGES if os.environ.get(EVERY_STAGE) else ["parts-said"])
def test_a_worker_that_is_killed_midway_changes_nothing(stage: str, local: Path, tmp_path: Path) -> None:
    cluster = pytest.importorskip("cluster")
    hold, out, log = tmp_path / "hold", tmp_path / "out", tmp_path / "driver.log"
    hold.mkdir()
    with cluster.running(tmp_path / "cluster") as running, log.open("wb") as told:
        arguments = [running.url, str(out), str(hold), stage, str(CORPUS), *map(str, OTHERS)]
        driver = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("building.py")), *arguments],
            stdout=told,
            stderr=told,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(place or str(Path.cwd()) for place in sys.path)},
        )
        try:
            cluster.until(lambda: any(hold.glob("*-*")), [driver, *running.workers])
            place = Path(next(hold.glob("*-*")).read_text())
            lost = int(place.parts[-3].removeprefix("worker-"))
            running.kill(lost)
            cluster.until(lambda: running.alive() == 1, [driver, running.workers[1 - lost]])
            (hold / "go").touch()
            assert driver.wait(3 * cluster.PATIENCE) == 0, log.read_text()
        finally:
            cluster.end(driver)
    attempts = [path.name.split("-")[0] for path in hold.glob("*-*")]
    assert len(attempts) > len(set(attempts)), "what the lost worker was at was done again"
    assert set(quads_of(out)) == graph_of(local)


def test_paths_of_another_file_system_than_the_machines_own(spark: SparkSession, local: Path, tmp_path: Path) -> None:
    from graphbuild.spark import engine

    mounts = {"/minutes": CORPUS, "/others": MADE_UP, "/out": tmp_path}
    settings = {f"fs.viewfs.mounttable.papers.link.{name}": folder.as_uri() for name, folder in mounts.items()}
    for name, value in settings.items():
        spark.conf.set(name, value)
    try:
        others = [f"viewfs://papers/others/{path.name}" for path in OTHERS]
        built = engine.build(["viewfs://papers/minutes", *others], "viewfs://papers/out/graph", Settings())
    finally:
        for name in settings:
            spark.conf.unset(name)
    assert built.refused == 0
    assert set(quads_of(tmp_path / "graph")) == graph_of(local)

"""The folder of a build on the cluster."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

pytestmark = [
    pytest.mark.slow,
    pytest.mark.spark,
    pytest.mark.skipif(not shutil.which("java"), reason="needs a Java runtime"),
]


def test_a_task_that_outlives_its_job_brings_nothing_back(spark: SparkSession, tmp_path: Path) -> None:
    from graphbuild.spark.workspace import Workspace

    out, began, failed, late = (str(tmp_path / name) for name in ("out", "began", "failed", "late"))

    def writing_late(batches: Iterator[Any]) -> Iterator[Any]:
        for batch in batches:
            Path(began).touch()
            while not Path(failed).exists():
                time.sleep(0.02)
            time.sleep(0.5)  # Spark ends a worker two seconds after its job
            Path(out, "table", "late").mkdir(parents=True, exist_ok=True)
            Path(late).touch()
            yield batch

    work = Workspace(spark, out)
    work.begin()
    table = spark.range(1, numPartitions=1).mapInPandas(writing_late, "id long")
    with ThreadPoolExecutor(1) as pool:
        job = pool.submit(work.kept, table, "table")
        while not Path(began).exists():
            assert not job.done()
            time.sleep(0.02)
        spark.sparkContext.cancelAllJobs()
        assert job.exception()
    Path(failed).touch()
    work.remove()
    assert Path(late).exists(), "the task is to be waited for"
    assert not Path(out).exists()

"""A driver on a cluster, in a process of its own: extracts, and can be held midway. What it says is a word a line."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pyspark import TaskContext
from pyspark.sql import DataFrame

from graphbuild.settings import Settings
from graphbuild.spark.extracting import extracted
from graphbuild.spark.session import plain_errors, session

CONFIGURATION = {
    "spark.cores.max": "2",
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.executor.memory": "512m",
    "spark.shuffle.io.retryWait": "1s",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.shuffle.partitions": "6",
}
FREE = 2
"""Partitions that are not held: they are done by the time that others are."""


def held(table: DataFrame, folder: Path, free: int = 0) -> DataFrame:
    """``table``, but that its tasks that have rows wait in their middle until ``go`` is in ``folder``.

    Those of the first ``free`` partitions do not.
    """

    def hold(tables: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        context = TaskContext.get()
        assert context
        for one in tables:
            yield one
            if context.partitionId() >= free:
                executor = Path.cwd()  # in the work folder of its worker
                (folder / f"{context.partitionId()}-{context.taskAttemptId()}").write_text(str(executor))
                while not (folder / "go").exists():
                    time.sleep(0.05)

    return table.mapInPandas(hold, table.schema)


def main(master: str, out: str, hold: str, *paths: str) -> None:
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    spark = session(master, CONFIGURATION)
    found = extracted(spark, paths, Settings())
    with plain_errors():
        (held(found, Path(hold), FREE) if hold else found).write.parquet(out)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

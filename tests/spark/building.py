"""A driver on a cluster, in a process of its own: builds, and is held in the midst of one of its stages."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from driving import CONFIGURATION, held
from pyspark.sql import DataFrame

from graphbuild.settings import Settings
from graphbuild.spark import engine
from graphbuild.spark.session import session
from graphbuild.spark.workspace import Workspace


def main(master: str, out: str, hold: str, stage: str, *paths: str) -> None:
    os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
    keep = Workspace.kept

    def kept(self: Workspace, table: DataFrame, name: str) -> DataFrame:
        return keep(self, held(table, Path(hold)) if name == stage else table, name)

    Workspace.kept = kept  # type: ignore[method-assign]
    spark = session(master, CONFIGURATION)
    engine.build(paths, out, Settings())
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

"""A Spark session in this process for all tests that need one, made once."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

# Without the extra there is nothing that these could be run with; what needs none of it is elsewhere.
collect_ignore_glob = [] if all(map(find_spec, ("pyspark", "pandas", "pyarrow"))) else ["test_*.py"]
SMALL = {
    "spark.driver.memory": "512m",
    "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1",
    "spark.sql.shuffle.partitions": "2",
    # Neither pays for a few rows: to plan each stage anew, and to compile a program for each.
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
}


@pytest.fixture(scope="session")
def spark(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    """Two cores of this machine, and few partitions: every one is a task that takes its time."""
    pytest.importorskip("pyspark")
    if not shutil.which("java"):
        pytest.skip("needs a Java runtime")
    from graphbuild.spark.session import session

    spark = session("local[2]", SMALL | {"spark.local.dir": str(tmp_path_factory.mktemp("spark"))})
    yield spark
    spark.stop()

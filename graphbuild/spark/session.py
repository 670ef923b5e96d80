"""The Spark session that a build runs in, and what goes wrong in it as one sentence."""

from __future__ import annotations

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from graphbuild.errors import GraphbuildError, shown
from graphbuild.workers import cores

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_ROWS = 1_000
"""Of a batch that a Python worker is given at a time, at most; documents also count by their bytes."""
_BYTES = 64_000_000
_ALWAYS = {
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(_ROWS),
    "spark.sql.execution.arrow.maxBytesPerBatch": str(_BYTES),
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
}
"""Of every session: what may be set while one runs."""
_OURS = re.compile(r"^(?:\w+\.)*graphbuild\.[\w.]+: (.+)$", re.M)
"""The last line of a worker's traceback that ends in an error of ours."""
_MISSING = re.compile(r"No module named '([\w.]+)'")
_CAUSE = re.compile(r"Caused by: |(?:: )?[A-Za-z_][\w.]*(?:Error|Exception): ")
"""The line of a Python or Java traceback that says what was wrong; the last says most."""
_LONGEST = 500


def session(master: str | None = None, configuration: Mapping[str, str] | None = None) -> SparkSession:
    """The Spark session that there is, or else a new one.

    ``master`` is Spark's address of a cluster, or ``local[N]``; without it a new session takes what Spark's own
    configuration says (``spark-submit``, ``spark-defaults.conf``), and all cores of this machine
    where that says nothing. ``configuration`` is what else a new one is to have. Raises GraphbuildError where PySpark
    or Java is missing, or no session can be had.
    """
    try:
        from pyspark import SparkConf, SparkContext
        from pyspark.sql import SparkSession

        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)
        import_pandas()
    except ImportError as error:
        raise GraphbuildError(
            f"--engine spark needs {error.name or 'pyspark'}, which is not installed; pip install 'graphbuild[spark]'"
        ) from None
    spark = SparkSession.getActiveSession()
    if spark is None:
        _need_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        given = dict(configuration or {}) | ({"spark.master": master} if master else {})
        with plain_errors():
            # Java is started first, since it is what reads the user's configuration.
            SparkContext._ensure_initialized(conf=SparkConf(loadDefaults=False).setAll(list(given.items())))
            known = dict(SparkConf().getAll())
            known.pop("spark.ui.showConsoleProgress", None)  # no wish of the user's: starting Java from Python sets it
            known |= given
            builder = SparkSession.builder.appName("graphbuild")
            for name, value in (_new(known.get("spark.master", "local[*]")) | known).items():
                builder.config(name, value)
            spark = builder.getOrCreate()
        spark.sparkContext.setLogLevel("ERROR")
    for name, value in _ALWAYS.items():
        spark.conf.set(name, value)
    return spark


def import_pandas() -> None:
    """Imports what Spark gives tables to Python by; raises ImportError."""
    import pandas
    import pyarrow

    assert pandas
    assert pyarrow


@contextmanager
def plain_errors() -> Iterator[None]:
    """What Spark raises within becomes a GraphbuildError of one sentence; a worker's GraphbuildError keeps its own."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (PySparkException, Py4JError) as error:
        raise GraphbuildError(_sentence(str(error))) from error


def _new(master: str) -> dict[str, str]:
    """Settings of a session that we start; those that the user's configuration has go before."""
    settings = {"spark.master": master, "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
    if master.startswith("local"):
        at_a_time = re.match(r"local\[(\d+)", master)
        tasks = 4 * (int(at_a_time[1]) if at_a_time else cores())
        # Nothing of a build on one machine is to be reached from others.
        settings |= {
            "spark.driver.host": "127.0.0.1",
            "spark.driver.bindAddress": "127.0.0.1",
            "spark.sql.shuffle.partitions": str(tasks),
        }
    return settings


def _need_java() -> None:
    home = os.environ.get("JAVA_HOME")
    if home and not (Path(home) / "bin" / "java").exists():
        raise GraphbuildError(
            f"--engine spark needs Java, which is not in JAVA_HOME ({shown(home)}); correct or unset it"
        )
    if not home and not shutil.which("java"):
        raise GraphbuildError(
            "--engine spark needs Java 17 or 21, which is not installed; install it "
            "(Debian: apt install default-jre-headless) or set JAVA_HOME"
        )


def _sentence(message: str) -> str:
    ours = _OURS.findall(message)
    if ours:
        return str(ours[-1])
    missing = _MISSING.search(message)
    if missing:
        return (
            f"a Python worker of the cluster has no {missing[1]}; install graphbuild[spark] for the same Python on "
            "every machine, or name its Python in PYSPARK_PYTHON"
        )
    lines = [line for line in message.splitlines() if line.strip()]
    causes = [line for line in lines if _CAUSE.match(line)]
    what = (
        shown((causes or lines or ["it does not say why"])[-1 if causes else 0])
        .removeprefix("Caused by: ")
        .removeprefix(": ")
    )
    what = what[:_LONGEST]
    return f"Spark could not go on ({what}); its log on the driver and the workers says more"

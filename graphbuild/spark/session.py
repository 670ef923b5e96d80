"""The Spark session that a build runs in, and what goes wrong in it as one sentence."""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from graphbuild.errors import GraphbuildError, shown
from graphbuild.workers import cores

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

T = TypeVar("T")
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
_MASTER = re.compile(r"local(?:$|\[)|spark://|k8s://|yarn$")
_MISSING = re.compile(r"No module named '([\w.]+)'")
_CAUSE = re.compile(r"Caused by: |(?:: )?[A-Za-z_][\w.]*(?:Error|Exception): ")
"""The line of a Python or Java traceback that says what was wrong; the last says most."""
_LONGEST = 500
_SILENT = Path(__file__).with_name("log4j2.properties")
"""What Java logs by; a user's file of that name in SPARK_CONF_DIR goes before it."""


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
    if master and not _MASTER.match(master):
        remedy = "give local, local[N], spark://HOST:PORT, yarn or k8s://HOST:PORT"
        raise GraphbuildError(f"{shown(master)} is no address of a cluster that Spark knows; {remedy}")
    spark = SparkSession.getActiveSession()
    if spark is None:
        _need_java()
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        if _is_quiet():
            os.environ.setdefault("LOG4J_CONFIGURATION_FILE", str(_SILENT))
        given = dict(configuration or {}) | ({"spark.master": master} if master else {})
        with plain_errors():
            # Java is started first, since it is what reads the user's configuration.
            SparkContext._ensure_initialized(conf=SparkConf(loadDefaults=False).setAll(list(given.items())))
            known = dict(SparkConf().getAll())
        known.pop("spark.ui.showConsoleProgress", None)  # no wish of the user's: starting Java from Python sets it
        known |= given
        builder = SparkSession.builder.appName("graphbuild")
        settings = _new(known.get("spark.master", "local[*]")) | known
        for name, value in settings.items():
            builder.config(name, value)
        try:
            with plain_errors(), _own_interrupts():
                spark = builder.getOrCreate()
        except GraphbuildError as error:
            where = shown(settings["spark.master"])
            remedy = "check that the cluster runs there, and that it can reach this machine"
            raise GraphbuildError(f"no Spark session could be begun at {where}; {remedy}") from error
        if _is_quiet():
            _silence(spark)
    for name, value in _ALWAYS.items():
        spark.conf.set(name, value)
    return spark


def interruptibly(spark: SparkSession, function: Callable[[], T]) -> T:
    """What ``function`` gives; at a Ctrl-C its jobs are ended, and it hears of that as of a job that failed.

    It runs in a thread of its own, since an exception amid a question to Java would leave the answer to be taken for
    that of the next one.
    """
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(function)
        try:
            return result.result()
        except KeyboardInterrupt:
            while not result.done():  # between two jobs it would begin the next
                spark.sparkContext.cancelAllJobs()
                wait([result], timeout=0.5)
            raise


@contextmanager
def _own_interrupts() -> Iterator[None]:
    """Keeps what a Ctrl-C does: Spark's own handler asks Java to stop its work, amid what Java is being asked."""
    handler = signal.getsignal(signal.SIGINT)
    yield
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGINT, handler)


def _is_quiet() -> bool:
    """Whether nobody wants to read the driver's log: what goes wrong is told in a sentence besides."""
    own = Path(os.environ.get("SPARK_CONF_DIR", ""), _SILENT.name)
    return not (os.environ.get("GRAPHBUILD_DEBUG") or ("SPARK_CONF_DIR" in os.environ and own.is_file()))


def _silence(spark: SparkSession) -> None:
    """Neither Java nor the Python workers that it starts on this machine, which would complain when all is stopped."""
    spark.sparkContext.setLogLevel("OFF")
    java: Any = spark.sparkContext._jvm
    java.System.setErr(java.java.io.PrintStream(java.java.io.OutputStream.nullOutputStream()))


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
    return f"Spark could not go on ({what}); the workers' logs, and GRAPHBUILD_DEBUG=1 here, say more"

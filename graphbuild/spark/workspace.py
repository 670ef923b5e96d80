"""Where a build on the cluster keeps its tables: a folder of any file system that Spark is set up for."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from graphbuild.errors import GraphbuildError, shown

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_PATIENCE = 60.0
"""Seconds that tasks of a job that has failed are waited for."""


class Workspace:
    """A new folder of the build's own."""

    def __init__(self, spark: SparkSession, folder: str) -> None:
        self._spark, self.folder = spark, folder.rstrip("/")

    def begin(self) -> None:
        """Makes the folder. Raises GraphbuildError where something stands there already."""
        system, path = self._at(self.folder)
        if system.exists(path) and not (system.getFileStatus(path).isDirectory() and not system.listStatus(path)):
            raise GraphbuildError(f"{shown(self.folder)} holds something already; name a folder that is not there yet")
        system.mkdirs(path)

    def kept(self, table: DataFrame, name: str) -> DataFrame:
        """``table`` written and read again, so that nothing before it is ever worked out twice."""
        path = f"{self.folder}/{name}"
        table.write.parquet(path)
        return self._spark.read.schema(table.schema).parquet(path)

    def text(self, name: str, text: str) -> None:
        """Writes a file."""
        system, path = self._at(f"{self.folder}/{name}")
        file = system.create(path)
        try:
            file.write(text.encode())
        finally:
            file.close()

    def rename(self, name: str, old: str, new: str) -> None:
        """Gives the files of the folder ``name`` that end in ``old`` the ending ``new``."""
        system, path = self._at(f"{self.folder}/{name}")
        for status in system.listStatus(path):
            there = status.getPath()
            if there.getName().endswith(old):
                system.rename(there, self._path(f"{there.toString().removesuffix(old)}{new}"))

    def remove(self, name: str = "") -> None:
        """Removes a table or, without a name, everything, once no task is left that could write there.

        A job is said to have failed, or to be cancelled, as soon as its tasks are told to end; one that opens
        its file after that would make the folder anew.
        """
        until = time.monotonic() + _PATIENCE
        while self._running() and time.monotonic() < until:
            time.sleep(0.05)
        system, path = self._at(f"{self.folder}/{name}" if name else self.folder)
        system.delete(path, True)

    def _running(self) -> bool:
        """Whether a task runs, by what gives them out: the public status of jobs and executors lags behind."""
        java: Any = self._spark.sparkContext._jsc
        counts = java.sc().taskScheduler().runningTasksByExecutors().valuesIterator()
        while counts.hasNext():
            if counts.next():
                return True
        return False

    def _at(self, path: str) -> tuple[Any, Any]:
        there = self._path(path)
        return there.getFileSystem(self._spark._jsparkSession.sessionState().newHadoopConf()), there

    def _path(self, path: str) -> Any:
        jvm: Any = self._spark._jvm
        return jvm.org.apache.hadoop.fs.Path(path)

"""Which files there are to read under any paths that Spark knows, as a table of their bytes.

The rules are those of ``graphbuild/read/find.py``; only who lists and opens files is another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import unquote

from py4j.protocol import Py4JJavaError
from pyspark.sql import functions as F

from graphbuild.errors import shown
from graphbuild.read import manifest
from graphbuild.read.find import nothing_in
from graphbuild.read.formats import ARCHIVES, formats, known
from graphbuild.read.source import of_no_kind
from graphbuild.read.unzip import LARGEST
from graphbuild.spark.location import location

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

TABLE = ".parquet"
"""How the name of a path ends that is a table of documents, not a folder of them."""
SCHEMA = "path string, length bigint, content binary, refused string"
_MANIFESTS = manifest.NAME
_LISTED = {"recursiveFileLookup": "true", "ignoredPathSegmentRegex": r"^\.", "__globPaths__": "false"}
"""How folders are listed: to the bottom, without hidden files; names with underscores and brackets are only names."""
_NAMED = _LISTED | {"ignoredPathSegmentRegex": ""}
"""And files that are named are read though they be hidden."""


class Place(NamedTuple):
    """A path that a user gave."""

    given: str
    qualified: str
    """With its scheme, as Spark writes it."""
    is_folder: bool
    folder: str
    """Itself, or where it is."""


class Places(NamedTuple):
    """The paths that a user gave, each once, and those that cannot be reached, with a sentence each."""

    files: list[Place]
    folders: list[Place]
    tables: list[Place]
    refused: list[tuple[str, str]]


def places(spark: SparkSession, paths: Sequence[str]) -> Places:
    """What stands at each of ``paths``, asked of the file systems that Spark is set up for.

    A path without a scheme is one of the file system that is Spark's default, which is this machine's unless set.
    """
    found: dict[str, Place] = {}
    refused: list[tuple[str, str]] = []
    for path in sorted(set(paths)):
        try:
            place = _place(spark, path)
        except Py4JJavaError as error:
            why = shown(str(error.java_exception).splitlines()[0])
            refused.append((path, f"{shown(path)} cannot be reached ({why}); check the path and that you may read it"))
            continue
        if place is None:
            refused.append((path, f"{shown(path)} does not exist; check the name"))
        elif not (_is_table(place) or place.is_folder or known(location(path))):
            refused.append((path, of_no_kind(location(path))))
        else:
            found.setdefault(place.qualified, place)
    kept = [place for place in found.values() if not any(_holds(other, place) for other in found.values())]
    return Places(
        files=[place for place in kept if not (_is_table(place) or place.is_folder)],
        folders=[place for place in kept if place.is_folder and not _is_table(place)],
        tables=[place for place in kept if _is_table(place)],
        refused=refused,
    )


def documents(spark: SparkSession, given: Places) -> DataFrame:
    """The documents and archives at the places ``given``, a row each: ``path``, ``length``, ``content``, ``refused``.

    Tables are Parquet with the columns ``path`` and ``content``. Of what is empty or too large to be read the content
    is left out; ``refused`` says why a path has nothing to be read.
    """
    refused = list(given.refused)
    tables = [_contents(spark, given.files, _NAMED)] if given.files else []
    for folder in given.folders:
        if _number(_listed(spark, [folder], _LISTED, _glob())):
            tables.append(_contents(spark, [folder], _LISTED))
        else:
            others = _number(_listed(spark, [folder], _LISTED)) - _number(_listed(spark, [folder], _LISTED, _MANIFESTS))
            refused.append((folder.given, nothing_in(location(folder.given), others).reason))
    for table in given.tables:
        length = F.coalesce(F.length("content"), F.lit(0)).cast("bigint").alias("length")
        read = spark.read.parquet(table.qualified)
        tables.append(read.select(F.coalesce("path", F.lit("")).alias("path"), length, "content"))
    rows = [(path, None, None, reason) for path, reason in refused]
    with_reason = [table.withColumn("refused", F.lit(None).cast("string")) for table in tables]
    return reduce(_union, with_reason, spark.createDataFrame(rows, SCHEMA))


def manifests(spark: SparkSession, given: Places) -> DataFrame | None:
    """The manifests in the folders and beside the files: ``path``, ``length``, ``content``; None for none."""
    folders = [folder for folder in given.folders if _number(_listed(spark, [folder], _LISTED, _MANIFESTS))]
    tables = [_read(spark, [folder.qualified], _LISTED, _MANIFESTS, manifest.LARGEST) for folder in folders]
    for folder in sorted({file.folder for file in given.files}):
        if _place(spark, f"{folder}/{manifest.NAME}"):
            tables.append(_read(spark, [f"{folder}/{manifest.NAME}"], _NAMED, _MANIFESTS, manifest.LARGEST))
    return reduce(_union, tables).dropDuplicates(["path"]) if tables else None


def ignored(spark: SparkSession, given: Places) -> int:
    """How many files of other kinds there are in folders."""
    every, ours, lists = (
        sum(_number(_listed(spark, [folder], _LISTED, glob)) for folder in given.folders)
        for glob in ("*", _glob(), _MANIFESTS)
    )
    return every - ours - lists


def _place(spark: SparkSession, path: str) -> Place | None:
    """What stands at ``path``; None for nothing. Raises Py4JJavaError where that cannot be asked."""
    jvm: Any = spark._jvm
    there = jvm.org.apache.hadoop.fs.Path(path)
    system = there.getFileSystem(spark._jsparkSession.sessionState().newHadoopConf())
    if not system.exists(there):
        return None
    whole = system.makeQualified(there)
    is_folder = bool(system.getFileStatus(there).isDirectory())
    return Place(path, whole.toString(), is_folder, (whole if is_folder else whole.getParent()).toString())


def _is_table(place: Place) -> bool:
    return place.qualified.endswith(TABLE)


def _holds(folder: Place, place: Place) -> bool:
    """Whether ``place`` is found below ``folder`` too."""
    begin = folder.qualified.rstrip("/") + "/"
    if not folder.is_folder or _is_table(folder) or not place.qualified.startswith(begin):
        return False
    return not any(part.startswith(".") for part in place.qualified.removeprefix(begin).split("/"))


def _contents(spark: SparkSession, at: Sequence[Place], options: dict[str, str]) -> DataFrame:
    return _read(spark, [place.qualified for place in at], options, _glob(), LARGEST)


def _listed(spark: SparkSession, at: Sequence[Place], options: dict[str, str], glob: str = "*") -> DataFrame:
    reader = spark.read.format("binaryFile").options(**options, pathGlobFilter=glob)
    return reader.load([place.qualified for place in at])


def _read(spark: SparkSession, paths: list[str], options: dict[str, str], glob: str, largest: int) -> DataFrame:
    """The files of names like ``glob``; none is opened that is empty, as pipes are too, or larger than ``largest``."""
    found = spark.read.format("binaryFile").options(**options, pathGlobFilter=glob).load(paths)
    read = found.filter((F.col("length") > 0) & (F.col("length") <= largest)).select("path", "length", "content")
    large = found.filter(F.col("length") > largest).select("path", "length")
    table = _union(read, large.withColumn("content", F.lit(None).cast("binary")))
    if _number(found) == found.select("path").count():
        return table
    empty = _names(found).join(found.select("path"), "path", "left_anti")
    nothing = {"length": F.lit(0).cast("bigint"), "content": F.lit(None).cast("binary")}
    return _union(table, empty.withColumns(nothing))


def _number(found: DataFrame) -> int:
    """How many files were listed, those too that Spark passes over when it reads, since they are empty."""
    return len(found._jdf.inputFiles())


def _names(found: DataFrame) -> DataFrame:
    """The paths of all files that were listed, as reading them tells them."""
    jvm: Any = found.sparkSession._jvm
    joined = jvm.org.apache.hadoop.util.StringUtils.join("\n", found._jdf.inputFiles())
    names = [(re.sub("^file:/+", "file:/", unquote(name)),) for name in joined.split("\n") if name]
    return found.sparkSession.createDataFrame(names, "path string")


def _glob() -> str:
    """Names with a known suffix, in capitals or not."""
    letters = ["".join(f"[{c}{c.upper()}]" if c.isalpha() else c for c in s) for s in (*formats(), *ARCHIVES)]
    return f"*{{{','.join(letters)}}}"


def _union(one: DataFrame, other: DataFrame) -> DataFrame:
    return one.unionByName(other)

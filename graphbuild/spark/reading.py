"""Files to sources on the cluster, each document once: what ``graphbuild/read/inputs.py`` does, as one table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from pyspark.sql import Window
from pyspark.sql import functions as F

from graphbuild.errors import Unreadable, shown
from graphbuild.model import Source
from graphbuild.read import manifest
from graphbuild.read.archives import members_of
from graphbuild.read.formats import is_archive
from graphbuild.read.inputs import digest
from graphbuild.read.source import LARGEST_FILE, source, too_large
from graphbuild.read.unzip import LARGEST
from graphbuild.spark.documents import documents, manifests, places
from graphbuild.spark.location import Location, location
from graphbuild.spark.serialised import to_json
from graphbuild.spark.tables import Tables, columns, rows, table

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

Document = tuple[str, Location | None, Source | None, str | None]
"""The path to tell of, the location, and the source or why there is none."""
_READ = (
    "file string, member int, path string, folder string, base string, name string, sha256 string, same string, "
    "source string, refused string"
)
_ENTRIES = "folder string, base string, fetched string, address string, status string, broken string"


SCHEMA = (
    "path string, name string, sha256 string, source string, refused string, copy_of string, fetched string, "
    "address string, status string, broken string"
)
"""``source`` is JSON, null where the document is ``refused`` or the ``copy_of`` the first of the same text by name;
``fetched`` (the digest of the bytes that were), ``address`` and ``status`` are what the manifest of its folder has of
it, and ``broken`` is what is wrong with that manifest."""


def sources(spark: SparkSession, paths: Sequence[str]) -> DataFrame:
    """The documents under ``paths``: a table of the columns in ``SCHEMA``.

    The rows lie in as many partitions as ``spark.sql.shuffle.partitions`` says.
    """
    given = places(spark, paths)
    read = documents(spark, given).mapInPandas(_read, _READ)
    found = manifests(spark, given)
    described = _with_addresses(read, found.mapInPandas(_entries, _ENTRIES) if found else None)
    # A number of our own, since Spark would put what is small into one task, whatever there is to do with it.
    tasks = int(str(spark.conf.get("spark.sql.shuffle.partitions")))
    return _without_copies(described.repartition(tasks, "same"))


def _read(tables: Tables) -> Tables:
    """A row for each document in the files of ``tables``, as text or with what keeps it from being read."""
    for file in rows(tables):
        for number, document in enumerate(_of_file(file)):
            yield table([_row(file.path, number, document)], _READ)


def _of_file(file: Any) -> Iterator[Document]:
    """The documents in a file: one, or those of an archive."""
    path = location(file.path)
    if file.refused:
        yield shown(file.path), None, None, file.refused
        return
    largest = LARGEST if is_archive(path) else LARGEST_FILE
    if file.length > largest:
        yield shown(path), None, None, too_large(path, largest)
        return
    data = file.content or b""
    if is_archive(path):
        inside = members_of(path, data)
        yield from ((shown(place), Location(place), found, None) for place, found in inside.documents)
        yield from ((refusal.path, None, None, refusal.reason) for refusal in inside.refused)
        return
    try:
        yield shown(path), path, source(path, data), None
    except Unreadable as error:
        yield shown(path), None, None, str(error)


def _row(file: str, number: int, document: Document) -> tuple[Any, ...]:
    path, place, found, refused = document
    if not place or not found:
        return file, number, path, None, None, None, None, f"{number} {file}", None, refused
    folder, same = str(place.parent), digest(found.text)
    return file, number, path, folder, place.name, found.name, found.sha256, same, to_json(found), None


def _entries(tables: Tables) -> Tables:
    """What manifests say of each file, and a row without one where a manifest cannot be read."""
    for file in rows(tables):
        path = location(file.path)
        folder = str(path.parent)
        try:
            if file.length > manifest.LARGEST:
                raise manifest.broken(path, "it is too large")
            found = manifest.parsed(path, file.content or b"")
        except manifest.BrokenManifest as error:
            yield table([(folder, None, None, None, None, str(error))], _ENTRIES)
        else:
            entries = {entry.file: entry for entry in found.documents} if found else {}
            yield table([(folder, e.file, e.sha256, e.address, e.status, None) for e in entries.values()], _ENTRIES)


def _with_addresses(read: DataFrame, entries: DataFrame | None) -> DataFrame:
    """``read`` with what the manifest of its folder says of each document, and what is wrong with that manifest."""
    wrong = F.lit(None).cast("string")
    if entries is None:  # most have none, and a join moves every text
        return read.withColumns(dict.fromkeys(("fetched", "address", "status", "broken"), wrong))
    for row in entries.filter("broken is not null").collect():
        wrong = F.when(F.col("folder") == row.folder, row.broken).otherwise(wrong)
    entries = entries.filter("broken is null").drop("broken")
    return read.join(entries, ["folder", "base"], "left").withColumn("broken", wrong)


def _without_copies(read: DataFrame) -> DataFrame:
    """``read`` with the column ``copy_of``, and without the sources of those that are copies."""
    alike = Window.partitionBy("same").orderBy("name", "sha256", _base("file"), "file", "member")
    ranked = read.withColumns({"first": F.first("path").over(alike), "place": F.row_number().over(alike)})
    is_copy = F.col("place") > 1
    marked = ranked.filter(~is_copy | (F.col("path") != F.col("first"))).withColumns(
        {"copy_of": F.when(is_copy, F.col("first")), "source": F.when(~is_copy, F.col("source"))}
    )
    return marked.select(*columns(SCHEMA))


def _base(path: str) -> Column:
    return F.element_at(F.split(path, "/"), -1)

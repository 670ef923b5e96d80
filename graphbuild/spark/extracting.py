"""Documents to findings on the cluster: what ``graphbuild/pipeline.py`` does before linking, as one table."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graphbuild.errors import GraphbuildError
from graphbuild.model import Findings, Source
from graphbuild.outcome import attempt
from graphbuild.read.inputs import same_as
from graphbuild.read.manifest import fetched, not_fetched
from graphbuild.settings import Settings
from graphbuild.spark import serialised
from graphbuild.spark.carrying import Carried, carried, settled
from graphbuild.spark.location import location
from graphbuild.spark.reading import sources
from graphbuild.spark.serialised import to_json
from graphbuild.spark.session import plain_errors
from graphbuild.spark.tables import Tables, columns, rows, table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

SCHEMA = (
    "slug string, name string, path string, sha256 string, characters int, refused string, copy_of string, "
    "warning string, findings string"
)
"""A row a document. ``refused`` is null, or why it says nothing; ``findings`` is null then. ``copy_of`` is the path
of the document of which a refused one is a copy; ``warning`` is what is wrong with the manifest of its folder."""


def extracted(spark: SparkSession, paths: Sequence[str | Path], settings: Settings) -> DataFrame:
    """What each document under ``paths`` says, or why it says nothing: a table of the columns in ``SCHEMA``.

    It is worked out when it is written, ``with plain_errors(): extracted(...).write.parquet(...)``. Raises
    GraphbuildError for settings that cannot be used, and where Spark cannot list what is to be read.
    """
    carry = carried(settings)
    with plain_errors():
        return sources(spark, [str(path) for path in paths]).mapInPandas(partial(_extract, carry), SCHEMA)


def from_json(written: str) -> Findings:
    """The findings that ``to_json`` has written; raises GraphbuildError for any other text."""
    return serialised.from_json(Findings, written)


def _extract(carry: Carried, tables: Tables) -> Tables:
    from pyspark import SparkFiles

    settings = settled(carry, Path(SparkFiles.getRootDirectory()))
    for document in rows(tables):
        row = _row(document, settings)
        yield table([[row[name] for name in columns(SCHEMA)]], SCHEMA)


def _row(given: Any, settings: Settings) -> dict[str, Any]:
    """What comes of one document, as a row. Raises GraphbuildError for what would be wrong with every one."""
    row = {name: getattr(given, name) for name in ("name", "path", "sha256", "refused", "copy_of")}
    row |= {"slug": None, "characters": None, "findings": None, "warning": given.broken}
    if given.address and given.fetched != given.sha256:
        row["warning"] = not_fetched(location(given.path), given.address)
    if row["copy_of"]:
        row["refused"] = same_as(row["path"], row["copy_of"])
    if row["refused"]:
        return row
    source = serialised.from_json(Source, given.source)
    if given.address and given.fetched == given.sha256:
        source = fetched(source, given.address, given.status)
    try:
        outcome = attempt(settings, (location(given.path), source))
    except GraphbuildError as error:
        raise GraphbuildError(f"{error} (said by a worker on the machine {socket.gethostname()})") from None
    row |= {"slug": source.slug, "characters": len(source.text), "refused": outcome.refused}
    row["findings"] = to_json(outcome.findings) if outcome.findings else None
    return row


__all__ = ["SCHEMA", "extracted", "from_json", "to_json"]

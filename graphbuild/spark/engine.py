"""``build --engine spark``: the same stages as in one process, each on the cluster.

OUT/quads/part-*.nq.gz     the graph, named graphs as in graph.trig, in any order
OUT/documents/*.parquet    a row a document: what was found in it, or why it was not used
OUT/report.json            how many there were, and what may be wrong with them
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pyspark.sql import functions as F

from graphbuild import corrections, topics
from graphbuild.corrections.loading import Loaded
from graphbuild.doubts import doubts
from graphbuild.errors import GraphbuildError
from graphbuild.extract import nlp
from graphbuild.graph import describe, emit
from graphbuild.graph.provenance import Provenance
from graphbuild.model import Findings, Ref
from graphbuild.report import Stopwatch
from graphbuild.settings import Settings
from graphbuild.spark import emitting, linking
from graphbuild.spark.extracting import extracted
from graphbuild.spark.keys import key_of
from graphbuild.spark.serialised import from_json
from graphbuild.spark.session import interruptibly, plain_errors, session
from graphbuild.spark.workspace import Workspace

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

Progress = Callable[[str, int, int], None]
"""Told the stage, how much of it is done and how much there is."""
QUADS, DOCUMENTS, REPORT = "quads", "documents", "report.json"
_TABLES = "tables"
_SCHEMA = "kind string, key string, value string"
_TOLD = 1_000
"""Sentences that the report holds; the table of documents has all."""


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build on a cluster."""

    out: str
    documents: int
    """That are in the graph."""
    characters: int
    refused: int
    refusals: dict[str, str]
    """Why, by path; of the first thousand."""
    warnings: list[str]
    """What may be wrong; the first thousand."""
    seconds: dict[str, float]
    software: dict[str, str]


def build(
    paths: Sequence[str],
    out: str,
    settings: Settings,
    master: str | None = None,
    progress: Progress | None = None,
) -> Built:
    """Documents at any paths that Spark knows to partitioned N-Quads in the new folder ``out``, which may be any too.

    ``master`` is the cluster's address; without it Spark's own configuration says. The graph is what
    ``pipeline.build`` makes of the same documents, triple for triple. Raises GraphbuildError where nothing can be used,
    something stands at ``out``, a setting cannot be used, or Spark or Java is missing; nothing is left at ``out`` then.
    """
    to_correct = _to_correct(paths, settings)
    spark = session(master)
    work = Workspace(spark, out)
    tell = progress or _tell_nobody
    return interruptibly(spark, lambda: _build(spark, paths, settings, to_correct, work, tell))


def _build(
    spark: SparkSession, paths: Sequence[str], settings: Settings, to_correct: Loaded, work: Workspace, tell: Progress
) -> Built:
    timed = Stopwatch()
    with plain_errors():
        work.begin()
        try:
            with timed("extract"):
                tell("extract", 0, 1)
                found = work.kept(extracted(spark, paths, settings), DOCUMENTS)
                if found.filter("findings is not null").isEmpty():
                    raise GraphbuildError(_nothing(found))
            with timed("link"):
                tell("link", 0, 1)
                said = _said(spark, found, settings, to_correct, work)
            with timed("write"):
                tell("write", 0, 1)
                _write(said, work)
            built = _built(found, said, work.folder, timed, _provenance(settings).versions())
            work.text(REPORT, json.dumps(asdict(built), indent=2, ensure_ascii=False) + "\n")
        except BaseException:
            work.remove()
            raise
        work.remove(_TABLES)
    return built


def _to_correct(paths: Sequence[str], settings: Settings) -> Loaded:
    """The corrections that are named, and those beside documents on this machine."""
    here = [Path(path) for path in paths if Path(path).exists()]
    return corrections.load(corrections.kept(here, settings.corrections).files)


def _nothing(found: DataFrame) -> str:
    first = found.filter("refused is not null").select("refused").first()
    why = f" ({first.refused})" if first else ""
    return f"nothing was built, since none of the documents can be used{why}; give at least one that can"


def _said(spark: SparkSession, found: DataFrame, settings: Settings, to_correct: Loaded, work: Workspace) -> DataFrame:
    """All that is said, in the columns ``kind``, ``key`` and ``value``, with what describes the data set."""
    if to_correct.entries:
        return work.kept(_corrected(spark, found, settings, to_correct), f"{_TABLES}/corrected")
    naming = linking.Naming(settings.base, topics.load(settings.topics))
    said = linking.said(found, naming, Workspace(spark, f"{work.folder}/{_TABLES}"))
    codes = {(row.key, row.value) for row in said.filter("kind = 'code'").distinct().toLocalIterator()}
    used = {key_of(row.value) for row in said.filter("kind = 'topic'").distinct().toLocalIterator()}
    once = [("quads", None, text) for text in _described(codes, used, settings, naming)]
    once += [("warning", None, problem) for problem in to_correct.problems]
    return said.union(spark.createDataFrame(once, said.schema))


def _described(
    codes: Iterable[tuple[str, str]], used: Iterable[Ref], settings: Settings, naming: linking.Naming
) -> Iterator[str]:
    """What describes the codes, the topics and the data set as a whole, once for all parts."""
    names = naming.names()
    triples = chain(
        describe.codes(codes), describe.topics(used, names), describe.dataset(settings, names, _provenance(settings))
    )
    return emitting.texts(emit.in_linking(triples, names))


def _provenance(settings: Settings) -> Provenance:
    return Provenance(version("graphbuild"), *nlp.describe(settings.model))


def _corrected(spark: SparkSession, found: DataFrame, settings: Settings, to_correct: Loaded) -> DataFrame:
    """The same put right by people, who may say anything of anything: linked at the driver, in its memory."""
    rows = found.filter("findings is not null").select("findings").toLocalIterator()
    findings = [from_json(Findings, row.findings) for row in rows]
    corrected = corrections.apply(findings, to_correct, settings.base, topics.load(settings.topics))
    texts = emitting.texts(emit.statements(corrected.corpus, settings, _provenance(settings)))
    said = [("quads", None, text) for text in texts]
    warnings = (*doubts(findings, corrected.corpus), *corrected.warnings)
    return spark.createDataFrame([*said, *(("warning", None, warning) for warning in warnings)], _SCHEMA)


def _write(said: DataFrame, work: Workspace) -> None:
    lines = said.filter("kind = 'quads'").select("value")
    lines.write.text(f"{work.folder}/{QUADS}", compression="gzip")
    work.rename(QUADS, ".txt.gz", ".nq.gz")


def _built(found: DataFrame, said: DataFrame, out: str, timed: Stopwatch, software: dict[str, str]) -> Built:
    used = found.filter("findings is not null").agg(
        F.count("*").alias("number"), F.sum("characters").alias("characters")
    )
    [counted] = used.collect()
    refused = found.filter("refused is not null").select("path", "refused").orderBy("path", "refused")
    warnings = said.filter("kind = 'warning'").select("value").union(_about_manifests(found)).distinct()
    return Built(
        out=out,
        documents=counted.number,
        characters=counted.characters,
        refused=refused.count(),
        refusals={row.path: row.refused for row in refused.limit(_TOLD).collect()},
        warnings=[row.value for row in warnings.orderBy("value").limit(_TOLD).collect()],
        seconds=timed.seconds,
        software=software,
    )


def _about_manifests(found: DataFrame) -> DataFrame:
    return found.filter("warning is not null").select(F.col("warning").alias("value"))


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """For callers that want no progress."""

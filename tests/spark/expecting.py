"""What the local engine makes of documents, and what a table of Spark's holds, in one form."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyarrow.parquet as pq

from graphbuild.model import Findings
from graphbuild.outcome import attempt
from graphbuild.read import read_all
from graphbuild.resources import PACKAGE
from graphbuild.settings import Settings
from graphbuild.spark.extracting import from_json

DEMO = PACKAGE / "demo" / "corpus"
Outcomes = dict[str, Findings | str]
"""By path the findings, or why there are none."""


def expected(paths: Sequence[Path], settings: Settings | None = None) -> Outcomes:
    """What the local engine makes of ``paths``."""
    inputs = read_all(paths, Path("nowhere"), lambda *_: None)
    outcomes: Outcomes = {refusal.path: refusal.reason for refusal in inputs.refused}
    for path, source in inputs.documents:
        outcome = attempt(settings or Settings(), (path, source))
        outcomes[str(path)] = outcome.findings or outcome.refused or ""
    return outcomes


def by_path(table: Path) -> Outcomes:
    """What the table that Spark wrote to ``table`` says, its other columns checked against the findings."""
    outcomes: Outcomes = {}
    for row in pq.read_table(table).to_pylist():
        assert row["path"] not in outcomes, "a row a document"
        outcomes[row["path"]] = row["refused"] if row["findings"] is None else from_json(row["findings"])
        found = outcomes[row["path"]]
        if isinstance(found, Findings):
            source = found.source
            same = {"slug": source.slug, "name": source.name, "sha256": source.sha256, "characters": len(source.text)}
            assert same == {name: row[name] for name in same}
            assert row["refused"] is None
    return outcomes

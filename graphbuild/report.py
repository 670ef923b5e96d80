"""What a build says of itself: ``report.json``."""

from __future__ import annotations

import dataclasses
import json
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from graphbuild.codes import RecordKind
from graphbuild.model import Findings, Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document that was read."""

    name: str
    slug: str
    sha256: str
    characters: int
    meetings: int
    """Meetings of which it holds minutes or an agenda."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What was read and what was not, what came of it, and how long it took."""

    documents: tuple[Document, ...]
    refused: tuple[Refusal, ...]
    """With a sentence each; duplicates are among them."""
    duplicates: Mapping[str, str]
    """Paths of the files that hold the same text as another, with the path of the one that was read."""
    warnings: tuple[str, ...]
    """Sentences about documents that were read but need a look, such as two records of one meeting."""
    ignored: int
    """Files of other kinds in the folders given."""
    unchanged: int
    """Documents, refused ones among them, that were not extracted anew, since an earlier build had found the same."""
    corrections: str
    """The file in which people put right what the build got wrong; it need not exist."""
    corrected: int
    """Corrections that applied."""
    classes: Mapping[str, int]
    """Instances of each class, by prefixed name."""
    triples: int
    """Of ``graph.ttl``."""
    quads: int
    """Of ``graph.trig`` and the store."""
    seconds: Mapping[str, float]
    """Of each stage, in the order in which they ran."""
    software: Mapping[str, str]
    """Versions of what made the graph."""

    def to_json(self) -> str:
        """The report as it is written to ``report.json``."""
        return json.dumps(dataclasses.asdict(self), indent=2, ensure_ascii=False) + "\n"


def document(findings: Findings) -> Document:
    """What the report says of a document in which these were found."""
    held = [m for m in findings.facts.meetings if m.record in (RecordKind.MINUTES, RecordKind.AGENDA)]
    source = findings.source
    return Document(
        name=source.name,
        slug=source.slug,
        sha256=source.sha256,
        characters=len(source.text),
        meetings=len(held),
    )


@dataclass(slots=True)
class Stopwatch:
    """Seconds of each stage of a build."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Times the block."""
        began = time.perf_counter()
        yield
        self.seconds[stage] = round(time.perf_counter() - began, 3)

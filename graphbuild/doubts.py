"""What in the documents of a corpus may be wrong, for whoever builds it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.codes import RecordKind
from graphbuild.errors import shown
from graphbuild.model import Corpus, Findings


def doubts(findings: Sequence[Findings], corpus: Corpus) -> Iterator[str]:
    """A sentence on what in a document may be wrong, and on each meeting of which two hold minutes."""
    for found in findings:
        yield from (f"{shown(found.source.name)}: {lost}" for lost in found.source.lost)
        yield from (f"{shown(found.source.name)}, {warning}" for warning in found.warnings)
    yield from _recorded_twice(findings, corpus)


def _recorded_twice(findings: Sequence[Findings], corpus: Corpus) -> tuple[str, ...]:
    """A sentence on each meeting of which two documents hold minutes."""
    minuted = {(f.source.slug, m.date) for f in findings for m in f.facts.meetings if m.record is RecordKind.MINUTES}
    names = {found.source.slug: found.source.name for found in findings}
    bodies = {entity.key: entity.name for entity in corpus.entities}
    warnings = []
    for meeting in corpus.facts.meetings:
        held = [shown(names[slug]) for slug in meeting.recorded_in if (slug, meeting.date) in minuted]
        if len(held) > 1:
            warnings.append(
                f"{' and '.join(held)} hold different minutes of one meeting ({bodies[meeting.body]}, {meeting.date}); "
                "the facts of both are in the graph, each with its own sentences: leave out the one that is superseded"
            )
    return tuple(warnings)

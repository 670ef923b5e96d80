"""A score as a table, as JSON, and compared with an earlier one."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pyoxigraph import Literal

from graphbuild.errors import GraphbuildError, shown
from graphbuild.evaluate import Score, Tally, macro
from graphbuild.query import Rows
from graphbuild.vocabulary import XSD

Value = str | int | float
TOLERANCE = 0.01
"""A kind may lose so much F1 before the loss counts."""
BANDS = (0.95, 0.9, 0.85, 0.8, 0.7, 0.0)
"""The lower ends of the bands of confidence in a reliability table."""


def as_rows(scores: Sequence[Score], by: str = "kind") -> Rows:
    """The table: a row a kind, or a kind and document, or a kind and rule (true and false positives), or a band of
    confidence (how many facts of all kinds, and what share of them is right: a reliability table).

    Raises GraphbuildError for any other ``by``.
    """
    figures = ("precision", "recall", "f1", "gold", "found", "true", "false")
    match by:
        case "kind":
            return _rows(("kind", *figures), [(s.kind, *_figures(s.total)) for s in scores])
        case "document":
            tallies = [
                (s.kind, name, t) for s in scores for name, t in sorted(s.documents.items()) if t.gold or t.found
            ]
            return _rows(("kind", "document", *figures), [(kind, name, *_figures(t)) for kind, name, t in tallies])
        case "rule":
            counts = [(s.kind, rule, n["hits"], n["spurious"]) for s in scores for rule, n in sorted(s.rules.items())]
            return _rows(("kind", "rule", "true", "false"), counts)
        case "confidence":
            return _rows(("confidence", "facts", "true", "share"), _reliability(scores))
    raise GraphbuildError(f"a score is shown by kind, document, rule or confidence, not by {shown(by)!r}")


def _reliability(scores: Sequence[Score]) -> list[tuple[Value, ...]]:
    """(band of confidence, facts, right ones, share of right ones); the last row is all facts at 0.9 or more."""
    judged = [pair for s in scores for pair in s.judged]
    ends = [(f"{low} - {high}", low, high) for low, high in zip(BANDS, (1.01, *BANDS), strict=False)]
    rows: list[tuple[Value, ...]] = []
    for name, low, high in (*ends, ("0.9 or more", 0.9, 1.01)):
        right = [is_right for confidence, is_right in judged if low <= confidence < high]
        if right:
            rows.append((name.replace("1.01", "1"), len(right), sum(right), round(sum(right) / len(right), 3)))
    return rows


def _figures(tally: Tally) -> tuple[Value, ...]:
    ratios = (round(tally.precision, 3), round(tally.recall, 3), round(tally.f1, 3))
    return (*ratios, tally.gold, tally.found, tally.hits, tally.found - tally.hits)


def _rows(columns: tuple[str, ...], rows: Sequence[tuple[Value, ...]]) -> Rows:
    return Rows(columns, tuple(tuple(_term(value) for value in row) for row in rows))


def _term(value: Value) -> Literal:
    if isinstance(value, float):
        return Literal(f"{value:.3f}", datatype=XSD.decimal)
    return Literal(str(value), datatype=XSD.integer) if isinstance(value, int) else Literal(value)


def to_json(scores: Sequence[Score]) -> str:
    """The figures of each kind, as they are kept to compare later ones with."""
    kinds = {
        s.kind: {
            "precision": round(s.total.precision, 3),
            "recall": round(s.total.recall, 3),
            "f1": round(s.total.f1, 3),
            "gold": s.total.gold,
            "found": s.total.found,
        }
        for s in scores
    }
    return json.dumps({"kinds": kinds, "macro": round(macro(scores), 3)}, indent=2) + "\n"


def missed(scores: Sequence[Score], kind: str) -> list[str]:
    """Lines on what a kind missed and what it found that the gold has not.

    Raises GraphbuildError for a kind that has no score.
    """
    score = next((s for s in scores if s.kind == kind), None)
    if score is None:
        raise GraphbuildError(f"there is no score of {shown(kind)!r}; choose {', '.join(s.kind for s in scores)}")
    return [
        f"missed ({len(score.missed)}):",
        *(f"  {document}: {shown(words)}" for document, words in score.missed),
        f"spurious ({len(score.spurious)}):",
        *(f"  {document}: {shown(words)}" for document, words in score.spurious),
    ]


def changes(scores: Sequence[Score], baseline: Path) -> tuple[list[str], list[str]]:
    """(lines on each gain and loss against an earlier score, kinds whose F1 fell by more than TOLERANCE).

    Raises GraphbuildError where ``baseline`` is no score that ``to_json`` wrote.
    """
    try:
        before = {kind: float(row["f1"]) for kind, row in json.loads(baseline.read_text("utf-8"))["kinds"].items()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise GraphbuildError(
            f"{shown(baseline)} is no earlier score ({type(error).__name__}); make one with --format json"
        ) from error
    now = {s.kind: s.total.f1 for s in scores}
    lines, lost = [], []
    for kind in sorted({*before, *now}):
        difference = now.get(kind, 0.0) - before.get(kind, 0.0)
        if abs(difference) >= 0.0005:
            lines.append(f"{kind}: {before.get(kind, 0.0):.3f} -> {now.get(kind, 0.0):.3f} ({difference:+.3f})")
        if difference < -TOLERANCE:
            lost.append(kind)
    return lines, lost

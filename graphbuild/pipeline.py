"""``build``: the stages in order, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from graphbuild import corrections, lookup, output, topics
from graphbuild.cache import Cache, Texts
from graphbuild.doubts import doubts
from graphbuild.errors import GraphbuildError, shown
from graphbuild.extract import nlp
from graphbuild.fingerprint import fingerprint, readers
from graphbuild.graph.emit import statements
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.write import Counts, write
from graphbuild.model import Corpus, Refusal
from graphbuild.outcome import Outcome, attempt
from graphbuild.read import Read, read_all
from graphbuild.report import Report, Stopwatch, document
from graphbuild.segment.own import families
from graphbuild.settings import Settings
from graphbuild.workers import cores, each, enough

Progress = Callable[[str, int, int], None]
"""Told the stage, how many documents are done and how many there are."""
Done = Callable[[int, int], None]


class NothingUsable(GraphbuildError):
    """No document could be used; ``refused`` says why of each."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        self.refused = tuple(refused)
        super().__init__("nothing was built, since none of the documents can be used; give at least one that can")


def build(
    paths: Sequence[str | Path],
    out: str | Path = "output",
    settings: Settings | None = None,
    progress: Progress | None = None,
    fresh: bool = False,
) -> Report:
    """Documents to a graph: ``graph.ttl``, ``graph.trig``, ``store/``, ``sources/`` and ``report.json`` in ``out``.

    ``paths`` are files and folders. What cannot be used is in the report with a sentence; the rest goes on. What was
    found in a document by an earlier build to ``out`` is used again where neither it nor the rules, the model or the
    settings have changed, unless ``fresh``; the result is the same. Raises NothingUsable where nothing can be used, and
    GraphbuildError where the output folder, the model, a layout or the file of corrections cannot be; the output folder
    is then as it was, but keeps what was found so far for the next build.
    """
    out, settings, tell = Path(out), settings or Settings(), progress or _tell_nobody
    given = [Path(path) for path in paths]
    kept = corrections.kept(given, settings.corrections)
    to_correct = corrections.load(kept.files)
    timed = Stopwatch()
    families(settings.layouts)  # a fault in one is said before any document is read
    with output.locked(out):
        with timed("read"):
            texts = Texts(out / output.FINDINGS, readers(), read=not fresh)
            inputs = read_all(given, out / output.SOURCES, partial(tell, "read"), texts.parse)
            if not inputs.documents:
                raise NothingUsable(inputs.refused)
            cache = Cache(out / output.FINDINGS, fingerprint(settings), read=not fresh)
            known = [cache.get(source) for _, source in inputs.documents]
        outcomes = _outcomes(inputs.documents, known, cache, settings, timed, tell)
        findings = [outcome.findings for outcome in outcomes if outcome.findings]
        refused = (*inputs.refused, *_refusals(inputs.documents, outcomes))
        if not findings:
            raise NothingUsable(refused)
        with timed("link"):
            tell("link", 0, 1)
            corrected = corrections.apply(findings, to_correct, settings.base, topics.load(settings.topics))
        provenance = Provenance(version("graphbuild"), *nlp.describe(settings.model))
        with output.staging(out) as new:
            with timed("write"):
                tell("write", 0, 1)
                counts = _write(corrected.corpus, settings, provenance, new)
            report = Report(
                documents=tuple(map(document, findings)),
                refused=refused,
                duplicates=inputs.duplicates,
                warnings=(*inputs.warnings, *doubts(findings, corrected.corpus), *corrected.warnings),
                ignored=inputs.ignored - kept.inside,
                unchanged=len(known) - known.count(None),
                corrections=str(kept.answers),
                corrected=len(corrected.corpus.corrections),
                classes=counts.classes,
                triples=counts.triples,
                quads=counts.quads,
                seconds=timed.seconds,
                software=provenance.versions(),
            )
            output.write_report(new, report.to_json())
        _settle(cache, inputs.documents, outcomes)
        texts.prune()
    return report


def _write(corpus: Corpus, settings: Settings, provenance: Provenance, new: Path) -> Counts:
    """The graph, the index of its names and the texts, into a staged folder."""
    counts = write(statements(corpus, settings, provenance), new, settings.workers or cores())
    lookup.write_index(new)
    output.write_texts(new, {source.slug: source.text for source in corpus.sources})
    return counts


def _outcomes(
    documents: Sequence[Read],
    known: Sequence[Outcome | None],
    kept: Cache,
    settings: Settings,
    timed: Stopwatch,
    tell: Progress,
) -> list[Outcome]:
    """What comes of each document; the model is loaded only where something is to be extracted."""
    todo = [document for document, outcome in zip(documents, known, strict=True) if outcome is None]
    workers = min(settings.workers or enough(sum(len(source.text) for _, source in todo)), len(todo))
    with timed("load model"):
        if workers == 1:  # else each loads its own
            tell("load model", 0, 1)
            nlp.load(settings.model)
    with timed("extract"):
        attempts = each(partial(attempt, settings), todo, workers)
        return _extract(documents, known, attempts, kept, partial(tell, "extract"))


def _extract(
    documents: Sequence[Read],
    known: Sequence[Outcome | None],
    attempts: Iterator[Outcome],
    kept: Cache,
    progress: Done,
) -> list[Outcome]:
    """What comes of each document; findings are kept as they come, so that a build that is ended early was not idle."""
    todo = sum(outcome is None for outcome in known)
    outcomes: list[Outcome] = []
    done = 0
    progress(done, todo)
    for (_, source), outcome in zip(documents, known, strict=True):
        if outcome is None:
            outcome = next(attempts)
            if outcome.findings:
                kept.put(source, outcome)
            done += 1
            progress(done, todo)
        outcomes.append(outcome)
    return outcomes


def _refusals(documents: Sequence[Read], outcomes: Sequence[Outcome]) -> Iterator[Refusal]:
    for (path, _), outcome in zip(documents, outcomes, strict=True):
        if outcome.refused:
            yield Refusal(path=shown(path), reason=outcome.refused)


def _settle(kept: Cache, documents: Sequence[Read], outcomes: Sequence[Outcome]) -> None:
    """Keeps also what was refused, and nothing of what is gone; both only where a build came of it."""
    for (_, source), outcome in zip(documents, outcomes, strict=True):
        if outcome.refused:
            kept.put(source, outcome)
    kept.prune(source for _, source in documents)


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """For callers that want no progress."""

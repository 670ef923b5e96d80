"""``build``: the stages in order, and nothing else."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path

from graphbuild import output
from graphbuild.errors import GraphbuildError, Unreadable, shown
from graphbuild.extract import extract, nlp
from graphbuild.graph.emit import quads
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.write import write
from graphbuild.link import link
from graphbuild.model import Corpus, Findings, RecordKind, Refusal, Source
from graphbuild.read import read_all
from graphbuild.report import Document, Report, Stopwatch
from graphbuild.segment.own import families
from graphbuild.settings import Settings
from graphbuild.workers import each

Progress = Callable[[str, int, int], None]
"""Told the stage, how many documents are done and how many there are."""


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
) -> Report:
    """Documents to a graph: ``graph.ttl``, ``graph.trig``, ``store/``, ``sources/`` and ``report.json`` in ``out``.

    ``paths`` are files and folders. What cannot be used is in the report with a sentence; the rest goes on. Raises
    NothingUsable where nothing can be, and GraphbuildError where the output folder, the model or a layout of the user
    cannot be used; the output folder is then as it was.
    """
    out, settings, tell = Path(out), settings or Settings(), progress or _tell_nobody
    timed = Stopwatch()
    families(settings.layouts)  # a fault in one is said before any document is read
    with output.locked(out):
        with timed("read"):
            inputs = read_all([Path(path) for path in paths], out / output.SOURCES, partial(tell, "read"))
        if not inputs.documents:
            raise NothingUsable(inputs.refused)
        with timed("load model"):
            tell("load model", 0, 1)
            model, model_version = nlp.describe(settings.model)
        with timed("extract"):
            findings, not_understood = _extract(inputs.documents, settings, partial(tell, "extract"))
        refused = (*inputs.refused, *not_understood)
        if not findings:
            raise NothingUsable(refused)
        with timed("link"):
            tell("link", 0, 1)
            corpus = link(findings)
        software = {"graphbuild": version("graphbuild"), "spacy": version("spacy"), model: model_version}
        with output.staging(out) as new:
            with timed("write"):
                tell("write", 0, 1)
                provenance = Provenance(software["graphbuild"], model, model_version)
                counts = write(quads(corpus, settings, provenance), new)
                output.write_texts(new, {source.slug: source.text for source in corpus.sources})
            report = Report(
                documents=tuple(_document(f) for f in findings),
                refused=refused,
                duplicates=inputs.duplicates,
                warnings=_recorded_twice(findings, corpus),
                ignored=inputs.ignored,
                classes=counts.classes,
                triples=counts.triples,
                quads=counts.quads,
                seconds=timed.seconds,
                software=software,
            )
            output.write_report(new, report.to_json())
    return report


def _extract(
    documents: Sequence[tuple[Path, Source]], settings: Settings, progress: Callable[[int, int], None]
) -> tuple[list[Findings], list[Refusal]]:
    """The findings of each document, and those that nothing can be made of."""
    findings: list[Findings] = []
    refused: list[Refusal] = []
    progress(0, len(documents))
    attempts = each(partial(_attempt, settings), documents, settings.workers)
    for done, result in enumerate(attempts, start=1):
        progress(done, len(documents))
        if isinstance(result, Findings):
            findings.append(result)
        else:
            refused.append(result)
    return findings, refused


def _attempt(settings: Settings, document: tuple[Path, Source]) -> Findings | Refusal:
    """One document's findings; a fault of ours in one does not lose the others."""
    path, source = document
    try:
        return extract(source, settings)
    except Unreadable as error:
        return Refusal(path=shown(path), reason=str(error))
    except GraphbuildError:
        raise
    except Exception as error:
        if os.environ.get("GRAPHBUILD_DEBUG"):
            raise
        fault = f"a fault of graphbuild ({type(error).__name__}) kept {shown(path)} from being understood"
        return Refusal(path=shown(path), reason=f"{fault}; please report it, with the document if it is public")


def _recorded_twice(findings: Sequence[Findings], corpus: Corpus) -> tuple[str, ...]:
    """A sentence on each meeting of which two documents hold minutes."""
    minuted = {(f.source.slug, m.date) for f in findings for m in f.facts.meetings if m.record is RecordKind.MINUTES}
    names = {source.slug: source.name for source in corpus.sources}
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


def _document(findings: Findings) -> Document:
    held = [m for m in findings.facts.meetings if m.record in (RecordKind.MINUTES, RecordKind.AGENDA)]
    source = findings.source
    return Document(
        name=source.name,
        slug=source.slug,
        sha256=source.sha256,
        characters=len(source.text),
        meetings=len(held),
    )


def _tell_nobody(stage: str, done: int, total: int) -> None:
    """For callers that want no progress."""

"""What was seen where in one document: its segments, names and facts, and what nothing was found in."""

from __future__ import annotations

from pathlib import Path

from graphbuild.errors import NoMeetingFound
from graphbuild.extract import examine
from graphbuild.inspection.found import found_in
from graphbuild.inspection.glimpses import glimpses, lacking
from graphbuild.inspection.rows import openings, rows
from graphbuild.inspection.seen import Chosen, Inspection, Mark
from graphbuild.inspection.segments import segments_of
from graphbuild.model import Source
from graphbuild.read.source import read
from graphbuild.segment.blocks import Block, blocks
from graphbuild.segment.heads import find_heads
from graphbuild.segment.layout import bundled, using
from graphbuild.segment.own import families
from graphbuild.segment.record import DocumentRecord, Fit
from graphbuild.settings import Settings

__all__ = ["Inspection", "inspect", "inspect_source"]


def inspect(path: Path, settings: Settings) -> Inspection:
    """What is seen in the document ``path``.

    Raises Unreadable where it cannot be read, GraphbuildError where the model, topics or a layout cannot be used.
    """
    return inspect_source(read(path), settings)


def inspect_source(source: Source, settings: Settings) -> Inspection:
    """What is seen in a document that was read; of one without a meeting, what could be part of a heading or list."""
    try:
        record, findings = examine(source, settings)
    except NoMeetingFound:
        return _without_meeting(source, settings)
    marks = (*segments_of(record), *found_in(findings))
    return _inspection(source, record.blocks, marks, _chosen(record), record.families, "")


def _without_meeting(source: Source, settings: Settings) -> Inspection:
    """What is seen where no meeting is: by the layouts of the user too, since it is for these that one looks."""
    tried = (bundled(), *families(settings.layouts))
    marks: list[Mark] = []
    fits: dict[Fit, None] = {}
    problem = ""
    for family in tried:
        with using(family):
            found = blocks(source.text, source.page_starts)
            marks += glimpses(found)
            fits |= dict.fromkeys(find_heads(found, 0).fits)
            problem = lacking(found)
    chosen = (Chosen("", "none", tuple(fits)),)
    return _inspection(source, found, tuple(marks), chosen, tuple((family.name, 0.0) for family in tried), problem)


def _chosen(record: DocumentRecord) -> tuple[Chosen, ...]:
    return tuple(Chosen(meeting.date, meeting.layout, meeting.fits) for meeting in record.meetings)


def _inspection(
    source: Source,
    found: list[Block] | tuple[Block, ...],
    marks: tuple[Mark, ...],
    chosen: tuple[Chosen, ...],
    tried: tuple[tuple[str, float], ...],
    problem: str,
) -> Inspection:
    ordered = tuple(sorted(dict.fromkeys(marks), key=lambda m: (m.begin, -m.end, m.layer, m.label)))
    shown_rows = rows(source.text, found, ordered)
    return Inspection(
        source=source,
        rows=shown_rows,
        marks=ordered,
        chosen=chosen,
        families=tried,
        openings=openings(source.text, shown_rows),
        problem=problem,
    )

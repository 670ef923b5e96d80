"""A text to its segments, and segments to plain values that a test can write down."""

from __future__ import annotations

from typing import Any

from graphbuild.model import Source
from graphbuild.read.content import pages
from graphbuild.segment import segment
from graphbuild.segment.record import Clause, DocumentRecord, ItemRecord, MeetingRecord, PaperRecord
from graphbuild.segment.text import Text
from graphbuild.segment.title import proper

Plain = dict[str, Any]


def segmented(text: str) -> DocumentRecord:
    plain, page_starts = pages(text)
    return segment(Source(slug="made-up", name="made-up.txt", sha256="0" * 64, text=plain, page_starts=page_starts))


def meetings(text: str) -> list[Plain]:
    return [summary(meeting) for meeting in segmented(text).meetings]


def summary(meeting: MeetingRecord) -> Plain:
    people = {
        capacity: [labelled.text.value for labelled in meeting.labelled if labelled.capacity == capacity]
        for capacity in ("present", "apologies", "in attendance")
    }
    values: Plain = {
        "kind": meeting.kind.value,
        "body": proper(meeting.body.value),
        "date": meeting.date,
        "time": meeting.start_time,
        "venue": meeting.venue,
        "status": meeting.status,
        "layout": meeting.layout,
        **people,
        "items": [item(i) for i in meeting.items],
        "papers": [paper(p) for p in meeting.papers],
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def item(record: ItemRecord) -> Plain:
    values = {
        "number": record.number,
        "title": record.title.value,
        "blocks": len(record.blocks),
        "clauses": [clause(c) for c in record.clauses],
    }
    return {name: value for name, value in values.items() if value not in (None, [], 0)}


def clause(record: Clause) -> str:
    """ "1: That ...", with its lead-in in brackets before it."""
    lead = f"({record.lead.value}) " if record.lead else ""
    return f"{lead}{record.mark}: {record.text.value}" if record.mark else f"{lead}{record.text.value}"


def paper(record: PaperRecord) -> Plain:
    values = {
        "title": record.title.value,
        "date": record.date,
        "authors": [a.value for a in record.authors],
        "recommendations": [r.value for r in record.recommendations],
    }
    return {name: value for name, value in values.items() if value not in (None, [])}


def every_text(record: DocumentRecord) -> list[Text]:
    """All texts that a record hands on."""
    found: list[Text] = []
    for block in record.blocks:
        found += [block.text, block.printed, *block.cells, *block.parts]
    for meeting in record.meetings:
        found += [meeting.body, meeting.heading]
        for labelled in meeting.labelled:
            found += [labelled.text, labelled.whole]
        for i in meeting.items:
            found += [i.title, *(t for t in (i.number_from,) if t)]
            for b in i.blocks:
                found += [b.text, b.printed]
            for c in i.clauses:
                found += [c.text, *(t for t in (c.lead,) if t)]
        for p in meeting.papers:
            found += [p.title, *p.authors, *p.recommendations]
    return [text for text in found if text]

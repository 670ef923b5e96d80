"""The segments of a record as marks: heading, lists of people, item heads, decisions, papers, rows of tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from graphbuild.inspection.seen import Mark
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import Labels, either
from graphbuild.segment.record import DocumentRecord, ItemRecord, MeetingRecord, PaperRecord
from graphbuild.segment.text import Text


def segments_of(record: DocumentRecord) -> Iterator[Mark]:
    """A mark for each segment, tables included."""
    for meeting in record.meetings:
        yield from _of_meeting(meeting)
        yield from _labelled(meeting.preamble, record.family.labels)
    for block in record.blocks:
        yield from table(block)


def table(block: Block) -> Iterator[Mark]:
    """The mark of a row of a table; none for other paragraphs."""
    if block.cells:
        yield _mark(block.text, "table", "table")


def _of_meeting(meeting: MeetingRecord) -> Iterator[Mark]:
    yield _mark(meeting.heading, "title", f"title {meeting.date}")
    for labelled in meeting.labelled:
        yield _mark(labelled.whole, "people", labelled.capacity.value)
    for item in meeting.items:
        yield from _of_item(item)
    for paper in meeting.papers:
        yield from _of_paper(paper)


def _labelled(preamble: Sequence[Block], labels: Labels) -> Iterator[Mark]:
    """The lines above the items that say where a meeting is and who is called to it."""
    for block in preamble:
        if either(labels.venue).match(block.text.value):
            yield _mark(block.text, "title", "venue")
        elif either(labels.agenda).match(block.text.value):
            yield _mark(block.text, "people", "members")


def _of_item(item: ItemRecord) -> Iterator[Mark]:
    yield _mark(item.title, "item", f"item {item.number}" if item.number else "item")
    if item.number_from:
        yield _mark(item.number_from, "item", "its number")
    leads = {clause.lead.begin: clause.lead for clause in item.clauses if clause.lead}
    for lead in leads.values():
        yield _mark(lead, "decision", "lead-in")
    for clause in item.clauses:
        yield _mark(clause.text, "decision", f"decision ({clause.mark})" if clause.mark else "decision")


def _of_paper(paper: PaperRecord) -> Iterator[Mark]:
    yield _mark(paper.title, "paper", "paper")
    for author in paper.authors:
        yield _mark(author, "paper", "author")
    for text in paper.recommendations:
        yield _mark(text, "paper", "recommendation")


def _mark(text: Text, kind: str, label: str) -> Mark:
    return Mark(text.begin, text.end, "segment", kind, label)

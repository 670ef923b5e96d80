"""Segmentation: a source's text into meetings, items, attendance lists, decisions and papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphbuild import dates
from graphbuild.codes import RecordKind
from graphbuild.errors import NoMeetingFound
from graphbuild.model import Source
from graphbuild.segment.attendance import labelled_lists, unlabelled_lists
from graphbuild.segment.blocks import Block, blocks
from graphbuild.segment.doubts import AROUND, doubts, doubts_of_pages, head_of
from graphbuild.segment.headings import Heading, find_headings
from graphbuild.segment.heads import find_heads
from graphbuild.segment.items import read_items, whole_meeting
from graphbuild.segment.layout import Family, bundled, labels, pattern, using
from graphbuild.segment.letterhead import ABOVE, authority_of_head
from graphbuild.segment.occasion import start_time, venue
from graphbuild.segment.papers import paper_starts, read_paper
from graphbuild.segment.record import DocumentRecord, Labelled, MeetingRecord, PaperRecord
from graphbuild.segment.roll import lists_of

_HEAD = 2_000
"""Characters of a document in which a date that does not exist may be why no meeting was found."""


def segment(source: Source, own: Sequence[Family] = ()) -> DocumentRecord:
    """The segments of a source, as the family of layouts that fits it best reads it.

    ``own`` are those of the user; where one reads no more than the bundled one, that stays. Raises NoMeetingFound
    where no heading names a body and a date.
    """
    tried = [(family, _read_as(source, family)) for family in (bundled(), *own)]
    fits = tuple((family.name, round(_fit(record), 2)) for family, record in tried)
    best = max((record for _, record in tried if record), key=_fit, default=None)
    if best is None:
        wrong = dates.impossible(source.text[:_HEAD])
        raise NoMeetingFound(
            f"{source.name}: no meeting was found (no heading that names a committee and a date"
            f"{f', and there is no {wrong}' if wrong else ''}); "
            "check that it is minutes or an agenda, or leave it out; graphbuild inspect shows what was seen"
        )
    isos = [meeting.date for meeting in best.meetings]
    return replace(best, families=fits, doubts=tuple(doubts_of_pages(source.text, isos)))


def _read_as(source: Source, family: Family) -> DocumentRecord | None:
    """The segments that a family of layouts sees; None where it sees no meeting."""
    with using(family):
        found = blocks(source.text, source.page_starts)
        headings = find_headings(found)
        if not headings:
            return None
        ends = [*(heading.first for heading in headings[1:]), len(found)]
        above = tuple(found[: headings[0].first])
        meetings = [_meeting(found[h.first : end], h, above) for h, end in zip(headings, ends, strict=True)]
        meetings[0] = replace(meetings[0], doubts=(*doubts(above[-AROUND:], headings[0].date), *meetings[0].doubts))
        authority = authority_of_head([*above[-ABOVE:], *_head(meetings[0])])
        return DocumentRecord(source, _papers_to_agenda(meetings), tuple(found), family, authority)


def _fit(record: DocumentRecord | None) -> float:
    """How much was seen in a document: item heads by their worth, capacities of people, items that decide something."""
    if record is None:
        return 0.0
    return sum(
        (meeting.fits[0].worth if meeting.fits else 0.0)
        + len({labelled.capacity for labelled in meeting.labelled})
        + sum(bool(item.clauses) for item in meeting.items)
        for meeting in record.meetings
    )


def _meeting(found: Sequence[Block], heading: Heading, above: Sequence[Block]) -> MeetingRecord:
    layout, heads, fits = find_heads(found, heading.last - heading.first + 1)
    starts = paper_starts(found, heads[-1].block + 1) if heads else []
    content_end = starts[0] if starts else len(found)
    lines = found[: heading.last - heading.first + 1]
    says_minutes = _says_minutes([*above, *lines])
    lists = tuple(labelled_lists(found[: heads[0].block if heads else len(found)], says_minutes))
    first_item = heads[0].block if heads else _after_lists(found, heading, lists)
    preamble = tuple(found[:first_item])
    items = read_items(found[:content_end], heads, layout) or whole_meeting(found[first_item:], heading.text)
    lists += tuple(listed for item in items for listed in lists_of(item))
    if says_minutes and heads:
        lists = (*unlabelled_lists(preamble[len(lines) :], lists), *lists)
    paper_ends = [*starts[1:], len(found)] if starts else []
    happened = lists or any(item.clauses for item in items) or says_minutes
    return MeetingRecord(
        kind=RecordKind.MINUTES if happened else RecordKind.AGENDA,
        body=heading.body,
        date=heading.date,
        heading=heading.text,
        layout=layout.name,
        fits=fits,
        start_time=start_time(preamble, heading),
        venue=venue(preamble, heading),
        preamble=preamble,
        labelled=lists,
        items=items,
        papers=tuple(read_paper(found[s:e]) for s, e in zip(starts, paper_ends, strict=True)),
        status=_status([*above, *lines]),
        doubts=tuple(doubts(head_of(found, len(lines), first_item), heading.date)),
    )


def _head(meeting: MeetingRecord) -> Iterator[Block]:
    """The blocks above a meeting's first item and list of people."""
    end = min((labelled.whole.begin for labelled in meeting.labelled), default=None)
    return (block for block in meeting.preamble if end is None or block.text.end <= end)


def _after_lists(found: Sequence[Block], heading: Heading, lists: Sequence[Labelled]) -> int:
    """The first block below heading and lists of people, where no item head says where the record itself begins."""
    end = max([heading.text.end, *(labelled.whole.end for labelled in lists)])
    return next((i for i, block in enumerate(found) if block.text.begin >= end), len(found))


def _says_minutes(heading: Sequence[Block]) -> bool:
    words = " ".join(b.text.value for b in heading).casefold()
    return bool(re.search(r"\b(?:minutes|proceedings|notes of)\b", words)) and "agenda" not in words


def _status(heading: Sequence[Block]) -> str | None:
    words = " ".join(b.text.value for b in heading)
    return next((status for status, expression in labels().status.items() if pattern(expression).search(words)), None)


def _papers_to_agenda(meetings: list[MeetingRecord]) -> tuple[MeetingRecord, ...]:
    """Papers bound behind earlier minutes belong to the agenda of the pack that they are in."""
    agenda = next((m for m in meetings if m.kind is RecordKind.AGENDA), None)
    if agenda is None:
        return tuple(meetings)
    papers: tuple[PaperRecord, ...] = tuple(p for m in meetings for p in m.papers)
    return tuple(replace(m, papers=papers if m is agenda else ()) for m in meetings)

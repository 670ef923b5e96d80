"""Segmentation: a source's text into meetings, items, attendance lists, decisions and papers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from graphbuild import dates
from graphbuild.errors import NoMeetingFound
from graphbuild.model import RecordKind, Source
from graphbuild.segment.attendance import labelled_lists
from graphbuild.segment.blocks import Block, blocks
from graphbuild.segment.clauses import split_decisions
from graphbuild.segment.heads import Head, find_heads
from graphbuild.segment.layout import Layout, labels, pattern
from graphbuild.segment.papers import paper_starts, read_paper
from graphbuild.segment.record import DocumentRecord, ItemRecord, MeetingRecord, PaperRecord
from graphbuild.segment.text import Text
from graphbuild.segment.title import Title, find_title

_HEADING_WINDOW = 30
"""Blocks from the top in which a document without an attendance list must say which meeting it is of."""


def segment(source: Source) -> DocumentRecord:
    """The segments of a source.

    Raises NoMeetingFound where no heading names a body and a date.
    """
    found = blocks(source.text)
    titles = _titles(found)
    if not titles:
        raise NoMeetingFound(
            f"{source.name}: no meeting was found (no heading that names a committee and a date); "
            "check that it is minutes or an agenda, or leave it out"
        )
    ends = [t.first for t in titles[1:]] + [len(found)]
    meetings = [_meeting(found[t.first : end], t) for t, end in zip(titles, ends, strict=True)]
    return DocumentRecord(source, _papers_to_agenda(meetings), tuple(found))


def _titles(found: Sequence[Block]) -> list[Title]:
    titles: list[Title] = []
    after = 0
    for index in _anchors(found):
        title = find_title(found, index, after)
        if title and (
            not titles
            or (title.body.value.casefold(), title.date.iso) != (titles[-1].body.value.casefold(), titles[-1].date.iso)
        ):
            titles.append(title)
        if title:
            after = index + 1
    if not titles:
        titles = [t for i in range(min(len(found), _HEADING_WINDOW)) if (t := find_title(found, i, 0))][:1]
    return titles


def _anchors(found: Sequence[Block]) -> list[int]:
    """Blocks that stand only near the head of a meeting's record: its attendance or membership list."""
    present = [a.pattern for a in labels().attendance if a.capacity == "present"]
    expressions = [pattern(p) for p in (*present, *labels().agenda)]
    return [
        i
        for i, b in enumerate(found)
        if not b.cells and not b.numbered and any(e.match(b.text.value) for e in expressions)
    ]


def _meeting(found: Sequence[Block], title: Title) -> MeetingRecord:
    layout, heads = find_heads(found)
    first_item = heads[0].index if heads else len(found)
    starts = paper_starts(found, heads[-1].index + 1 if heads else 0) if heads else []
    content_end = starts[0] if starts else len(found)
    preamble = tuple(found[:first_item])
    lists = tuple(labelled_lists(preamble))
    items = _items(found[:content_end], heads, layout)
    kind = RecordKind.MINUTES if lists or any(i.clauses for i in items) else RecordKind.AGENDA
    paper_ends = [*starts[1:], len(found)] if starts else []
    return MeetingRecord(
        kind=kind,
        body=title.body,
        date=title.date.iso,
        heading=title.heading,
        layout=layout.name,
        start_time=_start_time(preamble, title),
        venue=_venue(preamble),
        preamble=preamble,
        labelled=lists,
        items=items,
        papers=tuple(read_paper(found[s:e]) for s, e in zip(starts, paper_ends, strict=True)),
        status=_status(preamble),
    )


def _items(found: Sequence[Block], heads: Sequence[Head], layout: Layout) -> tuple[ItemRecord, ...]:
    items = []
    furniture = [pattern(f) for f in layout.furniture]
    ends = [h.index for h in heads[1:]] + [len(found)] if heads else []
    for head, end in zip(heads, ends, strict=True):
        under = [b for b in found[head.index + 1 : end] if not any(f.match(b.text.value) for f in furniture)]
        if head.rest:
            under = [Block(head.rest), *under]
        number, printed = head.number, None
        if layout.end_of_item:
            under, number, printed = _numbered_below(under, layout.end_of_item)
        clauses = tuple(c for _, cs in split_decisions(under) for c in cs)
        items.append(ItemRecord(head.title, number, printed, tuple(under), clauses))
    return tuple(items)


def _numbered_below(under: list[Block], end_of_item: str) -> tuple[list[Block], str | None, Text | None]:
    """The blocks without a web page's "view the full minutes text for item 58", and the number that it gives."""
    for index in range(len(under) - 1, -1, -1):
        text = under[index].text
        match = pattern(end_of_item).search(text.value)
        if match:
            shorter = text[: match.start()].strip()
            rest = [Block(shorter, mark=under[index].mark)] if shorter else []
            return (
                [*under[:index], *rest, *under[index + 1 :]],
                match.group("number"),
                text[match.start("number") : match.end("number")],
            )
    return under, None, None


def _start_time(preamble: Sequence[Block], title: Title) -> str | None:
    after_date = title.heading.value[title.date.end : title.date.end + 40]
    found = dates.start_time(after_date)
    if found:
        return found
    opening = re.search(r"\bat\s+([\d.:]+\s?[ap]\.?m\.?)", title.heading.value, re.IGNORECASE)
    return dates.start_time(opening.group(1)) if opening else None


def _venue(preamble: Sequence[Block]) -> str | None:
    for block in preamble:
        match = pattern(labels().fields["venue"]).match(block.text.value)
        if match:
            return block.text.value[match.end() :].split("<")[0].strip(" -–.;") or None
    return None


def _status(preamble: Sequence[Block]) -> str | None:
    head = " ".join(b.text.value for b in preamble[:6]).casefold()
    return "draft" if re.search(r"\bdraft\b", head) else None


def _papers_to_agenda(meetings: list[MeetingRecord]) -> tuple[MeetingRecord, ...]:
    """Papers bound behind earlier minutes belong to the agenda of the pack that they are in."""
    agenda = next((m for m in meetings if m.kind is RecordKind.AGENDA), None)
    if agenda is None:
        return tuple(meetings)
    papers: tuple[PaperRecord, ...] = tuple(p for m in meetings for p in m.papers)
    return tuple(replace(m, papers=papers if m is agenda else ()) for m in meetings)

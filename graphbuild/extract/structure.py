"""Meetings, items and papers as records, and the paragraphs under them as units."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Unit
from graphbuild.model import (
    EntityKind,
    Item,
    Meeting,
    Mention,
    OrganisationKind,
    Paper,
    Recommendation,
    RecordKind,
    Ref,
)
from graphbuild.segment.blocks import Block
from graphbuild.segment.record import ItemRecord, MeetingRecord, PaperRecord
from graphbuild.segment.text import Text
from graphbuild.segment.title import proper

_LIKE_ENOUGH = 60
"""Likeness of titles (0 to 100) from which a paper is taken to belong to an item."""
PROCEDURAL = re.compile(
    r"^(?:to receive |to consider )?(?:any )?(?:apolog|declarations? of|disclosures? of|minutes (?:of|from)|"
    r"exclusion of|questions? from|public question|"
    r"urgent business|(?:chair(?:man|person)?['’]?s )?communications|announcements|date (?:and time )?of|"
    r"date of next|any other business|"
    r"matters arising|welcome|public participation|to confirm the minutes|approval of (?:the )?minutes|"
    r"adoption of minutes|items? of urgent|close of meeting|attendance)",
    re.IGNORECASE,
)
"""Titles of items that are about the meeting itself."""


def add_structure(draft: Draft) -> None:
    """Adds the meetings, items and papers of the document, and its units."""
    for record in draft.record.meetings:
        meeting = _meeting(draft, record)
        draft.meetings.append((meeting, record))
        _preamble(draft, meeting, record)
        for position, item_record in enumerate(record.items, 1):
            item = Item(
                key=draft.new("item"),
                evidence=(item_record.title.passage(draft.source),),
                rule=f"layout:{record.layout}",
                confidence=0.98,
                meeting=meeting.key,
                number=item_record.number,
                title=item_record.title.value,
                position=position,
            )
            draft.add(item)
            draft.items.append((item, item_record))
            draft.units.append(_unit(draft, item_record.title, meeting.key, item.key, role="title"))
            for place, block in enumerate(item_record.blocks):
                draft.units += _block_units(draft, block, meeting.key, item.key, place)
        _papers(draft, meeting, record)


def _meeting(draft: Draft, record: MeetingRecord) -> Meeting:
    body = Mention(
        key=draft.new("mention"),
        kind=EntityKind.ORGANISATION,
        name=proper(record.body.value),
        evidence=(record.body.passage(draft.source),),
        rule="layout:title",
        confidence=0.98,
        classification=_body_kind(record.body.value).value,
    )
    draft.add(body)
    meeting = Meeting(
        key=draft.new("meeting"),
        evidence=(record.heading.passage(draft.source),),
        rule="layout:title",
        confidence=0.98,
        body=body.key,
        date=record.date,
        record=record.kind,
        recorded_in=(draft.source,),
        start_time=record.start_time,
        venue=record.venue,
    )
    draft.add(meeting)
    return meeting


def _body_kind(name: str) -> OrganisationKind:
    return OrganisationKind.COUNCIL if re.search(r"\bcouncil$", name, re.IGNORECASE) else OrganisationKind.COUNCIL_BODY


def _unit(draft: Draft, text: Text, meeting: Ref, item: Ref | None, role: str = "prose", **kwargs: object) -> Unit:
    return Unit(draft.source, text, proper(text.value), meeting, item, role=role, **kwargs)  # type: ignore[arg-type]


def _block_units(
    draft: Draft,
    block: Block,
    meeting: Ref,
    item: Ref | None,
    place: int,
    paper: Ref | None = None,
    in_table: bool = False,
) -> Iterator[Unit]:
    if block.cells:
        for part in block.parts:
            if not part.value.endswith(":"):
                yield _unit(draft, part, meeting, item, "cell", block=block, position=place, paper=paper)
    else:
        role = "title" if block.heading or (paper and not in_table and _is_heading(block)) else "prose"
        yield _unit(draft, block.text, meeting, item, role, block=block, position=place, paper=paper)


def _is_heading(block: Block) -> bool:
    """Whether a paragraph of a paper is a heading or a form's label: short, no sentence, no entry of a list."""
    text = block.text.value
    return (
        not block.mark
        and len(text) < 100
        and not re.search(r"[.;!]$|\b(?:is|are|was|were|be|has|have|had|will)\b", text)
    )


def _preamble(draft: Draft, meeting: Meeting, record: MeetingRecord) -> None:
    for place, block in enumerate(record.preamble):
        draft.units += [u for u in _block_units(draft, block, meeting.key, None, place) if u.text]
    for unit in draft.units:
        if unit.meeting == meeting.key and unit.item is None:
            unit.role = "preamble"


def _papers(draft: Draft, meeting: Meeting, record: MeetingRecord) -> None:
    """Adds the papers of an agenda pack, each to the item whose title is most like its own, in the items' order."""
    last = 0
    taken: set[int] = set()
    for paper_record in record.papers:
        items = draft.items_of(meeting.key)
        matched = _matching_item(paper_record, [i for i, _ in items], last, proper(record.body.value))
        if matched is None and not any(len(b.cells) >= 3 for b in paper_record.blocks[:4]):
            matched = _next_substantive(items, last, taken)
        last = matched if matched is not None else last
        taken.add(last)
        item = items[last][0].key if items and (matched is not None or last) else None
        paper = Paper(
            key=draft.new("paper"),
            evidence=(paper_record.title.passage(draft.source),),
            rule="layout:paper",
            confidence=0.9,
            title=paper_record.title.value,
            meeting=meeting.key,
            item=item,
        )
        draft.add(paper)
        for text in paper_record.recommendations:
            draft.add(
                Recommendation(
                    key=draft.new("recommendation"),
                    evidence=(text.passage(draft.source),),
                    rule="layout:paper",
                    confidence=0.9,
                    paper=paper.key,
                    text=text.value,
                )
            )
        is_table = sum(len(b.cells) >= 3 for b in paper_record.blocks) > 1
        for place, block in enumerate(paper_record.blocks):
            draft.units += _block_units(draft, block, meeting.key, item, place, paper.key, is_table)


def _next_substantive(items: list[tuple[Item, ItemRecord]], last: int, taken: set[int]) -> int | None:
    """The next item that a paper can be of: papers are bound in the order of the agenda."""
    return next(
        (p for p, (i, _) in enumerate(items) if p >= last and p not in taken and not PROCEDURAL.match(i.title or "")),
        None,
    )


def _matching_item(paper: PaperRecord, items: list[Item], first: int, body: str) -> int | None:
    def bare(title: str) -> str:
        return re.sub(re.escape(body.casefold()), "", title.casefold()).strip(" -–:")

    scores = [
        (fuzz.token_set_ratio(bare(paper.title.value), bare(i.title or "")), -index)
        for index, i in enumerate(items)
        if index >= first and not PROCEDURAL.match(i.title or "")
    ]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] >= _LIKE_ENOUGH else None


def is_minutes(record: MeetingRecord) -> bool:
    """Whether what is recorded happened, not only was planned."""
    return record.kind is RecordKind.MINUTES

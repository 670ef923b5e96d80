"""Meetings, items and papers as records, and the paragraphs under them as units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from rapidfuzz import fuzz

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Unit
from graphbuild.extract.words import words
from graphbuild.model import Item, Meeting, Mention, Paper, Recommendation, Ref
from graphbuild.segment.blocks import Block
from graphbuild.segment.record import MeetingRecord, PaperRecord
from graphbuild.segment.text import Text
from graphbuild.segment.title import proper

_LIKE_ENOUGH = 60
"""Likeness of titles (0 to 100) from which a paper is taken to belong to an item."""
_WIDE = 3
"""Cells of a row that make it one of a table, not a form's label with its field."""
_LONGEST = 4_000
"""Characters of a unit: no paragraph of minutes comes near, and what takes the square of its length stays bounded."""
_UNBROKEN = re.compile(r"\S{400}")
"""What is no word, and takes a tokeniser time that grows with the square of its length."""


@cache
def _procedural() -> re.Pattern[str]:
    titles = "|".join(words().procedural_titles)
    return re.compile(rf"^(?:to receive |to consider )?(?:any )?(?:{titles})", re.IGNORECASE)


def is_procedural(title: str | None) -> bool:
    """Whether an item of that title is about the meeting itself ("Apologies for absence")."""
    return _procedural().match(title or "") is not None


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
            title = next(_cut(item_record.title))
            draft.units.append(
                Unit(draft.source, title, _analysed(title), meeting.key, item.key, role="title", parses=draft.parses)
            )
            for place, block in enumerate(item_record.blocks):
                draft.units += _block_units(draft, block, meeting.key, item.key, place)
        _add_papers(draft, meeting, record)


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


def _block_units(
    draft: Draft,
    block: Block,
    meeting: Ref,
    item: Ref | None,
    place: int,
    paper: Ref | None = None,
    in_table: bool = False,
) -> Iterator[Unit]:
    """The block as one unit, or one for each cell of a table's row that is no label."""
    if block.cells:
        role, texts = "cell", [part for part in block.parts if not part.value.endswith(":")]
    else:
        is_title = block.heading or (paper and not in_table and _is_heading(block))
        role, texts = "title" if is_title else "prose", [block.text]
    for text in (part for whole in texts for part in _cut(whole)):
        yield Unit(
            draft.source, text, _analysed(text), meeting, item, paper, role=role, position=place, parses=draft.parses
        )


def _cut(text: Text) -> Iterator[Text]:
    """The text in parts of at most ``_LONGEST`` characters, cut after a sentence, a word or in what is no word."""
    begin = 0
    while end := _end_of_part(text.value, begin):
        yield text[begin:end].strip()
        begin = end
    yield text[begin:].strip()


def _end_of_part(text: str, begin: int) -> int | None:
    """Where the part from ``begin`` has to end; None where it is the last."""
    if unbroken := _UNBROKEN.search(text, begin, begin + _LONGEST):
        return unbroken.end() if unbroken.end() < len(text) else None
    end = begin + _LONGEST
    if end >= len(text):
        return None
    sentence, word = text.rfind(". ", begin, end), text.rfind(" ", begin, end)
    return max(sentence, word if sentence < 0 else 0) + 1


def _analysed(text: Text) -> str:
    """The text in mixed case, of the same length; the marks that stand for names in slotted sentences are replaced."""
    value = proper(text.value).translate(_NO_SLOTS)
    return value if len(value) == len(text) else text.value.translate(_NO_SLOTS)


_NO_SLOTS = str.maketrans("⟪⟫", "()")


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


def _add_papers(draft: Draft, meeting: Meeting, record: MeetingRecord) -> None:
    """Adds the papers of an agenda pack, each with the item whose title is most like its own, in the items' order."""
    items = [item for item, _ in draft.items_of(meeting.key)]
    body = proper(record.body.value)
    last = 0
    taken: set[int] = set()
    for paper in record.papers:
        matched = _matching_item(paper, items, last, body)
        if matched is None and not any(len(b.cells) >= _WIDE for b in paper.blocks[:4]):
            matched = _next_substantive(items, last, taken)
        last = matched if matched is not None else last
        taken.add(last)
        _add_paper(draft, meeting, items[last].key if items and (matched is not None or last) else None, paper)


def _add_paper(draft: Draft, meeting: Meeting, item: Ref | None, record: PaperRecord) -> None:
    paper = Paper(
        key=draft.new("paper"),
        evidence=(record.title.passage(draft.source),),
        rule="layout:paper",
        confidence=0.9,
        title=record.title.value,
        meeting=meeting.key,
        item=item,
    )
    draft.add(paper)
    for text in record.recommendations:
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
    is_table = sum(len(b.cells) >= _WIDE for b in record.blocks) > 1
    for place, block in enumerate(record.blocks):
        draft.units += _block_units(draft, block, meeting.key, item, place, paper.key, is_table)


def _next_substantive(items: list[Item], first: int, taken: set[int]) -> int | None:
    """The next item that a paper can be of: papers are bound in the order of the agenda."""
    places = (p for p in range(first, len(items)) if p not in taken and not is_procedural(items[p].title))
    return next(places, None)


def _matching_item(paper: PaperRecord, items: list[Item], first: int, body: str) -> int | None:
    """The place of the item from ``first`` on whose title is like the paper's, the name of the body left out."""

    def bare(title: str) -> str:
        return title.casefold().replace(body.casefold(), "").strip(" -–:")

    scores = [
        (fuzz.token_set_ratio(bare(paper.title.value), bare(item.title or "")), -place)
        for place, item in enumerate(items)
        if place >= first and not is_procedural(item.title)
    ]
    best = max(scores, default=(0.0, 0))
    return -best[1] if best[0] >= _LIKE_ENOUGH else None

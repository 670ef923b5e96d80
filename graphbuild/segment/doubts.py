"""Dates at a meeting's head that cannot be right: they do not exist, fall on another weekday or differ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from graphbuild import dates
from graphbuild.segment.block import Block

_LONGEST = 300
"""Characters of a block of a head."""
AROUND = 6
"""Blocks above and below a heading that may give the meeting's date too."""
_OF_MEETING = re.compile(r"\b(?:minutes|meeting|proceedings|agenda|held|date)\b", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:next|last|previous|earlier|preceding|approved|confirmed|adopted|signed|dated|publi\w+|issued|despatch\w*"
    r"|circulated|printed|posted|updated|revised|amended|version|adjourned|postponed|deferred|rearranged|rescheduled"
    r"|moved|deadline|until|since|from|between|due|by)\b",
    re.IGNORECASE,
)
"""Words by which a date is not, or not only, that on which the meeting is held."""
_RUNNING_HEAD = re.compile(r"^[^a-z\n]{4,120}? - (?P<date>\d{1,2}/\d{1,2}/\d{2,4})[ \t]*$", re.MULTILINE)
"""A meeting's stamp on each page: "PLANNING COMMITTEE - 12/05/20"."""
_LITTLE_ELSE = 24
"""Characters beside a date, such as its weekday and the time, in a line that gives no more than when a meeting is."""


class Doubt(NamedTuple):
    """Why a meeting's date may be wrong, and where in the source that stands."""

    begin: int
    says: str


def doubts(head: Sequence[Block], iso: str) -> Iterator[Doubt]:
    """What speaks against ``iso`` as the date of the meeting whose heading ``head`` begins with, each once."""
    told: set[str] = set()
    for block in head:
        text = block.text.value
        if len(text) > _LONGEST or not _tells_when(text):
            continue
        for doubt in _doubts_of(block, iso):
            if doubt.says not in told:
                told.add(doubt.says)
                yield doubt


def head_of(blocks: Sequence[Block], lines: int, end: int) -> Sequence[Block]:
    """The blocks that may give a meeting's date: the ``lines`` of its heading, and some below, not from ``end`` on."""
    return blocks[: max(lines, min(lines + AROUND, end))]


def doubts_of_pages(text: str, isos: Iterable[str]) -> Iterator[Doubt]:
    """Where the running heads of pages give another date than ``isos``, those of the document's meetings."""
    known = set(isos)
    for match in _RUNNING_HEAD.finditer(text):
        day = next(dates.written(match.group("date")), None)
        if day and day.iso not in known:
            others = " or ".join(sorted(known))
            why = "is the date at the head of a page" if day.iso else "does not exist"
            yield Doubt(match.start("date"), f"{match.group('date')} {why}, but {others} was taken for the meeting's")
            return


def _tells_when(text: str) -> bool:
    """Whether a line gives when the meeting is held, and no other date."""
    if _OF_ANOTHER.search(text):
        return False
    written = sum(day.end - day.begin for day in dates.written(text))
    return bool(_OF_MEETING.search(text)) or (written > 0 and len(text) - written <= _LITTLE_ELSE)


def _doubts_of(block: Block, iso: str) -> Iterator[Doubt]:
    text = block.text.value
    found = list(dates.written(text))
    for day in found:
        words, at = text[day.begin : day.end], block.text.offsets[day.begin]
        if not day.iso:
            yield Doubt(at, f"the date {words} does not exist, and {iso} was taken for the meeting's")
        elif (weekday := dates.weekday_before(text, day.begin)) and weekday != dates.weekday(day.iso):
            right = dates.weekday(day.iso)
            yield Doubt(at, f"{words} was a {right}, not a {weekday}; {iso} was taken for the meeting's")
    real = [day.iso for day in found if day.iso]
    if real and iso not in real:
        words = text[found[0].begin : found[0].end]
        yield Doubt(block.text.offsets[found[0].begin], f"it also gives {words}, but {iso} was taken for the meeting's")

"""When a meeting began and where it was held, from its heading and what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from graphbuild import dates
from graphbuild.segment.blocks import Block
from graphbuild.segment.headings import Heading
from graphbuild.segment.layout import either, labels
from graphbuild.segment.text import joined
from graphbuild.segment.title import proper

_LONGEST = 120
"""Characters of a place on a line of its own."""
_TIME_AFTER_DATE = 80
"""Characters after the date in which a heading gives the time."""
_UNFINISHED = 12
"""Characters after the date from which its block is taken to say all."""
_TIME = r"(?:[\d.:]+\s?(?:[ap]\.?m\b\.?|hrs|hours)|\d{1,2}[.:]\d\d|12 (?:noon|midday)|noon|midday)"
_SPAN = rf"{_TIME}(?:\s*(?:-|–|to|until)\s*{_TIME})?"
_OPENING_TIME = re.compile(rf"\bat\s+({_TIME})", re.IGNORECASE)
_HELD_AT = re.compile(
    r"\bheld\s+(?:(?:remotely|virtually|online)\s+)?(?:at|in|via|by|on(?= (?:zoom|teams|microsoft)\b))\s+(?!\d|the \d)"
    r"(?P<venue>[^;]{3,120}?)(?=[,\s]+(?:on|at)\s|[,\s]*\d|[.;]?$|[,\s]+\w{3,6}day\b)",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(
    rf"[\s,]*+(?:(?:(?:(?:commencing|starting|beginning)\s+)?(?:at|from)\s+)?{_SPAN})?[\s,.–-]*+"
    r"(?:(?:held\s+)?(?P<at>at|in|via|by|venue[,:]?)\s+)?(?P<venue>(?:the\s+)?(?-i:[A-Z])[^.;:\d]{2,80}?)"
    rf"(?:[\s,]+(?:(?:commencing|starting|beginning)\s+)?at\s+{_TIME})?[.]?$",
    re.IGNORECASE,
)
"""A place behind the date; no other words stand there."""
_PLACE_AND_TIME = re.compile(rf"(?P<venue>[A-Z][^:;]{{3,100}}?)\s*[-–,]\s*(?P<time>{_SPAN})$", re.IGNORECASE)
"""A line of its own below the list of people."""
_OPENED = re.compile(
    r"\b(?:opened|commenced|began|started|(?:called|came) to order|convened)\b[^.;]{0,60}?\bat\s+"
    rf"(?P<time>{_TIME})",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:hall|guildhall|rooms?|chambers?|centre|house|school|church|chapel|offices?|library|pavilion|club|institute|theatre"
    r"|hotel|inn|vestry|lounge|courthouse|building|zoom|teams|áras|neuadd|video ?conference|online)\b",
    re.IGNORECASE,
)
"""What a place that no preposition stands before is known by."""
_LINKED = re.compile(r"\s*(?:<|[.,]?\s*\b(?:view|get|see) (?:directions?|(?:on )?(?:the |a )?map)\b).*$", re.IGNORECASE)
"""What web pages set behind a place."""


def start_time(preamble: Sequence[Block], heading: Heading) -> str | None:
    """The time at which a meeting began, as ``HH:MM``; None where nothing above its items says."""
    behind = f"{heading.after_date} {heading.below if len(heading.after_date) < _UNFINISHED else ''}"
    after = dates.start_time(behind[:_TIME_AFTER_DATE]) or dates.start_time(heading.before_date)
    opening = _OPENING_TIME.search(heading.text.value)
    stated = after or (dates.start_time(opening.group(1)) if opening else None)
    found = (_PLACE_AND_TIME.match(block.text.value) or _OPENED.search(block.text.value) for block in preamble)
    return stated or next((dates.start_time(match["time"]) for match in found if match), None)


def venue(preamble: Sequence[Block], heading: Heading) -> str | None:
    """Where a meeting was held, without "the"; None where neither a label nor the heading says."""
    below = (_PLACE_AND_TIME.match(block.text.value) for block in preamble)
    named = (_named(match["venue"]) for match in below if match and _PLACE.search(match["venue"]))
    return _labelled(preamble) or _in_heading(heading) or next(named, None)


def _labelled(preamble: Sequence[Block]) -> str | None:
    for block, below in zip(preamble, [*preamble[1:], None], strict=False):
        # In a table the label has a cell of its own, and needs no colon.
        text = f"{block.cells[0].value}: {joined(block.cells[1:]).value}" if block.cells else block.text.value
        match = either(labels().venue).match(text)
        if not match:
            continue
        if named := _named(text[match.end() :] or (below.text.value if below and len(below.text) <= _LONGEST else "")):
            return named
    return None


def _in_heading(heading: Heading) -> str | None:
    if held := _HELD_AT.search(heading.text.value) or _HELD_AT.search(heading.below):
        return _named(proper(held.group("venue")))
    people = either(tuple(label.pattern for label in labels().attendance))
    below = "" if people.match(heading.below) else heading.below
    for text in (heading.after_date, below):
        behind = _AFTER_DATE.match(text)
        if behind and (behind["at"] or _PLACE.search(behind["venue"])):
            return _named(proper(behind["venue"]))
    return None


def _named(place: str) -> str | None:
    return re.sub(r"^(?i:the) ", "", _LINKED.sub("", place).strip(" :-–.;,")).strip(" ,-–") or None

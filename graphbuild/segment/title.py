"""Finds the heading of a meeting's record: which body met, and when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from graphbuild import dates
from graphbuild.segment.blocks import Block
from graphbuild.segment.text import Text

_BODY_HEADS = (
    r"Sub-?\s?Committee|Committee|Commission|Council|Cabinet|Board|Panel|Forum|Executive|Assembly|Authority|"
    r"Partnership|Working Group|Task Group|Group|Municipal District(?: of (?:[A-Z][\w'’-]+ ?)+)?"
)
_WORD = r"[A-Z][\w'’&-]*"
_BODY = re.compile(
    rf"\b(?:{_WORD}|of|and|for|the|in|&|,)(?:[ ,]+(?:{_WORD}|of|and|for|the|in|&))*?[ ]+(?:{_BODY_HEADS})\b|\bCabinet\b"
)
_LEAD_IN = re.compile(
    r"^(?:(?:draft|confirmed|unconfirmed)\s+)?(?:(?:the\s+)?minutes?|agenda|notes?|record)?\s*(?:of\s+)?(?:the\s+)?(?:proceedings\s+)?"
    r"(?:(?:of|at|for)\s+)?(?:an?\s+|the\s+)?(?:(?:special|ordinary|annual|extraordinary|remote|virtual|full|monthly|statutory)\s+)*"
    r"(?:meeting\s+(?:of|for)\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_SMALL = {"of", "and", "for", "the", "in", "on", "to", "with", "by", "at", "a", "an"}
_WINDOW = 8


class Title(NamedTuple):
    """A record's heading: ``first`` is the index of its first block."""

    first: int
    body: Text
    date: dates.Dated
    heading: Text
    """The block that holds the date."""


def find_title(blocks: Sequence[Block], before: int, after: int) -> Title | None:
    """The heading nearest above block ``before`` (not above ``after``), or below it where nothing stands above."""
    above = range(before, max(after, before - _WINDOW) - 1, -1)
    for index in above:
        for dated in dates.full_dates(blocks[index].text.value):
            body = _body_near(blocks, index, after)
            if body:
                return Title(body[0], body[1], dated, blocks[index].text)
            break
    return None


def _body_near(blocks: Sequence[Block], index: int, after: int) -> tuple[int, Text] | None:
    """The body named in the block of the date or nearest above it."""
    for i in range(index, max(after, index - 5) - 1, -1):
        found = body_name(blocks[i].text)
        if found:
            return i, found
    return None


def body_name(text: Text) -> Text | None:
    """The name of a meeting's body in a heading; None where none is named."""
    lead = _LEAD_IN.match(text.value)
    start = lead.end() if lead else 0
    value = text.value[start:]
    shaped = _shaped(value) if _shouts(value) else value
    match = _BODY.search(shaped)
    if not match or match.start() > 120:
        return None
    name = text[start + match.start() : start + match.end()]
    while small := re.match(
        r"(?:of|and|for|the|in|&|,)\s+", _shaped(name.value) if _shouts(name.value) else name.value
    ):
        name = name[small.end() :]
    return name or None


def proper(name: str) -> str:
    """A name set in capitals, in the mixed case that people write; others as they are."""
    return _shaped(name) if _shouts(name) else name


def _shouts(text: str) -> bool:
    head = re.findall(r"[^\W\d_]{3,}", text)[:6]
    return bool(head) and sum(w.isupper() for w in head) > len(head) / 2


def _shaped(text: str) -> str:
    """Mixed case for capitals, of the same length, so that offsets hold."""
    words = re.split(r"(\s+)", text)
    return "".join(
        w if not w or w.isspace() else w.lower() if i and w.lower() in _SMALL else _capitalised(w)
        for i, w in enumerate(words)
    )


def _capitalised(word: str) -> str:
    lowered = word.lower()
    if len(lowered) != len(word):
        return word
    return re.sub(r"(?:^|(?<=[-(\"“/]))\w", lambda m: m.group().upper(), lowered)

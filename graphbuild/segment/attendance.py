"""Finds the lists of those present, apologising and in attendance before the first item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Capacity
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Labelled
from graphbuild.segment.text import Text, join

_PROSE = re.compile(r"\b(?:was|were|is|are|had|has|have|stated|welcomed|said|that|noted|proposal)\b")
_RECEIVED = re.compile(
    r"^apologies (?:for absence )?(?:were|was|have been|had been)\s+(?:received|given|submitted)(?: and accepted)? "
    r"(?:from|on behalf of)\s*",
    re.IGNORECASE,
)
_INLINE = re.compile(
    r"(?<=[.)\w])\s+(?=(?:also,? )?in attendance\s*:|apologies(?: for absence)?\s*:|(?:parish|town) clerk\s*:)",
    re.IGNORECASE,
)


def labelled_lists(preamble: Sequence[Block]) -> Iterator[Labelled]:
    """Each labelled list of people, with the paragraphs that go on with it."""
    index = 0
    while index < len(preamble):
        matched = _label(preamble[index].text)
        if not matched:
            index += 1
            continue
        capacity, rest = matched
        whole = preamble[index].text
        index += 1
        while index < len(preamble) and _continues(rest, preamble[index]):
            rest, whole = join(rest, preamble[index].text), join(whole, preamble[index].text)
            index += 1
        if received := _RECEIVED.match(rest.value):
            rest = rest[received.end() :]
        yield from _parts(capacity, rest, whole)


def _label(text: Text) -> tuple[Capacity, Text] | None:
    for label in labels().attendance:
        match = pattern(label.pattern).match(text.value)
        if match:
            return label.capacity, text[match.end() :].strip(" -–*")
    return None


def _continues(rest: Text, block: Block) -> bool:
    if _label(block.text) or block.numbered or block.heading or _PROSE.search(block.text.value):
        return False
    return (
        not rest
        or rest.value.endswith((",", ";", "and", ":"))
        or bool(re.match(r"^(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)s?\b", block.text.value))
    )


def _parts(capacity: Capacity, rest: Text, whole: Text) -> Iterator[Labelled]:
    """A list and those that are run in to the same paragraph."""
    cut = _INLINE.search(rest.value)
    if not cut:
        if rest:
            yield Labelled(capacity, rest, whole)
        return
    yield Labelled(capacity, rest[: cut.start()], whole)
    tail = rest[cut.end() :]
    matched = _label(tail)
    yield from _parts(*(matched if matched else (Capacity.IN_ATTENDANCE, tail)), whole)

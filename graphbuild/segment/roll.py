"""Items that take the roll ("Sederunt", "Apologies"): who is listed in them, or said to have sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Capacity
from graphbuild.segment.attendance import labelled_lists
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels, pattern
from graphbuild.segment.names import is_names
from graphbuild.segment.record import ItemRecord, Labelled
from graphbuild.segment.sentences import sentences
from graphbuild.segment.text import Text

_NONE = re.compile(r"(?:none|nil|no apologies)\b", re.IGNORECASE)
_ABSENT = re.compile(
    r"\b(?:was|were) (?:also )?(?:absent|not present|in attendance|present)\b|\babsent\b", re.IGNORECASE
)


def lists_of(item: ItemRecord) -> Iterator[Labelled]:
    """The lists in an item that takes the roll: labelled ones, sentences about apologies, mere names."""
    roll = labels().roll
    if not pattern(roll.title).search(item.title.value):
        return
    apologies = bool(pattern(roll.apologies).search(item.title.value))
    blocks = [block for block in item.blocks if block.text.begin != item.title.begin]
    labelled = [listed for listed in labelled_lists(blocks) if not _is_statement(listed.whole)]
    told = [listed for block in blocks for listed in _told(block)]
    if labelled or told:
        yield from labelled
        yield from told
    if not labelled:
        yield from _mere_names(blocks, Capacity.APOLOGIES if apologies else Capacity.PRESENT)


def _is_statement(text: Text) -> bool:
    """Whether a labelled list is a sentence about apologies, which is read as such."""
    roll = labels().roll
    return bool(either(roll.names_after).match(text.value))


def _told(block: Block) -> Iterator[Labelled]:
    """The people of whom a paragraph says that they sent apologies."""
    roll = labels().roll
    for sentence in sentences(block.text):
        if pattern(roll.none).search(sentence.value):
            continue
        if after := either(roll.names_after).search(sentence.value):
            names = sentence[after.end() :].strip(" :-–")
        elif before := either(roll.names_before).search(sentence.value):
            names = sentence[: before.start()].strip()
        else:
            continue
        if names:
            yield Labelled(Capacity.APOLOGIES, names, sentence)


def _mere_names(blocks: Sequence[Block], capacity: Capacity) -> Iterator[Labelled]:
    """The names that the item begins with, up to its first sentence."""
    for block in blocks:
        for sentence in sentences(block.text):
            if _NONE.match(sentence.value) or _ABSENT.search(sentence.value) or not is_names(sentence.value):
                return
            yield Labelled(capacity, sentence, sentence)

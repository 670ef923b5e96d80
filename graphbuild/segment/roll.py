"""Items that take the roll ("Sederunt", "Apologies"): who is listed in them, or said to have sent apologies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphbuild.codes import Capacity
from graphbuild.segment.attendance import labelled_lists
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels, pattern
from graphbuild.segment.names import is_names, mentions_rest
from graphbuild.segment.record import ItemRecord, Labelled
from graphbuild.segment.sentences import sentences
from graphbuild.segment.text import Text

_NONE = re.compile(r"(?:none|nil|no apologies)\b", re.IGNORECASE)
_WERE_PRESENT = re.compile(r"^(?:(?:also )?present (?:were|was)|there came(?: as well| also)?)\b\W*", re.IGNORECASE)
_CHAIRED = re.compile(r"^the meeting was (?:chaired|opened and chaired) by\b\s*", re.IGNORECASE)
_TOOK_CHAIR = re.compile(r",?\s(?:took|was in) the chair\b")
_TOOK_MINUTES = re.compile(r"\s(?:took|was taking|recorded) the (?:minutes|notes)\W*$")
_ALSO = re.compile(r"also\b", re.IGNORECASE)
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
    attended = [] if apologies else list(_attended(blocks))
    if attended:
        yield from attended
        return
    labelled = [listed for listed in labelled_lists(blocks) if not _is_statement(listed.whole)]
    told = [listed for block in item.blocks if _is_more(block, item) for listed in _told(block)]
    if labelled or told:
        yield from labelled
        yield from told
    if not labelled:
        yield from _mere_names(blocks, Capacity.APOLOGIES if apologies else Capacity.PRESENT)


def _is_more(block: Block, item: ItemRecord) -> bool:
    """Whether a block is other than the item's title alone."""
    return block.text.begin != item.title.begin or block.text.end > item.title.end + 1


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
    """The names that the item begins with, up to its first sentence, and those that it has under labels then."""
    for block in blocks:
        for sentence in sentences(block.text):
            labelled = not (_NONE.match(sentence.value) or _is_statement(sentence))
            if labelled and (others := list(labelled_lists([Block(sentence)]))):
                # Beside the names before, "also present" are others.
                also = _ALSO.match(sentence.value)
                yield from (replace(o, capacity=Capacity.IN_ATTENDANCE) if also else o for o in others)
                continue
            if _NONE.match(sentence.value) or _ABSENT.search(sentence.value) or not is_names(sentence.value):
                return
            public = capacity is Capacity.PRESENT and mentions_rest(sentence.value)
            yield Labelled(Capacity.IN_ATTENDANCE if public else capacity, sentence, sentence)


def _attended(blocks: Sequence[Block]) -> Iterator[Labelled]:
    """Those of whom sentences say that they were present, and the bare names in the sentences after."""
    goes_on = False
    for sentence in (s for block in blocks for s in sentences(block.text)):
        if present := _WERE_PRESENT.search(sentence.value):
            goes_on = True
            yield Labelled(Capacity.PRESENT, sentence[present.end() :], sentence)
        elif chaired := _CHAIRED.search(sentence.value):
            yield Labelled(Capacity.PRESENT, sentence[chaired.end() :], sentence)
        elif chairing := _TOOK_CHAIR.search(sentence.value):
            yield Labelled(Capacity.PRESENT, sentence[: chairing.start()], sentence)
        elif minuted := _TOOK_MINUTES.search(sentence.value):
            yield Labelled(Capacity.IN_ATTENDANCE, sentence[: minuted.start()], sentence)
        elif goes_on and is_names(sentence.value):
            yield Labelled(Capacity.PRESENT, sentence, sentence)
        else:
            goes_on = False

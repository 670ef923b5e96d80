"""A paragraph under analysis: its text, its parse, the names found in it, and where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from graphbuild import dates
from graphbuild.codes import EntityKind
from graphbuild.extract.names import Name
from graphbuild.extract.parses import Parses
from graphbuild.extract.sentences import ends
from graphbuild.model import Passage, Ref
from graphbuild.segment.text import Text

LETTERS = {
    EntityKind.PERSON: "P",
    EntityKind.POST: "J",
    EntityKind.ORGANISATION: "O",
    EntityKind.UNDERTAKING: "U",
    EntityKind.TERM: "T",
}
"""What stands in a slot for the kind of the name."""


class Sentence(NamedTuple):
    """A sentence at characters ``begin`` to ``end`` (exclusive) of its unit's text."""

    begin: int
    end: int
    text: str


@dataclass(slots=True)
class Unit:
    """A paragraph (or table cell, or title) of a document."""

    source: str
    """Slug of the source."""
    text: Text
    value: str
    """The text as analysed: as ``text.value``, but mixed case where it is set in capitals; of the same length."""
    meeting: Ref
    item: Ref | None = None
    paper: Ref | None = None
    role: str = "prose"
    """``prose``, ``title``, ``preamble`` or ``cell``."""
    position: int = 0
    """Of the block in its item, from 0."""
    parses: Parses | None = None
    """Those of the document; None for text that is only searched for names that are known."""
    names: list[Name] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)
    """The mention of each name, in the same order."""
    inner: list[tuple[Name, Ref]] = field(default_factory=list)
    """Bodies inside names of posts ("Chair of the Harbour Board"), with their mentions."""
    _cut: tuple[tuple[tuple[int, int], ...], tuple[Sentence, ...]] | None = None
    """The sentences, and the names by which they were cut: asked for by each kind of fact."""

    @property
    def doc(self) -> Any:
        """The spaCy Doc of ``value`` with tags, lemmas and dependencies."""
        assert self.parses, "no parse is asked of such text"
        return self.parses.parsed(self.value)

    def passage(self, begin: int, end: int) -> Passage:
        """The stretch of the source behind characters ``begin`` to ``end`` (exclusive)."""
        return self.text.passage(self.source, begin, end)

    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the paragraph; none ends within a name or a date."""
        names = tuple((name.begin, name.end) for name in self.names)
        if self._cut is None or self._cut[0] != names:
            starts, found = 0, []
            for end in ends(self.value, (*names, *((d.begin, d.end) for d in dates.full_dates(self.value)))):
                found.append(self._sentence(starts, end))
                starts = end
            self._cut = names, tuple(found)
        return self._cut[1]

    def _sentence(self, begin: int, end: int) -> Sentence:
        while begin < end and self.value[begin].isspace():
            begin += 1
        while end > begin and self.value[end - 1].isspace():
            end -= 1
        return Sentence(begin, end, self.value[begin:end])

    def sentence_at(self, begin: int, end: int | None = None) -> Passage:
        """The passage of the sentence around ``begin`` (and up to ``end``)."""
        last = begin if end is None else end - 1
        first, stop = None, len(self.value)
        for sentence in self.sentences():
            if sentence.begin <= begin < sentence.end or (first is None and begin < sentence.begin):
                first = sentence.begin
            if first is not None and last < sentence.end:
                stop = sentence.end
                break
        return self.passage(first or 0, stop)

    def named(self, begin: int, end: int) -> Iterator[tuple[Name, Ref]]:
        """The names inside ``begin`` to ``end`` and their mentions."""
        for name, ref in zip(self.names, self.refs, strict=True):
            if begin <= name.begin and name.end <= end:
                yield name, ref

    def slotted(self, sentence: Sentence) -> str:
        """The sentence with each name replaced by a slot: ``⟪3P⟫`` is the unit's fourth name, a person."""
        parts, position = [], sentence.begin
        for index, name in enumerate(self.names):
            if name.begin < position or name.end > sentence.end:
                continue
            parts.append(self.value[position : name.begin])
            parts.append(f"⟪{index}{LETTERS[name.kind]}⟫")
            position = name.end
        parts.append(self.value[position : sentence.end])
        return re.sub(r"\bNos?\.\s", "No ", "".join(parts))

    def people(self, slotted: str) -> list[Ref]:
        """The mentions of the people in a stretch of slotted text."""
        return [self.refs[index] for index in slots(slotted) if self.names[index].kind is EntityKind.PERSON]


def slots(matched: str) -> list[int]:
    """The indices of names in a stretch of slotted text."""
    return [int(n) for n in re.findall(r"⟪(\d+)[PJOUT]⟫", matched)]

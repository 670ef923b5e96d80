"""Decisions that a later document quotes: in a report ("the action was: ..."), in a table of what became of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from graphbuild.link.keys import Keys
from graphbuild.link.matters import Known, thread
from graphbuild.model import Claim, Findings, Passage, Ref, Resolution

_OPENING = 7
"""Words by which a quotation is found; a decision has to have more."""
_COMPARED = 300
"""Words of a decision that are compared at most."""
_ALIKE = 92
"""Likeness (0 to 100) from which a text is the decision's, word for word but for marks and slips."""
_TELLING = 3
"""Words of its own that a decision needs, so that it is told from what every meeting resolves."""


class _Word(NamedTuple):
    word: str
    begin: int
    end: int


class _Decision(NamedTuple):
    resolution: Resolution
    words: list[str]
    """Those that are compared."""


class _Places:
    """Which item each part of a document belongs to, by the headings before it."""

    def __init__(self, document: Findings, keys: Keys) -> None:
        facts = document.facts
        heads: list[tuple[int, Ref | None]] = [(i.evidence[0].begin, keys.lookup(i.key)) for i in facts.items]
        heads += [(p.evidence[0].begin, keys.lookup(p.item) if p.item else None) for p in facts.papers]
        heads += [(m.evidence[0].begin, None) for m in facts.meetings if m.recorded_in]
        self._heads = sorted(heads, key=lambda head: (head[0], head[1] is not None))

    def at(self, offset: int) -> Ref | None:
        """The item that the text at ``offset`` belongs to."""
        place = bisect_right(self._heads, offset, key=lambda head: head[0])
        return self._heads[place - 1][1] if place else None


def quotations(documents: Sequence[Findings], known: Known) -> Iterator[Claim]:
    """A thread from each item in which an earlier decision of the same body is quoted to that decision."""
    openings = _openings(known)
    if not openings:
        return
    meetings = {meeting.key: meeting for meeting in known.facts.meetings}
    met = {item.key: meetings[item.meeting] for item in known.facts.items}
    for document in documents:
        places = _Places(document, known.keys[document.source.slug])
        own = [p for r in document.facts.resolutions for p in r.evidence]
        for quoted, passage in _quoted(document, openings):
            item = places.at(passage.begin)
            if item is None or any(p.begin <= passage.begin < p.end for p in own):
                continue
            then, now = met[quoted.item], met[item]
            if now.body == then.body and now.date > then.date:
                yield thread(item, quoted.key, (passage, quoted.evidence[0]), "decision-quoted", 0.85)


def _openings(known: Known) -> dict[str, list[_Decision]]:
    """The decisions that can be told by their words, by those that they begin with."""
    meetings = {meeting.key: meeting.body for meeting in known.facts.meetings}
    bodies = {item.key: meetings[item.meeting] for item in known.facts.items}
    alike: defaultdict[tuple[Ref, str], list[Resolution]] = defaultdict(list)
    for resolution in known.facts.resolutions:
        alike[bodies[resolution.item], " ".join(w.word for w in _words(resolution.text))].append(resolution)
    found: defaultdict[str, list[_Decision]] = defaultdict(list)
    for (body, text), resolutions in alike.items():
        if len({r.item for r in resolutions}) == 1 and len(known.words(text, body).strong) >= _TELLING:
            words = text.split()
            if len(words) >= _OPENING:
                found[" ".join(words[:_OPENING])].append(_Decision(resolutions[0], words[:_COMPARED]))
    return found


def _quoted(document: Findings, openings: dict[str, list[_Decision]]) -> Iterator[tuple[Resolution, Passage]]:
    """Each stretch of a document that says what a decision says."""
    words = _words(document.source.text)
    spelt = [w.word for w in words]
    for first in range(len(words) - _OPENING + 1):
        for decision in openings.get(" ".join(spelt[first : first + _OPENING]), ()):
            last = min(first + len(decision.words), len(words))
            if fuzz.ratio(spelt[first:last], decision.words, score_cutoff=_ALIKE):
                yield decision.resolution, Passage(document.source.slug, words[first].begin, words[last - 1].end)


def _words(text: str) -> list[_Word]:
    return [_Word(m.group().casefold(), m.start(), m.end()) for m in re.finditer(r"\w+", text)]

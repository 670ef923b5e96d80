"""Decisions that a later document quotes: in a report ("the action was: ..."), in a table of what became of them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from graphbuild.link.keys import Keys
from graphbuild.link.matters import Known, thread
from graphbuild.model import Claim, Findings, Passage, Ref, Resolution

_WORD = re.compile(r"\w+")
_OPENING = 7
"""Words by which a quotation is found; a decision has to have more."""
_COMPARED = 300
"""Words of a decision that are compared at most."""
_ALIKE = 92
"""Likeness (0 to 100) from which a text is the decision's, word for word but for marks and slips."""
_TELLING = 3
"""Words of its own that a decision needs, so that it is told from what every meeting resolves."""


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


class _Openings:
    """The decisions of a body that can be told by their words, by those that they begin with."""

    def __init__(self) -> None:
        self._decisions: defaultdict[str, list[_Decision]] = defaultdict(list)
        self._starts: set[tuple[str, str]] = set()
        """The first two words of each: hardly a place in a text goes on like this."""

    def add(self, resolution: Resolution, words: list[str]) -> None:
        self._decisions[" ".join(words[:_OPENING])].append(_Decision(resolution, words[:_COMPARED]))
        self._starts.add((words[0], words[1]))

    def at(self, words: Sequence[str], place: int) -> Sequence[_Decision]:
        """The decisions that begin as ``words`` go on from ``place``."""
        if (words[place], words[place + 1]) not in self._starts:
            return ()
        return self._decisions.get(" ".join(words[place : place + _OPENING]), ())


def quotations(documents: Sequence[Findings], known: Known) -> Iterator[Claim]:
    """A thread from each item in which an earlier decision of the same body is quoted to that decision."""
    meetings = {meeting.key: meeting for meeting in known.facts.meetings}
    met = {item.key: meetings[item.meeting] for item in known.facts.items}
    openings = _openings(known, {item: meeting.body for item, meeting in met.items()})
    for document in documents:
        keys = known.keys[document.source.slug]
        bodies = {met[keys.lookup(item.key)].body for item in document.facts.items}
        told = [openings[body] for body in sorted(bodies) if body in openings]
        if not told:
            continue
        places = _Places(document, keys)
        for quoted, passage in _quoted(document, told):
            item = places.at(passage.begin)
            if item is None:
                continue
            then, now = met[quoted.item], met[item]
            if now.body == then.body and now.date > then.date:
                yield thread(item, quoted.key, (passage, quoted.evidence[0]), "decision-quoted", 0.85)


def _openings(known: Known, bodies: Mapping[Ref, Ref]) -> Mapping[Ref, _Openings]:
    """By body, its decisions that no other one of the body is worded like; ``bodies`` has that of each item."""
    alike: defaultdict[tuple[Ref, str], list[Resolution]] = defaultdict(list)
    for resolution in known.facts.resolutions:
        words = " ".join(match.group().casefold() for match in _WORD.finditer(resolution.text))
        alike[bodies[resolution.item], words].append(resolution)
    found: defaultdict[Ref, _Openings] = defaultdict(_Openings)
    for (body, text), resolutions in alike.items():
        spelt = text.split()
        if len(spelt) < _OPENING or len({r.item for r in resolutions}) > 1:
            continue
        if len(known.words(text, body).strong) >= _TELLING:
            found[body].add(resolutions[0], spelt)
    return dict(found)


def _quoted(document: Findings, openings: Sequence[_Openings]) -> Iterator[tuple[Resolution, Passage]]:
    """Each stretch of a document, but for its own decisions, that says what a decision says."""
    found = list(_WORD.finditer(document.source.text))
    spelt = [match.group().casefold() for match in found]
    own = [p for r in document.facts.resolutions for p in r.evidence]
    for first in range(len(found) - _OPENING + 1):
        for one in openings:
            decisions = one.at(spelt, first)
            if decisions and any(p.begin <= found[first].start() < p.end for p in own):
                continue
            for decision in decisions:
                last = min(first + len(decision.words), len(found))
                if fuzz.ratio(spelt[first:last], decision.words, score_cutoff=_ALIKE):
                    passage = Passage(document.source.slug, found[first].start(), found[last - 1].end())
                    yield decision.resolution, passage

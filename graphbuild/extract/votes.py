"""Votes: who moved and seconded, how many were for and against, and how it ended."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypedDict

from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Outcome, Ref

NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_ACTOR = r"⟪\d+[PJ]⟫"
_SECONDED_BY = rf"\bseconded?(?:er)?(?: by)?[:,\s]+(?:the )?(?P<seconder>{_ACTOR})"
_MOVED = re.compile(
    rf"\b(?:proposed|moved)(?: by)?[:,\s]+(?:the )?(?P<mover>{_ACTOR})(?:[^.]{{0,40}}?{_SECONDED_BY})?", re.IGNORECASE
)
_SECONDED = re.compile(_SECONDED_BY, re.IGNORECASE)


def _count(group: str) -> str:
    return rf"(?P<{group}>\d+|{'|'.join(NUMBERS)})"


def _counted(before: str, after: str) -> re.Pattern[str]:
    """A count before the words ``before`` or after the words ``after``."""
    return re.compile(rf"\b(?:{_count('a')}\s+{before}|{after}\s*[:–-]?\s*{_count('b')})\b", re.IGNORECASE)


_FOR = _counted(
    r"(?:votes?\s+for|(?:votes?\s+)?(?:were\s+|was\s+)?(?:in favour|for the (?:motion|proposal|amendment)|agreed))",
    r"(?:in favour|votes? for)",
)
_AGAINST = _counted(r"(?:votes?\s+)?(?:were\s+|was\s+)?against", "against")
_ABSTAINED = _counted(r"(?:abstained|abstentions?|abstaining)", r"(?:abstained|abstentions?)")
_SPLIT = re.compile(rf"\bby {_count('for')} votes? to {_count('against')}\b", re.IGNORECASE)
_ON_A_VOTE = re.compile(r"\b(?:vote|motion|unanimous)", re.IGNORECASE)
_UNANIMOUS = re.compile(r"\bunanimous", re.IGNORECASE)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|it|vote) (?:was |being |having been )?(?:put (?:to the vote )?and )?(?:was )?"
    r"(?:lost|defeated|rejected|not carried)\b",
    re.IGNORECASE,
)
_CARRIED = re.compile(r"\bcarried\b(?! out)", re.IGNORECASE)


class Vote(TypedDict, total=False):
    """What a text says of a vote; fields as in ``model.Resolution``."""

    moved_by: tuple[Ref, ...]
    seconded_by: tuple[Ref, ...]
    outcome: Outcome
    votes_for: int
    votes_against: int
    abstentions: int


def vote_of(units: Iterable[Unit]) -> Vote:
    """Mover, seconder, outcome and counts, where an item's units record one vote; of two the first says."""
    vote: Vote = {}
    for unit in units:
        for sentence in unit.sentences():
            _read_actors(unit, unit.slotted(sentence), vote)
            _read_counts(sentence, vote)
            _read_outcome(sentence, vote)
    return vote


def _read_actors(unit: Unit, slotted: str, vote: Vote) -> None:
    if moved := _MOVED.search(slotted):
        vote.setdefault("moved_by", tuple(unit.refs[i] for i in slots(moved.group("mover"))))
    if seconded := _SECONDED.search(slotted):
        vote.setdefault("seconded_by", tuple(unit.refs[i] for i in slots(seconded.group("seconder"))))


def _read_counts(sentence: Sentence, vote: Vote) -> None:
    """Counts; a number that is only in favour is one where the sentence is about a vote."""
    if split := _SPLIT.search(sentence.text):
        vote.setdefault("votes_for", _number(split.group("for")))
        vote.setdefault("votes_against", _number(split.group("against")))
    in_favour, against, abstained = (_find(e, sentence.text) for e in (_FOR, _AGAINST, _ABSTAINED))
    if against is None and abstained is None and "vote" not in sentence.text.casefold():
        return
    if in_favour is not None:
        vote.setdefault("votes_for", in_favour)
    if against is not None:
        vote.setdefault("votes_against", against)
    if abstained is not None:
        vote.setdefault("abstentions", abstained)


def _read_outcome(sentence: Sentence, vote: Vote) -> None:
    is_vote = "moved_by" in vote or "votes_for" in vote or _ON_A_VOTE.search(sentence.text)
    if "outcome" in vote or not is_vote:
        return
    if _UNANIMOUS.search(sentence.text):
        vote["outcome"] = Outcome.UNANIMOUS
    elif _LOST.search(sentence.text):
        vote["outcome"] = Outcome.LOST
    elif _CARRIED.search(sentence.text):
        vote["outcome"] = Outcome.CARRIED


def _find(counted: re.Pattern[str], text: str) -> int | None:
    match = counted.search(text)
    return _number(match.group("a") or match.group("b")) if match else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]

"""Votes: who moved and seconded, how many were for and against, and how it ended."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Literal, TypedDict

from graphbuild.codes import Outcome
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Ref
from graphbuild.segment.record import Clause

NUMBERS = {
    word: number
    for number, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}
_ACTOR = r"⟪\d+[PJ]⟫"
_BY = r"(?: by)?[:,\s–-]+(?:the )?"
_SECONDED_BY = rf"\bsecond(?:ed|er)?{_BY}(?P<seconder>{_ACTOR})"
_MOVED_BY = re.compile(
    rf"\b(?:propos(?:ed|er)|mov(?:ed|er)|(?:proposal|motion) of|motion by){_BY}(?P<mover>{_ACTOR})", re.IGNORECASE
)
_MOVES = re.compile(rf"(?P<mover>{_ACTOR})(?: \([^()]*\))?,? (?:then |also )?(?:proposed|moved)\b", re.IGNORECASE)
_SECONDED = re.compile(_SECONDED_BY, re.IGNORECASE)
_SECONDS = re.compile(rf"(?P<seconder>{_ACTOR})(?: \([^()]*\))?,? (?:then |also )?seconded\b", re.IGNORECASE)
_TAIL = re.compile(
    r"\W*+(?:propos(?:ed|er)|moved?|mover|second(?:ed|er)|vot(?:e|es|ing)|for\b|against|abst|in favour|all|carried"
    r"|total|(?:a |the |this )?(?:recorded vote|motion|proposal)"
    r"|(?:this|it|which) was (?:\w+ly )?(?:proposed|seconded|carried|agreed)"
    r"|(?:resolved|agreed|approved|passed)(?: unanimously)?\W*$)",
    re.IGNORECASE,
)
"""How a paragraph begins that says more of the decision above it."""


def _count(group: str) -> str:
    return rf"(?P<{group}>\d+|{'|'.join(NUMBERS)})"


def _counted(before: str, after: str) -> re.Pattern[str]:
    """A count before the words ``before`` or after the words ``after``."""
    return re.compile(rf"\b(?:{_count('a')}\s+{before}|{after}\s*[:–-]?\s*{_count('b')})\b", re.IGNORECASE)


_FOR = _counted(
    r"(?:votes?\s+for|(?:members\s+|councillors\s+)?(?:voted\s+)?for\b(?=[,;.]|\s+and)"
    r"|(?:votes?\s+)?(?:were\s+|was\s+)?(?:in favour|for the (?:motion|proposal|amendment)|agreed))",
    r"(?:in favour|votes? for|(?:for|agree)(?=\s*[:–-]))",
)
_AGAINST = _counted(r"(?:votes?\s+)?(?:were\s+|was\s+)?against", "against")
_ABSTAINED = _counted(r"(?:abstained|abstentions?|abstaining)", r"(?:abstained|abstentions?|abstain)")
_SPLIT = re.compile(
    rf"\b(?:by {_count('for')} (?:votes? )?to {_count('against')}|{_count('more')} votes? to {_count('fewer')}"
    r"|(?:carried|passed|adopted|vote)\b[^.;]{0,12}?\s(?P<ayes>\d{1,3})\s?[-–]\s?(?P<noes>\d{1,3}))\b",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\W*+(?P<side>for|in favour|against|abstain(?:ed|ing)?|abstentions?)\s*[:–-]\s*", re.IGNORECASE)
_BETWEEN_NAMES = re.compile(r",\s*|\s+and\s+")
_TOTAL = re.compile(r"\btotal\s*[:–-]?\s*(?P<count>\d+)\b", re.IGNORECASE)
_ON_A_VOTE = re.compile(r"\b(?:vote|motion|unanimous)", re.IGNORECASE)
_UNANIMOUS = re.compile(
    r"\bunanimous|\bnem\.? con|\ball (?:were |those present )?(?:in favour|voted in favour)", re.IGNORECASE
)
_LOST = re.compile(
    r"\b(?:motion|amendment|proposal|it|vote)\b(?:[^.;]{0,160}?\b(?:was|were|being|been)|,)? "
    r"(?:put (?:to the (?:vote|members) )?and )?"
    r"(?:was )?(?:lost|defeated|rejected|not carried)\b|\bno seconder\b|\bmotion (?:fell|was withdrawn)\b",
    re.IGNORECASE,
)
_AMENDMENT = re.compile(r"\bamendment\b", re.IGNORECASE)
_CARRIED = re.compile(r"\bcarried\b(?! out| forward| over)", re.IGNORECASE)


_Side = Literal["votes_for", "votes_against", "abstentions"]


class Vote(TypedDict, total=False):
    """What a text says of a vote; fields as in ``model.Resolution``."""

    moved_by: tuple[Ref, ...]
    seconded_by: tuple[Ref, ...]
    outcome: Outcome
    votes_for: int
    votes_against: int
    abstentions: int


Said = tuple[Unit, Sentence]


def votes_of(clauses: Sequence[Clause], units: Sequence[Unit]) -> list[Vote]:
    """The vote on each of an item's decisions, which are in the order of the text.

    What is said of a vote belongs to the decision in its sentence, else to the one that it leads up to, unless it
    begins as what is added to the one above ("Proposed by ..."). Clauses of one decision share its vote.
    """
    groups = _groups(clauses)
    leading: list[list[Said]] = [[] for _ in groups]
    following: list[list[Said]] = [[] for _ in groups]
    ends = [group[-1].text.end for group in groups]
    for said in ((u, s) for u in units for s in u.sentences()):
        before, after = _place(said, groups, ends)
        if before is not None and (after is None or _adds(said, groups[before], _moved(leading[before]))):
            following[before].append(said)
        elif after is not None:
            leading[after].append(said)
    votes = [_vote(up, down) for up, down in zip(leading, following, strict=True)]
    return [votes[index] for index, group in enumerate(groups) for _ in group]


def _groups(clauses: Sequence[Clause]) -> list[list[Clause]]:
    """The clauses of each decision: a mark that is no first one goes on with the decision before."""
    groups: list[list[Clause]] = []
    for clause in clauses:
        if groups and clause.mark not in (None, "1", "a", "i"):
            groups[-1].append(clause)
        else:
            groups.append([clause])
    return groups


def _place(said: Said, groups: Sequence[Sequence[Clause]], ends: Sequence[int]) -> tuple[int | None, int | None]:
    """The decisions before and after a sentence, given the ``ends`` of all; it leads up to one that it is in."""
    unit, sentence = said
    begin, end = unit.text.offsets[sentence.begin], unit.text.offsets[sentence.end - 1] + 1
    next_one = bisect_right(ends, begin)
    if next_one == len(groups):
        return len(groups) - 1 if groups else None, None
    is_inside = groups[next_one][0].text.begin < end
    return None if is_inside or next_one == 0 else next_one - 1, next_one


def _adds(said: Said, decision: Sequence[Clause], moved: bool) -> bool:
    """Whether a sentence adds the vote to the decision above it; one that was ``moved`` before is not moved again."""
    unit, sentence = said
    if (moved and _mover(unit.slotted(sentence))) or not (_TAIL.match(sentence.text) or _NAMED.match(sentence.text)):
        return False
    return sentence.begin == 0 or decision[-1].text.begin >= unit.text.begin


def _moved(sentences: Sequence[Said]) -> bool:
    return any(_mover(unit.slotted(sentence)) for unit, sentence in sentences)


def _vote(leading: Sequence[Said], following: Sequence[Said]) -> Vote:
    vote: Vote = {}
    for unit, sentence in (*_standing(leading), *following):
        _read_actors(unit, unit.slotted(sentence), vote)
        _read_counts(sentence, vote)
        _read_outcome(sentence, vote)
    _read_named([s for _, s in (*leading, *following)], vote)
    if "outcome" not in vote and any(_LOST.search(s.text) for _, s in following):
        vote["outcome"] = Outcome.LOST
    return vote


def _standing(leading: Sequence[Said]) -> list[Said]:
    """What was said of the motion that stood in the end: one that was lost, or an amendment, leaves nothing behind."""
    motion: list[Said] = []
    amendment: list[Said] = []
    for said in leading:
        text = said[1].text
        amends = bool(amendment) or bool(_AMENDMENT.search(text))
        if _LOST.search(text):
            (amendment if amends else motion).clear()
        elif amends and _CARRIED.search(text):
            motion, amendment = [*amendment, said], []
        else:
            (amendment if amends else motion).append(said)
    return [*motion, *amendment]


def _mover(slotted: str) -> re.Match[str] | None:
    found = [match for expression in (_MOVES, _MOVED_BY) if (match := expression.search(slotted))]
    return min(found, key=lambda match: match.start(), default=None)


def _read_actors(unit: Unit, slotted: str, vote: Vote) -> None:
    if moved := _mover(slotted):
        vote.setdefault("moved_by", tuple(unit.refs[i] for i in slots(moved.group("mover"))))
    if seconded := _SECONDED.search(slotted) or _SECONDS.search(slotted):
        vote.setdefault("seconded_by", tuple(unit.refs[i] for i in slots(seconded.group("seconder"))))


def _read_counts(sentence: Sentence, vote: Vote) -> None:
    """Counts; a number that is only in favour is one where the sentence is about a vote."""
    if split := _SPLIT.search(sentence.text):
        vote.setdefault("votes_for", _number(split.group("for") or split.group("more") or split.group("ayes")))
        vote.setdefault("votes_against", _number(split.group("against") or split.group("fewer") or split.group("noes")))
    in_favour, against, abstained = (_find(e, sentence.text) for e in (_FOR, _AGAINST, _ABSTAINED))
    if against is None and abstained is None and "vote" not in sentence.text.casefold():
        return
    if in_favour is not None:
        vote.setdefault("votes_for", in_favour)
    if against is not None:
        vote.setdefault("votes_against", against)
    if abstained is not None:
        vote.setdefault("abstentions", abstained)


def _read_named(sentences: Sequence[Sentence], vote: Vote) -> None:
    """Counts of a recorded vote: "Against: Cllrs Hale and Orme", with or without "Total: 2" below."""
    side: _Side | None = None
    for sentence in sentences:
        if named := _NAMED.match(sentence.text):
            side = _side(named.group("side"))
            names = sentence.text[named.end() :].strip(" .")
            if names and not names[0].isdigit() and names.casefold() not in ("none", "nil"):
                vote.setdefault(side, len(_BETWEEN_NAMES.split(names)))
        if side and (total := _TOTAL.search(sentence.text)):
            vote[side] = int(total.group("count"))


def _side(word: str) -> _Side:
    if word.casefold() in ("for", "in favour"):
        return "votes_for"
    return "votes_against" if word.casefold() == "against" else "abstentions"


def _read_outcome(sentence: Sentence, vote: Vote) -> None:
    is_vote = "moved_by" in vote or "votes_for" in vote or _ON_A_VOTE.search(sentence.text)
    if "outcome" in vote or not is_vote:
        return
    if _UNANIMOUS.search(sentence.text):
        vote["outcome"] = Outcome.UNANIMOUS
    elif _CARRIED.search(sentence.text):
        vote["outcome"] = Outcome.CARRIED


def _find(counted: re.Pattern[str], text: str) -> int | None:
    match = counted.search(text)
    return _number(match.group("a") or match.group("b")) if match else None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS[word.lower()]

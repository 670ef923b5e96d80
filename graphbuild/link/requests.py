"""Decisions that ask for something to come back to the body, and the later items that bring it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphbuild.codes import Action
from graphbuild.link.matters import Known, Matter, Words, thread
from graphbuild.model import Claim, Passage, Ref, Resolution

_ASKING = (Action.REQUEST, Action.REFER)
_THING = (
    r"(?:reports?|updates?|briefings?|papers?|findings?|outcomes?|results?|evaluations?|explanations?|responses?"
    r"|information|analys[ei]s|assessments?|proposals?|figures|presentations?|feedback|reviews?|progress|data)"
)
_COMES = (
    r"(?:(?:re)?submit(?:s|ted)?|brings?|brought|provide[sd]?|present(?:s|ed)?|report(?:s|ed)?|fed back|feeds? back"
    r"|received?|scheduled?|given|tabled|considered|seeks?|sought|made|invited?|requested?|comes?)"
)
_THINGS = re.compile(rf"\b{_THING}\b", re.IGNORECASE)
_COMING = re.compile(rf"\b{_COMES}\b", re.IGNORECASE)
_AGAIN = re.compile(r"\breport(?:s|ed)?\b.{0,60}\b(?:again|back)\b", re.IGNORECASE)
_HERE = re.compile(
    r"\b(?:to|before) (?:(?:(?:the|a|an|its) (?:\w+ ){0,2}?meeting|this)\b|(?:all |the )?members\b"
    r"|(?:the )?(?:select |scrutiny )?(?:commission|committee|panel|board)\b(?! of)|members of\b)|\b(?:again|back)\b",
    re.IGNORECASE,
)
"""To the body that decides."""
_ON_PAPER = re.compile(r"\b(?:circulat|publish|e-?mail|post(?:ed)?\b)", re.IGNORECASE)
_SENT = re.compile(rf"\b(?:{_COMES}|sent|forwarded|referred)\b[^,;.]{{0,60}}?\bto (?:the )?[A-Z]|{_ON_PAPER.pattern}")
"""To somebody else, or not to a meeting."""
_ABOUT = re.compile(
    rf"\b{_THING}(?: back| again)? (?:on|about|into|of|regarding|concerning|relating to|in respect of|setting out) "
    rf"(?P<about>.{{1,200}}?)(?= (?:be|is|are) (?:\w+ )?{_COMES}\b| to (?:this|the (?:next|meeting|following))\b"
    r"| (?:in|within) \w+ (?:months?|weeks?)\b| (?:by|at|within|should|when|including|after|following) |[,;.]|$)",
    re.IGNORECASE,
)
_AFTER = re.compile(r"^(?:after|from|once|following|when)\b", re.IGNORECASE)
_UNTIL = re.compile(r"^(?:by|within|before|no later|not later)\b", re.IGNORECASE)
_LATE = 6
"""Months after the time asked for within which something still answers."""
_EARLY = 2
"""Months before the time asked for, where that is a time and no end of a term."""
_WITHOUT_TERM = 36
"""Months in which something answers that was asked for without a time."""
_SOON = 12


class _Request(NamedTuple):
    """A decision that asks for something, by the words of its clause and of what it wants to be told about."""

    decision: Resolution
    asked: Matter
    """Its item."""
    clause: Words
    about: Words


class _Answer(NamedTuple):
    matter: Matter
    points: bool
    """Whether its text says that it goes on from the item of the request."""
    size: int
    """How many words join it to the request."""


def comes_back(clause: str, body: str = "") -> bool:
    """Whether a clause asks for something to come back to ``body``, which decides it."""
    # The body's own name is no other place to which something goes.
    here = re.sub(rf"(?:the )?(?:members of )?(?:the )?{re.escape(body)}", "this", clause) if body else clause
    words = {m.span() for pattern in (_THINGS, _COMING) for m in pattern.finditer(here)}
    # "Report" is a thing and a verb: a second word has to say the other.
    asks = _THINGS.search(here) and _COMING.search(here) and len(words) > 1
    if not (asks or _AGAIN.search(here)):
        return False
    return not _SENT.search(here) or bool(_HERE.search(here) and not _ON_PAPER.search(here))


def answers(known: Known) -> Iterator[Claim]:
    """For each request the first later item of its body that brings what was asked for, where one alone does."""
    by_word: defaultdict[tuple[Ref, str], list[Matter]] = defaultdict(list)
    pointing: defaultdict[Ref, list[Matter]] = defaultdict(list)
    evidence: dict[tuple[Ref, Ref], Passage] = {}
    for matter in known.matters.values():
        for word in sorted(matter.words.core):
            by_word[matter.body, word].append(matter)
    for pointed in known.pointed:
        if pointed.pointer.follows_up and pointed.pointer.number and pointed.item in known.matters:
            pointing[pointed.target].append(known.matters[pointed.item])
            evidence.setdefault((pointed.item, pointed.target), pointed.pointer.evidence[0])
    for asked in known.matters.values():
        for decision in known.decisions[asked.item]:
            request = _request(decision, asked, known)
            if request is None:
                continue
            words = request.clause.strong | asked.words.strong
            near = [matter for word in sorted(words) for matter in by_word[asked.body, word]]
            for answer in _first(request, near, pointing[asked.item]):
                ends = (answer.matter.title, decision.evidence[0])
                said = [evidence[answer.matter.item, asked.item]] if answer.points else []
                confidence = _confidence(request, answer)
                yield thread(answer.matter.item, decision.key, (*said, *ends), "request-answered", confidence)


def _request(decision: Resolution, asked: Matter, known: Known) -> _Request | None:
    body = known.names.get(asked.body, "")
    if asked.is_agenda or decision.action not in _ASKING or not comes_back(decision.text, body):
        return None
    text = decision.text
    for ref in decision.asked_of:
        # Whoever is asked is not what is asked about.
        if name := known.names.get(ref):
            text = text.replace(name, " ")
    about = _ABOUT.search(text)
    what = known.words(about.group("about") if about else "", asked.body)
    return _Request(decision, asked, known.words(text, asked.body), what)


def _first(request: _Request, near: Sequence[Matter], pointing: Sequence[Matter]) -> list[_Answer]:
    """The answer of the first meeting that has one, of an agenda and its minutes both; none where two would do."""
    asked = request.asked
    points = {matter.item for matter in pointing}
    later = {m.item: m for m in (*near, *pointing) if m.date > asked.date and m.body == asked.body}
    found = [
        _Answer(matter, item in points, size)
        for item, matter in sorted(later.items())
        if (size := _size(request, matter, item in points)) and in_time(request.decision, asked.date, matter.date)
    ]
    if not found:
        return []
    first = min(a.matter.date for a in found)
    chosen = []
    for is_agenda in (False, True):
        there = [a for a in found if a.matter.date == first and a.matter.is_agenda is is_agenda]
        best = max(((a.points, a.size) for a in there), default=None)
        likely = [a for a in there if (a.points, a.size) == best]
        chosen += likely if len(likely) == 1 else []
    return chosen


def _size(request: _Request, matter: Matter, points: bool) -> int:
    """How many telling words an item's title shares with a request that it answers; 0 where it does not."""
    core, clause, about = matter.words.core, request.clause, request.about
    title = request.asked.words.core
    new = core - title or core
    if points and new & matter.words.strong and new <= clause.core:
        return len(new)
    if not matter.words.strong or (matter.is_standing and not points):
        return 0
    if core and core <= clause.core:
        named = bool(matter.named) and core <= about.core | title
        if len(matter.words.strong) >= 2 or named or core == about.core:
            return len(core)
    if len(about.strong) >= 2 and about.core <= core:
        return len(about.core)
    if not clause.strong - title and core == title:
        return len(core)
    return 0


def in_time(decision: Resolution, met: str, date: str) -> bool:
    """Whether what comes on ``date`` may be what a decision of ``met`` asked for; dates are ISO."""
    if not decision.due:
        return months(met) <= months(date) <= months(met) + _WITHOUT_TERM
    due, said = months(decision.due), decision.due_text or ""
    if _AFTER.match(said):
        return due <= months(date) <= due + 2 * _LATE
    return (_UNTIL.match(said) is not None or months(date) >= due - _EARLY) and months(date) <= due + _LATE


def months(date: str) -> int:
    """The months from year 0 to that of an ISO date or month; of a year alone to its last."""
    year, _, rest = date.partition("-")
    return 12 * int(year) + int(rest[:2] or 12)


def _confidence(request: _Request, answer: _Answer) -> float:
    """0.6 to 0.9: an answer that points at the request, one at the time asked for, and by many words are surer."""
    if answer.points:
        return 0.9
    decision, came = request.decision, months(answer.matter.date)
    if decision.due:
        in_term = came <= months(decision.due) or _AFTER.match(decision.due_text or "")
        confidence = 0.8 if in_term else 0.7
    else:
        confidence = 0.65 if came <= months(request.asked.date) + _SOON else 0.6
    surer = answer.size > 2 or answer.matter.named & request.asked.named
    return round(confidence + 0.05, 2) if surer else confidence

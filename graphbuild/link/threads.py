"""Threads: which items go on from, or answer, an earlier item or decision (``followsUp``), with why that holds.

What the text itself points at with a number is there already; this finds what only the whole corpus tells. Each thread
has the passages of both its ends where there are two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain, pairwise

from rapidfuzz import fuzz

from graphbuild.codes import Action
from graphbuild.link.entities import Linked
from graphbuild.link.matters import Known, Matter, Pointed, Words, gather, thread
from graphbuild.link.quotations import quotations
from graphbuild.link.requests import answers
from graphbuild.model import Claim, Facts, Findings, Passage, Ref, Resolution
from graphbuild.text import plain

_QUOTED = 90
"""Likeness (0 to 100) of a register's recommendation and a decision from which they are one."""
_TITLE_LENGTH = 200
"""Characters up to which a cell may be an item's title."""
_LONG_ENOUGH = 5
"""Words of a decision that a register may be found to hold."""
_SHARE = 0.8
"""Length of a cell, as a share of the decision's, from which it may hold it."""
_OFTEN = 4
"""Meetings at which a title comes back, and at more than half of the body's, to be that of a standing item."""
_NO_TASK = (Action.NOTE, Action.THANK)
"""Decisions that leave nothing to go on from."""


def add_threads(documents: Sequence[Findings], linked: Linked, facts: Facts) -> Facts:
    """``facts`` with the threads that the whole corpus tells; of two reasons for one, the surer is kept.

    ``documents`` are the corpus sorted by slug, ``linked`` their entities.
    """
    known = gather(documents, linked, facts)
    claims = {claim.key: claim for claim in facts.claims}
    for claim in chain(
        _clauses(known),
        answers(known),
        _decisions_meant(known),
        _registers(known),
        _of_meetings(known, documents),
        quotations(documents, known),
        _same_matters(known),
    ):
        if claim.key not in claims or claim.confidence > claims[claim.key].confidence:
            claims[claim.key] = claim
    return replace(facts, claims=tuple(claims[key] for key in sorted(claims)))


def _further(known: Known) -> Iterator[Pointed]:
    return (pointed for pointed in known.pointed if pointed.pointer.follows_up)


def _clauses(known: Known) -> Iterator[Claim]:
    """ "Further to Minute No. 13(3)" goes on from clause 3 of the decision, where the corpus has it."""
    for pointed in _further(known):
        if clause := pointed.pointer.clause:
            meant = [r for r in known.decisions[pointed.target] if (r.clause or "").casefold() == clause.casefold()]
            if len(meant) == 1:
                yield _to(pointed, meant[0].key, meant[0].evidence[:1], "minute-clause", 0.93)


def _to(pointed: Pointed, target: Ref, evidence: Sequence[Passage], rule: str, confidence: float) -> Claim:
    return thread(pointed.item, target, (*pointed.pointer.evidence, *evidence), rule, confidence)


def _decisions_meant(known: Known) -> Iterator[Claim]:
    """The decision that an item carries out, of those of the item that its text says that it goes on from."""
    for pointed in _further(known):
        later, earlier = known.matters.get(pointed.item), known.matters.get(pointed.target)
        if later is None or pointed.pointer.number is None or pointed.pointer.clause:
            continue
        meant = _carried_out(later, earlier, known.decisions[pointed.target], known)
        if meant:
            yield _to(pointed, meant.key, (later.title, meant.evidence[0]), "decision-carried-out", 0.8)


def _carried_out(
    later: Matter, earlier: Matter | None, decisions: Sequence[Resolution], known: Known
) -> Resolution | None:
    """The one decision that has all the words by which the later title is told from the earlier one."""
    core = later.words.core
    new = core - earlier.words.core if earlier else core
    telling = new or core
    if not telling & later.words.strong:
        return None
    meant = [
        decision
        for decision in decisions
        if decision.action not in _NO_TASK and telling <= known.words(decision.text, later.body).core
    ]
    return meant[0] if len(meant) == 1 else None


def _registers(known: Known) -> Iterator[Claim]:
    """From a register's row to the earlier item that it names, and to the decision whose words it gives."""
    for pointed in _further(known):
        beside = pointed.pointer.beside
        if not beside:
            continue
        numbered = pointed.target if pointed.target != pointed.meeting else None
        found = [r for r in known.decided[pointed.meeting] if _holds(beside, r)]
        if matter := _titled(beside, known.of_meeting[pointed.meeting], known):
            yield _to(pointed, matter.item, (matter.title,), "register", 0.9)
            numbered = numbered or matter.item
        for decision in found:
            # Where the row names an item, like words of another one are not what it means.
            if numbered in (None, decision.item):
                yield _to(pointed, decision.key, decision.evidence[:1], "register", 0.92)


def _holds(cells: Sequence[str], decision: Resolution) -> bool:
    text = plain(decision.text)
    if len(text.split()) < _LONG_ENOUGH:
        return False
    long = (plain(cell) for cell in cells if len(cell) >= _SHARE * len(decision.text))
    return any(fuzz.partial_ratio(text, cell) >= _QUOTED for cell in long)


def _titled(cells: Sequence[str], items: Sequence[Matter], known: Known) -> Matter | None:
    """The one item that a cell gives the title of."""
    for cell in cells:
        if not items or len(cell) > _TITLE_LENGTH or cell.startswith("That "):
            continue
        words = known.words(cell, items[0].body)
        same = [m for m in items if words.core and m.words.core == words.core]
        found = same or [m for m in items if _within(words, m.words)]
        if len(found) == 1:
            return found[0]
    return None


def _within(one: Words, other: Words) -> bool:
    """Whether one of two titles has all telling words of the other, and they share two that few others have."""
    return (one.core <= other.core or other.core <= one.core) and len(one.strong & other.strong) > 1


def _of_meetings(known: Known, documents: Sequence[Findings]) -> Iterator[Claim]:
    """ "Further to the meeting held on ..." goes on from the one item of that meeting that is on the same matter."""
    texts = {document.source.slug: document.source.text for document in documents}
    for pointed in _further(known):
        pointer, later = pointed.pointer, known.matters.get(pointed.item)
        items = known.of_meeting[pointed.meeting]
        if pointer.number or pointer.beside or not items:
            continue
        place = pointer.evidence[0]
        said = known.words(texts[place.source][place.begin : place.end], items[0].body).core
        found = [m for m in items if later and _near(later, m)]
        found = found or [m for m in items if len(m.words.strong) > 1 and m.words.core <= said]
        if len(found) == 1:
            yield _to(pointed, found[0].item, (found[0].title,), "meeting-and-matter", 0.8)


def _near(one: Matter, other: Matter) -> bool:
    """Whether two items are on one matter, where it is known that one goes on from the other's meeting."""
    same = one.words.strong and one.words.core == other.words.core
    return bool(same or _within(one.words, other.words) or one.named & other.named)


def _same_matters(known: Known) -> Iterator[Claim]:
    """From each item to the last one of the same body with the same title, but for how the report is called.

    Not where the text itself says what the item goes on from, and not between standing items.
    """
    told = {p.item for p in _further(known) if p.pointer.number}
    alike: defaultdict[tuple[Ref, frozenset[str]], list[Matter]] = defaultdict(list)
    for matter in known.matters.values():
        if len(matter.words.strong) > 1 or (matter.words.strong and matter.named):
            alike[matter.body, matter.words.core].append(matter)
    meetings: defaultdict[Ref, set[str]] = defaultdict(set)
    for meeting in known.facts.meetings:
        if meeting.recorded_in:
            meetings[meeting.body].add(meeting.date)
    for (body, _), group in alike.items():
        by_date: defaultdict[str, list[Matter]] = defaultdict(list)
        for matter in group:
            by_date[matter.date].append(matter)
        if len(by_date) >= _OFTEN and 2 * len(by_date) > len(meetings[body]):
            continue
        held = sorted(by_date)
        for before, after in pairwise(held):
            for later in by_date[after]:
                if later.item not in told and (earlier := _last(by_date[before], later)):
                    confidence = 0.75 if later.words == earlier.words else 0.65
                    yield thread(later.item, earlier.item, (later.title, earlier.title), "same-matter", confidence)


def _last(earlier: Sequence[Matter], later: Matter) -> Matter | None:
    """The item of an earlier meeting that a later one goes on from: as its minutes have it, else its agenda."""
    for is_agenda in (False, True):
        there = [m for m in earlier if m.is_agenda is is_agenda]
        if there:
            return there[0] if len(there) == 1 and _same(there[0], later) else None
    return None


def _same(one: Matter, other: Matter) -> bool:
    if one.is_standing or other.is_standing:
        return False
    figures, kinds = (one.words.figures, other.words.figures), (one.words.kinds, other.words.kinds)
    return all(a == b or not (a and b) for a, b in (figures, kinds))

"""Resolutions: clauses with their action, whom they ask, when it is due, and the vote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from dateutil.relativedelta import relativedelta

from graphbuild import dates
from graphbuild.codes import Action, EntityKind, RecordKind
from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.unlabelled import Recorded, recorded
from graphbuild.extract.votes import NUMBERS, Vote, votes_of
from graphbuild.extract.words import with_times
from graphbuild.model import Item, Meeting, Passage, Ref, Resolution
from graphbuild.segment.blocks import Block
from graphbuild.segment.record import Clause, ItemRecord
from graphbuild.segment.text import Text

_SPANS = NUMBERS | {"a": 1, "eighteen": 18}
"""Numbers of months and the like, by word."""
_WHAT_IS_NOTED = re.compile(r"\b(?:proposal|fact|update|timescales?|progress)\b|\bthat\b.*\bthat\b", re.IGNORECASE)
_SUBJECT_ALONE = re.compile(
    r"^(?:That )?(?:the|this|these|those|an?|progress)\b(?:(?!\b(?:be|that)\b|\band the\b|[;:]"
    r"|\b(?:recommend|request|ask|urge|require|propose|suggest|agree|resolve)s? (?:the|an?|its|all|this)\b).)*$",
    re.IGNORECASE,
)
"""A subject without a verb of its own: what "be noted" behind it says is said of all of it."""
_LEAD_UP = re.compile(
    r"^(?:That,? )?(?:having regard to|in view of|in light of|following|subject to|with|once|having)\b[^,]*, ",
    re.IGNORECASE,
)
_RELATIVE_CLAUSE = re.compile(
    r",? (?:which|who|that)\b(?: \w+){0,2}? (?:is|was|were|are|has|have|had|follows?)\b[^,;]*(?=,| be )"
)
_IT_BE = re.compile(r"^(?:That )?it be (?:recommended|requested)\b", re.IGNORECASE)
"""Whose last verb is that of what is asked for."""
_GOES_ON = re.compile(r"[,;]? and (?P<said>that\b|to (?:ask|request|invite|instruct|recommend)\b)", re.IGNORECASE)
"""What joins a clause to what it decides besides."""
_NOTED_THAT = re.compile(r"\b(?:not(?:e|es|ed)|acknowledge[sd]?|agree[sd]?) that\b", re.IGNORECASE)
"""After this "and that" goes on with what is the case."""
_AGREED = re.compile(r"^(?:also |further |unanimously )*(?:agreed|resolved|decided) (?=that\b|to\b)", re.IGNORECASE)
"""How a clause begins whose lead-in is the body alone ("The Committee:- (a) agreed to ...")."""
_LEAD_ASKS = re.compile(r"\b(?:be )?(?:recommend|request|ask|urge|invite|instruct)(?:e?d|s)?(?: to| that)?[\s:–-]*$")
"""What leads in to clauses, all of which somebody is asked to carry out."""
_NEXT_MEETING = re.compile(
    r"\bnext (?:\w+ ){0,2}meeting\b.*\b(?:take place|be (?:held|convened))\b"
    r"|\bnext meets?\b|\bmeets? (?:(?:next|again)\b|on (?:\w+day|\d))"
    r"|\bhold (?:the|its|their) (?:\w+ ){0,3}meeting\b",
    re.IGNORECASE,
)
_ASKING = (Action.REQUEST, Action.REFER, Action.RECOMMEND, Action.OTHER)
"""Actions for which somebody has to do something."""
_SUBJECT = re.compile(
    r"^(?:That|To ask|Ask|Request that|Requests? that|That it be requested that)\s+(?:the\s+)?(?:relevant\s+)?$"
)
_GOES_TO = re.compile(r"\b(?:to|by|from|ask|asks|request|requests|with|recommend|of)\s+(?:the\s+)?$")
_REQUESTED_OF = re.compile(
    r"\b(?:response|report|update|information|assurance|clarification)\s+(?:\w+\s+){0,2}?"
    r"(?:of|from|by)\s+(?:the\s+)?$"
    r"|\b(?:provided|submitted|presented|brought|circulated|asked|requested)\s+by\s+(?:the\s+)?$"
    r"|\b(?:request|ask|invite)s?\s+(?:that\s+)?(?:the\s+)?$"
)


_WILL_RECEIVE = re.compile(
    r"(?<!\bto )(?<!\bbe )\breceives? (?:an?|the|its|their|further|regular|another)\b"
    r"(?![^.;]{0,200}\b(?:that|and|which)\b)[^.;]{0,200}",
    re.IGNORECASE,
)
_AT_A_TIME = re.compile(r"(?:on|in|at|by|within|every|before|quarterly|annually)\b", re.IGNORECASE)


def _verb(pattern: str) -> str:
    """A pattern at the beginning of a word.

    "~" marks a verb that may be a noun, which the word before it shows, or a capital amid the clause, as in a name.
    """
    if not pattern.startswith("~"):
        return rf"(?<![\w-])(?:{pattern})"
    no_noun = "".join(rf"(?<!\b{word} )" for word in rulebook.actions().noun_after)
    no_name = r"(?:^|(?-i:(?![A-Z])))"
    return rf"(?<![\w-]){no_noun}{no_name}(?:{pattern[1:]})"


@cache
def _actions() -> tuple[tuple[Action, re.Pattern[str]], ...]:
    return tuple(
        (Action(name), re.compile("|".join(map(_verb, patterns)), re.IGNORECASE))
        for name, patterns in rulebook.actions().actions.items()
    )


@cache
def _last() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in rulebook.actions().last)


@cache
def _due() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(with_times(p), re.IGNORECASE) for p in rulebook.actions().due)


def action_of(clause: str) -> Action:
    """What a clause does, by its main verb: the one at its end where all before is what is noted, else the first."""
    for pattern in _last():
        if not (match := pattern.search(clause)):
            continue
        before = clause[: match.start()]
        if _SUBJECT_ALONE.match(before) or (_WHAT_IS_NOTED.search(before) and not _IT_BE.match(before)):
            return _first_action(match.group())
    return _first_action(_main_clause(clause))


def _first_action(text: str) -> Action:
    found = [
        (match.start(), order, action)
        for order, (action, expression) in enumerate(_actions())
        if (match := expression.search(text))
    ]
    return min(found)[2] if found else Action.OTHER


def _main_clause(clause: str) -> str:
    """A clause without what leads up to it ("having regard to ..., ") and without relative clauses."""
    return _RELATIVE_CLAUSE.sub("", _LEAD_UP.sub("", clause))


def due_of(clause: str, met: str) -> tuple[str, str | None] | None:
    """The words of a clause that say when what it asks for is to happen, and the ISO date or month that they mean.

    ``met`` is the ISO date of the meeting, from which "in six months' time" counts; a time before it is none.
    """
    for pattern in _due():
        if match := pattern.search(clause):
            said = (match.groupdict().get("due") or match.group()).strip()
            due = _due_date(said, met)
            if due is None or due >= met[: len(due)]:
                return said, due
    return None


def _due_date(said: str, met: str) -> str | None:
    if full := next(dates.full_dates(said), None):
        return full.iso
    if month := next(dates.months(said), None):
        return month.iso
    span = re.search(r"(?P<count>\d+|[a-z]+) (?P<unit>day|week|month|year)s?\b", said, re.IGNORECASE)
    if not span or not re.search(r"\bin\b|within", said, re.IGNORECASE):
        return None
    word, unit = span.group("count").lower(), span.group("unit").lower() + "s"
    count = int(word) if word.isdigit() else _SPANS.get(word)
    if not count:
        return None
    try:
        due = date.fromisoformat(met) + relativedelta(**{unit: count})  # type: ignore[arg-type]
    except (OverflowError, ValueError):
        return None
    return due.isoformat() if unit in ("days", "weeks") else due.isoformat()[:7]


def add_decisions(draft: Draft) -> None:
    """Adds the resolutions of each minuted item: labelled clauses, and the sentences that record a decision."""
    for meeting, record in draft.meetings:
        if record.kind is not RecordKind.MINUTES:
            continue
        for item, item_record in draft.items_of(meeting.key):
            units = draft.units_of(item.key)
            found = recorded(units, item.title or "", record.body.value)
            sentences = {id(f.clause): f.sentence for f in _beside(item_record, found)}
            clauses = [*item_record.clauses, *(f.clause for f in found if id(f.clause) in sentences)]
            clauses.sort(key=lambda c: c.text.begin)
            for clause, vote in zip(clauses, votes_of(clauses, units), strict=True):
                draft.add(_resolution(draft, meeting, item, clause, sentences.get(id(clause)), vote))


def _beside(item: ItemRecord, found: Sequence[Recorded]) -> Iterator[Recorded]:
    """The recorded decisions that stand beside those with a label, one a sentence.

    What leads up to a label is not yet the decision, nor is what gives the reasons for it; another matter of the item
    is apart from both.
    """
    sentences: set[int] = set()
    for one in found:
        if one.sentence.begin not in sentences and (not item.clauses or _is_apart(one, item)):
            sentences.add(one.sentence.begin)
            yield one


def _is_apart(found: Recorded, item: ItemRecord) -> bool:
    text = found.clause.text
    if any(c.text.begin < text.end and text.begin < c.text.end for c in item.clauses):
        return False
    before = max((c.text.end for c in item.clauses if c.text.end <= text.begin), default=None)
    after = min((c.text.begin for c in item.clauses if c.text.begin >= text.end), default=None)
    since = [b for b in item.blocks if before is not None and before <= b.text.begin <= text.begin]
    until = [b for b in item.blocks if after is not None and text.end <= b.text.begin and b.text.end <= after]
    if after is not None and not any(map(_opens_matter, until)):
        return False
    if before is None or any(map(_opens_matter, since)):
        return True
    reasons = re.compile(rulebook.decisions().reasons, re.IGNORECASE)
    return found.told and not any(reasons.match(block.text.value) for block in since)


def _opens_matter(block: Block) -> bool:
    """Whether a paragraph begins another matter of the item: "(b) Hedges"."""
    opening = re.compile(rulebook.decisions().part_of_item, re.IGNORECASE)
    return block.mark not in (None, "-") or bool(opening.match(block.printed.value))


def _resolution(
    draft: Draft, meeting: Meeting, item: Item, clause: Clause, sentence: Text | None, vote: Vote
) -> Resolution:
    """A clause's resolution; one without a label has the words of the whole ``sentence`` that records it."""
    text = clause.text.value
    action = _action(clause)
    asks = action in _ASKING
    asking = text if asks else _asking_part(text)
    due_text, due = None, None
    if not _NEXT_MEETING.search(text):
        due_text, due = due_of(asking, meeting.date) or _coming(text, meeting.date) or (None, None)
    whole = sentence or clause.text
    evidence: tuple[Passage, ...] = (whole.passage(draft.source),)
    if clause.lead:
        evidence = (clause.lead.passage(draft.source), *evidence)
    return Resolution(
        key=draft.new("resolution"),
        evidence=evidence,
        rule="agreed-sentence" if sentence else "resolved-label",
        confidence=0.8 if sentence else 0.97,
        item=item.key,
        clause=clause.mark,
        text=whole.value,
        action=action,
        asked_of=_asked_of(draft, clause, action) if asks else (),
        due_text=due_text,
        due=due,
        **vote,
    )


def _coming(text: str, met: str) -> tuple[str, str | None] | None:
    """When what a body is to receive will come: "receive an update in six months", at the end of a clause."""
    match = _WILL_RECEIVE.search(text)
    due = due_of(match.group(), met) if match else None
    if due is None:
        return None
    return due if text.rstrip(" .;").endswith(due[0]) and _AT_A_TIME.match(due[0]) else None


def _asking_part(text: str) -> str:
    """What a clause goes on to ask for ("be noted and that officers report back"), empty where it asks for nothing."""
    goes_on = _GOES_ON.search(text)
    if not goes_on or _NOTED_THAT.search(text, 0, goes_on.start()):
        return ""
    part = text[goes_on.start("said") :]
    return part if action_of(part) in (Action.REQUEST, Action.REFER, Action.RECOMMEND) else ""


def _action(clause: Clause) -> Action:
    """What a clause does: what its lead-in does that notes ("NOTED that:") or asks ("That Cabinet be recommended:")."""
    if clause.lead and action_of(clause.lead.value) is Action.NOTE:
        return Action.NOTE
    if clause.lead and (asks := _LEAD_ASKS.search(clause.lead.value)):
        return action_of(asks.group())
    return action_of(_AGREED.sub("", clause.text.value))


def _asked_of(draft: Draft, clause: Clause, action: Action) -> tuple[Ref, ...]:
    """Who has to act: the subject of what is asked ("That the Chair meets with"), or whom it goes to."""
    names = [
        (unit.value[name.begin : name.end], name, ref)
        for unit in draft.units
        if unit.role != "title" and unit.text.begin <= clause.text.begin < unit.text.end
        for name, ref in zip(unit.names, unit.refs, strict=True)
        if clause.text.begin <= unit.text.offsets[name.begin] < clause.text.end
    ]
    for shown, name, ref in names:
        if name.kind is EntityKind.UNDERTAKING or _is_own_body(draft, ref):
            continue
        before, _, after = clause.text.value.partition(shown)
        is_subject = _SUBJECT.match(before) and not re.match(r"['’]s?\s", after)
        is_sent_to = action in (Action.REFER, Action.RECOMMEND) and _GOES_TO.search(before)
        is_requested = action is Action.REQUEST and _REQUESTED_OF.search(before)
        if is_subject or is_sent_to or is_requested:
            return (ref,)
    return ()


def _is_own_body(draft: Draft, ref: Ref) -> bool:
    mention = draft.canonical(ref)
    return any(mention.key == m.body for m, _ in draft.meetings)

"""Resolutions: clauses with action, whom they ask, when it is due, who moved and how it was voted."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from dateutil.relativedelta import relativedelta

from graphbuild import dates
from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Action, EntityKind, Item, Meeting, Outcome, Passage, RecordKind, Ref, Resolution
from graphbuild.segment.record import Clause, ItemRecord

_NUMBERS = {
    w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"eighteen": 18}
_AGREED = re.compile(
    r"\b(?:it was|was|were|(?<=and )|unanimously)\s*(?:also |further |then |therefore |duly |"
    r"subsequently )*(?:unanimously )?(?:agreed|resolved|decided|"
    r"approved)(?: unanimously)?\b(?: and signed)?(?!,? (?:with|by (?:the )?\w+ that))|\bRESOLVED\b|"
    r"\bApproved and signed\b",
)
_MOVED = re.compile(
    r"\b(?:proposed|moved)(?: by)?[:,\s]+(?:the )?(?P<mover>⟪\d+[PJ]⟫)(?:[^.]{0,40}?\bseconded?(?:er)?(?: "
    r"by)?[:,\s]+(?:the )?(?P<seconder>⟪\d+[PJ]⟫))?",
    re.IGNORECASE,
)
_SECONDED = re.compile(r"\bseconded?(?:er)?(?: by)?[:,\s]+(?:the )?(?P<seconder>⟪\d+[PJ]⟫)", re.IGNORECASE)
_COUNT = r"(?P<{0}>\d+|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
_FOR = re.compile(
    rf"\b(?:{_COUNT.format('a')}\s+(?:votes?\s+)?(?:were\s+|was\s+)?(?:in favour|for the (?:motion|proposal|"
    rf"amendment)|agreed)|(?:in favour|votes? for)\s*[:–-]?\s*{_COUNT.format('b')})\b",
    re.IGNORECASE,
)
_AGAINST = re.compile(
    rf"\b(?:{_COUNT.format('a')}\s+(?:votes?\s+)?(?:were\s+|was\s+)?against|against\s*[:–-]?\s*{_COUNT.format('b')})\b",
    re.IGNORECASE,
)
_SPLIT = re.compile(rf"\bby {_COUNT.format('for')} votes? to {_COUNT.format('against')}\b", re.IGNORECASE)
_ABSTAINED = re.compile(
    rf"\b(?:{_COUNT.format('a')}\s+(?:abstained|abstentions?|abstaining)|(?:abstained|"
    rf"abstentions?)\s*[:–-]?\s*{_COUNT.format('b')})\b",
    re.IGNORECASE,
)


_NOUN_BEFORE = "".join(
    rf"(?<!\b{word} )"
    for word in (
        "a an the this that these any of for and or in its their further final full new draft annual interim "
        "progress scrutiny peer task work written special monthly quarterly"
    ).split()
)


def _verb(pattern: str) -> str:
    """A pattern at the beginning of a word; "~" marks a verb that may be a noun, which an article before it shows."""
    return rf"(?<![\w-]){_NOUN_BEFORE}(?:{pattern[1:]})" if pattern.startswith("~") else rf"(?<![\w-])(?:{pattern})"


@cache
def _actions() -> tuple[tuple[Action, re.Pattern[str]], ...]:
    return tuple(
        (Action(name), re.compile("|".join(map(_verb, patterns)), re.IGNORECASE))
        for name, patterns in rulebook.actions().actions.items()
    )


def action_of(clause: str, lead: str = "") -> Action:
    """What a clause does, by its main verb: the one at its end where all before is what is noted, else the first."""
    for pattern in rulebook.actions().last:
        if (match := re.search(pattern, clause, re.IGNORECASE)) and re.search(
            r"\b(?:proposal|fact|update|timescales?|progress)\b|\bthat\b.*\bthat\b",
            clause[: match.start()],
            re.IGNORECASE,
        ):
            return next(action for action, expression in _actions() if expression.search(match.group("verb")))
    found = [
        (m.start(), order, action)
        for order, (action, expression) in enumerate(_actions())
        if (m := expression.search(_main_clause(clause)))
    ]
    return min(found)[2] if found else Action.OTHER


def _main_clause(clause: str) -> str:
    """A clause without what leads up to it ("having regard to ..., ") and without relative clauses."""
    plain = re.sub(
        r"^(?:That,? )?(?:having regard to|in view of|in light of|following|subject to|with|once|having)\b[^,]*, ",
        "",
        clause,
        flags=re.IGNORECASE,
    )
    return re.sub(
        r",? (?:which|who|that)\b(?: \w+){0,2}? (?:is|was|were|are|has|have|had|follows?)\b[^,;]*(?=,| be )", "", plain
    )


@cache
def _due() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p, re.IGNORECASE) for p in rulebook.actions().due)


def due_of(clause: str, met: str) -> tuple[str, str | None] | None:
    """The words of a clause that say when what it asks for is to happen, and the ISO date or month that they mean.

    ``met`` is the ISO date of the meeting, from which "in six months' time" counts.
    """
    for pattern in _due():
        if match := pattern.search(clause):
            due = _due_date(match.group(), met)
            if due is None or due >= met[: len(due)]:
                return match.group().strip(), due
    return None


def _due_date(words: str, met: str) -> str | None:
    if full := next(dates.full_dates(words), None):
        return full.iso
    if month := next(dates.months(words), None):
        return month.iso
    span = re.search(r"(\d+|[a-z]+) (day|week|month|year)s?\b", words, re.IGNORECASE)
    count = (int(span.group(1)) if span.group(1).isdigit() else _NUMBERS.get(span.group(1).lower())) if span else None
    if span and count and re.search(r"\bin\b|within", words, re.IGNORECASE):
        unit = span.group(2).lower() + "s"
        due = date.fromisoformat(met) + relativedelta(**{unit: count})  # type: ignore[arg-type]
        return due.isoformat() if unit in ("days", "weeks") else due.isoformat()[:7]
    return None


def add_decisions(draft: Draft) -> None:
    """Adds the resolutions of each minuted item: labelled clauses, else the sentences that record a decision."""
    for meeting, record in draft.meetings:
        if record.kind is not RecordKind.MINUTES:
            continue
        labelled = any(r.clauses for r in record.items)
        for item, item_record in draft.items_of(meeting.key):
            clauses = list(item_record.clauses)
            rule = "resolved-label"
            if not labelled or not clauses:
                clauses, rule = _agreed_sentences(draft, item), "agreed-sentence"
            elif also := [
                c
                for c in _agreed_sentences(draft, item)
                if "also" in c.text.value and c.text.begin > clauses[-1].text.end
            ]:
                clauses += also
            vote = _vote(draft, item)
            for clause in clauses:
                draft.add(_resolution(draft, meeting, item, item_record, clause, rule, vote))


def _agreed_sentences(draft: Draft, item: Item) -> list[Clause]:
    found = []
    for unit in draft.units_of(item.key):
        for sentence in unit.sentences():
            if _AGREED.search(sentence.text):
                found.append(Clause(None, unit.text[sentence.begin : sentence.end]))
    return found


def _resolution(
    draft: Draft, meeting: Meeting, item: Item, record: ItemRecord, clause: Clause, rule: str, vote: dict[str, object]
) -> Resolution:
    action = action_of(clause.text.value)
    asks = action in (Action.REQUEST, Action.REFER, Action.RECOMMEND, Action.OTHER)
    moves = re.search(r"\bnext meeting\b.*\btake place\b", clause.text.value, re.IGNORECASE)
    due = due_of(clause.text.value, meeting.date) if asks and not moves else None
    evidence: tuple[Passage, ...] = (clause.text.passage(draft.source),)
    if clause.lead:
        evidence = (clause.lead.passage(draft.source), *evidence)
    return Resolution(
        key=draft.new("resolution"),
        evidence=evidence,
        rule=rule,
        confidence=0.97 if rule == "resolved-label" else 0.8,
        item=item.key,
        clause=clause.mark,
        text=clause.text.value,
        action=action,
        asked_of=_asked_of(draft, clause, action) if asks else (),
        due_text=due[0] if due else None,
        due=due[1] if due else None,
        **vote,  # type: ignore[arg-type]
    )


def _asked_of(draft: Draft, clause: Clause, action: Action) -> tuple[Ref, ...]:
    """Who has to act: the subject of what is asked ("That the Chair meets with"), or whom it goes to."""
    names = [
        (unit.value[name.begin : name.end], name, ref, unit.text.offsets[name.begin] - clause.text.begin)
        for unit in draft.units
        if unit.role != "title" and unit.text.begin <= clause.text.begin < unit.text.end
        for name, ref in zip(unit.names, unit.refs, strict=True)
        if clause.text.begin <= unit.text.offsets[name.begin] < clause.text.end
    ]
    text = clause.text.value
    for shown, name, ref, _ in names:
        if name.kind is EntityKind.UNDERTAKING or _is_own_body(draft, ref):
            continue
        place = text.find(shown)
        before, after = text[:place], text[place + len(shown) :]
        subject = re.match(
            r"^(?:That|To ask|Ask|Request that|Requests? that|That it be requested "
            r"that)\s+(?:the\s+)?(?:relevant\s+)?$",
            before,
        )
        goes_to = re.search(r"\b(?:to|by|from|ask|asks|request|requests|with|recommend|of)\s+(?:the\s+)?$", before)
        if subject and not re.match(r"['’]s?\s", after):
            return (ref,)
        if action in (Action.REFER, Action.RECOMMEND) and goes_to:
            return (ref,)
        if action is Action.REQUEST and re.search(
            r"\b(?:response|report|update|information|assurance|clarification)\s+(?:\w+\s+){0,2}?(?:of|from|"
            r"by)\s+(?:the\s+)?$|\b(?:provided|submitted|presented|brought|circulated|asked|"
            r"requested)\s+by\s+(?:the\s+)?$|\b(?:request|ask|invite)s?\s+(?:that\s+)?(?:the\s+)?$",
            before,
        ):
            return (ref,)
    return ()


def _is_own_body(draft: Draft, ref: Ref) -> bool:
    mention = draft.canonical(ref)
    return any(mention.key == m.body for m, _ in draft.meetings)


def _vote(draft: Draft, item: Item) -> dict[str, object]:
    """Mover, seconder, outcome and counts, where the item's text records one vote."""
    found: dict[str, object] = {}
    for unit in draft.units_of(item.key):
        for sentence in unit.sentences():
            _read_vote(unit, sentence, found)
    return found


def _read_vote(unit: Unit, sentence: Sentence, found: dict[str, object]) -> None:
    text = unit.slotted(sentence)
    if moved := _MOVED.search(text):
        found.setdefault("moved_by", tuple(unit.refs[i] for i in slots(moved.group("mover"))))
    if seconded := _SECONDED.search(text):
        found.setdefault("seconded_by", tuple(unit.refs[i] for i in slots(seconded.group("seconder"))))
    if split := _SPLIT.search(sentence.text):
        found.setdefault("votes_for", _number(split.group("for")))
        found.setdefault("votes_against", _number(split.group("against")))
    counted = {
        name: _count(expression, sentence.text)
        for name, expression in (("votes_for", _FOR), ("votes_against", _AGAINST), ("abstentions", _ABSTAINED))
    }
    if (
        counted["votes_against"] is not None
        or counted["abstentions"] is not None
        or (counted["votes_for"] is not None and "vote" in sentence.text.casefold())
    ):
        for name, count in counted.items():
            if count is not None:
                found.setdefault(name, count)
    if "outcome" not in found and (
        "moved_by" in found
        or "votes_for" in found
        or re.search(r"\b(?:vote|motion|unanimous)", sentence.text, re.IGNORECASE)
    ):
        if re.search(r"\bunanimous", sentence.text, re.IGNORECASE):
            found["outcome"] = Outcome.UNANIMOUS
        elif re.search(
            r"\b(?:motion|amendment|proposal|it|vote) (?:was |being |"
            r"having been )?(?:put (?:to the vote )?and )?(?:was )?(?:lost|defeated|rejected|not carried)\b",
            sentence.text,
            re.IGNORECASE,
        ):
            found["outcome"] = Outcome.LOST
        elif re.search(r"\bcarried\b(?! out)", sentence.text, re.IGNORECASE):
            found["outcome"] = Outcome.CARRIED


def _count(expression: re.Pattern[str], text: str) -> int | None:
    match = expression.search(text)
    if not match:
        return None
    word = (match.group("a") or match.group("b")).lower()
    return _number(word)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBERS[word.lower()]

"""Decisions that no label sets apart: sentences that record one, proposals accepted, answers to applications."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from graphbuild.extract import rulebook
from graphbuild.extract.literals import Expressions
from graphbuild.extract.unit import Sentence, Unit
from graphbuild.extract.words import words
from graphbuild.segment.record import Clause
from graphbuild.segment.text import Text

_LONGEST = 1500
"""Characters of a sentence that are looked at: a longer one is none."""
_SHORT = 110
"""Characters of a paragraph up to which it is the subject of the fragment at its end."""
_MEMORY = 6
"""Sentences after which a proposal that nobody has come back to is forgotten."""
_NAME_BEFORE = re.compile(r"(?:(?:[A-Z][\w’'-]*|of|and|&)\s+)*$")
_LONGEST_NAME = 200
"""Characters before the last word of a body's name among which its others are looked for."""
_GENERIC = frozenset("the this all both full parish town community village city borough district county".split())
_PEOPLE = frozenset("members councillors cllrs meeting all those trustees governors".split())
_OF_OTHERS = frozenset("ward borough county district unitary city division staff".split())
"""Words before "councillors" or "members" that make them those of another body."""
_SPECIAL = frozenset("cabinet board commission forum panel group executive".split())
"""Bodies of which a council's minutes speak as of others."""
_CLOSING_QUOTE = re.compile(r"[”\"’'][.,;]?(?=\s|$)")
_ABBREVIATION = re.compile(r"\b(?:Cllrs?|Mr|Mrs|Ms|Dr|Nos?|St|Rev|Ald|[A-Za-z])\.(?=.)|\d\.(?=\d)")
"""A full stop that ends no sentence, for which another dot stands in what is searched."""
_FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of verbs that make a sentence."""
_SUBORDINATE = re.compile(
    r"\b(?:if|whether|once|when|until|unless|after|before|that|who|where|since|because|what)\b[^,;:]*$", re.IGNORECASE
)
"""What makes what follows no statement of its own."""
_JOINT = re.compile(r"(?:[,;]|\s)\s*and$")
"""What joins a decision to the next one of the sentence."""
_EDGES = " ,;:–-"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A decision that a sentence records."""

    clause: Clause
    """What was decided: the words from "that" or "to" on."""
    sentence: Text
    """The sentence that records it, or the one that proposed what the next accepts."""
    told: bool
    """Whether it is told outright ("it was agreed that"), not stated by the way or proposed and carried."""


@cache
def _compiled(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.IGNORECASE)


@cache
def _list(name: str) -> Expressions[None]:
    """The expressions of a list of the rule."""
    return Expressions(((None, expression) for expression in getattr(rulebook.decisions(), name)), re.IGNORECASE)


def _first(name: str, text: str, begin: int = 0) -> re.Match[str] | None:
    """The leftmost match of any expression of a list of the rule."""
    found = [match for _, expression in _list(name).within(text) if (match := expression.search(text, begin))]
    return min(found, key=lambda m: m.start(), default=None)


def recorded(units: Sequence[Unit], title: str, body: str) -> list[Recorded]:
    """The decisions that the sentences of an item record, in order.

    ``title`` is the item's, ``body`` the name of the body that meets: what another one decided is none of them.
    """
    reader = _Reader(title, body)
    for unit in units:
        for sentence in unit.sentences():
            reader.read(unit, sentence)
    return reader.found


@dataclass(slots=True)
class _Proposal:
    unit: Unit
    text: Text
    sentence: Text
    wish: bool
    """Whether somebody only asked for it."""
    age: int = 0


@dataclass(slots=True)
class _Reader:
    """Reads an item's sentences in order, and remembers what is proposed until it is decided."""

    title: str
    body: str
    found: list[Recorded] = field(default_factory=list)
    _proposal: _Proposal | None = None
    _before: tuple[Unit, Sentence] | None = None
    """The last sentence, if it decided nothing."""

    def read(self, unit: Unit, sentence: Sentence) -> None:
        """Takes the next sentence."""
        text = _ABBREVIATION.sub(lambda m: m.group()[:-1] + "·", sentence.text[:_LONGEST])
        decided = [found for found in self._decided(unit, sentence, text) if found.clause.text]
        self.found += decided
        self._before = None if decided else (unit, sentence)
        if decided:
            self._proposal = None
        elif self._proposal:
            self._proposal.age += 1

    def _decided(self, unit: Unit, sentence: Sentence, text: str) -> list[Recorded]:
        if spans := list(told(text, self.body)):
            return [_at(unit, sentence, begin, end, told=True) for begin, end in spans]
        stated = _stated(text, self.body)
        if not stated and _compiled(rulebook.decisions().refused).search(text):
            self._proposal = None
            return []
        proposal = _proposed(unit, sentence, text)
        if proposal:
            self._proposal = proposal
        if _first("motion", text):
            return [_at(unit, sentence, 0, len(sentence.text))]
        if accepted := self._accepted(unit, text, bool(proposal)):
            return [accepted]
        if proposal and not proposal.wish:
            return []
        if stated:
            return [_at(unit, sentence, 0, len(sentence.text))]
        if (answer := self._answer(unit, text)) is not None:
            return [_at(unit, sentence, answer, len(sentence.text))]
        return self._fragment(unit, sentence, text)

    def _accepted(self, unit: Unit, text: str, proposes: bool) -> Recorded | None:
        """What was proposed before, if this sentence says that it was accepted."""
        rule, proposal = rulebook.decisions(), self._proposal
        if not _first("accepted", text):
            return None
        moved_here = not proposes and re.match(r"\W*+(?:proposed|moved)\b", text, re.IGNORECASE)
        if moved_here and self._before and self._before[0] is unit and (not proposal or proposal.unit is not unit):
            return _at(*self._before, 0, len(self._before[1].text))
        this = _compiled(rule.accepted_this).search(text)
        if proposal and proposal.age <= _MEMORY and (this or not proposal.wish):
            return Recorded(Clause(None, proposal.text), proposal.sentence, told=False)
        return None

    def _answer(self, unit: Unit, text: str) -> int | None:
        """Where in a sentence the answer to an application begins, on which the body is consulted."""
        rule = rulebook.decisions()
        if _compiled(rule.decides_applications).search(self.body):
            return None
        is_asked = _compiled(rule.consulted).search(self.title) or _compiled(rule.application).search(unit.value)
        match = _first("answers", text) if is_asked else None
        return match.start("said") if match else None

    def _fragment(self, unit: Unit, sentence: Sentence, text: str) -> list[Recorded]:
        """A decision without a verb, with the short words before it that say what it is about."""
        match = _first("fragments", text)
        if not match or _has_verb(unit, sentence.begin, sentence.begin + match.end("verb")):
            return []
        has_subject = sentence.begin > 0 or len(text.split()) > 2
        if has_subject and sentence.begin <= _SHORT and not _has_verb(unit, 0, sentence.begin):
            whole = unit.text[: sentence.end].strip(_EDGES)
            return [Recorded(Clause(None, whole), whole, told=False)]
        before = self._before
        if before and before[0] is unit and _compiled(rulebook.decisions().to_be).search(before[1].text):
            return [_at(*before, 0, len(before[1].text))]
        return []


def _has_verb(unit: Unit, begin: int, end: int) -> bool:
    """Whether a finite verb stands between two characters of a paragraph, before the last word."""
    tokens = [t for t in unit.doc if begin <= t.idx < end and not t.is_punct]
    return any(t.tag_ in _FINITE for t in tokens[:-1])


def _at(unit: Unit, sentence: Sentence, begin: int, end: int, told: bool = False) -> Recorded:
    """The decision at ``begin`` to ``end`` of a sentence."""
    text = unit.text[sentence.begin + begin : sentence.begin + end].strip(_EDGES)
    joint = _JOINT.search(text.value)
    clause = Clause(None, text[: joint.start()].strip(_EDGES) if joint else text)
    return Recorded(clause, unit.text[sentence.begin : sentence.begin + len(sentence.text)].strip(), told)


def told(text: str, body: str) -> Iterator[tuple[int, int]]:
    """Where the decisions stand that a sentence tells, each from "that" or "to" on.

    What is reported, conditional, of another body, or a mere view is none.
    """
    found = [m for _, e in _list("told").within(text) for m in e.finditer(text) if _is_decision(m, text, body)]
    starts = {m.start("said"): m.start() for m in sorted(found, key=lambda m: -m.start())}
    if not starts:
        opening = _stated(text, body)
        if not opening or not _first("goes_on", text, opening.end()):
            return
        starts = {0: 0}
    begins = sorted(starts)
    for begin, after in zip(begins, [*begins[1:], None], strict=True):
        yield from _parted(text, begin, _end(text, begin) if after is None else starts[after])


def _parted(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of what was decided: "that A, and that B" are two decisions."""
    while (goes_on := _first("goes_on", text, begin + 1)) and goes_on.start("said") < end:
        yield begin, goes_on.start()
        begin = goes_on.start("said")
    yield begin, end


def _end(text: str, begin: int) -> int:
    """Where the words of a decision or proposal end that begin at ``begin``."""
    return min(
        (m.start() for _, e in _list("ends").within(text) if (m := e.search(text, begin + 1))), default=len(text)
    )


def _is_decision(match: re.Match[str], text: str, body: str) -> bool:
    groups = match.groupdict()
    if not _is_asserted(match.start(), text):
        return False
    if groups.get("body") and _is_other(text, match.start("body"), groups["body"], body):
        return False
    return not (groups.get("view") and _is_view(text[match.start("said") :]))


def _is_view(complement: str) -> bool:
    """Whether what was agreed is what is the case: "that it was cold", not "that what was broken be mended"."""
    if complement.casefold().startswith("to "):
        return bool(re.match(r"to (?:differ|disagree)\b", complement, re.IGNORECASE))
    rule = rulebook.decisions()
    is_so, to_be = _compiled(rule.is_so).search(complement), _compiled(rule.to_be).search(complement)
    return is_so is not None and (to_be is None or is_so.start() <= to_be.start())


def _is_asserted(begin: int, text: str) -> bool:
    """Whether what begins at ``begin`` is told as what happened, not as a condition or what somebody said."""
    rule, before = rulebook.decisions(), text[:begin]
    if _compiled(rule.not_after).search(before):
        return False
    return not _compiled(rule.reported).search(before) or bool(_compiled(rule.anew).search(before))


def _is_other(text: str, begin: int, name: str, own: str) -> bool:
    """Whether the name of a body, of which ``name`` is the last word, is not that of the body that meets."""
    known = {*own.casefold().split(), *_GENERIC}
    before = _NAME_BEFORE.search(text, max(0, begin - _LONGEST_NAME), begin)
    names = before.group().split() if before else []
    if before and before.start() == 0 and names and names[0].casefold() in words().function_words:
        names = names[1:]
    last = name.split()[0].casefold()
    if last in _PEOPLE:
        return bool(names) and names[-1].casefold() in _OF_OTHERS - {*own.casefold().split()}
    if own and last in _SPECIAL and last not in known:
        return True
    return any(word[0].isupper() and word.casefold() not in known for word in names)


def _stated(text: str, body: str) -> re.Match[str] | None:
    """The words by which a sentence as a whole states a decision."""
    rule = rulebook.decisions()
    if _compiled(rule.not_about).match(text):
        return None
    found = (m for _, e in _list("stated").within(text) if (m := e.search(text)) and _is_statement(m, text, body))
    return next(found, None)


def _is_statement(match: re.Match[str], text: str, body: str) -> bool:
    before = text[: match.start()]
    name = match.groupdict().get("body")
    if name and _is_other(text, match.start("body"), name, body):
        return False
    is_motion = re.match(r"\W*+(?:the )?(?:motion|proposal|recommendation|request|suggestion)s?\b", text, re.IGNORECASE)
    return _is_asserted(match.start(), text) and bool(is_motion or not _SUBORDINATE.search(before))


def _proposed(unit: Unit, sentence: Sentence, text: str) -> _Proposal | None:
    """What a sentence proposes, or what somebody asks for in it."""
    for name, wish in (("proposed", False), ("wished", True)):
        if match := _first(name, text):
            begin = match.start("said")
            end = _end(text, begin)
            if text[:1] in "“\"‘'" and (quote := _CLOSING_QUOTE.search(text, begin)):
                end = quote.start()
            proposed = unit.text[sentence.begin + begin : sentence.begin + end].strip(_EDGES)
            return _Proposal(unit, proposed, unit.text[sentence.begin : sentence.end].strip(), wish)
    return None

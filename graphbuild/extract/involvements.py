"""Who provides, commissions, funds, evaluates ... what: the relation rules over slotted sentences and the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from graphbuild.codes import InvolvementKind, Modality
from graphbuild.extract import rulebook
from graphbuild.extract.antecedents import REMEMBERED, TITLE, Context, stands
from graphbuild.extract.arguments import Place, arguments, places_of
from graphbuild.extract.draft import Draft
from graphbuild.extract.frames import patterns
from graphbuild.extract.modality import modality_between
from graphbuild.extract.rulebook import RelationRule
from graphbuild.extract.unit import LETTERS, Sentence, Unit, slots
from graphbuild.extract.verbs import forms
from graphbuild.extract.words import with_times
from graphbuild.model import Involvement, Ref

_NEAR = 80
"""Characters between a name and a time that may belong to it."""
_LONGEST = 2_000
"""Characters of a sentence that is read for relations; what is longer is a list or a table that lost its lines."""
_OTHER_CLAUSE = re.compile(r";|,? (?:and|but) (?:that|the|it|new)\b|\bwhich\b")


class Relation(NamedTuple):
    """What a rule finds in a sentence."""

    rule: RelationRule
    agent: int
    """Index of the unit's name; from the number of the unit's names on, of what was named before the unit."""
    target: int
    modality: Modality | None
    when: str | None
    """The text's own words."""


@cache
def _when() -> re.Pattern[str]:
    """A time or span of time: "from April 2014 to 2016", "for three years"."""
    return re.compile(
        with_times(
            r"\b(?:from|since|in|until|between|during|for)\s+(?:the\s+)?(?:{day}\s+)?"
            r"(?:(?:{month}|{season})(?: of)?,?\s+)?{year}(?:/\d\d(?:\d\d)?)?"
            r"(?:\s(?:to|until|and)\s(?:the\s)?(?:{day}\s)?(?:(?:[A-Z][a-z]+),?\s)?{year})?"
            r"|\b(?:for|over) (?:a |the (?:next |last )?)?(?:\w+)[ -](?:years?|months?)\b"
        )
    )


def find_involvements(unit: Unit, sentence: Sentence, context: Context | None = None) -> Iterator[Relation]:
    """The relations that one sentence states, each pair of a kind once."""
    context = context or Context()
    places = _places(unit, sentence, context)
    if len(places) < 2 or len(sentence.text) > _LONGEST:
        return
    text = _slotted(unit, sentence, places)
    seen: set[tuple[str, int, int]] = set()
    for rule in rulebook.relations():
        for agent, target in (*_by_phrase(rule, text), *_by_parse(rule, unit, sentence, places)):
            ends = [_nearest(places, agent, target), _nearest(places, target, agent)]
            if agent == target or (rule.claims, agent, target) in seen or not _fits(rule, unit, context, *ends):
                continue
            seen.add((rule.claims, agent, target))
            modality = modality_between(unit.value, sentence, ends)
            yield Relation(rule, agent, target, modality, _time_near(unit, sentence, ends))


def _nearest(places: Sequence[Place], index: int, other: int) -> Place:
    """Of the places of a thing, the one next to one of the other thing."""
    others = [p.begin for p in places if p.number == other]
    return min((p for p in places if p.number == index), key=lambda p: min(abs(p.begin - o) for o in others))


def _places(unit: Unit, sentence: Sentence, context: Context) -> list[Place]:
    """The names of the sentence, and the words that stand for names before it."""
    names = [
        Place(name.begin, name.end, index, name.kind)
        for index, name in enumerate(unit.names)
        if sentence.begin <= name.begin and name.end <= sentence.end
    ]
    return sorted((*names, *stands(unit, sentence, context)))


def _slotted(unit: Unit, sentence: Sentence, places: Iterable[Place]) -> str:
    """The sentence with a slot for each place: ``⟪3P⟫`` is the unit's fourth name, a person."""
    parts, position = [], sentence.begin
    for place in places:
        if place.begin >= position:
            parts += [unit.value[position : place.begin], f"⟪{place.number}{LETTERS[place.kind]}⟫"]
            position = place.end
    parts.append(unit.value[position : sentence.end])
    return " ".join(re.sub(r"\bNos?\.\s", "No ", "".join(parts)).split())


def _by_phrase(rule: RelationRule, text: str) -> Iterator[tuple[int, int]]:
    """(agent, target) of the rule's patterns in a slotted sentence."""
    for pattern in patterns()[rule.id]:
        for match in pattern.finditer(text):
            for agent in slots(match.group("agent")):
                for target in slots(match.group("target")):
                    yield agent, target


@cache
def _verbs(rule: str) -> re.Pattern[str]:
    """The verbs of a rule in any form."""
    [verbs] = [r.verbs for r in rulebook.relations() if r.id == rule]
    return re.compile(rf"\b{forms(verbs)}", re.IGNORECASE)


def may_relate(unit: Unit, sentence: Sentence) -> bool:
    """Whether a sentence names something and has a verb that relates, so that its parse may tell who does what."""
    named = any(sentence.begin <= name.begin and name.end <= sentence.end for name in unit.names)
    return named and any(rule.verbs and _verbs(rule.id).search(sentence.text) for rule in rulebook.relations())


def _by_parse(rule: RelationRule, unit: Unit, sentence: Sentence, places: list[Place]) -> Iterator[tuple[int, int]]:
    """(agent, target) of the names that are arguments of one of the rule's verbs."""
    if not (any(p.kind in rule.agents for p in places) and any(p.kind in rule.targets for p in places)):
        return
    if not rule.verbs or not _verbs(rule.id).search(sentence.text):
        return
    for subjects, objects in arguments(unit.doc, sentence.begin, sentence.end, rule.verbs):
        for agent in places_of(subjects, places, rule.agents):
            for target in places_of(objects, places, rule.targets):
                yield agent, target


def _fits(rule: RelationRule, unit: Unit, context: Context, agent: Place, target: Place) -> bool:
    """Whether the rule's conditions hold that are neither words nor frames."""
    if rule.unless_then and re.match(rule.unless_then, unit.value[target.end :]):
        return False
    if rule.own is None:
        return True
    said = {n.number: n.name for n in context.before} | {i: n.name for i, n in enumerate(unit.names)}
    bearer, name = (said[place.number].replace("’", "'").casefold() for place in (target, agent))
    return bearer.startswith(name.removesuffix("'s")) is rule.own


def add_involvements(draft: Draft) -> None:
    """Adds each relation that a sentence states; the same pair once a sentence."""
    contexts: dict[Ref | None, Context] = {}
    mentions: dict[Ref | None, list[Ref]] = {}
    for unit in draft.units:
        context = contexts.setdefault(unit.item, Context()) if unit.item else Context()
        context.enter(unit)
        refs = [*unit.refs, *mentions.get(unit.item, ())][: max(REMEMBERED, len(unit.refs))]
        mentions[unit.item] = refs if unit.item else []
        if unit.role == "title":
            context.remember(unit, Sentence(0, len(unit.value), unit.value), TITLE)
            continue
        for sentence in unit.sentences():
            _add_relations(draft, unit, sentence, context, refs)
            context.leave(unit, sentence)


def _add_relations(draft: Draft, unit: Unit, sentence: Sentence, context: Context, refs: Sequence[Ref]) -> None:
    passage = unit.passage(sentence.begin, sentence.end)
    known: set[tuple[str, str, str]] = set()
    for rule, agent, target, modality, when in find_involvements(unit, sentence, context):
        pair = draft.canonical(refs[agent]).name, draft.canonical(refs[target]).name
        if (rule.claims, *pair) in known or pair[0] == pair[1]:
            continue
        known.add((rule.claims, *pair))
        draft.add(
            Involvement(
                key=draft.new("involvement"),
                evidence=(passage,),
                rule=f"involvement-{rule.id}",
                confidence=rule.confidence,
                modality=modality,
                agent=refs[agent],
                involvement=InvolvementKind(rule.claims),
                target=refs[target],
                when=when,
            )
        )


def _time_near(unit: Unit, sentence: Sentence, ends: Sequence[Place]) -> str | None:
    """The time that the sentence gives near the two names, and not in another clause."""
    for match in _when().finditer(sentence.text):
        begin, end = match.start() + sentence.begin, match.end() + sentence.begin
        for place in ends:
            between = unit.value[min(end, place.end) : max(begin, place.begin)]
            if len(between) <= _NEAR and not _OTHER_CLAUSE.search(between):
                return match.group()
    return None

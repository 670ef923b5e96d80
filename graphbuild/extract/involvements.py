"""Who provides, commissions, funds, evaluates ... what: the relation rules over slotted sentences and the parse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import Any

from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.rulebook import RelationRule
from graphbuild.extract.unit import LETTERS, Sentence, Unit, slots
from graphbuild.extract.words import with_times
from graphbuild.model import EntityKind, Involvement, InvolvementKind, Modality, Ref

_NEGATED = re.compile(r"\b(?:not|never|no longer|without)\b", re.IGNORECASE)
_PROPOSED = re.compile(
    r"\b(?:would|will|to be|proposed|propose|plans? to|planned|intends?|anticipated|it was hoped)\b", re.IGNORECASE
)
_CONDITIONAL = re.compile(r"\b(?:whether|if|could|might|may|should|explor(?:e|ed|ing))\b", re.IGNORECASE)
_NEAR = 80
"""Characters between a name and a time that may belong to it."""
_OTHER_CLAUSE = re.compile(r";|,? (?:and|but) (?:that|the|it|new)\b|\bwhich\b")
_PRONOUN = re.compile(
    r"^(?:It|The (?:service|project|pilot|programme|scheme|contract|charity|organisation))"
    r"(?= (?:is|was|were|has|had|would)\b)"
    r"|(?<=, and )it(?= (?:is|was|were|has|had)\b)"
)
_BEFORE = 40
"""Characters before the first of two names that still say how their relation is put."""


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


@cache
def _phrases() -> dict[str, tuple[re.Pattern[str], ...]]:
    return {rule.id: _compiled(rule) for rule in rulebook.relations()}


def _compiled(rule: RelationRule) -> tuple[re.Pattern[str], ...]:
    agent, target = _slot("agent", rule.agents), _slot("target", rule.targets)
    return tuple(re.compile(p.replace("{agent}", agent).replace("{target}", target)) for p in rule.phrases)


def _slot(group: str, kinds: Iterable[str]) -> str:
    """A slot of one of the kinds, or a list of them that ends in "and"."""
    one = rf"⟪\d+[{''.join(LETTERS[EntityKind(kind)] for kind in kinds)}]⟫"
    return rf"(?P<{group}>{one}(?:(?:, (?:the )?{one})*,? and (?:the )?{one})?)"


def find_involvements(
    unit: Unit, sentence: Sentence, antecedent: bool = False
) -> Iterator[tuple[RelationRule, int, int]]:
    """(rule, index of the agent's name, index of the target's name) for each relation that one sentence states.

    With ``antecedent``, "The project was ..." may stand for an undertaking named before the unit: its index is the
    number of the unit's names.
    """
    text = _with_antecedent(unit, sentence, unit.slotted(sentence), antecedent)
    seen: set[tuple[str, int, int]] = set()
    for rule in rulebook.relations():
        pairs = [
            (a, t)
            for p in _phrases()[rule.id]
            for m in p.finditer(text)
            for a in slots(m.group("agent"))
            for t in slots(m.group("target"))
        ]
        for agent, target in (*pairs, *_by_parse(rule, unit, sentence)):
            if agent != target and (rule.claims, agent, target) not in seen:
                seen.add((rule.claims, agent, target))
                yield rule, agent, target


def _with_antecedent(unit: Unit, sentence: Sentence, text: str, earlier: bool) -> str:
    """The slotted sentence with the slot of the undertaking named last before it in place of "It" or "The project".

    With ``earlier`` that may be one named before the unit, for "The project" only.
    """
    if not _PRONOUN.search(text):
        return text
    before = [i for i, n in enumerate(unit.names) if n.end <= sentence.begin and n.kind is EntityKind.UNDERTAKING]
    if not before and earlier and not text.startswith("It "):
        before = [len(unit.names)]
    return _PRONOUN.sub(f"⟪{before[-1]}U⟫", text) if before else text


def _by_parse(rule: RelationRule, unit: Unit, sentence: Sentence) -> Iterator[tuple[int, int]]:
    """(agent, target) indices of the names that are arguments of one of the rule's verbs."""
    if not rule.verbs:
        return
    for token in unit.doc:
        if sentence.begin <= token.idx < sentence.end and token.lemma_.lower() in rule.verbs and token.pos_ == "VERB":
            subjects, objects = _arguments(token)
            for agent in _names(unit, subjects, rule.agents):
                for target in _names(unit, objects, rule.targets):
                    yield agent, target


def _arguments(verb: Any) -> tuple[list[Any], list[Any]]:
    """(who does, what it is done to): subject and object, or the name after "by" and the subject in the passive."""
    children = list(verb.children)
    passive = [c for c in children if c.dep_ == "nsubjpass"]
    if passive:
        by = [p for c in children if c.dep_ == "agent" for p in c.children if p.dep_ == "pobj"]
        return by, passive
    subjects = [c for c in children if c.dep_ == "nsubj"]
    if not subjects and verb.dep_ in ("xcomp", "conj", "advcl"):
        subjects = [c for c in verb.head.children if c.dep_ == "nsubj"]
    if verb.dep_ == "relcl":
        subjects = [verb.head] if subjects and subjects[0].tag_ in ("WDT", "WP") else subjects
    return subjects, [c for c in children if c.dep_ == "dobj"]


def _names(unit: Unit, tokens: Iterable[Any], kinds: Collection[str]) -> list[int]:
    """Indices of the names of these kinds that a token, or one coordinated with it, is in."""
    wanted = [t for token in tokens for t in (token, *token.conjuncts)]
    return [i for t in wanted for i, n in enumerate(unit.names) if n.begin <= t.idx < n.end and n.kind in kinds]


def modality_of(sentence: str) -> Modality | None:
    """How a sentence that does not simply assert puts its matter; None where it asserts."""
    if _NEGATED.search(sentence):
        return Modality.NEGATED
    if _CONDITIONAL.search(sentence):
        return Modality.CONDITIONAL
    return Modality.PROPOSED if _PROPOSED.search(sentence) else None


def add_involvements(draft: Draft) -> None:
    """Adds each relation that a sentence states; the same pair once a sentence."""
    last: dict[Ref, Ref] = {}
    for unit in (u for u in draft.units if u.role != "title"):
        before = last.get(unit.item) if unit.item else None
        for sentence in unit.sentences():
            _of_sentence(draft, unit, sentence, before)
        for name, ref in zip(unit.names, unit.refs, strict=True):
            if name.kind is EntityKind.UNDERTAKING and unit.item:
                last[unit.item] = ref


def _of_sentence(draft: Draft, unit: Unit, sentence: Sentence, before: Ref | None) -> None:
    """Adds the relations of one sentence; ``before`` is the undertaking that the item named last before the unit."""
    refs = [*unit.refs, before] if before else unit.refs
    passage = unit.passage(sentence.begin, sentence.end)
    known: set[tuple[str, str, str]] = set()
    for rule, agent, target in find_involvements(unit, sentence, before is not None):
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
                modality=_modality_between(unit, sentence, agent, target),
                agent=refs[agent],
                involvement=InvolvementKind(rule.claims),
                target=refs[target],
                when=_time_near(unit, sentence, agent, target),
            )
        )


def _time_near(unit: Unit, sentence: Sentence, agent: int, target: int) -> str | None:
    """The time that the sentence gives near the two names, and not in another clause."""
    places = [unit.names[i] for i in (agent, target) if i < len(unit.names)]
    for match in _when().finditer(sentence.text):
        begin, end = match.start() + sentence.begin, match.end() + sentence.begin
        for name in places:
            between = unit.value[min(end, name.end) : max(begin, name.begin)]
            if len(between) <= _NEAR and not _OTHER_CLAUSE.search(between):
                return match.group()
    return None


def _modality_between(unit: Unit, sentence: Sentence, agent: int, target: int) -> Modality | None:
    """The modality of the stretch that states the relation: what stands between the names and right before them."""
    if max(agent, target) >= len(unit.names):
        return modality_of(sentence.text)
    first, last = sorted((unit.names[agent], unit.names[target]), key=lambda n: n.begin)
    before = unit.value[max(sentence.begin, first.begin - _BEFORE) : first.begin]
    return modality_of(f"{before} {unit.value[first.end : last.begin]}")

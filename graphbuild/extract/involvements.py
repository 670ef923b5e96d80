"""Who provides, commissions, funds, evaluates ... what: the relation rules over slotted sentences and the parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from graphbuild.codes import EntityKind, InvolvementKind, Modality
from graphbuild.extract import rulebook
from graphbuild.extract.antecedents import REMEMBERED, SHORT_FORMS, TITLE, Context, Named, stands
from graphbuild.extract.arguments import Place, arguments, places_of
from graphbuild.extract.draft import Draft
from graphbuild.extract.frames import patterns
from graphbuild.extract.modality import modality_between
from graphbuild.extract.rulebook import RelationRule
from graphbuild.extract.unit import LETTERS, Sentence, Unit, slots
from graphbuild.extract.verbs import forms
from graphbuild.extract.words import with_times
from graphbuild.model import Abbreviation, Involvement, Ref

_NEAR = 80
"""Characters between a name and a time that may belong to it."""
_LONGEST = 2_000
"""Characters of a sentence that is read for relations; what is longer is a list or a table that lost its lines."""
_OTHER_CLAUSE = re.compile(r";|,? (?:and|but) (?:that|the|it|new)\b|\bwhich\b")


Pair = tuple[int, int]
"""The indices of agent and target, as in ``Relation``."""


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


@dataclass(frozen=True, slots=True)
class Reading:
    """What a sentence says without its parse, and what only that can tell."""

    unit: Unit
    sentence: Sentence
    places: Sequence[Place]
    called: Mapping[int, str]
    """What each of them is called, by its number."""
    said: Sequence[tuple[RelationRule, Sequence[Pair]]]
    """Of each rule the pairs that stand in its phrases."""
    open: frozenset[str]
    """The rules, by id, of which the parse may tell another pair."""

    def relations(self) -> Iterator[Relation]:
        """The relations that the sentence states, each pair of a kind once."""
        seen: set[tuple[str, Pair]] = set()
        for rule, pairs in self.said:
            for pair in (*pairs, *(self._by_parse(rule) if rule.id in self.open else ())):
                ends = _ends(self.places, pair)
                if (rule.claims, pair) in seen or not _fits(rule, self.unit, self.called, ends):
                    continue
                seen.add((rule.claims, pair))
                modality = modality_between(self.unit.value, self.sentence, ends)
                agent, target = pair
                yield Relation(rule, agent, target, modality, _time_near(self.unit, self.sentence, ends))

    def _by_parse(self, rule: RelationRule) -> Iterator[Pair]:
        """The names that are arguments of one of the rule's verbs."""
        for subjects, objects in arguments(self.unit.doc, self.sentence.begin, self.sentence.end, rule.verbs):
            targets = places_of(objects, self.places, rule.targets)
            yield from _pairs(places_of(subjects, self.places, rule.agents), targets)


def read_sentence(unit: Unit, sentence: Sentence, context: Context) -> Reading | None:
    """What phrases say in a sentence; None where there are no two things that could be related."""
    places = _places(unit, sentence, context)
    if len(places) < 2 or len(sentence.text) > _LONGEST:
        return None
    called = {n.number: n.name for n in (*context.before, *context.short_forms.values())}
    called |= {i: n.name for i, n in enumerate(unit.names)}
    phrased = _by_phrase(_slotted(unit, sentence, places))
    said, still_open = [], set()
    known: set[tuple[str, Pair]] = set()
    for rule in rulebook.relations():
        pairs = phrased.get(rule.id, [])
        said.append((rule, pairs))
        known |= {(rule.claims, pair) for pair in pairs}
        possible = (pair for pair in _possible(rule, sentence, places) if (rule.claims, pair) not in known)
        if any(_fits(rule, unit, called, _ends(places, pair)) for pair in possible):
            still_open.add(rule.id)
    return Reading(unit, sentence, places, called, said, frozenset(still_open))


def _ends(places: Sequence[Place], pair: Pair) -> tuple[Place, Place]:
    """Where the two of a pair stand nearest to each other."""
    agent, target = pair
    return _nearest(places, agent, target), _nearest(places, target, agent)


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


def _pairs(agents: Iterable[int], targets: Iterable[int]) -> Iterator[Pair]:
    """Each agent with each target; nothing is related to itself."""
    others = list(targets)
    return ((agent, target) for agent in agents for target in others if agent != target)


def _candidates(rule: RelationRule, places: Sequence[Place]) -> tuple[list[int], list[int]]:
    """The numbers of what can be the rule's agent, and of what can be its target."""
    return [p.number for p in places if p.kind in rule.agents], [p.number for p in places if p.kind in rule.targets]


def _by_phrase(text: str) -> dict[str, list[Pair]]:
    """The pairs in the phrases of each rule, by its id, in a slotted sentence."""
    found: dict[str, list[Pair]] = {}
    for rule, pattern in patterns().within(text):
        for match in pattern.finditer(text):
            found.setdefault(rule, []).extend(_pairs(slots(match.group("agent")), slots(match.group("target"))))
    return found


@cache
def _verbs(rule: str) -> re.Pattern[str]:
    """The verbs of a rule in any form."""
    [verbs] = [r.verbs for r in rulebook.relations() if r.id == rule]
    return re.compile(rf"\b{forms(verbs)}", re.IGNORECASE)


def _possible(rule: RelationRule, sentence: Sentence, places: Sequence[Place]) -> Iterable[Pair]:
    """The pairs that may be arguments of one of the rule's verbs; none where the sentence has no such verb."""
    agents, targets = _candidates(rule, places)
    if rule.verbs and agents and targets and _verbs(rule.id).search(sentence.text):
        return _pairs(agents, targets)
    return ()


def _fits(rule: RelationRule, unit: Unit, called: Mapping[int, str], ends: tuple[Place, Place]) -> bool:
    """Whether the rule's conditions hold that are neither words nor frames."""
    agent, target = ends
    if rule.unless_then and re.match(rule.unless_then, unit.value[target.end :]):
        return False
    for pattern, end in ((rule.agent_called, agent), (rule.target_called, target)):
        if pattern and not re.search(pattern, called[end.number]):
            return False
    if rule.own is None:
        return True
    bearer, name = (called[place.number].replace("’", "'").casefold() for place in (target, agent))
    return bearer.startswith(name.removesuffix("'s")) is rule.own


def add_involvements(draft: Draft) -> None:
    """Adds each relation that a sentence states; the same pair once a sentence."""
    contexts: dict[Ref | None, Context] = {}
    mentions: dict[Ref | None, list[Ref]] = {}
    readings: list[tuple[Reading, Sequence[Ref]]] = []
    shortened = _shortened(draft)
    short_forms = {short: named for short, (named, _) in shortened.items()}
    for unit in draft.units:
        new = Context(short_forms)
        context = contexts.setdefault(unit.item, new) if unit.item else new
        context.enter(unit)
        refs = [*unit.refs, *mentions.get(unit.item, ())][: max(REMEMBERED, len(unit.refs))]
        mentions[unit.item] = refs if unit.item else []
        if unit.role == "title":
            context.remember(unit, Sentence(0, len(unit.value), unit.value), TITLE)
            continue
        for sentence in unit.sentences():
            if reading := read_sentence(unit, sentence, context):
                readings.append((reading, refs))
            context.leave(unit, sentence)
    draft.parses.ahead(reading.unit.value for reading, _ in readings if reading.open)
    beyond = {named.number: ref for named, ref in shortened.values()}
    for reading, named in readings:
        _add_relations(draft, reading, beyond | dict(enumerate(named)))


def _shortened(draft: Draft) -> dict[str, tuple[Named, Ref]]:
    """What is called by each short form that the document explains, with its mention; none that is explained twice."""
    meant: dict[str, set[Ref]] = {}
    for abbreviation in draft.found[Abbreviation]:
        ref = abbreviation.abbreviates
        if ref and ref[0] == "mention" and draft.mention(ref).kind in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING):
            meant.setdefault(abbreviation.short, set()).add(ref)
    found = {}
    for number, (short, refs) in enumerate(sorted(meant.items()), SHORT_FORMS):
        mentions = [draft.mention(ref) for ref in sorted(refs)]
        if len({m.name.casefold() for m in mentions}) == 1:
            found[short] = Named(number, mentions[0].name, mentions[0].kind, TITLE), mentions[0].key
    return found


def _add_relations(draft: Draft, reading: Reading, refs: Mapping[int, Ref]) -> None:
    passage = reading.unit.passage(reading.sentence.begin, reading.sentence.end)
    known: set[tuple[str, str, str]] = set()
    for rule, agent, target, modality, when in reading.relations():
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

"""What "the project", "the charity" or "it" stands for: a thing that the item has named before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.extract.arguments import Place
from graphbuild.extract.unit import Sentence, Unit

_SERVICES = "service|project|pilot|programme|scheme|initiative|helpline|campaign"
"""Nouns any of which may take up a name that ends in another of them."""
_DOCUMENTS = "contract|strategy|plan|system|framework|review|evaluation|inspection|peer review|peer challenge|report"
"""Nouns that take up only a name that has them."""
_ORGANISATIONS = (
    "charity|organisation|trust|foundation|company|university|college|school|provider|partnership|consortium|agency|"
    "association|society"
)
_BODIES = "board|forum|network|alliance|federation|academy"
"""Nouns of organisations that, as all in capitals do ("the Trust"), take up only a name that has them."""
_DESCRIPTION = re.compile(
    rf"\b(?:[Tt]he|[Tt]his)\s+(?:(?:new|pilot|whole|said|same)\s+)?(?P<noun>(?i:{_SERVICES}|{_DOCUMENTS}|{_ORGANISATIONS}|{_BODIES}))"
    r"(?!\s+[A-Z]|\s+(?:of|for|on|into|to|by|between)\b(?!\s+(?:be|run|improve)\b|\s+(?:[\w-]+\s+){1,3}(?:hour|day|week|month|term|year)s?\b))"
    r"(?=['’]s\b|\b(?![-'’\w]))"
)
_APPOSED = re.compile(
    r"[’”\"']?(?:,? (?:is|was))?,? (?:an?|the) (?:[\w-]+ ){0,3}?"
    rf"(?P<noun>{_SERVICES}|{_DOCUMENTS}|{_ORGANISATIONS})\b"
)
_OF_A_DOCUMENT = re.compile(rf"\b(?:{_DOCUMENTS})s?$", re.IGNORECASE)
_PRONOUN = re.compile(
    r"(?:^|(?<=, and )|(?<=; )|(?<= that )|(?<=, which meant that )|(?<=, but ))(?:It|it)(?=\s(?:is|was|were|has|had|"
    r"would|will|also|now|then|continues|provid|deliver|r[ua]n|operat|offer|fund|support|commission|evaluat|inspect)\w*)"
    r"(?!\s(?:is|was|has|had)(?:\s(?:also|then|been|further|[a-z]+ly)){0,3}\s[a-z]+\s(?:that|whether|how|why|what)\b)"
)
_SUBJECT = re.compile(r"(?:^|\bthat |[.:;] ?)(?:[Tt]he )?$")
"""What stands before the subject of a sentence, or of what someone said."""
_PREDICATE = re.compile(r"[’”\"']? (?:(?:is|was|were|has|had|would|will|also|now|then|[a-z]+ly) |[a-z]+(?:ed|s)\b)")
_FUNDING = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Tt]heir) (?:additional |new )?(?P<noun>fund|funding|grant|money|investment)\b"
    r"(?! (?:from|of|by)\b)"
)


_KINDS_CALLED = {
    "school": OrganisationKind.EDUCATION,
    "charity": OrganisationKind.CHARITY,
    "company": OrganisationKind.COMPANY,
}
"""Nouns that take up a body of that kind before any other."""
_NO_SCHOOL = re.compile(r"\b(?:University|College|Institute)\b")

TITLE = -1
"""Number of the title among the sentences of an item."""
REMEMBERED = 300
"""Of the names of an item, how many back are looked among."""
SHORT_FORMS = 100_000
"""Number of the first thing that a short form stands for, beyond those of all names."""
_KINDS = (EntityKind.UNDERTAKING, EntityKind.ORGANISATION)
_ANNOUNCED = re.compile(
    r"\s(?:(?:has|had|have|also|recently|[a-z]+ly) )*"
    r"(?:announced|launched|provided|made available|released|awarded|opened)\b"
    r"[^.;⟪]{0,60}?\b(?:funds?|funding|grants?|money|investment|£[\d,.]+)"
)


class Named(NamedTuple):
    """Something named before: ``number`` counts the unit's names and then those named before the unit."""

    number: int
    name: str
    kind: EntityKind
    sentence: int
    """Number of the sentence in its item, from 0; ``TITLE`` where the title names it."""
    leads: bool = False
    """Whether its sentence begins with it, as a subject does."""
    described: str = ""
    """What its sentence calls it ("Haven, a project for tenants")."""
    classification: str | None = None
    """Kind of organisation."""
    owns: bool = False
    """Whether it stands only as the owner of something ("the Trust's shop"), which is meant rather than it."""

    def words(self) -> frozenset[str]:
        """What two forms of one name share whose words stand in another order."""
        return frozenset(self.name.casefold().split())


@dataclass(slots=True)
class Context:
    """What an item has named up to a sentence."""

    short_forms: Mapping[str, Named] = field(default_factory=dict)
    """What the short forms of the document stand for."""
    before: list[Named] = field(default_factory=list)
    funder: Named | None = None
    """Who announced money in the sentence before."""
    sentence: int = 0
    """How many sentences of the item came before."""

    def enter(self, unit: Unit) -> None:
        """Begins a unit: its own names are counted first from here on, what was named earlier after them."""
        shift = len(unit.names)
        kept = [n for n in self.before if n.number >= SHORT_FORMS or n.number + shift < REMEMBERED]
        self.before = [n if n.number >= SHORT_FORMS else n._replace(number=n.number + shift) for n in kept]
        self.funder = self.funder._replace(number=self.funder.number + shift) if self.funder else None

    def remember(self, unit: Unit, sentence: Sentence, number: int) -> None:
        """Keeps what a sentence, the item's by that number, names."""
        self.before += named_in(unit, sentence, number)

    def leave(self, unit: Unit, sentence: Sentence) -> None:
        """Ends a sentence: what it named, and who announced money in it, may be meant in those that follow."""
        self.remember(unit, sentence, self.sentence)
        short = {named.number: named for form, named in self.short_forms.items() if form in sentence.text}
        if short:
            # Once each, so that no more is remembered in a long item.
            self.before = [n for n in self.before if n.number not in short]
            self.before += [named._replace(sentence=self.sentence) for named in short.values()]
        self.sentence += 1
        self.funder = _announces(unit, sentence, self.sentence) or self.funder

    def last(self) -> list[Named]:
        """What the sentence before named."""
        return [n for n in self.before if n.sentence == self.sentence - 1 and n.sentence != TITLE]


def stands(unit: Unit, sentence: Sentence, context: Context) -> Iterator[Place]:
    """The descriptions and pronouns of a sentence that one thing named before can be meant by, in order."""
    found = [
        *_shortened(sentence, context),
        *_described(unit, sentence, context),
        *_pronouns(unit, sentence, context),
        *_funding(sentence, context),
    ]
    end = sentence.begin
    for place in sorted(found):
        inside = any(name.begin < place.end and place.begin < name.end for name in unit.names)
        if place.begin >= end and not inside:
            end = place.end
            yield place


def named_in(unit: Unit, sentence: Sentence, number: int) -> list[Named]:
    """The undertakings and organisations that a sentence names, by the unit's own numbers."""
    return [
        _named(unit, sentence, i, number)
        for i, name in enumerate(unit.names)
        if sentence.begin <= name.begin < sentence.end and name.kind in _KINDS
    ]


def _named(unit: Unit, sentence: Sentence, index: int, number: int) -> Named:
    name = unit.names[index]
    leads = unit.value[sentence.begin : name.begin].strip() in ("", "The")
    apposed = _APPOSED.match(unit.value, name.end)
    described = apposed["noun"] if apposed else ""
    owns = unit.value.startswith(("'s ", "’s "), name.end)
    return Named(index, name.name, name.kind, number, leads, described, name.classification, owns)


def _announces(unit: Unit, sentence: Sentence, number: int) -> Named | None:
    """The organisation that a sentence says gives or announces money."""
    for named in named_in(unit, sentence, number):
        said = unit.value[unit.names[named.number].end : sentence.end]
        if named.kind is EntityKind.ORGANISATION and _ANNOUNCED.match(said):
            return named
    return None


def _shortened(sentence: Sentence, context: Context) -> Iterator[Place]:
    """Short forms by themselves: neither where they are explained nor as part of a longer name."""
    for short, named in context.short_forms.items():
        if short in sentence.text:
            for match in re.finditer(rf"(?<![\w&(-]){re.escape(short)}(?![\w&-]|\s[A-Z(])", sentence.text):
                yield Place(match.start() + sentence.begin, match.end() + sentence.begin, named.number, named.kind)


def _described(unit: Unit, sentence: Sentence, context: Context) -> Iterator[Place]:
    own = named_in(unit, sentence, context.sentence)
    for match in _DESCRIPTION.finditer(sentence.text):
        begin = match.start() + sentence.begin
        said = [n for n in own if unit.names[n.number].end <= begin]
        meant = _meant(match["noun"], [*context.before, *said], context.sentence)
        if meant:
            yield Place(begin, match.end() + sentence.begin, meant.number, meant.kind)


def _meant(noun: str, before: Sequence[Named], now: int) -> Named | None:
    """The last thing whose name has that noun, else the only one of its kind, or the only one named just before."""
    organisation = re.fullmatch(f"{_ORGANISATIONS}|{_BODIES}", noun, re.IGNORECASE)
    kind = EntityKind.ORGANISATION if organisation else EntityKind.UNDERTAKING
    right = [n for n in before if n.kind is kind]
    same = [n for n in right if re.search(rf"\b{noun}\b", f"{n.name} {n.described}", re.IGNORECASE)]
    if not noun.islower():
        near = [n for n in same if now - n.sentence <= 1] or same
        return near[-1] if len({n.words() for n in near}) == 1 else None
    if same or re.fullmatch(f"{_DOCUMENTS}|{_BODIES}", noun):
        return same[-1] if same else None
    right = _called(noun, right) if organisation else [n for n in right if not _OF_A_DOCUMENT.search(n.name)]
    near = [n for n in right if now - n.sentence <= 1]
    titled = [n for n in right if n.sentence == TITLE]
    return next((group[-1] for group in (right, near, titled) if len({n.words() for n in group}) == 1), None)


def _called(noun: str, named: Sequence[Named]) -> list[Named]:
    """Of organisations those that are of the kind that a noun says, where there are any, else all."""
    kind = _KINDS_CALLED.get(noun)
    of_kind = [
        n for n in named if kind and n.classification == kind and not (noun == "school" and _NO_SCHOOL.search(n.name))
    ]
    return of_kind or list(named)


def _pronouns(unit: Unit, sentence: Sentence, context: Context) -> Iterator[Place]:
    before = _named_last(context)
    own = named_in(unit, sentence, context.sentence)
    again = None
    for match in _PRONOUN.finditer(sentence.text):
        begin, end = match.start() + sentence.begin, match.end() + sentence.begin
        said = [n for n in own if unit.names[n.number].end <= begin]
        meant = _same_subject(unit, sentence, said) or again if said else before
        if meant:
            yield Place(begin, end, meant.number, meant.kind)
            again = meant


def _named_last(context: Context) -> Named | None:
    """What a pronoun can mean before whose sentence a thing was named, not in it."""
    last = [n for n in context.last() if not n.owns]
    leading = [n for n in last if n.leads]
    undertakings = [n for n in context.before if n.kind is EntityKind.UNDERTAKING]
    one = last if len({n.words() for n in last}) == 1 else []
    return next((group[-1] for group in (leading, one, undertakings) if group), None)


def _same_subject(unit: Unit, sentence: Sentence, said: Sequence[Named]) -> Named | None:
    """Of what a sentence named before its pronoun, the subject of a clause, if only one is."""
    subjects = [n for n in said if _SUBJECT.search(unit.value[sentence.begin : unit.names[n.number].begin])]
    subjects = [n for n in subjects if _PREDICATE.match(unit.value, unit.names[n.number].end)]
    return subjects[-1] if len({n.words() for n in subjects}) == 1 else None


def _funding(sentence: Sentence, context: Context) -> Iterator[Place]:
    """ "The" of "The grant" after a sentence in which one announced it: the funder's."""
    if context.funder:
        for match in _FUNDING.finditer(sentence.text):
            begin, end = match.start() + sentence.begin, match.start("noun") - 1 + sentence.begin
            yield Place(begin, end, context.funder.number, context.funder.kind)

"""Who presents an item: phrases over names, and the subjects of verbs of presenting in the parse."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from itertools import zip_longest
from typing import Any, NamedTuple

from graphbuild.codes import Capacity, EntityKind, RecordKind
from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.literals import Expressions
from graphbuild.extract.roll import Roll
from graphbuild.extract.structure import is_procedural
from graphbuild.extract.unit import LETTERS, Sentence, Unit, slots
from graphbuild.extract.verbs import alternatives, forms, plural
from graphbuild.model import Item, Ref

_BRACKETS, _HELD = r" \([^)]{1,160}\)", r",? (?:as )?(?:the )?⟪\d+J⟫(?=,|\s|\.|$)(?: \([^)]{1,160}\)(?=,))?"
_BODY = r"[A-Z][\w’'&-]*(?: (?:(?:of|and|for) )?[A-Z][\w’'&-]*){0,6}"
_OF = rf",? (?:of|from) (?:the )?(?:⟪\d+O⟫|{_BODY})(?: \([^)]{{1,40}}\))?"
_ACTOR = (
    r"(?:[Tt]he |an? |its |their |two (?:managers|officers) from the ⟪\d+O⟫, )?⟪\d+[PJ]⟫"
    rf"(?:{_BRACKETS}|(?!{_BRACKETS}))(?:{_HELD}|(?!{_HELD}))(?:{_OF}|(?!{_OF}))"
)
"""A person or post with an article, brackets, the post of the person, and for whom they come. What is there is taken:
else a post could be that of the person or an actor of its own, and a list of n would be tried in 2 to the n ways. Not
written as ``?+``, which Python before 3.11.5 gets wrong around a group (its issue 106052)."""
_AGENTS = rf"(?P<agents>{_ACTOR}(?:(?:,? and |, |,? with ){_ACTOR})*)"
_HOLDER = re.compile(r"(?:^\W*|\band )(?:[Tt]he |its |their )?⟪\d+J⟫, (?=⟪\d+P⟫(?:[^⟪]{0,3}$|, and\b))")
"""A post before the one person whose it is ("the Head of Lettings, Mr Rudge", with a comma behind or nothing)."""
_ACTORS = (EntityKind.PERSON, EntityKind.POST)
_OPENING = 24
"""Paragraphs from the top of an item in which its presenters are named."""
_DISCUSSION = re.compile(
    r"^(?:a )?(?:discussion|question)\b.*\bensued\b"
    r"|\bfollowing (?:questions|points|issues)\b.*\b(?:raised|asked|discussed)\b"
    r"|^members (?:asked|queried|welcomed)"
    r"|^(?:when )?asked by\b"
    r"|^in (?:reply|response|answer|answering)\b.{0,20}\b(?:questions?|quer(?:y|ies))\b"
    r"|^(?:in|during) (?:the )?(?:course of )?(?:the |a )?(?:ensuing |subsequent |following )?discussion\b"
    r"|thank(?:s|ed)\b",
    re.IGNORECASE,
)
_DISCUSSION_BEGINS = re.compile(r"(?:a )?(?:discussion|question)|members|(?:when )?asked|in\b|during", re.IGNORECASE)
"""How a sentence of discussion begins after which nobody presents any more."""
_TOLD = re.compile(r"\b(?:advised|reported|informed|explained|said|stated|noted)\b[^.]* that\s(?:the\s)?$")
"""Before the name of someone of whom another tells."""
_BETWEEN = len(", as the ")
"""Characters behind a name that tell how the next one stands to it."""
_CHAIRS = re.compile(r"^(?:Vice-|Deputy )?Chair(?:man|person|woman)?$")


@cache
def _phrases() -> Expressions[None]:
    return Expressions((None, phrase.replace("{agents}", _AGENTS)) for phrase in rulebook.presenters().phrases)


class Reading(NamedTuple):
    """Who presents in a sentence by its phrases, and whether its parse may tell of others."""

    unit: Unit
    sentence: Sentence
    said: list[int]
    """Indices of the unit's names."""
    open: bool

    def presenters(self) -> list[int]:
        """Indices of the unit's names that present."""
        found = dict.fromkeys([*self.said, *(_by_parse(self.unit, self.sentence) if self.open else ())])
        return [i for i in found if not _CHAIRS.match(self.unit.names[i].name)]


def read_sentence(unit: Unit, sentence: Sentence) -> Reading:
    """Who presents in a sentence of a unit by its phrases."""
    text = unit.slotted(sentence)
    said: list[int] = []
    for _, phrase in _phrases().within(text):
        for match in phrase.finditer(text):
            said += _people_or_posts(unit, match.group("agents"))
    return Reading(unit, sentence, said, _may_present(unit, sentence, said))


def _people_or_posts(unit: Unit, matched: str) -> list[int]:
    """A post beside its holder is the holder's."""
    matched = _HOLDER.sub("", matched)
    without_held = re.sub(r"(⟪\d+P⟫)(?: \([^)]*\))?,? (?:as )?(?:the )?⟪\d+J⟫", r"\1", matched)
    without_held = re.sub(r"\([^)]*\)", "", without_held)
    return [i for i in slots(without_held) if unit.names[i].kind in _ACTORS]


@cache
def _verbs() -> re.Pattern[str]:
    """A verb of presenting in any form, or a light verb and what is given, in either order."""
    rules = rulebook.presenters()
    light = forms(rules.light_verbs)
    objects = alternatives((*rules.light_objects, *map(plural, rules.light_objects)))
    return re.compile(rf"\b(?:{forms(rules.verbs)}|{light}.*?\b{objects}|{objects}.*?\b{light})", re.DOTALL)


def _may_present(unit: Unit, sentence: Sentence, said: Collection[int]) -> bool:
    """Whether a sentence names somebody else and has a verb of presenting, so that its parse may tell who presents."""
    others = (
        name
        for index, name in enumerate(unit.names)
        if sentence.begin <= name.begin and name.end <= sentence.end and index not in said
    )
    named = any(name.kind in _ACTORS and not _CHAIRS.match(name.name) for name in others)
    return named and bool(_verbs().search(sentence.text))


def _by_parse(unit: Unit, sentence: Sentence) -> list[int]:
    """The subjects of verbs of presenting."""
    return [
        index
        for token in unit.doc
        if sentence.begin <= token.idx < sentence.end and _presents(token)
        for child in token.children
        if child.dep_ == "nsubj"
        for index in _in_subtree(unit, child)
    ]


_NOT_YET = frozenset({"will", "would", "shall", "could", "may"})


def _presents(token: Any) -> bool:
    """Whether a spaCy token is a verb of presenting in a main clause, with an object that can be presented."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ not in ("ROOT", "conj", "ccomp"):
        return False
    rules = rulebook.presenters()
    if token.tag_ in ("VB", "VBP"):
        return False  # "that she attend the next meeting"
    if any(child.dep_ == "neg" or (child.dep_ == "aux" and child.lemma_ in _NOT_YET) for child in token.children):
        return False
    objects = [child.lemma_.lower() for child in token.children if child.dep_ in ("dobj", "obj")]
    if token.lemma_ in rules.light_verbs and any(lemma in rules.light_objects for lemma in objects):
        return True
    return token.lemma_ in rules.verbs and bool(objects)


def _in_subtree(unit: Unit, subject: Any) -> list[int]:
    """The people and posts that a subject names, those of its relative clause left out."""
    begin, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    stop = next((t.idx for t in subject.subtree if t.dep_ == "relcl"), end)
    actors = [i for i, n in enumerate(unit.names) if n.kind in _ACTORS and begin <= n.begin < min(end, stop)]
    slotted = ""
    for index, following in zip_longest(actors, actors[1:]):
        name = unit.names[index]
        behind = name.end + 1
        if following is not None:
            behind = min(name.end + _BETWEEN, unit.names[following].begin)
        slotted += f"⟪{index}{LETTERS[name.kind]}⟫{unit.value[name.end : behind]}"
    return _people_or_posts(unit, slotted)


def add_presenters(draft: Draft, rolls: Mapping[Ref, Roll]) -> None:
    """Adds a claim for each presenter of a minuted item; who is named and on no list was in attendance for it."""
    openings = [
        (item, rolls[meeting.key], [read_sentence(unit, sentence) for unit, sentence in _opening(draft, item)])
        for meeting, record in draft.meetings
        if record.kind is RecordKind.MINUTES
        for item, _ in draft.items_of(meeting.key)
        if not is_procedural(item.title)
    ]
    draft.parses.ahead(read.unit.value for _, _, opening in openings for read in opening if read.open)
    for item, roll, opening in openings:
        _of_item(draft, item, roll, opening)


def _of_item(draft: Draft, item: Item, roll: Roll, opening: Iterable[Reading]) -> None:
    rule = rulebook.presenters()
    seen: set[str] = set()
    for read in opening:
        unit, sentence = read.unit, read.sentence
        passage = unit.passage(sentence.begin, sentence.end)
        for index in read.presenters():
            ref = unit.refs[index]
            name = draft.canonical(ref).name
            if name in seen:
                continue
            seen.add(name)
            draft.claim(item.key, "presentedBy", ref, passage, rule.id, rule.confidence)
            there = not _TOLD.search(unit.value[sentence.begin : unit.names[index].begin])
            if unit.names[index].kind is EntityKind.PERSON and there and not roll.has(ref):
                roll.add(ref, Capacity.IN_ATTENDANCE, passage, "presents-item", 0.85, (item.key,))


def _opening(draft: Draft, item: Item) -> Iterator[tuple[Unit, Sentence]]:
    """The sentences of an item before its discussion."""
    for unit in draft.units_of(item.key)[:_OPENING]:
        if unit.role == "cell":
            continue
        for sentence in unit.sentences():
            if not _DISCUSSION.search(sentence.text):
                yield unit, sentence
            elif _DISCUSSION_BEGINS.match(sentence.text):
                return

"""Who presents an item: phrases over names, and the subjects of verbs of presenting in the parse."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.roll import Roll
from graphbuild.extract.structure import PROCEDURAL
from graphbuild.extract.unit import Sentence, Unit, slots
from graphbuild.model import Capacity, Claim, EntityKind, Item, RecordKind, Ref

_ACTOR = (
    r"(?:[Tt]he |an? |two (?:managers|officers) from the ⟪\d+O⟫, )?⟪\d+[PJ]⟫(?: \([^)]{1,160}\))?(?:,? (?:the "
    r")?⟪\d+J⟫(?=,|\s|\.|$))?"
)
_AGENTS = rf"(?P<agents>{_ACTOR}(?:(?:,? and |, |,? with ){_ACTOR})*)"
_OPENING = 24
"""Paragraphs from the top of an item in which its presenters are named."""
_DISCUSSION = re.compile(
    r"^(?:a )?(?:discussion|question)\b.*\bensued\b|\bfollowing (?:questions|points|issues)\b.*\b(?:raised|asked|"
    r"discussed)\b|^members (?:asked|queried|welcomed)|thank(?:s|ed)\b",
    re.IGNORECASE,
)
_CHAIRS = re.compile(r"^(?:Vice-|Deputy )?Chair(?:man|person|woman)?$")


@cache
def _phrases() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(p.replace("{agents}", _AGENTS)) for p in rulebook.presenters().phrases)


def find_presenters(unit: Unit, sentence: Sentence) -> list[int]:
    """Indices of the unit's names that present, in one sentence."""
    text = unit.slotted(sentence)
    found: list[int] = []
    for phrase in _phrases():
        for match in phrase.finditer(text):
            found += _people_or_posts(unit, match.group("agents"))
    found += _by_parse(unit, sentence)
    return [i for i in dict.fromkeys(found) if not _CHAIRS.match(unit.names[i].name)]


def _people_or_posts(unit: Unit, matched: str) -> list[int]:
    """A post beside its holder is the holder's."""
    without_held = re.sub(r"(⟪\d+P⟫)(?: \([^)]*\))?,? (?:the )?⟪\d+J⟫", r"\1", matched)
    without_held = re.sub(r"\([^)]*\)", "", without_held)
    return [i for i in slots(without_held) if unit.names[i].kind in (EntityKind.PERSON, EntityKind.POST)]


def _by_parse(unit: Unit, sentence: Sentence) -> list[int]:
    rules = rulebook.presenters()
    found: list[int] = []
    for token in unit.doc:
        if (
            not (sentence.begin <= token.idx < sentence.end)
            or token.pos_ not in ("VERB", "AUX")
            or token.dep_ not in ("ROOT", "conj", "ccomp")
        ):
            continue
        light = token.lemma_ in rules.light_verbs and _has_object(token, rules.light_objects)
        if not light and not (token.lemma_ in rules.verbs and any(c.dep_ in ("dobj", "obj") for c in token.children)):
            continue
        for child in token.children:
            if child.dep_ == "nsubj":
                found += _in_subtree(unit, child)
    return found


def _has_object(token: Any, lemmas: list[str]) -> bool:
    objects = [c for c in token.children if c.dep_ in ("dobj", "obj")]
    return any(o.lemma_.lower() in lemmas for o in objects)


def _in_subtree(unit: Unit, subject: Any) -> list[int]:
    begin, end = subject.left_edge.idx, subject.right_edge.idx + len(subject.right_edge)
    clause = next((t.idx for t in subject.subtree if t.dep_ == "relcl"), end)
    inside = [
        i
        for i, n in enumerate(unit.names)
        if begin <= n.begin and n.end <= max(end, n.end) and n.begin < min(end, clause)
    ]
    text = "".join(
        f"⟪{i}{'P' if unit.names[i].kind is EntityKind.PERSON else 'J'}⟫"
        + unit.value[unit.names[i].end : unit.names[i].end + 2]
        for i in inside
        if unit.names[i].kind in (EntityKind.PERSON, EntityKind.POST)
    )
    return _people_or_posts(unit, text)


def add_presenters(draft: Draft, rolls: Mapping[Ref, Roll]) -> None:
    """Adds a claim for each presenter of a minuted item; who is named and on no list was in attendance for it."""
    for meeting, record in draft.meetings:
        if record.kind is not RecordKind.MINUTES:
            continue
        for item, _ in draft.items_of(meeting.key):
            if not PROCEDURAL.match(item.title or ""):
                _of_item(draft, item, rolls[meeting.key])


def _of_item(draft: Draft, item: Item, roll: Roll) -> None:
    seen: set[str] = set()
    for unit in draft.units_of(item.key)[:_OPENING]:
        if unit.role == "cell":
            continue
        for sentence in unit.sentences():
            if _DISCUSSION.search(sentence.text):
                if re.match(r"(?:a )?(?:discussion|question)", sentence.text, re.IGNORECASE) or re.match(
                    "members", sentence.text, re.IGNORECASE
                ):
                    return
                continue
            for index in find_presenters(unit, sentence):
                ref = unit.refs[index]
                name = draft.canonical(ref).name
                if name in seen:
                    continue
                seen.add(name)
                passage = unit.passage(sentence.begin, sentence.end)
                draft.add(
                    Claim(
                        key=draft.new("claim"),
                        evidence=(passage,),
                        rule=rulebook.presenters().id,
                        confidence=rulebook.presenters().confidence,
                        subject=item.key,
                        predicate="presentedBy",
                        object=ref,
                    )
                )
                if unit.names[index].kind is EntityKind.PERSON and not roll.has(ref):
                    roll.add(ref, Capacity.IN_ATTENDANCE, passage, "presents-item", 0.85, (item.key,))

"""What items are about: topics by the labels of the scheme, and what they discuss."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.names.name import Name
from graphbuild.extract.structure import is_procedural
from graphbuild.extract.topicality import Labels, choose, hits, labels_of, weigh
from graphbuild.extract.unit import Unit
from graphbuild.model import Amount, Item, Passage, Resolution
from graphbuild.topics import Topic

_MONEY = "BUDGET"
_SUM_BESIDE = 1.3
"""Each sum or paragraph with sums beside a word of the topic of money speaks so much for that, twice at most."""
_OPENING = 1
"""Paragraphs that say what an item is about."""
_GOVERNANCE = re.compile(
    r"\bwork programme\b|\bforward plan\b|\bproject group updates?\b|\bterms of reference\b"
    r"|\brepresent(?:atives?|ation) on\b|\bappointments? (?:of|to)\b|\bmonitoring of recommendations\b",
    re.IGNORECASE,
)
"""Titles of items that are about how the council works, whatever they name."""
_MONITORING = re.compile(r"\bmonitoring report\b", re.IGNORECASE)
"""The same where they name no topic."""
_BODIES = (OrganisationKind.COUNCIL_BODY, OrganisationKind.PARTNERSHIP)
_DISCUSSED = (EntityKind.ORGANISATION, EntityKind.UNDERTAKING)


def add_subjects(draft: Draft, topics: Mapping[str, Topic]) -> None:
    """Adds the topics of each item, and the organisations and undertakings that it discusses."""
    labels = labels_of(topics)
    for item, _ in draft.items:
        units = [u for u in draft.all_units_of(item.key) if u.role != "title"]
        if not is_procedural(item.title):
            for topic in _topics_of(draft, item, units, labels, set(topics)):
                passage = _topic_evidence(item, units, topic, labels)
                draft.claim(item.key, "subject", ("topic", topic), passage, "topic-labels", 0.8)
        _add_discussed(draft, item, units)


def _topics_of(draft: Draft, item: Item, units: list[Unit], labels: Labels, known: set[str]) -> list[str]:
    """The notations of the topics that an item is about."""
    title = item.title or ""
    if "GOVERNANCE" in known and _is_of_governance(title, labels):
        return ["GOVERNANCE"]
    decisions = [_without(r.text, units) for r in draft.found[Resolution] if r.item == item.key]
    strengths = weigh(title, [_blanked(u) for u in units], decisions, labels)
    if _MONEY in strengths:
        money = strengths[_MONEY]
        sums = min(_sums_beside_money(draft, item, units, labels), 2)
        strengths[_MONEY] = replace(money, score=money.score + _SUM_BESIDE * sums)
    return choose(strengths, len(units))


def _is_of_governance(title: str, labels: Labels) -> bool:
    if _GOVERNANCE.search(title):
        return True
    return bool(_MONITORING.search(title)) and all(label.topic == "GOVERNANCE" for label in hits(title, labels))


def _sums_beside_money(draft: Draft, item: Item, units: list[Unit], labels: Labels) -> int:
    """How many sums the item's opening names, and paragraphs below it, where these speak of money otherwise too."""
    begins = [a.evidence[0].begin for a in draft.found[Amount] if a.item == item.key]
    count = 0
    for place, unit in enumerate(units if begins else ()):
        if any(label.topic == _MONEY for label in hits(unit.value, labels)):
            whole = unit.passage(0, len(unit.value))
            sums = sum(whole.begin <= begin < whole.end for begin in begins)
            count += sums if place < _OPENING else min(sums, 1)
    return count


def _is_who(name: Name) -> bool:
    """Whether a name says who acts, not what about: "Director, Commissioning", "Corporate Parenting Panel"."""
    return name.kind is EntityKind.POST or name.classification in _BODIES


def _blanked(unit: Unit) -> str:
    """A unit's text with blanks for the names of those who act."""
    text = unit.value
    for name in filter(_is_who, unit.names):
        text = text[: name.begin] + " " * (name.end - name.begin) + text[name.end :]
    return text


def _without(text: str, units: list[Unit]) -> str:
    """A text of the item without the names of those who act."""
    for name in {u.value[n.begin : n.end] for u in units for n in u.names if _is_who(n)}:
        text = text.replace(name, " ")
    return text


def _topic_evidence(item: Item, units: list[Unit], topic: str, labels: Labels) -> Passage:
    """The title where it names the topic, else the first sentence that does."""

    def names(text: str) -> bool:
        return any(label.topic == topic for label in hits(text, labels))

    if not names(item.title or ""):
        for unit in units:
            if names(unit.value):
                return next(
                    (unit.passage(s.begin, s.end) for s in unit.sentences() if names(s.text)),
                    unit.passage(0, len(unit.value)),
                )
    return item.evidence[0]


def _add_discussed(draft: Draft, item: Item, units: list[Unit]) -> None:
    bodies = {m.body for m, _ in draft.meetings}
    seen: set[str] = set()
    for unit in units:
        for name, ref in zip(unit.names, unit.refs, strict=True):
            target = draft.canonical(ref)
            if name.kind not in _DISCUSSED or target.key in bodies or target.name in seen:
                continue
            seen.add(target.name)
            draft.claim(item.key, "discusses", ref, unit.sentence_at(name.begin, name.end), "named-in-item", 0.75)

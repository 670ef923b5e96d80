"""What items are about: topics by the labels of the scheme, and what they discuss."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.extract.draft import Draft
from graphbuild.extract.structure import PROCEDURAL
from graphbuild.extract.unit import Unit
from graphbuild.model import Amount, Claim, EntityKind, Item, Passage, Ref
from graphbuild.topics import Topic

_IN_TITLE, _CUE_IN_TITLE, _IN_TEXT, _CUE_IN_TEXT = 6.0, 3.0, 1.0, 0.4
_ENOUGH, _ALONE = 2.1, 1.0
"""Score from which an item is about a topic, and from which one topic that leads all others is."""
_PER_SUM = 0.6
"""Each sum of money speaks for the topic of money by so much."""
_SHARE = 0.12
"""A topic of the text alone needs this share of the best topic's score."""
_PER_WORDS = 250
"""Hits in the text count per so many words, so that a long item is not about everything."""
_MOST = 5
_WORK_PROGRAMME = re.compile(r"\bwork programme\b|\bforward plan\b|\bmonitoring report\b|\bproject group updates?\b|\bterms of reference\b|\brepresent(?:atives?|ation) on\b|\bappointments? (?:of|to)\b|\bmonitoring of recommendations\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Label:
    """A topic's label as an expression, and whether it only hints at the topic."""

    topic: str
    cue: bool


@lru_cache(maxsize=4)
def _expression(labels: tuple[tuple[str, str, bool], ...]) -> tuple[re.Pattern[str], dict[str, list[Label]]]:
    by_word: dict[str, list[Label]] = defaultdict(list)
    for word, topic, cue in labels:
        by_word[_plain(word)].append(Label(topic, cue))
    words = sorted(by_word, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w-])(?:{'|'.join(re.escape(w) for w in words)})(?:s|es)?(?![\w-])"), dict(by_word)


def _plain(text: str) -> str:
    return re.sub(r"['’]", "", text.casefold())


def labels_of(topics: Mapping[str, Topic]) -> tuple[tuple[str, str, bool], ...]:
    """(label, notation, whether only a cue) of all topics, sorted."""
    found = set()
    for topic in topics.values():
        found |= {(label, topic.notation, False) for label in (topic.label, *topic.alt_labels)}
        found |= {(label, topic.notation, True) for label in topic.hidden_labels}
    return tuple(sorted(found))


def score_topics(title: str, paragraphs: Iterable[str], labels: tuple[tuple[str, str, bool], ...]) -> dict[str, float]:
    """How much an item is about each topic; labels in the title count most, those in the text per 250 words."""
    expression, by_word = _expression(labels)
    scores: Counter[str] = Counter()
    for match in expression.finditer(_plain(title)):
        for label in _labels(match.group(), by_word):
            scores[label.topic] = max(scores[label.topic], 0) + (_CUE_IN_TITLE if label.cue else _IN_TITLE)
    text = "\n".join(paragraphs)
    words = max(len(text.split()), _PER_WORDS)
    for match in expression.finditer(_plain(text)):
        for label in _labels(match.group(), by_word):
            scores[label.topic] += (_CUE_IN_TEXT if label.cue else _IN_TEXT) * _PER_WORDS / words
    return dict(scores)


def _labels(word: str, by_word: dict[str, list[Label]]) -> list[Label]:
    return by_word.get(word) or by_word.get(word.removesuffix("s")) or by_word.get(word.removesuffix("es")) or []


def choose(scores: Mapping[str, float]) -> list[str]:
    """The topics that an item is really about, best first, five at most."""
    best = max(scores.values(), default=0.0)
    chosen = [(s, t) for t, s in scores.items() if s >= _ENOUGH and s >= _SHARE * best]
    if not chosen and best >= _ALONE:
        chosen = [(s, t) for t, s in scores.items() if s == best]
    return [t for s, t in sorted(chosen, key=lambda p: (-p[0], p[1]))[:_MOST]]


def add_subjects(draft: Draft, topics: Mapping[str, Topic]) -> None:
    """Adds the topics of each item, and the organisations and undertakings that it discusses."""
    labels = labels_of(topics)
    for item, _ in draft.items:
        units = [u for u in draft.units if u.item == item.key and u.role != "title"]
        if not PROCEDURAL.match(item.title or ""):
            _add_topics(draft, item, units, labels, set(topics))
        _add_discussed(draft, item, units)


def _add_topics(draft: Draft, item: Item, units: list[Unit], labels: tuple[tuple[str, str, bool], ...], known: set[str]) -> None:
    title = item.title or ""
    if _WORK_PROGRAMME.search(title) and "GOVERNANCE" in known:
        chosen = ["GOVERNANCE"]
    else:
        scores = score_topics(title, (u.value for u in units), labels)
        if "BUDGET" in known:
            scores["BUDGET"] = scores.get("BUDGET", 0.0) + _PER_SUM * sum(1 for a in draft.found[Amount] if a.item == item.key)
        chosen = choose(scores)
    for topic in chosen:
        draft.add(
            Claim(
                key=draft.new("claim"),
                evidence=(_topic_evidence(draft, item, units, topic, labels),),
                rule="topic-labels",
                confidence=0.8,
                subject=item.key,
                predicate="subject",
                object=("topic", topic),
            )
        )


def _topic_evidence(draft: Draft, item: Item, units: list[Unit], topic: str, labels: tuple[tuple[str, str, bool], ...]) -> Passage:
    """The title where it names the topic, else the first sentence that does."""
    expression, by_word = _expression(labels)

    def names(text: str) -> int | None:
        return next((m.start() for m in expression.finditer(_plain(text)) if any(x.topic == topic for x in _labels(m.group(), by_word))), None)

    if names(item.title or "") is None:
        for unit in units:
            for sentence in unit.sentences():
                if names(sentence.text) is not None:
                    return unit.passage(sentence.begin, sentence.end)
    return item.evidence[0]


def _add_discussed(draft: Draft, item: Item, units: list[Unit]) -> None:
    bodies = {m.body for m, _ in draft.meetings}
    seen: set[str] = set()
    for unit in units:
        for name, ref in zip(unit.names, unit.refs, strict=True):
            target = draft.canonical(ref)
            if name.kind not in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING) or target.key in bodies or target.name in seen:
                continue
            seen.add(target.name)
            draft.add(
                Claim(
                    key=draft.new("claim"),
                    evidence=(unit.sentence_at(name.begin, name.end),),
                    rule="named-in-item",
                    confidence=0.75,
                    subject=item.key,
                    predicate="discusses",
                    object=ref,
                )
            )


TopicRef = Ref

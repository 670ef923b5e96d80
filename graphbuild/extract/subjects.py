"""What items are about: topics by the labels of the scheme, and what they discuss."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from graphbuild.extract.draft import Draft
from graphbuild.extract.names.name import alternatives
from graphbuild.extract.structure import is_procedural
from graphbuild.extract.unit import Unit
from graphbuild.model import Amount, EntityKind, Item, Passage
from graphbuild.topics import Topic

_IN_TITLE, _CUE_IN_TITLE, _IN_TEXT, _CUE_IN_TEXT = 6.0, 3.0, 1.0, 0.4
_LEAD, _IN_LEAD = 2, 0.8
"""The first paragraphs say what an item is about: a label there counts so much more, twice at most."""
_ENOUGH, _ALONE = 2.1, 1.0
"""Score from which an item is about a topic, and from which one topic that leads all others is."""
_ENOUGH_IN_REPORT = 1.0
"""A performance report is about each matter that it gives figures of."""
_PER_SUM = 0.6
"""Each sum of money speaks for the topic of money by so much."""
_SHARE = 0.1
"""A topic of the text alone needs this share of the best topic's score."""
_PER_WORDS = 250
"""Hits in the text count per so many words, so that a long item is not about everything."""
_MOST = 5
_GOVERNANCE = re.compile(
    r"\bwork programme\b|\bforward plan\b|\bmonitoring report\b|\bproject group updates?\b|\bterms of reference\b"
    r"|\brepresent(?:atives?|ation) on\b|\bappointments? (?:of|to)\b|\bmonitoring of recommendations\b",
    re.IGNORECASE,
)
"""Titles of items that are about how the council works, whatever they name."""
_DISCUSSED = (EntityKind.ORGANISATION, EntityKind.UNDERTAKING)


@dataclass(frozen=True, slots=True)
class Label:
    """A topic's label: whether it only hints at the topic, and whether case tells it from a common word ("SEND")."""

    topic: str
    cue: bool
    is_acronym: bool


Labels = tuple[tuple[str, str, bool], ...]
"""(label, notation, whether it only hints at the topic) of all topics, sorted."""


@lru_cache(maxsize=4)
def _expression(labels: Labels) -> tuple[re.Pattern[str], dict[str, list[Label]]]:
    """What finds any label in lower case without apostrophes, and the topics that each such label is of."""
    by_word: dict[str, list[Label]] = defaultdict(list)
    for word, topic, cue in labels:
        by_word[_bare(word).lower()].append(Label(topic, cue, word.isupper()))
    return re.compile(rf"(?<![\w-])(?:{alternatives(by_word)})(?:s|es)?(?![\w-])"), dict(by_word)


def _bare(text: str) -> str:
    return re.sub(r"['’]", "", text)


def _hits(text: str, labels: Labels) -> Iterator[tuple[int, Label]]:
    """(place in ``text`` without its apostrophes, label) of each topic's label in ``text``.

    Acronyms count only in capitals, unless all of the text is in capitals.
    """
    expression, by_word = _expression(labels)
    bare = _bare(text)
    shouts = bare.isupper()
    lowered = bare.lower()
    for match in expression.finditer(lowered if len(lowered) == len(bare) else bare):
        word = match.group()
        known = by_word.get(word) or by_word.get(word.removesuffix("s")) or by_word.get(word.removesuffix("es")) or []
        for label in known:
            if shouts or not label.is_acronym or bare[match.start() : match.end()].rstrip("s").isupper():
                yield match.start(), label


def labels_of(topics: Mapping[str, Topic]) -> Labels:
    """The labels of all topics; hidden ones are those that only hint."""
    found = set()
    for topic in topics.values():
        found |= {(label, topic.notation, False) for label in (topic.label, *topic.alt_labels)}
        found |= {(label, topic.notation, True) for label in topic.hidden_labels}
    return tuple(sorted(found))


def score_topics(title: str, paragraphs: Iterable[str], labels: Labels) -> dict[str, float]:
    """How much an item is about each topic, by notation: more than 0, without an upper bound.

    Labels in the title count most, then those in its first paragraphs, then all per 250 words.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    for _, label in _hits(title, labels):
        scores[label.topic] += _CUE_IN_TITLE if label.cue else _IN_TITLE
    texts = list(paragraphs)
    lead = Counter(label.topic for text in texts[:_LEAD] for _, label in _hits(text, labels) if not label.cue)
    for topic, count in lead.items():
        scores[topic] += _IN_LEAD * min(count, 2)
    words = max(sum(len(text.split()) for text in texts), _PER_WORDS)
    for text in texts:
        for _, label in _hits(text, labels):
            scores[label.topic] += (_CUE_IN_TEXT if label.cue else _IN_TEXT) * _PER_WORDS / words
    return dict(scores)


def choose(scores: Mapping[str, float]) -> list[str]:
    """The topics that an item is really about, best first: five at most, in a performance report ten."""
    best = max(scores.values(), default=0.0)
    enough = _ENOUGH_IN_REPORT if scores.get("PERFORMANCE", 0.0) >= _IN_TITLE else _ENOUGH
    chosen = [(s, t) for t, s in scores.items() if s >= enough and s >= _SHARE * best]
    if not chosen and best >= _ALONE:
        chosen = [(s, t) for t, s in scores.items() if s == best]
    most = _MOST if enough == _ENOUGH else 2 * _MOST
    return [t for _, t in sorted(chosen, key=lambda p: (-p[0], p[1]))[:most]]


def add_subjects(draft: Draft, topics: Mapping[str, Topic]) -> None:
    """Adds the topics of each item, and the organisations and undertakings that it discusses."""
    labels = labels_of(topics)
    for item, _ in draft.items:
        units = [u for u in draft.units if u.item == item.key and u.role != "title"]
        if not is_procedural(item.title):
            for topic in _topics_of(draft, item, units, labels, set(topics)):
                passage = _topic_evidence(item, units, topic, labels)
                draft.claim(item.key, "subject", ("topic", topic), passage, "topic-labels", 0.8)
        _add_discussed(draft, item, units)


def _topics_of(draft: Draft, item: Item, units: list[Unit], labels: Labels, known: set[str]) -> list[str]:
    """The notations of the topics that an item is about."""
    title = item.title or ""
    if _GOVERNANCE.search(title) and "GOVERNANCE" in known:
        return ["GOVERNANCE"]
    scores = score_topics(title, (_without_posts(u) for u in units), labels)
    if "BUDGET" in known:
        sums = sum(amount.item == item.key for amount in draft.found[Amount])
        scores["BUDGET"] = scores.get("BUDGET", 0.0) + _PER_SUM * sums
    return choose(scores)


def _without_posts(unit: Unit) -> str:
    """A unit's text with job titles blanked: "Assistant Director, Commissioning" is not what an item is about."""
    text = unit.value
    for name in unit.names:
        if name.kind is EntityKind.POST:
            text = text[: name.begin] + " " * (name.end - name.begin) + text[name.end :]
    return text


def _topic_evidence(item: Item, units: list[Unit], topic: str, labels: Labels) -> Passage:
    """The title where it names the topic, else the first sentence that does."""

    def names(text: str) -> bool:
        return any(label.topic == topic for _, label in _hits(text, labels))

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

"""How much a text is about each topic of a scheme: where its labels stand, how often, and in how many paragraphs."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain

from graphbuild.extract.names.name import alternatives
from graphbuild.topics import Topic

_IN_TITLE, _CUE_IN_TITLE, _IN_TEXT, _CUE_IN_TEXT = 6.0, 3.0, 1.0, 0.4
_LEAD, _IN_LEAD, _CUE_IN_LEAD = 2, 0.8, 0.4
"""The first paragraphs say what an item is about: a label there counts so much more, twice at most."""
_IN_DECISION = 1.7
"""A topic that a decision names is a matter of the item."""
_ENOUGH, _ENOUGH_AGAIN = 2.1, 1.9
"""Score from which an item is about a topic: in one paragraph, and in several."""
_ONE_OF_MANY, _MANY = 3.0, 5
"""The same where no more than one of so many paragraphs speaks of it: that is mostly in passing."""
_LEADS, _ALONE = 1.0, 0.6
"""Score from which it is about the topic that leads all others, and where no other is a matter."""
_THEME, _THEME_SHARE = 1.4, 0.17
"""A second theme scores less, but is named in so large a share of the paragraphs."""
_OF_TITLES = "GOVERNANCE"
"""Every item speaks of programmes, groups and recommendations: only titles make them a matter."""
_REPORTED = 4
"""A report on performance is about each matter that so many of its paragraphs name."""
_REPORT_OF_ALL = "PERFORMANCE"
_SHARE = 0.08
"""A topic of the text alone needs this share of the best topic's score."""
_PER_WORDS = 250
"""Hits in the text count per so many words, so that a long item is not about everything."""
_MOST, _MOST_IN_REPORT = 5, 10


@dataclass(frozen=True, slots=True)
class Label:
    """A topic's label: whether it only hints at the topic, and whether case tells it from a common word ("SEND")."""

    topic: str
    cue: bool
    is_acronym: bool


_WORD = re.compile(r"[\w-]+")


@dataclass(frozen=True, slots=True)
class Strength:
    """How much a text is about a topic."""

    score: float
    """Without an upper bound."""
    paragraphs: int = 0
    """How many of the text's paragraphs have one of the topic's labels."""
    is_named: bool = True
    """Whether any of these names the topic, more than hints at it."""


Labels = tuple[tuple[str, str, bool], ...]
"""(label, notation, whether it only hints at the topic) of all topics, sorted."""


def labels_of(topics: Mapping[str, Topic]) -> Labels:
    """The labels of all topics; hidden ones are those that only hint."""
    found = set()
    for topic in topics.values():
        found |= {(label, topic.notation, False) for label in (topic.label, *topic.alt_labels)}
        found |= {(label, topic.notation, True) for label in topic.hidden_labels}
    return tuple(sorted(found))


def hits(text: str, labels: Labels) -> Iterator[Label]:
    """Each topic's label in ``text``, in the order in which they stand there.

    Labels may overlap ("performance reporting" and "reporting to members"), but one within a longer one does not
    count. Acronyms count only in capitals, unless all of the text is in capitals.
    """
    expression, by_word, openings = _expression(labels)
    bare = _bare(text)
    shouts = bare.isupper()
    lowered = bare.lower()
    end = 0
    for match in _matches(expression, openings, lowered if len(lowered) == len(bare) else bare):
        if match.end(1) <= end:
            continue
        end = match.end(1)
        word = match.group(1)
        known = by_word.get(word) or by_word.get(word.removesuffix("s")) or by_word.get(word.removesuffix("es")) or []
        for label in known:
            if shouts or not label.is_acronym or bare[match.start(1) : end].rstrip("s").isupper():
                yield label


def _matches(expression: re.Pattern[str], openings: Set[str], text: str) -> Iterator[re.Match[str]]:
    """The matches of ``_expression``, tried only at words that labels begin with: few are."""
    if "" in openings:
        yield from expression.finditer(text)
        return
    for word in _WORD.finditer(text):
        if word.group() in openings and (match := expression.match(text, word.start())):
            yield match


@lru_cache(maxsize=4)
def _expression(labels: Labels) -> tuple[re.Pattern[str], dict[str, list[Label]], frozenset[str]]:
    """What finds the longest label at any place in lower case without apostrophes, and what each label is of.

    And the words that labels begin with.
    """
    by_word: dict[str, list[Label]] = defaultdict(list)
    for word, topic, cue in labels:
        by_word[_bare(word).lower()].append(Label(topic, cue, word.isupper()))
    return (
        re.compile(rf"(?<![\w-])(?=((?:{alternatives(by_word)})(?:s|es)?)(?![\w-]))"),
        dict(by_word),
        _openings(by_word),
    )


def _openings(labels: Iterable[str]) -> frozenset[str]:
    """The first words of labels, and the plurals that ``_expression`` finds of them; "" for what begins otherwise."""
    first = {label: _WORD.match(label) for label in labels}
    words = {found.group() if found else "" for found in first.values()}
    return frozenset(word + plural for word in words for plural in ("", "s", "es"))


def _bare(text: str) -> str:
    return text.replace("'", "").replace("’", "")


def weigh(title: str, paragraphs: Iterable[str], decisions: Iterable[str], labels: Labels) -> dict[str, Strength]:
    """How much an item is about each topic that it names, by notation.

    Labels in the title count most, then those in its decisions and first paragraphs, then all per 250 words.
    """
    scores: defaultdict[str, float] = defaultdict(float)
    in_title = list(hits(title, labels))
    for label in in_title:
        scores[label.topic] += _CUE_IN_TITLE if label.cue else _IN_TITLE
    texts = list(paragraphs)
    found = [list(hits(text, labels)) for text in texts]
    lead = Counter(label for paragraph in found[:_LEAD] for label in {(x.topic, x.cue) for x in paragraph})
    for (topic, cue), count in lead.items():
        scores[topic] += (_CUE_IN_LEAD if cue else _IN_LEAD) * min(count, 2)
    words = max(sum(len(text.split()) for text in texts), _PER_WORDS)
    for label in chain(*found):
        scores[label.topic] += (_CUE_IN_TEXT if label.cue else _IN_TEXT) * _PER_WORDS / words
    for topic in {label.topic for text in decisions for label in hits(text, labels) if not label.cue}:
        scores[topic] += _IN_DECISION
    naming = Counter(topic for paragraph in found for topic in {label.topic for label in paragraph})
    named = {label.topic for label in (*in_title, *chain(*found)) if not label.cue}
    if _OF_TITLES not in {label.topic for label in in_title}:
        scores.pop(_OF_TITLES, None)
    return {topic: Strength(score, naming[topic], topic in named) for topic, score in scores.items()}


def choose(strengths: Mapping[str, Strength], paragraphs: int) -> list[str]:
    """The topics that an item of so many paragraphs is really about, best first: five at most, in a report ten."""
    best = max((s.score for s in strengths.values()), default=0.0)
    report = strengths.get(_REPORT_OF_ALL)
    is_report = report is not None and report.score >= _IN_TITLE

    def is_matter(strength: Strength) -> bool:
        if is_report and strength.paragraphs >= _REPORTED:
            return True
        if strength.score == best and best >= _LEADS:
            return True
        return strength.score >= max(enough(strength), _SHARE * best)

    def enough(strength: Strength) -> float:
        if strength.is_named and strength.paragraphs >= max(2, _THEME_SHARE * paragraphs):
            return _THEME
        if strength.paragraphs > 1:
            return _ENOUGH_AGAIN
        return _ONE_OF_MANY if paragraphs >= _MANY else _ENOUGH

    chosen = [(s.score, t) for t, s in strengths.items() if is_matter(s)]
    if not chosen and best >= _ALONE:
        alone = [(t, s) for t, s in strengths.items() if s.score == best]
        chosen = [(s.score, t) for t, s in alone if s.is_named or s.paragraphs > 1 or paragraphs < _MANY]
    return _best_first(chosen)[: _MOST_IN_REPORT if is_report else _MOST]


def _best_first(chosen: Sequence[tuple[float, str]]) -> list[str]:
    return [topic for _, topic in sorted(chosen, key=lambda pair: (-pair[0], pair[1]))]

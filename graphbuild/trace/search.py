"""From what a user types to a story: a topic's, or that of a search over names, titles and decisions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from graphbuild import lookup
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import Graph
from graphbuild.lookup import Thing
from graphbuild.trace.reading import Reader
from graphbuild.trace.records import Story
from graphbuild.trace.story import tell, tell_found, within
from graphbuild.vocabulary import slug

_KINDS = ("organisation", "undertaking", "person")
_BEGINNING = 4
"""Letters from which a word that is typed also means longer words that begin with it."""
_TOGETHER = 3
"""Words of a name that may be typed as one ("Way Mark" as "waymark")."""
_LONGER = 100
"""Characters by which a text may grow when letters are written out."""
_SMALL = frozenset(("a", "an", "and", "for", "in", "of", "on", "the", "to"))
"""Words that are not looked for where there are others."""
_EXAMPLES = 5
_LIKE = 75
"""How like (0 to 100) what is typed a topic's name must be to be suggested."""
_SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Told:
    """A story, and what else may have been meant."""

    story: Story
    suggestion: str
    """A question such as "did you mean Special educational needs?"; empty where no topic is near."""


def story_of(graph: Graph, text: str, first_year: int | None = None, last_year: int | None = None) -> Told:
    """The story of the topic that ``text`` names, or where it names none of the items that a search for it finds.

    Raises GraphbuildError where it names several topics, where nothing is found, where nothing is in the years, and
    what ``tell`` raises.
    """
    topic = _topic(graph, text)
    story = tell(graph, topic) if topic else None
    if story and story.years:
        return Told(_of_years(story, first_year, last_year), "")
    used = lookup.things(graph, lookup.TOPIC, unused=False)
    near = _near(used, text)
    items, names = find(graph, text)
    if not items:
        said = "has an item about" if topic else "names"
        raise GraphbuildError(
            f"No document of this graph {said} {shown(text)!r}{'; ' + near if near else _examples(used)}"
        )
    found = _of_years(tell_found(graph, text, items, names), first_year, last_year)
    return Told(found, near)


def find(graph: Graph, text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The items (IRIs) that bear on the words of ``text``, and the names of what they were found by, both sorted.

    Those that discuss, are presented by, ask or pay an organisation, service or person with the words in any of its
    names, and those with the words in the title or a decision. Case, accents and the order of words do not count.
    """
    reader, typed = Reader(graph), _Typed.of(text)
    known = [thing for kind in _KINDS for thing in lookup.things(graph, kind)]
    things = {thing.iri: thing.label for thing in [*lookup.find(known, text), *typed.among(known)]}
    concerned = reader.rows("concerned", things)
    items, named = {row["item"] for row in concerned}, {row["thing"] for row in concerned}
    items |= {row["thing"] for query in ("titles", "texts") for row in reader.all(query) if typed.are_in(row["text"])}
    reader.read_places(items)
    recorded = (item for item in items if (place := reader.place(item)) and place.iri == item and place.recorded)
    return tuple(sorted(recorded)), tuple(sorted({things[iri] for iri in named}))


@dataclass(frozen=True, slots=True)
class _Typed:
    """Words to be found in names and texts."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> _Typed:
        words = _words(text)
        return cls(tuple(word for word in words if word not in _SMALL) or words)

    def among(self, things: Iterable[Thing]) -> list[Thing]:
        return [thing for thing in things if any(map(self.are_in, thing.names))]

    def are_in(self, text: str) -> bool:
        """Whether every word is one of the text, or they are together what words of the text are together."""
        if not self.words:
            return False
        words = _words(text)
        if all(any(_means(typed, word) for word in words) for typed in self.words):
            return True
        together = "".join(self.words)
        runs = (
            "".join(words[begin:end]) for begin in range(len(words)) for end in range(begin + 1, begin + _TOGETHER + 1)
        )
        return together in runs


def _means(typed: str, word: str) -> bool:
    return word == typed or (len(typed) >= _BEGINNING and word.startswith(typed))


def _words(text: str) -> tuple[str, ...]:
    """Words in lower case without accents, apostrophes and punctuation."""
    return tuple(slug(text, len(text) + _LONGER).split("-")) if any(map(str.isalnum, text)) else ()


def _topic(graph: Graph, text: str) -> str:
    """The IRI of the topic that ``text`` names; empty where it names none."""
    named = lookup.find(lookup.things(graph, lookup.TOPIC), text)
    if len(named) > 1:
        each = "; ".join(f"{thing.label} ({thing.iri})" for thing in named)
        raise GraphbuildError(f"{shown(text)!r} names several topics, give one in full or as an IRI: {shown(each)}.")
    return named[0].iri if named else ""


def _near(topics: list[Thing], text: str) -> str:
    """A question after the topics that have the words of ``text`` in a name, or a name that is much like it."""
    typed = _Typed.of(text)
    wanted = " ".join(typed.words)
    likeness = {
        topic.label: max(fuzz.ratio(wanted, " ".join(_words(name))) for name in topic.names) for topic in topics
    }
    within = {topic.label for topic in typed.among(topics)}
    near = [label for label, like in likeness.items() if like >= _LIKE or label in within]
    best = sorted(near, key=lambda label: (-likeness[label], label))[:_SUGGESTIONS]
    return f"did you mean {shown(' or '.join(best))}?" if best else ""


def _of_years(story: Story, first: int | None, last: int | None) -> Story:
    """The years of a story that are asked for."""
    part = within(story, first, last)
    if not part.years:
        begins, ends = story.years[0].year, story.years[-1].year
        told = f"{begins}" if begins == ends else f"{begins} to {ends}"
        raise GraphbuildError(
            f"Nothing on {shown(story.label)!r} is from those years; it is told in {told}: change --from or --to."
        )
    return part


def _examples(topics: list[Thing]) -> str:
    names = "; ".join(topic.label for topic in topics[:_EXAMPLES])
    return (
        f"; the topics that it has are, among others: {shown(names)}." if names else "; build it from other documents."
    )

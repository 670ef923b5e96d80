"""What to ask: all that is doubtful and not answered yet, most doubtful first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from graphbuild import lookup, naming
from graphbuild.corrections.entries import (
    Better,
    Entry,
    Missing,
    NotSame,
    NotTopic,
    Reference,
    Right,
    Same,
    Topic,
    Wrong,
)
from graphbuild.corrections.loading import parse
from graphbuild.review import facts, identities
from graphbuild.review.question import Question
from graphbuild.review.reading import Reading

Answer = tuple[object, ...]
_NOBODY = {"by": "nobody", "on": "2000-01-01"}


def questions(reading: Reading, under: float, answered: Iterable[Entry]) -> list[Question]:
    """What the program is less sure of than ``under``, but for what the corrections ``answered`` settle."""
    asked = [*identities.questions(reading), *facts.questions(reading)]
    doubtful = [question for question in asked if question.certainty < under]
    known = Answers(reading)
    settled = {answer for entry in answered for answer in known.of(entry)}
    left = [q for q in doubtful if settled.isdisjoint(known.of(parse({**q.yes, **_NOBODY})))]
    return sorted(left, key=lambda q: (q.certainty, q.text, q.fact or ""))


class Answers:
    """What corrections settle, whatever form of a name they use."""

    def __init__(self, reading: Reading) -> None:
        self._things = [thing for things in reading.entities.values() for thing in things] + reading.topics
        self._iris: dict[str, str] = {}

    def of(self, entry: Entry) -> Iterator[Answer]:
        """The questions that a correction answers."""
        match entry:
            case Same(same=names) | NotSame(not_same=names):
                for one, other in combinations(names, 2):
                    yield from self._pair(one, other)
            case Better(name=name, of=one):
                yield from self._pair(one, Reference(name=name))
            case Right(right=said) | Wrong(wrong=said) | Missing(missing=said):
                if said.subject and said.object:
                    yield self._fact(said.subject, (said.relation or "").casefold(), said.object)
                else:
                    yield ("fact", said.iri)
            case Topic(topic=topic, item=item) | NotTopic(not_topic=topic, item=item):
                yield self._fact(item, "about", Reference(name=topic))

    def _pair(self, one: Reference, other: Reference) -> Iterator[Answer]:
        yield ("names", frozenset((naming.untitled(str(one)), naming.untitled(str(other)))))
        things = frozenset((self._thing(one), self._thing(other)))
        if len(things) > 1:
            yield ("things", things)

    def _fact(self, subject: Reference, relation: str, target: Reference) -> Answer:
        return ("fact", self._thing(subject), relation, self._thing(target))

    def _thing(self, reference: Reference) -> str:
        """The IRI of what has a name, where one thing alone has it; else the words themselves."""
        if reference.name is None:
            return str(reference)
        if reference.name not in self._iris:
            found = {thing.iri for thing in lookup.find(self._things, reference.name)}
            self._iris[reference.name] = found.pop() if len(found) == 1 else reference.name
        return self._iris[reference.name]

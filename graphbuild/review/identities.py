"""Questions about who is who: names that may be of one thing, forms that may be of two."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from rapidfuzz import fuzz, process

from graphbuild.link.names import PersonName, parse, untitled
from graphbuild.lookup import Thing
from graphbuild.review import likeness
from graphbuild.review.question import Part, Question
from graphbuild.review.reading import Reading
from graphbuild.text import acronym, plain
from graphbuild.vocabulary import slug

_CANDIDATE = 80
"""Likeness from which two names are looked at closer."""
_OTHERS = ("post", "organisation", "service")
_ONE, _TWO = "the graph has one", "the graph has two"
_WORDS = {"person": "person", "post": "post", "organisation": "organisation", "service": "service"}


def questions(reading: Reading) -> Iterator[Question]:
    """All that is doubtful about who is who."""
    people = reading.entities["person"]
    for one, other, certainty in _people_apart(people, reading):
        yield _apart(reading, "person", one, other, certainty)
    for person in people:
        yield from _person_together(reading, person, people)
    for kind in _OTHERS:
        for one, other, certainty in _things_apart(reading.entities[kind]):
            yield _apart(reading, kind, one, other, certainty)
        for thing in reading.entities[kind]:
            for form in thing.names:
                certainty_ = likeness.things_together(thing.label, form) if form != thing.label else None
                if certainty_ is not None:
                    yield _together(kind, thing, thing.label, form, certainty_)


def _people_apart(people: Sequence[Thing], reading: Reading) -> Iterator[tuple[Thing, Thing, float]]:
    parsed = {person.iri: _fullest(person) for person in people}
    for one, other in _neighbours(people, parsed):
        if reading.meetings_of.get(one.iri, set()) & reading.meetings_of.get(other.iri, set()):
            continue  # who is listed beside somebody is somebody else
        certainty = likeness.people_apart(parsed[one.iri], parsed[other.iri])
        if certainty is not None and _authority(one) == _authority(other):
            yield one, other, certainty


def _neighbours(people: Sequence[Thing], parsed: dict[str, PersonName]) -> list[tuple[Thing, Thing]]:
    """Pairs that share a surname or their given names."""
    groups: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for person in people:
        name = parsed[person.iri]
        groups["family", slug(name.family)].append(person)
        if name.is_full:
            groups["given", *name.givens].append(person)
    pairs = {(one.iri, other.iri): (one, other) for group in groups.values() for one, other in combinations(group, 2)}
    return [pairs[key] for key in sorted(pairs)]


def _person_together(reading: Reading, person: Thing, people: Sequence[Thing]) -> Iterator[Question]:
    best = _fullest(person)
    namesakes = sum(slug(_fullest(other).family) == slug(best.family) for other in people) - 1
    seen: set[PersonName] = {best}
    for form in person.names:
        name = parse(untitled(form))
        if name in seen:
            continue
        seen.add(name)
        certainty = likeness.people_together(best, name, namesakes)
        if certainty is not None:
            yield _together("person", person, untitled(person.label), untitled(form), certainty)


def _things_apart(things: Sequence[Thing]) -> Iterator[tuple[Thing, Thing, float]]:
    by_scope: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        by_scope[_authority(thing)].append(thing)
    for scope in sorted(by_scope):
        among = by_scope[scope]
        forms = [plain(thing.label) for thing in among]
        shorts: dict[str, list[int]] = defaultdict(list)
        for place, thing in enumerate(among):
            shorts[acronym(thing.label)].append(place)
        for place, thing in enumerate(among):
            near = {
                n
                for _, _, n in process.extract(
                    forms[place], forms, scorer=fuzz.token_sort_ratio, limit=20, score_cutoff=_CANDIDATE
                )
            }
            for other in sorted(near | set(shorts.get(thing.label, ()))):
                if other > place or other in shorts.get(thing.label, ()):
                    certainty = likeness.things_apart(thing.label, among[other].label)
                    if other != place and certainty is not None:
                        yield thing, among[other], certainty


def _apart(reading: Reading, kind: str, one: Thing, other: Thing, certainty: float) -> Question:
    """Two things that may be one: the graph has two."""
    parts = tuple(Part(t.iri, t.label, reading.called(t, kind), kind) for t in (one, other))
    pair = [part.called for part in parts]
    text = f"Are these one {_WORDS[kind]}: {one.label} and {other.label}?"
    return Question(certainty, text, parts, {"same": pair, "kind": kind}, {"not_same": pair, "kind": kind}, _TWO)


def _together(kind: str, thing: Thing, name: str, form: str, certainty: float) -> Question:
    """Two forms of a name that may be of two things: the graph has one."""
    parts = tuple(Part(thing.iri, said, said, kind, said) for said in (name, form))
    text = f"Is this one {_WORDS[kind]} under two names: {name} and {form}?"
    pair = [name, form]
    return Question(certainty, text, parts, {"same": pair, "kind": kind}, {"not_same": pair, "kind": kind}, _ONE)


def _fullest(person: Thing) -> PersonName:
    return parse(untitled(person.label))


def _authority(thing: Thing) -> str:
    """What its IRI has before its name: the authority, in graphs of ours."""
    return thing.iri.rpartition("/")[0]

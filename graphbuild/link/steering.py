"""What people said of which mentions are of one thing, and how linking keeps to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, Self, TypeVar

import networkx as nx
from networkx.utils import UnionFind

from graphbuild.link.located import Located
from graphbuild.link.signs import Place

Side = tuple[int, int]
"""Which pair that is not the same, and which of its two."""


@dataclass(frozen=True, slots=True)
class Steering:
    """What linking has to keep to; by default nothing. Places are mentions: the slug of a source and a reference."""

    ties: tuple[frozenset[Place], ...] = ()
    """Mentions that are of one thing."""
    apart: tuple[tuple[frozenset[Place], frozenset[Place]], ...] = ()
    """Mentions of which none of the first is of the same thing as one of the second."""
    names: tuple[tuple[frozenset[Place], str], ...] = ()
    """Better names of the things that mentions are of."""
    _sides: dict[Place, frozenset[Side]] = field(init=False, repr=False, compare=False)
    _tied: dict[Place, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        sides: dict[Place, set[Side]] = defaultdict(set)
        for number, pair in enumerate(self.apart):
            for side, places in enumerate(pair):
                for place in places:
                    sides[place].add((number, side))
        together = nx.Graph()
        for places in self.ties:
            nx.add_path(together, sorted(places))
            together.add_nodes_from(places)
        groups = sorted(sorted(component) for component in nx.connected_components(together))
        object.__setattr__(self, "_sides", {place: frozenset(found) for place, found in sides.items()})
        object.__setattr__(self, "_tied", {place: number for number, group in enumerate(groups) for place in group})

    def sides(self, place: Place) -> frozenset[Side]:
        """The sides of pairs that are not the same on which a mention is."""
        return self._sides.get(place, frozenset())

    def tied(self, place: Place) -> int | None:
        """Which group of mentions that are of one thing a mention belongs to; None where nobody said."""
        return self._tied.get(place)

    def name(self, places: Iterable[Place]) -> str | None:
        """The better name of a thing with these mentions; the first that was given."""
        mine = set(places)
        return next((name for named, name in self.names if not mine.isdisjoint(named)), None)


class Contradiction(Exception):
    """Mentions that are of one thing are also said not to be."""


class Agreement:
    """What people say one after the other, as far as each agrees with all before it."""

    def __init__(self) -> None:
        self._ties: list[frozenset[Place]] = []
        self._apart: list[tuple[frozenset[Place], frozenset[Place]]] = []
        self.names: list[tuple[frozenset[Place], str]] = []
        self._one = UnionFind()
        self._sides: dict[Place, set[Side]] = defaultdict(set)
        """Of each group of mentions that are of one thing, by the mention that stands for it."""

    def tie(self, places: frozenset[Place]) -> None:
        """These mentions are of one thing. Raises Contradiction."""
        roots = {self._one[place] for place in places}
        if clash(side for root in roots for side in self._sides[root]):
            raise Contradiction
        self._one.union(*sorted(roots))
        sides = set[Side]().union(*(self._sides.pop(root) for root in roots))
        self._sides[self._one[next(iter(roots))]] = sides
        self._ties.append(places)

    def part(self, one: frozenset[Place], other: frozenset[Place]) -> None:
        """None of one is of the same thing as one of the other. Raises Contradiction."""
        pair = [{self._one[place] for place in places} for places in (one, other)]
        if pair[0] & pair[1]:
            raise Contradiction
        for side, roots in enumerate(pair):
            for root in roots:
                self._sides[root].add((len(self._apart), side))
        self._apart.append((one, other))

    def steering(self) -> Steering:
        """What linking has to keep to."""
        return Steering(tuple(self._ties), tuple(self._apart), tuple(self.names))

    def __len__(self) -> int:
        return len(self._ties) + len(self._apart) + len(self.names)


class Group(Protocol):
    """Mentions of one thing while they are gathered."""

    @property
    def mentions(self) -> list[Located]:
        """The mentions with their documents."""

    def absorb(self, other: Self) -> None:
        """Takes over the mentions of another group."""

    def part(self, mentions: Sequence[Located]) -> Self:
        """A group of its own for some of the mentions."""


G = TypeVar("G", bound=Group)


def steered(groups: Sequence[G], steering: Steering) -> list[G]:
    """The groups as people say that they are: those tied joined, those said not to be the same taken apart."""
    return [part for group in joined(groups, steering) for part in _parts(group, steering)]


def joined(groups: Sequence[G], steering: Steering, cautious: bool = False) -> list[G]:
    """The groups, those with tied mentions in one.

    If ``cautious``, not where that would bring together what is not the same.
    """
    first: dict[int, G] = {}
    kept: list[G] = []
    for group in groups:
        known: list[G] = []
        for number in sorted({n for place in _places(group) if (n := steering.tied(place)) is not None}):
            if (other := first.setdefault(number, group)) is not group and all(other is not k for k in known):
                known.append(other)
        if known and not (cautious and clash(_sides([group, *known], steering))):
            target, *more = known
            for other in (group, *more):
                target.absorb(other)
                first |= {number: target for number, held in first.items() if held is other}
            kept = [k for k in kept if all(k is not other for other in more)]
        else:
            kept.append(group)
    return kept


def clash(sides: Iterable[Side]) -> bool:
    """Whether both sides of one pair are among ``sides``."""
    found = set(sides)
    return any((number, 1 - side) in found for number, side in found)


def _parts(group: G, steering: Steering) -> list[G]:
    """The group, or its parts where it holds what is not the same; each form of a name goes with the first it may."""
    if not clash(_sides([group], steering)):
        return [group]
    units: dict[tuple[object, ...], list[Located]] = defaultdict(list)
    for source, mention in group.mentions:
        place = (source, mention.key)
        tied = steering.tied(place)
        said = (mention.title or "", mention.name, sorted(steering.sides(place)))
        units[("tied", tied) if tied is not None else ("form", *map(str, said))].append((source, mention))
    parts: list[list[Located]] = []
    for unit in sorted(units.values(), key=lambda u: (-len(u), u[0][0], u[0][1].key)):
        fitting = [part for part in parts if not clash(_of([*part, *unit], steering))]
        if fitting:
            fitting[0].extend(unit)
        else:
            parts.append(list(unit))
    return [group.part(part) for part in parts]


def _places(group: Group) -> Iterable[Place]:
    return ((source, mention.key) for source, mention in group.mentions)


def _sides(groups: Iterable[Group], steering: Steering) -> set[Side]:
    return {side for group in groups for side in _of(group.mentions, steering)}


def _of(mentions: Iterable[Located], steering: Steering) -> set[Side]:
    return {side for source, mention in mentions for side in steering.sides((source, mention.key))}

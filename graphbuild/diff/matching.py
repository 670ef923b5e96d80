"""Which entry of the new graph is which of the old one, whatever their IRIs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import product

from rapidfuzz import fuzz

from graphbuild.diff.reading import ENTITIES, FACTS, KINDS, Entry, Place, Side
from graphbuild.vocabulary import CODE_IRI, DCTERMS, GB, ORG, RDF

Key = tuple[str, ...] | tuple[str, int, int]
_PARENTS = tuple(
    p.value for p in (DCTERMS.isPartOf, GB.meeting, GB.body, GB.aboutItem, GB.agent, ORG.member, RDF.subject)
)
"""What a fact belongs to: only facts of one thing, or of one passage, are compared with each other."""
_WHOLE = DCTERMS.isPartOf.value
_BELONGS = (_WHOLE, GB.meeting.value, GB.aboutItem.value, RDF.subject.value)
"""What decides whether a fact with an old IRI is the old fact."""
_DAY = DCTERMS.date.value
_SEEN = {GB.firstSeen.value, GB.lastSeen.value}
"""What follows from the days of meetings: where one is mended, that is told once, of the meeting."""
_ALIKE = 80
"""Likeness (0 to 100) of two names or texts from which one is a better version of the other."""
_SAME_WORDS = 90
_COMPARED = 5
"""Passages of a fact that are compared at most."""
_LONG = 20
"""Characters from which a text that holds the other counts as a longer version of it."""


class Matching:
    """``now``: the new IRI of each old one that is still there; what an entity is taken for when it is one no more."""

    def __init__(self, old: Side, new: Side) -> None:
        self._old, self._new = old, new
        self._renamed = _renamed(old.documents, new.documents)
        self._same_text = {
            name
            for name, digests in new.documents.items()
            if digests in (old.documents.get(n) for n in self._olds(name))
        }
        self.now: dict[str, str] = {iri: iri for iri in old.entries if self._kept(iri)}
        self.split: dict[str, str] = {}
        """New entities that the old graph took for another, with that one's old IRI."""
        self._follow_items()
        self._taken = set(self.now.values())
        for kind in KINDS:
            self._part_from_strangers(kind)
            left = [entry for entry in old.entries.values() if entry.kind == kind and entry.iri not in self.now]
            if kind in ENTITIES.values():
                self._match_entities(left)
            else:
                self._match_facts(
                    left, [e for e in new.entries.values() if e.kind == kind and e.iri not in self._taken]
                )
        self._find_splits()

    def translated(self, entry: Entry) -> dict[str, tuple[str, ...]]:
        """What an old entry says, in the IRIs of the new graph; when a post was seen, by the days of its meetings."""
        return {
            name: tuple(sorted({(self._days if name in _SEEN else self.now).get(value, value) for value in found}))
            for name, found in entry.said.items()
        }

    @cached_property
    def _days(self) -> dict[str, str]:
        """The new day for each day on which all meetings were that are on another now."""
        moved: defaultdict[str, set[str]] = defaultdict(set)
        for iri, now in self.now.items():
            old, new = self._old.entries[iri], self._new.entries[now]
            if old.kind == FACTS[GB.Meeting]:
                for was, is_ in product(old.said.get(_DAY, ()), new.said.get(_DAY, ())):
                    moved[was].add(is_)
        return {was: next(iter(days)) for was, days in moved.items() if len(days) == 1}

    def document(self, name: str) -> str:
        """The new name of an old document: a file that was renamed is the same document."""
        return self._renamed.get(name, name)

    def keys(self, entry: Entry, is_old: bool) -> set[Key]:
        """Where an entry is stated: at which characters of a document that is as it was, in which words of another."""
        return {self._key(place, is_old) for place in entry.places}

    def _key(self, place: Place, is_old: bool) -> Key:
        name = self.document(place.document) if is_old else place.document
        return (name, place.begin, place.end) if name in self._same_text else (name, place.quote)

    def _olds(self, name: str) -> list[str]:
        return [name, *(old for old, new in self._renamed.items() if new == name)]

    def _kept(self, iri: str) -> bool:
        entry = self._new.entries.get(iri)
        return entry is not None and entry.kind == self._old.entries[iri].kind

    def _follow_items(self) -> None:
        """Takes a meeting for the new one that most of its items are of now, though its old day be spoken of still."""
        meetings: defaultdict[Key, set[str]] = defaultdict(set)
        for item in self._items(self._new):
            for key in self.keys(item, is_old=False):
                meetings[key].update(item.said.get(_WHOLE, ()))
        votes: defaultdict[str, list[str]] = defaultdict(list)
        for item in self._items(self._old):
            found = {meeting for key in self.keys(item, is_old=True) for meeting in meetings.get(key, ())}
            for meeting in item.said.get(_WHOLE, ()):
                votes[meeting].append(found.pop() if len(found) == 1 else "")
        for meeting, now in votes.items():
            best, number = Counter(now).most_common(1)[0]
            if best and number * 2 > len(now) and best not in self._old.entries and meeting in self.now:
                self.now[meeting] = best

    def _items(self, side: Side) -> Iterator[Entry]:
        return (entry for entry in side.entries.values() if entry.kind == FACTS[GB.AgendaItem])

    def _part_from_strangers(self, kind: str) -> None:
        """Lets go of facts that have the IRI of old ones but belong to another thing than those did."""
        for iri, now in [pair for pair in self.now.items() if self._old.entries[pair[0]].kind == kind]:
            said, new = self.translated(self._old.entries[iri]), self._new.entries[now].said
            if any(said.get(name) != new.get(name) for name in _BELONGS):
                del self.now[iri]
                self._taken.discard(now)

    def _match_entities(self, left: Iterable[Entry]) -> None:
        """Gives each old entity the new one that stands in most of its places, or in changed texts one named alike."""
        at = self._entities_at(self._new, is_old=False)
        unplaced = []
        for entry in sorted(left, key=lambda e: e.iri):
            best = self._standing(entry, at, is_old=True, documents=self._new.documents)
            if best:
                self.now[entry.iri] = best
                self._taken.add(best)
            else:
                unplaced.append(entry)
        new = [e for e in self._new.entries.values() if e.iri not in self._old.entries]
        near = sorted(
            (-fuzz.ratio(one.label, other.label), one.iri, other.iri, one, other)
            for one, other in product(unplaced, new)
            if one.kind == other.kind and self._in_changed(one, other) and alike(one.label, other.label)
        )
        self._pair_best(near)

    def _in_changed(self, old: Entry, new: Entry) -> bool:
        """Whether a document that is not as it was has both."""
        documents = {self.document(place.document) for place in old.places} & {place.document for place in new.places}
        return bool(documents - self._same_text)

    def _find_splits(self) -> None:
        at = self._entities_at(self._old, is_old=True)
        for entry in self._new.entries.values():
            if entry.kind in ENTITIES.values() and entry.iri not in self._taken:
                olds = {self.document(name): digests for name, digests in self._old.documents.items()}
                before = self._standing(entry, at, is_old=False, documents=olds)
                if before:
                    self.split[entry.iri] = before

    def _entities_at(self, side: Side, is_old: bool) -> dict[Key, list[str]]:
        at: defaultdict[Key, list[str]] = defaultdict(list)
        for entry in side.entries.values():
            if entry.kind in ENTITIES.values():
                for key in self.keys(entry, is_old):
                    at[key].append(entry.iri)
        return at

    def _standing(
        self, entry: Entry, at: Mapping[Key, list[str]], is_old: bool, documents: Mapping[str, object]
    ) -> str | None:
        """The entity of the other graph that stands in at least half of the places that this one has there too."""
        keys = [key for key in self.keys(entry, is_old) if key[0] in documents]
        votes = Counter(iri for key in keys for iri in at.get(key, ()))
        best = min(votes, key=lambda iri: (-votes[iri], iri), default=None)
        return best if best and votes[best] * 2 >= len(keys) else None

    def _match_facts(self, old: list[Entry], new: list[Entry]) -> None:
        """Pairs facts that say the same of the same things; then those that say nearly the same in the same place."""
        free: defaultdict[frozenset[tuple[str, tuple[str, ...]]], list[Entry]] = defaultdict(list)
        for entry in sorted(new, key=lambda e: e.iri, reverse=True):
            free[frozenset(entry.said.items())].append(entry)
        left = []
        for entry in sorted(old, key=lambda e: e.iri):
            same = free[frozenset(self.translated(entry).items())]
            if same:
                self._pair(entry, same.pop())
            else:
                left.append(entry)
        near = sorted(
            (-likeness, one.iri, other.iri, one, other)
            for one, other in self._neighbours(left, [e for e in new if e.iri not in self._taken])
            if (likeness := self._likeness(one, other))
        )
        self._pair_best(near)

    def _pair_best(self, near: Iterable[tuple[float, str, str, Entry, Entry]]) -> None:
        for _, _, _, one, other in near:
            if one.iri not in self.now and other.iri not in self._taken:
                self._pair(one, other)

    def _pair(self, old: Entry, new: Entry) -> None:
        self.now[old.iri] = new.iri
        self._taken.add(new.iri)

    def _neighbours(self, old: Iterable[Entry], new: Iterable[Entry]) -> list[tuple[Entry, Entry]]:
        """The pairs that have a passage or what they belong to in common, each once."""
        sides: tuple[defaultdict[Key, list[Entry]], defaultdict[Key, list[Entry]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        for is_old, entries, at in ((True, old, sides[0]), (False, new, sides[1])):
            for entry in entries:
                said = self.translated(entry) if is_old else entry.said
                parents = {(name, *said[name]) for name in _PARENTS if name in said}
                for key in self.keys(entry, is_old) | parents:
                    at[key].append(entry)
        pairs = {(a.iri, b.iri): (a, b) for key in sides[0] for a, b in product(sides[0][key], sides[1].get(key, ()))}
        return list(pairs.values())

    def _likeness(self, old: Entry, new: Entry) -> float:
        """How alike two facts of one kind are, 0 where they are two: each name and text in which they differ has to
        be a version of the other's, and so has a sentence that states them.
        """
        said = self.translated(old)
        for name in said.keys() | new.said.keys():
            one, other = said.get(name, ()), new.said.get(name, ())
            texts = [*one, *other]
            if one == other or any(t.startswith(CODE_IRI) or t[:1].isdigit() for t in texts):
                continue
            before, after = (" ".join(map(side.words, v)) for side, v in ((self._new, one), (self._new, other)))
            if one and other and not alike(before, after):
                return 0.0
        stated = any(alike(a.quote, b.quote) for a in old.places[:_COMPARED] for b in new.places[:_COMPARED])
        return fuzz.ratio(old.label, new.label) if stated else 0.0


def alike(one: str, other: str) -> bool:
    """Whether one name or text is a version of the other."""
    if fuzz.ratio(one, other) >= _ALIKE:
        return True
    return min(len(one), len(other)) >= _LONG and fuzz.partial_ratio(one, other) >= _SAME_WORDS


def _renamed(old: Mapping[str, frozenset[str]], new: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """Old names of documents that now have another, by their digests."""
    fresh = {digests: name for name, digests in sorted(new.items(), reverse=True) if name not in old}
    return {name: fresh[digests] for name, digests in old.items() if name not in new and digests in fresh}

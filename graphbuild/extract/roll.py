"""The attendance of one meeting while it is gathered."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations

from rapidfuzz import fuzz

from graphbuild.codes import Capacity
from graphbuild.extract.draft import Draft
from graphbuild.extract.persons import words_of_person
from graphbuild.model import Attendance, Meeting, Passage, Ref

_LONG = 5
"""Letters of a surname from which a slip of the pen can be told from another name."""
_ALIKE = 85
"""Likeness of surnames (0 to 100) of one person."""
INFERRED = 0.6
"""Confidence that someone was present, where no list says so and only what they did or are tells it."""


class Roll:
    """One fact a person and capacity; people of one surname are told apart by initials where the document has both."""

    def __init__(self, draft: Draft, meeting: Meeting, listed: Iterable[str] = ()) -> None:
        """``listed`` are the names in the meeting's lists, by which two of one initial are told apart too."""
        self.draft, self.meeting = draft, meeting
        self._namesakes = _namesakes(listed)
        self._found: dict[tuple[str, str], Attendance] = {}
        self._absent: list[str] = []
        """Keys of those who are said not to have been there."""

    def add(
        self,
        person: Ref,
        capacity: Capacity,
        passage: Passage,
        rule: str,
        confidence: float = 0.97,
        items: tuple[Ref, ...] = (),
        acting_as: Ref | None = None,
    ) -> None:
        """Adds a person, or more evidence and items to one who is there already."""
        key = (self._key(person), capacity.value)
        if known := self._found.get(key):
            # Who was there for all items stays so.
            for_items = tuple(dict.fromkeys((*known.for_items, *items))) if known.for_items else ()
            evidence = tuple(dict.fromkeys((*known.evidence, passage)))
            self._found[key] = replace(known, evidence=evidence, for_items=for_items)
            return
        self._found[key] = Attendance(
            key=(*self.draft.new("attendance"), str(len(self._found)), self.meeting.key[1]),
            evidence=(passage,),
            rule=rule,
            confidence=confidence,
            attendee=person,
            meeting=self.meeting.key,
            capacity=capacity,
            for_items=items,
            acting_as=acting_as,
        )

    def left(self, person: Ref, item: Ref, passage: Passage) -> None:
        """Notes that someone present left for an item."""
        key = (self._key(person), Capacity.PRESENT.value)
        if known := self._found.get(key):
            self._found[key] = replace(
                known,
                left_for_items=tuple(dict.fromkeys((*known.left_for_items, item))),
                evidence=tuple(dict.fromkeys((*known.evidence, passage))),
            )

    def absent(self, person: Ref) -> None:
        """Notes that someone was not there, as far as nothing else says so."""
        self._absent.append(self._key(person))

    def has(self, person: Ref) -> bool:
        """Whether the roll tells of the person, in any capacity, as absent or under a name that is misspelt."""
        surname = self._key(person)
        if surname in self._absent or any((surname, capacity.value) in self._found for capacity in Capacity):
            return True
        name = self.draft.mention(person).name
        bare = surname.startswith(" ")
        if bare and any(known.endswith(surname) for known, _ in self._found):
            # "Mr Hale" where a list has two of that surname is one of them.
            return True
        return any(_is_misspelt(name, self.draft.mention(known.attendee).name) for known in self._found.values())

    def is_present(self, person: Ref) -> bool:
        """Whether the person is on the roll as present."""
        return (self._key(person), Capacity.PRESENT.value) in self._found

    def _key(self, person: Ref) -> str:
        """What tells a person from the others on the roll."""
        key = _surname_key(self.draft, person)
        words = words_of_person(self.draft.mention(person).name)
        last = words[-1].casefold()
        named = len(words) > 1 and len(words[0].strip(".")) > 1
        return f"{words[0]} {last}" if named and (words[0][0], last) in self._namesakes else key

    def attendances(self) -> Iterator[Attendance]:
        """The facts gathered, in order of their finding."""
        yield from self._found.values()


def _is_misspelt(name: str, known: str) -> bool:
    """Whether two full names are one but for a slip in a long surname or letters that changed places."""
    given, _, surname = name.rpartition(" ")
    known_given, _, known_surname = known.rpartition(" ")
    if not given or given.casefold() != known_given.casefold():
        return False
    one, other = surname.casefold(), known_surname.casefold()
    return sorted(one) == sorted(other) or (min(len(one), len(other)) >= _LONG and fuzz.ratio(one, other) >= _ALIKE)


def _namesakes(listed: Iterable[str]) -> set[tuple[str, str]]:
    """Initial and surname of those who differ by their given names alone: "Jo Hale, Ken Hunt, Jim Hale"."""
    given: dict[tuple[str, str], set[str]] = {}
    for words in map(words_of_person, listed):
        if len(words) > 1 and len(words[0].strip(".")) > 1:
            given.setdefault((words[0][0], words[-1].casefold()), set()).add(words[0])
    # "Jo" and "Joanne" may be one.
    return {
        key
        for key, names in given.items()
        if any(not (one.startswith(other) or other.startswith(one)) for one, other in combinations(sorted(names), 2))
    }


def _surname_key(draft: Draft, person: Ref) -> str:
    """The surname in lower case, with an initial before it where the document has people of that surname."""
    name = draft.mention(person).name
    words = words_of_person(name)
    initial = words[0][0] if len(words) > 1 else (m.group(1) if (m := re.search(r"\(([A-Z])\)", name)) else "")
    surname = words[-1].casefold()
    # Two people of one surname are told apart by initials only where the document has both.
    return f"{initial} {surname}" if draft.persons.initials(surname) > 1 or "(" in name else surname

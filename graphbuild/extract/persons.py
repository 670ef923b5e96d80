"""A document's mentions of people by what they are looked up by, so that twenty thousand names take no hours."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from graphbuild.codes import EntityKind
from graphbuild.model import Mention

_PREFIXES = frozenset({"Ó", "Ní", "Nic", "Uí", "Mac", "Mc"})


def words_of_person(name: str) -> list[str]:
    """The words of a name, without the prefix of an Irish surname and an initial behind it; at least one."""
    words = re.sub(r"\(([A-Z])\)", "", name).split()
    return [word for word in words if word not in _PREFIXES] or words or [name]


class Persons:
    """The initials that each surname has, and the mentions that end at each offset of the source."""

    def __init__(self) -> None:
        self._initials: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._ending: defaultdict[int, list[Mention]] = defaultdict(list)

    def add(self, mention: Mention) -> None:
        """Enters a mention; one that is of no person is passed over."""
        if mention.kind is EntityKind.PERSON:
            self._count(mention.name, 1)
            self._ending[mention.evidence[0].end].append(mention)

    def rename(self, old: Mention, new: Mention) -> None:
        """Notes that a mention that was entered has another name now."""
        if old.kind is EntityKind.PERSON and old.name != new.name:
            self._count(old.name, -1)
            self._count(new.name, 1)

    def initials(self, surname: str) -> int:
        """How many initials people of a surname, in lower case, have where a given name or initial is written."""
        return sum(count > 0 for count in self._initials[surname].values())

    def ending(self, end: int) -> list[Mention]:
        """The mentions that end there, as they were entered, in order."""
        return self._ending.get(end, [])

    def _count(self, name: str, change: int) -> None:
        words = words_of_person(name)
        if len(words) > 1:
            self._initials[words[-1].casefold()][words[0][0]] += change

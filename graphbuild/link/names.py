"""Names of people taken apart, and whether two of one surname may be one person's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from graphbuild.naming import TITLES
from graphbuild.vocabulary import slug

_NICKNAMES = Path(__file__).with_name("nicknames.txt")
_PARTICLE = re.compile(
    r"(?:^|\s)(?:(?:[Dd]e|[Vv]an|von|der|den|del|[Ll]a|[Ll]e|du|di|da|dos|bin|ap|ab|ferch|St|Ó|Ní|Nic|Uí)\.?\s"
    r"|(?:Mac|Nic)\s(?:an|na)\s|(?<=\w\s)(?:wa|Di|Mac|Mc)\s){1,3}(?=[^\W\d_][\w'’-]+$)"
)
"""What belongs to a surname though it stands apart ("de Souza"), some of it only after a given name."""
_INITIALS = 3
"""Capitals that are initials at most: "JPR"."""
_SPELT_ALIKE = 5
"""Letters that a given name has at least for a doubled letter or its end in "y" to be mere spelling."""


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name taken apart; ``given`` may be initials or empty."""

    given: str
    family: str

    @property
    def initial(self) -> str:
        """First letter of the given name, lower case without accent; empty without one."""
        return slug(self.given)[:1] if self.given else ""

    @property
    def is_full(self) -> bool:
        """Whether a given name is written out."""
        if not self.given or self.given.isupper():
            return False
        return len(re.sub(r"\W", "", self.given.split()[0])) > 1

    @property
    def is_bare(self) -> bool:
        """Whether it has no accents, or none any more."""
        return not any(c.isalpha() and not c.isascii() for c in self.given + self.family)

    @property
    def givens(self) -> tuple[str, ...]:
        """The given names and initials one by one, lower case without accents: ("j", "p") of "J.P."."""
        return tuple(part for word in self.given.split() for part in _parts(word))


@cache
def parse(name: str) -> PersonName:
    """A person's name taken apart: "J. Hall", "Jo Hall", "Hall (J)", "Hall"."""
    bracket = re.match(r"(?P<family>.+?)\s\((?P<given>[A-Z])\)$", name)
    if bracket:
        return PersonName(bracket.group("given"), bracket.group("family"))
    words = re.sub(r"(?<=[A-Z])\.(?=[A-Z])", ". ", name).split()
    if particle := _PARTICLE.search(name):
        return PersonName(name[: particle.start()].strip(), name[particle.start() :].strip())
    return PersonName(" ".join(words[:-1]), words[-1]) if words else PersonName("", name)


def untitled(name: str) -> str:
    """A person's name as people write it without the titles before it: "Jo Hall" of "Cllr. Jo Hall"."""
    words = name.split()
    start = next((place for place, word in enumerate(words) if slug(word) not in TITLES), 0)
    return " ".join(words[start:])


def fit(one: PersonName, other: PersonName) -> bool:
    """Whether given names do not contradict: equal, an initial of the other, or missing; short forms do not fit."""
    return _agree(one.givens, other.givens)


def stands_for(one: PersonName, other: PersonName) -> bool:
    """Whether one given name is a short form or another spelling of the other: "Jo" and "Joanne"."""
    if not (one.is_full and other.is_full):
        return False
    (first, *more), (second, *others) = one.givens, other.givens
    alike = first in short_forms(other) or second in short_forms(one) or _spelling(first) == _spelling(second)
    return alike and _agree(more, others)


def short_forms(name: PersonName) -> frozenset[str]:
    """What a given name written out may be shortened to, itself and its plainest spelling among them."""
    first = name.givens[0]
    return frozenset({first, _spelling(first), *_nicknames().get(first, ())})


def _parts(word: str) -> tuple[str, ...]:
    bare = re.sub(r"\W", "", word)
    return tuple(slug(bare)) if bare.isupper() and len(bare) <= _INITIALS else (slug(word),)


def _agree(one: Sequence[str], other: Sequence[str]) -> bool:
    pairs = zip(one, other, strict=False)
    return all(a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]) for a, b in pairs)


def _spelling(given: str) -> str:
    if len(given) < _SPELT_ALIKE:
        return given
    return re.sub(r"(?:ie|y)$", "i", re.sub(r"(\w)\1", r"\1", given))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    """The short forms of each given name."""
    lines = _NICKNAMES.read_text(encoding="utf-8").splitlines()
    entries = (line.partition(":") for line in lines if not line.startswith("#"))
    return {name: frozenset(forms.split()) for name, _, forms in entries}

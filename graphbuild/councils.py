"""Names of councils: the place, and which of the councils of that place."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graphbuild.text import plain
from graphbuild.vocabulary import slug

_KINDS = "Borough|County|City|District|Parish|Town|Community"
_STYLES = "Metropolitan|London|Royal"
"""What a council may be called without being another one for it."""
_NAME = re.compile(
    rf"(?:The )?(?:(?:{_STYLES}) ){{0,3}}(?:(?P<lead>Borough|City|County|District) of )?(?P<place>.{{1,120}}?)"
    rf"(?P<tail>(?: (?:and|{_STYLES}|{_KINDS})){{0,6}}) Council"
    r"|(?:The )?(?:London|Royal) (?P<alone>Borough) of (?P<borough>.+)"
    rf"|(?:The )?Council of the (?:(?:{_STYLES}) ){{0,2}}(?P<seat>{_KINDS}) of (?P<city>.+)"
)


@dataclass(frozen=True, slots=True)
class Council:
    """A council by its place and kind: "Barset County Council" is another than "Barset District Council"."""

    place: str
    kinds: frozenset[str]
    """Of Borough, County, City ...; empty where a name does not say ("Barset Council")."""

    def is_like(self, other: Council) -> bool:
        """Whether two names may be of one council."""
        if plain(self.place) != plain(other.place):
            return False
        return not self.kinds or not other.kinds or self.kinds == other.kinds

    @property
    def plain(self) -> str:
        """The form under which all names of the council are the same."""
        return " ".join([plain(self.place), *sorted(self.kinds), "council"]).casefold()

    @property
    def slug(self) -> str:
        """What the IRIs of its people and bodies begin with: the place, and the kind where it is no borough's.

        The county of a place and its district differ by it whether or not the corpus has both.
        """
        return slug(" ".join([self.place, *sorted(self.kinds - {"Borough"})]))


def council(name: str | None) -> Council | None:
    """A council's name taken apart; None for the name of something else."""
    match = _NAME.fullmatch(name or "")
    if not match:
        return None
    kinds = re.findall(_KINDS, " ".join(match.group(part) or "" for part in ("lead", "tail", "alone", "seat")))
    return Council(match.group("place") or match.group("borough") or match.group("city"), frozenset(kinds))


class Councils:
    """The councils that a corpus names: a name that does not say its kind is the only one of the place, if any."""

    def __init__(self, names: Iterable[str | None]) -> None:
        self._kinds: dict[str, set[frozenset[str]]] = defaultdict(set)
        for found in map(council, names):
            if found and found.kinds:
                self._kinds[plain(found.place)].add(found.kinds)

    def named(self, name: str | None) -> Council | None:
        """The council of that name; None for the name of something else."""
        found = council(name)
        if found is None or found.kinds:
            return found
        known = self._kinds.get(plain(found.place), set())
        return Council(found.place, *known) if len(known) == 1 else found

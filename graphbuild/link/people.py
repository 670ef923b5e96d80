"""Mentions of people to people: by surname within an authority, given names and titles that do not contradict."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graphbuild.link.located import Located
from graphbuild.model import Mention
from graphbuild.vocabulary import slug

_PARTICLE = re.compile(
    r"(?:^|\s)(?:[Dd]e|[Vv]an|von|del|[Ll]a|du|[Dd]i|St\.?)(?:\s(?:der|den|la))?\s(?=[A-Z][\w'’-]+$)"
)
"""What belongs to a surname though it stands apart: "de Souza"."""
_FEMALE, _MALE = frozenset({"Mrs", "Ms", "Miss", "Dame", "Lady", "Baroness"}), frozenset({"Mr", "Sir", "Lord"})


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


def parse(name: str) -> PersonName:
    """A person's name taken apart: "J. Hall", "Jo Hall", "Hall (J)", "Hall"."""
    bracket = re.match(r"(?P<family>.+?)\s\((?P<given>[A-Z])\)$", name)
    if bracket:
        return PersonName(bracket.group("given"), bracket.group("family"))
    words = re.sub(r"(?<=[A-Z])\.(?=[A-Z])", ". ", name).split()
    if particle := _PARTICLE.search(name):
        return PersonName(name[: particle.start()].strip(), name[particle.start() :].strip())
    if words and words[0] == "Ó" and len(words) == 2:
        return PersonName("", name)
    return PersonName(" ".join(words[:-1]), words[-1]) if words else PersonName("", name)


@dataclass(slots=True)
class Cluster:
    """One person while mentions are gathered."""

    mentions: list[Located] = field(default_factory=list)

    @property
    def names(self) -> list[PersonName]:
        """The names of all mentions."""
        return [parse(m.name) for _, m in self.mentions]

    @property
    def titles(self) -> set[str]:
        """The titles of all mentions."""
        return {m.title for _, m in self.mentions if m.title}

    @property
    def sources(self) -> set[str]:
        """The documents that mention the person."""
        return {s for s, _ in self.mentions}

    def best_name(self) -> str:
        """The fullest form: written-out given names before initials, then the most frequent, then the longest."""
        counts = Counter(m.name for _, m in self.mentions)
        return min(counts, key=lambda n: (not parse(n).is_full, not parse(n).given, -counts[n], -len(n), n))

    def best_title(self) -> str | None:
        """The title most often given."""
        counts = Counter(m.title for _, m in self.mentions if m.title)
        return min(counts, key=lambda t: (-counts[t], t)) if counts else None


def cluster(mentions: Iterable[Located]) -> list[Cluster]:
    """People from the mentions of one authority, in an order that does not depend on theirs."""
    by_family: dict[str, list[Located]] = defaultdict(list)
    for source, mention in mentions:
        by_family[slug(parse(mention.name).family)].append((source, mention))
    return [c for family in sorted(by_family) for c in _of_one_surname(by_family[family])]


def _of_one_surname(mentions: Sequence[Located]) -> list[Cluster]:
    """Full given names first, then initials, then surnames alone: each joins the one person that it fits.

    One that fits none or cannot be told among several is a person of its own.
    """
    ordered = sorted(
        mentions,
        key=lambda p: (_fullness(p[1]), parse(p[1].name).given.casefold(), p[1].title or "", p[0], p[1].evidence),
    )
    clusters: list[Cluster] = []
    for source, mention in ordered:
        fitting = [c for c in clusters if _fits(c, mention, source)]
        if len(fitting) > 1:
            fitting = [c for c in fitting if source in c.sources] or fitting
        if len(fitting) == 1:
            fitting[0].mentions.append((source, mention))
        elif len(fitting) > 1 and (
            same := [
                c for c in fitting if any(m.name == mention.name and m.title == mention.title for _, m in c.mentions)
            ]
        ):
            same[0].mentions.append((source, mention))
        else:
            clusters.append(Cluster([(source, mention)]))
    return clusters


def _fullness(mention: Mention) -> int:
    name = parse(mention.name)
    return 0 if name.is_full else 1 if name.given else 2


def _fits(cluster: Cluster, mention: Mention, source: str) -> bool:
    name = parse(mention.name)
    if not _titles_fit(cluster, mention, bool(name.given), source):
        return False
    return all(_given_fit(name, other) for other in cluster.names)


def _given_fit(one: PersonName, other: PersonName) -> bool:
    if not one.given or not other.given:
        return True
    if one.is_full and other.is_full:
        first, second = slug(one.given.split()[0]), slug(other.given.split()[0])
        return first == second or (
            min(len(first), len(second)) >= 2 and (first.startswith(second) or second.startswith(first))
        )
    return one.initial == other.initial


def _titles_fit(cluster: Cluster, mention: Mention, has_given: bool, source: str) -> bool:
    titles = cluster.titles
    if (mention.title in _FEMALE and titles & _MALE) or (mention.title in _MALE and titles & _FEMALE):
        return False
    if has_given:
        return True
    # A bare surname is a councillor's only if that person is called one, and an officer's only by a title that fits.
    if mention.title == "Councillor":
        return "Councillor" in titles
    return mention.title is None or mention.title in titles or (not titles and source in cluster.sources)

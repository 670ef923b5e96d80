"""Mentions of organisations, undertakings, posts and terms to entities, by name within their reach."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from graphbuild.link.located import Located
from graphbuild.link.scope import Scope
from graphbuild.model import EntityKind, Mention, OrganisationKind, Ref
from graphbuild.text import acronym, expanded, of_post, plain
from graphbuild.vocabulary import slug

_OWN = frozenset({OrganisationKind.COUNCIL_BODY.value, OrganisationKind.TEAM.value, OrganisationKind.PARTNERSHIP.value})
"""Kinds that every authority has its own of: their names mean something only within it."""
_LONGEST_KEY = 200
"""Characters of a name in its IRI: job titles that differ only in their last portfolio stay apart."""
_Place = tuple[tuple[str, ...], str]
"""(reach, plain name) by which things are told apart."""
_OFFICES = re.compile(r"^(?:(?:Vice|Deputy|Acting)[\s-])?Chair(?:man|person|woman)?$")


@dataclass(slots=True)
class Thing:
    """A named thing while its mentions are gathered."""

    kind: EntityKind
    reach: tuple[str, ...]
    """What its IRI has before its name: the authority, or nothing for what is known everywhere."""
    mentions: list[Located] = field(default_factory=list)
    fixed_name: str | None = None
    organisation: Ref | None = None

    def names(self) -> Counter[str]:
        """The forms of its name with their counts."""
        return Counter(m.name for _, m in self.mentions)

    def best_name(self) -> str:
        """The most frequent form that is no mere head word; the longest where they tie."""
        counts = self.names()
        if self.fixed_name:
            return self.fixed_name
        return min(counts, key=lambda n: (self._only_goes_on(n), n.isupper(), -counts[n], -len(n), n))

    def _only_goes_on(self, name: str) -> bool:
        """Whether a form only refers back to the name, as texts go on ("the Commission")."""
        return all(m.rule.startswith("definite") for _, m in self.mentions if m.name == name)

    def classification(self) -> str | None:
        """The kind that most mentions give it, leaving "other" last."""
        counts = Counter(m.classification for _, m in self.mentions if m.classification)
        return min(counts, key=lambda c: (c == "other", -counts[c], c)) if counts else None

    def key(self) -> Ref:
        """Its corpus-wide reference."""
        return (self.kind.value, *self.reach, slug(re.sub(r"\([^()]*\)", "", self.best_name()), _LONGEST_KEY))


def organisation_reach(mention: Mention, scope: Scope) -> tuple[str, ...]:
    """What an organisation's IRI has before its name: the authority for bodies and teams of its own, else nothing."""
    return (scope.slug,) if mention.classification in _OWN else ()


def is_council_of(mention: Mention, scope: Scope) -> bool:
    """Whether a mention is of the authority's council itself."""
    if mention.rule == "definite-council":
        return True
    if scope.council and " " not in mention.name and mention.name == acronym(scope.council):
        return True
    if mention.classification != OrganisationKind.COUNCIL.value or not scope.place:
        return False
    if not re.match(rf"{re.escape(scope.place)}\b.*\bCouncil$", mention.name):
        return False
    # "Wexcombe Youth Council" is another body than "Wexcombe Borough Council".
    return scope.council is None or set(mention.name.split()) <= set(scope.council.split())


def is_office_of_body(mention: Mention) -> bool:
    """Whether a post is the chair of some body, which differs from body to body."""
    return bool(_OFFICES.match(mention.name))


def _without_place(name: str, scope: Scope) -> str:
    """A plain name without the authority's place ("wexcombe youth service"), where two words or more are left."""
    if not scope.place:
        return name
    shorter = " ".join(f" {name} ".replace(f" {plain(scope.place)} ", " ").split())
    return shorter if " " in shorter else name


def group(
    mentions: Iterable[Located],
    kind: EntityKind,
    scopes: Mapping[str, Scope],
    short_forms: Mapping[str, Mapping[str, str]],
) -> list[Thing]:
    """Things of one kind, sorted by reach and plain name: mentions of one name within one reach are of one thing.

    ``scopes`` has the authority of each source; ``short_forms``, by authority, the short form of each plain long one.
    """
    found: dict[_Place, Thing] = defaultdict(lambda: Thing(kind, ()))
    for source, mention in mentions:
        scope = scopes[source]
        reach = organisation_reach(mention, scope) if kind is EntityKind.ORGANISATION else (scope.slug,)
        thing = found[reach, _plain_name(mention.name, kind, scope, short_forms.get(scope.slug, {}))]
        thing.reach = reach
        thing.mentions.append((source, mention))
    _merge_without_place(found, scopes)
    return [found[key] for key in sorted(found)]


def _plain_name(name: str, kind: EntityKind, scope: Scope, short_forms: Mapping[str, str]) -> str:
    """The form under which names of one thing are the same; of undertakings the order of words does not matter."""
    if kind is EntityKind.POST:
        return _without_place(of_post(name), scope)
    plain_name = _without_place(expanded(name, short_forms), scope)
    if kind is EntityKind.UNDERTAKING:
        return " ".join(sorted(plain_name.removesuffix(" case management system").split()))
    return plain_name


def _merge_without_place(found: dict[_Place, Thing], scopes: Mapping[str, Scope]) -> None:
    """ "Wexcombe Rise" and "RISE" are one where both are named."""
    for (reach, name), thing in sorted(found.items()):
        words = name.split()
        places = {plain(place) for source, _ in thing.mentions if (place := scopes[source].place)}
        if len(words) == 2 and words[0] in places and (reach, words[1]) in found:
            thing.mentions += found.pop((reach, words[1])).mentions
            thing.fixed_name = thing.fixed_name or max(thing.names(), key=lambda n: (len(n), n))

"""Mentions of organisations, undertakings, posts and terms to things, by name within their reach."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import networkx as nx

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.councils import Council, Councils
from graphbuild.link.forms import ShortForms, coined, contracted, in_order, project_of, spelt, undated, with_place
from graphbuild.link.located import Located
from graphbuild.link.scope import Scope, is_own_council
from graphbuild.link.signs import Place
from graphbuild.model import Mention, Ref
from graphbuild.text import acronym
from graphbuild.vocabulary import slug

_OWN = frozenset({OrganisationKind.COUNCIL_BODY.value, OrganisationKind.TEAM.value, OrganisationKind.PARTNERSHIP.value})
"""Kinds that every authority has its own of: their names mean something only within it."""
_LONGEST_KEY = 200
"""Characters of a name in its IRI: job titles that differ only in their last portfolio stay apart."""
_Named = tuple[tuple[str, ...], str]
"""(reach, plain form) by which things are told apart."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the corpus tells of names."""

    scopes: Mapping[str, Scope]
    """The authority of each source."""
    short_forms: Mapping[str, ShortForms]
    """By authority."""
    councils: Councils
    own_councils: Mapping[Council, Scope] = field(default_factory=dict)
    """The authority of each council that has documents."""
    renamed: Sequence[tuple[Place, Place]] = ()
    """Mentions that a text says to be of one thing."""
    other_editions: Collection[Place] = ()
    """Mentions of strategies that a text tells from the one it is on ("the first Strategy")."""


@dataclass(slots=True)
class Thing:
    """A named thing while its mentions are gathered."""

    kind: EntityKind
    reach: tuple[str, ...]
    """What its IRI has before its name: the authority, or nothing for what is known everywhere."""
    mentions: list[Located] = field(default_factory=list)
    fixed_name: str | None = None
    other_names: set[str] = field(default_factory=set)
    organisation: Ref | None = None
    apart: str | None = None
    """What tells it from a thing of the same name, where people say that they are two."""

    def absorb(self, other: Thing) -> None:
        """Takes over the mentions of another thing."""
        self.mentions += other.mentions
        self.other_names |= other.other_names | ({other.fixed_name} if other.fixed_name else set())
        self.organisation = self.organisation or other.organisation

    def part(self, mentions: Sequence[Located]) -> Thing:
        """A thing of its own for some of the mentions."""
        is_fixed = any(m.name == self.fixed_name or m.rule == "definite-council" for _, m in mentions)
        name = self.fixed_name if is_fixed else None
        return Thing(self.kind, self.reach, list(mentions), fixed_name=name, organisation=self.organisation)

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
        return _usual_kind(m for _, m in self.mentions)

    def key(self) -> Ref:
        """Its corpus-wide reference."""
        name = re.sub(r"\([^()]*\)", "", self.best_name())
        return (self.kind.value, *self.reach, slug(f"{name} {self.apart}" if self.apart else name, _LONGEST_KEY))


def is_council_of(mention: Mention, scope: Scope) -> bool:
    """Whether a mention is of the authority's council itself."""
    if mention.rule == "definite-council":
        return True
    if scope.council and " " not in mention.name and mention.name == acronym(scope.council):
        return True
    return mention.classification == OrganisationKind.COUNCIL.value and is_own_council(mention.name, scope)


def group(mentions: Iterable[Located], kind: EntityKind, context: Context) -> list[Thing]:
    """Things of one kind but organisations, sorted by reach and plain form.

    Mentions of one form within one reach are of one thing.
    """
    found: dict[_Named, Thing] = {}
    for authority in by_authority(mentions, context):
        for reach, form, source, mention in named(authority, kind, context):
            thing = found.setdefault((reach, form), Thing(kind, reach))
            thing.mentions.append((source, mention))
    return _joined(found, [*_projects(found, context), *_renamed(found, context)])


def by_authority(mentions: Iterable[Located], context: Context) -> list[list[Located]]:
    """The mentions of each authority, sorted by its slug."""
    found: dict[str, list[Located]] = defaultdict(list)
    for source, mention in mentions:
        found[context.scopes[source].slug].append((source, mention))
    return [found[authority] for authority in sorted(found)]


def named(
    mentions: Sequence[Located], kind: EntityKind, context: Context
) -> Iterator[tuple[tuple[str, ...], str, str, Mention]]:
    """(reach, plain form, source, mention) of each mention of one authority."""
    if not mentions:
        return
    scope = context.scopes[mentions[0][0]]
    forms = _forms([mention.name for _, mention in mentions], kind, scope, context)
    if kind is EntityKind.UNDERTAKING:
        forms = _dated(forms, mentions, context.other_editions)
    alike: dict[str, list[Mention]] = defaultdict(list)
    for form, (_, mention) in zip(forms, mentions, strict=True):
        alike[form].append(mention)
    for form, (source, mention) in zip(forms, mentions, strict=True):
        known_everywhere = kind is EntityKind.ORGANISATION and _usual_kind(alike[form]) not in _OWN
        yield () if known_everywhere else (scope.slug,), form, source, mention


def _forms(names: Sequence[str], kind: EntityKind, scope: Scope, context: Context) -> list[str]:
    """The forms under which names of one authority are those of one thing, in the order of ``names``."""
    words = with_place([spelt(name, kind, context.councils) for name in names], scope.place)
    shorts = context.short_forms.get(scope.slug, {})
    words = with_place([contracted(name, shorts) for name in words], scope.place)
    return [in_order(name, kind) for name in words]


def _usual_kind(mentions: Iterable[Mention]) -> str | None:
    counts = Counter(m.classification for m in mentions if m.classification)
    return min(counts, key=lambda c: (c == "other", -counts[c], c)) if counts else None


def _dated(forms: Sequence[str], mentions: Sequence[Located], other_editions: Collection[Place]) -> list[str]:
    """The forms with the years that their document gives: "the Strategy" of a text on that of 2014-2017 alone is it."""
    dated: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, (source, _) in zip(forms, mentions, strict=True):
        if undated(form) != form:
            dated[source, undated(form)].add(form)
    found = []
    for form, (source, mention) in zip(forms, mentions, strict=True):
        known = dated.get((source, form), set())
        found.append(min(known) if len(known) == 1 and (source, mention.key) not in other_editions else form)
    return found


def _projects(found: Mapping[_Named, Thing], context: Context) -> Iterator[tuple[_Named, _Named]]:
    """ "Turnstone project", "Turnstone Programme" and "Turnstone", where "Turnstone" is known for a name by itself.

    A coined word ("Lantern's TurnStone project") is a name by itself too. Where one document has a "Turnstone pilot"
    and a "Turnstone Service", they are two.
    """
    headed: dict[_Named, set[_Named]] = defaultdict(set)
    alone: set[_Named] = set(found)
    for (reach, form), thing in found.items():
        for source, mention in thing.mentions if thing.kind is EntityKind.UNDERTAKING else ():
            if (base := project_of(mention.name)) is None:
                continue
            [base_form] = _forms([coined(base) or base], thing.kind, context.scopes[source], context)
            headed[reach, base_form].add((reach, form))
            if coined(base) or (mention.rule == "undertakings-of-document" and mention.name[len(base) + 1].islower()):
                alone.add((reach, base_form))
    for place in sorted(headed.keys() & alone):
        if not _are_stages(found[other] for other in headed[place]):
            yield from ((place, other) for other in sorted(headed[place]))


def _are_stages(things: Iterable[Thing]) -> bool:
    """Whether one document names a pilot and what came of it."""
    heads: dict[str, set[bool]] = defaultdict(set)
    for source, mention in (located for thing in things for located in thing.mentions):
        heads[source].add(mention.name.casefold().endswith(" pilot"))
    return any(len(found) > 1 for found in heads.values())


def _renamed(found: Mapping[_Named, Thing], context: Context) -> Iterator[tuple[_Named, _Named]]:
    place_of = {(source, m.key): place for place, thing in found.items() for source, m in thing.mentions}
    for one, other in context.renamed:
        if one in place_of and other in place_of:
            yield place_of[one], place_of[other]


def _joined(found: Mapping[_Named, Thing], ties: Iterable[tuple[_Named, _Named]]) -> list[Thing]:
    """The things, those tied joined in one."""
    together = nx.Graph()
    together.add_nodes_from(found)
    together.add_edges_from(ties)
    joined = []
    for component in sorted(sorted(c) for c in nx.connected_components(together)):
        members = [found[place] for place in component if place in found]
        first, *others = sorted(members, key=lambda t: not t.reach)
        for other in others:
            first.mentions += other.mentions
        joined.append(first)
    return joined

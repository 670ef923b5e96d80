"""Entities of the corpus, and which entity each mention is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.link import people
from graphbuild.link.councils import Councils
from graphbuild.link.forms import short_forms
from graphbuild.link.located import Located
from graphbuild.link.names import parse, untitled
from graphbuild.link.posts import link_posts
from graphbuild.link.renamings import other_editions, renamings
from graphbuild.link.scope import Scope
from graphbuild.link.signs import signs
from graphbuild.link.steering import Steering, clash, steered
from graphbuild.link.things import Context, Thing, group, is_council_of
from graphbuild.model import Entity, Findings, Mention, Passage, Ref
from graphbuild.vocabulary import slug


@dataclass(slots=True)
class Linked:
    """The entities, and the entity of each mention by (source, local reference)."""

    entities: list[Entity]
    of_mention: dict[tuple[str, Ref], Ref]


def link_entities(
    documents: Sequence[Findings], scopes: Mapping[str, Scope], steering: Steering | None = None
) -> Linked:
    """Entities from the mentions of all documents, as far as people said nothing else (``steering``)."""
    steering = steering or Steering()
    canonical = {
        (d.source.slug, m.key): _stands_for(m, d.source.slug, steering) or m.key for d in documents for m in d.mentions
    }
    by_kind: dict[EntityKind, list[Located]] = defaultdict(list)
    shorter: dict[tuple[str, Ref], list[Mention]] = defaultdict(list)
    for document in documents:
        for mention in document.mentions:
            if meant := _stands_for(mention, document.source.slug, steering):
                shorter[document.source.slug, meant].append(mention)
            else:
                by_kind[mention.kind].append((document.source.slug, mention))
    linked = Linked([], {})
    context = _context(documents, scopes)
    _add_things(_organisations(by_kind[EntityKind.ORGANISATION], context), steering, shorter, linked)
    for kind in (EntityKind.UNDERTAKING, EntityKind.TERM):
        _add_things(group(by_kind[kind], kind, context), steering, shorter, linked)
    posts = [*link_posts(by_kind[EntityKind.POST], documents, context, linked.of_mention)]
    _add_things(posts, steering, shorter, linked)
    _people(by_kind[EntityKind.PERSON], documents, scopes, steering, linked)
    for place, target in canonical.items():
        if target != place[1]:
            linked.of_mention[place] = linked.of_mention[place[0], target]
    _merge_equal_keys(linked)
    return linked


def _stands_for(mention: Mention, source: str, steering: Steering) -> Ref | None:
    """The earlier mention that this is another form of, where nobody says that they are two."""
    if mention.same_as and clash(steering.sides((source, mention.key)) | steering.sides((source, mention.same_as))):
        return None
    return mention.same_as


def _context(documents: Sequence[Findings], scopes: Mapping[str, Scope]) -> Context:
    named = (m.name for d in documents for m in d.mentions if m.classification == OrganisationKind.COUNCIL.value)
    return Context(
        scopes=scopes,
        short_forms=short_forms(documents, scopes),
        councils=Councils([*named, *(scope.council for scope in scopes.values())]),
        renamed=[pair for document in documents for pair in renamings(document)],
        other_editions=frozenset(place for document in documents for place in other_editions(document)),
    )


def _organisations(mentions: list[Located], context: Context) -> list[Thing]:
    """The organisations, each authority's own council first."""
    own: dict[str, Thing] = {}
    rest: list[Located] = []
    for source, mention in mentions:
        scope = context.scopes[source]
        if is_council_of(mention, scope):
            own.setdefault(scope.slug, _own_council(scope)).mentions.append((source, mention))
        else:
            rest.append((source, mention))
    by_name = {c: thing for thing in own.values() if (c := context.councils.named(thing.fixed_name))}
    others: list[Located] = []
    for source, mention in rest:
        council = context.councils.named(mention.name)
        (by_name[council].mentions if council in by_name else others).append((source, mention))
    return [*(own[authority] for authority in sorted(own)), *group(others, EntityKind.ORGANISATION, context)]


def _own_council(scope: Scope) -> Thing:
    """An authority's council, which without a name is known only within it."""
    reach = () if scope.council else (scope.slug,)
    return Thing(EntityKind.ORGANISATION, reach, fixed_name=scope.council or "the Council")


def _add_things(
    things: Sequence[Thing], steering: Steering, shorter: Mapping[tuple[str, Ref], list[Mention]], linked: Linked
) -> None:
    """Adds things as people say that they are; of two that they tell apart the later has its document in its key."""
    taken: set[Ref] = set()
    for thing in steered(things, steering):
        places = [(source, mention.key) for source, mention in thing.mentions]
        if name := steering.name(places):
            thing.other_names |= {thing.best_name()}
            thing.fixed_name = name
        if thing.key() in taken and any(map(steering.sides, places)):
            thing.apart = min(source for source, _ in places)
        taken.add(thing.key())
        _add_thing(thing, shorter, linked)


def _add_thing(thing: Thing, shorter: Mapping[tuple[str, Ref], list[Mention]], linked: Linked) -> None:
    name, key = thing.best_name(), thing.key()
    others = [m for s, mention in thing.mentions for m in shorter.get((s, mention.key), [])]
    forms = {*thing.names(), *thing.other_names, *(m.name for m in others)} - {name}
    linked.entities.append(
        Entity(
            key=key,
            kind=thing.kind,
            name=name,
            alt_names=tuple(sorted(forms)),
            classification=thing.classification()
            or (OrganisationKind.OTHER.value if thing.kind is EntityKind.ORGANISATION else None),
            organisation=thing.organisation,
            evidence=_evidence([*(m for _, m in thing.mentions), *others]),
            rule=thing.mentions[0][1].rule,
            confidence=max(m.confidence for _, m in thing.mentions),
        )
    )
    for source, mention in thing.mentions:
        linked.of_mention[source, mention.key] = key


def _people(
    mentions: list[Located],
    documents: Sequence[Findings],
    scopes: Mapping[str, Scope],
    steering: Steering,
    linked: Linked,
) -> None:
    by_scope: dict[str, list[Located]] = defaultdict(list)
    for source, mention in mentions:
        by_scope[scopes[source].slug].append((source, mention))
    clusters: list[people.Cluster] = []
    for scope in sorted(by_scope):
        told = signs([d for d in documents if scopes[d.source.slug].slug == scope])
        clusters += people.cluster(by_scope[scope], told, steering)
    taken: set[Ref] = set()
    for cluster in steered(clusters, steering):
        if name := steering.name((source, mention.key) for source, mention in cluster.mentions):
            cluster.fixed_name = parse(untitled(name))
        entity = _person(cluster, min(scopes[source].slug for source in cluster.sources), taken)
        taken.add(entity.key)
        linked.entities.append(entity)
        for source, mention in cluster.mentions:
            linked.of_mention[source, mention.key] = entity.key


def _person(cluster: people.Cluster, scope: str, taken: set[Ref]) -> Entity:
    name, title = cluster.best_name(), cluster.best_title()
    shown = f"{name.given} {name.family}".strip()
    key: Ref = ("person", scope, slug(shown))
    if key in taken:
        # Two people of one name are told apart by title, or by the documents that know them.
        key = ("person", scope, slug(f"{shown} {title or ''} {'' if title else min(cluster.sources)}"))
        while key in taken:
            key = (*key[:-1], slug(f"{key[-1]} {min(cluster.sources)}", 160))
    by_place = sorted((m for _, m in cluster.mentions), key=lambda m: m.evidence)
    forms = {form for m in by_place for form in (m.name, f"{m.title} {m.name}" if m.title else m.name)}
    return Entity(
        key=key,
        kind=EntityKind.PERSON,
        name=shown,
        alt_names=tuple(sorted(forms - {shown})),
        title=title,
        family_name=name.family,
        given_name=name.given or None,
        party=next((m.party for m in by_place if m.party), None),
        ward=next((m.ward for m in by_place if m.ward), None),
        evidence=_evidence(m for _, m in cluster.mentions),
        rule=by_place[0].rule,
        confidence=max(m.confidence for _, m in cluster.mentions),
    )


def _evidence(mentions: Iterable[Mention]) -> tuple[Passage, ...]:
    return tuple(sorted({p for m in mentions for p in m.evidence}))


def _merge_equal_keys(linked: Linked) -> None:
    """Two groups whose best names make one reference are one entity."""
    merged: dict[Ref, Entity] = {}
    for entity in linked.entities:
        known = merged.get(entity.key)
        merged[entity.key] = entity if known is None else _merged(known, entity)
    linked.entities = list(merged.values())


def _merged(one: Entity, other: Entity) -> Entity:
    names = {*one.alt_names, *other.alt_names, other.name} - {one.name}
    return replace(
        one,
        alt_names=tuple(sorted(names)),
        evidence=tuple(sorted({*one.evidence, *other.evidence})),
        classification=one.classification or other.classification,
        organisation=one.organisation or other.organisation,
        confidence=max(one.confidence, other.confidence),
    )

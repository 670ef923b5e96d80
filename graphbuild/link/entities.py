"""Entities of the corpus, and which entity each mention is of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.councils import Council, Councils
from graphbuild.link import people
from graphbuild.link.forms import short_forms
from graphbuild.link.located import Located
from graphbuild.link.names import parse, untitled
from graphbuild.link.organisations import organisations
from graphbuild.link.posts import link_posts
from graphbuild.link.renamings import other_editions, renamings
from graphbuild.link.scope import Scope
from graphbuild.link.signs import Place, signs
from graphbuild.link.steering import Steering, clash, steered
from graphbuild.link.things import Context, Thing, group
from graphbuild.model import Entity, Findings, Mention, Passage, Ref
from graphbuild.vocabulary import slug


@dataclass(slots=True)
class Linked:
    """The entities, and the entity of each mention by (source, local reference)."""

    entities: list[Entity]
    of_mention: dict[Place, Ref]


def link_entities(
    documents: Sequence[Findings], scopes: Mapping[str, Scope], steering: Steering | None = None
) -> Linked:
    """Entities from the mentions of all documents, as far as people said nothing else (``steering``)."""
    steering = steering or Steering()
    told = tell(documents, steering)
    context = context_of(documents, scopes, authorities(council_names(documents), scopes.values()))
    linked = Linked([], {})
    _add_things(organisations(told.mentions[EntityKind.ORGANISATION], context), steering, told.shorter, linked)
    add_others(documents, told, context, linked, steering)
    linked.entities = merged(linked.entities)
    return linked


def add_others(
    documents: Sequence[Findings], told: Told, context: Context, linked: Linked, steering: Steering | None = None
) -> None:
    """Adds to the organisations in ``linked`` what is known only within an authority: people, posts and all else."""
    steering = steering or Steering()
    for kind in (EntityKind.UNDERTAKING, EntityKind.TERM):
        _add_things(group(told.mentions[kind], kind, context), steering, told.shorter, linked)
    posts = [*link_posts(told.mentions[EntityKind.POST], documents, context, linked.of_mention)]
    _add_things(posts, steering, told.shorter, linked)
    _people(told.mentions[EntityKind.PERSON], documents, context.scopes, steering, linked)
    for (source, mention), target in told.stands_for.items():
        linked.of_mention[source, mention] = linked.of_mention[source, target]


@dataclass(slots=True)
class Told:
    """The mentions of documents: those that things are made of, and those that only stand for one of them."""

    mentions: defaultdict[EntityKind, list[Located]] = field(default_factory=lambda: defaultdict(list))
    shorter: defaultdict[Place, list[Mention]] = field(default_factory=lambda: defaultdict(list))
    """Other forms of a mention in its document."""
    stands_for: dict[Place, Ref] = field(default_factory=dict)
    """The mention that each of those is another form of."""


def tell(documents: Sequence[Findings], steering: Steering | None = None) -> Told:
    """The mentions of the documents, sorted out."""
    told = Told()
    for document in documents:
        source = document.source.slug
        for mention in document.mentions:
            if meant := _stands_for(mention, source, steering or Steering()):
                told.shorter[source, meant].append(mention)
                told.stands_for[source, mention.key] = meant
            else:
                told.mentions[mention.kind].append((source, mention))
    return told


def _stands_for(mention: Mention, source: str, steering: Steering) -> Ref | None:
    """The earlier mention that this is another form of, where nobody says that they are two."""
    if mention.same_as and clash(steering.sides((source, mention.key)) | steering.sides((source, mention.same_as))):
        return None
    return mention.same_as


@dataclass(frozen=True, slots=True)
class Authorities:
    """What has to be known of all authorities to understand the documents of one."""

    councils: Councils
    own: Mapping[Council, Scope]
    """The authority of each council that has documents."""


def council_names(documents: Iterable[Findings]) -> set[str]:
    """The names of councils that documents mention."""
    return {m.name for d in documents for m in d.mentions if m.classification == OrganisationKind.COUNCIL.value}


def authorities(named: Iterable[str], scopes: Iterable[Scope]) -> Authorities:
    """What is known of authorities by the names of councils that all documents mention, and all their scopes."""
    own = sorted({scope for scope in scopes if scope.council}, key=lambda scope: (scope.slug, scope.council or ""))
    councils = Councils([*named, *(scope.council for scope in own)])
    return Authorities(councils, {c: scope for scope in own if (c := councils.named(scope.council))})


def context_of(documents: Sequence[Findings], scopes: Mapping[str, Scope], known: Authorities) -> Context:
    """What documents tell of names, and ``known`` of those of councils."""
    return Context(
        scopes=scopes,
        short_forms=short_forms(documents, scopes),
        councils=known.councils,
        own_councils=known.own,
        renamed=[pair for document in documents for pair in renamings(document)],
        other_editions=frozenset(place for document in documents for place in other_editions(document)),
    )


def _add_things(
    things: Sequence[Thing], steering: Steering, shorter: Mapping[Place, list[Mention]], linked: Linked
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
        entity = entity_of(thing, shorter)
        taken.add(entity.key)
        linked.entities.append(entity)
        linked.of_mention.update(dict.fromkeys(places, entity.key))


def entity_of(thing: Thing, shorter: Mapping[Place, list[Mention]]) -> Entity:
    """The entity that a thing is, with the ``shorter`` forms of its mentions."""
    name = thing.best_name()
    others = [m for source, mention in thing.mentions for m in shorter.get((source, mention.key), [])]
    forms = {*thing.names(), *thing.other_names, *(m.name for m in others)} - {name}
    return Entity(
        key=thing.key(),
        kind=thing.kind,
        name=name,
        alt_names=tuple(sorted(forms)),
        classification=thing.classification()
        or (OrganisationKind.OTHER.value if thing.kind is EntityKind.ORGANISATION else None),
        organisation=thing.organisation,
        evidence=_evidence([*(m for _, m in thing.mentions), *others]),
        rule=min((m for _, m in thing.mentions), key=lambda m: (m.evidence, m.key)).rule,
        confidence=max(m.confidence for _, m in thing.mentions),
    )


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


def merged(entities: Iterable[Entity]) -> list[Entity]:
    """The entities, those of one reference as one: two groups whose best names are alike. The first has precedence."""
    found: dict[Ref, Entity] = {}
    for entity in entities:
        known = found.get(entity.key)
        found[entity.key] = entity if known is None else _merged(known, entity)
    return list(found.values())


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

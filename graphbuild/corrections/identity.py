"""Who is who: what people say of names becomes what linking keeps to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from graphbuild import naming
from graphbuild.corrections import passages
from graphbuild.corrections.entries import Better, Entry, NotSame, Reference, Same
from graphbuild.corrections.known import WORDS, DoesNotApply, Known, bare, entity_kinds, same_name
from graphbuild.errors import shown
from graphbuild.link.entities import Linked, link_entities
from graphbuild.link.scope import Scope
from graphbuild.link.signs import Place
from graphbuild.link.steering import Agreement, Contradiction
from graphbuild.model import Entity, Findings, Mention, Ref

_ROUNDS = 4
"""How often what did not apply is tried again on what the others made of the corpus."""
Identity = Same | NotSame | Better


@dataclass(slots=True)
class Identified:
    """The entities as people say that they are."""

    linked: Linked
    agreed: Agreement = field(default_factory=Agreement)
    places: dict[Entry, frozenset[Place]] = field(default_factory=dict)
    """The mentions that each correction that applied bears on."""
    problems: dict[Entry, str] = field(default_factory=dict)
    """Why each other one does not apply."""


class Names:
    """The mentions of a linked corpus by what people call them."""

    def __init__(self, documents: Sequence[Findings], linked: Linked, base: str) -> None:
        self._documents, self._linked = documents, linked
        self.known = Known(base, linked.entities)
        self._of: dict[tuple[str, ...], list[tuple[Place, Mention]]] = {}
        self._called: dict[tuple[str, str], set[Ref]] = defaultdict(set)
        self._canonical: dict[Place, Place] = {}
        for document in documents:
            for mention in document.mentions:
                place = (document.source.slug, mention.key)
                self._of.setdefault(linked.of_mention[place], []).append((place, mention))
                for form in _forms(mention):
                    self._called[place[0], bare(form)].add(linked.of_mention[place])
                if mention.same_as:
                    self._canonical[place] = (place[0], mention.same_as)

    def meant(self, reference: Reference, kind: str | None) -> tuple[Entity, frozenset[Place]]:
        """The entity that a reference names and those of its mentions that have that very name.

        Raises DoesNotApply where it names none or several.
        """
        only = passages.document(self._documents, reference.document).source.slug if reference.document else None
        entity = self._within(reference, kind, only) if only else None
        entity = entity or self.known.entity(reference, entity_kinds(kind))
        held = [(place, m) for place, m in self._of.get(entity.key, ()) if only in (None, place[0])]
        if not held:
            raise DoesNotApply(f"{shown(reference.document)} does not name {shown(reference.name)!r}")
        return entity, self._named(reference, entity, held)

    def _within(self, reference: Reference, kind: str | None, source: str) -> Entity | None:
        """The one entity that this document calls so; None where that is not told."""
        kinds = entity_kinds(kind)
        found = {key for key in self._called.get((source, bare(reference.name or "")), ()) if key[0] in kinds}
        return self.known.entities[min(found)] if len(found) == 1 else None

    @staticmethod
    def _named(reference: Reference, entity: Entity, held: Sequence[tuple[Place, Mention]]) -> frozenset[Place]:
        name = reference.name or ""
        tests: tuple[Callable[[Mention], bool], ...] = (
            lambda mention: naming.folded(name) in map(naming.folded, _forms(mention)),
            lambda mention: same_name(name, _forms(mention)),
            lambda mention: same_name(entity.name, _forms(mention)),
        )
        for is_it in tests:
            if found := frozenset(place for place, mention in held if is_it(mention)):
                return found
        return frozenset(place for place, _ in held)

    def keys_of(self, places: frozenset[Place]) -> set[Ref]:
        """The entities of mentions."""
        return {self._linked.of_mention[place] for place in places}

    def canonical(self, places: frozenset[Place]) -> frozenset[Place]:
        """The mentions for which these stand in their documents."""
        return frozenset(self._canonical.get(place, place) for place in places)


def identify(
    documents: Sequence[Findings], scopes: Mapping[str, Scope], entries: Sequence[Entry], base: str
) -> Identified:
    """The entities of the documents with everything that ``entries`` say of which names are whose.

    A name may be one that only another correction makes: what does not apply is tried again after the others.
    """
    found = Identified(link_entities(documents, scopes))
    pending = [entry for entry in entries if isinstance(entry, Identity)]
    for _ in range(_ROUNDS):
        names, before = Names(documents, found.linked, base), len(found.agreed)
        found.problems = {}
        for entry in pending:
            try:
                _add(entry, names, found)
            except DoesNotApply as error:
                found.problems[entry] = str(error)
        pending = [entry for entry in pending if entry in found.problems]
        if len(found.agreed) == before:
            break
        found.linked = link_entities(documents, scopes, found.agreed.steering())
    return found


def _add(entry: Identity, names: Names, found: Identified) -> None:
    try:
        match entry:
            case Same():
                found.places[entry] = _same(entry, names, found.agreed)
            case NotSame():
                found.places[entry] = _not_same(entry, names, found.agreed)
            case Better():
                found.places[entry] = _better(entry, names, found.agreed)
    except Contradiction:
        raise DoesNotApply(
            "this contradicts what corrections before it say is the same, or not; take one of them out"
        ) from None


def _same(entry: Same, names: Names, agreed: Agreement) -> frozenset[Place]:
    meant = [names.meant(reference, entry.kind) for reference in entry.same]
    if len({entity.kind for entity, _ in meant}) > 1:
        said = [f"{entity.name} ({WORDS[entity.kind.value]})" for entity, _ in meant]
        raise DoesNotApply(f"these are things of different kinds, {shown(' and '.join(said))}; name things of one kind")
    tied = names.canonical(frozenset[Place]().union(*(places for _, places in meant)))
    agreed.tie(tied)
    return tied


def _not_same(entry: NotSame, names: Names, agreed: Agreement) -> frozenset[Place]:
    one, other = (names.meant(reference, entry.kind)[1] for reference in entry.not_same)
    if one & other:
        raise DoesNotApply(
            "both names are those of the same mentions; say which with the document, "
            "as in {name: J. Hall, document: 2014-06-minutes.txt}"
        )
    pair = (one | (names.canonical(one) - other), other | (names.canonical(other) - one))
    if pair[0] & pair[1]:
        raise DoesNotApply("one document uses both names for the same mention, so they cannot be told apart there")
    agreed.part(*pair)
    return one | other


def _better(entry: Better, names: Names, agreed: Agreement) -> frozenset[Place]:
    entity, places = names.meant(entry.of, entry.kind)
    for held, name in agreed.names:
        if not held.isdisjoint(places) or entity.key in names.keys_of(held):
            raise DoesNotApply(f"a correction before it has the name {shown(name)!r} for the same thing; keep one")
    for key in names.known.called(entry.name, entity.kind.value):
        if key != entity.key:
            raise DoesNotApply(
                f"another {WORDS[entity.kind.value]} is called {shown(entry.name)!r} already; "
                "if they are one, say so with `same`, else give a name that tells them apart"
            )
    places = names.canonical(places)
    agreed.names.append((places, entry.name))
    return places


def _forms(mention: Mention) -> tuple[str, ...]:
    return (f"{mention.title} {mention.name}",) if mention.title else (mention.name,)

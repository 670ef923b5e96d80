"""A corpus linked part by part, with the same result as at once: what several machines need.

A part is an authority, or the few whose documents record meetings of one body. What crosses parts is little: the
councils that there are, the organisations, and facts that name nothing but organisations.

    surveyed = survey_names(documents, scopes, known)   # of one authority
    entity_of(organisation(members), shorter)           # of each component of all authorities' nodes
    glue(bodies, held)                                  # which authorities are of one part
    part = link_part(documents, scopes, known, organisations, held)
    merged(strays), complete(entity, shorts, parent)    # what several parts state (of ``facts``)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from graphbuild.codes import EntityKind
from graphbuild.link.entities import Authorities, Linked, Told, add_others, context_of, merged, tell
from graphbuild.link.facts import Gathered, completed, gather, short_forms
from graphbuild.link.facts import merged as merged_facts
from graphbuild.link.organisations import Node, placed, ties
from graphbuild.link.scope import Scope
from graphbuild.link.signs import Place
from graphbuild.link.things import Context, by_authority
from graphbuild.link.threads import add_threads
from graphbuild.model import Entity, Facts, Findings, Mention, Passage, Ref, references


class Named(NamedTuple):
    """A mention of an organisation with its other forms in the document."""

    source: str
    mention: Mention
    shorter: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of one authority say of organisations."""

    nodes: Mapping[Node, Sequence[Named]]
    ties: Sequence[tuple[Node, Node]]
    bodies: Mapping[Node, bool]
    """The bodies of which they name meetings, and whether they hold facts of any of those."""


@dataclass(frozen=True, slots=True)
class Organisations:
    """The organisations that the documents of a part name."""

    key_of: Mapping[Node, Ref]
    named: Mapping[Ref, str]
    """The best name of each."""
    held: Set[Ref]
    """The bodies of which some document of the corpus holds facts of a meeting."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the documents of a part say together."""

    entities: tuple[Entity, ...]
    """All but organisations."""
    organisations: tuple[Entity, ...]
    """The organisations that they name: reference, name and the evidence that is in these documents."""
    facts: Facts
    """All facts, strays too as far as the part knows them."""
    strays: Gathered
    """Facts that other parts may state too, as each document states them."""
    stray_keys: frozenset[Ref]
    short_forms: frozenset[tuple[Ref, str]]
    """What its texts call organisations for short."""


def survey_names(documents: Sequence[Findings], scopes: Mapping[str, Scope], known: Authorities) -> Names:
    """What the documents of one authority, sorted by slug, say of organisations."""
    told, context = tell(documents), context_of(documents, scopes, known)
    nodes = placed(told.mentions[EntityKind.ORGANISATION], context)
    node_of = {(source, mention.key): node for node, located in nodes.items() for source, mention in located}
    shorter = {place: tuple(forms) for place, forms in told.shorter.items()}
    named = {
        node: [Named(source, mention, shorter.get((source, mention.key), ())) for source, mention in located]
        for node, located in nodes.items()
    }
    bodies: dict[Node, bool] = {}
    for place, held in _bodies(documents):
        node = node_of[place[0], told.stands_for.get(place, place[1])]
        bodies[node] = bodies.get(node, False) or held
    return Names(named, list(ties(nodes, context)), bodies)


def _bodies(documents: Sequence[Findings]) -> Iterator[tuple[Place, bool]]:
    """The mention of each body of a meeting, and whether the document holds facts of that meeting."""
    for document in documents:
        source = document.source.slug
        named = {ref for record in document.facts for ref in references(record)}
        for meeting in document.facts.meetings:
            yield (source, meeting.body), bool(meeting.recorded_in) or meeting.key in named
        for pointer in document.pointers:
            if pointer.body:
                yield (source, pointer.body), False


def glue(bodies: Mapping[str, Set[Ref]], held: Set[Ref]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What ties authorities to one part: each with the bodies of its meetings of which any document holds facts.

    ``bodies`` are those that each authority's documents name meetings of. Also with what the bodies' own references
    begin with, by which abbreviations and threads are kept apart.
    """
    for authority in sorted(bodies):
        for body in sorted(bodies[authority] & held):
            yield authority, body
            yield authority, body[1:2]


def link_part(
    documents: Sequence[Findings], scopes: Mapping[str, Scope], known: Authorities, organisations: Organisations
) -> Part:
    """What the documents of a part, sorted by slug, say together."""
    told, context = tell(documents), context_of(documents, scopes, known)
    linked = _organisations(told, context, organisations)
    add_others(documents, told, context, linked)
    linked.entities = merged(linked.entities)
    gathered = gather(documents, linked)
    facts = add_threads(documents, linked, merged_facts(gathered))
    strays, keys = _strays(gathered, organisations.held)
    return Part(
        entities=tuple(e for e in completed(linked.entities, facts) if not _is_organisation(e.key)),
        organisations=tuple(e for e in linked.entities if _is_organisation(e.key)),
        facts=facts,
        strays=strays,
        stray_keys=keys,
        short_forms=frozenset(form for form in short_forms(facts.abbreviations) if _is_organisation(form[0])),
    )


def _organisations(told: Told, context: Context, organisations: Organisations) -> Linked:
    """The organisations that the part names, with its own evidence of them alone."""
    linked, evidence = Linked([], {}), defaultdict[Ref, set[Passage]](set)
    for authority in by_authority(told.mentions[EntityKind.ORGANISATION], context):
        for node, located in placed(authority, context).items():
            key = organisations.key_of[node]
            for source, mention in located:
                linked.of_mention[source, mention.key] = key
                forms = (mention, *told.shorter.get((source, mention.key), ()))
                evidence[key].update(passage for form in forms for passage in form.evidence)
    for key, passages in evidence.items():
        linked.entities.append(
            Entity(
                key=key,
                kind=EntityKind.ORGANISATION,
                name=organisations.named[key],
                evidence=tuple(sorted(passages)),
                rule="",
                confidence=0,
            )
        )
    return linked


def _strays(gathered: Gathered, held: Set[Ref]) -> tuple[Gathered, frozenset[Ref]]:
    """The facts that other parts may state too, and their references.

    Those are meetings of bodies of which no document holds facts, their items, and what organisations are to each
    other.
    """
    meetings = [meeting for meeting in gathered.get("meetings", ()) if meeting.body not in held]
    keys = {meeting.key for meeting in meetings}
    strays = {
        "meetings": meetings,
        "items": [item for item in gathered.get("items", ()) if item.meeting in keys],
        "involvements": [
            i for i in gathered.get("involvements", ()) if _is_organisation(i.agent) and _is_organisation(i.target)
        ],
    }
    return strays, frozenset(record.key for record in chain.from_iterable(strays.values()))


def _is_organisation(key: Ref) -> bool:
    return key[0] == EntityKind.ORGANISATION.value

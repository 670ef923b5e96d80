"""A corpus linked part by part in one process, as a cluster does it on several machines."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx

from graphbuild.link import in_order
from graphbuild.link.entities import authorities, council_names, entity_of, merged
from graphbuild.link.facts import complete, is_part
from graphbuild.link.facts import merged as merged_facts
from graphbuild.link.organisations import Node, organisation
from graphbuild.link.parts import Names, Organisations, Part, glue, link_part, survey_names
from graphbuild.link.scope import scopes
from graphbuild.model import Corpus, Entity, Facts, Findings, Ref


@dataclass(frozen=True)
class Parted:
    """A corpus in parts."""

    documents: Sequence[Findings]
    organisations: Sequence[Entity]
    """As far as their names tell."""
    parts: Sequence[Part]


def in_parts(findings: Sequence[Findings]) -> Parted:
    """The parts of a corpus, each linked by itself."""
    documents = in_order(findings)
    scope_of = scopes(documents)
    known = authorities(council_names(documents), scope_of.values())
    of_authority: dict[str, list[Findings]] = defaultdict(list)
    for document in documents:
        of_authority[scope_of[document.source.slug].slug].append(document)
    names = {authority: survey_names(held, scope_of, known) for authority, held in of_authority.items()}
    key_of, found = _organisations(names)
    bodies = {a: {key_of[node] for node in n.bodies} for a, n in names.items()}
    held = {key_of[node] for n in names.values() for node, holds in n.bodies.items() if holds}
    told = Organisations(key_of, {entity.key: entity.name for entity in found}, held)
    parts = [
        link_part(in_order(d for a in together for d in of_authority[a]), scope_of, known, told)
        for together in _parts(bodies, held)
    ]
    return Parted(documents, found, parts)


def _organisations(names: Mapping[str, Names]) -> tuple[dict[Node, Ref], list[Entity]]:
    together = nx.Graph()
    for said in names.values():
        together.add_nodes_from(said.nodes)
        together.add_edges_from(said.ties)
    key_of: dict[Node, Ref] = {}
    found: list[Entity] = []
    for component in sorted(sorted(c) for c in nx.connected_components(together)):
        held = {node: [n for said in names.values() for n in said.nodes.get(node, ())] for node in component}
        thing = organisation({node: [(n.source, n.mention) for n in named] for node, named in held.items()})
        shorter = {(n.source, n.mention.key): list(n.shorter) for named in held.values() for n in named}
        found.append(entity_of(thing, shorter))
        key_of |= dict.fromkeys(component, found[-1].key)
    return key_of, merged(found)


def _parts(bodies: Mapping[str, set[Ref]], held: set[Ref]) -> list[list[str]]:
    together = nx.Graph()
    together.add_nodes_from(bodies)
    together.add_edges_from(glue(bodies, held))
    return [sorted(node for node in c if isinstance(node, str)) for c in nx.connected_components(together)]


def corpus_of(parted: Parted) -> Corpus:
    """What ``link`` gives."""
    parts = parted.parts
    strays: dict[str, list[object]] = defaultdict(list)
    for part in parts:
        for name, records in part.strays.items():
            strays[name] += records
    shared = merged_facts(strays)
    facts = {}
    for field in dataclasses.fields(Facts):
        own = [r for part in parts for r in getattr(part.facts, field.name) if r.key not in part.stray_keys]
        facts[field.name] = tuple(sorted([*own, *getattr(shared, field.name)], key=lambda r: r.key))
    shorts: dict[Ref, set[str]] = defaultdict(set)
    for key, short in (form for part in parts for form in part.short_forms):
        shorts[key].add(short)
    parents = {i.agent: i.target for i in reversed(facts["involvements"]) if is_part(i)}
    entities = [complete(e, shorts[e.key], parents.get(e.key)) for e in parted.organisations]
    entities += [entity for part in parts for entity in part.entities]
    return Corpus(
        sources=tuple(d.source for d in parted.documents),
        entities=tuple(sorted(entities, key=lambda e: e.key)),
        facts=Facts(**facts),
    )

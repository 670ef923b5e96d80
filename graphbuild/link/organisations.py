"""Mentions of organisations to organisations, which are known across authorities: each by the node that it stands for.

``placed`` says what node each mention of one authority stands for, ``ties`` which nodes are one organisation, and
``organisation`` makes one of the nodes of a component. So authorities can be looked at apart from each other, here one
after the other, on a cluster wherever they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import networkx as nx

from graphbuild.codes import EntityKind
from graphbuild.link.located import Located
from graphbuild.link.scope import Scope
from graphbuild.link.signs import Place
from graphbuild.link.things import Context, Thing, by_authority, is_council_of, named

Node = tuple[str, str, str]
"""``("council", authority, its council's name or "")``, or ``("name", authority or "", plain form)``.

Without an authority a name is known everywhere."""
_COUNCIL, _NAME = "council", "name"


def organisations(mentions: Iterable[Located], context: Context) -> list[Thing]:
    """The organisations, each authority's own council first."""
    together = nx.Graph()
    found: dict[Node, list[Located]] = defaultdict(list)
    for authority in by_authority(mentions, context):
        nodes = placed(authority, context)
        for node, located in nodes.items():
            found[node] += located
        together.add_nodes_from(nodes)
        together.add_edges_from(ties(nodes, context))
    components = sorted(sorted(component) for component in nx.connected_components(together))
    return [organisation({node: found[node] for node in component}) for component in components]


def placed(mentions: Sequence[Located], context: Context) -> dict[Node, list[Located]]:
    """The mentions of one authority by the nodes that they stand for."""
    found: dict[Node, list[Located]] = defaultdict(list)
    others: list[Located] = []
    for source, mention in mentions:
        scope: Scope | None = context.scopes[source]
        if scope and not is_council_of(mention, scope):
            council = context.councils.named(mention.name)
            scope = context.own_councils.get(council) if council else None
        if scope:
            found[_COUNCIL, scope.slug, scope.council or ""].append((source, mention))
        else:
            others.append((source, mention))
    for reach, form, source, mention in named(others, EntityKind.ORGANISATION, context):
        found[_NAME, "".join(reach), form].append((source, mention))
    return dict(found)


def ties(nodes: Mapping[Node, Sequence[Located]], context: Context) -> Iterator[tuple[Node, Node]]:
    """The nodes of one authority that a text says to be one organisation under two names."""
    node_of: dict[Place, Node] = {
        (source, mention.key): node
        for node, located in nodes.items()
        if node[0] == _NAME
        for source, mention in located
    }
    for one, other in context.renamed:
        if one in node_of and other in node_of:
            yield node_of[one], node_of[other]


def organisation(members: Mapping[Node, Sequence[Located]]) -> Thing:
    """The organisation of a component's nodes, as an authority's own where one of them is."""
    kind, authority, name = min(members, key=lambda node: (not node[1], node))
    mentions = [located for node in sorted(members) for located in members[node]]
    if kind == _COUNCIL:
        # Without a name a council is known only within its authority.
        return Thing(EntityKind.ORGANISATION, () if name else (authority,), mentions, name or "the Council")
    return Thing(EntityKind.ORGANISATION, (authority,) if authority else (), mentions)

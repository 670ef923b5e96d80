"""Which documents are of one authority: names such as "Cabinet" or "Councillor Clark" mean the same only within it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

from graphbuild.link.councils import Council, Councils, council
from graphbuild.model import Findings, Mention
from graphbuild.text import plain
from graphbuild.vocabulary import slug

_GENERIC = frozenset(
    "select committee commission council cabinet board panel scrutiny overview management planning licensing audit "
    "standard and health adult child children executive governance resource finance performance environment economy "
    "housing community education sub subcommittee joint full general purpose personnel highway meeting of regulatory "
    "pension fund corporate policy".split()
)
"""Words of bodies that every council has, in their plain form."""


@dataclass(frozen=True, slots=True)
class Scope:
    """An authority as far as the corpus knows it."""

    slug: str
    """What the IRIs of its people, posts and bodies begin with."""
    place: str | None
    """What the council is named after ("North Barset")."""
    council: str | None
    """The fullest name of its council that a document gives."""


def scopes(findings: Sequence[Findings]) -> dict[str, Scope]:
    """The scope of each document, by the document's slug.

    Documents belong together when they name the same council, or record the same body where its name is not one that
    every council has ("Planning Committee").
    """
    councils = Councils(map(council_of, findings))
    together = nx.Graph()
    for document in findings:
        together.add_node(document.source.slug)
        for tie in _ties(document, councils):
            together.add_edge(document.source.slug, tie)
    by_slug = {f.source.slug: f for f in findings}
    found: dict[str, Scope] = {}
    for component in nx.connected_components(together):
        members = sorted(n for n in component if n in by_slug)
        scope = _scope([by_slug[m] for m in members], councils)
        found.update(dict.fromkeys(members, scope))
    return found


def bodies(document: Findings) -> list[Mention]:
    """The bodies whose meetings a document records."""
    mentions = {m.key: m for m in document.mentions}
    return [mentions[m.body] for m in document.facts.meetings if m.recorded_in]


def council_of(document: Findings) -> str | None:
    """The name of the council whose document it is, with all words of its place.

    "Barset District Council" is "North Barset District Council" in a document that never has it without "North".
    """
    if document.council is None:
        return None
    named = {m.name for m in document.mentions if f" {m.name}".endswith(f" {document.council}")}
    return named.pop() if len(named) == 1 else document.council


def _ties(document: Findings, councils: Councils) -> set[tuple[str, str]]:
    own = councils.named(council_of(document))
    ties = {("council", own.plain)} if own else set()
    for body in bodies(document):
        name = plain(body.name)
        if not own or not set(name.split()) <= _GENERIC:
            ties.add(("body", name))
    return ties


def _scope(documents: Sequence[Findings], councils: Councils) -> Scope:
    named = Counter(own for d in documents if (own := councils.named(council_of(d))))
    if named:
        own = min(named, key=lambda c: (-named[c], c.plain))
        names = {name for d in documents if (name := council_of(d)) and councils.named(name) == own}
        return Scope(own.slug, own.place, max(sorted(names), key=len))
    known = Counter(d.place for d in documents if d.place)
    place_only = min(known, key=lambda p: (-known[p], p)) if known else None
    return Scope(min(slug(b.name) for d in documents for b in bodies(d)), place_only, None)


def is_own_council(name: str, scope: Scope) -> bool:
    """Whether a council's name may be that of the authority itself."""
    named, own = council(name), council(scope.council)
    if named is None or scope.place is None:
        return False
    return named.is_like(own or Council(scope.place, frozenset()))

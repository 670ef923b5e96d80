"""Which documents are of one authority: names such as "Cabinet" or "Councillor Clark" mean the same only within it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

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
_KIND = re.compile(
    r"^(?:(?:London|Royal) )?(?:Metropolitan )?(?:(?:Borough|City|County) of )?"
    r"|(?: (?:and|Metropolitan|Borough|County|City|District|Parish|Town|Community|Council))+$"
)
"""What a council's name says of its kind, before and after its place."""


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
    together = nx.Graph()
    for document in findings:
        together.add_node(document.source.slug)
        for tie in _ties(document):
            together.add_edge(document.source.slug, tie)
    by_slug = {f.source.slug: f for f in findings}
    found: dict[str, Scope] = {}
    for component in nx.connected_components(together):
        members = sorted(n for n in component if n in by_slug)
        scope = _scope([by_slug[m] for m in members])
        found.update(dict.fromkeys(members, scope))
    return found


def bodies(document: Findings) -> list[Mention]:
    """The bodies whose meetings a document records."""
    mentions = {m.key: m for m in document.mentions}
    return [mentions[m.body] for m in document.facts.meetings if m.recorded_in]


def place_of(document: Findings) -> str | None:
    """The place that a document's council is named after; without a council the place that the document is about.

    Of the council's name all words count, since "North Barset" and "North Wexcombe" are not one "North".
    """
    named = _KIND.sub("", document.council) if document.council else ""
    return named or document.place


def _ties(document: Findings) -> set[tuple[str, str]]:
    ties = set()
    place = place_of(document)
    if document.council and place:
        ties.add(("council", plain(place)))
    for body in bodies(document):
        name = plain(body.name)
        if not document.council or not set(name.split()) <= _GENERIC:
            ties.add(("body", name))
    return ties


def _scope(documents: Sequence[Findings]) -> Scope:
    councils: dict[str, set[str]] = defaultdict(set)
    places: Counter[str] = Counter()
    for document in documents:
        place = place_of(document)
        if document.council and place:
            councils[place].add(document.council)
            places[place] += 1
    if places:
        place = min(places, key=lambda p: (-places[p], p))
        return Scope(slug(place), place, max(sorted(councils[place]), key=len))
    known = Counter(d.place for d in documents if d.place)
    place_only = min(known, key=lambda p: (-known[p], p)) if known else None
    return Scope(min(slug(b.name) for d in documents for b in bodies(d)), place_only, None)

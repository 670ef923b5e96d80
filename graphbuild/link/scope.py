"""Which documents are of one authority: names such as "Cabinet" or "Councillor Clark" mean the same only within it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from typing import NamedTuple

import networkx as nx

from graphbuild.councils import Council, Councils, council
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


class Survey(NamedTuple):
    """What of a document tells whose it is."""

    source: str
    """Slug of the document."""
    council: str | None
    """The name of the council whose document it is, with all words of its place."""
    place: str | None
    bodies: tuple[str, ...]
    """Names of the bodies whose meetings it records."""


def survey(document: Findings) -> Survey:
    """What of a document tells whose it is."""
    names = tuple(body.name for body in bodies(document))
    return Survey(document.source.slug, council_of(document), document.place, names)


def scopes(findings: Sequence[Findings]) -> dict[str, Scope]:
    """The scope of each document, by the document's slug: those that ``ties`` join are of one authority."""
    surveys = {found.source: found for found in map(survey, findings)}
    councils = Councils(found.council for found in surveys.values())
    recorded: dict[str, set[str]] = defaultdict(set)
    for body, own in (record for surveyed in surveys.values() for record in records(surveyed, councils)):
        recorded[body].add(own)
    shared = {body for body, of in recorded.items() if len(of) > 1}
    together = nx.Graph()
    for source, surveyed in surveys.items():
        together.add_node(source)
        for tie in ties(surveyed, councils, shared):
            together.add_edge(source, tie)
    found: dict[str, Scope] = {}
    for component in nx.connected_components(together):
        members = sorted(node for node in component if node in surveys)
        found.update(dict.fromkeys(members, scope_of([surveys[member] for member in members], councils)))
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


def records(surveyed: Survey, councils: Councils) -> Iterator[tuple[str, str]]:
    """The bodies whose meetings a document records, each with the council that it names; nothing if it names none."""
    if own := councils.named(surveyed.council):
        yield from ((plain(body), own.plain) for body in surveyed.bodies)


def ties(surveyed: Survey, councils: Councils, shared: Set[str]) -> set[tuple[str, str]]:
    """What a document shares with the others of its authority.

    That is the council that it names, and the bodies that it records. Where it names a council, not those whose names
    are ones that every council has ("Planning Committee"), or ``shared``: recorded by documents of several councils.
    """
    own = councils.named(surveyed.council)
    found = {("council", own.plain)} if own else set()
    for body in map(plain, surveyed.bodies):
        if not own or not (body in shared or set(body.split()) <= _GENERIC):
            found.add(("body", body))
    return found


def scope_of(surveys: Sequence[Survey], councils: Councils) -> Scope:
    """The scope of the documents of one authority; their order does not matter."""
    named = Counter(own for s in surveys if (own := councils.named(s.council)))
    if named:
        own = min(named, key=lambda c: (-named[c], c.plain))
        names = {s.council for s in surveys if s.council and councils.named(s.council) == own}
        return Scope(own.slug, own.place, max(sorted(names), key=len))
    known = Counter(s.place for s in surveys if s.place)
    place_only = min(known, key=lambda p: (-known[p], p)) if known else None
    return Scope(min(slug(body) for s in surveys for body in s.bodies), place_only, None)


def is_own_council(name: str, scope: Scope) -> bool:
    """Whether a council's name may be that of the authority itself."""
    named, own = council(name), council(scope.council)
    if named is None or scope.place is None:
        return False
    return named.is_like(own or Council(scope.place, frozenset()))

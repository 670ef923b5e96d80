"""Linking, the only stage that sees more than one document: mentions become entities, references corpus-wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphbuild.link.entities import Linked, link_entities
from graphbuild.link.facts import completed, link_facts
from graphbuild.link.scope import scopes
from graphbuild.link.threads import add_threads
from graphbuild.model import Corpus, Facts, Findings


def link(findings: Sequence[Findings]) -> Corpus:
    """What all documents together say; the order of ``findings`` does not matter.

    Adding a document changes no reference of what it does not merge or name better.
    """
    documents = in_order(findings)
    linked = link_entities(documents, scopes(documents))
    return corpus_of(documents, linked, all_facts(documents, linked))


def in_order(findings: Iterable[Findings]) -> list[Findings]:
    """The documents in the order in which linking takes them."""
    return sorted(findings, key=lambda f: f.source.slug)


def all_facts(documents: Sequence[Findings], linked: Linked) -> Facts:
    """The facts of all documents, with the threads that only the whole corpus tells."""
    return add_threads(documents, linked, link_facts(documents, linked))


def corpus_of(documents: Sequence[Findings], linked: Linked, facts: Facts) -> Corpus:
    """The corpus, its entities with what the facts add to them."""
    return Corpus(
        sources=tuple(d.source for d in documents),
        entities=tuple(sorted(completed(linked.entities, facts), key=lambda e: e.key)),
        facts=facts,
    )

"""Linking, the only stage that sees more than one document: mentions become entities, references corpus-wide."""

from __future__ import annotations

from collections.abc import Sequence

from graphbuild.link.entities import link_entities
from graphbuild.link.facts import link_facts
from graphbuild.link.scope import scopes
from graphbuild.link.threads import add_threads
from graphbuild.model import Corpus, Findings


def link(findings: Sequence[Findings]) -> Corpus:
    """What all documents together say; the order of ``findings`` does not matter.

    Adding a document changes no reference of what it does not merge or name better.
    """
    documents = sorted(findings, key=lambda f: f.source.slug)
    authorities = scopes(documents)
    entities = link_entities(documents, authorities)
    facts, entities_used = link_facts(documents, entities)
    return Corpus(
        sources=tuple(d.source for d in documents),
        entities=tuple(sorted(entities_used, key=lambda e: e.key)),
        facts=add_threads(documents, entities, facts),
    )

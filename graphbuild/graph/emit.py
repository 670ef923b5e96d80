"""Corpus -> RDF quads: one named graph a source document, one for what linking concluded.

This and its tables (``properties``, ``facts``, ``labels``, ``describe``) are the only code before the queries that
knows RDF terms.
"""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import NamedNode, Quad

from graphbuild import topics
from graphbuild.graph import corrections, describe, facts, terms
from graphbuild.graph.labels import Labels
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.terms import Names, Triple
from graphbuild.model import Corpus, Entity, Meeting, Passage, Record, Ref, Source
from graphbuild.settings import Settings
from graphbuild.vocabulary import GB, RDF

LINKING = "linking"
"""Last part of the IRI of the graph that holds what no single document says."""


def quads(corpus: Corpus, settings: Settings, provenance: Provenance | None = None) -> Iterator[Quad]:
    """Everything that ``corpus`` says, as quads; the same quad may come twice, ``write`` folds them.

    A source's graph holds the source, its passages, and each fact and claim that they are evidence of; a fact of two
    sources is in both graphs, in each with that source's passages. Entities are in the linking graph, their
    evidence in the sources' graphs. ``provenance`` names the software and the model that the data set describes.

    Raises TopicsError for a bad topic scheme, GraphbuildError for a topic that it lacks, and ValueError for a passage
    that lies outside its source's text.
    """
    names = Names(settings.base, topics.load(settings.topics))
    records = all_records(corpus)
    linking = names.own(LINKING)
    yield from _sources(corpus, names, records)
    labels = Labels(records, names)
    for record in records:
        yield from _record(record, names, labels, linking)
    for triple in chain(
        describe.codes(records),
        describe.topics_used(records, names),
        corrections.triples(corpus.corrections, names, _there(corpus, records)),
        describe.dataset(corpus, settings, names, provenance),
    ):
        yield Quad(*triple, linking)


def all_records(corpus: Corpus) -> list[Record]:
    """Entities, facts, and the claims that their fields imply."""
    claims = corpus.facts.claims
    records: list[Record] = [*corpus.entities]
    for field in dataclasses.fields(corpus.facts):
        records.extend(getattr(corpus.facts, field.name))
    stated = {(claim.subject, claim.predicate, claim.object) for claim in claims}
    records.extend(list(facts.implied_claims(records, stated)))
    return records


def _there(corpus: Corpus, records: Iterable[Record]) -> set[Ref]:
    """The references of everything that the graph describes."""
    return {record.key for record in records} | {("source", source.slug) for source in corpus.sources}


def _record(record: Record, names: Names, labels: Labels, linking: NamedNode) -> Iterator[Quad]:
    """A record in each graph that it belongs to, and its evidence in that of each passage's source."""
    node = names.iri(record.key)
    in_sources = () if isinstance(record, Entity) else dict.fromkeys(passage.source for passage in record.evidence)
    triples: list[Triple] = list(facts.triples(record, names, labels))
    for graph in [names.source(slug) for slug in in_sources] or [linking]:
        for triple in triples:
            yield Quad(*triple, graph)
    for passage in record.evidence:
        yield Quad(node, GB.evidence, names.passage(passage), names.source(passage.source))
    if isinstance(record, Meeting):
        for slug in record.recorded_in:
            yield Quad(node, GB.recordedIn, names.source(slug), names.source(slug))


def _sources(corpus: Corpus, names: Names, records: Iterable[Record]) -> Iterator[Quad]:
    """Each source and the passages of it that are evidence, in its own graph."""
    cited: dict[str, set[Passage]] = {source.slug: set() for source in corpus.sources}
    for record in records:
        for passage in record.evidence:
            if passage.source not in cited:
                raise ValueError(f"evidence of {record.key} is in {passage.source!r}, which is no source of the corpus")
            cited[passage.source].add(passage)
    for source in corpus.sources:
        graph = names.source(source.slug)
        for triple in chain(describe.source(source, names), _passages(source, cited[source.slug], names)):
            yield Quad(*triple, graph)


def _passages(source: Source, passages: Iterable[Passage], names: Names) -> Iterator[Triple]:
    """The passages of a source, in the text's order."""
    for passage in sorted(passages):
        if not 0 <= passage.begin < passage.end <= len(source.text):
            raise ValueError(f"{passage} is not inside its source's text of {len(source.text)} code points")
        node = names.passage(passage)
        for cls in facts.with_superclasses(GB.Passage):
            yield node, RDF.type, cls
        yield node, GB.source, names.source(source.slug)
        yield node, GB.begin, terms.integer(passage.begin)
        yield node, GB.end, terms.integer(passage.end)
        yield node, GB.quote, terms.text(source.text[passage.begin : passage.end])
        if source.page_starts:
            yield node, GB.page, terms.integer(max(1, bisect_right(source.page_starts, passage.begin)))

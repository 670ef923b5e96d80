"""Corpus -> RDF quads: one named graph a source document, one for what linking concluded.

This and its tables (``properties``, ``facts``, ``labels``, ``describe``) are the only code before the queries that
knows RDF terms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator
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
    yield from of_sources(corpus.sources, records, names)
    yield from of_records(records, names)
    concluded = (
        describe.codes(describe.codes_used(records)),
        describe.topics(describe.topics_used(records), names),
        corrections.triples(corpus.corrections, names, _there(corpus, records)),
        describe.dataset(settings, names, provenance),
        describe.derived((source.slug for source in corpus.sources), names),
    )
    yield from of_linking(chain.from_iterable(concluded), names)


def all_records(corpus: Corpus) -> list[Record]:
    """Entities, facts, and the claims that their fields imply."""
    records: list[Record] = [*corpus.entities, *corpus.facts]
    return [*records, *facts.implied_claims(records, corpus.facts.claims)]


def _there(corpus: Corpus, records: Iterable[Record]) -> set[Ref]:
    """The references of everything that the graph describes."""
    return {record.key for record in records} | {("source", source.slug) for source in corpus.sources}


def of_records(records: Collection[Record], names: Names, beside: Iterable[Record] = ()) -> Iterator[Quad]:
    """What ``records`` say and what their evidence is; their labels may name those ``beside`` them."""
    labels, linking = Labels(chain(records, beside), names), names.own(LINKING)
    for record in records:
        yield from _record(record, names, labels, linking)


def of_linking(triples: Iterable[Triple], names: Names) -> Iterator[Quad]:
    """Triples in the graph of what no single document says."""
    linking = names.own(LINKING)
    return (Quad(*triple, linking) for triple in triples)


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


def of_sources(sources: Iterable[Source], records: Iterable[Record], names: Names) -> Iterator[Quad]:
    """Each source and the passages of it that are evidence of ``records``, in its own graph.

    Raises ValueError for evidence that is in none of the sources, or outside its source's text.
    """
    by_slug = {source.slug: source for source in sources}
    cited: dict[str, set[Passage]] = {slug: set() for slug in by_slug}
    for record in records:
        for passage in record.evidence:
            if passage.source not in cited:
                raise ValueError(f"evidence of {record.key} is in {passage.source!r}, which is no source of the corpus")
            cited[passage.source].add(passage)
    for slug, source in by_slug.items():
        graph = names.source(slug)
        for triple in chain(describe.source(source, names), _passages(source, cited[slug], names)):
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

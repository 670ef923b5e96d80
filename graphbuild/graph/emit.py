"""Corpus -> RDF quads: one named graph a source document, one for what linking concluded.

This and its tables (``properties``, ``facts``, ``labels``, ``describe``) are the only code before the queries that
knows RDF terms.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from pyoxigraph import NamedNode, Quad

from graphbuild import topics
from graphbuild.graph import corrections, describe, facts, terms
from graphbuild.graph.labels import Labels
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.terms import Names, Node, Triple
from graphbuild.model import Corpus, Entity, Meeting, Record, Ref, Source
from graphbuild.settings import Settings
from graphbuild.vocabulary import GB, RDF

LINKING = "linking"
"""Last part of the IRI of the graph that holds what no single document says."""


Emitted = tuple[NamedNode, NamedNode, Node, NamedNode]
"""Subject, predicate, object and graph, which take long to become pyoxigraph's quads."""


def quads(corpus: Corpus, settings: Settings, provenance: Provenance | None = None) -> Iterator[Quad]:
    """What ``statements`` gives, as pyoxigraph's quads."""
    return (Quad(*statement) for statement in statements(corpus, settings, provenance))


def statements(corpus: Corpus, settings: Settings, provenance: Provenance | None = None) -> Iterator[Emitted]:
    """Everything that ``corpus`` says; the statements of a graph come together, and the same may come twice.

    A source's graph holds the source, its passages, and each fact and claim that they are evidence of; a fact of two
    sources is in both graphs, in each with that source's passages. Entities are in the linking graph, which comes
    first, their evidence in the sources' graphs. ``provenance`` names the software and the model that the data set
    describes.

    Raises TopicsError for a bad topic scheme, GraphbuildError for a topic that it lacks, and ValueError for a passage
    that lies outside its source's text.
    """
    names = Names(settings.base, topics.load(settings.topics))
    records = all_records(corpus)
    labels = Labels(records, names)
    about_all = chain(
        describe.dataset(settings, names, provenance),
        describe.derived(corpus.sources, names),
        describe.codes(describe.codes_used(records)),
        describe.topics(describe.topics_used(records), names),
        corrections.triples(corpus.corrections, names, _there(corpus, records)),
        concluded(records, names, labels),
    )
    yield from in_linking(about_all, names)
    yield from in_sources(corpus.sources, records, names, labels)


def in_linking(triples: Iterable[Triple], names: Names) -> Iterator[Emitted]:
    """Triples in the graph of what no single document says."""
    linking = names.own(LINKING)
    return ((*triple, linking) for triple in triples)


def concluded(records: Iterable[Record], names: Names, labels: Labels) -> Iterator[Triple]:
    """What ``records`` say that belongs to no source: entities, and facts that no passage states."""
    for record in records:
        if isinstance(record, Entity) or not record.evidence:
            yield from facts.triples(record, names, labels)


def in_sources(
    sources: Sequence[Source], records: Iterable[Record], names: Names, labels: Labels, beside: Iterable[Record] = ()
) -> Iterator[Emitted]:
    """Each source, what it is evidence of, and the passages that are, also those for records ``beside``.

    Raises ValueError for evidence that is in none of the sources, or outside its source's text.
    """
    slugs = [source.slug for source in sources]
    found, cited = _by_source(slugs, records), _by_source(slugs, beside)
    for source in sources:
        graph, own = names.source(source.slug), found[source.slug]
        for triple in chain(
            describe.source(source, names),
            *(of_source(record, source.slug, names, labels) for record in own),
            _passages(source, [*own, *cited[source.slug]], names),
        ):
            yield *triple, graph


def all_records(corpus: Corpus) -> list[Record]:
    """Entities, facts, and the claims that their fields imply."""
    records: list[Record] = [*corpus.entities, *corpus.facts]
    return [*records, *facts.implied_claims(records, corpus.facts.claims)]


def _there(corpus: Corpus, records: Iterable[Record]) -> set[Ref]:
    """The references of everything that the graph describes."""
    return {record.key for record in records} | {("source", source.slug) for source in corpus.sources}


def _by_source(slugs: Iterable[str], records: Iterable[Record]) -> dict[str, list[Record]]:
    """The records that each source is evidence of."""
    found: dict[str, list[Record]] = {slug: [] for slug in slugs}
    for record in records:
        for slug in sources_of(record):
            if slug not in found:
                raise ValueError(f"evidence of {record.key} is in {slug!r}, which is no source of the corpus")
            found[slug].append(record)
    return found


def sources_of(record: Record) -> dict[str, None]:
    """The slugs of the sources that a record is in."""
    recorded = record.recorded_in if isinstance(record, Meeting) else ()
    return dict.fromkeys((*(passage.source for passage in record.evidence), *recorded))


def of_source(record: Record, slug: str, names: Names, labels: Labels) -> Iterator[Triple]:
    """A record in the graph of a source, with the passages of it that are evidence."""
    node = names.iri(record.key)
    evidence = [passage for passage in record.evidence if passage.source == slug]
    if evidence and not isinstance(record, Entity):
        yield from facts.triples(record, names, labels)
    for passage in evidence:
        yield node, GB.evidence, names.passage(passage)
    if isinstance(record, Meeting) and slug in record.recorded_in:
        yield node, GB.recordedIn, names.source(slug)


def _passages(source: Source, records: Iterable[Record], names: Names) -> Iterator[Triple]:
    """The passages of a source that are evidence of ``records``, in the text's order."""
    slug = source.slug
    for passage in sorted({passage for record in records for passage in record.evidence if passage.source == slug}):
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

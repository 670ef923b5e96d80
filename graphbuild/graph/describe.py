"""What stands beside the records: sources, the codes and topics that they use, the data set as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from graphbuild import vocabulary
from graphbuild.graph import facts, properties, terms
from graphbuild.graph.provenance import Provenance
from graphbuild.graph.terms import Names, Triple, text
from graphbuild.model import Record, Ref, Source, references
from graphbuild.settings import Settings
from graphbuild.vocabulary import DCAT, DCTERMS, GB, PROV, RDF, RDFS, SCHEMA, SKOS, VOID


def source(source: Source, names: Names) -> Iterator[Triple]:
    """An input document."""
    node = names.source(source.slug)
    for cls in facts.with_superclasses(GB.Source):
        yield node, RDF.type, cls
    yield node, RDFS.label, text(source.title or source.name)
    yield node, SCHEMA.name, text(source.name)
    yield node, DCTERMS.identifier, text(source.sha256)
    if source.title:
        yield node, DCTERMS.title, text(source.title)
    if address := terms.address(source.address or ""):
        yield node, DCTERMS.source, address
    if source.status:
        yield node, GB.status, text(source.status)


def codes_used(records: Iterable[Record]) -> set[tuple[str, str]]:
    """Scheme and notation of the codes of the small lists that the records use."""
    return {
        (prop.scheme, str(value))
        for record in records
        for prop in properties.of(record)
        if prop.scheme
        for value in prop.values(record)
    }


def codes(used: Iterable[tuple[str, str]]) -> Iterator[Triple]:
    """The concepts of codes, each given by scheme and notation."""
    for scheme, notation in sorted(used):
        yield from _concept(vocabulary.code_iri(scheme, notation), notation, notation)


def topics_used(records: Iterable[Record]) -> set[Ref]:
    """The topics that the records name; without those above them, so that a query sees only what is in use."""
    return {key for record in records for key in references(record) if key[0] == "topic"}


def topics(used: Iterable[Ref], names: Names) -> Iterator[Triple]:
    """The concepts of topics."""
    for key in sorted(used):
        topic = names.topic(key)
        yield from _concept(names.iri(key), topic.label, topic.notation)


def _concept(node: NamedNode, label: str, notation: str) -> Iterator[Triple]:
    yield node, RDF.type, SKOS.Concept
    yield node, RDFS.label, text(label)
    yield node, SKOS.prefLabel, text(label)
    yield node, SKOS.notation, text(notation)


def derived(sources: Iterable[Source], names: Names) -> Iterator[Triple]:
    """That the data set is made of these sources."""
    node = names.own("dataset")
    for document in sources:
        yield node, PROV.wasDerivedFrom, names.source(document.slug)


def dataset(settings: Settings, names: Names, provenance: Provenance | None) -> Iterator[Triple]:
    """The data set: its title, its vocabularies, and what made it; of what sources, ``derived`` says."""
    node = names.own("dataset")
    yield node, RDF.type, VOID.Dataset
    yield node, RDF.type, DCAT.Dataset
    yield node, RDFS.label, text(settings.title)
    yield node, DCTERMS.title, text(settings.title)
    yield node, DCTERMS.description, text(_description(settings.base))
    if settings.licence:
        yield node, DCTERMS.license, NamedNode(settings.licence)
    yield node, VOID.uriSpace, text(settings.base)
    for used in vocabulary.VOCABULARIES:
        yield node, VOID.vocabulary, NamedNode(used.iri)
    if provenance:
        yield from _made_by(node, names, provenance)


def _description(base: str) -> str:
    extracted = "Facts extracted by graphbuild from committee papers, each with the passages that state it."
    if base == vocabulary.DEFAULT_BASE:
        return f"{extracted} The IRIs are examples: build with a base of your own (--base) before publishing."
    return extracted


def _made_by(node: NamedNode, names: Names, provenance: Provenance) -> Iterator[Triple]:
    """The build as a PROV activity, carried out by graphbuild with a spaCy model."""
    build = names.own("build")
    software, model = names.own("software", "graphbuild"), names.own("software", "spacy-model")
    yield node, PROV.wasGeneratedBy, build
    yield node, DCAT.version, text(provenance.software)
    yield build, RDF.type, PROV.Activity
    yield build, RDFS.label, text("build of this data set")
    for agent, name, version in (
        (software, "graphbuild", provenance.software),
        (model, provenance.model, provenance.model_version),
    ):
        yield build, PROV.wasAssociatedWith, agent
        yield agent, RDF.type, PROV.SoftwareAgent
        yield agent, RDFS.label, text(f"{name} {version}")
        yield agent, SCHEMA.name, text(name)
        yield agent, SCHEMA.softwareVersion, text(version)

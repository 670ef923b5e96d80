"""What a record says in triples: its types, its properties, and the plain shortcut triples beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from graphbuild.codes import Capacity, EntityKind, InvolvementKind, UndertakingKind
from graphbuild.graph import properties, terms
from graphbuild.graph.hierarchy import superclasses
from graphbuild.graph.labels import Labels
from graphbuild.graph.terms import Names, Triple
from graphbuild.model import (
    Abbreviation,
    Amount,
    Attendance,
    Claim,
    Declaration,
    Entity,
    Involvement,
    Item,
    Meeting,
    Paper,
    Recommendation,
    Record,
    Ref,
    Resolution,
    Tenure,
)
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, RDF, RDFS, SCHEMA, SKOS

CLASSES: dict[type[Record], NamedNode] = {
    Meeting: GB.Meeting,
    Item: GB.AgendaItem,
    Attendance: GB.Attendance,
    Resolution: GB.Resolution,
    Declaration: GB.Declaration,
    Tenure: GB.Tenure,
    Involvement: GB.Involvement,
    Paper: GB.Paper,
    Recommendation: GB.Recommendation,
    Amount: SCHEMA.MonetaryAmount,
    Abbreviation: GB.Abbreviation,
    Claim: GB.Claim,
}
ENTITY_CLASSES = {
    EntityKind.PERSON: FOAF.Person,
    EntityKind.POST: ORG.Post,
    EntityKind.ORGANISATION: ORG.Organization,
    EntityKind.UNDERTAKING: GB.Undertaking,
    EntityKind.TERM: GB.Term,
}
SHORTCUT_OF_CAPACITY = {
    Capacity.PRESENT: GB.present,
    Capacity.APOLOGIES: GB.apologiesFrom,
    Capacity.IN_ATTENDANCE: GB.inAttendance,
}
SHORTCUT_OF_INVOLVEMENT = {
    InvolvementKind.PROVIDES: GB.provides,
    InvolvementKind.COMMISSIONS: GB.commissions,
    InvolvementKind.FUNDS: GB.funds,
    InvolvementKind.EVALUATES: GB.evaluates,
    InvolvementKind.INSPECTS: GB.inspects,
    InvolvementKind.PART_OF: GB.partOf,
    InvolvementKind.PARTNER_OF: GB.partnerOf,
    InvolvementKind.MEMBER_OF: GB.memberOf,
    InvolvementKind.BOARD_MEMBER_OF: GB.boardMemberOf,
    InvolvementKind.SUPPORTS: GB.supports,
    InvolvementKind.AUTHORED: GB.authored,
}
PREDICATES = {
    "presentedBy": GB.presentedBy,
    "chairedBy": GB.chairedBy,
    "discusses": GB.discusses,
    "subject": DCTERMS.subject,
    "references": DCTERMS.references,
    "followsUp": GB.followsUp,
    "movedBy": GB.movedBy,
    "secondedBy": GB.secondedBy,
}


def triples(record: Record, names: Names, labels: Labels) -> Iterator[Triple]:
    """Everything that ``record`` says, but for its evidence and the sources that a meeting is recorded in."""
    node = names.iri(record.key)
    for cls in types(record):
        yield node, RDF.type, cls
    yield node, RDFS.label, terms.text(labels.of(record))
    for prop in properties.of(record):
        for term in prop.objects(names, record):
            yield node, prop.predicate, term
    if isinstance(record, Entity):
        for other in record.alt_names:
            if other and other != record.name:
                yield node, SKOS.altLabel, terms.text(other)
    if isinstance(record, Claim):
        yield from _reified(node, record, names)
    if record.modality is None:
        yield from _shortcuts(record, names)


def types(record: Record) -> tuple[NamedNode, ...]:
    """The class of a record, and those above it."""
    if isinstance(record, Entity):
        cls = ENTITY_CLASSES[record.kind]
        if record.kind is EntityKind.UNDERTAKING and record.classification:
            cls = GB[UndertakingKind(record.classification)]
    else:
        cls = CLASSES[type(record)]
    return with_superclasses(cls)


def with_superclasses(cls: NamedNode) -> tuple[NamedNode, ...]:
    """A class and those that the ontology puts above it."""
    return (cls, *superclasses().get(cls, ()))


def _reified(node: NamedNode, claim: Claim, names: Names) -> Iterator[Triple]:
    """The parts of the statement that a claim is about."""
    yield node, RDF.subject, names.iri(claim.subject)
    yield node, RDF.predicate, PREDICATES[claim.predicate]
    yield node, RDF.object, names.iri(claim.object)


def _shortcuts(record: Record, names: Names) -> Iterator[Triple]:
    """The plain triples of a fact that its text simply asserts."""
    iri = names.iri
    match record:
        case Attendance():
            yield iri(record.meeting), SHORTCUT_OF_CAPACITY[record.capacity], iri(record.attendee)
        case Tenure():
            yield iri(record.person), ORG.holds, iri(record.post)
            yield iri(record.post), ORG.heldBy, iri(record.person)
        case Involvement():
            yield iri(record.agent), SHORTCUT_OF_INVOLVEMENT[record.involvement], iri(record.target)
        case Declaration(interest_in=interest) if interest:
            yield iri(record.declarant), GB.declaredInterestIn, iri(interest)
        case Abbreviation(abbreviates=meant) if meant:
            yield iri(meant), GB.abbreviation, terms.text(record.short)
        case Claim():
            yield iri(record.subject), PREDICATES[record.predicate], iri(record.object)


def implied_claims(records: Iterable[Record], claims: Iterable[Claim]) -> Iterator[Claim]:
    """A claim for each topic, mover and seconder that a record carries as a field, where none of ``claims`` says it.

    The record's evidence is the claim's. Movers and topics hold of a motion also where it was not carried, so that
    the claim has no modality.
    """
    stated = {(claim.subject, claim.predicate, claim.object) for claim in claims}
    for record in records:
        for predicate, objects in _claimed(record):
            for key in objects:
                if (record.key, predicate, key) not in stated:
                    yield Claim(
                        key=("claim", predicate, *record.key, "to", *key),
                        evidence=record.evidence,
                        rule=record.rule,
                        confidence=record.confidence,
                        subject=record.key,
                        predicate=predicate,
                        object=key,
                    )


def _claimed(record: Record) -> Iterator[tuple[str, tuple[Ref, ...]]]:
    """Fields that the contract has claims for."""
    if isinstance(record, Resolution):
        yield "movedBy", record.moved_by
        yield "secondedBy", record.seconded_by
    if isinstance(record, Resolution | Entity):
        yield "subject", record.topics

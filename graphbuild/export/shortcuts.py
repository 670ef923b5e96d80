"""The plain triples that stand beside a fact or claim, read back from what it says."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from graphbuild.export.holding import values
from graphbuild.graph.facts import SHORTCUT_OF_CAPACITY, SHORTCUT_OF_INVOLVEMENT
from graphbuild.vocabulary import GB, ORG, RDF, code_iri

Shortcut = tuple[str, NamedNode, str]
"""Subject, predicate, and the IRI or the text of the object."""
_BY_CODE = {code_iri("capacity", code).value: term for code, term in SHORTCUT_OF_CAPACITY.items()} | {
    code_iri("involvement", code).value: term for code, term in SHORTCUT_OF_INVOLVEMENT.items()
}


def shortcuts(store: Store, fact: str) -> Iterator[Shortcut]:
    """The shortcuts of a fact or claim; nothing for what is neither. One that has a modality states none."""
    if values(store, fact, GB.modality):
        return
    of = {predicate: values(store, fact, predicate) for predicate in _READ}
    for begin, predicate, end in (
        *((begin, NamedNode(p), RDF.object) for begin in (RDF.subject,) for p in of[RDF.predicate]),
        *((GB.meeting, _BY_CODE[code], GB.attendee) for code in of[GB.capacity] if code in _BY_CODE),
        *((GB.agent, _BY_CODE[code], GB["in"]) for code in of[GB.involvement] if code in _BY_CODE),
        (ORG.member, ORG.holds, GB.post),
        (GB.post, ORG.heldBy, ORG.member),
        (GB.declarant, GB.declaredInterestIn, GB.interestIn),
        (GB.abbreviates, GB.abbreviation, GB.shortForm),
    ):
        yield from ((subject, predicate, term) for subject in of[begin] for term in of[end])


_READ = (
    *(RDF.subject, RDF.predicate, RDF.object, GB.meeting, GB.capacity, GB.attendee, GB.agent, GB.involvement, GB["in"]),
    *(ORG.member, GB.post, GB.declarant, GB.interestIn, GB.abbreviates, GB.shortForm),
)

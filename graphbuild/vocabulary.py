"""Closed namespaces (a misspelt term raises) and the minting of IRIs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from pyoxigraph import NamedNode

if TYPE_CHECKING:
    from graphbuild.model import Passage, Ref

DEFAULT_BASE = "https://example.org/id/"


class Vocabulary:
    """A namespace with a fixed list of terms: ``GB.Meeting`` is its IRI, ``GB.Meating`` raises AttributeError."""

    def __init__(self, prefix: str, iri: str, terms: Iterable[str]) -> None:
        self._terms = {term: NamedNode(iri + term) for term in terms}
        self.__dict__.update(self._terms)  # found without a call; emitting asks for terms a million times
        self.prefix, self.iri = prefix, iri

    def __getattr__(self, term: str) -> NamedNode:
        try:
            return self._terms[term]
        except KeyError:
            raise AttributeError(f"{self.prefix}: has no term {term!r}") from None

    def __getitem__(self, term: str) -> NamedNode:
        return self.__getattr__(term)

    def __iter__(self) -> Iterator[str]:
        return iter(self._terms)

    def __contains__(self, term: str) -> bool:
        return term in self._terms


GB = Vocabulary(
    "gb",
    "https://w3id.org/graphbuild/ontology#",
    (
        # classes
        "Source Passage Claim Meeting AgendaItem Resolution Paper Recommendation Undertaking Service Programme "
        "Strategy InformationSystem Contract Review Term Attendance Tenure Involvement Declaration Abbreviation "
        "Correction "
        # what people put right
        "correctedBy change "
        # evidence
        "source begin end quote page status evidence confidence rule modality "
        # meetings, items, resolutions, papers
        "body startTime venue recordedIn chairedBy present apologiesFrom inAttendance minuteNumber position "
        "presentedBy discusses followsUp clause text action askedOf dueText due movedBy secondedBy outcome votesFor "
        "votesAgainst abstentions forMeeting "
        # people and facts
        "party ward attendee meeting capacity actingAs forItem leftForItem post firstSeen lastSeen agent involvement "
        "in when provides commissions funds evaluates inspects partOf partnerOf memberOf boardMemberOf supports "
        "authored declarant interestIn interestKind aboutItem declaredInterestIn shortForm longForm abbreviates "
        "abbreviation amountFor"
    ).split(),
)
RDF = Vocabulary(
    "rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "type Statement subject predicate object".split()
)
RDFS = Vocabulary("rdfs", "http://www.w3.org/2000/01/rdf-schema#", "label comment subClassOf".split())
XSD = Vocabulary(
    "xsd",
    "http://www.w3.org/2001/XMLSchema#",
    "date gYearMonth gYear time decimal integer string nonNegativeInteger".split(),
)
ORG = Vocabulary(
    "org",
    "http://www.w3.org/ns/org#",
    "Organization Post Membership postIn heldBy holds classification subOrganizationOf member organization".split(),
)
FOAF = Vocabulary("foaf", "http://xmlns.com/foaf/0.1/", "Person Agent name familyName givenName title".split())
SKOS = Vocabulary(
    "skos",
    "http://www.w3.org/2004/02/skos/core#",
    (
        "Concept ConceptScheme prefLabel altLabel hiddenLabel broader notation inScheme topConceptOf hasTopConcept "
        "definition scopeNote"
    ).split(),
)
DCTERMS = Vocabulary(
    "dcterms",
    "http://purl.org/dc/terms/",
    "title date isPartOf subject references identifier source creator license description".split(),
)
SCHEMA = Vocabulary("schema", "https://schema.org/", "Event MonetaryAmount value currency name softwareVersion".split())
VOID = Vocabulary("void", "http://rdfs.org/ns/void#", "Dataset triples vocabulary uriSpace".split())
DCAT = Vocabulary("dcat", "http://www.w3.org/ns/dcat#", "Dataset version".split())
PROV = Vocabulary(
    "prov",
    "http://www.w3.org/ns/prov#",
    (
        "Activity Agent Person SoftwareAgent Entity wasGeneratedBy wasAssociatedWith wasAttributedTo wasInfluencedBy "
        "used wasDerivedFrom"
    ).split(),
)
OA = Vocabulary("oa", "http://www.w3.org/ns/oa#", ("SpecificResource",))
TOPIC_IRI = "https://w3id.org/graphbuild/topic/"
CODE_IRI = "https://w3id.org/graphbuild/code/"
"""Concepts of the small code lists (actions, capacities ...): CODE_IRI + list + "/" + slug of the notation."""

VOCABULARIES = (GB, RDF, RDFS, XSD, ORG, FOAF, SKOS, DCTERMS, SCHEMA, VOID, DCAT, PROV, OA)
PREFIXES: dict[str, str] = {v.prefix: v.iri for v in VOCABULARIES} | {"topic": TOPIC_IRI}


def slug(text: str, limit: int = 80) -> str:
    """A lower-case ASCII path segment for ``text``: words joined by hyphens, at most ``limit`` characters.

    Letters that have no ASCII form are percent-encoded by ``iri``; a text without any letter or digit gives ``"x"``.
    """
    folded = unicodedata.normalize("NFKD", text.replace("&", " and ")).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub(r"['’‘`´]", "", folded)
    words = re.sub(r"[^\w]+|_", "-", folded).strip("-")
    return words[:limit].rstrip("-") or "x"


def iri(base: str, key: Ref) -> NamedNode:
    """The IRI of a corpus-wide reference: ``base`` and its path; topics have an IRI of their own scheme."""
    if key[0] == "topic":
        return NamedNode(TOPIC_IRI + quote(key[1], safe="-"))
    return NamedNode(base + "/".join(map(_quoted, key)))


def passage_iri(base: str, passage: Passage) -> NamedNode:
    """The IRI of a passage: RFC 5147 character offsets on its source's IRI."""
    return NamedNode(f"{base}source/{_quoted(passage.source)}#char={passage.begin},{passage.end}")


@lru_cache(10_000)
def _quoted(part: str) -> str:
    """A part of a path; the same ones stand in many IRIs."""
    return quote(part, safe="-")


@lru_cache(1_000)
def code_iri(scheme: str, notation: str) -> NamedNode:
    """The IRI of a concept of a small code list, such as ``("action", "note")``."""
    return NamedNode(f"{CODE_IRI}{scheme}/{slug(notation)}")

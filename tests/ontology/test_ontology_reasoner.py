"""graphbuild.ttl: within OWL 2 DL and free of contradictions, by checkers that are themselves tested."""

from __future__ import annotations

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import owlready2
import pytest
from graphs import HERE, ONTOLOGY, SPARQL_PREFIXES, good, to_rdflib
from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef

from graphbuild.vocabulary import GB

HERMIT = Path(owlready2.__file__).parent / "hermit" / "HermiT.jar"
BASE = "https://example.org/id/"
XSD = "http://www.w3.org/2001/XMLSchema#"
STRING = URIRef(XSD + "string")
OF_XSD = """decimal integer nonNegativeInteger nonPositiveInteger positiveInteger negativeInteger long int short byte
unsignedLong unsignedInt unsignedShort unsignedByte double float string normalizedString token language Name NCName
NMTOKEN boolean hexBinary base64Binary anyURI dateTime dateTimeStamp"""
DATATYPE_MAP = {OWL.real, OWL.rational, RDF.PlainLiteral, RDF.XMLLiteral, RDF.langString, RDFS.Literal} | {
    URIRef(XSD + name) for name in OF_XSD.split()
}
"""Section 4 of the OWL 2 structural specification."""
needs_java = pytest.mark.skipif(not shutil.which("java"), reason="HermiT needs Java: install a JRE")
needs_javac = pytest.mark.skipif(not shutil.which("javac"), reason="the OWL 2 DL profile checker needs a JDK")


def ontology(addition: str = "") -> Graph:
    """The ontology, with some Turtle added."""
    graph = Graph().parse(ONTOLOGY)
    prefixes = SPARQL_PREFIXES + "PREFIX owl: <http://www.w3.org/2002/07/owl#>\n"
    return graph.parse(data=f"BASE <{BASE}>\n{prefixes}{addition}", format="turtle")


def contradictions(graph: Graph) -> list[str] | None:
    """Classes that can have no members, by HermiT; None where the graph as a whole is inconsistent."""
    world = owlready2.World()
    xml = graph.serialize(format="xml", encoding="utf-8")
    world.get_ontology("https://example.org/").load(fileobj=BytesIO(xml))
    try:
        owlready2.sync_reasoner_hermit(world, debug=0)
    except owlready2.OwlReadyInconsistentOntologyError:
        return None
    return sorted(cls.iri for cls in world.inconsistent_classes() if cls is not owlready2.Nothing)


def datatypes(graph: Graph) -> set[URIRef]:
    """Every datatype that a range, a restriction or a literal names."""
    used = {o.datatype or STRING for o in graph.objects() if isinstance(o, Literal) and not o.language}
    for term in graph.subjects(RDF.type, OWL.DatatypeProperty):
        used |= {o for o in graph.objects(term, RDFS.range) if isinstance(o, URIRef)}
    return used | set(graph.objects(None, OWL.onDatatype))


def leaving_dl(graph: Graph, folder: Path) -> list[str]:
    """Where the OWL API sees a graph leave OWL 2 DL."""
    path = folder / "ontology.rdf"
    graph.serialize(path, format="xml")
    command = ["java", "-cp", str(HERMIT), str(HERE / "ProfileCheck.java"), str(path)]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert int(lines.pop().removeprefix("axioms: ")) > 200, "the checker did not read the ontology"
    return lines


def data_for_owl() -> Graph:
    """The good data without what OWL cannot hold: dates (outside its datatypes) and reified statements (reserved)."""
    graph = to_rdflib(good(BASE))
    for triple in list(graph):
        if isinstance(triple[2], Literal) and (triple[2].datatype or STRING) not in DATATYPE_MAP:
            graph.remove(triple)
    for term in (RDF.subject, RDF.predicate, RDF.object):
        graph.remove((None, term, None))
    graph.remove((None, RDF.type, RDF.Statement))
    return graph


@needs_java
def test_the_ontology_is_consistent_and_every_class_can_have_members() -> None:
    assert contradictions(ontology()) == []


@needs_java
def test_data_as_the_contract_wants_it_is_consistent_with_the_ontology() -> None:
    assert contradictions(ontology() + data_for_owl()) == []


@needs_java
@pytest.mark.parametrize(
    "addition",
    [
        "<x> a gb:Meeting , foaf:Person .",
        "<x> gb:body <y> . <y> a foaf:Person .",
        "<x> gb:begin 1 , 2 .",
        "<x> gb:confidence 1.5 .",
        '<x> gb:outcome "postponed" .',
    ],
)
def test_the_reasoner_sees_an_inconsistency(addition: str) -> None:
    assert contradictions(ontology(addition)) is None


@needs_java
def test_the_reasoner_sees_a_class_that_can_have_no_members() -> None:
    addition = "gb:Nobody a owl:Class ; rdfs:subClassOf foaf:Person , gb:Meeting ."
    assert contradictions(ontology(addition)) == [GB.iri + "Nobody"]


def test_the_datatypes_are_those_of_owl_2() -> None:
    assert datatypes(ontology()) <= DATATYPE_MAP
    assert URIRef(XSD + "date") in datatypes(ontology("gb:due rdfs:range xsd:date ."))


@needs_javac
def test_the_ontology_is_within_owl_2_dl(tmp_path: Path) -> None:
    assert leaving_dl(ontology(), tmp_path) == []


@needs_javac
def test_the_profile_checker_sees_what_is_outside(tmp_path: Path) -> None:
    outside = {
        "gb:venue a owl:ObjectProperty .": "pun between properties",
        "gb:Claim rdfs:subClassOf rdf:Statement .": "reserved vocabulary for class IRI: rdf:Statement",
        "gb:Meeting rdfs:subClassOf gb:Gathering .": "undeclared class: <https://w3id.org/graphbuild/ontology#Gathering>",
        'gb:Meeting gb:remark "?" .': "undeclared annotation property",
    }
    seen = " ".join(leaving_dl(ontology("\n".join(outside)), tmp_path))
    assert [says for says in outside.values() if says not in seen] == []

"""Each way in which a graph can be wrong is told in words: which thing, what is wrong, what to do."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
from madeup.documents import A14, M14

from graphbuild.errors import GraphbuildError
from graphbuild.graph.validate import EXAMPLES, ValidationReport, validate
from graphbuild.vocabulary import DCTERMS, GB, ORG, RDF, RDFS

Change = Callable[[str], str]
BLYTHE = "https://example.org/id/person/barchester/amara-blythe"


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """A copy of the build without its store, so that changes to graph.ttl count."""
    for name in ("graph.ttl", "sources"):
        source = built / name
        shutil.copytree(source, tmp_path / name) if source.is_dir() else shutil.copy(source, tmp_path / name)
    return tmp_path


def changed(folder: Path, *replacements: tuple[str, str]) -> ValidationReport:
    path = folder / "graph.ttl"
    text = path.read_text(encoding="utf-8")
    for old, new in replacements:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    return validate(folder)


def test_a_build_conforms(built: Path) -> None:
    report = validate(built)
    assert list(report.lines()) == [
        f"{built} conforms ({report.triples} triples).",
        f"{report.quotes} quotes were compared with the text at their offsets.",
    ]
    assert report.conforms
    assert report.quotes == 54
    assert report.triples == len(list(ox.parse(path=str(built / "graph.ttl"), format=ox.RdfFormat.TURTLE)))


def test_a_file_without_its_texts_is_validated_and_the_report_says_what_was_not_checked(
    built: Path, tmp_path: Path
) -> None:
    shutil.copy(built / "graph.ttl", tmp_path / "mine.ttl")
    report = validate(tmp_path / "mine.ttl")
    assert report.conforms
    assert report.quotes is None
    assert "Quotes were not compared with the text" in list(report.lines())[-1]


def test_a_violation_names_the_thing_the_fault_and_the_remedy(folder: Path) -> None:
    report = changed(folder, ('"2014-04-30"^^xsd:date', '"30 April 2014"'))
    assert not report.conforms
    assert list(report.lines())[:4] == [
        "The meeting has not exactly one date: give dcterms:date as xsd:date, "
        "or as xsd:gYearMonth where the text names no day. (1)",
        "  Children's Panel, 30 April 2014 <https://example.org/id/meeting/barchester-childrens-panel/2014-04-30>",
        "    date: 30 April 2014",
        "",
    ]
    assert list(report.lines())[-2] == f"{folder} does not conform: 1 violations ({report.triples} triples)."


@pytest.mark.parametrize(
    ("old", "new", "says", "label"),
    [
        ("gb:confidence 0.85", "gb:confidence 1.85", "not a single number from 0 to 1", "Lantern Trust provides"),
        ("gb:confidence 0.85 ;", "", "Nothing says how sure", "Lantern Trust provides"),
        ('gb:modality "negated"', 'gb:modality "denied"', "modality is unknown", "inspects Harbour Service"),
        ('foaf:name "Amara Blythe" ;', "", "The person has not exactly one name", "Councillor Amara Blythe"),
        ('rdfs:label "CareBook" ;', "", "not exactly one rdfs:label", "CareBook"),
        ("gb:Service, gb:Undertaking", "gb:Service", "is not also typed gb:Undertaking", "Harbour Service"),
        ("gb:Tenure, org:Membership", "gb:Tenure", "not also typed org:Membership", "Fenella Marsh, Head of Inclusion"),
        ('gb:startTime "17:30:00"', 'gb:startTime "5.30 p.m."', "not one time of day", "Panel, 11 June 2014"),
        ("rdf:predicate gb:chairedBy", "rdf:predicate gb:venue", "not one of the properties", "chaired by"),
        ('skos:notation "apologies"', 'skos:notation "sorry"', "The capacity is unknown", "Ottoline Pym, apologies"),
        ("gb:declarant <person/", "gb:declarant <pers/", "not that of exactly one person", "personal interest"),
        ('gb:text "That the report be noted."', 'gb:text ""', "not exactly one wording", "Resolved 9(1)"),
        ('schema:currency "GBP"', 'schema:currency "£"', "currency is missing or no code", "£1,250,000.50"),
        ("gb:begin 0 ;\n    gb:end 25", "gb:begin 25 ;\n    gb:end 0", "ends before it begins", "BARCHESTER COUNTY"),
        ('gb:shortForm "STAR"', 'gb:shortForm "STAR", "S"', "not exactly one short form", "STAR: Short Term"),
        ("gb:position 3", 'gb:position "three"', "place is not one whole number", "10. ANY OTHER BUSINESS"),
    ],
)  # fmt: skip
def test_each_kind_of_violation_is_explained(folder: Path, old: str, new: str, says: str, label: str) -> None:
    report = changed(folder, (old, new))
    assert not report.conforms
    [problem] = [problem for problem in report.problems if says in problem.message]
    assert any(label in example.label for example in problem.examples)
    assert all(example.iri.startswith("https://") for example in problem.examples)


@pytest.mark.parametrize("predicate", [GB.evidence, RDF.type, RDFS.label, DCTERMS.isPartOf, GB.source, ORG.member])
def test_what_is_missing_everywhere_is_told_with_a_message_and_capped(folder: Path, predicate: ox.NamedNode) -> None:
    path = folder / "graph.ttl"
    kept = [t for t in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE) if t.predicate != predicate]
    if predicate == RDF.type:  # then nothing is a target, but for what we leave one type
        kept.append(ox.Quad(ox.NamedNode(BLYTHE), RDF.type, ox.NamedNode("http://xmlns.com/foaf/0.1/Person")))
    ox.serialize([ox.Triple(t.subject, t.predicate, t.object) for t in kept], str(path), ox.RdfFormat.TURTLE)
    report = validate(path)
    assert not report.conforms
    for problem in report.problems:
        assert ": " in problem.message or "or it is not" in problem.message
        assert 1 <= len(problem.examples) <= min(problem.count, EXAMPLES)
    counts = [problem.count for problem in report.problems]
    assert counts == sorted(counts, reverse=True)
    if max(counts) > EXAMPLES:
        assert f"  and {max(counts) - EXAMPLES} more" in list(report.lines())


def test_a_quote_that_is_not_the_text_is_found(folder: Path) -> None:
    path = folder / "sources" / f"{A14}.txt"
    path.write_text(path.read_text(encoding="utf-8").replace("Chair.", "Clerk."), encoding="utf-8")
    report = validate(folder)
    [problem] = report.problems
    assert problem.message.startswith("The quote is not the text at its offsets: build again")
    assert {(example.label, example.detail) for example in problem.examples} == {
        ("Chair", "quote: Chair; text there: Clerk"),
        (
            "Councillor Amara Blythe, Chair",
            "quote: Councillor Amara Blythe, Chair; text there: Councillor Amara Blythe, Clerk",
        ),
    }


def test_carriage_returns_are_not_lost_on_reading_the_text(folder: Path) -> None:
    path = folder / "sources" / f"{A14}.txt"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert not validate(folder).conforms


def test_offsets_outside_the_text_are_found(folder: Path) -> None:
    path = folder / "sources" / f"{A14}.txt"
    path.write_text(path.read_text(encoding="utf-8")[:130], encoding="utf-8")
    [problem] = validate(folder).problems
    assert problem.message.startswith("The passage lies outside its source's text")
    assert "132 to 137 of 130 characters" in {example.detail for example in problem.examples}


def test_a_text_that_is_not_there_is_told(folder: Path) -> None:
    (folder / "sources" / f"{M14}.txt").unlink()
    [problem] = validate(folder).problems
    assert problem.message.startswith("The passage's source has no kept text")
    assert problem.count == 43


@pytest.mark.parametrize("slug", ["..%2Fsecret", "%2Ftmp%2Fsecret", "..", "%00", "."])
def test_a_source_outside_the_folder_is_never_read(folder: Path, slug: str) -> None:
    (folder / "secret.txt").write_text("BARCHESTER COUNTY COUNCIL" * 100, encoding="utf-8")
    report = changed(folder, (f"<source/{A14}>", f"<https://example.org/id/source/{slug}>"))
    messages = {problem.message for problem in report.problems}
    assert any(message.startswith("The passage's source has no kept text") for message in messages)
    assert not any("not the text" in message for message in messages)


def test_shapes_of_ones_own(built: Path, tmp_path: Path) -> None:
    shapes = tmp_path / "shapes.ttl"
    head = "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix foaf: <http://xmlns.com/foaf/0.1/> . "
    shapes.write_text(head + "[] sh:targetClass foaf:Person ; sh:property [ sh:path foaf:mbox ; sh:minCount 1 ] .")
    report = validate(built, shapes)
    assert [problem.count for problem in report.problems] == [4]
    assert report.problems[0].message == "It breaks the MinCount of a shape's mbox: mend it, or the shape."
    shapes.write_text(head + "[] a sh:NodeShape ; sh:targetClass foaf:Person ; sh:property foaf:gone, 5 .")
    with pytest.raises(GraphbuildError, match=r"shapes\.ttl is not valid SHACL"):
        validate(built, shapes)
    shapes.write_text("nonsense")
    with pytest.raises(GraphbuildError, match=r"shapes\.ttl cannot be read as Turtle"):
        validate(built, shapes)
    with pytest.raises(GraphbuildError, match=r"gone\.ttl cannot be read"):
        validate(built, tmp_path / "gone.ttl")


def test_nothing_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(GraphbuildError, match="no graph"):
        validate(tmp_path)
    (tmp_path / "broken.ttl").write_text("<a> <b>")
    with pytest.raises(GraphbuildError, match=r"broken\.ttl is not valid"):
        validate(tmp_path / "broken.ttl")


def test_ill_typed_literals_do_not_print_tracebacks(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert not changed(folder, ('"2014-04-30"^^xsd:date', '"2014-02-30"^^xsd:date')).conforms
    out, err = capfd.readouterr()
    assert not out + err

"""What is left of a graph when it is narrowed, and that nothing of what is left out survives anywhere."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from graphbuild.errors import GraphbuildError
from graphbuild.export import FORMATS, Narrowing, export, export_to
from graphbuild.export.naming import Naming
from graphbuild.export.public import BLANK
from graphbuild.graph.store import Graph, open_graph
from graphbuild.graph.validate import validate
from graphbuild.view import network
from graphbuild.view.reading import Reader

PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/> PREFIX foaf: <http://xmlns.com/foaf/0.1/>
PREFIX gb: <https://w3id.org/graphbuild/ontology#> PREFIX org: <http://www.w3.org/ns/org#>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX topic: <https://w3id.org/graphbuild/topic/> PREFIX void: <http://rdfs.org/ns/void#>
"""
PUBLIC = ("Tabitha Mossop", "Mossop", "Barnaby O'Quirke", "Quirke", "Zoë Fenn-Lacey", "Fenn-Lacey", "Lacey", "Zoe")
"""Names of people of the parish who hold no office."""
IN_OFFICE = ("Ada Quill", "Rufus Bream", "Olive Tench", "Ned Fenn")

Part = Callable[..., Graph]


@pytest.fixture
def part(exported: Callable[..., bytes], tmp_path: Path) -> Part:
    """``part(graph, topic=...)``: the narrowed graph, opened from its Turtle."""

    def narrowed(graph: Graph, **narrowing: object) -> Graph:
        path = tmp_path / "part.ttl"
        path.write_bytes(exported(graph, "turtle", **narrowing))
        return open_graph(path)

    return narrowed


def column(graph: Graph, query: str) -> set[str]:
    return {row[0].value for row in graph.query(PREFIXES + query)}  # type: ignore[union-attr]


def everything(graph: Graph, folder: Path, **narrowing: object) -> dict[str, str]:
    """The text of the export in every format, JSON's and XML's escapes read."""
    texts = {}
    for form in FORMATS:
        path = folder / form
        export_to(graph, form, path, Narrowing(**narrowing))  # type: ignore[arg-type]
        files = sorted(path.iterdir()) if path.is_dir() else [path]
        texts[form] = "\n".join(file.read_text("utf-8") for file in files)
    return texts


def test_a_topic_keeps_what_its_view_shows(part: Part, demo_graph: Graph) -> None:
    send = "https://w3id.org/graphbuild/topic/SEND"
    left = part(demo_graph, topic="SEND")
    shown = set(network.of_topic(Reader(demo_graph), send, beyond=0))
    assert len(shown) > 20
    things = column(left, "SELECT ?s { ?s rdfs:label ?label }")
    assert shown <= things
    items = "SELECT ?item { ?item a gb:AgendaItem ; dcterms:title ?t ; dcterms:subject ?about FILTER(%s) }"
    about, others = "?about = topic:SEND", "?about != topic:SEND"
    assert column(left, items % about) == column(demo_graph, items % about)
    unrelated = column(demo_graph, items % others) - shown
    assert unrelated
    assert not unrelated & things
    assert column(left, "SELECT ?form { ?a gb:abbreviates topic:SEND ; gb:shortForm ?form }") == {"SEND"}


@pytest.mark.parametrize("narrowing", [{"topic": "SEND"}, {"first": 2017, "last": 2020}, {"office_holders_only": True}])
def test_a_part_conforms_to_the_shapes(
    exported: Callable[..., bytes], demo_graph: Graph, tmp_path: Path, narrowing: dict[str, object]
) -> None:
    path = tmp_path / "part.ttl"
    path.write_bytes(exported(demo_graph, "turtle", **narrowing))
    report = validate(path)
    assert report.conforms, "\n".join(report.lines())
    assert report.triples > 500


@pytest.mark.parametrize("narrowing", [{"topic": "SEND"}, {"first": 2014, "last": 2014}, {"office_holders_only": True}])
def test_nothing_is_said_that_the_whole_does_not_say(
    exported: Callable[..., bytes], demo_graph: Graph, narrowing: dict[str, object]
) -> None:
    whole = set(exported(demo_graph, "ntriples").splitlines())
    left = set(exported(demo_graph, "ntriples", **narrowing).splitlines())
    added = [line.decode() for line in left - whole]
    assert all("/dataset/" in line.split()[0] or BLANK in line for line in added)
    assert len(left) < len(whole)


def test_every_shortcut_that_is_left_has_its_fact(part: Part, demo_graph: Graph) -> None:
    left = part(demo_graph, first=2014, last=2014)
    shortcuts = """SELECT ?p { ?meeting gb:present ?p
        FILTER NOT EXISTS { ?fact gb:attendee ?p ; gb:meeting ?meeting } }"""
    assert column(left, "SELECT ?p { ?meeting gb:present ?p }")
    assert not column(left, shortcuts)
    claims = "SELECT ?o { ?s dcterms:subject ?o FILTER NOT EXISTS { ?c rdf:subject ?s ; rdf:object ?o } }"
    assert not column(left, claims)


def test_years_keep_what_is_dated_in_them_and_what_that_needs(part: Part, demo_graph: Graph) -> None:
    left = part(demo_graph, first=2017, last=2017)
    meetings = "SELECT ?m { ?m a gb:Meeting ; dcterms:date ?d FILTER(STRSTARTS(STR(?d), '2017')) }"
    assert column(left, meetings) == column(demo_graph, meetings)
    attended = column(left, "SELECT ?d { ?fact gb:attendee ?who ; gb:meeting/dcterms:date ?d }")
    assert attended
    assert {date[:4] for date in attended} == {"2017"}
    pointed_at = column(left, "SELECT ?m { ?m a gb:Meeting ; dcterms:date ?d FILTER(!STRSTARTS(STR(?d), '2017')) }")
    assert pointed_at, "what an item of the year refers to is named"
    assert not column(left, "SELECT ?w { ?m gb:present ?w ; dcterms:date ?d FILTER(!STRSTARTS(STR(?d), '2017')) }")
    documents = column(left, "SELECT ?name { ?s a gb:Source ; <https://schema.org/name> ?name }")
    assert "2017-10-minutes.txt" in documents
    assert "2014-06-minutes.txt" not in documents
    assert not column(left, "SELECT ?p { ?p a gb:Passage FILTER NOT EXISTS { ?thing gb:evidence ?p } }")


def test_a_tenure_holds_in_the_years_between_those_that_attest_it(part: Part, parish: Graph) -> None:
    left = part(parish, first=2015, last=2015)
    assert "https://parish.example/id/t/ned" in column(left, "SELECT ?t { ?t a gb:Tenure }")


def test_both_together_keep_what_is_both(part: Part, demo_graph: Graph) -> None:
    left = part(demo_graph, topic="SEND", first=2017, last=2017)
    items = "SELECT ?item { ?item dcterms:subject topic:SEND ; dcterms:isPartOf ?m . ?m dcterms:date ?d %s }"
    of_that_year = column(demo_graph, items % "FILTER(YEAR(?d) = 2017)")
    assert of_that_year
    assert column(left, items % "") == of_that_year


def test_without_evidence_no_kept_sentence_is_left(demo_graph: Graph, tmp_path: Path) -> None:
    own_words = column(
        demo_graph, "SELECT ?w { ?s gb:text|dcterms:title|gb:dueText|gb:venue|gb:when|skos:altLabel|rdfs:label ?w }"
    )
    quotes = column(demo_graph, "SELECT ?q { ?p gb:quote ?q }")
    folded = " ".join(" ".join(sorted(own_words)).split())
    on_a_line = {" ".join(quote.split()) for quote in quotes}
    sentences = {quote for quote in on_a_line if len(quote) > 30 and quote.rstrip(".;") not in folded}
    assert len(sentences) > 50
    for form, text in everything(demo_graph, tmp_path, without_evidence=True).items():
        plain = " ".join(text.replace('\\"', '"').replace("&amp;", "&").split())
        assert not [sentence for sentence in sentences if sentence in plain], form
        assert "#char=" not in text
        assert "gb:begin " not in text
    whole = everything(demo_graph, tmp_path)
    assert all("char=" in whole[form] for form in ("turtle", "jsonld", "rdfxml"))
    assert any(sentence in " ".join(whole["csv"].split()) for sentence in sentences)


def test_no_name_of_a_member_of_the_public_survives_in_any_format(parish: Graph, tmp_path: Path) -> None:
    whole = everything(parish, tmp_path)
    assert all("Mossop" in text for text in whole.values())
    for form, text in everything(parish, tmp_path, office_holders_only=True).items():
        for name in PUBLIC:
            assert not re.search(re.escape(name), text, re.IGNORECASE), (form, name)
        assert "mossop" not in text.casefold()
        assert "fenn-lacey" not in text.casefold()
        assert all(name in text for name in IN_OFFICE), form
        assert "Fenn Hall" in text, "the name of somebody else's is no surname"


def test_the_demos_public_does_not_survive_either(demo_graph: Graph, tmp_path: Path) -> None:
    left = everything(demo_graph, tmp_path, office_holders_only=True)
    people = column(demo_graph, "SELECT ?l { ?p a foaf:Person ; foaf:name ?l }")
    kept = column(open_graph(_named(tmp_path / "turtle")), "SELECT ?l { ?p a foaf:Person ; foaf:name ?l }")
    gone = people - kept
    assert len(gone) >= 3
    assert len(kept) > 20
    for name in gone:
        assert not [form for form, text in left.items() if name in text], name
        assert not [form for form, text in left.items() if name.casefold().replace(" ", "-") in text.casefold()]
    titled = column(demo_graph, "SELECT ?l { ?p foaf:title 'Councillor' ; foaf:name ?l }")
    assert titled <= kept


def _named(path: Path) -> Path:
    return path.rename(path.with_suffix(".ttl"))


def test_what_names_a_member_of_the_public_is_blanked_and_no_more(part: Part, parish: Graph) -> None:
    left = part(parish, office_holders_only=True)
    assert column(left, "SELECT ?t { ?item gb:position 1 ; dcterms:title ?t }") == {BLANK}
    assert column(left, "SELECT ?t { ?item gb:position 2 ; dcterms:title ?t }") == {"+Drains <b>&amp;</b> ditches"}
    assert column(left, "SELECT ?t { ?r gb:text ?t FILTER(STRLEN(?t) > 0) }") >= {BLANK}
    assert column(left, "SELECT ?asked { ?r gb:askedOf ?asked }") == {"https://parish.example/id/post/clerk"}
    assert column(left, "SELECT ?by { ?i gb:presentedBy ?by }") == {"https://parish.example/id/person/ada"}
    assert not column(left, "SELECT ?a { ?a a gb:Attendance ; gb:attendee ?p FILTER NOT EXISTS { ?p a foaf:Person } }")
    assert not column(left, "SELECT ?p { ?s gb:evidence ?p FILTER(isIRI(?p)) FILTER NOT EXISTS { ?p gb:quote ?q } }")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mrs Mary Pike spoke.", True),
        ("MARY PIKE", True),
        ("Pike asked", True),
        ("Mrs. Pike's son", True),
        ("a pike in the pond", False),
        ("Councillor Pike asked", False),
        ("Pike Street School", False),
        ("Councillor Pike and Mrs Pike", True),
        ("The Mary Pike Fund", True),
        ("Jo Ann O’Hara-Smith", True),
        ("Smith came", True),
        ("a blacksmith", False),
        ("", False),
    ],
)
def test_naming(text: str, names: bool) -> None:
    naming = Naming(
        names=["Mrs Mary Pike", "Jo-Ann O'Hara Smith"],
        surnames=["Pike", "O'Hara Smith"],
        kept=["Councillor Pike"],
        others=["Pike Street School", "The Mary Pike Fund"],
    )
    assert naming.names(text) is names


def test_naming_in_iris() -> None:
    naming = Naming(names=["Mary Pike"], surnames=["Pike"], kept=["Councillor Jane Mary Pike"], others=[])
    assert naming.in_iri("https://a.example/item/letter-from-mary-pike/x")
    assert naming.in_iri("https://a.example/person/mary%20pike")
    assert not naming.in_iri("https://a.example/item/pike-fishing")
    assert not naming.in_iri("https://a.example/person/jane-mary-pike")


def test_a_part_says_what_it_is_a_part_of(part: Part, parish: Graph) -> None:
    left = part(parish, topic="POVERTY", first=2015, last=2016, office_holders_only=True)
    whole, own = "https://parish.example/id/dataset", "?part prov:wasDerivedFrom ?whole . ?whole a void:Dataset ."
    assert column(left, f"SELECT ?whole {{ {own} }}") == {whole}
    described = column(left, f"SELECT ?text {{ {own} ?part dcterms:description ?text }}").pop()
    assert "A part of the data set “Parish”: about Poverty, from 2015 to 2016, office holders only." in described
    assert "what names one is blanked" in described
    assert column(left, f"SELECT ?l {{ {own} ?part dcterms:license ?l }}") == {
        "https://creativecommons.org/licenses/by/4.0/"
    }
    triples = column(left, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")
    assert column(left, f"SELECT ?n {{ {own} ?part void:triples ?n }}") == triples
    assert column(left, f"SELECT ?s {{ {own} ?part prov:wasDerivedFrom ?s . ?s a gb:Source }}")


@pytest.mark.parametrize(
    ("narrowing", "sentence"),
    [
        ({"topic": "Zeppelins"}, "The graph has no topic called 'Zeppelins'"),
        ({"topic": "CSE"}, "nothing in the graph bears on that topic; name another"),
        ({"first": 2018, "last": 2017}, "the years run backwards, from 2018 to 2017; give the earlier one to --from"),
        (
            {"first": 2050},
            r"nothing of those years \(what it has is from 2014 to 2016\); give others to --from and --to",
        ),
        ({"topic": "POVERTY", "first": 2014, "last": 2014}, "nothing in the graph bears on that topic in those years"),
    ],
)
def test_what_cannot_be_found_gets_one_sentence(parish: Graph, narrowing: dict[str, object], sentence: str) -> None:
    with pytest.raises(GraphbuildError, match=sentence):
        export(parish, "turtle", io.BytesIO(), Narrowing(**narrowing))  # type: ignore[arg-type]


def test_what_has_no_date_is_counted_aloud(tmp_path: Path) -> None:
    path = tmp_path / "undated.ttl"
    path.write_text(
        """@prefix gb: <https://w3id.org/graphbuild/ontology#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        <http://a/m> a gb:Meeting ; dcterms:date "2019-01-01" .
        <http://a/i> a gb:Involvement ; gb:agent <http://a/o> ."""
    )
    heard: list[str] = []
    stream = io.BytesIO()
    export(open_graph(path), "ntriples", stream, Narrowing(first=2019), heard.append)
    assert heard == ["1 of its records has no date and is left out unless others need it"]
    left = ox.parse(stream.getvalue(), format=ox.RdfFormat.N_TRIPLES)
    assert {str(quad.subject) for quad in left} == {"<http://a/m>"}

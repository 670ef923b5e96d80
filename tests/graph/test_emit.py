"""What the made-up corpus becomes: the golden Turtle was read line by line; here stands what it must show, and why."""

from __future__ import annotations

import dataclasses
import importlib.util
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from madeup import CORPUS, FACTS
from madeup.documents import A14, BLYTHE, COUNCIL, HARBOUR, JUNE, M14, SOURCES, TEXTS, at, known
from madeup.settings import PROVENANCE, SETTINGS

from graphbuild.codes import EntityKind, InvolvementKind, Modality
from graphbuild.errors import GraphbuildError
from graphbuild.graph.emit import all_records, quads
from graphbuild.graph.facts import PREDICATES
from graphbuild.graph.hierarchy import superclasses
from graphbuild.model import Claim, Corpus, Entity, Facts, Involvement, Passage, Source
from graphbuild.settings import Settings
from graphbuild.vocabulary import DCTERMS, GB, ORG, PREFIXES, RDF, RDFS, SCHEMA, SKOS, VOID, XSD, iri

GOLDEN = Path(__file__).parents[1] / "data" / "emit.ttl"
SCORER = Path(__file__).parents[3] / "shared" / "score" / "score.py"
BASE = SETTINGS.base


def named(key: tuple[str, ...]) -> ox.NamedNode:
    return iri(BASE, key)


@pytest.fixture(scope="module")
def emitted() -> list[ox.Quad]:
    return list(quads(CORPUS, SETTINGS, PROVENANCE))


@pytest.fixture(scope="module")
def store(built: Path) -> ox.Store:
    loaded = ox.Store()
    loaded.bulk_load(path=str(built / "graph.ttl"), format=ox.RdfFormat.TURTLE)
    return loaded


def ask(store: ox.Store, pattern: str) -> bool:
    prefixes = "".join(f"PREFIX {prefix}: <{iri}> " for prefix, iri in PREFIXES.items())
    return bool(store.query(f"BASE <{BASE}> {prefixes} ASK {{ {pattern} }}"))


def test_the_turtle_is_the_golden_one(built: Path) -> None:
    assert (built / "graph.ttl").read_text(encoding="utf-8") == GOLDEN.read_text(encoding="utf-8")


def test_the_hand_made_corpus_has_every_field_of_every_record() -> None:
    """Otherwise the golden file would not show what becomes of them."""
    filled = defaultdict(set)
    for record in all_records(CORPUS):
        for field in dataclasses.fields(record):
            filled[type(record)].add(field.name if getattr(record, field.name) not in (None, ()) else "")
    for cls, names in filled.items():
        missing = {field.name for field in dataclasses.fields(cls)} - names - {"modality"}
        assert not missing, f"{cls.__name__}: {missing}"
    claimed = {claim.predicate for claim in all_records(CORPUS) if isinstance(claim, Claim)}
    assert claimed == set(PREDICATES)
    assert {field.name for field in dataclasses.fields(Facts) if not getattr(FACTS, field.name)} == set()


def test_every_record_has_type_label_rule_confidence_and_its_evidence(store: ox.Store) -> None:
    for record in all_records(CORPUS):
        node = named(record.key)
        has = {quad.predicate for quad in store.quads_for_pattern(node, None, None)}
        assert {RDF.type, RDFS.label, GB.rule, GB.confidence} <= has, record.key
        evidence = {quad.object.value for quad in store.quads_for_pattern(node, GB.evidence, None)}
        assert evidence == {f"{BASE}source/{p.source}#char={p.begin},{p.end}" for p in record.evidence}


def test_every_quote_is_the_text_at_its_offsets(store: ox.Store) -> None:
    texts = {f"{BASE}source/{slug}": text for slug, text in TEXTS.items()}
    passages = list(store.quads_for_pattern(None, RDF.type, GB.Passage))
    assert len(passages) == len({p for record in all_records(CORPUS) for p in record.evidence})
    for passage in passages:
        said = {q.predicate: q.object.value for q in store.quads_for_pattern(passage.subject, None, None)}
        begin, end = int(said[GB.begin]), int(said[GB.end])
        assert texts[said[GB.source]][begin:end] == said[GB.quote]
        assert passage.subject.value == f"{said[GB.source]}#char={begin},{end}"
        assert said.get(GB.page) == (None if A14 in said[GB.source] else "1" if begin < TEXTS[M14].index("\f") else "2")


def test_superclasses_of_the_ontology_are_asserted(store: ox.Store) -> None:
    above = superclasses()
    assert above[GB.Tenure] == (ORG.Membership,)
    assert above[GB.Claim] == (RDF.Statement,)
    for quad in list(store.quads_for_pattern(None, RDF.type, None)):
        for cls in above.get(quad.object, ()):
            assert ox.Quad(quad.subject, RDF.type, cls) in store
    assert ask(store, "<undertaking/harbour-service> a gb:Service, gb:Undertaking")


@pytest.mark.parametrize(
    "pattern",
    [
        "<meeting/barchester-childrens-panel/2014-06-11> gb:present <person/barchester/amara-blythe>",
        "<meeting/barchester-childrens-panel/2014-06-11> gb:apologiesFrom <person/barchester/ottoline-pym>",
        "<meeting/barchester-childrens-panel/2014-06-11> gb:inAttendance <person/barchester/fenella-marsh>",
        "<meeting/barchester-childrens-panel/2014-06-11> gb:chairedBy <person/barchester/amara-blythe>",
        "<person/barchester/amara-blythe> org:holds <post/barchester/chair>",
        "<post/barchester/chair> org:heldBy <person/barchester/amara-blythe>",
        "<organisation/lantern-trust> gb:provides <undertaking/harbour-service>",
        "<organisation/barchester-county-council> gb:memberOf <organisation/wexcombe-partnership>",
        "<organisation/barchester-childrens-panel> gb:partOf <organisation/barchester-county-council>",
        "<person/barchester/amara-blythe> gb:declaredInterestIn <organisation/lantern-trust>",
        "topic:SEND gb:abbreviation 'SEND' ; skos:notation 'SEND' ; a skos:Concept",
        "<term/star> gb:abbreviation 'STAR'",
        "<meeting/barchester-childrens-panel/2014-06-11/9> gb:presentedBy <post/barchester/head-of-inclusion>",
        "<meeting/barchester-childrens-panel/2014-06-11/9> dcterms:subject topic:SEND",
        "?resolution gb:movedBy <person/barchester/amara-blythe> ; gb:secondedBy <person/barchester/tobias-quill>",
    ],
)
def test_the_plain_triple_stands_beside_the_fact(store: ox.Store, pattern: str) -> None:
    assert ask(store, pattern)


@pytest.mark.parametrize("modality", Modality)
def test_what_a_text_does_not_assert_has_no_plain_triple(modality: Modality) -> None:
    """For every kind of fact that has a shortcut."""
    facts = {
        f.name: tuple(dataclasses.replace(r, modality=modality) for r in getattr(FACTS, f.name))
        for f in dataclasses.fields(FACTS)
    }
    found = {q.predicate for q in quads(dataclasses.replace(CORPUS, facts=Facts(**facts)), SETTINGS)}
    shortcuts = {GB.present, GB.apologiesFrom, GB.inAttendance, ORG.holds, ORG.heldBy, GB.provides, GB.funds}
    shortcuts |= {GB.inspects, GB.memberOf, GB.partOf, GB.declaredInterestIn, GB.abbreviation, GB.presentedBy}
    shortcuts |= {GB.chairedBy, GB.discusses, GB.followsUp, DCTERMS.references}
    assert not found & shortcuts
    assert GB.evidence in found
    assert GB.modality in found


def test_a_negated_or_conditional_involvement_is_a_node_only(store: ox.Store) -> None:
    assert ask(store, "?i gb:agent <organisation/barchester-county-council> ; gb:modality 'negated'")
    assert not ask(store, "<organisation/barchester-county-council> gb:inspects ?x")
    assert not ask(store, "<organisation/barchester-county-council> gb:funds ?x")
    assert not ask(store, "<meeting/barchester-childrens-panel/2014-06-11/10> dcterms:subject ?x")


def test_each_kind_of_involvement_has_its_shortcut() -> None:
    for kind in InvolvementKind:
        fact = Involvement(key=("i",), agent=COUNCIL, involvement=kind, target=HARBOUR, **known(at("Council")))
        corpus = Corpus(sources=SOURCES, entities=(), facts=Facts(involvements=(fact,)))
        words = kind.value.split()
        shortcut = GB["".join([words[0], *(word.capitalize() for word in words[1:])])]
        assert ox.Quad(named(COUNCIL), shortcut, named(HARBOUR), named(("source", M14))) in set(quads(corpus, SETTINGS))


def test_a_fact_of_two_sources_is_in_both_graphs_with_the_passages_of_each(emitted: list[ox.Quad]) -> None:
    tenure = named(("tenure", "amara-blythe", "chair"))
    for slug in (M14, A14):
        graph = [q for q in emitted if q.subject == tenure and q.graph_name == named(("source", slug))]
        assert {q.predicate for q in graph} >= {RDF.type, ORG.member, GB.post, GB.firstSeen, GB.rule}
        assert [q.object.value for q in graph if q.predicate == GB.evidence] == [
            f"{BASE}source/{slug}#char={p.begin},{p.end}"
            for p in FACTS.tenures[0].evidence
            if p.source == slug
        ]  # fmt: skip
    assert not [q for q in emitted if q.subject == tenure and q.graph_name == named(("linking",))]


def test_entities_are_in_the_linking_graph_and_their_mentions_in_those_of_the_sources(emitted: list[ox.Quad]) -> None:
    about = [q for q in emitted if q.subject == named(BLYTHE)]
    linked = {q.predicate for q in about if q.graph_name == named(("linking",))}
    assert RDFS.label in linked
    assert GB.evidence not in linked
    said = {q.predicate for q in about if q.graph_name == named(("source", A14))}
    assert said == {GB.evidence, ORG.holds}


def test_there_is_a_graph_for_each_source_and_one_for_linking(emitted: list[ox.Quad]) -> None:
    assert {q.graph_name.value for q in emitted} == {BASE + "linking", *(f"{BASE}source/{s.slug}" for s in SOURCES)}


def test_no_blank_nodes_no_language_tags_and_datatypes_as_the_contract_says(emitted: list[ox.Quad]) -> None:
    datatypes = defaultdict(set)
    for quad in emitted:
        assert isinstance(quad.subject, ox.NamedNode)
        assert isinstance(quad.object, ox.NamedNode | ox.Literal)
        if isinstance(quad.object, ox.Literal):
            assert quad.object.language is None
            datatypes[quad.predicate].add(quad.object.datatype)
    assert datatypes.pop(DCTERMS.date) == {XSD.date, XSD.gYearMonth}
    assert datatypes.pop(GB.due) == {XSD.gYearMonth}
    assert datatypes.pop(GB.firstSeen) == datatypes.pop(GB.lastSeen) == {XSD.date}
    assert datatypes.pop(GB.startTime) == {XSD.time}
    assert datatypes.pop(GB.confidence) == datatypes.pop(SCHEMA.value) == {XSD.decimal}
    for predicate in (GB.begin, GB.end, GB.page, GB.position, GB.votesFor, GB.votesAgainst, GB.abstentions):
        assert datatypes.pop(predicate) == {XSD.integer}
    assert {datatype for found in datatypes.values() for datatype in found} == {XSD.string}


@pytest.mark.parametrize(
    ("due", "datatype"), [("2015", XSD.gYear), ("2015-03", XSD.gYearMonth), ("2015-03-09", XSD.date)]
)
def test_a_date_has_the_datatype_of_its_form(due: str, datatype: ox.NamedNode) -> None:
    resolution = dataclasses.replace(FACTS.resolutions[1], due=due)
    corpus = dataclasses.replace(CORPUS, facts=dataclasses.replace(FACTS, resolutions=(resolution,)))
    assert [q.object for q in quads(corpus, SETTINGS) if q.predicate == GB.due] == [ox.Literal(due, datatype=datatype)]


def test_codes_and_topics_that_are_used_stand_with_label_and_notation_and_nothing_above_them(store: ox.Store) -> None:
    used = {q.object for p in (GB.action, GB.capacity, ORG.classification, GB.involvement, DCTERMS.subject)
            for q in store.quads_for_pattern(None, p, None)}  # fmt: skip
    assert used
    for concept in used:
        said = {q.predicate: q.object for q in store.quads_for_pattern(concept, None, None)}
        assert said[SKOS.notation].datatype == XSD.string
        assert {RDF.type, RDFS.label, SKOS.prefLabel} <= set(said)
    assert not ask(store, "?x skos:broader ?y")
    assert not ask(store, "?x skos:notation 'LEARNING'")


def test_a_claim_implied_by_a_field_is_not_made_where_one_is_stated() -> None:
    stated = Claim(
        key=("claim", "by-hand"),
        subject=FACTS.resolutions[1].key,
        predicate="movedBy",
        object=BLYTHE,
        **known(at("Moved by Councillor Blythe")),
    )
    corpus = dataclasses.replace(CORPUS, facts=dataclasses.replace(FACTS, claims=(stated,)))
    moved = [r for r in all_records(corpus) if isinstance(r, Claim) and r.predicate == "movedBy"]
    assert moved == [stated]


def test_the_data_set_says_what_made_it_and_that_its_iris_are_examples(store: ox.Store) -> None:
    assert ask(store, "<dataset> a void:Dataset, dcat:Dataset ; dcterms:title 'Papers of Barchester'")
    assert ask(store, "<dataset> prov:wasGeneratedBy/prov:wasAssociatedWith/schema:softwareVersion '1.2.3'")
    assert ask(store, "<dataset> dcterms:description ?d FILTER(CONTAINS(?d, 'IRIs are examples'))")
    licence = "https://licences.example/open"
    own = Settings(base="https://data.council.example/", topics=SETTINGS.topics, licence=licence)
    assert [q.object.value for q in quads(CORPUS, own) if q.predicate == DCTERMS.license] == [licence]
    described = [q.object.value for q in quads(CORPUS, own) if q.predicate == DCTERMS.description]
    assert "examples" not in described[0]
    assert all(
        q.subject.value.startswith((own.base, "https://w3id.org/graphbuild/")) for q in quads(CORPUS, own, PROVENANCE)
    )
    assert [q.object.value for q in quads(CORPUS, own) if q.predicate == VOID.uriSpace] == [own.base]


def test_text_is_never_markup() -> None:
    """Every kind of character that reading lets through comes out at the same offsets."""
    nasty = (
        "\x01\x0b\x7f\x85\u2028\ufffe\U0010ffff\u202e\"'''\\n<b>&amp;</b> ?x } DROP ALL "
        "\ud7ff\ue000 \r\n e\u0301 \U0001f468\u200d"
    )
    address = 'https://x.example/a b"<>{}|^`\\é'
    source = Source(slug="x", name='a"b<c>\\.txt', sha256="0", text=nasty, address=address)
    whole = (Passage("x", 0, len(nasty)), *(Passage("x", i, i + 1) for i in range(len(nasty))))
    entity = Entity(key=("term", nasty), kind=EntityKind.TERM, name=nasty, **known(whole))
    emitted = quads(Corpus(sources=(source,), entities=(entity,), facts=Facts()), SETTINGS)
    read = list(ox.parse(ox.serialize(emitted, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS))
    quotes = {q.subject.value.partition("#")[2]: q.object.value for q in read if q.predicate == GB.quote}
    assert quotes == {f"char={p.begin},{p.end}": nasty[p.begin : p.end] for p in whole}
    assert nasty in {q.object.value for q in read if q.predicate == SKOS.prefLabel}


@pytest.mark.parametrize(
    "passage", [Passage(M14, 5, 5), Passage(M14, 0, 10**6), Passage(M14, -1, 3), Passage("?", 0, 1)]
)
def test_a_passage_that_is_nowhere_is_a_fault(passage: Passage) -> None:
    broken = dataclasses.replace(CORPUS.entities[0], evidence=(passage,))
    with pytest.raises(ValueError, match=r"not inside|no source"):
        list(quads(dataclasses.replace(CORPUS, entities=(broken,)), SETTINGS))


def test_a_topic_that_the_scheme_lacks_is_named() -> None:
    claim = dataclasses.replace(FACTS.claims[3], object=("topic", "GOLF"))
    with pytest.raises(GraphbuildError, match="'GOLF' is not in the topic scheme"):
        list(quads(dataclasses.replace(CORPUS, facts=Facts(claims=(claim,))), SETTINGS))


def test_topics_have_the_iris_of_the_users_own_scheme(tmp_path: Path) -> None:
    scheme = (Path(__file__).parents[1] / "data" / "topics.ttl").read_text(encoding="utf-8")
    mine = tmp_path / "mine.ttl"
    mine.write_text(scheme.replace("https://w3id.org/graphbuild/topic/", "https://own.example/t#"), encoding="utf-8")
    subjects = {q.object.value for q in quads(CORPUS, Settings(topics=mine)) if q.predicate == DCTERMS.subject}
    assert subjects == {"https://own.example/t#SEND"}


# ---------------------------------------------------------------- the scorer's own queries


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    if not SCORER.is_file():
        pytest.skip("../shared/score/score.py is not here")
    spec = importlib.util.spec_from_file_location("score", SCORER)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_scorer_finds_each_kind_of_fact(scorer: ModuleType, store: ox.Store) -> None:
    says = scorer.Built(store, f"{BASE}source/{M14}")
    title = "SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND): SHORT BREAKS"
    assert says.meetings() == [(named(JUNE).value, "2014-06-11", "Children's Panel")]
    assert {(c, min(n)) for _, _, c, n in says.attendance()} == {
        ("present", "A. Blythe"),
        ("present", "Mr Tobias Quill"),
        ("apologies", "Councillor Ottoline Pym"),
        ("in attendance", "Fenella Marsh"),
    }
    assert {(n, t) for _, _, n, t in says.items()} == {
        ("8", "DECLARATIONS OF INTEREST"),
        ("9", title),
        ("10", "ANY OTHER BUSINESS"),
    }
    assert sorted(row[4:] for row in says.resolutions()) == [
        ('That the Head of Inclusion report back "with costs" by March 2015 \\ sooner.', "request", "by March 2015"),
        ("That the report be noted.", "note", None),
    ]
    assert says.topics() == [("2014-06-11", "9", title, "SEND")]
    assert says.references() == [("2014-06-11", "9", title, "64", "2014-04-30")]
    assert [(n, labels) for _, _, n, _, labels in says.presenters()] == [("9", {"Head of Inclusion"})]
    assert {tuple(sorted(post)) for _, _, _, post in says.roles()} == {("Chair",), ("Head of Inclusion",)}
    assert [(k, min(o)) for _, k, o in says.involvements()] == [
        ("funds", "Harbour Service"),
        ("inspects", "Harbour Service"),
        ("member of", "Wexcombe Partnership"),
        ("provides", "Harbour Service"),
    ]
    assert [row[1:] for row in says.declarations()] == [("Amara Blythe", "10", "Lantern Trust")]
    assert [Decimal(value) for _, value in says.amounts()] == [Decimal("1250000.50")]
    assert set(says.abbreviations()) == {
        ("SEND", "Special Educational Needs and Disabilities"),
        ("STAR", "Short Term Action Register"),
    }
    for cls, count in (("foaf:Person", 4), ("org:Post", 3), ("org:Organization", 4), ("gb:Undertaking", 3)):
        assert len(says.labels(cls)) == count
    assert len(scorer.Built(store, f"{BASE}source/{A14}").labels("foaf:Person")) == 1

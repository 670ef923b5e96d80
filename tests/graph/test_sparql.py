from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, RdfFormat, Store

from graphbuild.errors import GraphbuildError
from graphbuild.graph.sparql import calls_service, correlated, shortened, skeleton, with_values

X = {"x": NamedNode("http://e/a")}
CLAUSE = " VALUES (?x) { (<http://e/a>) } "


@pytest.mark.parametrize(
    ("text", "opening"),
    [
        ("SELECT ?x WHERE { ?x ?p ?o }", "SELECT ?x WHERE {"),
        ("SELECT ?x { ?x ?p ?o }", "SELECT ?x {"),
        ("PREFIX e: <http://e/#> # {\nSELECT ?x { ?x ?p '{' }", "PREFIX e: <http://e/#> # {\nSELECT ?x {"),
        ("SELECT ?x (EXISTS { ?a ?b ?c } AS ?y) { ?x ?p ?o }", "SELECT ?x (EXISTS { ?a ?b ?c } AS ?y) {"),
        ("ASK { ?x ?p ?o }", "ASK {"),
        ("describe ?x where { ?x ?p ?o }", "describe ?x where {"),
        ("CONSTRUCT { ?x ?p ?o } WHERE { ?x ?p ?o }", "CONSTRUCT { ?x ?p ?o } WHERE {"),
        ("PREFIX ask: <http://ask/> SELECT ?x FROM <http://g/> { ?x ask:a 1 }", None),
    ],
)
def test_values_come_first_in_the_outermost_group(text: str, opening: str | None) -> None:
    opening = opening or text.partition("{")[0] + "{"
    assert with_values(text, X) == opening + CLAUSE + text[len(opening) :]


def test_without_bindings_nothing_changes() -> None:
    assert with_values("SELECT", {}) == "SELECT"


@pytest.mark.parametrize(
    "text", ["CONSTRUCT WHERE { ?x ?p ?o }", "SELECT ?x { SELECT ?x { ?x ?p ?o } }", "DESCRIBE <http://e/a>"]
)
def test_a_query_that_cannot_take_values_is_refused(text: str) -> None:
    with pytest.raises(GraphbuildError, match="outermost group"):
        with_values(text, X)


def test_a_blank_node_is_refused() -> None:
    with pytest.raises(GraphbuildError, match="blank node"):
        with_values("ASK { ?x ?p ?o }", {"x": BlankNode()})


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_literal_arrives_as_it_is(value: str) -> None:
    answer = Store().query(with_values("SELECT ?x { }", {"x": Literal(value)}))
    assert isinstance(answer, QuerySolutions)
    assert [row["x"].value for row in answer] == [value]


@given(st.text(max_size=30))
def test_what_makes_no_iri_makes_no_clause_either(value: str) -> None:
    try:
        node = NamedNode(f"http://e/{value}")
    except (ValueError, UnicodeEncodeError):
        return
    answer = Store().query(with_values("SELECT ?x { }", {"x": node}))
    assert isinstance(answer, QuerySolutions)
    assert [row["x"] for row in answer] == [node]


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://e/> { ?s ?p ?o } }",
        "SELECT * { service silent <http://e/>{ ?s ?p ?o } }",
        "SELECT * { SERVICE # a comment {\n <http://e/> # another\n { ?s ?p ?o } }",
        "SELECT * { BIND(<http://e/> AS ?e) SERVICE?e{ ?s ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { ?s ?p 1SERVICE e:x { ?s ?p ?o } }",
        "PREFIX : <http://e/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    ],
)
def test_a_service_is_seen(text: str) -> None:
    assert calls_service(text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service ?p ?o }",
        "SELECT * { ?s a <https://w3id.org/graphbuild/ontology#Service> . { ?s ?p ?o } }",
        "PREFIX gb: <https://w3id.org/graphbuild/ontology#> SELECT * { ?s a gb:Service . { ?s ?p ?o } }",
        "SELECT * { ?s ?p 'the youth service (and others) { }' } # a service of the Council { }",
        "SELECT ?service WHERE { ?service a <http://e/Service> OPTIONAL { ?service ?p ?o } }",
        "PREFIX e: <http://e/> SELECT * { ?s e:x-service ?o OPTIONAL { ?s e:service 'x'@en-service } }",
        "PREFIX e: <http://e/> SELECT * { ?s e:service 'x'@en-service OPTIONAL { ?s ?p ?o } }",
    ],
)
def test_the_word_service_alone_is_none(text: str) -> None:
    assert not calls_service(text)
    Store().query(text)


@pytest.mark.parametrize(
    "text",
    [
        "ASK { SERVICE" + " " * 99_000 + "}",
        "SERVICE:" * 12_500 + "{",
        "SERVICE:" * 12_500,
        "SERVICE" * 14_000 + "(){",
        "SERVICE?" + "SERVICE" * 14_000,
        "{ SERVICE " * 10_000,
        "a:" * 50_000 + "{",
        "SERVICE" + " " * 99_000 + "?x",
        "\"'" * 50_000,
        "<" * 100_000,
    ],
    ids=lambda text: text[:20],
)
def test_no_text_takes_long_to_look_through(text: str) -> None:
    begun = time.process_time()
    calls_service(text)
    assert time.process_time() - begun < 1


def test_the_skeleton_keeps_every_place() -> None:
    text = 'SELECT ?a { ?a <http://e/#> \'it\\\'s }\' ; ?p """}\n""" . FILTER(?a < 3 && ?b > 2) } # }'
    bare = skeleton(text)
    assert len(bare) == len(text)
    assert [i for i, c in enumerate(bare) if c in "{}"] == [text.index("{ ?a"), text.rindex("} #")]
    assert "?a < 3 && ?b > 2" in bare


def test_shortening_tells_where_the_fault_is() -> None:
    store = Store()
    store.load("<http://e/a> <http://e/p> 1 .", RdfFormat.TURTLE)
    with pytest.raises(SyntaxError) as caught:
        store.query("SELECT ?s\n{ ?s ?p")
    assert shortened(str(caught.value)).startswith("line 2, column ")
    assert len(shortened(str(caught.value))) < 200


def test_a_sub_select_starts_from_the_variable_that_it_groups_by() -> None:
    part = "OPTIONAL { SELECT ?s (MAX(?o) AS ?most) WHERE { ?s <e:p> ?o } GROUP BY ?s }"
    whole = f"SELECT * WHERE {{ ?s a <e:C> . {part} }}"
    assert correlated(whole) == whole.replace(part, f"LATERAL {{ {part} }}")


@pytest.mark.parametrize(
    "part",
    [
        "OPTIONAL { SELECT ?s (MAX(?o) AS ?most) WHERE { ?o ^<e:p> ?s } GROUP BY ?s }",
        "OPTIONAL { SELECT ?s (MAX(?o) AS ?most) WHERE { ?s <e:p> ?o } GROUP BY ?s ?t }",
        "OPTIONAL { SELECT ?s (MAX(?o) AS ?most) WHERE { ?s <e:p> ?o } GROUP BY ?s LIMIT 1 }",
        "OPTIONAL { ?o <e:p> ?t BIND(?s AS ?u) }",
        "OPTIONAL { ?o <e:p> ?t { ?t <e:q> ?u FILTER(?u = ?s) } }",
        "OPTIONAL { { ?s <e:p> ?o } UNION { ?o <e:q> ?t FILTER(?t = ?s) } }",
        "OPTIONAL { ?s <e:p> ?o MINUS { ?s <e:q> ?o } }",
        "OPTIONAL { { SELECT ?o WHERE { ?s <e:p> ?o } } }",
        "OPTIONAL { { SELECT DISTINCT ?s ?o WHERE { ?s <e:p> ?o } LIMIT 1 } }",
    ],
)
def test_other_groups_stay_as_they_are(part: str) -> None:
    whole = f"SELECT * WHERE {{ ?s a <e:C> . {part} }}"
    assert correlated(whole) == whole


@pytest.mark.parametrize(
    "part",
    [
        "OPTIONAL { ?s <e:p> ?o }",
        "OPTIONAL { ?s <e:p> ?o . ?o <e:q> ?t FILTER(?t != ?s) }",
        "OPTIONAL { ?s <e:p> ?o FILTER NOT EXISTS { ?o <e:q> ?s } }",
        "OPTIONAL { ?s <e:p> ?o BIND(STR(?o) AS ?t) }",
        "OPTIONAL { { SELECT DISTINCT ?s ?o WHERE { ?s <e:p> ?t . ?t <e:p> ?o } } FILTER(?o != ?s) }",
        "OPTIONAL { { ?s <e:p> ?o } UNION { ?s <e:q> ?o } }",
    ],
)
def test_a_group_that_reads_nothing_else_of_the_row_starts_from_it(part: str) -> None:
    whole = f"SELECT * WHERE {{ ?s a <e:C> . {part} }}"
    assert correlated(whole) == whole.replace(part, f"LATERAL {{ {part} }}")


def test_what_a_sub_select_starts_from_is_not_given_to_it_again() -> None:
    part = "OPTIONAL { SELECT ?s (MAX(?o) AS ?most) WHERE { ?s <e:p> ?o } GROUP BY ?s }"
    text = with_values(f"SELECT * WHERE {{ ?s a <e:C> . {part} }}", {"s": NamedNode("e:s")}, laterally=True)
    assert text.count("VALUES") == 1
    assert f"LATERAL {{ {part} }}" in text
    assert list(Store().query(text)) == []  # LATERAL refuses a variable of the row in VALUES


def test_values_stand_in_each_side_of_a_union_that_names_them() -> None:
    text = "SELECT ?o WHERE { ?s a <e:C> { ?s <e:p> ?o } UNION { ?t <e:q> ?o } OPTIONAL { ?s <e:r> ?r } }"
    whole = with_values(text, {"s": NamedNode("e:s")})
    values = " VALUES (?s) { (<e:s>) } "
    assert whole.replace(values, "") == text
    assert whole.count(values) == 2
    assert f"{{{values} ?s <e:p> ?o }}" in whole

"""What pyoxigraph makes of ``substitutions``: the traps that ``graph.store`` tells of; a new version shows here."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Store, Variable

A = NamedNode("http://e/a")
TURTLE = "@prefix e: <http://e/> . e:a e:p e:b ; e:label 'A' . e:c e:p e:d ; e:label 'C' ."


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    store.load(TURTLE, RdfFormat.TURTLE)
    return store


def rows(store: Store, query: str, **given: NamedNode | Literal) -> list[tuple[str, ...]]:
    """The solutions, sorted; IRIs by their last letter, "-" where unbound."""
    answer = store.query(
        f"PREFIX e: <http://e/> {query}", substitutions={Variable(name): term for name, term in given.items()}
    )
    assert isinstance(answer, QuerySolutions)
    return sorted(tuple(term.value.removeprefix("http://e/") if term else "-" for term in row) for row in answer)


def test_a_variable_that_is_not_selected_is_refused(store: Store) -> None:
    with pytest.raises(RuntimeError, match="SELECT projection"):
        rows(store, "SELECT ?o { ?x e:p ?o }", x=A)


def test_bound_is_false_and_drops_the_filter(store: Store) -> None:
    everything = [("a", "a"), ("c", "a")]
    assert rows(store, "SELECT ?s ?x { ?s e:p ?o FILTER(!BOUND(?x) || ?s = ?x) }", x=A) == everything


def test_coalesce_filters_where_given_and_not_where_not(store: Store) -> None:
    query = "SELECT ?s ?x { ?s e:p ?o FILTER(COALESCE(?s = ?x, true)) }"
    assert rows(store, query, x=A) == [("a", "a")]
    assert rows(store, query) == [("a", "-"), ("c", "-")]


def test_bind_sees_it_only_beside_a_pattern(store: Store) -> None:
    assert rows(store, "SELECT ?x ?y { ?s e:p ?o BIND(?x AS ?y) }", x=A) == [("a", "-"), ("a", "-")]
    assert rows(store, "SELECT ?x ?y { ?x e:p ?o BIND(?x AS ?y) }", x=A) == [("a", "a")]


def test_patterns_and_filters_see_it_in_nested_groups(store: Store) -> None:
    assert rows(store, "SELECT ?x ?o { { ?x e:p ?o } UNION { ?x e:label ?o } }", x=A) == [("a", "A"), ("a", "b")]
    assert rows(store, "SELECT ?s ?x { ?s e:label ?l { ?s e:p ?o FILTER(?s = ?x) } }", x=A) == [("a", "a")]
    assert rows(store, "SELECT ?s ?x { ?s e:p ?o FILTER EXISTS { ?s e:label ?l FILTER(?s = ?x) } }", x=A) == [
        ("a", "a")
    ]
    assert rows(store, "SELECT ?s ?x { ?s e:p ?o MINUS { ?s e:p ?o FILTER(?s = ?x) } }", x=A) == [("c", "a")]


def test_a_sub_select_sees_it_where_it_selects_it(store: Store) -> None:
    assert rows(store, "SELECT ?x ?o { { SELECT ?x ?o { ?x e:p ?o } } }", x=A) == [("a", "b")]
    assert rows(store, "SELECT ?x ?o { { SELECT ?o { ?x e:p ?o } } }", x=A) == [("a", "b"), ("a", "d")]


def test_an_optional_that_mentions_it_restricts_nothing(store: Store) -> None:
    found = rows(store, "SELECT ?s ?x { ?s e:label ?l OPTIONAL { ?s e:p ?x } }", x=NamedNode("http://e/b"))
    assert found == [("a", "b"), ("c", "b")]


def test_a_literal_is_compared_in_the_outermost_group(store: Store) -> None:
    assert rows(store, "SELECT ?s ?x { ?s e:label ?l FILTER(CONTAINS(?l, ?x)) }", x=Literal("C")) == [("c", "C")]

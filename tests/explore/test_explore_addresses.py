"""Where things are, and which thing is where."""

from __future__ import annotations

from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from graphbuild.explore.addresses import Addresses, of_graph
from graphbuild.graph.store import of_store
from graphbuild.vocabulary import VOID

HERE = Addresses("https://data.example.org/papers/id/")


@pytest.mark.parametrize(
    ("iri", "address"),
    [
        ("https://data.example.org/papers/id/person/jo-hall", "/papers/id/person/jo-hall"),
        ("https://data.example.org/papers/id/source/a#char=1,2", "/papers/id/source/a#char=1,2"),
        ("https://data.example.org/papers/id/person/%C3%A9", "/papers/id/person/%C3%A9"),
        ("https://data.example.org/other", "/thing?iri=https%3A%2F%2Fdata.example.org%2Fother"),
        (
            "https://data.example.org.evil/papers/id/x",
            "/thing?iri=https%3A%2F%2Fdata.example.org.evil%2Fpapers%2Fid%2Fx",
        ),
        ("javascript:alert(1)", "/thing?iri=javascript%3Aalert%281%29"),
        ('topic:"><script>', "/thing?iri=topic%3A%22%3E%3Cscript%3E"),
    ],
)
def test_an_iri_of_the_data_is_at_its_own_path_and_others_at_a_parameter(iri: str, address: str) -> None:
    assert HERE.of(iri) == address


def test_without_a_known_beginning_all_are_at_a_parameter() -> None:
    assert Addresses().of("https://data.example.org/papers/id/x").startswith("/thing?iri=")
    assert Addresses().candidates("/papers/id/x") == ()


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_the_address_of_an_iri_leads_back_to_it(parts: list[str]) -> None:
    for iri in (HERE.space + "/".join(quote(part.encode("utf-8", "replace"), safe="-") for part in parts),):
        assert iri in HERE.candidates(urlsplit(HERE.of(iri)).path)


def test_letters_that_a_browser_escapes_are_found_unescaped() -> None:
    iri = HERE.space + "person/zoë"
    assert iri in HERE.candidates(quote(unquote(HERE.of(iri))))


@pytest.mark.parametrize(
    "path", ["/", "/papers/", "/etc/passwd", "/papers/../papers/id/x", "//evil.example/papers/id/x"]
)
def test_other_paths_are_no_thing(path: str) -> None:
    assert HERE.candidates(path) == ()


@pytest.mark.parametrize(
    ("spaces", "space"),
    [
        (["https://example.org/id/"], "https://example.org/id/"),
        ([], ""),
        (["https://example.org/id/", "https://example.net/id/"], ""),
        (["urn:x:"], ""),
    ],
)
def test_the_data_set_says_what_its_iris_begin_with(spaces: list[str], space: str) -> None:
    store = Store()
    for text in spaces:
        store.add(Quad(NamedNode("https://example.org/id/dataset"), VOID.uriSpace, Literal(text)))
    assert of_graph(of_store(store)).space == space

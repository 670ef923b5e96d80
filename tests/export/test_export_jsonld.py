"""JSON-LD reads well: short names, an object a thing, values with the types that the context gives them."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from graphbuild.export.context import context, short_names
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import VOCABULARIES


@pytest.fixture(scope="module")
def document(exported, demo_graph: Graph) -> dict[str, Any]:
    return json.loads(exported(demo_graph, "jsonld"))


def find(document: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(thing for thing in document["@graph"] if kind in (thing["type"], *thing["type"]))


def test_each_thing_is_one_object(document: dict[str, Any]) -> None:
    counted = Counter(thing["id"] for thing in document["@graph"])
    assert set(counted.values()) == {1}
    assert len(counted) > 1000


def test_a_meeting_reads_as_a_person_would_write_it(document: dict[str, Any]) -> None:
    meeting = find(document, "Meeting")
    assert list(meeting)[:3] == ["id", "type", "label"]
    assert meeting["type"] == ["Event", "Meeting"]
    assert meeting["date"].count("-") == 2
    assert meeting["body"].startswith("organisation/")
    assert meeting["evidence"][0].startswith("source/")


def test_numbers_codes_and_claims(document: dict[str, Any]) -> None:
    assert isinstance(find(document, "Passage")["begin"], int)
    assert find(document, "Resolution")["action"].startswith("code:action/")
    claim = find(document, "Claim")
    assert isinstance(claim["confidence"], str), "a JSON number would be read as a double"
    assert (claim["rdf:predicate"], claim["type"]) == ("gb:chairedBy", ["Claim", "rdf:Statement"])


def test_the_context_is_the_same_for_every_graph(exported, document: dict[str, Any], parish: Graph) -> None:
    other = json.loads(exported(parish, "jsonld"))["@context"]
    assert {**other, "@base": None} == {**document["@context"], "@base": None}


def test_every_term_has_a_name_of_its_own() -> None:
    names = short_names()
    ours = {vocabulary[term] for vocabulary in VOCABULARIES for term in vocabulary}
    named = {
        term
        for term in ours
        if not term.value.startswith(("http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/ns/oa#"))
    }
    assert {t for t in named if "22-rdf-syntax-ns" not in t.value} <= set(names)
    assert max(Counter(names.values()).values()) == 1
    assert set(names.values()) <= set(context(""))


def test_values_of_other_types_say_so(exported, parish: Graph) -> None:
    things = {thing["id"]: thing for thing in json.loads(exported(parish, "jsonld"))["@graph"]}
    other = things["other"]
    assert {"@value": "Grüße", "@language": "de"} in other["comment"]
    assert 7 in other["comment"]
    assert {"@value": "1.5", "@type": "xsd:decimal"} in other["comment"]
    assert {"@value": "99999999999999999999", "@type": "xsd:integer"} in other["comment"]
    assert sorted(map(str, other["date"])) == ["2015-05-05", "{'@value': 'some day'}"]
    assert things["meeting/may"]["date"] == {"@value": "2015-05", "@type": "xsd:gYearMonth"}
    assert other["evidence"] == [{"@value": "no passage"}]

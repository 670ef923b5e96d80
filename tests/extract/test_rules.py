"""Every example and counter-example of every rule file, through the real pipeline."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import rdflib

from graphbuild.extract import involvements, rulebook
from graphbuild.extract.decisions import action_of
from graphbuild.extract.discover import discover
from graphbuild.extract.names import Lexicon, find_names
from graphbuild.extract.parses import Parses
from graphbuild.extract.presenters import read_sentence
from graphbuild.extract.rulebook import Example, Rule
from graphbuild.extract.unit import Unit
from graphbuild.extract.unlabelled import recorded
from graphbuild.resources import folder
from graphbuild.segment.text import Text

Found = list[str] | list[list[str]]
NAMES = (
    rulebook.people(),
    rulebook.posts(),
    rulebook.organisations(),
    rulebook.contexts(),
    rulebook.undertakings(),
)
SENTENCES = (rulebook.actions(), rulebook.decisions(), rulebook.presenters(), *rulebook.relations())
RULES: tuple[Rule, ...] = (*NAMES, *SENTENCES)
FILES = set(rulebook.RULES.rglob("*.yaml"))


def cases() -> Iterator[Any]:
    for rule in RULES:
        for example in (*rule.examples, *rule.counterexamples):
            yield pytest.param(rule, example, id=f"{rule.id}: {example.text}")


@pytest.mark.parametrize(("rule", "example"), list(cases()))
def test_a_rule_finds_what_its_examples_say(rule: Rule, example: Example, pipeline: Any) -> None:
    assert finder(rule)(unit_of(example.text, pipeline)) == example.finds


def unit_of(text: str, pipeline: Any) -> Unit:
    """A paragraph as extraction has it: parsed, its context learned, its names found."""
    unit = Unit("source", Text(text, tuple(range(len(text)))), text, ("meeting", "0"), parses=Parses(pipeline))
    lexicon = Lexicon()
    discover([unit], lexicon)
    unit.names = find_names(text, Parses(pipeline), lexicon)
    return unit


def finder(rule: Rule) -> Callable[[Unit], Found]:
    """What a rule finds in a paragraph, in the terms of its examples."""
    if rule in NAMES:
        return lambda unit: [n.name for n in unit.names if n.kind == rule.claims]
    if rule.claims == "action":
        return lambda unit: [action_of(unit.value).value]
    if rule.claims == "text":
        return lambda unit: [r.clause.text.value for r in recorded([unit], "", "Wexcombe Parish Council")]
    if rule.claims == "presentedBy":
        return lambda unit: [unit.names[i].name for s in unit.sentences() for i in read_sentence(unit, s).presenters()]
    return lambda unit: [
        [unit.names[found.agent].name, unit.names[found.target].name]
        for sentence in unit.sentences()
        if (reading := involvements.read_sentence(unit, sentence, involvements.Context()))
        for found in reading.relations()
        if found.rule.id == rule.id
    ]


def test_every_rule_file_is_run() -> None:
    assert len(FILES) == len(RULES)
    assert {path.stem for path in FILES} == {rule.id.replace(" ", "-") for rule in RULES}


@pytest.mark.parametrize("rule", [r for r in RULES if r.claims != "action"], ids=lambda rule: rule.id)
def test_every_rule_has_a_counter_example_that_finds_nothing(rule: Rule) -> None:
    assert [example for example in rule.counterexamples if not example.finds]


def test_every_action_has_an_example() -> None:
    rule = rulebook.actions()
    assert {find for example in rule.examples for find in example.finds} == set(rule.actions)


@pytest.mark.parametrize("rule", rulebook.relations(), ids=lambda rule: rule.id)
def test_a_relation_is_a_property_of_the_ontology(rule: Rule) -> None:
    first, *others = rule.claims.split()
    term = first + "".join(word.capitalize() for word in others)
    assert rdflib.URIRef("https://w3id.org/graphbuild/ontology#" + term) in properties()


@pytest.mark.parametrize("term", ["presentedBy", "action", "text"])
def test_what_other_rules_claim_is_a_property_of_the_ontology(term: str) -> None:
    assert term in {rule.claims for rule in SENTENCES}
    assert rdflib.URIRef("https://w3id.org/graphbuild/ontology#" + term) in properties()


def properties() -> set[rdflib.term.Node]:
    graph = rdflib.Graph().parse(folder("ontology") / "graphbuild.ttl")
    kinds = (rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
    return {term for kind in kinds for term in graph.subjects(rdflib.RDF.type, kind)}


def test_given_names_are_words_in_lower_case() -> None:
    names = rulebook.given_names()
    assert [n for n in names if not re.fullmatch(r"[^\W\d_]+(?:[-'][^\W\d_]+)?", n) or n != n.lower()] == []
    assert {"sarah", "amara"} <= names

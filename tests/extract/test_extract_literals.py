"""What an expression needs stands in whatever it matches, in whatever case; a text without it is not searched."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graphbuild.extract import rulebook
from graphbuild.extract.literals import Expressions, folded, needed

ATOMS = st.sampled_from(
    ["lamps", "[Bb]ench", "ſeat", "\N{KELVIN SIGN}erb", "O’Hale", r"\s", ".", r"\d", "[^a]", "a|hall"]
)


def _composed(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Groups, branches and repetitions of what is there."""
    grouped = inner.map("(?:{})".format)
    return st.one_of(
        st.lists(grouped, min_size=1, max_size=3).map("".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda branches: "(" + "|".join(branches) + ")"),
        st.tuples(grouped, st.sampled_from(["?", "*", "+", "{2,3}", "*?", "+?"])).map("".join),
        grouped.map(lambda expression: rf"\b{expression}"),
        grouped.map(lambda expression: f"(?i:{expression})"),
    )


EXPRESSIONS = st.recursive(ATOMS, _composed, max_leaves=6)


@pytest.mark.parametrize(
    ("expression", "literals"),
    [
        (r"\bwas (?:agreed|resolved) that\b", {"agreed", "resolved"}),
        ("[Pp]rovid(?:es|ed|ing)", {"provid"}),
        ("(?:run|runs|running) by", {"run"}),
        ("(?-i:RESOLVED)x?", {"resolved"}),
        ("a(?=.*benches)", {"benches"}),
        ("(?:(?:bench|seat)es?){1,2}", {"bench", "seat"}),
        ("(?<!not )carried", {"carried"}),
        (r"lamp\b post", {"lamp post"}),
        ("(?P<word>lamp)post", {"lamppost"}),
        ("(?:lamps)?", None),
        ("(?:lamps|.*)", None),
        ("lam[ps]", {"lam"}),
        ("l[^a]mp", None),
        ("(?!lamps)..", None),
        ("of|to", None),
        (r"\w+ \d", None),
    ],
)
def test_what_an_expression_needs(expression: str, literals: set[str] | None) -> None:
    assert needed(expression) == (frozenset(literals) if literals else None)


def test_folded_text_has_every_character_that_a_letter_matches_where_case_is_ignored() -> None:
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    for letter in "abcdefghijklmnopqrstuvwxyz":
        assert {folded(c) for c in re.findall(letter, every, re.IGNORECASE)} == {letter}


@settings(max_examples=50, deadline=None)
@given(data=st.data(), expression=EXPRESSIONS, flags=st.sampled_from([0, re.IGNORECASE]))
def test_no_expression_is_left_out_that_matches(data: st.DataObject, expression: str, flags: int) -> None:
    text = data.draw(st.from_regex(re.compile(expression, flags)))
    assert re.search(expression, text, flags)
    assert Expressions([("one", expression)], flags).within(text)


@pytest.mark.parametrize("name", ["told", "stated", "motion", "goes_on", "proposed", "wished", "ends", "accepted"])
def test_expressions_of_the_rules_are_tried_where_they_match(name: str) -> None:
    rule = rulebook.decisions()
    texts = [example.text for example in (*rule.examples, *rule.counterexamples)]
    every = [re.compile(expression, re.IGNORECASE) for expression in getattr(rule, name)]
    expressions = Expressions(((number, e.pattern) for number, e in enumerate(every)), re.IGNORECASE)
    tried = [{number for number, _ in expressions.within(text)} for text in texts]
    matching = [{number for number, e in enumerate(every) if e.search(text)} for text in texts]
    assert any(matching)
    assert all(match <= those for match, those in zip(matching, tried, strict=True))
    assert sum(map(len, tried)) < len(texts) * len(every)


def test_expressions_come_with_their_keys_in_order() -> None:
    many = Expressions([("a", "bench"), ("b", r"\d"), ("c", "lamp"), ("d", "benches|seats")])
    assert [(key, pattern.pattern) for key, pattern in many.within("two benches")] == [
        ("a", "bench"),
        ("b", r"\d"),
        ("d", "benches|seats"),
    ]

"""benchmarks/fuzz.py for some thousand inputs, and every expression of the package against texts made to slow it."""

from __future__ import annotations

import importlib.util
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
from attacks import attacks

import graphbuild
from graphbuild.extract import discover, frames, presenters, rulebook, speakers
from graphbuild.extract.words import with_times
from graphbuild.segment.layout import bundled, either, pattern
from graphbuild.segment.title import _name

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "fuzz.py"
HAS_SPARK = importlib.util.find_spec("pyspark") is not None
LENGTH, LONGEST = 700, 0.5
"""Characters of an attack, and seconds that an expression may take for it: one that tries all ways takes years."""


@pytest.fixture(scope="module")
def fuzzing() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fuzz", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["fuzz"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
def test_no_input_is_too_much(fuzzing: ModuleType, seed: int) -> None:
    found = fuzzing.fuzz(most=3000, seconds=120, seed=seed)
    assert found.faults == {}
    assert found.counts["read"] > 300
    assert found.counts["refused"] > 300


def test_it_notices_what_is_too_slow(fuzzing: ModuleType) -> None:
    began = time.process_time()
    with pytest.raises(fuzzing.TooSlow), fuzzing.stopped_after(0.2):
        re.match("(a+)+$", "a" * 60 + "!")
    assert time.process_time() - began < 5


def expressions() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Every compiled expression of a module, and those of labels, layouts and rules."""
    for found in pkgutil.walk_packages(graphbuild.__path__, "graphbuild."):
        if found.name.endswith("__main__") or (found.name.startswith("graphbuild.spark.") and not HAS_SPARK):
            continue
        for name, value in sorted(vars(importlib.import_module(found.name)).items()):
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                yield f"{found.name}.{name}", value
    family = bundled()
    for one in family.layouts:
        yield from ((one.name, re.compile(text)) for text in (one.head, one.inside, one.end_of_item) if text)
    labels, decision = family.labels, family.labels.decision
    for attendance in labels.attendance:
        yield "attendance", pattern(attendance.pattern)
    for text in (*decision.opening, *decision.telling, *labels.procedural, *labels.venue, *labels.papers.openers):
        yield "labels", pattern(text)
    yield "inside", either(decision.inside, case=True)
    yield "tail", either(decision.tail, case=True)
    yield "body", _name(labels.body)
    yield "speaks", speakers._speaks()
    yield from (("presenters", phrase) for _, phrase in presenters._phrases())
    yield from frames.patterns()
    yield from rules()


def rules() -> Iterator[tuple[str, re.Pattern[str]]]:
    """What in the files of rules is an expression of its own."""
    decisions, actions = rulebook.decisions(), rulebook.actions()
    for text in (*decisions.stated, *actions.last, *(p for patterns in actions.actions.values() for p in patterns)):
        yield "rules", re.compile(with_times(text), re.IGNORECASE)
    for text in (*actions.due, decisions.reasons, decisions.part_of_item, decisions.reported, decisions.anew):
        yield "rules", re.compile(with_times(text), re.IGNORECASE)
    yield from (("contexts", pattern) for _, pattern in discover._contexts())
    yield from (("contexts", pattern) for _, pattern in discover._shown())


@pytest.mark.slow
def test_no_expression_tries_all_ways(fuzzing: ModuleType) -> None:
    slow: dict[str, str] = {}
    for name, expression in expressions():
        for attack in attacks(expression.pattern, expression.flags, LENGTH):
            text = " ".join(attack.split())
            try:
                with fuzzing.stopped_after(LONGEST):
                    expression.search(text)
            except fuzzing.TooSlow:
                slow[f"{name}: {expression.pattern[:60]}"] = text[:60]
    assert slow == {}


def test_an_attack_finds_what_is_slow(fuzzing: ModuleType) -> None:
    slow = re.compile(r"x(?:,(?: and x)?|, and x)* y")
    longest = max(attacks(slow.pattern, slow.flags, LENGTH), key=lambda text: text.count(", and x"))
    with pytest.raises(fuzzing.TooSlow), fuzzing.stopped_after(LONGEST):
        slow.match(longest)

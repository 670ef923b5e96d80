"""docs/corrections.md: every example is understood and applies to the demo; every relation and kind is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from correcting import demo, loaded

from graphbuild import corrections, topics
from graphbuild.corrections.entries import ACTIONS
from graphbuild.corrections.relations import RELATIONS
from graphbuild.vocabulary import DEFAULT_BASE

TEXT = (Path(__file__).parents[2] / "docs" / "corrections.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES)
def test_each_example_applies_to_the_demo(example: str) -> None:
    held = loaded(example)
    done = corrections.apply(demo(), held, DEFAULT_BASE, topics.load())
    assert done.warnings == ()
    assert len(done.corpus.corrections) == len(held.entries) == example.count("by: A. Officer") > 0


def test_there_is_an_example_of_each_kind() -> None:
    kinds = {type(entry) for example in EXAMPLES for entry in loaded(example).entries}
    assert kinds == set(ACTIONS.values())


def test_the_table_has_every_relation() -> None:
    table = [line.split("|")[1] for line in TEXT.splitlines() if line.startswith("| `")]
    assert {name for cell in table for name in re.findall(r"`([a-z ]+)`", cell)} == set(RELATIONS)

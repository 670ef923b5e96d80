"""What a hostile text makes long is cut before anything is looked for in it, and nothing of it is lost."""

from __future__ import annotations

import pytest

from graphbuild.extract.draft import Draft
from graphbuild.extract.parses import Parses
from graphbuild.extract.structure import add_structure
from graphbuild.model import Source
from graphbuild.segment import segment

HEAD = "ODDLE TOWN COUNCIL\n12 May 2020\n\nPresent: Cllr Hall\n\n1. Roads\n\nNone.\n\n2. Schools\n\n"


def draft_of(text: str) -> Draft:
    draft = Draft(segment(Source(slug="x", name="x", sha256="0" * 64, text=text)), Parses(None))
    add_structure(draft)
    return draft


@pytest.mark.parametrize("piece", ["The report was noted. ", "words and more ", "(", "word"])
def test_units_are_bounded_and_hold_everything(piece: str) -> None:
    long = piece * (20_000 // len(piece))
    units = draft_of(HEAD + long + "\n").units
    assert max(len(unit.value) for unit in units) <= 4000
    assert "".join(unit.value for unit in units).replace(" ", "").endswith(long.replace(" ", ""))


def test_a_paragraph_is_one_unit() -> None:
    paragraph = "The report was noted by all. " * 60
    assert [len(u.value) for u in draft_of(HEAD + paragraph).units if u.value.startswith("The report")] == [
        len(paragraph.strip())
    ]


def test_the_units_of_an_item_are_those_that_say_so() -> None:
    draft = draft_of(HEAD + "One.\n\nTwo.\n")
    for item, _ in draft.items:
        assert list(draft.all_units_of(item.key)) == [unit for unit in draft.units if unit.item == item.key]
    assert sum(len(draft.all_units_of(item.key)) for item, _ in draft.items) > len(draft.items)

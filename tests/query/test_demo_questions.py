"""The named queries put to the demo's graph: ``answers/NAME.yaml`` holds what its documents say, worked out by hand.

A file is a list of cases: ``given`` parameters, the ``columns`` compared, and all ``rows`` in the query's order. A
case with ``holds`` in place of ``rows`` lists rows that must be among the answer's; one with ``fault`` says what
extraction gets wrong, and must be taken out of the fault once that is mended.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from graphbuild import query
from graphbuild.format import plain
from graphbuild.graph.store import Graph

ANSWERS = Path(__file__).with_name("answers")


def _cases() -> list[Any]:
    """Every case of every file with the name of its query, strictly failing where it names a fault."""
    cases = []
    for path in sorted(ANSWERS.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            fault = case.get("fault")
            marks = [pytest.mark.xfail(strict=True, raises=AssertionError, reason=fault)] if fault else []
            cases.append(pytest.param(path.stem, case, id=f"{path.stem}-{number}", marks=marks))
    return cases


def test_every_query_has_answers_and_every_answer_a_query() -> None:
    assert {path.stem for path in ANSWERS.glob("*.yaml")} == {named.name for named in query.list_queries()}


@pytest.mark.parametrize(("name", "case"), _cases())
def test_the_answer_is_what_the_documents_say(demo_graph: Graph, name: str, case: dict[str, Any]) -> None:
    given = {key: str(value) for key, value in (case.get("given") or {}).items()}
    found = query.run(demo_graph, query.load(name), given)
    places = [found.columns.index(column) for column in case["columns"]]
    rows = [tuple(plain(row[place]) for place in places) for row in found.rows]
    assert len(set(found.rows)) == len(found.rows), "no row twice"
    if "holds" in case:
        assert {_texts(row) for row in case["holds"]} <= set(rows)
    else:
        assert rows == [_texts(row) for row in case["rows"]]


def _texts(row: list[Any]) -> tuple[str, ...]:
    """A row of a file as the query's answer is written: YAML's dates, numbers and empty cells as text."""
    return tuple("" if cell is None else str(cell) for cell in row)

"""Numbers of days are right however a store writes the duration between two dates."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import Store

from graphbuild import query

DAYS = re.compile(r'xsd:integer\(REPLACE\(REPLACE\(STR\(\?(\w+)\), "[^"]*", "[^"]*"\), "[^"]*", ""\)\)')
WRITTEN = {
    "P91D": "91",
    "P91DT0H0M0.000S": "91",
    "-P5D": "-5",
    "-P0Y0M5DT0H0M0S": "-5",
    "PT0S": "0",
    "P0DT0H0M0.000S": "0",
}


@pytest.mark.parametrize("name", ["carried-out-actions", "decision-trail", "open-actions"])
def test_days_of_a_duration(name: str) -> None:
    text = query.load(name).text
    found = list(DAYS.finditer(text))
    assert len(found) == text.count("xsd:integer(REPLACE(") > 0
    for match in found:
        for written, days in WRITTEN.items():
            asked = f"SELECT ({match[0]} AS ?days) {{ BIND('{written}' AS ?{match[1]}) }}"
            (row,) = Store().query("PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> " + asked)
            assert row["days"].value == days

"""Wrong merges are worse than missed ones: pairwise precision and recall of linking on the table ``pairs.yaml``."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from pairing import KINDS, Tally, linked, pairs, report, total

PRECISION, RECALL = 0.99, 0.85


def test_the_table_is_large_and_has_both_kinds_of_pairs() -> None:
    table = list(pairs())
    assert len(table) == len(set(table)) >= 160
    count = Counter((p.kind, p.same) for p in table)
    assert all(count[kind, same] >= 10 for kind in KINDS for same in (True, False)), count


@pytest.mark.slow
def test_linking_is_precise_and_finds_most() -> None:
    tallies: dict[str, Tally] = defaultdict(Tally)
    wrong: list[str] = []
    for pair in pairs():
        found = linked(pair)
        assert found is not None, f"a name of this pair is not read: {pair}"
        tallies[pair.kind].count(pair.same, found)
        if found != pair.same:
            wrong.append(f"{'missed' if pair.same else 'WRONG '} {pair}")
    print(report(tallies), *wrong, sep="\n")
    assert total(tallies).precision >= PRECISION
    assert total(tallies).recall >= RECALL

"""What people say one after the other: what contradicts is told, and much of it takes little time."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest

from graphbuild.link.signs import Place
from graphbuild.link.steering import Agreement, Contradiction


def at(*numbers: int) -> frozenset[Place]:
    return frozenset(("minutes", ("mention", str(number))) for number in numbers)


def test_what_is_tied_through_others_cannot_be_apart() -> None:
    agreed = Agreement()
    agreed.tie(at(1, 2))
    agreed.tie(at(2, 3))
    with pytest.raises(Contradiction):
        agreed.part(at(1), at(3))
    assert agreed.steering().apart == ()


def test_what_is_apart_cannot_be_tied_through_others() -> None:
    agreed = Agreement()
    agreed.part(at(1), at(3))
    agreed.tie(at(1, 2))
    with pytest.raises(Contradiction):
        agreed.tie(at(2, 3))
    agreed.tie(at(3, 4))
    assert agreed.steering().ties == (at(1, 2), at(3, 4))


def test_ten_thousand_take_seconds() -> None:
    agreed, began = Agreement(), time.process_time()
    for one, other in pairwise(range(5_000)):
        agreed.part(at(one), at(10_000 + other))
        agreed.tie(at(one, other))
    assert len(agreed.steering().ties) == len(agreed) // 2
    assert time.process_time() - began < 5

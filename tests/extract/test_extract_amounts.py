"""Sums of money in full units, and the undertaking that they are for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from barchester import fault, told
from hypothesis import given
from hypothesis import strategies as st

from graphbuild.extract.amounts import find_sums

SUMS = [
    ("£45,000 for consultation", [("£45,000", "45000")]),
    ("£2.1m a year", [("£2.1m", "2100000")]),
    ("£1.6 million and £310k", [("£1.6 million", "1600000"), ("£310k", "310000")]),
    ("£1,186,000", [("£1,186,000", "1186000")]),
    ("£1 billion or £2bn", [("£1 billion", "1000000000"), ("£2bn", "2000000000")]),
    ("£3 thousand", [("£3 thousand", "3000")]),
    ("£12.50 each", [("£12.50", "12.5")]),
    ("£1,234.56.", [("£1,234.56", "1234.56")]),
    ("£1.25m.", [("£1.25m", "1250000")]),
    ("£ 400 (£10M in all)", [("£ 400", "400"), ("£10M", "10000000")]),
    ("£40 more, £40 members, £5 milk", [("£40", "40"), ("£40", "40"), ("£5", "5")]),
    ("£3m-£4m", [("£3m", "3000000"), ("£4m", "4000000")]),
    ("£5% and 5%", []),
    ("1,000 pupils, 45 places, 2015", []),
    ("$500", []),
    fault("£3-4 million", [("£3-4 million", "3000000")], reason="the scale of a range counts only for its end"),
    fault("£100,000s", [], reason="digits after the first comma are cut off"),
]


@pytest.mark.parametrize(("text", "sums"), SUMS)
def test_sums_of_money(text: str, sums: list[tuple[str, str]]) -> None:
    found = list(find_sums(text))
    assert [(text[begin:end].strip(), str(value)) for begin, end, value, _ in found] == sums
    assert {currency for *_, currency in found} <= {"GBP"}


def test_euros_are_euros() -> None:
    assert [(value, currency) for _, _, value, currency in find_sums("€1,200")] == [(Decimal(1200), "EUR")]


@given(st.integers(0, 10**13))
def test_a_whole_sum_is_read_as_it_is_written(pounds: int) -> None:
    assert [value for _, _, value, _ in find_sums(f"It cost £{pounds:,} in all.")] == [pounds]


def test_a_sum_of_a_hundred_digits_does_no_harm() -> None:
    assert len(list(find_sums("£" + "9" * 100))) <= 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Harbour Outreach Service cost £45,000.", [("45000", "Harbour Outreach Service")]),
        ("The rent was £45,000.", [("45000", None)]),
        (
            "The Harbour Outreach Service cost £5,000 and, as had been reported, the Turnstone Service £7,000.",
            [("5000", "Harbour Outreach Service"), ("7000", "Turnstone Service")],
        ),
    ],
)
def test_what_a_sum_is_for(text: str, found: list[tuple[str, str | None]]) -> None:
    read = told(text)
    assert [(str(a.value), read.name(a.amount_for)) for a in read.facts.amounts] == found
    assert {read.name(a.item) for a in read.facts.amounts} == {"item 2"}

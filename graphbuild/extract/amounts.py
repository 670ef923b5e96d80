"""Sums of money in full units."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from graphbuild.codes import EntityKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Unit
from graphbuild.model import Amount, Ref

_SUM = re.compile(
    r"(?P<sign>[£€])\s?(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"\s?(?P<scale>million|billion|thousand|bn|mn|m|k)?(?![\w%])",
    re.IGNORECASE,
)
_SCALE = {"million": 10**6, "m": 10**6, "mn": 10**6, "billion": 10**9, "bn": 10**9, "thousand": 10**3, "k": 10**3}
_LONGEST = 18
"""Digits and commas of a sum that can be meant."""
_CURRENCY = {"£": "GBP", "€": "EUR"}


def find_sums(text: str) -> Iterator[tuple[int, int, Decimal, str]]:
    """(begin, end, value in full units, ISO 4217 currency) of each sum of money in ``text``; the end is exclusive."""
    for match in _SUM.finditer(text):
        if len(match.group("digits")) > _LONGEST:
            continue
        scale = _SCALE.get((match.group("scale") or "").lower(), 1)
        value = Decimal(match.group("digits").replace(",", "")) * scale
        value = value.normalize() if value % 1 else value.quantize(Decimal(1))
        yield match.start(), match.end(), value, _CURRENCY[match.group("sign")]


def add_amounts(draft: Draft) -> None:
    """Adds each sum of the document with the undertaking named nearest to it in the sentence."""
    for unit in draft.units:
        if unit.role == "title":
            continue
        for begin, end, value, currency in find_sums(unit.value):
            draft.add(
                Amount(
                    key=draft.new("amount"),
                    evidence=(unit.sentence_at(begin, end),),
                    rule="sum-of-money",
                    confidence=0.95,
                    value=value,
                    currency=currency,
                    amount_for=_nearest(unit, begin),
                    item=unit.item,
                )
            )


def _nearest(unit: Unit, begin: int) -> Ref | None:
    """The undertaking of the sentence around ``begin`` that is named nearest to it."""
    sentence = next((s for s in unit.sentences() if s.begin <= begin < s.end), None)
    if sentence is None:
        return None
    near = [
        (abs(name.begin - begin), ref)
        for name, ref in unit.named(sentence.begin, sentence.end)
        if name.kind is EntityKind.UNDERTAKING
    ]
    return min(near)[1] if near else None

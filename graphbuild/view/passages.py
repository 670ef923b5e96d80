"""The passages that a page quotes, each on it once, and no more of them than the page may weigh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from graphbuild.graph.labels import day
from graphbuild.view.reading import Passage
from graphbuild.view.text import clean


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is quoted."""

    mentions: int
    """Of the places that name a thing, how many its panel quotes."""
    passages: int
    """Of the passages that state a fact, how many."""
    paragraphs: bool
    """Whether a passage stands in its paragraph."""


PLENTY = Amount(mentions=20, passages=20, paragraphs=True)
AMOUNTS = (
    PLENTY,
    Amount(mentions=5, passages=5, paragraphs=True),
    Amount(mentions=2, passages=2, paragraphs=False),
    Amount(mentions=0, passages=1, paragraphs=False),
)
"""From plenty to what is bearable on a page of thousands of things; a fact never goes without its passage."""


@dataclass
class Passages:
    """Collects passages as a page's script needs them, and gives the numbers that they have in ``quoted``."""

    amount: Amount = PLENTY
    quoted: list[dict[str, str]] = field(default_factory=list)
    """Each with sentence, document, meeting, place, and what the paragraph holds before and after."""
    _numbers: dict[tuple[str, ...], int] = field(default_factory=dict)

    def mentions(self, passages: Sequence[Passage]) -> list[int]:
        """Of the passages that name a thing the first, by number."""
        return self._add(passages[: self.amount.mentions])

    def stating(self, passages: Sequence[Passage]) -> list[int]:
        """Of the passages that state a fact the longest, which say most, by number and in their order."""
        longest = sorted(passages, key=lambda passage: -len(passage.sentence))[: self.amount.passages]
        return self._add([passage for passage in passages if passage in longest])

    @staticmethod
    def quotation(passage: Passage) -> dict[str, str]:
        """A passage for the table."""
        page = f"page {passage.page}, " if passage.page else ""
        return {
            "sentence": clean(passage.sentence),
            "document": clean(passage.document),
            "meeting": " or ".join(day(date) for date in passage.dates),
            "place": f"{page}characters {passage.begin:,} to {passage.end:,}",
        }

    def _add(self, passages: Sequence[Passage]) -> list[int]:
        numbers = []
        for passage in passages:
            before, after = around(passage) if self.amount.paragraphs else ("", "")
            entry = self.quotation(passage) | {"before": before, "after": after}
            key = tuple(entry.values())
            if key not in self._numbers:
                self._numbers[key] = len(self.quoted)
                self.quoted.append(entry)
            numbers.append(self._numbers[key])
        return numbers


def around(passage: Passage) -> tuple[str, str]:
    """What a passage's paragraph holds before and after it, cleaned, with the space that parts it from the passage."""
    before, after = clean(passage.before), clean(passage.after)
    return (
        f"{before} " if before and passage.before[-1:].isspace() else before,
        f" {after}" if after and passage.after[:1].isspace() else after,
    )

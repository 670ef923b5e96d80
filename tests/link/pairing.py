"""Pairwise precision and recall of linking on ``pairs.yaml``: made-up documents, extracted for real and linked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import yaml
from barchester import PANEL, minutes, read

from graphbuild.codes import EntityKind
from graphbuild.link import link
from graphbuild.model import Corpus, Findings, Ref

TABLE = Path(__file__).with_name("pairs.yaml")
KINDS = {
    "people": EntityKind.PERSON,
    "organisations": EntityKind.ORGANISATION,
    "undertakings": EntityKind.UNDERTAKING,
    "posts": EntityKind.POST,
}
DATES = ("3rd March, 2015", "5th June, 2018", "7th April, 2016", "9th May, 2017", "2nd July, 2019")
"""Of the two documents compared, and of those beside them, where a document says no other."""
_MARKED = re.compile(r"\[([^\[\]]+)\]")


@dataclass(frozen=True)
class Document:
    """A document of the table; ``text`` or ``present`` may have the name that is compared in square brackets."""

    text: str = "Members met."
    council: str | None = None
    body: str | None = None
    date: str = ""
    present: str = "Councillor Quill (in the Chair)."


@dataclass(frozen=True)
class Pair:
    """Two mentions, and whether they are of one thing; ``also`` are documents of the same corpus."""

    kind: str
    one: Document
    other: Document
    same: bool
    also: tuple[Document, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind}: {_shown(self.one)} / {_shown(self.other)}"


@dataclass
class Tally:
    """Counts of pairs: linked rightly, linked wrongly, left apart wrongly, left apart rightly."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    apart: int = 0

    @property
    def precision(self) -> float:
        """Share of the linked pairs that are one thing."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the pairs of one thing that are linked."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    def count(self, same: bool, linked: bool) -> None:
        name = {(True, True): "right", (False, True): "wrong", (True, False): "missed", (False, False): "apart"}
        setattr(self, name[same, linked], getattr(self, name[same, linked]) + 1)


def pairs() -> Iterator[Pair]:
    """The table's pairs in order."""
    for kind, rows in yaml.safe_load(TABLE.read_text("utf-8")).items():
        for row in rows:
            documents = [row.pop("one"), row.pop("other"), *row.pop("also", ())]
            one, other, *also = (_document(d, date) for d, date in zip(documents, DATES, strict=False))
            yield Pair(kind, one, other, row.pop("same"), tuple(also))
            assert not row, f"unknown fields {row} in a pair of {kind}"


def linked(pair: Pair) -> bool | None:
    """Whether linking makes one thing of the pair; None where a name compared is not read at all."""
    documents = [_read(document, f"{place}.txt") for place, document in enumerate((pair.one, pair.other, *pair.also))]
    corpus = link([findings for findings, _ in documents])
    found = [_entity(corpus, KINDS[pair.kind], findings, span) for findings, span in documents[:2]]
    return None if None in found else found[0] == found[1]


def total(tallies: Mapping[str, Tally]) -> Tally:
    """The counts of all kinds."""
    return Tally(*(sum(getattr(t, n) for t in tallies.values()) for n in ("right", "wrong", "missed", "apart")))


def report(tallies: Mapping[str, Tally]) -> str:
    """The table of figures by kind, and of all."""
    lines = [f"{'kind':14}{'pairs':>6}{'linked':>8}{'wrongly':>9}{'missed':>8}{'precision':>11}{'recall':>8}"]
    for name, t in [*tallies.items(), ("all", total(tallies))]:
        count = t.right + t.wrong + t.missed + t.apart
        lines.append(
            f"{name:14}{count:6}{t.right + t.wrong:8}{t.wrong:9}{t.missed:8}{t.precision:11.3f}{t.recall:8.3f}"
        )
    return "\n".join(lines)


def _document(row: str | dict[str, str], date: str) -> Document:
    document = Document(text=row) if isinstance(row, str) else Document(**row)
    return replace(document, date=document.date or date)


def _shown(document: Document) -> str:
    """The sentence with the name compared, and the council."""
    said = next((t for t in (document.text, document.present) if "[" in t), document.text)
    return f"{said} ({document.council})" if document.council else said


@cache
def _read(document: Document, name: str) -> tuple[Findings, tuple[int, int]]:
    """What extraction finds in a document, and the span of the name compared in its text."""
    text, body = document.text, document.body or PANEL
    if document.council:
        place = re.sub(r"\s(?:\w+\s)?Council$", "", document.council)
        text = f"{document.council} met in {place}. All {place} came; {place} was full. {text}"
        body = document.body or "PLANNING COMMITTEE"
    item = ("LETTINGS", f"{text}\n\nResolved: - That the report be noted.")
    whole = minutes(item, ("REPAIRS", "None."), body=body, date=document.date, present=document.present)
    marked = _MARKED.search(whole)
    span = (marked.start(), marked.end() - 2) if marked else (0, 0)
    return read(_MARKED.sub(r"\1", whole), name), span


def _entity(corpus: Corpus, kind: EntityKind, findings: Findings, span: tuple[int, int]) -> Ref | None:
    """The entity that has the span in its evidence; the span lies in one document."""
    assert span != (0, 0), "a pair has no name in square brackets"
    for entity in corpus.entities:
        for passage in entity.evidence if entity.kind is kind else ():
            if passage.source == findings.source.slug and passage.begin < span[1] and span[0] < passage.end:
                return entity.key
    return None

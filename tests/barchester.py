"""Made-up minutes of a made-up council as strings, and what extraction finds in them as readable tuples."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from graphbuild.codes import EntityKind, RecordKind
from graphbuild.extract import extract
from graphbuild.model import Findings, Ref, Source
from graphbuild.settings import Settings
from graphbuild.vocabulary import slug

PANEL = "BARCHESTER CHILDREN'S PANEL"
PRESENT = "Councillor J. Hale (in the Chair); Councillors Osgood and Quill."
Item = tuple[str, str]
"""Title and text."""


def source(text: str, name: str = "2015-03-minutes.txt") -> Source:
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(slug=slug(name.removesuffix(".txt")), name=name, sha256=digest, text=text)


def minutes(
    *items: Item, body: str = PANEL, date: str = "3rd March, 2015", present: str = PRESENT, preamble: str = ""
) -> str:
    """Minutes with the given items, numbered from 2, after an item of apologies."""
    heads = [("APOLOGIES", "None were received."), *items]
    record = "\n\n".join(f"{number}. {title}.\n\n{text}" for number, (title, text) in enumerate(heads, start=1))
    return f"{body}\n{date}\n\nPresent:- {present}\n\n{preamble}\n\n{record}\n"


def read(text: str, name: str = "2015-03-minutes.txt") -> Findings:
    return extract(source(text, name), Settings())


def told(text: str, resolved: str = "That the report be noted.", **heading: str) -> Told:
    """What extraction finds in minutes whose item 2, on lettings, has this text and this decision."""
    return Told(read(minutes(("LETTINGS", f"{text}\n\nResolved: - {resolved}"), ("REPAIRS", "None."), **heading)))


def fault(*values: Any, raises: type[Exception] = AssertionError, reason: str) -> Any:
    """A row of a table that the program gets wrong: red once it is mended, so that the mark comes off."""
    return pytest.param(*values, marks=pytest.mark.xfail(strict=True, raises=raises, reason=reason))


class Told:
    """Findings with names in place of references."""

    def __init__(self, findings: Findings) -> None:
        self.findings = findings
        self.facts = findings.facts
        self._mentions = {m.key: m for m in findings.mentions}

    def name(self, ref: Ref | None) -> str | None:
        """A person with title, another thing by name, an item by number, a meeting by date, a topic by notation."""
        match ref:
            case None:
                return None
            case ("topic", notation):
                return notation
            case ("mention", _):
                mention = self._mentions[ref]
                return f"{mention.title} {mention.name}" if mention.title else mention.name
        item = next((i for i in self.facts.items if i.key == ref), None)
        if item:
            return f"item {item.number}"
        return next(m.date for m in self.facts.meetings if m.key == ref)

    def all(self, refs: tuple[Ref, ...]) -> list[str | None]:
        return [self.name(ref) for ref in refs]

    def names(self, kind: EntityKind) -> set[str]:
        return {m.name for m in self.findings.mentions if m.kind is kind}

    def attendance(self) -> list[tuple[str | None, str]]:
        return [(self.name(a.attendee), a.capacity.value) for a in self.facts.attendances]

    def left(self) -> list[tuple[str | None, str | None]]:
        return [(self.name(a.attendee), self.name(i)) for a in self.facts.attendances for i in a.left_for_items]

    def attended_for(self) -> list[tuple[str | None, str | None]]:
        return [(self.name(a.attendee), self.name(i)) for a in self.facts.attendances for i in a.for_items]

    def claims(self, predicate: str) -> list[tuple[str | None, str | None]]:
        return [(self.name(c.subject), self.name(c.object)) for c in self.facts.claims if c.predicate == predicate]

    def tenures(self) -> set[tuple[str | None, str | None]]:
        return {(self.name(t.person), self.name(t.post)) for t in self.facts.tenures}

    def involvements(self) -> set[tuple[str | None, str, str | None]]:
        return {(self.name(i.agent), i.involvement.value, self.name(i.target)) for i in self.facts.involvements}

    def declarations(self) -> list[tuple[str | None, str | None, str | None, str | None]]:
        return [
            (self.name(d.declarant), d.interest_kind, self.name(d.item), self.name(d.interest_in))
            for d in self.facts.declarations
        ]

    def pointers(self) -> list[tuple[str, str | None, str | None, bool]]:
        return [(p.date, p.number, self.name(p.body), p.follows_up) for p in self.findings.pointers]

    def announced(self) -> list[tuple[str, str | None]]:
        return [(m.date, m.start_time) for m in self.facts.meetings if m.record is RecordKind.ANNOUNCED]

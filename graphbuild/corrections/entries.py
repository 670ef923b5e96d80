"""What an entry of corrections.yaml may say, a class each."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, field_validator, model_validator

from graphbuild.codes import OrganisationKind, UndertakingKind
from graphbuild.errors import JOINERS

_LONGEST_NAME, _LONGEST_QUOTE = 500, 5_000
_PAIR, _STATEMENT = 2, 3
Kind = Literal["person", "post", "organisation", "service", "term"]
KINDS = {"person": "person", "post": "post", "organisation": "organisation", "service": "undertaking", "term": "term"}
"""What people call a kind of thing, and what the graph does."""
CLASSIFICATIONS = {
    "organisation": frozenset(kind.value for kind in OrganisationKind),
    "service": frozenset(kind.value for kind in UndertakingKind),
}


_TURNING = dict.fromkeys(map(ord, "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"))
"""Marks that turn the direction of text: nobody sees that they were copied with a name."""


def _folded(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _unturned(value: Any) -> Any:
    return value.translate(_TURNING) if isinstance(value, str) else value


def _printable(value: str) -> str:
    if any(not character.isprintable() and character not in JOINERS for character in value):
        raise ValueError("holds characters that cannot be printed; type it anew")
    return value


Text = Annotated[str, BeforeValidator(_folded), StringConstraints(min_length=1, max_length=_LONGEST_NAME)]
"""One line, as people write it; whitespace is folded."""
Long = Annotated[str, BeforeValidator(_folded), StringConstraints(min_length=1, max_length=_LONGEST_QUOTE)]
"""A sentence or more."""
Name = Annotated[Text, BeforeValidator(_unturned), Field(strict=True)]
"""What people call something, or themselves."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(_Strict):
    """What an entry speaks of: by its name or IRI; an item or decision also by its meeting and number or title."""

    name: Name | None = None
    kind: Kind | None = None
    document: Text | None = None
    """Only as this document names it."""
    body: Name | None = None
    meeting: Name | None = None
    """The date of a meeting, ``2017-10-10``."""
    number: Name | None = None
    title: Name | None = None
    clause: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_text(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _names_something(self) -> Reference:
        if (self.name is None) == (self.meeting is None):
            raise ValueError("needs a name (or IRI), or a meeting with number or title; give one of them")
        if self.clause and not (self.number or self.title):
            raise ValueError("has a clause, but no number or title of its item; give that too")
        return self

    def __str__(self) -> str:
        if self.name:
            return f"{self.name} (as in {self.document})" if self.document else self.name
        item = (self.number and f"Minute No. {self.number}{f'({self.clause})' if self.clause else ''}") or self.title
        return ", ".join(filter(None, (item, self.body, self.meeting)))


class Statement(_Strict):
    """A fact: who or what, in which relation, to whom or what; or the IRI of its node."""

    subject: Reference | None = None
    relation: Name | None = None
    object: Reference | None = None
    iri: Name | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"iri": value}
        if isinstance(value, list):
            if len(value) != _STATEMENT:
                raise ValueError("is not a subject, a relation and an object; write [who, relation, whom]")
            return dict(zip(("subject", "relation", "object"), value, strict=True))
        return value

    @model_validator(mode="after")
    def _whole(self) -> Statement:
        if self.iri is None and not (self.subject and self.relation and self.object):
            raise ValueError("is not a subject, a relation and an object; write [who, relation, whom]")
        return self

    def __str__(self) -> str:
        return self.iri or f"{self.subject} {self.relation} {self.object}"


class Entry(_Strict):
    """What all entries have: who said so, when and why, and where in which file."""

    by: Name
    on: datetime.date
    because: Long | None = None
    line: int = 0
    file: str = ""

    @field_validator("on", mode="before")
    @classmethod
    def _whole_day(cls, value: Any) -> Any:
        if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d\d-\d\d", value.strip(), re.ASCII):
            raise ValueError("is no day; write it as 2026-03-31")
        return value

    @field_validator("by", "because")
    @classmethod
    def _is_printable(cls, value: str | None) -> str | None:
        return _printable(value) if value else value

    @property
    def where(self) -> str:
        """File and line, as messages name them."""
        return f"{self.file}, line {self.line}"


class Same(Entry):
    """Two names or more are of one thing."""

    same: Annotated[tuple[Reference, ...], Field(min_length=_PAIR, max_length=50)]
    kind: Kind | None = None


class NotSame(Entry):
    """Two names are of two things."""

    not_same: Annotated[tuple[Reference, ...], Field(min_length=_PAIR, max_length=_PAIR)]
    kind: Kind | None = None


class Better(Entry):
    """A thing has a better name than the one that the documents suggest."""

    name: Name
    of: Reference
    kind: Kind | None = None

    @field_validator("name")
    @classmethod
    def _has_letters(cls, value: str) -> str:
        if not re.search(r"[^\W\d_]", value):
            raise ValueError("has no letter; give a name as people write it")
        return _printable(value)


class Right(Entry):
    """A fact of the graph that somebody looked at is right."""

    right: Statement


class Wrong(Entry):
    """A fact of the graph is wrong; or something is no thing at all (its name, with ``kind``)."""

    wrong: Statement
    kind: Kind | None = None
    document: Text | None = None
    """Only where this document is said to state it."""


class Missing(Entry):
    """A fact, or a thing that has a name, is missing; the passage says it."""

    missing: Statement
    document: Text
    quote: Long
    kind: Kind | None = None
    classification: Name | None = None

    @model_validator(mode="after")
    def _thing_has_kind(self) -> Missing:
        if self.missing.iri and not self.kind:
            raise ValueError("names a thing without its kind; add kind: person, post, organisation, service or term")
        if not self.missing.iri and (self.kind or self.classification):
            raise ValueError("is a fact, which has no kind of its own; leave kind and classification out")
        known = CLASSIFICATIONS.get(self.kind or "", frozenset())
        if self.classification and self.classification not in known:
            choice = ", ".join(sorted(known)) or "none for this kind"
            raise ValueError(f"has the classification {self.classification!r}, which is unknown; there are: {choice}")
        return self


class Topic(Entry):
    """An item is about a topic that was not seen."""

    topic: Name
    item: Reference


class NotTopic(Entry):
    """An item is not about a topic."""

    not_topic: Name
    item: Reference


ACTIONS: dict[str, type[Entry]] = {
    "same": Same,
    "not_same": NotSame,
    "name": Better,
    "right": Right,
    "wrong": Wrong,
    "missing": Missing,
    "topic": Topic,
    "not_topic": NotTopic,
}
"""Each kind of entry by the key that only it has."""

"""Records as they stand in tables: JSON that is checked when it is read, never anything that could be run."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter

from graphbuild.link.organisations import Node
from graphbuild.link.parts import Named
from graphbuild.model import Corpus, Entity, Findings, Ref

T = TypeVar("T", Corpus, Entity, Findings, Named)


@cache
def _adapter(kind: type[T]) -> TypeAdapter[T]:
    return TypeAdapter(kind)


def to_json(value: Corpus | Entity | Findings | Named) -> str:
    """A record as JSON, without what is as by default."""
    return _adapter(type(value)).dump_json(value, exclude_defaults=True).decode()


def from_json(kind: type[T], text: str) -> T:
    """The record in JSON. Raises pydantic.ValidationError where it is none of that kind."""
    return _adapter(kind).validate_json(text)


def key_text(key: Ref | Node) -> str:
    """A reference as one string."""
    return json.dumps(key, ensure_ascii=False, separators=(",", ":"))


def key_of(text: str) -> Any:
    """The reference in a string."""
    return tuple(json.loads(text))

"""Records as text in a table: JSON by their schema, so that reading a table that others may write to runs nothing."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from graphbuild.errors import GraphbuildError

T = TypeVar("T")


def to_json(record: Any) -> str:
    """A record of ``graphbuild.model`` as JSON. Raises ValueError for a text that has no bytes."""
    return _adapter(cast(Any, type(record))).dump_json(record, exclude_defaults=True).decode()


def from_json(kind: type[T], written: str) -> T:
    """The record of that class that ``to_json`` has written; raises GraphbuildError for any other text."""
    try:
        record: T = _adapter(cast(Any, kind)).validate_json(written)
    except ValidationError:
        raise GraphbuildError(
            f"a table of the build holds {kind.__name__.lower()} that graphbuild has not written so; build again"
        ) from None
    return record


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)

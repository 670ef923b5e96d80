"""Tables as Spark gives them to Python functions, and takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from types import SimpleNamespace
from typing import Any

import pandas as pd

Tables = Iterator[pd.DataFrame]
"""What ``DataFrame.mapInPandas`` gives to a function, and what that gives back."""


def rows(tables: Iterable[pd.DataFrame]) -> Iterator[Any]:
    """Each row of ``tables``, its values by the names of their columns; None where there is none."""
    for one in tables:
        names = list(one.columns)
        for values in zip(*(one[name].to_numpy(dtype=object, na_value=None) for name in names), strict=True):
            yield SimpleNamespace(**dict(zip(names, values, strict=True)))


def table(rows: Sequence[Sequence[Any]], schema: str) -> pd.DataFrame:
    """A table of these rows with the columns of ``schema``, such as ``"name string, number int"``.

    Of Python objects: what pandas makes of strings depends on its version, and not all of it goes into a record batch.
    """
    return pd.DataFrame(rows, columns=columns(schema), dtype=object)


def columns(schema: str) -> list[str]:
    """The names in a schema."""
    return [column.split()[0] for column in schema.split(",")]

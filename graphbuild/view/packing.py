"""A page's lists of records made small: column by column, each value that is often there only once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any


def packed(data: Mapping[str, Any]) -> dict[str, Any]:
    """``data`` with its lists of records packed, as ``unpacked`` in ``templates/data.js`` undoes; the rest as it is."""
    return {name: _columns(value) if _is_records(value) else value for name, value in data.items()}


def _is_records(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(record, dict) for record in value)


def _columns(records: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """``{"size": how many, "columns": {name: a column}}``."""
    names = dict.fromkeys(name for record in records for name in record)
    return {"size": len(records), "columns": {name: _column(records, name) for name in names}}


def _column(records: Sequence[Mapping[str, Any]], name: str) -> dict[str, Any]:
    """``values`` of the records in their order; or each value once, and ``at`` which of them each record has.

    A record that lacks the name has -1 there.
    """
    places: dict[str, int] = {}
    values: list[Any] = []
    at = []
    for record in records:
        place = -1
        if name in record:
            written = json.dumps(record[name], ensure_ascii=False, sort_keys=True)
            if written not in places:
                places[written] = len(values)
                values.append(record[name])
            place = places[written]
        at.append(place)
    if len(values) < len(records) / 2 or -1 in at:
        return {"values": values, "at": at}
    return {"values": [record[name] for record in records]}

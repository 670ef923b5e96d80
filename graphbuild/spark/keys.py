"""References and nodes as strings, by which tables are joined and grouped."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any


def key_text(key: Sequence[str]) -> str:
    """A reference or a node as one string; two are the same where their strings are."""
    return json.dumps(key, ensure_ascii=False, separators=(",", ":"))


def key_of(text: str) -> Any:
    """The reference or node in a string."""
    return tuple(json.loads(text))

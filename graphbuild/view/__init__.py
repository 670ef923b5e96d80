"""Interactive pages from a graph: ``write(graph, "topic", "SEND", Path("send.html"))``.

What draws is loaded when it is first used: others read with this package's modules and draw nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.view.index import write_all
    from graphbuild.view.views import KINDS, write

__all__ = ["KINDS", "write", "write_all"]

_HOMES = {"KINDS": "views", "write": "views", "write_all": "index"}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")

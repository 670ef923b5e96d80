"""Council committee papers in, a knowledge graph with the sentence behind every fact out.

    import graphbuild

    report = graphbuild.build(["minutes/"], out="output")
    graph = graphbuild.open_graph("output")

``build``, ``open_graph`` and ``Graph`` are loaded when they are first used, so that importing this costs nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graphbuild.graph.store import Graph, open_graph
    from graphbuild.pipeline import build

__all__ = ["Graph", "__version__", "build", "open_graph"]

_HOMES = {"build": "graphbuild.pipeline", "open_graph": "graphbuild.graph.store", "Graph": "graphbuild.graph.store"}


def __getattr__(name: str) -> Any:
    if name == "__version__":
        return importlib.import_module("importlib.metadata").version("graphbuild")
    if name in _HOMES:
        return getattr(importlib.import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'graphbuild' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__

"""Interactive pages from a graph: ``write(graph, "topic", "SEND", Path("send.html"))``."""

from __future__ import annotations

from graphbuild.view.index import write_all
from graphbuild.view.views import KINDS, write

__all__ = ["KINDS", "write", "write_all"]

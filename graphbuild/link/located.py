"""A mention with the document that it stands in."""

from __future__ import annotations

from graphbuild.model import Mention

Located = tuple[str, Mention]
"""(slug of the source, mention)."""

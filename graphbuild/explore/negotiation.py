"""Which form of an answer a client likes best."""

from __future__ import annotations

from collections.abc import Mapping

import mimeparse
from pyoxigraph import RdfFormat

GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/ld+json": RdfFormat.JSON_LD,
    "text/plain": RdfFormat.N_TRIPLES,
    "application/xml": RdfFormat.RDF_XML,
    "text/xml": RdfFormat.RDF_XML,
    "application/json": RdfFormat.JSON_LD,
}
"""Media types of graphs; the first is what a client gets that takes anything."""


def best(supported: Mapping[str, object], accept: str) -> str:
    """Which of the media types an Accept header likes best, the first of several; "" where it takes none."""
    try:
        # mimeparse gives the last of equals.
        return str(mimeparse.best_match([*supported][::-1], accept or "*/*"))
    except (mimeparse.MimeTypeParseException, ValueError):
        return next(iter(supported))

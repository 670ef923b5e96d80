"""The superclasses that the ontology gives each class; they are asserted in the data, so that it needs no reasoner."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path

import pyoxigraph as ox

from graphbuild import resources
from graphbuild.vocabulary import GB, RDF, RDFS

RESERVED = {GB.Claim: RDF.Statement}
"""What the ontology cannot say: OWL 2 DL keeps rdf:Statement to itself."""


@cache
def superclasses(ontology: Path | None = None) -> dict[ox.NamedNode, tuple[ox.NamedNode, ...]]:
    """Each class of ``ontology`` (Turtle; None: the bundled one) with the named classes above it, sorted by IRI."""
    path = ontology or resources.folder("ontology") / "graphbuild.ttl"
    direct: dict[ox.NamedNode, set[ox.NamedNode]] = defaultdict(set)
    for lower, upper in RESERVED.items():
        direct[lower].add(upper)
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        cls, above = quad.subject, quad.object
        if quad.predicate == RDFS.subClassOf and isinstance(cls, ox.NamedNode) and isinstance(above, ox.NamedNode):
            direct[cls].add(above)
    return {cls: _above(cls, direct) for cls in list(direct)}


def _above(cls: ox.NamedNode, direct: dict[ox.NamedNode, set[ox.NamedNode]]) -> tuple[ox.NamedNode, ...]:
    """Every class that can be reached upwards from ``cls``, itself left out."""
    found: set[ox.NamedNode] = set()
    waiting = [cls]
    while waiting:
        above = direct.get(waiting.pop(), set()) - found
        found |= above
        waiting.extend(above)
    return tuple(sorted(found - {cls}, key=str))

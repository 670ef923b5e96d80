"""What people put right, as triples: who said so, when, why, and on what it bears."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pyoxigraph import NamedNode

from graphbuild.graph import facts, terms
from graphbuild.graph.terms import Names, Triple
from graphbuild.model import Correction, Ref
from graphbuild.vocabulary import DCTERMS, GB, PROV, RDF, RDFS, slug


def triples(corrections: Sequence[Correction], names: Names, there: Collection[Ref]) -> Iterator[Triple]:
    """The corrections, who made them, and from each thing of the graph (``there``) the corrections that bear on it."""
    called: dict[NamedNode, str] = {}
    for correction in corrections:
        node, who = names.iri(correction.key), names.own("corrector", slug(correction.by))
        called[who] = min(correction.by, called.get(who, correction.by))
        for cls in facts.with_superclasses(GB.Correction):
            yield node, RDF.type, cls
        yield node, RDFS.label, terms.text(correction.label)
        yield node, GB.change, terms.text(correction.change)
        yield node, PROV.wasAttributedTo, who
        yield node, DCTERMS.date, terms.date(correction.on)
        if correction.because:
            yield node, DCTERMS.description, terms.text(correction.because)
        for key in correction.touched:
            if key in there:
                yield names.iri(key), GB.correctedBy, node
    for who, name in called.items():
        yield who, RDF.type, PROV.Person
        yield who, RDF.type, PROV.Agent
        yield who, RDFS.label, terms.text(name)

"""What the editor of queries completes: prefixes, and the terms of the ontology and of the vocabularies used."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from graphbuild import resources, topics
from graphbuild.explore.rdf import prefixed
from graphbuild.graph.sparql import skeleton
from graphbuild.vocabulary import PREFIXES, RDFS, VOCABULARIES

_USED = re.compile(r"(?<![\w?$:.-])([A-Za-z][\w-]*):(?!//)")
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*)\s*:", re.IGNORECASE)


@cache
def completions() -> dict[str, object]:
    """Prefixes with their IRIs, and terms, each as prefixed name and label; sorted."""
    labels = {vocabulary[term].value: "" for vocabulary in VOCABULARIES for term in vocabulary}
    labels |= _labels()
    labels |= {topic.iri: topic.label for topic in topics.load().values()}
    found = {prefixed(iri): label for iri, label in labels.items()}
    # What has no prefix, as the codes of small lists, is not typed.
    return {
        "prefixes": PREFIXES,
        "terms": sorted((name, label) for name, label in found.items() if name.partition(":")[0] in PREFIXES),
    }


def undeclared(text: str) -> list[str]:
    """The known prefixes that a query uses without declaring them, sorted."""
    bare = skeleton(text)
    return sorted((set(_USED.findall(bare)) - set(_DECLARED.findall(bare))) & set(PREFIXES))


def declared(text: str) -> str:
    """The query with all known prefixes that it uses declared."""
    return "".join(f"PREFIX {prefix}: <{PREFIXES[prefix]}>\n" for prefix in undeclared(text)) + text


def _labels() -> dict[str, str]:
    """The labels of what the ontology declares, by IRI."""
    file = resources.folder("ontology") / "graphbuild.ttl"
    labels = {}
    for quad in parse(path=str(file), format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if quad.predicate == RDFS.label and isinstance(subject, NamedNode) and isinstance(value, Literal):
            labels[subject.value] = value.value
    return labels

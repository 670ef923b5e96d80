"""The topic scheme: a SKOS file in Turtle -> Topic records, by notation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graphbuild import resources
from graphbuild.errors import GraphbuildError
from graphbuild.vocabulary import RDF, SKOS

Properties = dict[ox.NamedNode, list[ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple]]


class TopicsError(GraphbuildError):
    """A topic scheme that cannot be used, and what to change in it."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A concept of the scheme; labels are without language tags, whitespace folded, sorted."""

    notation: str
    """What references name it by: ``("topic", "SEND")``."""
    iri: str
    label: str
    """The preferred one; the English one where the scheme has several languages."""
    alt_labels: tuple[str, ...] = ()
    hidden_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    """Notations of the topics directly above it."""


def bundled() -> Path:
    """The scheme that comes with graphbuild."""
    return resources.folder("ontology") / "topics.ttl"


def load(path: Path | None = None) -> dict[str, Topic]:
    """The topics of the scheme in ``path`` (Turtle; None: the bundled one) by notation, sorted.

    Raises TopicsError where the file cannot be read as Turtle, has no ``skos:Concept``, or where a concept lacks
    what a topic needs: an IRI, exactly one ``skos:notation`` of its own, a preferred label, and broader concepts
    that the file defines.
    """
    path = bundled() if path is None else path
    concepts = _concepts(path)
    notations = {node: _notation(path, node, concepts[node]) for node in concepts}
    topics: dict[str, Topic] = {}
    for node, notation in sorted(notations.items(), key=lambda pair: pair[1]):
        if notation in topics:
            raise TopicsError(
                f"{path}: {topics[notation].iri} and {node.value} have the same skos:notation {notation!r}; change one."
            )
        topics[notation] = _topic(path, node, concepts[node], notations)
    return topics


def _concepts(path: Path) -> dict[ox.NamedNode, Properties]:
    """The properties of each ``skos:Concept``."""
    described: dict[object, Properties] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
            described[quad.subject][quad.predicate].append(quad.object)
    except SyntaxError as error:
        raise TopicsError(f"{path}: is not valid Turtle ({error}); correct it there.") from error
    except OSError as error:
        raise TopicsError(f"{path}: cannot be read ({error.strerror or error}); name a SKOS file in Turtle.") from error
    concepts: dict[ox.NamedNode, Properties] = {}
    for node, properties in described.items():
        if SKOS.Concept not in properties.get(RDF.type, ()):
            continue
        if not isinstance(node, ox.NamedNode):
            raise TopicsError(f"{path}: has a skos:Concept without an IRI; give it one.")
        concepts[node] = properties
    if not concepts:
        raise TopicsError(f"{path}: has no skos:Concept; type each topic as one.")
    return concepts


def _topic(path: Path, node: ox.NamedNode, properties: Properties, notations: dict[ox.NamedNode, str]) -> Topic:
    """The topic that a concept's properties describe."""
    broader = properties.get(SKOS.broader, [])
    for above in broader:
        if above not in notations:
            raise TopicsError(f"{path}: {node.value} has skos:broader {above}, which the file does not define; add it.")
    return Topic(
        notation=notations[node],
        iri=node.value,
        label=_preferred(path, node, properties),
        alt_labels=_labels(properties, SKOS.altLabel),
        hidden_labels=_labels(properties, SKOS.hiddenLabel),
        broader=tuple(sorted({notations[above] for above in broader if isinstance(above, ox.NamedNode)})),
    )


def _notation(path: Path, node: ox.NamedNode, properties: Properties) -> str:
    """A concept's one notation."""
    found = _labels(properties, SKOS.notation)
    if len(found) != 1:
        raise TopicsError(f"{path}: {node.value} has {len(found)} values of skos:notation; give it exactly one.")
    return found[0]


def _preferred(path: Path, node: ox.NamedNode, properties: Properties) -> str:
    """A concept's preferred label: the English or untagged one before one in another language."""
    literals = [value for value in properties.get(SKOS.prefLabel, []) if isinstance(value, ox.Literal)]
    ranked = sorted((not (o.language or "en").startswith("en"), o.language or "", _fold(o.value)) for o in literals)
    if not ranked or not ranked[0][2]:
        raise TopicsError(f"{path}: {node.value} has no skos:prefLabel; give it one.")
    return ranked[0][2]


def _labels(properties: Properties, predicate: ox.NamedNode) -> tuple[str, ...]:
    """The distinct values of a property, sorted; empty ones left out."""
    values = {_fold(value.value) for value in properties.get(predicate, []) if isinstance(value, ox.Literal)}
    return tuple(sorted(values - {""}))


def _fold(text: str) -> str:
    """``text`` with each run of whitespace as one space."""
    return " ".join(text.split())

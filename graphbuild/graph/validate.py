"""``validate``: is a graph what the contract says? SHACL, and each quote against the text that it is from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import rdflib
from pyoxigraph import QueryTriples
from rdflib.namespace import FOAF, RDFS, SKOS

from graphbuild import resources
from graphbuild.errors import shown
from graphbuild.graph import quotes, shacl
from graphbuild.graph.shacl import Violation
from graphbuild.graph.store import open_graph

EXAMPLES = 5
"""How many things a kind of violation is shown with."""
NAMES = (RDFS.label, SKOS.prefLabel, FOAF.name, rdflib.URIRef(quotes.QUOTE))


class Example(NamedTuple):
    """A thing that violates something."""

    label: str
    iri: str
    detail: str
    """The value at fault, in words; may be empty."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Everything that is wrong in the same way."""

    message: str
    """What is wrong and what to do."""
    count: int
    examples: tuple[Example, ...]
    """The first few, by IRI."""


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What ``validate`` found."""

    location: str
    triples: int
    quotes: int | None
    """How many passages were compared with their text; None where the text is not there."""
    problems: tuple[Problem, ...]
    """Most frequent first."""

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems

    def lines(self) -> Iterator[str]:
        """The report as a person reads it."""
        for problem in self.problems:
            yield f"{problem.message} ({problem.count})"
            for example in problem.examples:
                yield f"  {example.label} <{example.iri}>"
                if example.detail:
                    yield f"    {example.detail}"
            if problem.count > len(problem.examples):
                yield f"  and {problem.count - len(problem.examples)} more"
            yield ""
        wrong = sum(problem.count for problem in self.problems)
        verdict = "conforms" if self.conforms else f"does not conform: {wrong} violations"
        yield f"{shown(self.location)} {verdict} ({self.triples} triples)."
        if self.quotes is None:
            yield "Quotes were not compared with the text, since the build's sources folder is not beside the graph."
        else:
            yield f"{self.quotes} quotes were compared with the text at their offsets."


def validate(location: str | Path, shapes: Path | None = None) -> ValidationReport:
    """Check the graph at ``location`` (a build's folder, an RDF file or an endpoint's address) against ``shapes``.

    ``shapes`` is a SHACL file in Turtle, None for the bundled one. Where the build's ``sources`` folder is there, each
    passage is also compared with its text. Raises GraphbuildError where the graph or the shapes cannot be read.
    """
    graph = open_graph(location)
    triples = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(triples, QueryTriples)
    data = shacl.to_rdflib(triples)
    violations = shacl.violations(data, shapes or resources.folder("ontology") / "shapes.ttl")
    compared = None
    if graph.sources:
        compared, wrong = quotes.compare(data, graph.sources)
        violations.extend(wrong)
    return ValidationReport(
        location=str(location), triples=len(data), quotes=compared, problems=_problems(violations, data)
    )


def _problems(violations: Iterable[Violation], data: rdflib.Graph) -> tuple[Problem, ...]:
    """Violations by what is wrong, the most frequent first."""
    by_message: dict[str, dict[str, str]] = defaultdict(dict)
    for violation in sorted(violations):
        by_message[violation.message].setdefault(violation.node, violation.detail)
    problems = [
        Problem(
            message=message,
            count=len(nodes),
            examples=tuple(Example(_label(node, data), node, nodes[node]) for node in list(nodes)[:EXAMPLES]),
        )
        for message, nodes in by_message.items()
    ]
    return tuple(sorted(problems, key=lambda problem: (-problem.count, problem.message)))


def _label(node: str, data: rdflib.Graph) -> str:
    """What to call a thing: its label or name, a passage's quote."""
    for predicate in NAMES:
        names = sorted(str(name) for name in data.objects(rdflib.URIRef(node), predicate))
        if names:
            return shacl.shortened(names[0])
    return "unnamed"

"""A graph in other formats."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, Triple, serialize

from graphbuild import output
from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import DEFAULT_BASE, PREFIXES, VOID

FORMATS: dict[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "ntriples": RdfFormat.N_TRIPLES,
    "nquads": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""What a graph can be written as, by the name that users give it; those that can keep the named graphs do."""
_ALREADY = dict(zip(("turtle", "trig"), output.GRAPHS, strict=True))


def export(graph: Graph, form: str, stream: BinaryIO) -> None:
    """Write ``graph`` to ``stream`` in one of FORMATS, in an order that depends on what it says alone.

    Turtle and TriG of a build's folder are the build's own files. Raises GraphbuildError for an unknown format, and
    what ``Graph.query`` raises.
    """
    if form not in FORMATS:
        raise GraphbuildError(f"there is no export format {shown(form)!r}; choose {', '.join(FORMATS)}")
    written = Path(graph.location, _ALREADY.get(form, ""))
    if written.is_file() and written.parent.joinpath(output.STORE).is_dir():
        with written.open("rb") as file:
            shutil.copyfileobj(file, stream)
        return
    rdf = FORMATS[form]
    statements = (_quads(graph) if rdf.supports_datasets else None) or _triples(graph)
    serialize(statements, stream, rdf, prefixes=PREFIXES)


def export_to(graph: Graph, form: str, path: Path) -> None:
    """``export`` to a file, which appears when it is whole. Raises GraphbuildError also where it cannot be written."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as stream:
            export(graph, form, stream)
        beside.replace(path)
    except OSError as error:
        why = error.strerror or error
        raise GraphbuildError(f"{shown(path)} cannot be written ({why}); make room or choose another --out") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def has_default_base(graph: Graph) -> bool:
    """Whether the data's IRIs begin with the base that is only an example."""
    answer = graph.query(f'ASK {{ ?dataset {VOID.uriSpace} "{DEFAULT_BASE}" }}')
    return isinstance(answer, QueryBoolean) and bool(answer)


def _quads(graph: Graph) -> list[Quad]:
    """What the named graphs hold; nothing where there are none."""
    solutions = graph.query("SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(solutions, QuerySolutions)
    return sorted((Quad(s["s"], s["p"], s["o"], s["g"]) for s in solutions), key=lambda q: (str(q.graph_name), str(q)))


def _triples(graph: Graph) -> list[Triple]:
    triples = graph.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(triples, QueryTriples)
    return sorted(set(triples), key=str)

"""What the endpoint is and can, and what it serves: a SPARQL 1.1 Service Description, with the data set's own VoID."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Triple, parse, serialize
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graphbuild.explore.negotiation import GRAPHS, best
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question
from graphbuild.vocabulary import PREFIXES, RDF, VOID

SD = "http://www.w3.org/ns/sparql-service-description#"
PAGE = "text/html"
FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


DATASET = Question(
    f"CONSTRUCT {{ ?data ?p ?o }} WHERE {{ ?data a {VOID.Dataset} ; ?p ?o }}", accept="application/n-triples"
)
"""Asks for what the data set says of itself."""


def wanted(request: Request) -> str:
    """The media type of the description that the client likes best, text/html for a person; "" where it takes none."""
    return best({**GRAPHS, PAGE: None}, request.headers.get("accept", "*/*"))


def response(request: Request, limits: Limits, dataset: Answer) -> Response:
    """The description, in the form that the client likes best; ``dataset`` is the answer to DATASET."""
    media_type = best(GRAPHS, request.headers.get("accept", "*/*"))
    if not media_type:
        return PlainTextResponse(f"The description is to be had as {', '.join(GRAPHS)}.\n", 406)
    said = parse(dataset.body, RdfFormat.N_TRIPLES) if dataset.outcome is Outcome.ANSWERED else ()
    about = [Triple(quad.subject, quad.predicate, quad.object) for quad in said]
    try:
        triples = [*_triples(str(request.url.replace(query="")), limits, about), *sorted(about, key=str)]
    except ValueError:
        return PlainTextResponse("The Host header is not valid; send one that is.\n", 400)
    body = serialize(triples, format=GRAPHS[media_type], prefixes=PREFIXES | {"sd": SD})
    return Response(body, headers={"Vary": "Accept"}, media_type=media_type)


def _triples(address: str, limits: Limits, about: list[Triple]) -> list[Triple]:
    service, graph = BlankNode("service"), BlankNode("graph")
    dataset = next((one.subject for one in about if one.object == VOID.Dataset), BlankNode("dataset"))
    comment = NamedNode("http://www.w3.org/2000/01/rdf-schema#comment")
    said = (
        f"Read-only. A query has {limits.seconds:g} seconds, a table at most {limits.rows:,} rows; SERVICE is refused."
    )
    return [
        Triple(service, RDF.type, NamedNode(f"{SD}Service")),
        Triple(service, NamedNode(f"{SD}endpoint"), NamedNode(address)),
        Triple(service, NamedNode(f"{SD}supportedLanguage"), NamedNode(f"{SD}SPARQL11Query")),
        Triple(service, NamedNode(f"{SD}feature"), NamedNode(f"{SD}UnionDefaultGraph")),
        *(Triple(service, NamedNode(f"{SD}resultFormat"), NamedNode(FORMATS + name)) for name in _RESULTS),
        Triple(service, comment, Literal(said, language="en")),
        Triple(service, NamedNode(f"{SD}defaultDataset"), dataset),
        Triple(dataset, RDF.type, NamedNode(f"{SD}Dataset")),
        Triple(dataset, NamedNode(f"{SD}defaultGraph"), graph),
        Triple(dataset, NamedNode(f"{VOID.iri}sparqlEndpoint"), NamedNode(address)),
        Triple(graph, RDF.type, NamedNode(f"{SD}Graph")),
    ]

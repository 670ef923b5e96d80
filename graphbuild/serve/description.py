"""What the endpoint is and can: a SPARQL 1.1 Service Description."""

from __future__ import annotations

from pyoxigraph import BlankNode, Literal, NamedNode, Triple, serialize
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from graphbuild.explore.negotiation import GRAPHS, best
from graphbuild.serve.tasks import Limits
from graphbuild.vocabulary import PREFIXES, RDF

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def response(request: Request, limits: Limits) -> Response:
    """The description, in the form that the client likes best."""
    media_type = best(GRAPHS, request.headers.get("accept", "*/*"))
    if not media_type:
        return PlainTextResponse(f"The description is to be had as {', '.join(GRAPHS)}.\n", 406)
    body = serialize(
        _triples(str(request.url.replace(query="")), limits), format=GRAPHS[media_type], prefixes=PREFIXES | {"sd": SD}
    )
    return Response(body, headers={"Vary": "Accept"}, media_type=media_type)


def _triples(address: str, limits: Limits) -> list[Triple]:
    service, dataset, graph = BlankNode("service"), BlankNode("dataset"), BlankNode("graph")
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
        Triple(graph, RDF.type, NamedNode(f"{SD}Graph")),
    ]

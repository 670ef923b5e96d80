"""The page of one thing: what the graph says of it and which sentences say so; or the same as RDF."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions

from graphbuild.explore import rdf, reply, source
from graphbuild.explore.network import address as network_address
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.explore.statements import HEADINGS, PART, Cluster, Statement, Statements, clustered, years
from graphbuild.graph.labels import day
from graphbuild.view import kinds
from graphbuild.view.reading import Reader
from graphbuild.view.things import describe
from graphbuild.vocabulary import FOAF, GB, RDF, SKOS, VOID

QUOTED = 20
"""How many of a fact's passages are shown."""
MENTIONED = 50
"""How many passages that name a thing are shown."""
_DATA_SET = f"SELECT ?data WHERE {{ ?data a {VOID.Dataset} }} ORDER BY ?data LIMIT 1"
_THERE = "ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing } }"


def at_path(opened: Opened, request: Request) -> Page:
    """The page of the thing whose IRI has the path that is asked for."""
    found = next((iri for iri in opened.addresses.candidates(request.path) if _is_there(opened, iri)), "")
    return _page(opened, request, found) if found else _nothing()


def by_iri(opened: Opened, request: Request) -> Page:
    """The page of the thing whose IRI is the parameter ``iri``."""
    iri = request.get("iri")
    return _page(opened, request, iri) if _is_there(opened, iri) else _nothing()


def of_data_set(opened: Opened, request: Request) -> Page:
    """The page of the data set as a whole."""
    answer = opened.graph.query(_DATA_SET)
    assert isinstance(answer, QuerySolutions)
    found = next((row["data"].value for row in answer), "")
    return _page(opened, request, found) if found else _nothing()


def _nothing() -> Page:
    return told(404, "Nothing is here", "This graph says nothing of a thing with that address; search for its name.")


def _is_there(opened: Opened, iri: str) -> bool:
    try:
        answer = opened.graph.query(_THERE, {"thing": NamedNode(iri)})
    except ValueError:
        return False
    return isinstance(answer, QueryBoolean) and bool(answer)


def _page(opened: Opened, request: Request, iri: str) -> Page:
    media_type = rdf.wanted(request.get("format"), request.accept)
    if media_type:
        return rdf.page(opened, iri, media_type)
    reader = Reader(opened.graph)
    if GB.Source.value in reader.properties(iri).get(RDF.type.value, ()):
        return source.page(opened, reader, iri)
    return _html(opened, reader, iri)


def _html(opened: Opened, reader: Reader, iri: str) -> Page:
    properties = reader.properties(iri)
    thing, kind = describe(iri, properties), kinds.of_classes(properties.get(RDF.type.value, ()))
    statements = Statements(reader, opened.addresses)
    said, more = statements.of(iri)
    home = statements.home(iri)
    mentions = reader.passages(iri, home)
    along = years(said) if len({date for one in said for date in one.dates[:1]}) > 1 and not home else ()
    names = properties.get(SKOS.altLabel.value, ()) + properties.get(FOAF.name.value, ())
    return reply.html(
        "thing.html",
        {
            "iri": iri,
            "thing": thing,
            "kind": kind,
            "whole": next((one for one in said if home and one.heading == HEADINGS[PART][0]), None),
            "details": [detail for detail in thing.details if detail[0] not in ("Topics", "Also called")],
            "names": sorted({name for name in names if name != thing.label}),
            "corrections": [
                (opened.addresses.of(one.iri), one.what, one.who, day(one.day), one.why)
                for one in reader.corrections(iri)
            ],
            "groups": _groups(said),
            "years": along,
            "numbers": {int(year.year): year.number for year in along},
            "home": day(home) if home else "",
            "more": more,
            "most_quoted": QUOTED,
            "network": network_address(iri) if said and kind.key != "other" else "",
            "mentions": statements.quotes(mentions)[:MENTIONED],
            "mentioned": len(mentions),
            "data": rdf.statements(opened, iri),
            "forms": rdf.FORMS,
            "describe": f"DESCRIBE <{iri}>",
        },
    )


def _groups(said: list[Statement]) -> list[tuple[str, int, tuple[Cluster, ...]]]:
    """Headings, how many statements stand under each, and these."""
    groups = [(heading, list(group)) for heading, group in groupby(said, key=lambda one: one.heading)]
    return [(heading, len(members), clustered(members)) for heading, members in groups]

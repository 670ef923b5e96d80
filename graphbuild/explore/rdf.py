"""A thing as RDF: its own statements, the facts that are about it, and the passages that state them."""

from __future__ import annotations

import io
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, QueryTriples, Store, Triple, serialize

from graphbuild.explore.negotiation import GRAPHS, best
from graphbuild.explore.opened import Opened
from graphbuild.explore.reply import Page
from graphbuild.graph import write
from graphbuild.graph.write import PREFIXES
from graphbuild.view.text import clean
from graphbuild.vocabulary import GB, RDFS, SCHEMA

FORMS = {"turtle": "text/turtle", "jsonld": "application/ld+json", "ntriples": "application/n-triples"}
"""What a reader can ask for by the parameter ``format``, and its media type."""
_HTML = "text/html"
_FACTS = " ".join(
    map(
        str,
        (GB.Claim, GB.Attendance, GB.Tenure, GB.Involvement, GB.Declaration, GB.Abbreviation, SCHEMA.MonetaryAmount),
    )
)
_DESCRIBED = f"""
CONSTRUCT {{ ?s ?p ?o }} WHERE {{
  {{ ?thing ?p ?o . BIND(?thing AS ?s) }}
  UNION {{ ?s ?p ?thing . BIND(?thing AS ?o) }}
  UNION {{ ?thing {GB.evidence} ?s . ?s ?p ?o }}
  UNION {{ ?s ?about ?thing ; a ?class ; ?p ?o . VALUES ?class {{ {_FACTS} }} }}
  UNION {{ ?fact ?about ?thing ; a ?class ; {GB.evidence} ?s . ?s ?p ?o . VALUES ?class {{ {_FACTS} }} }}
}}"""
_OWN = f"""
SELECT ?thing ?property ?value ?label WHERE {{
  ?thing ?property ?value
  OPTIONAL {{ ?value {RDFS.label} ?label }}
}}"""


@dataclass(frozen=True, slots=True)
class Statement:
    """A triple of a thing, for its table."""

    property: str
    """Prefixed where it can be."""
    value: str
    address: str
    """Of the page of what the value is; "" of a literal."""
    iri: str


def wanted(form: str, accept: str) -> str:
    """The media type of the RDF that a client asks for by name or by an Accept header; "" where it wants a page."""
    if form in FORMS:
        return FORMS[form]
    liked = best({_HTML: None, **GRAPHS}, accept)
    return "" if liked in ("", _HTML) else liked


def page(opened: Opened, iri: str, media_type: str) -> Page:
    """What the graph says of a thing, serialised: its own statements, those about it, facts with it, their passages."""
    triples = _described(opened, iri)
    if media_type == FORMS["turtle"]:
        return Page(_turtle(triples), media_type)
    return Page(
        serialize(sorted(triples, key=str), format=GRAPHS[media_type], prefixes=_used(triples)) or b"", media_type
    )


def statements(opened: Opened, iri: str) -> list[Statement]:
    """The triples that have the thing as their subject."""
    solutions = opened.graph.query(_OWN, {"thing": NamedNode(iri)})
    assert isinstance(solutions, QuerySolutions)
    found = set()
    for row in solutions:
        value, label = row["value"], row["label"]
        if isinstance(value, NamedNode):
            words = label.value if isinstance(label, Literal) else prefixed(value.value)
            found.add(
                Statement(prefixed(row["property"].value), clean(words), opened.addresses.of(value.value), value.value)
            )
        else:
            found.add(Statement(prefixed(row["property"].value), clean(value.value), "", ""))
    return sorted(found, key=lambda one: (one.property != "rdf:type", one.property, one.value, one.iri))


def prefixed(iri: str) -> str:
    """An IRI with its prefix, where it has a known one."""
    end = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = _BY_IRI.get(iri[:end])
    return f"{prefix}:{iri[end:]}" if prefix and iri[end:] else iri


def _described(opened: Opened, iri: str) -> set[Triple]:
    triples = opened.graph.query(_DESCRIBED, {"thing": NamedNode(iri)})
    assert isinstance(triples, QueryTriples)
    return set(triples)


def _turtle(triples: set[Triple]) -> bytes:
    """As the build's own files are written."""
    store, text = Store(), io.StringIO()
    store.extend(Quad(triple.subject, triple.predicate, triple.object) for triple in triples)
    write.as_turtle(store, text)
    return text.getvalue().encode()


def _used(triples: set[Triple]) -> dict[str, str]:
    written = " ".join(map(str, triples))
    return {prefix: iri for prefix, iri in sorted(PREFIXES.items()) if f"<{iri}" in written}


_BY_IRI = {iri: prefix for prefix, iri in PREFIXES.items()}

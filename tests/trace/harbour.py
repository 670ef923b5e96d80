"""A small graph of records that the demo has none like, and some that are hostile."""

from __future__ import annotations

import pyoxigraph as ox

from graphbuild.graph.store import Graph, of_store

HOSTILE = "[red]Bold[/red] <script>alert(1)</script> [link=x]\\[/ \x1b]0;owned\x07 .* {} %s"
_PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gb: <https://w3id.org/graphbuild/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@base <https://example.org/id/> .
"""
_GRAPH = """
<board> a org:Organization ; rdfs:label "Harbour Board" .
<panel> a org:Organization ; rdfs:label "Ferry Panel" .
<trust> a org:Organization ; rdfs:label "Mole Street Trust" ; skos:prefLabel "Mole Street Trust" .
<topic/PIER> a skos:Concept ; rdfs:label "Piers" ; skos:prefLabel "Piers" ; skos:notation "PIER" .
<ask> skos:notation "request" .
<noted> skos:notation "note" .
<funds> skos:notation "funds" .
<s> schema:name "minutes.txt" .
<s2> schema:name "agenda.txt" .

<m1> a gb:Meeting ; dcterms:date "2001-03"^^xsd:gYearMonth ; gb:body <board> ; gb:recordedIn <s> .
<m2> a gb:Meeting ; dcterms:date "2001-05-02"^^xsd:date ; gb:body <panel> ; gb:recordedIn <s>, <s2> .
<m3> a gb:Meeting ; dcterms:date "2003-01-09"^^xsd:date ; gb:body <board> ; gb:recordedIn <s> .

<m1/item> a gb:AgendaItem ; dcterms:isPartOf <m1> ; dcterms:title "HOSTILE" ; gb:position 2 ;
    gb:minuteNumber "7" ; dcterms:subject <topic/PIER> ; gb:discusses <trust> .
<c1> a gb:Claim ; rdf:subject <m1/item> ; rdf:predicate dcterms:subject ; rdf:object <topic/PIER> ;
    gb:evidence <s#char=0,5> .
<s#char=0,5> gb:quote "HOSTILE" ; gb:begin 0 ; gb:end 5 ; gb:source <s> .
<c2> a gb:Claim ; rdf:subject <m1/item> ; rdf:predicate gb:discusses ; rdf:object <trust> .
<d1> a gb:Resolution ; dcterms:isPartOf <m1/item> ; gb:clause "10" ; gb:action <noted> ;
    gb:text "That HOSTILE be noted." .
<d2> a gb:Resolution ; dcterms:isPartOf <m1/item> ; gb:clause "9" ; gb:text "That a plan be drawn." ; gb:action <ask> ;
    gb:due "2001-06"^^xsd:gYearMonth ; gb:dueText "after June" .
<d3> a gb:Resolution ; dcterms:isPartOf <m1/item> ; gb:clause "2" ; gb:text "That a plan be shown." ; gb:action <ask> ;
    gb:due "2002"^^xsd:gYear ; gb:dueText "in 2002" .
<sum> a schema:MonetaryAmount ; dcterms:isPartOf <m1/item> ; schema:value "12.5"^^xsd:decimal ; schema:currency "CHF" .

<m2/agenda> a gb:AgendaItem ; dcterms:isPartOf <m2> ; dcterms:title "The Pier" ; dcterms:subject <topic/PIER> .
<m2/item> a gb:AgendaItem ; dcterms:isPartOf <m2> ; dcterms:title "THE PIER" ; dcterms:subject <topic/PIER> .
<c3> a gb:Claim ; rdf:subject <m2/agenda> ; rdf:predicate dcterms:subject ; rdf:object <topic/PIER> .
<c4> a gb:Claim ; rdf:subject <m2/item> ; rdf:predicate dcterms:subject ; rdf:object <topic/PIER> .
<d4> a gb:Resolution ; dcterms:isPartOf <m2/item> ; gb:text "That it be noted." ; gb:action <noted> .

<m3/item> a gb:AgendaItem ; dcterms:isPartOf <m3> ; dcterms:title "Other Matters" ; gb:minuteNumber "3" .
<d5> a gb:Resolution ; dcterms:isPartOf <m3/item> ; gb:text "That the pier be painted." ; gb:action <noted> .
<d6> a gb:Resolution ; dcterms:isPartOf <m3/item> ; gb:text "That tea be served." ; gb:action <noted> .
<c5> a gb:Claim ; rdf:subject <d5> ; rdf:predicate dcterms:subject ; rdf:object <topic/PIER> .
<m3/answer> a gb:AgendaItem ; dcterms:isPartOf <m3> ; dcterms:title "The Plan" ; gb:minuteNumber "4" ;
    gb:followsUp <d3> .
<c6> a gb:Claim ; rdf:subject <m3/answer> ; rdf:predicate gb:followsUp ; rdf:object <d3> .

<i1> a gb:Involvement ; gb:agent <trust> ; gb:in <board> ; gb:involvement <funds> ; gb:modality "negated" ;
    gb:evidence <s#char=0,5> .
"""


def graph() -> Graph:
    """Two bodies, three meetings; the topic ``https://example.org/id/topic/PIER``."""
    hostile = HOSTILE.replace("\\", "\\\\").replace("\x1b", "\\u001b").replace("\x07", "\\u0007")
    store = ox.Store()
    store.load((_PREFIXES + _GRAPH.replace("HOSTILE", hostile)).encode(), format=ox.RdfFormat.TURTLE)
    return of_store(store)

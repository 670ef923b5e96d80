"""The order of the files that a build writes, with headings."""

from __future__ import annotations

from pyoxigraph import NamedNode

from graphbuild import vocabulary
from graphbuild.graph import properties
from graphbuild.vocabulary import FOAF, GB, ORG, PROV, SCHEMA, SKOS, VOID

PREFIXES = vocabulary.PREFIXES | {scheme: f"{vocabulary.CODE_IRI}{scheme}/" for scheme in properties.SCHEMES}
SECTIONS: tuple[tuple[str, tuple[NamedNode, ...]], ...] = (
    ("Data set", (VOID.Dataset, PROV.Activity, PROV.SoftwareAgent)),
    ("Sources", (GB.Source,)),
    ("Meetings", (GB.Meeting,)),
    ("Agenda items", (GB.AgendaItem,)),
    ("Resolutions", (GB.Resolution,)),
    ("Papers and recommendations", (GB.Paper, GB.Recommendation)),
    ("People", (FOAF.Person,)),
    ("Posts", (ORG.Post,)),
    ("Organisations", (ORG.Organization,)),
    ("Undertakings", (GB.Undertaking,)),
    ("Terms", (GB.Term,)),
    ("Attendance", (GB.Attendance,)),
    ("Tenures", (GB.Tenure,)),
    ("Involvements", (GB.Involvement,)),
    ("Declarations of interest", (GB.Declaration,)),
    ("Sums of money", (SCHEMA.MonetaryAmount,)),
    ("Abbreviations", (GB.Abbreviation,)),
    ("Claims", (GB.Claim,)),
    ("Passages", (GB.Passage,)),
    ("Codes and topics", (SKOS.Concept,)),
    ("Other", ()),
)
"""The order of the files, with headings: what is of several classes stands under the first."""
LAST = len(SECTIONS) - 1
BY_CLASS = {cls: number for number, (_, classes) in enumerate(SECTIONS) for cls in classes}

"""A corpus made by hand about a council that does not exist: every kind of record, every field."""

from __future__ import annotations

from decimal import Decimal

from graphbuild.model import Abbreviation, Amount, Corpus, Declaration, Facts, Paper, Recommendation, Tenure
from madeup.decisions import CLAIMS, INVOLVEMENTS, RESOLUTIONS
from madeup.documents import (
    A14,
    BLYTHE,
    CHAIR,
    HARBOUR,
    HEAD,
    ITEM8,
    ITEM9,
    ITEM10,
    JUNE,
    LANTERN,
    M14,
    MARSH,
    PANEL,
    PAPER,
    SEND,
    SOURCES,
    STAR,
    at,
    known,
)
from madeup.entities import ENTITIES
from madeup.meetings import ATTENDANCES, ITEMS, MEETINGS

FACTS = Facts(
    meetings=MEETINGS,
    items=ITEMS,
    attendances=ATTENDANCES,
    resolutions=RESOLUTIONS,
    declarations=(
        Declaration(
            key=("declaration", *ITEM8[1:], "amara-blythe"),
            declarant=BLYTHE,
            item=ITEM10,
            interest_in=LANTERN,
            interest_kind="personal",
            **known(
                at("Councillor Blythe declared a personal interest in Minute 10, being a trustee of the Lantern Trust.")
            ),
        ),
    ),
    tenures=(
        Tenure(
            key=("tenure", "amara-blythe", "chair"),
            person=BLYTHE,
            post=CHAIR,
            organisation=PANEL,
            first_seen="2014-06-11",
            last_seen="2014-09-09",
            **known(
                at("Councillor Amara Blythe (in the Chair)") + at("Councillor Amara Blythe, Chair", source=A14),
                "name-and-post",
                0.9,
            ),
        ),
        Tenure(
            key=("tenure", "fenella-marsh", "head-of-inclusion"),
            person=MARSH,
            post=HEAD,
            first_seen="2014-06-11",
            last_seen="2014-06-11",
            **known(at("Fenella Marsh, Head of Inclusion"), "name-and-post", 0.9),
        ),
    ),
    involvements=INVOLVEMENTS,
    papers=(
        Paper(
            key=PAPER,
            title="Short breaks: the next five years",
            creators=(HEAD,),
            meeting=JUNE,
            item=ITEM9,
            **known(at('the report "Short breaks: the next five years"')),
        ),
    ),
    recommendations=(
        Recommendation(
            key=("recommendation", PAPER[1], "1"),
            paper=PAPER,
            text="that a second house be opened",
            **known(at("that a second house be opened")),
        ),
    ),
    amounts=(
        Amount(
            key=("amount", *ITEM9[1:], "1250000.50"),
            value=Decimal("1250000.50"),
            amount_for=HARBOUR,
            item=ITEM9,
            **known(at("£1,250,000.50")),
        ),
    ),
    abbreviations=(
        Abbreviation(
            key=("abbreviation", "send", M14),
            short="SEND",
            long="Special Educational Needs and Disabilities",
            abbreviates=SEND,
            **known(at("SPECIAL EDUCATIONAL NEEDS AND DISABILITIES (SEND)")),
        ),
        Abbreviation(
            key=("abbreviation", "star", M14),
            short="STAR",
            long="Short Term Action Register",
            abbreviates=STAR,
            **known(at("The STAR list was explained: Short Term Action Register.")),
        ),
    ),
    claims=CLAIMS,
)

CORPUS = Corpus(sources=SOURCES, entities=ENTITIES, facts=FACTS)

"""What the made-up meetings decided and heard."""

from __future__ import annotations

from graphbuild.codes import Action, InvolvementKind, Modality, Outcome
from graphbuild.model import Claim, Involvement, Resolution
from madeup.documents import (
    A14,
    AGENDA9,
    BLYTHE,
    COMMISSIONING,
    COUNCIL,
    HARBOUR,
    HEAD,
    ITEM9,
    ITEM10,
    ITEM64,
    JUNE,
    LANTERN,
    PANEL,
    PARTNERSHIP,
    QUILL,
    SEND,
    at,
    known,
)

RESOLUTIONS = (
    Resolution(
        key=("resolution", *ITEM9[1:], "1"),
        item=ITEM9,
        clause="1",
        text="That the report be noted.",
        action=Action.NOTE,
        topics=(SEND,),
        **known(at("That the report be noted.")),
    ),
    Resolution(
        key=("resolution", *ITEM9[1:], "2"),
        item=ITEM9,
        clause="2",
        text='That the Head of Inclusion report back "with costs" by March 2015 \\ sooner.',
        action=Action.REQUEST,
        asked_of=(HEAD,),
        due_text="by March 2015",
        due="2015-03",
        moved_by=(BLYTHE,),
        seconded_by=(QUILL,),
        outcome=Outcome.CARRIED,
        votes_for=7,
        votes_against=2,
        abstentions=1,
        **known(
            at(
                'That the Head of Inclusion report back "with costs" by March 2015 \\ sooner.',
                "Moved by Councillor Blythe, seconded by Mr Quill; 7 for, 2 against, 1 abstention: carried",
            )
        ),
    ),
)

INVOLVEMENTS = (
    Involvement(
        key=("involvement", "lantern-trust", "provides", "harbour-service"),
        agent=LANTERN,
        involvement=InvolvementKind.PROVIDES,
        target=HARBOUR,
        **known(at("The Lantern Trust provides the Harbour Service"), "provides-verb", 0.85),
    ),
    Involvement(
        key=("involvement", "council", "funds", "harbour-service"),
        agent=COUNCIL,
        involvement=InvolvementKind.FUNDS,
        target=HARBOUR,
        when="from 2015",
        modality=Modality.CONDITIONAL,
        **known(at("which the Council may fund from 2015"), "funds-verb", 0.6),
    ),
    Involvement(
        key=("involvement", "council", "inspects", "harbour-service"),
        agent=COUNCIL,
        involvement=InvolvementKind.INSPECTS,
        target=HARBOUR,
        modality=Modality.NEGATED,
        **known(at("It does not inspect it."), "inspects-verb", 0.55),
    ),
    Involvement(
        key=("involvement", "council", "member-of", "wexcombe-partnership"),
        agent=COUNCIL,
        involvement=InvolvementKind.MEMBER_OF,
        target=PARTNERSHIP,
        **known(at("Wexcombe Partnership, of which the Council is a member"), "member-of", 0.8),
    ),
    Involvement(
        key=("involvement", "panel", "part-of", "council"),
        agent=PANEL,
        involvement=InvolvementKind.PART_OF,
        target=COUNCIL,
        **known(at("Barchester County Council: Children's Panel", source=A14), "heading", 0.99),
    ),
)

CLAIMS = (
    Claim(
        key=("claim", "chaired-by", *JUNE[1:]),
        subject=JUNE,
        predicate="chairedBy",
        object=BLYTHE,
        **known(at("Councillor Amara Blythe (in the Chair)")),
    ),
    Claim(
        key=("claim", "presented-by", *ITEM9[1:]),
        subject=ITEM9,
        predicate="presentedBy",
        object=HEAD,
        **known(at("the Head of Inclusion presented the report"), "presents-verb", 0.9),
    ),
    Claim(
        key=("claim", "discusses", *ITEM9[1:]),
        subject=ITEM9,
        predicate="discusses",
        object=HARBOUR,
        **known(at("Harbour Service"), "named-in-item", 0.7),
    ),
    Claim(
        key=("claim", "subject", *ITEM9[1:], "send"),
        subject=ITEM9,
        predicate="subject",
        object=SEND,
        **known(at("SPECIAL EDUCATIONAL NEEDS AND DISABILITIES"), "topic-in-title", 0.9),
    ),
    Claim(
        key=("claim", "subject", *AGENDA9[1:], "send"),
        subject=AGENDA9,
        predicate="subject",
        object=SEND,
        **known(at("Short breaks", source=A14), "topic-in-title", 0.5),
    ),
    Claim(
        key=("claim", "subject", *ITEM10[1:], "commissioning"),
        subject=ITEM10,
        predicate="subject",
        object=COMMISSIONING,
        modality=Modality.PROPOSED,
        **known(at("was proposed"), "topic-in-text", 0.4),
    ),
    Claim(
        key=("claim", "references", *ITEM9[1:], "64"),
        subject=ITEM9,
        predicate="references",
        object=ITEM64,
        **known(at("Minute 64 of 30 April 2014")),
    ),
    Claim(
        key=("claim", "follows-up", *ITEM9[1:], "64"),
        subject=ITEM9,
        predicate="followsUp",
        object=ITEM64,
        **known(at("Further to Minute 64 of 30 April 2014")),
    ),
)

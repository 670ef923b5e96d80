"""What the made-up documents name."""

from __future__ import annotations

from typing import Any

from graphbuild.codes import EntityKind, OrganisationKind, UndertakingKind
from graphbuild.model import Entity, Passage, Ref
from madeup.documents import (
    A14,
    BLYTHE,
    CAREBOOK,
    CHAIR,
    COUNCIL,
    HARBOUR,
    HEAD,
    LANTERN,
    MARSH,
    MEMBER,
    PANEL,
    PARTNERSHIP,
    PYM,
    QUILL,
    REVIEW,
    SEND,
    STAR,
    at,
    known,
)


def entity(key: Ref, kind: EntityKind, name: str, evidence: tuple[Passage, ...], **fields: Any) -> Entity:
    return Entity(key=key, kind=kind, name=name, **known(evidence, "linked", 0.9), **fields)


ENTITIES = (
    entity(
        COUNCIL,
        EntityKind.ORGANISATION,
        "Barchester County Council",
        at("BARCHESTER COUNTY COUNCIL") + at("Barchester County Council", source=A14),
        alt_names=("the Council",),
        classification=OrganisationKind.COUNCIL,
    ),
    entity(
        PANEL,
        EntityKind.ORGANISATION,
        "Children's Panel",
        at("CHILDREN'S PANEL") + at("Children's Panel", source=A14),
        classification=OrganisationKind.COUNCIL_BODY,
        parent=COUNCIL,
    ),
    entity(
        LANTERN, EntityKind.ORGANISATION, "Lantern Trust", at("Lantern Trust"), classification=OrganisationKind.CHARITY
    ),
    entity(
        PARTNERSHIP,
        EntityKind.ORGANISATION,
        "Wexcombe Partnership",
        at("Wexcombe Partnership"),
        classification=OrganisationKind.PARTNERSHIP,
    ),
    entity(
        BLYTHE,
        EntityKind.PERSON,
        "Amara Blythe",
        at("Councillor Amara Blythe", "Councillor Blythe") + at("Councillor Amara Blythe", source=A14),
        alt_names=("A. Blythe", "Blythe"),
        title="Councillor",
        family_name="Blythe",
        given_name="Amara",
        party="Independent",
        ward="Wexcombe East",
    ),
    entity(
        QUILL,
        EntityKind.PERSON,
        "Tobias Quill",
        at("Mr Tobias Quill"),
        title="Mr",
        family_name="Quill",
        given_name="Tobias",
    ),
    entity(
        PYM,
        EntityKind.PERSON,
        "Ottoline Pym",
        at("Councillor Ottoline Pym"),
        title="Councillor",
        family_name="Pym",
        given_name="Ottoline",
    ),
    entity(MARSH, EntityKind.PERSON, "Fenella Marsh", at("Fenella Marsh"), family_name="Marsh", given_name="Fenella"),
    entity(CHAIR, EntityKind.POST, "Chair", at("in the Chair") + at("Chair", source=A14), organisation=PANEL),
    entity(HEAD, EntityKind.POST, "Head of Inclusion", at("Head of Inclusion"), organisation=COUNCIL),
    entity(
        MEMBER, EntityKind.POST, "Cabinet Member for Learning", at("Cabinet Member for Learning"), organisation=COUNCIL
    ),
    entity(
        HARBOUR,
        EntityKind.UNDERTAKING,
        "Harbour Service",
        at("Harbour Service") + at("Harbour Service", source=A14),
        classification=UndertakingKind.SERVICE,
        topics=(SEND,),
    ),
    entity(CAREBOOK, EntityKind.UNDERTAKING, "CareBook", at("CareBook"), classification=UndertakingKind.SYSTEM),
    entity(REVIEW, EntityKind.UNDERTAKING, "peer review", at("peer review")),
    entity(STAR, EntityKind.TERM, "Short Term Action Register", at("Short Term Action Register"), alt_names=("STAR",)),
)

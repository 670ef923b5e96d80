"""The closed lists that records are coded by. Values are the notations and class names of the contract."""

from __future__ import annotations

from enum import StrEnum


class RecordKind(StrEnum):
    """What a document holds of a meeting."""

    MINUTES = "minutes"
    AGENDA = "agenda"
    ANNOUNCED = "announced"
    MENTIONED = "mentioned"


class EntityKind(StrEnum):
    """Kinds of named things."""

    PERSON = "person"
    POST = "post"
    ORGANISATION = "organisation"
    UNDERTAKING = "undertaking"
    TERM = "term"


class OrganisationKind(StrEnum):
    """Classification of organisations; values are the contract's notations."""

    COUNCIL = "council"
    COUNCIL_BODY = "council body"
    TEAM = "directorate or team"
    CHARITY = "charity or voluntary"
    COMPANY = "company"
    GOVERNMENT = "government"
    HEALTH = "health"
    POLICE = "police"
    EDUCATION = "school or university"
    PARTNERSHIP = "partnership or board"
    OTHER = "other"


class UndertakingKind(StrEnum):
    """Subclasses of undertaking; values are the ontology's class names."""

    SERVICE = "Service"
    PROGRAMME = "Programme"
    STRATEGY = "Strategy"
    SYSTEM = "InformationSystem"
    CONTRACT = "Contract"
    REVIEW = "Review"


class Capacity(StrEnum):
    """In what capacity a person was at a meeting."""

    PRESENT = "present"
    APOLOGIES = "apologies"
    IN_ATTENDANCE = "in attendance"


class Action(StrEnum):
    """What a resolution does, by its main verb."""

    NOTE = "note"
    APPROVE = "approve"
    ENDORSE = "endorse"
    REQUEST = "request"
    REFER = "refer"
    RECOMMEND = "recommend"
    APPOINT = "appoint"
    THANK = "thank"
    OTHER = "other"


class Outcome(StrEnum):
    """How a vote ended."""

    CARRIED = "carried"
    LOST = "lost"
    UNANIMOUS = "unanimous"


class Modality(StrEnum):
    """How a text that does not simply assert puts a fact."""

    PROPOSED = "proposed"
    NEGATED = "negated"
    CONDITIONAL = "conditional"


class InvolvementKind(StrEnum):
    """How an agent is involved in an undertaking or organisation."""

    PROVIDES = "provides"
    COMMISSIONS = "commissions"
    FUNDS = "funds"
    EVALUATES = "evaluates"
    INSPECTS = "inspects"
    PART_OF = "part of"
    PARTNER_OF = "partner of"
    MEMBER_OF = "member of"
    BOARD_MEMBER_OF = "board member of"
    SUPPORTS = "supports"
    AUTHORED = "authored"

"""The relations that a correction can name, and the facts that they make."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from graphbuild.codes import Capacity, InvolvementKind
from graphbuild.corrections.known import ITEM, MEETING, RESOLUTION, TOPIC, DoesNotApply
from graphbuild.errors import shown
from graphbuild.link.keys import fact_key
from graphbuild.model import Attendance, Claim, Declaration, Involvement, Record, Ref, Resolution, Tenure
from graphbuild.naming import suggestion

RULE = "correction"
"""What found a fact that a person added."""
_AGENTS = ("organisation", "person", "post")
_HOLDERS = ("person", "post")
_CLAIMS: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "presented by": ("presentedBy", (ITEM,), _HOLDERS),
    "chaired by": ("chairedBy", (MEETING, ITEM), _HOLDERS),
    "discusses": ("discusses", (ITEM,), ("organisation", "undertaking")),
    "about": ("subject", (ITEM, RESOLUTION), (TOPIC,)),
    "refers to": ("references", (ITEM,), (ITEM, MEETING)),
    "follows up": ("followsUp", (ITEM,), (ITEM, RESOLUTION)),
    "moved by": ("movedBy", (RESOLUTION,), _HOLDERS),
    "seconded by": ("secondedBy", (RESOLUTION,), _HOLDERS),
}
_PRESENCE = {
    "present at": Capacity.PRESENT,
    "apologies for": Capacity.APOLOGIES,
    "in attendance at": Capacity.IN_ATTENDANCE,
}
_HOLDS, _DECLARED = "holds", "declared an interest in"
_FIELDS = {"moved_by": "moved by", "seconded_by": "seconded by", "topics": "about"}
"""Fields of a decision that say what a claim would."""
Triple = tuple[Ref, str, Ref]


@dataclass(frozen=True, slots=True)
class Relation:
    """What people call it, and the kinds of thing that it joins."""

    name: str
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    make: Callable[[Ref, Ref, dict[str, Any]], Attendance | Declaration | Tenure | Involvement | Claim]
    """The fact of two things, with what all records carry."""


def _involvement(kind: InvolvementKind) -> Relation:
    objects = ("undertaking", "organisation")
    return Relation(
        kind.value, _AGENTS, objects, lambda s, o, how: Involvement(agent=s, involvement=kind, target=o, **how)
    )


def _presence(name: str, capacity: Capacity) -> Relation:
    return Relation(
        name,
        ("person",),
        (MEETING,),
        lambda s, o, how: Attendance(attendee=s, meeting=o, capacity=capacity, **how),
    )


def _claim(name: str, predicate: str, subjects: tuple[str, ...], objects: tuple[str, ...]) -> Relation:
    return Relation(name, subjects, objects, lambda s, o, how: Claim(subject=s, predicate=predicate, object=o, **how))


_ALL = (
    *(_involvement(kind) for kind in InvolvementKind),
    *(_presence(name, capacity) for name, capacity in _PRESENCE.items()),
    *(_claim(name, *rest) for name, rest in _CLAIMS.items()),
    Relation(_HOLDS, ("person",), ("post",), lambda s, o, how: Tenure(person=s, post=o, **how)),
    Relation(
        _DECLARED, ("person",), ("organisation",), lambda s, o, how: Declaration(declarant=s, interest_in=o, **how)
    ),
)
RELATIONS = {relation.name: relation for relation in _ALL}


def relation(name: str) -> Relation:
    """The relation of that name. Raises DoesNotApply, with a suggestion, where there is none."""
    folded = " ".join(name.replace("_", " ").casefold().split())
    if folded not in RELATIONS:
        near = suggestion(folded, RELATIONS) or f"; there are: {', '.join(RELATIONS)}"
        raise DoesNotApply(f"the relation {shown(name)!r} is unknown{near}")
    return RELATIONS[folded]


def made(relation: Relation, subject: Ref, target: Ref, source: str, **how: Any) -> Record:
    """The fact that a person adds, under its corpus-wide reference."""
    record = relation.make(subject, target, {"key": (), "rule": RULE, "confidence": 1.0, **how})
    return resolved(record, source)


def resolved(record: Attendance | Declaration | Tenure | Involvement | Claim, source: str) -> Record:
    """The record with the reference that its parties make."""
    return replace(record, key=fact_key(record, lambda ref: ref, source))


def triples(record: Record) -> Iterator[Triple]:
    """What a record says, in the words of corrections."""
    match record:
        case Involvement():
            yield record.agent, record.involvement.value, record.target
        case Attendance():
            yield record.attendee, next(name for name, c in _PRESENCE.items() if c is record.capacity), record.meeting
        case Tenure():
            yield record.person, _HOLDS, record.post
        case Declaration(interest_in=interest) if interest:
            yield record.declarant, _DECLARED, interest
        case Claim():
            name = next(name for name, (predicate, *_) in _CLAIMS.items() if predicate == record.predicate)
            yield record.subject, name, record.object
        case Resolution():
            for field, name in _FIELDS.items():
                for target in getattr(record, field):
                    yield record.key, name, target


def without(record: Resolution, name: str, target: Ref) -> Resolution:
    """The decision without what one of its fields says."""
    field = next(field for field, called in _FIELDS.items() if called == name)
    changes: dict[str, Any] = {field: tuple(ref for ref in getattr(record, field) if ref != target)}
    return replace(record, **changes)

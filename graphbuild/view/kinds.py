"""The kinds of things that a view shows: in words, in the graph's classes, and as drawn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import NamedNode

from graphbuild.vocabulary import FOAF, GB, ORG, SCHEMA, SKOS


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of thing. Colours are Okabe and Ito's, which colour-blind people tell apart; shapes tell it too."""

    key: str
    one: str
    many: str
    cls: NamedNode
    """The class whose instances it has."""
    lane: str
    """Heading of the band of the drawing that it stands in."""
    shape: str
    """vis-network's name; the label stands below it."""
    colour: str
    timed: bool = False
    """Whether things of the kind belong to one meeting, and are drawn in its column."""
    lines: int = 2
    """How many lines a label may take."""


_PEOPLE, _MEETINGS, _ITEMS, _DECISIONS = "People and posts", "Meetings", "Agenda items", "Decisions"
_SUMS, _SERVICES, _BODIES = "Money and papers", "Services and plans", "Organisations"

_ANYTHING = NamedNode("http://www.w3.org/2000/01/rdf-schema#Resource")

OTHER = Kind("other", "other thing", "other things", _ANYTHING, "Other things", "dot", "#bbbbbb")
ALL: tuple[Kind, ...] = (
    Kind("person", "person", "people", FOAF.Person, _PEOPLE, "triangle", "#009e73"),
    Kind("post", "post", "posts", ORG.Post, _PEOPLE, "triangleDown", "#f0e442"),
    Kind("meeting", "meeting", "meetings", GB.Meeting, _MEETINGS, "square", "#0072b2", timed=True),
    Kind("item", "agenda item", "agenda items", GB.AgendaItem, _ITEMS, "dot", "#56b4e9", timed=True, lines=3),
    Kind("decision", "decision", "decisions", GB.Resolution, _DECISIONS, "diamond", "#e69f00", timed=True, lines=3),
    Kind("money", "sum of money", "sums of money", SCHEMA.MonetaryAmount, _SUMS, "square", "#999999", timed=True),
    Kind("paper", "paper", "papers", GB.Paper, _SUMS, "diamond", "#cccccc", timed=True),
    Kind(
        "recommendation", "recommendation", "recommendations", GB.Recommendation, _SUMS, "star", "#cccccc", timed=True
    ),
    Kind("undertaking", "service or plan", "services and plans", GB.Undertaking, _SERVICES, "star", "#cc79a7"),
    Kind("organisation", "organisation", "organisations", ORG.Organization, _BODIES, "hexagon", "#d55e00"),
    Kind("topic", "topic", "topics", SKOS.Concept, "Topics", "dot", "#cccccc"),
    OTHER,
)
"""In the order from the top of a drawing to its bottom."""
_BY_KEY = {kind.key: kind for kind in ALL}


def of(key: str) -> Kind:
    """The kind that ``key`` names."""
    return _BY_KEY[key]


def of_classes(classes: Iterable[str]) -> Kind:
    """The kind of a thing whose classes have these IRIs."""
    given = set(classes)
    return next((kind for kind in ALL if kind.cls.value in given), OTHER)


def place(key: str) -> int:
    """Where the kind that ``key`` names comes among all."""
    return ALL.index(of(key))

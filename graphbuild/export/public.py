"""Members of the public, taken out of a graph that is to be published.

Who is known to be in public office stays: councillors by their title, whoever holds a post or acts as one, whoever
chairs, moves or seconds, and those listed as present or as sending apologies for a whole meeting, since these are its
members, co-opted ones too. All others go, officers whose post the texts do not tell among them: in doubt nobody is
published. With them go the facts and claims about them, and every text that names one is blanked.
"""

from __future__ import annotations

from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from graphbuild.export.holding import of_classes, quads, values
from graphbuild.export.naming import Naming
from graphbuild.export.selection import FACTS
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, PROV, RDFS, SCHEMA, SKOS, code_iri

_REMEMBERED = 200_000
BLANK = "[left out: it names a member of the public]"
BLANKED = frozenset((RDFS.label, SKOS.prefLabel, DCTERMS.title, GB.text, GB.quote, SCHEMA.name, FOAF.name, GB.longForm))
"""What a thing must have: it is replaced; any other text that names somebody is dropped."""
TITLES = frozenset(("councillor", "cllr", "alderman", "alderwoman"))
NO_OFFICES = frozenset(
    (
        *("member of the public", "members of the public", "resident", "petitioner", "complainant", "parent", "carer"),
        *("parent carer", "foster carer", "service user", "young person", "care leaver", "pupil", "student", "witness"),
    )
)
"""What reads like a post and is none."""
_AS_MEMBER = tuple(code_iri("capacity", capacity).value for capacity in ("present", "apologies"))
_ONLY_FOR_MEMBERS = (GB.chairedBy, GB.movedBy, GB.secondedBy)
_NAMES = (RDFS.label, FOAF.name, SKOS.prefLabel, SKOS.altLabel)
_NAMED = (ORG.Organization, ORG.Post, GB.Undertaking, SKOS.Concept)


class Public:
    """The people to leave out of a store, and how."""

    def __init__(self, store: Store) -> None:
        self._store = store
        people = of_classes(store, [FOAF.Person])
        self.people = frozenset(person for person in people if not self._is_in_office(person))
        self._in_office = people - self.people
        self._naming = Naming(
            names=[name for person in self.people for name in self._names(person)],
            surnames=[name for person in self.people for name in values(store, person, FOAF.familyName)],
            kept=[name for person in self._in_office for name in self._names(person)],
            others=[name for thing in of_classes(store, _NAMED) for name in self._names(thing)],
        )
        about = (fact for fact in of_classes(store, FACTS) if self._is_about_public(fact))
        corrections = of_classes(store, [GB.Correction, PROV.Person])  # may name people who are not in the graph
        self._gone = self.people | frozenset(about) | frozenset(corrections)
        self._is_gone = lru_cache(_REMEMBERED)(lambda iri: iri in self._gone or self._naming.in_iri(iri))
        self._names_public = lru_cache(_REMEMBERED)(self._naming.names)

    def without(self, quad: Quad) -> Quad | None:
        """A quad as it may be published; None where it may not."""
        terms = (quad.subject, quad.object, quad.graph_name)
        if any(isinstance(term, NamedNode) and self._is_gone(term.value) for term in terms):
            return None
        its_own = isinstance(quad.subject, NamedNode) and quad.subject.value in self._in_office
        if its_own or not isinstance(quad.object, Literal) or not self._names_public(quad.object.value):
            return quad
        if quad.predicate not in BLANKED:
            return None
        return Quad(quad.subject, quad.predicate, Literal(BLANK), quad.graph_name)

    def _is_about_public(self, fact: str) -> bool:
        objects = (quad.object for quad in quads(self._store, NamedNode(fact)))
        return any(isinstance(term, NamedNode) and term.value in self.people for term in objects)

    def _is_in_office(self, person: str) -> bool:
        titles = (
            word for name in (*self._values(person, FOAF.title), *self._names(person)) for word in name.split()[:1]
        )
        if any(title.casefold().rstrip(".") in TITLES for title in titles):
            return True
        posts = {*self._values(person, ORG.holds), *self._acting_as(person)}
        if any(not {name.casefold() for name in self._names(post)} & NO_OFFICES for post in posts):
            return True
        as_member = (
            next(quads(self._store, None, predicate, NamedNode(person)), None) for predicate in _ONLY_FOR_MEMBERS
        )
        return any(as_member) or any(self._is_members(one) for one in self._attendances(person))

    def _attendances(self, person: str) -> list[str]:
        found = (quad.subject for quad in quads(self._store, None, GB.attendee, NamedNode(person)))
        return [node.value for node in found if isinstance(node, NamedNode)]

    def _is_members(self, attendance: str) -> bool:
        """Whether an attendance is that of a member of the body that met: a guest comes for an item."""
        capacities = self._values(attendance, GB.capacity)
        return any(code in capacities for code in _AS_MEMBER) and not self._values(attendance, GB.forItem)

    def _acting_as(self, person: str) -> list[str]:
        return [post for one in self._attendances(person) for post in self._values(one, GB.actingAs)]

    def _names(self, thing: str) -> list[str]:
        return [name for predicate in _NAMES for name in self._values(thing, predicate)]

    def _values(self, thing: str, predicate: NamedNode) -> list[str]:
        return values(self._store, thing, predicate)

"""From the name that a user types to the thing in the graph that a view is of."""

from __future__ import annotations

from graphbuild import lookup
from graphbuild.errors import GraphbuildError
from graphbuild.view.reading import Reader
from graphbuild.vocabulary import DCTERMS

LOOKED_UP = {
    "topic": lookup.TOPIC,
    "person": "person",
    "organisation": "organisation",
    "service": "undertaking",
    "meeting": "meeting",
}
"""Kinds of view, and what ``lookup`` calls what they are of."""
EXAMPLES = 5


def find(reader: Reader, kind: str, wanted: str | None) -> str:
    """The IRI of the topic, person, organisation, service or meeting that ``wanted`` names.

    It may be an IRI, a notation, a label or another name, in the ways that ``lookup.find`` knows; of a meeting its date
    too (``2019-03-05``). Raises GraphbuildError, with suggestions, where it names nothing or several things.
    """
    found = lookup.named(reader.graph, (LOOKED_UP[kind],), wanted, unused=False) if wanted else []
    if len(found) == 1:
        return found[0].iri
    known = lookup.things(reader.graph, LOOKED_UP[kind], unused=False)
    if not known:
        raise GraphbuildError(f"This graph has no {kind}; build it from documents that name one.")
    if not wanted:
        examples = "; ".join(thing.label for thing in known[:EXAMPLES])
        raise GraphbuildError(f"Which {kind}? Give its name, for example: {examples}.")
    if kind == "meeting" and not found:
        found = _held_on(reader, known, wanted)
    if len(found) == 1:
        return found[0].iri
    if found:
        several = "; ".join(f"{thing.label} ({thing.iri})" for thing in found)
        raise GraphbuildError(f"{wanted!r} names several; give one in full or by its IRI: {several}.")
    did_you_mean = lookup.suggestion(wanted, known) or f"; there are, among others: {known[0].label}."
    raise GraphbuildError(f"No {kind} of this graph is called {wanted!r}{did_you_mean}")


def _held_on(reader: Reader, meetings: list[lookup.Thing], date: str) -> list[lookup.Thing]:
    return [meeting for meeting in meetings if date in reader.properties(meeting.iri).get(DCTERMS.date.value, ())]

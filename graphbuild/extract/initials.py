"""Initials by which minutes speak of people whom they list with them: "Nesta Corran (NC)", then "NC asked"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graphbuild.codes import EntityKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.names import Name
from graphbuild.extract.unit import Unit
from graphbuild.model import Mention, Ref
from graphbuild.text import initials

_BEHIND = re.compile(r"[^\n()]{0,60}?(?:\([^\n()]{3,60}\)[^\n()]{0,60}?){0,2}\((?P<initials>[A-Z]{2,4})\)")
"""Initials in brackets behind a name, with what else its line says of the person between."""
_CAPITALS = re.compile(r"[A-Z]{2,}\W*")


def add_initials(draft: Draft) -> None:
    """Adds to each unit the people of whom it speaks by their initials.

    Needs the mentions of those listed; initials of two people name neither.
    """
    people = _people(draft)
    if not people:
        return
    expression = re.compile(rf"(?<![\w(])(?:{'|'.join(sorted(people))})(?![\w)])")
    for unit in draft.units:
        if unit.item is not None and unit.role != "title" and unit.paper is None:
            for match in expression.finditer(unit.text.value):
                if _is_alone(unit.text.value, match, people):
                    _add(draft, unit, match, people[match.group()])


def _people(draft: Draft) -> dict[str, Ref]:
    """The people listed with their initials, by these."""
    found: dict[str, set[str]] = {}
    refs: dict[str, Ref] = {}
    for mention, behind in _listed(draft):
        found.setdefault(behind.group("initials"), set()).add(mention.name)
        refs.setdefault(behind.group("initials"), mention.key)
    return {short: refs[short] for short, names in found.items() if len(names) == 1}


def _listed(draft: Draft) -> Iterator[tuple[Mention, re.Match[str]]]:
    """The mentions of people with their initials in brackets behind, and where these stand."""
    for mention in draft.mentions:
        if mention.kind is EntityKind.PERSON:
            behind = _BEHIND.match(draft.record.source.text, mention.evidence[0].end)
            if behind and behind.group("initials") == initials(mention.name):
                yield mention, behind


def ends_of_initials(draft: Draft) -> set[int]:
    """Where in the source the brackets end that hold a person's initials, and no short form of what is before."""
    return {behind.end() for _, behind in _listed(draft)}


def _is_alone(text: str, match: re.Match[str], people: dict[str, Ref]) -> bool:
    """Whether initials do not stand among words in capitals, of which they may be one ("TO RECEIVE")."""
    around = (text[: match.start()].split()[-1:], text[match.end() :].split()[:1])
    words = [word.strip("()/,;:.&") for side in around for word in side]
    return not any(_CAPITALS.fullmatch(word) and word not in people for word in words)


def _add(draft: Draft, unit: Unit, match: re.Match[str], person: Ref) -> None:
    if any(name.begin < match.end() and match.start() < name.end for name in unit.names):
        return
    mention = draft.mention(person)
    name = Name(EntityKind.PERSON, match.start(), match.end(), mention.name, "initials", mention.confidence)
    place = sum(other.begin < name.begin for other in unit.names)
    unit.names.insert(place, name)
    unit.refs.insert(place, person)
    draft.revise(person, evidence=(*mention.evidence, unit.passage(match.start(), match.end())))

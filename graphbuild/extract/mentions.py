"""Names to mentions: two passes, so that what context shows once is known everywhere in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rapidfuzz import fuzz

from graphbuild.extract import rulebook
from graphbuild.extract.attendance import listed_people
from graphbuild.extract.discover import discover
from graphbuild.extract.draft import Draft
from graphbuild.extract.names import Lexicon, Name, find_names
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.unit import Unit
from graphbuild.model import EntityKind, Mention, Ref
from graphbuild.text import acronym

_SAME_BODY = 92
"""Likeness of names (0 to 100) from which a name is the body's own, misspelt."""
_DEFINITE = re.compile(
    r"\b(?:[Tt]h(?:e|is)|[Oo]ur)\s(?P<name>(?:[A-Z][a-z]+\s)?(?:Commission|Committee|Cabinet|Board|Panel|Forum|"
    r"Authority|Council|Sub-Committee))\b"
)
_LOCAL_AUTHORITY = re.compile(r"\b(?:the|The)\s(?:Council|Authority|Local Authority)\b(?!['’]s\s[A-Z]\w+\sCouncil)")


def add_mentions(draft: Draft) -> None:
    """Finds the names of every unit and adds them as mentions; short forms point at what they stand for."""
    lexicon = draft.lexicon
    bodies = [draft.mention(m.body).name for m, _ in draft.meetings]
    lexicon.body = bodies[0] if bodies else None
    lexicon.people |= listed_people(draft)
    lexicon.place, lexicon.council = _council(draft)
    if lexicon.council and len(lexicon.council.split()) > 2:
        lexicon.organisations[acronym(lexicon.council)] = "council"
    discover(draft.units, lexicon)
    for unit in draft.units:
        unit.names = sorted(_names(unit, lexicon, bodies), key=lambda n: n.begin)
    _drop_doubtful_titles(draft.units)
    for unit in draft.units:
        unit.refs = [add_mention(draft, unit, name) for name in unit.names]
    _link_posts(draft)


def add_mention(draft: Draft, unit: Unit, name: Name, same_as: Ref | None = None) -> Ref:
    """Adds one name of a unit as a mention; returns its reference."""
    organisation = None
    if name.organisation:
        organisation = _body_of_post(draft, unit, name.organisation)
    mention = Mention(
        key=draft.new("mention"),
        kind=name.kind,
        name=" ".join(name.name.split()),
        evidence=(unit.passage(name.begin, name.end),),
        rule=name.rule,
        confidence=name.confidence,
        title=name.title,
        classification=name.classification,
        organisation=organisation,
        same_as=same_as or _same_as(draft, unit, name),
    )
    draft.add(mention)
    return mention.key


def _names(unit: Unit, lexicon: Lexicon, bodies: Iterable[str]) -> list[Name]:
    found = [_without_owner(n, unit.value, lexicon) for n in find_names(unit.value, unit.doc, lexicon)]
    found = [part for n in found if n is not None for part in _split_owner(n, unit.value)]
    for match in _DEFINITE.finditer(unit.value):
        _definite(unit, match.start("name"), match.end("name"), found, bodies)
    return [n for n in found if n is not None]


def _without_owner(name: Name, text: str, lexicon: Lexicon) -> Name | None:
    """A name without the owner before it ("the Council's", "Wexcombe's")."""
    if name.kind not in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING):
        return name
    owners = "|".join(
        [
            "Council",
            "Authority",
            "Borough",
            "Government",
            "Commission",
            "Committee",
            *(re.escape(owner) for owner in (lexicon.place, lexicon.body) if owner),
        ]
    )
    cut = re.match(
        rf"(?:{owners})['’]s?\s(?:new\s)?(?=[A-Z])|(?:Re)?[A-Z]?[a-z]+(?:ing|tion|ment)\sof\s(?:the\s)?(?=[A-Z])|"
        rf"(?:Update|Report|Presentation)\son\s(?:the\s)?(?=[A-Z])",
        text[name.begin : name.end],
    )
    if not cut:
        return name
    begin = name.begin + cut.end()
    shorter = text[begin : name.end]
    if " " not in shorter and "-" not in shorter:
        return (
            name
            if name.kind is EntityKind.ORGANISATION and shorter not in rulebook.organisations().alone_is_generic
            else None
        )
    return replace(name, begin=begin, name=shorter)


def _split_owner(name: Name, text: str) -> list[Name]:
    """A name that opens with another's possessive is two: "the Home Office's Trusted Fund"."""
    owner = re.match(r"(?P<owner>[^'’]+)['’]s\s(?=[A-Z])", text[name.begin : name.end])
    if name.kind is not EntityKind.UNDERTAKING or not owner:
        return [name]
    owners = find_organisations(owner.group("owner"), None, Lexicon())
    if len(owners) != 1 or (owners[0].begin, owners[0].end) != owner.span("owner"):
        return [name]
    begin = name.begin + owner.end()
    return [
        replace(owners[0], begin=name.begin, end=name.begin + owner.end("owner")),
        replace(name, begin=begin, name=text[begin : name.end]),
    ]


def _definite(unit: Unit, begin: int, end: int, found: list[Name | None], bodies: Iterable[str]) -> None:
    """Adds "the Commission" and "the Council" as names, where no longer name stands there."""
    if any(n and n.begin < end and begin < n.end for n in found):
        return
    text = unit.value[begin:end]
    if text in ("Council", "Authority", "Local Authority"):
        found.append(
            Name(EntityKind.ORGANISATION, begin, end, "the Council", "definite-council", 0.8, classification="council")
        )
    elif any(b.endswith(text) and b != text for b in bodies):
        found.append(
            Name(EntityKind.ORGANISATION, begin, end, text, "definite-body", 0.85, classification="council body")
        )


def _same_as(draft: Draft, unit: Unit, name: Name) -> Ref | None:
    if name.kind is not EntityKind.ORGANISATION:
        return None
    for meeting, _ in draft.meetings:
        body = draft.mention(meeting.body)
        if (
            fuzz.ratio(name.name, body.name) >= _SAME_BODY
            or (body.name.startswith(name.name + " ") and " " in name.name)
            or _misnamed(name.name, body.name)
            or (name.rule == "definite-body" and body.name.endswith(name.name))
        ):
            return body.key
        if name.name != "Cabinet" and body.name.endswith(" " + name.name) and name.classification == "council body":
            return body.key
    return None


def _misnamed(name: str, body: str) -> bool:
    """Whether a name is the body's but for the word for its kind ("Select Committee" for "Select Commission")."""
    return (
        name.split()[:-1] == body.split()[:-1]
        and len(name.split()) > 2
        and name.split()[-1] in ("Committee", "Commission", "Panel", "Board")
    )


def _body_of_post(draft: Draft, unit: Unit, name: str) -> Ref | None:
    """The body that a chair is of, where the text names one."""
    for meeting, _ in draft.meetings:
        body = draft.mention(meeting.body)
        if body.name.endswith(name.split(" of the ")[-1]):
            return body.key
    return None


def _drop_doubtful_titles(units: list[Unit]) -> None:
    """In item titles every word is capitalised: only names that the prose has too, or that have a head, are kept."""
    prose = {n.name.casefold() for u in units if u.role != "title" for n in u.names}
    for unit in units:
        if unit.role == "title":
            opens_with_person = (
                bool(unit.names) and unit.names[0].kind is EntityKind.PERSON and unit.names[0].begin == 0
            )
            if not opens_with_person:
                whole = 0.8 * len(unit.value)
                unit.names = [
                    n
                    for n in unit.names
                    if n.name.casefold() in prose
                    or n.kind is EntityKind.PERSON
                    or (unit.paper and n.end - n.begin >= whole)
                ]


def _council(draft: Draft) -> tuple[str | None, str | None]:
    """The place that the document is about, and its council's name where the document gives it."""
    text = "\n".join(u.value for u in draft.units)
    bodies = [draft.mention(m.body).name for m, _ in draft.meetings]
    own = next((b for b in bodies if re.search(r"\bCouncil$", b)), None)
    if own:
        return own.split()[0], own
    words = re.findall(r"(?<![.!?]\s)\b([A-Z][a-z]{3,})(?:['’]s)?\b", text)
    places = Counter(w for w in words if w not in _NO_PLACES)
    for place, count in places.most_common(25):
        councils = re.findall(rf"\b{re.escape(place)}\s(?:{_COUNCIL_KINDS}\s|and\s)*Council\b", text)
        if councils and count >= 3:
            return place, max(sorted(councils), key=len)
    gpe = Counter(e.text.removesuffix("'s") for u in draft.units for e in u.doc.ents if e.label_ == "GPE")
    likely = [(n, place) for place, n in gpe.items() if n >= 3 and places[place] >= 3]
    return (max(likely)[1] if likely else None), None


_COUNCIL_KINDS = "(?:Metropolitan|Borough|County|City|District|Parish|Town|Community)"
_NO_PLACES = frozenset(rulebook.people().not_names) | {
    "Members",
    "Councillor",
    "Councillors",
    "Services",
    "Service",
    "Children",
    "Young",
    "People",
    "Care",
    "Social",
}


def _link_posts(draft: Draft) -> None:
    """A short form of a post ("the Joint Assistant Director") stands for the full one named before it in the item, else
    in the document.
    """
    full: dict[Ref | None, list[Mention]] = {}
    for unit in draft.units:
        for name, ref in zip(unit.names, unit.refs, strict=True):
            if name.kind is not EntityKind.POST:
                continue
            longer = [m for m in full.get(unit.item, []) if _is_short_for(name.name, m.name)]
            everywhere = {m.name: m for ms in full.values() for m in ms if _is_short_for(name.name, m.name)}
            target = longer[-1] if longer else next(iter(everywhere.values())) if len(everywhere) == 1 else None
            if target:
                index = int(ref[1])
                draft.mentions[index] = replace(draft.mentions[index], same_as=target.key)
            else:
                full.setdefault(unit.item, []).append(draft.mention(ref))


def _is_short_for(short: str, full: str) -> bool:
    if (
        short == full
        or len(short) >= len(full)
        or short in ("Chair", "Vice-Chair", "Leader", "Deputy Leader", "Chief Executive")
    ):
        return False
    return bool(re.match(rf"{re.escape(short)}(?:,| of | for | \(|\s(?=[A-Z]))", full))

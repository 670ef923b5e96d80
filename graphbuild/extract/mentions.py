"""Names to mentions: two passes, so that what context shows once is known everywhere in the document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from rapidfuzz import fuzz

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.councils import council
from graphbuild.extract import rulebook
from graphbuild.extract.attendance import listed_people
from graphbuild.extract.discover import discover
from graphbuild.extract.draft import Draft
from graphbuild.extract.names import Lexicon, Name, find_names
from graphbuild.extract.names.organisations import ends_in_directorate, find_organisations
from graphbuild.extract.parses import Parses
from graphbuild.extract.unit import Unit
from graphbuild.extract.words import with_times, words
from graphbuild.model import Mention, Ref
from graphbuild.segment.title import NO_BODY, proper
from graphbuild.text import acronym

_SAME_BODY = 92
"""Likeness of names (0 to 100) from which a name is the body's own, misspelt."""
_BODIES = r"(?:Commission|Committee|Cabinet|Board|Panel|Forum|Authority|Council|Sub-Committee)"
_DEFINITE = re.compile(rf"\b(?:[Tt]h(?:e|is)|[Oo]ur)\s(?P<name>(?:[A-Z][a-z]+\s)?{_BODIES})\b{NO_BODY}")
_COUNCILS = frozenset({"Council", "Authority", "Local Authority"})
_OWNERS = ("Council", "Authority", "Borough", "Government", "Commission", "Committee")
_BARE_COUNCIL = re.compile(r"(?:County|Borough|City|District|Town|Parish|Community) Council\Z")
_COUNCIL_KINDS = "(?:Metropolitan|Borough|County|City|District|Parish|Town|Community)"
_LOCAL = re.compile(r"\b(?:Parish|Town|Community) Council\Z")
"""Councils that the minutes of others name often."""
_CLERK = re.compile(
    r"\b(?:Parish|Town|Community|Council)(?: Council)?(?:['’]s)? Clerk\b|\bClerk to the\b", re.IGNORECASE
)
_OF_SEVERAL = re.compile(r"\b(?:Joint|Authority)\b")
"""What meets that is no one council's."""
_CANDIDATES = 25
"""How many of the most frequent capitalised words may be the council's place."""
_ASKED = 8
"""Paragraphs that the entity recogniser is asked about a place."""
_CAPITALISED = re.compile(r"([A-Z](?<!\w[A-Z])(?<![.!?]\s[A-Z])[a-z]{3,})(?:['’]s)?\b")
"""A capitalised word that begins no sentence; the capital first, which a search can leap to."""
_IN_PLACE = re.compile(
    rf"\b(?:in|across|throughout|within|around|near|outside)\s(?!{with_times('{month}')}\b)([A-Z][a-z]{{3,}})\b(?!\s[A-Z]|['’])"
)
"""A word that is said to be a place, or a thing one can be in."""
_SEEN = 3
"""How often a place has to come to be the document's."""
_LIKE_PROSE = re.compile(r"(?:\b[a-z]{6,}\b[^A-Z]*\s.*){2}")
"""Long words in lower case, which headings capitalise."""
_WHOLE = 0.8
"""Share of a heading that a name has to fill to be more than capitalised words."""
_NO_ACRONYMS = frozenset({"TBC"})
"""What minutes say for something else ("to be confirmed"), whatever the council's name."""
_PORTFOLIO = re.compile(r",|\(|\s(?:of|for|to|in|-|–)\s")
"""What stands in a title before its portfolio."""
_OFFICES = frozenset({"Chair", "Vice-Chair", "Convener", "Vice-Convener", "Leader", "Deputy Leader", "Chief Executive"})
"""Offices that stand for themselves, and for no longer title that begins like them."""


def add_mentions(draft: Draft) -> None:
    """Finds the names of every unit and adds them as mentions; short forms point at what they stand for.

    Needs the parse of every unit, fills the draft's lexicon and each unit's ``names`` and ``refs``.
    """
    lexicon = draft.lexicon
    bodies = [draft.mention(m.body).name for m, _ in draft.meetings]
    lexicon.body = bodies[0] if bodies else None
    lexicon.people |= listed_people(draft)
    lexicon.place, lexicon.council = _council(draft, bodies)
    if lexicon.council and len(lexicon.council.split()) > 2 and acronym(lexicon.council) not in _NO_ACRONYMS:
        lexicon.organisations[acronym(lexicon.council)] = OrganisationKind.COUNCIL.value
    discover(draft.units, lexicon)
    for unit in draft.units:
        unit.names = sorted(_names(unit, draft.parses, lexicon, bodies), key=lambda n: n.begin)
    _drop_doubtful_titles(draft.units)
    _add_owners(draft.units)
    for unit in draft.units:
        unit.refs = [add_mention(draft, unit, name) for name in unit.names]
    _add_bodies_of_posts(draft)
    _link_posts(draft)


def add_mention(draft: Draft, unit: Unit, name: Name) -> Ref:
    """Adds one name of a unit as a mention; returns its reference."""
    body = _body_of_post(draft, name.organisation) if name.organisation else None
    if body is None and _is_of_another(unit, name):
        # The chair of some other body is an office of its own, named in full.
        name = replace(name, name=unit.value[name.begin : name.end])
    mention = Mention(
        key=draft.new("mention"),
        kind=name.kind,
        name=" ".join(name.name.split()),
        evidence=(unit.passage(name.begin, name.end),),
        rule=name.rule,
        confidence=name.confidence,
        title=name.title,
        classification=name.classification,
        organisation=body,
        same_as=_body_meant(draft, name) if name.kind is EntityKind.ORGANISATION else None,
    )
    draft.add(mention)
    return mention.key


def _is_of_another(unit: Unit, name: Name) -> bool:
    """Whether a post is of some body ("Chair of the Lantern Trust"), not for an occasion ("Chair for this item")."""
    if name.kind is not EntityKind.POST or not name.organisation:
        return False
    return unit.value[name.begin : name.end].partition(name.organisation)[0].rstrip().endswith((" of", " of the"))


def _add_bodies_of_posts(draft: Draft) -> None:
    """Adds the bodies that are named only as what a post is of ("Chair of the Harbour Board"), once each.

    They are no names of the unit's: what is said in its sentence is said of who holds the post.
    """
    named = {name.name for unit in draft.units for name in unit.names if name.kind is EntityKind.ORGANISATION}
    for unit in draft.units:
        for post in [name for name in unit.names if _is_of_another(unit, name)]:
            body = _body_in(post, unit.value, draft.lexicon)
            if body and body.name not in named and _body_of_post(draft, body.name) is None:
                named.add(body.name)
                unit.inner.append((body, add_mention(draft, unit, body)))


def _body_in(post: Name, text: str, lexicon: Lexicon) -> Name | None:
    """The body that is all of what follows a post's "of", a unit of the council's (a portfolio) excepted."""
    begin = text.rfind(post.organisation or "", post.begin, post.end)
    found = find_organisations(text[begin : post.end], lexicon)
    if len(found) != 1 or found[0].begin or found[0].end != post.end - begin:
        return None
    if found[0].classification in (OrganisationKind.TEAM, OrganisationKind.COUNCIL):
        return None
    return replace(found[0], begin=begin, end=post.end)


def _names(unit: Unit, parses: Parses, lexicon: Lexicon, bodies: Sequence[str]) -> list[Name]:
    whole = (_without_owner(n, unit.value, lexicon) for n in find_names(unit.value, parses, lexicon))
    parts = (part for n in whole if n is not None for part in _split_owner(n, unit.value))
    found = [named for n in parts if (named := _of_own_council(n, unit.value, lexicon)) is not None]
    for match in _DEFINITE.finditer(unit.value):
        begin, end = match.span("name")
        if not any(n.begin < end and begin < n.end for n in found):
            found += _definite(begin, end, match.group("name"), bodies)
    return found


def _of_own_council(name: Name, text: str, lexicon: Lexicon) -> Name | None:
    """A council called by its kind alone: the document's own if it is of that kind ("the County Council").

    That of others needs an article, lest "District Council representatives" be one.
    """
    if name.kind is not EntityKind.ORGANISATION or not _BARE_COUNCIL.match(name.name):
        return name
    if lexicon.council and lexicon.council.endswith(f" {name.name}"):
        return replace(name, name="the Council", rule="definite-council")
    return name if text.endswith(("the ", "The "), 0, name.begin) else None


def _without_owner(name: Name, text: str, lexicon: Lexicon) -> Name | None:
    """A name without the owner or matter before it ("the Council's", "Update on the"); None where no name is left."""
    if name.kind not in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING):
        return name
    owners = "|".join([*_OWNERS, *(re.escape(owner) for owner in (lexicon.place, lexicon.body) if owner)])
    cut = re.match(
        rf"(?:{owners})['’]s?\s(?:new\s)?(?=[A-Z])"
        r"|(?!Department)(?:Re)?[A-Z]?[a-z]+(?:ing|tion|ment)\sof\s(?:the\s)?(?=[A-Z])"
        r"|(?:Update|Report|Presentation)\son\s(?:the\s)?(?=[A-Z])"
        r"|(?:Funding|Money|Responsibility|Staff)\s(?:for|of|at)\s(?:the\s)?(?=[A-Z])"
        r"|(?:Phase|Stage|Part|Year)s?\s[^,]{1,30}?\sof\s(?:the\s)?(?=[A-Z])",
        text[name.begin : name.end],
    )
    if not cut:
        return name
    begin = name.begin + cut.end()
    shorter = text[begin : name.end]
    if " " in shorter or "-" in shorter:
        return replace(name, begin=begin, name=shorter)
    generic = shorter in rulebook.organisations().alone_is_generic
    return name if name.kind is EntityKind.ORGANISATION and not generic else None


def _split_owner(name: Name, text: str) -> list[Name]:
    """A name that opens with another's possessive is two: "the Home Office's Trusted Fund"."""
    owner = re.match(r"(?P<owner>[^'’]+)['’]s\s(?=[A-Z])", text[name.begin : name.end])
    if name.kind is not EntityKind.UNDERTAKING or not owner:
        return [name]
    owners = find_organisations(owner.group("owner"))
    if len(owners) != 1 or (owners[0].begin, owners[0].end) != owner.span("owner"):
        return [name]
    begin = name.begin + owner.end()
    return [
        replace(owners[0], begin=name.begin, end=name.begin + owner.end("owner")),
        replace(name, begin=begin, name=text[begin : name.end]),
    ]


def _definite(begin: int, end: int, text: str, bodies: Sequence[str]) -> list[Name]:
    """ "The Commission" and "the Council" as names of the document's own."""
    kind = EntityKind.ORGANISATION
    if text in _COUNCILS:
        council = OrganisationKind.COUNCIL.value
        return [Name(kind, begin, end, "the Council", "definite-council", 0.8, classification=council)]
    if any(b.endswith(text) and b != text for b in bodies):
        body = OrganisationKind.COUNCIL_BODY.value
        return [Name(kind, begin, end, text, "definite-body", 0.85, classification=body)]
    return []


def _body_meant(draft: Draft, name: Name) -> Ref | None:
    """The body of one of the document's meetings that a name is another form of."""
    for meeting, _ in draft.meetings:
        body = draft.mention(meeting.body)
        if (
            fuzz.ratio(name.name, body.name) >= _SAME_BODY
            or (body.name.startswith(name.name + " ") and " " in name.name and not ends_in_directorate(name.name))
            or _misnamed(name.name, body.name)
            or (name.rule == "definite-body" and body.name.endswith(name.name))
        ):
            return body.key
        is_body = name.classification == OrganisationKind.COUNCIL_BODY and name.name != "Cabinet"
        if is_body and body.name.endswith(" " + name.name):
            return body.key
    return None


def _misnamed(name: str, body: str) -> bool:
    """Whether only the word for the kind of body differs ("Select Committee" for "Select Commission")."""
    parts = name.split()
    kinds = ("Committee", "Commission", "Panel", "Board")
    return len(parts) > 2 and parts[:-1] == body.split()[:-1] and parts[-1] in kinds


def _body_of_post(draft: Draft, name: str) -> Ref | None:
    """The body that a chair is of, where it is one whose meeting the document has."""
    for meeting, _ in draft.meetings:
        body = draft.mention(meeting.body)
        if body.name.endswith(name.split(" of the ")[-1]) or body.name.startswith(f"{name} "):
            return body.key
    return None


def _drop_doubtful_titles(units: Sequence[Unit]) -> None:
    """In item titles every word is capitalised: only people and names that the prose has too are kept.

    A title that opens with a person or has words in lower case is a sentence; a name that is nearly all of a paper's
    heading is what it is about.
    """
    prose = {n.name.casefold() for u in units if u.role != "title" for n in u.names}
    for unit in (u for u in units if u.role == "title" and u.names and not _LIKE_PROSE.search(u.value)):
        first = unit.names[0]
        if first.kind is EntityKind.PERSON and first.begin == 0:
            continue
        whole = _WHOLE * len(unit.value) if unit.paper else float("inf")
        unit.names = [
            n
            for n in unit.names
            if n.kind is EntityKind.PERSON or n.name.casefold() in prose or n.end - n.begin >= whole
        ]


def _add_owners(units: Sequence[Unit]) -> None:
    """Organisations as owners ("the Lantern Trust's budget"), of those that the document names elsewhere.

    Before "'s" a head word ends no name that is not known ("the Placements Team's Children's Trust Fund").
    """
    known = {
        n.name: n
        for unit in units
        for n in unit.names
        if n.kind is EntityKind.ORGANISATION and " " in n.name and unit.value[n.begin : n.end] == n.name
    }
    if not known:
        return
    longest_first = sorted(known, key=lambda name: (-len(name), name))
    owner = re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, longest_first))})(?=['’]s\s[a-z])")
    for unit in units:
        for match in owner.finditer(unit.value):
            begin, end = match.span()
            alone = not re.search(r"(?<![\w'’-])(?!The\s)[A-Z][\w'’-]*\s\Z", unit.value[max(begin - 40, 0) : begin])
            if alone and not any(n.begin < end and begin < n.end for n in unit.names):
                unit.names.append(replace(known[match.group()], begin=begin, end=end))
        unit.names.sort(key=lambda n: n.begin)


def _council(draft: Draft, bodies: Sequence[str]) -> tuple[str | None, str | None]:
    """The place that the document is about, and its council's name where the document gives it.

    That is the council that met, else that of the head, else one that is named with its place often; not where what met
    is another authority, or one of several councils.
    """
    own = next((b for b in bodies if council(b)), None) or _of_head(draft)
    if own and (named := council(own)):
        return named.place, own
    text = "\n".join(u.value for u in draft.units)
    places = Counter(word for word in _CAPITALISED.findall(text) if word not in _no_places())
    if not own and not any(map(_OF_SEVERAL.search, bodies)):
        for place, count in places.most_common(_CANDIDATES):
            found = re.findall(rf"\b{re.escape(place)}\s(?:{_COUNCIL_KINDS}\s|and\s)*Council\b", text)
            if found and count >= _SEEN and _may_be_own(longest := max(sorted(found), key=len), text):
                return place, longest
    return _located(draft, {place for place, count in places.items() if count >= _SEEN}), None


def _may_be_own(name: str, text: str) -> bool:
    """Whether a council that a text only mentions may be its own: one below the others if it has the clerk speak."""
    return not _LOCAL.search(name) or bool(_CLERK.search(text))


def _of_head(draft: Draft) -> str | None:
    """The name of the authority in the document's head; where it is a council's, that is added as a mention."""
    printed = draft.record.authority
    if printed is None:
        return None
    name = proper(printed.value)
    if council(name):
        mention = Mention(
            key=draft.new("mention"),
            kind=EntityKind.ORGANISATION,
            name=name,
            evidence=(printed.passage(draft.source),),
            rule="layout:letterhead",
            confidence=0.95,
            classification=OrganisationKind.COUNCIL.value,
        )
        draft.add(mention)
    return name


def _located(draft: Draft, often: Collection[str]) -> str | None:
    """Which of the words is the place that most is said to be in, if the entity recogniser takes it for one too."""
    naming: dict[str, list[str]] = {}
    for unit in draft.units:
        for word in (word for word in _IN_PLACE.findall(unit.value) if word in often):
            naming.setdefault(word, []).append(unit.value)
    for place in sorted(naming, key=lambda word: (-len(naming[word]), word)):
        asked = draft.parses.recognised(dict.fromkeys(naming[place][:_ASKED])) if len(naming[place]) > 1 else []
        named = [e for doc in asked for e in doc.ents if e.label_ == "GPE" and e.text.removesuffix("'s") == place]
        if len(named) > 1:
            return place
    return None


@cache
def _no_places() -> frozenset[str]:
    return words().no_places.union(rulebook.people().not_names)


def _link_posts(draft: Draft) -> None:
    """Short forms of posts ("the Joint Assistant Director") point at the full one that they stand for.

    That is the last one named in the item before, else the only one named in the document before, else for a title
    without portfolio the only one that it names at all.
    """
    posts = [
        (unit, draft.mention(ref))
        for unit in draft.units
        for name, ref in zip(unit.names, unit.refs, strict=True)
        if name.kind is EntityKind.POST
    ]
    named = {mention.name: mention for _, mention in reversed(posts)}
    full: dict[Ref | None, list[Mention]] = {}
    for unit, post in posts:
        longer = [m for m in full.get(unit.item, []) if _is_short_for(post.name, m.name)]
        before = {m.name: m for ms in full.values() for m in ms if _is_short_for(post.name, m.name)}
        only = before
        if not (before or _PORTFOLIO.search(post.name)):
            only = {name: m for name, m in named.items() if _is_short_for(post.name, name)}
        target = longer[-1] if longer else next(iter(only.values())) if len(only) == 1 else None
        if target:
            draft.revise(post.key, same_as=target.key)
        else:
            full.setdefault(unit.item, []).append(post)


def _is_short_for(short: str, full: str) -> bool:
    if len(short) >= len(full) or short in _OFFICES:
        return False
    return bool(re.match(rf"{re.escape(short)}(?:,| of | for | \(|\s(?=[A-Z]))", full))

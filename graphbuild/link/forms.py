"""The plain forms under which names of organisations, undertakings and posts are those of one thing."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from graphbuild.codes import EntityKind
from graphbuild.councils import Councils
from graphbuild.link.scope import Scope
from graphbuild.model import Findings
from graphbuild.text import of_post, plain

_COMPANY = re.compile(r",? (?:Ltd|Limited|plc|PLC|LLP|CIC|CIO|Inc)\.?$")
_UNIT = re.compile(r"^(\S+ \S.*) (?:Directorate|Department)$")
_HYPHEN = re.compile(r"(?<=[a-z])-(?=[a-z])")
_NATIONAL = re.compile(r"^NHS (?=\S+ \S+ )")
"""What stands before the name of a local body of the health service, or not."""
_YEARS = re.compile(r"\b(?P<first>(?P<century>(?:19|20))\d\d)\s?(?:[-–/]|to)\s?(?P<last>(?:(?:19|20))?\d\d)\b")
_SMALL = frozenset({"of", "for", "and", "in", "to", "a", "an", "on"})
_PROJECT = re.compile(r"(?P<base>.+)\s(?:project|programme|scheme|pilot|initiative|service)", re.IGNORECASE)
_COINED = re.compile(r"(?:[A-Z][^'’]*['’]s?\s)?(?P<base>[A-Z][a-z]+[A-Z]\w+)")
"""A word with a capital in it is nobody's common noun, with its owner before it or not: "Lantern's TurnStone"."""
_STEM = 5
"""Letters by which "disability" and "disabilities" are one word."""
ShortForms = Mapping[str, str]
"""Plain long form to short form, lower case, of what one authority abbreviates."""


def short_forms(documents: Sequence[Findings], scopes: Mapping[str, Scope]) -> dict[str, dict[str, str]]:
    """The short forms of each authority; one that stands for several things is left out."""
    longs: dict[tuple[str, str], set[str]] = defaultdict(set)
    for document in documents:
        names = {m.key: m.name for m in document.mentions}
        for abbreviation in document.facts.abbreviations:
            known = longs[scopes[document.source.slug].slug, plain(abbreviation.short)]
            known.add(plain(abbreviation.long))
            # "Barset Clinical Commissioning Group (CCG)": the letters are of a part, the short form of the whole.
            if (name := plain(names.get(abbreviation.abbreviates or (), ""))).endswith(plain(abbreviation.long)):
                known.add(name)
    forms: dict[str, dict[str, str]] = defaultdict(dict)
    for (scope, short), found in sorted(longs.items()):
        if _are_one(found):
            forms[scope] |= {long: min(forms[scope].get(long, short), short) for long in found}
    return forms


def _are_one(longs: set[str]) -> bool:
    """Whether each long form is a part of the longest, or differs only in the ends of words."""
    longest = max(sorted(longs), key=len)
    return all(f" {long} " in f" {longest} " or _stems(long) == _stems(longest) for long in longs)


def _stems(words: str) -> list[str]:
    return [word[:_STEM] for word in words.split()]


def spelt(name: str, kind: EntityKind, councils: Councils) -> str:
    """The words of a name in their plain form: "Lantern Homes Ltd" is "Lantern Homes Limited"."""
    if kind is EntityKind.POST:
        return plain(_HYPHEN.sub("", name))
    bare = re.sub(r"\([^()]*\)", " ", name)
    if kind is EntityKind.ORGANISATION:
        if council := councils.named(bare):
            return council.plain
        bare = _UNIT.sub(r"\1", _NATIONAL.sub("", _COMPANY.sub("", bare.strip())))
    words = plain(_HYPHEN.sub("", _YEARS.sub(_full_years, bare)))
    return re.sub(r"\bsaint\b", "st", words).removesuffix(" case management system")


def contracted(words: str, shorts: ShortForms) -> str:
    """Plain words with each long form that the authority abbreviates replaced by its short one."""
    text = f" {words} "
    for long in sorted(shorts, key=lambda w: (-len(w), w)):
        text = text.replace(f" {long} ", f" {shorts[long]} ")
    return text.strip()


def in_order(words: str, kind: EntityKind) -> str:
    """Plain words as they are compared: in the names of undertakings their order does not matter, nor small words."""
    if kind is EntityKind.POST:
        return of_post(words)
    if kind is not EntityKind.UNDERTAKING:
        return words
    return " ".join(sorted(word for word in words.split() if word not in _SMALL))


def with_place(names: Sequence[str], place: str | None) -> list[str]:
    """Plain names of one authority, those that another has with the authority's place before it as that one."""
    shorter = {name: without_place(name, place) for name in sorted(set(names), reverse=True)}
    longer = {short: name for name, short in shorter.items() if short != name}
    return [longer.get(name, name) for name in names]


def undated(form: str) -> str:
    """The plain form of an undertaking's name without its years."""
    return " ".join(word for word in form.split() if not re.fullmatch(r"(?:19|20)\d\d", word))


def project_of(name: str) -> str | None:
    """What is left of "Turnstone project" without its head word; None where it has none."""
    match = _PROJECT.fullmatch(name)
    return match.group("base") if match else None


def coined(base: str) -> str | None:
    """The proper name in "Lantern's TurnStone", one word with a capital in it; None where a base is none."""
    match = _COINED.fullmatch(base)
    return match.group("base") if match else None


def without_place(form: str, place: str | None) -> str:
    """A plain form without the words of the authority's place; itself where nothing would be left."""
    words, placed = form.split(), plain(place or "").split()
    if not set(placed) <= set(words):
        return form
    for word in placed:
        words.remove(word)
    while words and words[-1] in _SMALL:
        words.pop()
    return " ".join(words) or form


def _full_years(match: re.Match[str]) -> str:
    last = match.group("last")
    return f"{match.group('first')}-{last if len(last) > 2 else match.group('century') + last}"

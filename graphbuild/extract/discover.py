"""Context that shows a name without head word to be an organisation or undertaking, learned before names are found."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graphbuild.codes import OrganisationKind, UndertakingKind
from graphbuild.extract import rulebook
from graphbuild.extract.literals import Expressions
from graphbuild.extract.names.name import CAP, Lexicon, is_function_word
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.names.undertakings import find_undertakings
from graphbuild.extract.unit import Unit
from graphbuild.extract.words import words
from graphbuild.model import Ref

_NAME = rf"{CAP}(?:\s(?:of\s)?{CAP}){{0,3}}"
_LIST = rf"(?:the )?(?P<names>{_NAME}(?:,\s(?:the\s)?{_NAME})*(?:,?\sand\s(?:the\s)?{_NAME})*)"
_LONG_NAME = rf"{CAP}(?:\s(?:(?:and|&)\s)?{CAP}){{0,3}}?"
_TRADES = "Research|Software|Homes|Solutions|Technologies|Architects|Construction|Buses|Water"
_PLACEHOLDERS = {
    "{list}": _LIST,
    "{name}": rf"(?P<names>{_NAME})",
    "{acronym}": r"(?P<names>[A-Z]{3,7})",
    "{firm}": rf"(?P<whole>{_LONG_NAME}\s(?:{_TRADES}))\b",
    "{fund}": rf"(?P<whole>{_LONG_NAME}\s(?:Community|Lottery|Heritage|Charitable) Fund)\b",
}
"""What stands in contexts for names of organisations: a list of them, or a whole one that may have "and" in it."""
_OF_UNDERTAKINGS = {
    "{word}": rf"(?P<name>{CAP}(?:\s{CAP})?)",
    "{name}": rf"(?P<name>{CAP}(?:\s(?:(?:to|for|of|from|at|by|in|and)\s)?{CAP}){{0,3}})",
    "{one}": r"(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Oo]ur|[Ww]hose|[Aa]nother)"
    r"(?: (?:new|present|current|existing|former|old|local))?",
}
"""What stands in those for names of undertakings."""
_ENUMERATION = re.compile(rf"\b(?:by|from|with|including|between|and) {_LIST}")
_MID_SENTENCE = re.compile(rf"(?<=[a-z,] ){CAP}(?:\s{CAP})?(?!['’]s|\s[A-Z])")
_INSIDE_SENTENCE = re.compile(r"[a-z]\s\Z")
_TWICE = 2
"""How often a name has to come before its place or the item's title make it one."""


@cache
def _contexts() -> Expressions[str]:
    """The contexts, by the classification of the names in them."""
    return Expressions((c.shows, _filled(c.pattern, _PLACEHOLDERS)) for c in rulebook.contexts().contexts)


@cache
def _shown() -> Expressions[tuple[str, bool]]:
    """The contexts of undertakings, by the kind of the names in them and whether these have to be proper."""
    contexts = rulebook.undertakings().contexts
    return Expressions(((c.shows, c.proper), _filled(c.pattern, _OF_UNDERTAKINGS)) for c in contexts)


def _filled(context: str, placeholders: Mapping[str, str]) -> str:
    for placeholder, names in placeholders.items():
        context = context.replace(placeholder, names)
    return context


def discover(units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Adds to ``lexicon`` the organisations and undertakings that contexts in ``units`` show.

    The units need no parse; the lexicon should know the document's people, body and place.
    """
    everything = "\n".join(u.value for u in units)
    for unit in units:
        if unit.role == "title":
            continue
        _learn_undertakings(unit.value, lexicon, everything)
        for classification, pattern in _contexts().within(unit.value):
            for match in pattern.finditer(unit.value):
                whole = "whole" in match.re.groupindex
                for name in (name for name in _named(match) if whole or not find_undertakings(name)):
                    _learn_organisation(name, classification, lexicon, everything)
    _learn_from_titles(units, lexicon)
    for name in _placed(units, lexicon):
        _learn_organisation(name, OrganisationKind.OTHER, lexicon, everything)
    for unit in units:
        for match in _ENUMERATION.finditer(unit.value):
            members = list(_members(match.group("names")))
            if any(m in lexicon.organisations for m in members):
                for name in members:
                    _learn_organisation(name, OrganisationKind.OTHER, lexicon, everything)


def _learn_undertakings(text: str, lexicon: Lexicon, everything: str) -> None:
    for found in find_undertakings(text):
        if found.rule == "undertakings-quoted" and len(found.name) > 3:
            lexicon.undertakings[found.name] = found.classification or UndertakingKind.PROGRAMME.value
    for (kind, has_to_be), pattern in _shown().within(text):
        for match in pattern.finditer(text):
            name = match.group("name")
            proper = not (has_to_be and _has_common_form(name, everything))
            if proper and _may_be_undertaking(_without_own_article(text, match), lexicon):
                lexicon.undertakings.setdefault(name, kind)


def _without_own_article(text: str, match: re.Match[str]) -> str:
    """The name in a context without a "The" of its own ("at The Boathouse").

    That is one inside a sentence, before what its head word does not show to be a name without it.
    """
    name, begin = match.group("name"), match.start("name")
    bare = name.removeprefix("The ")
    inside = _INSIDE_SENTENCE.search(text, max(0, begin - 2), begin)
    return bare if inside and not find_undertakings(bare) else name


def _may_be_undertaking(name: str, lexicon: Lexicon) -> bool:
    """Whether what a context shows to be an undertaking is no common noun, place, person, post, body or day."""
    if _is_common(name) or name in (*lexicon.people, lexicon.place) or re.fullmatch(r"[A-Z]{2,6}", name):
        return False
    parts = name.split()
    if _titles().intersection(parts) or parts[0] in (*words().weekdays, *rulebook.undertakings().of_parts):
        return False
    if "Council" in name or parts[-1] in rulebook.undertakings().of_places:
        return False
    return not find_posts(name) and not _has_head(name)


@cache
def _titles() -> frozenset[str]:
    return frozenset(form for forms in rulebook.people().titles.values() for form in forms)


def _has_common_form(name: str, text: str) -> bool:
    """Whether a name is a single word, or its words come in lower case too."""
    common = name.lower()
    # Most names have none, which is seen at once without an expression made for each.
    return " " not in name or (common in text and bool(re.search(rf"(?<!\w){re.escape(common)}s?(?!\w)", text)))


def _named(match: re.Match[str]) -> list[str]:
    """The names in a context, as ``_PLACEHOLDERS`` stand for them."""
    return [match.group("whole")] if "whole" in match.re.groupindex else list(_members(match.group("names")))


def _members(names: str) -> Iterator[str]:
    """The names of an enumeration, their articles left out."""
    for name in re.split(r",\s(?:and\s)?(?:the\s)?|\sand\s(?=[A-Z][\w]+(?:\s[A-Z]|$|,))(?:the\s)?", names):
        yield name.strip()


def _learn_organisation(name: str, classification: str, lexicon: Lexicon, text: str) -> None:
    """Adds a name unless it is known as something else, is a common noun, or has a head word that tells its kind."""
    if re.search(r"['’]s$", name) and not _is_own_possessive(name, text):
        name = name[:-2]
    parts = name.split()
    if not parts or len(name) < 3 or _is_common(name) or " and the " in name or _titles().intersection(parts):
        return
    if name in lexicon.people or name in lexicon.undertakings or name == lexicon.place:
        return
    if parts[0] in rulebook.undertakings().of_parts:
        return
    rules = rulebook.organisations()
    if all(part in rules.alone_is_generic or part in rules.leading for part in parts):
        return
    if lexicon.body and lexicon.body.startswith(name + " ") and len(parts) >= 2:
        lexicon.organisations.setdefault(name, OrganisationKind.COUNCIL_BODY.value)
        return
    is_given = parts[0].casefold() in rulebook.given_names() and " and " not in name
    if parts[-1] in rulebook.contexts().not_last or is_given:
        return
    if not _is_of_people(name) and not _has_head(name):
        lexicon.organisations.setdefault(name, OrganisationKind(classification).value)


def _is_own_possessive(name: str, text: str) -> bool:
    """Whether "'s" is part of the name: it is followed by a verb or by punctuation somewhere ("Quarnby's were")."""
    bare = re.escape(name[:-2])
    return bool(re.search(rf"{bare}['’]s(?:,| (?:were|had|has|have|was|is|to|would|will)\b)", text))


def _is_common(name: str) -> bool:
    """Whether capitalised words are only the beginning of a sentence or common nouns of the trade."""
    parts = name.split()
    return any(map(is_function_word, parts[:1])) or all(
        is_function_word(part) or part.casefold() in words().common_nouns or part.capitalize() in words().months
        for part in parts
    )


def _is_of_people(name: str) -> bool:
    """Whether a name is one of people, a post or a service."""
    return any(part in rulebook.contexts().not_in for part in name.split())


def _has_head(name: str) -> bool:
    """Whether a name is found as an organisation without any context."""
    return any(n.begin == 0 and n.end == len(name) for n in find_organisations(name))


def _placed(units: Sequence[Unit], lexicon: Lexicon) -> list[str]:
    """Names of two words that begin with the document's place and come again ("Wexcombe Rise")."""
    if not lexicon.place:
        return []
    pattern = re.compile(
        rf"(?<![\w'’]){re.escape(lexicon.place)}\s[A-Z][a-z]+(?!\s?[A-Z]|\w|['’]|\sand\s[A-Z]|\s[a-z]+\s[A-Z])"
    )
    counts = Counter(m.group() for u in units if u.role != "title" for m in pattern.finditer(u.value))
    return sorted(n for n, count in counts.items() if count >= _TWICE and not find_undertakings(n))


def _learn_from_titles(units: Sequence[Unit], lexicon: Lexicon) -> None:
    """A proper name that an item's title and its prose share is the undertaking that the item is about."""
    prose = "\n".join(u.value for u in units if u.role != "title")
    titles = {u.item: u.value.casefold() for u in units if u.role == "title" and u.item and not u.paper}
    texts: defaultdict[Ref | None, list[str]] = defaultdict(list)
    for unit in units:
        if unit.role != "title":
            texts[unit.item].append(unit.value)
    for item, title in titles.items():
        counts = Counter(m.group() for m in _MID_SENTENCE.finditer("\n".join(texts[item])))
        for name in sorted(name for name, count in counts.items() if count >= _TWICE and name.casefold() in title):
            inside = re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w|['’]s)", title)
            if inside and _is_proper(name, prose, lexicon):
                lexicon.undertakings.setdefault(name, UndertakingKind.PROGRAMME.value)


def _is_proper(name: str, prose: str, lexicon: Lexicon) -> bool:
    """Whether a name is no common noun, nothing known by another rule, and no part of a longer name."""
    if _is_common(name) or name.isupper() or re.search(r"['’]", name):
        return False
    if name in lexicon.people or name in lexicon.organisations or f" {lexicon.place} " in f" {name} ":
        return False
    if _is_of_people(name) or _has_head(name) or find_undertakings(name) or find_posts(name):
        return False
    if re.search(rf"(?:\sand|\sof|[A-Z]\w+)\s{re.escape(name)}\b|{re.escape(name)}\s\([A-Z]", prose):
        return False
    return not re.search(rf"(?<!\w){re.escape(name.lower())}s?(?!\w)", prose)

"""Context that shows a name without head word to be an organisation or undertaking, learned before names are found."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, FUNCTION_WORDS, Lexicon
from graphbuild.extract.names.posts import find_posts
from graphbuild.extract.names.undertakings import find_undertakings
from graphbuild.extract.unit import Unit

_NAME = rf"{CAP}(?:\s(?:of\s)?{CAP}){{0,3}}"
_LIST = rf"(?:the )?(?P<names>{_NAME}(?:,\s(?:the\s)?{_NAME})*(?:,?\sand\s(?:the\s)?{_NAME})*)"
_CONTEXTS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern.replace("{list}", _LIST).replace("{name}", rf"(?P<names>{_NAME})")), classification)
    for pattern, classification in (
        (r"\b(?:board member|trustee|governor|patron|employee|director|member) (?:of|at) (?:the )?{name}", "other"),
        (
            r"\b(?:providers?|charit(?:y|ies)|voluntary organisations?),?\s(?:such as |including |namely |like |"
            r"called )?{list}",
            "charity or voluntary",
        ),
        (
            r"\b(?:organisations|partners|agencies|companies),?\s(?:such as|including|namely|like) (?:the )?{list}",
            "other",
        ),
        (
            r"\bauthorities (?:that|who|which) (?:had |have )?(?:taken part|participated|been visited|"
            r"been approached)[^.]{0,60}?(?:had been|were|was|are) {list}",
            "council",
        ),
        (r"\b(?:visit(?:s|ed)?|visit they undertook) to {name}(?= where they)", "council"),
        (r"{name} (?:had been|has been|was|were) (?:commissioned|contracted|appointed|engaged) to\b", "other"),
        (
            r"\b(?:partnered(?: up)?|in partnership|funding agreement|joint bid|worked jointly) with (?:the )?{name}",
            "other",
        ),
        (r"\b(?:raised|provided|delivered|run|undertaken|conducted|carried out|evaluated) by {list}", "other"),
        (r"\bagreement between {list}", "other"),
        (
            r"\b(?:[Rr]esolved at|[Rr]eferr(?:al|ed) (?:from|by|to)|(?:meeting|minutes) of(?: the)?|"
            r"[Rr]eported to) (?P<names>[A-Z]{3,7})\b",
            "council body",
        ),
        (r"\b(?P<names>[A-Z]{3,7}) and Cabinet\b(?! [Mm]ember)", "council body"),
        (r"(?<=[a-z] ){name},? a (?:local |national |small )?charity\b", "charity or voluntary"),
        (r"\b(?:tender|contract|lease|grant)[^.]{0,40}? (?:by|to|with) {name}(?= (?:for|on|on a)\b|\.|,)", "other"),
        (r"\b(?:funded|commissioned|managed|operated) by (?:the )?{name}", "other"),
        (r"(?<=\. ){name} (?:provide|provides|deliver|delivers) (?:a |an |the )?[a-z]+", "charity or voluntary"),
    )
)
_ENUMERATION = re.compile(rf"\b(?:by|from|with|including|between|and) {_LIST}")
_SYSTEM = re.compile(
    rf"\b[Tt]he (?P<name>{CAP}(?:\s{CAP}){{0,2}}) (?:case management |management |information |electronic |IT |"
    rf"ICT )+system\b"
)
_PROGRAMME = re.compile(
    rf"(?<!\w)(?P<name>{CAP}(?:\s(?:to|for|of)\s{CAP}|\s{CAP}){{0,3}}),? (?:is |was |which is |"
    rf"which was )?an? (?:\w+ )?(?:programme|project|scheme|initiative|pilot)\b"
)
_APPOSED_SYSTEM = re.compile(
    rf"(?<!\w)(?P<name>{CAP}(?:\s{CAP})?), (?:the|our|its|an?) (?:new |old |current )?(?:case management |record |"
    rf"information |IT )*(?:system|database)\b"
)
_CAMEL = re.compile(r"(?<![\w'’])(?P<name>(?!Mc|Mac|De|La|Le|Fitz|O['’])[A-Z][a-z]{2,}[A-Z][a-z]{2,})(?![\w'’]{3})")
_CALLED_PROJECT = re.compile(
    rf"\b[Tt]he (?P<name>{CAP}(?:\s{CAP}){{0,3}}) (?:project|programme|pilot|scheme|initiative|projects)\b"
)


def discover(units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Adds to the lexicon what the units' contexts show."""
    prose = "\n".join(u.value for u in units)
    for unit in units:
        if unit.role == "title":
            continue
        _undertakings(unit, lexicon)
        for pattern, classification in _CONTEXTS:
            for match in pattern.finditer(unit.value):
                for name in _split(match.group("names")):
                    _learn_organisation(name, classification, lexicon, prose)
    _from_titles(units, lexicon)
    for name in _placed(units, lexicon):
        _learn_organisation(name, "other", lexicon, prose)
    for unit in units:
        for match in _ENUMERATION.finditer(unit.value):
            members = list(_split(match.group("names")))
            if any(m in lexicon.organisations for m in members):
                for name in members:
                    _learn_organisation(name, "other", lexicon, prose)


def _undertakings(unit: Unit, lexicon: Lexicon) -> None:
    for found in find_undertakings(unit.value, unit.doc, Lexicon()):
        if found.rule == "undertakings-quoted" and len(found.name) > 3:
            lexicon.undertakings[found.name] = found.classification or "Programme"
    for pattern, kind in (
        (_SYSTEM, "InformationSystem"),
        (_APPOSED_SYSTEM, "InformationSystem"),
        (_CAMEL, "Programme"),
        (_PROGRAMME, "Programme"),
        (_CALLED_PROJECT, "Programme"),
    ):
        for match in pattern.finditer(unit.value):
            name = match.group("name")
            if (
                not _is_common(name)
                and name not in lexicon.people
                and "Council" not in name
                and not re.fullmatch(r"[A-Z]{2,6}", name)
            ):
                lexicon.undertakings.setdefault(name, kind)


def _split(names: str) -> Iterator[str]:
    for name in re.split(r",\s(?:and\s)?(?:the\s)?|\sand\s(?=[A-Z][\w]+(?:\s[A-Z]|$|,))(?:the\s)?", names):
        yield name.strip()


def _is_own_possessive(name: str, prose: str) -> bool:
    """Whether "'s" is part of the name: it is followed by a verb or by punctuation somewhere ("Quarnby's were")."""
    bare = re.escape(name[:-2])
    return bool(re.search(rf"{bare}['’]s(?:,| (?:were|had|has|have|was|is|to|would|will)\b)", prose))


def _learn_organisation(name: str, classification: str, lexicon: Lexicon, prose: str = "") -> None:
    if re.search(r"['’]s$", name) and not _is_own_possessive(name, prose):
        name = name[:-2]
    words = name.split()
    if (
        not words
        or len(name) < 3
        or _is_common(name)
        or name in lexicon.people
        or name in lexicon.undertakings
        or name == lexicon.place
    ):
        return
    if all(w in rulebook.organisations().alone_is_generic or w in rulebook.organisations().leading for w in words):
        return
    if lexicon.body and lexicon.body.startswith(name + " ") and len(words) >= 2:
        lexicon.organisations.setdefault(name, "council body")
        return
    if (
        any(w in _PERSONAL for w in words)
        or words[-1] in _HALVES
        or words[0].casefold() in rulebook.given_names()
        or _headed(name)
    ):
        return
    lexicon.organisations.setdefault(name, classification)


_HALVES = frozenset({"Resilience", "Trauma", "Needs", "Health", "Social"})
_PERSONAL = frozenset(
    {
        "Councillor",
        "Councillors",
        "Cllr",
        "Chair",
        "Vice-Chair",
        "Member",
        "Members",
        "Officer",
        "Officers",
        "Director",
        "Manager",
        "Head",
        "Cabinet",
        "Council",
        "Commission",
        "Commissioners",
        "Service",
        "Services",
    }
)


def _is_common(name: str) -> bool:
    """Whether a capitalised word is only the beginning of a sentence or a common noun of the trade."""
    words = name.split()
    return all(w.casefold() in FUNCTION_WORDS | _COMMON for w in words) or any(
        w.casefold() in FUNCTION_WORDS for w in words[:1]
    )


_COMMON = frozenset(
    "service services programme project system report review plan strategy framework board team group council "
    "committee children young people "
    "early help care support school schools health education police social work members minutes chair officers "
    "january february march april may june "
    "july august september october november december ofsted cabinet borough ward government act covid pupil "
    "inclusion performance".split()
)


def _headed(name: str) -> bool:
    from graphbuild.extract.names.organisations import find_organisations

    return any(n.begin == 0 and n.end == len(name) for n in find_organisations(name, None, Lexicon()))


def _placed(units: Sequence[Unit], lexicon: Lexicon) -> list[str]:
    """Names of two words that begin with the document's place and come again ("Wexcombe Rise")."""
    if not lexicon.place:
        return []
    pattern = re.compile(
        rf"(?<![\w'’]){re.escape(lexicon.place)}\s[A-Z][a-z]+(?!\s?[A-Z]|\w|['’]|\sand\s[A-Z]|\s[a-z]+\s[A-Z])"
    )
    counts = Counter(m.group() for u in units if u.role != "title" for m in pattern.finditer(u.value))
    return sorted(n for n, count in counts.items() if count >= 2 and not find_undertakings(n, None, Lexicon()))


def _from_titles(units: Sequence[Unit], lexicon: Lexicon) -> None:
    """Capitalised names that an item's prose and title have, and that are no common words, are what it is about."""
    prose = "\n".join(u.value for u in units if u.role != "title")
    titles = {u.item: u.value.casefold() for u in units if u.role == "title" and u.item and not u.paper}
    for item, title in titles.items():
        text = "\n".join(u.value for u in units if u.item == item and u.role != "title")
        counts = Counter(m.group() for m in _MID_SENTENCE.finditer(text))
        for name, count in sorted(counts.items()):
            inside = re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w|['’]s)", title)
            if inside and count >= 2 and _is_proper(name, prose, lexicon):
                lexicon.undertakings.setdefault(name, "Programme")


_MID_SENTENCE = re.compile(rf"(?<=[a-z,] ){CAP}(?:\s{CAP})?(?!['’]s|\s[A-Z])")


def _is_proper(name: str, prose: str, lexicon: Lexicon) -> bool:
    if (
        _is_common(name)
        or name in lexicon.people
        or name in lexicon.organisations
        or lexicon.place in name.split()
        or name.isupper()
        or "'" in name
        or "’" in name
    ):
        return False
    if (
        any(w in _PERSONAL for w in name.split())
        or _headed(name)
        or find_undertakings(name, None, Lexicon())
        or find_posts(name)
    ):
        return False
    if re.search(rf"(?:\sand|\sof|[A-Z]\w+)\s{re.escape(name)}\b|{re.escape(name)}\s\([A-Z]", prose):
        return False
    return not re.search(rf"(?<!\w){re.escape(name.lower())}s?(?!\w)", prose)

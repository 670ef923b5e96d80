"""Organisations: head words, national bodies, what the document's context has told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.extract import rulebook
from graphbuild.extract.names.name import (
    CAP,
    CHUNK,
    Lexicon,
    Name,
    alternatives,
    apart,
    by_name,
    is_function_word,
    straight,
    strip_lead,
)
from graphbuild.extract.words import words

_PHRASE = rf"{CAP}(?:\s{CAP}){{0,9}}"
_LISTED = rf"{_PHRASE}(?:,\s{_PHRASE}){{0,9}}(?:,?\s(?:and|&)\s{_PHRASE})?"
"""Both bounded, so that a page of capitalised words costs no more than its length."""
_LIST_IN_NAME = re.compile(
    rf"(?:^|\bthe\s|\bThe\s|[-–•]\s)(?P<name>{CAP},\s{CAP}(?:,\s{CAP})?\sand\s{CAP}\s"
    r"(?P<head>Committee|Commission|Panel|Board|Forum|Partnership|Group|Trust|Sub-Committee))\b"
)
_UNITS = re.compile(r"(?<=[a-z]\s)\((?P<units>[A-Z][^().;:\d]{5,150})\)")
"""What stands in brackets after an office: the units that it is in, the smallest first."""
_UNIT = re.compile(
    rf"{CAP}(?:,?\s(?:and\s|&\s|of\s|for\s)?{CAP})*?\s(?:Services|Directorate|Department|Division|Team|Unit)(?![\w'’-])"
)
_ENUMERATES = re.compile(r"[^.;:]{3},\s[^,.;:]{3,60},\s$")
"""Two entries, of the first the end, and commas; ``_LONGEST_ENTRIES`` characters hold them."""
_LONGEST_ENTRIES = 80
_LOCAL_BODY = 3
"""How many words after "Local" make it a part of a name: "Local Safeguarding Children Board"."""
_SECOND = re.compile(r"\s(?:and|&)\s(?P<word>[A-Z][a-z]+(?:-\w+)*)(?![\w'’-]|\s(?:of\s)?[A-Z])")
_PLACE = r"(?P<first>[A-Z][a-z]+(?:-[\w'’]+)*)(?:\s[A-Z][a-z]+(?:-[\w'’]+)*)?"
_MINISTRIES = frozenset({"Department", "Ministry", "Office"})
"""Leading heads that are followed by an enumeration: "Department for Housing, Communities and Local Government"."""
_OF_ONE = frozenset({"University", "College"})
"""Leading heads that no two words with "and" between them follow."""


@cache
def _classified_heads() -> dict[str, str]:
    return by_name(rulebook.organisations().heads)


@cache
def head_pattern() -> re.Pattern[str]:
    """Head words of organisations, longest first."""
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(_classified_heads())})(?![\w'’-])")


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = by_name(rulebook.organisations().known)
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(names)})(?![\w-])"), names


@cache
def _leading() -> re.Pattern[str]:
    rules = rulebook.organisations()
    owned = rf"(?:(?!{alternatives(rules.leading)}){CAP}\s){{1,4}}(?P<owned>{alternatives(rules.owned)})"
    return re.compile(
        rf"(?<![\w'’-])(?:{owned}|(?P<head>{alternatives(rules.leading)}))\s(?:of|for)\s(?:the\s)?(?P<rest>{_LISTED}(?:\sof\s(?:the\s)?{_PHRASE})?)"
    )


@cache
def _opening() -> re.Pattern[str]:
    """A Welsh or Gaelic name, the small words of those languages in it: "Ysgol y Graig", "Comhairle nan Tarn"."""
    heads = alternatives(rulebook.organisations().opening)
    small = r"(?:(?:y|yr|ac|a['’]r|nan|nam|na)\s)?"
    return re.compile(rf"(?<![\w'’-])(?P<head>{heads})(?P<rest>(?:\s{small}{CAP}){{1,5}})")


@cache
def _lowercase() -> re.Pattern[str]:
    rules = rulebook.organisations()
    return re.compile(
        rf"(?<![\w'’-])(?:{_LISTED}\s(?P<head>{'|'.join(rules.lowercase_heads)})"
        rf"|{_PHRASE}(?:\s(?:and|&)\s{_PHRASE})?\s(?P<later>{'|'.join(rules.lowercase_after_two)}))\b"
    )


@cache
def _branches() -> tuple[re.Pattern[str], dict[str, str]]:
    """Local branches with their place behind, and what kind each is."""
    names = by_name(rulebook.organisations().branches)
    return re.compile(rf"(?<![\w'’-])(?P<body>{alternatives(names)})\s(?P<place>{_PLACE})(?![\w'’-])"), names


@cache
def _on_a_matter() -> re.Pattern[str]:
    rules = rulebook.organisations()
    return re.compile(
        rf"(?<![\w'’-])(?:(?:{alternatives(rules.before_a_matter)})\s){{0,2}}(?P<head>{alternatives(rules.on_a_matter)})"
        rf"\son\s(?:the\s)?(?P<matter>{CAP})(?:\s(?:and\s|(?:of|for)\s(?:the\s)?)?{CAP}){{0,9}}"
    )


@cache
def _directorates() -> re.Pattern[str]:
    """Directorates named like services, with a word before them where a comma or preposition shows that it belongs."""
    names = "|".join(rulebook.organisations().directorates)
    return re.compile(
        rf"(?<![\w'’-])(?:(?:(?<=, )|(?<=by )|(?<=from )|(?<=with )){CAP}\s)?"
        rf"(?:{names})(?![\w'’-])(?!\s(?!And\b)[A-Z])"
    )


@cache
def _belonging() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(rulebook.organisations().belonging)})\s(?:of|for)\s(?:the\s)?")


@cache
def _undertaking_head() -> re.Pattern[str]:
    heads = [re.escape(head) for found in rulebook.undertakings().heads.values() for head in found]
    return re.compile(rf"^\s(?:{CAP}\s){{0,2}}(?:{'|'.join(heads)})\b")


@cache
def _undertaking_ends() -> tuple[str, ...]:
    heads = (head for found in rulebook.undertakings().heads.values() for head in found)
    return tuple(f" {head}" for head in heads if " " in head)


def _ends_as_undertaking(name: str) -> bool:
    """Whether a head word is part of a longer one of undertakings: a youth club is a service, a rowing club none."""
    return f" {name}".endswith(_undertaking_ends())


def ends_in_directorate(name: str) -> bool:
    """Whether a name is a directorate's, its owner before it or not ("Wexcombe's Children's Services")."""
    match = _directorates().search(name)
    if match is None or match.end() != len(name):
        return False
    return re.fullmatch(r"(?:\S+['’]s\s)?", name[: match.start()]) is not None


def find_organisations(text: str, lexicon: Lexicon | None = None) -> list[Name]:
    """Organisations named in ``text``, in order, none overlapping another; offsets are characters of ``text``.

    ``lexicon`` holds what the document has told already; without it the text alone tells.
    """
    return apart(
        [
            *_by_lexicon(text, lexicon or Lexicon()),
            *_by_known(text),
            *_by_list_in_name(text),
            *_by_leading(text),
            *_by_opening(text),
            *_by_branch(text),
            *_by_matter(text),
            *_by_brackets(text),
            *_by_directorate(text),
            *_by_lowercase(text),
            *_by_head(text),
        ]
    )


def _name(text: str, begin: int, end: int, classification: str, rule: str, confidence: float | None = None) -> Name:
    return Name(
        EntityKind.ORGANISATION,
        begin,
        end,
        text[begin:end],
        rule,
        confidence or rulebook.organisations().confidence,
        classification=classification,
    )


def _by_lexicon(text: str, lexicon: Lexicon) -> Iterator[Name]:
    confidence = rulebook.contexts().confidence
    for known in sorted((w for w in lexicon.organisations if w in text), key=lambda w: (-len(w), w)):
        kind = lexicon.organisations[known]
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(known)}(?!\w|-\w|['’]\w{{2}})", text):
            if not re.match(r"\s(?:Select\s)?(?:Commission|Committee|Panel|Board)\b", text[match.end() :]):
                yield _name(text, match.start(), match.end(), kind, "organisations-of-document", confidence)


def _by_known(text: str) -> Iterator[Name]:
    pattern, names = _known()
    for match in pattern.finditer(text):
        yield _name(text, match.start(), match.end(), names[straight(match.group())], "organisations-national", 0.95)


def _by_branch(text: str) -> Iterator[Name]:
    """A national body's local branch, its place behind: "Citizens Advice Wexcombe"."""
    pattern, names = _branches()
    for match in pattern.finditer(text):
        body, end = straight(match.group("body")), match.end("place")
        if not _is_place(match.group("place")):
            end = match.end("first")
        if not _is_place(text[match.start("place") : end]):
            continue
        if body in rulebook.organisations().of_areas:
            end = _with_second(text, end)
        yield _name(text, match.start(), end, names[body], "organisations-branch")


def _is_place(name: str) -> bool:
    """Whether capitalised words behind a national body may be its place: none of them is a common or a head word."""
    return not any(word in rulebook.organisations().not_places or _is_common(word) for word in name.split())


def _is_common(word: str) -> bool:
    """Whether a capitalised word is one of the trade, of a title or of a body, and no place or proper name."""
    if is_function_word(word) or word.casefold() in words().common_nouns or word in rulebook.contexts().not_in:
        return True
    return any(pattern.fullmatch(word) for pattern in (head_pattern(), _known()[0]))


def _with_second(text: str, end: int) -> int:
    """Where a name ends with a second word that "and" joins to it: "Diocese of Bath" is one of "Bath and Wells"."""
    second = _SECOND.match(text, end)
    return second.end() if second and _is_place(second.group("word")) else end


def _by_matter(text: str) -> Iterator[Name]:
    """A group with what it looks into: "Task and Finish Group on School Places"."""
    for match in _on_a_matter().finditer(text):
        if match.group("matter") not in (*words().months, *words().weekdays):
            kind = OrganisationKind.COUNCIL_BODY.value
            yield _name(text, match.start(), match.end(), kind, "organisations-matter")


def _by_list_in_name(text: str) -> Iterator[Name]:
    """A name that is a list itself: "Health, Welfare and Safety Panel" at the beginning of an entry or after "the"."""
    for match in _LIST_IN_NAME.finditer(text):
        kind = _classified_heads()[match.group("head")]
        yield _name(text, match.start("name"), match.end("name"), kind, "organisations-list")


def _by_leading(text: str) -> Iterator[Name]:
    """A name that opens with its head word: "University of Wexcombe"."""
    leading = rulebook.organisations().leading
    position = 0
    while match := _leading().search(text, position):
        position = _led_end(text, match)
        begin = match.start() + strip_lead(text[match.start() : match.start("rest")])
        head = match.group("head") or match.group("owned")
        yield _name(text, begin, position, leading[straight(head)], "organisations-leading-head")


def _by_opening(text: str) -> Iterator[Name]:
    """A Welsh or Gaelic name, which opens with its head word: "Ysgol Gynradd Glan Tarn"."""
    opening = rulebook.organisations().opening
    for match in _opening().finditer(text):
        if end := _opened_end(match):
            yield _name(text, match.start(), end, opening[match.group("head")], "organisations-opening-head")


def _opened_end(match: re.Match[str]) -> int | None:
    """Where such a name ends, before an English word of the trade ("Ysgol Tarn Pupil Premium"); None if at once."""
    end = None
    for word in re.finditer(CAP, match.group("rest")):
        if _is_common(word.group()) or word.group() in words().months:
            break
        end = match.start("rest") + word.end()
    return end


def _led_end(text: str, match: re.Match[str]) -> int:
    """Where a name ends that opens with its head word: at the end of an enumeration only if it is a ministry's."""
    rest, begin = match.group("rest"), match.start("rest")
    if match.group("head") in _MINISTRIES:
        other = re.search(rf",\s(?:{alternatives(rulebook.organisations().leading)})\b", rest)
        return begin + other.start() if other else match.end()
    first = re.split(r",|\sand\s|\s&\s", rest)[0]
    owner = re.match(r"(?P<name>.*?(?P<head>\w+))['’]s\s", first)
    if owner and head_pattern().fullmatch(owner.group("head")):
        return begin + owner.end("name")
    end = begin + len(first)
    return end if match.group("head") in _OF_ONE else _with_second(text, end)


def _by_brackets(text: str) -> Iterator[Name]:
    """Units in brackets: "the Service Manager (Placements and Adoption, Children's Services Directorate)"."""
    for brackets in _UNITS.finditer(text):
        begin = brackets.start("units")
        for part in re.split(r"(,\s)", brackets.group("units")):
            if _UNIT.fullmatch(part) and len(part.split()) > 1:
                yield _name(text, begin, begin + len(part), OrganisationKind.TEAM.value, "organisations-brackets", 0.8)
            begin += len(part)


def _by_directorate(text: str) -> Iterator[Name]:
    for match in _directorates().finditer(text):
        yield _name(text, match.start(), match.end(), OrganisationKind.TEAM.value, "organisations-directorate")


def _by_lowercase(text: str) -> Iterator[Name]:
    """A name with its head in lower case: "the Placements and Brokerage team", "the Fair Places panel"."""
    rules = rulebook.organisations()
    for match in _lowercase().finditer(text):
        begin = match.start() + strip_lead(match.group())
        if (head := match.group("head")) and begin < match.start("head") - 1:
            yield _name(text, begin, match.end(), rules.lowercase_heads[head], "organisations-team")
        elif (head := match.group("later")) and _is_two_words(text[begin : match.start("later")]):
            yield _name(text, begin, match.end(), rules.lowercase_after_two[head], "organisations-team")


def _is_two_words(name: str) -> bool:
    """Whether what stands before a head in lower case is of two words or more, and names no body itself."""
    return len(name.split()) > 1 and not head_pattern().search(name) and not _known()[0].search(name)


def _by_head(text: str) -> Iterator[Name]:
    """Names that end in a head word; several heads in one stretch of capitals end one name each."""
    for chunk in CHUNK.finditer(text):
        begin = list_start(text, chunk.start(), chunk.end())
        for head in head_pattern().finditer(text, chunk.start(), chunk.end()):
            if _goes_on(text, head.end(), chunk.end()) or head.end() <= begin:
                continue
            start = _start(text, begin, head)
            if belonging := _belonging().match(text, start, head.start()):
                start = belonging.end()
            if _is_name(text[start : head.end()]) and not _ends_as_undertaking(text[start : head.end()]):
                yield _name(text, start, head.end(), _classified_heads()[straight(head.group())], "organisations")
            rest = text[head.end() : chunk.end()]
            between = re.match(r"\s*(?:and|&|of|for|in|to|with)?\s*(?:the\s)?", rest)
            begin = head.end() + (between.end() if between else 0)


def _start(text: str, begin: int, head: re.Match[str]) -> int:
    """Where the name begins that ends in ``head``, at ``begin`` or after."""
    start = begin + strip_lead(text[begin : head.end()])
    start = _after_conjunction(text, start, head.start())
    if head.group() == "Cabinet" and " and " in text[start : head.start()]:
        return head.start()
    return _council_start(text, start, head.start()) if head.group().endswith("Council") else start


def _goes_on(text: str, end: int, chunk_end: int) -> bool:
    """Whether the head word is only part of a longer name with a later head ("Partnership Board")."""
    rest = text[end:chunk_end]
    if not re.match(r"\s(?!of\b|for\b|and\b|&|in\b|to\b|with\b)", rest):
        return False
    return bool(re.match(r"\s[A-Z]", rest) or head_pattern().search(rest) or _undertaking_head().search(rest))


def _council_start(text: str, begin: int, head: int) -> int:
    """Where a council's name begins behind another: "Communities and Local Government and Wexcombe Borough Council"."""
    conjunction = text.rfind(" and ", begin, head)
    return conjunction + 5 if conjunction > begin and _runs_on(text[begin:conjunction]) else begin


def _runs_on(left: str) -> bool:
    """Whether what stands before "and" is a name of its own, no half of a council's ("Barchester City and County")."""
    return len(left.split()) >= 2 and not left.endswith((" City", " West", " East", " North", " South"))


def list_start(text: str, begin: int, end: int) -> int:
    """Where the last name of an enumeration begins that runs into the capitals from ``begin`` to ``end``.

    "Fostering, Adoption, Care Leavers and Wexcombe Board" ends in a name of its own.
    """
    conjunction = re.search(r"\s(?:and|&)\s", text[begin:end])
    if conjunction and _ENUMERATES.search(text, max(0, begin - _LONGEST_ENTRIES), begin):
        return begin + conjunction.end()
    return begin


def _after_conjunction(text: str, begin: int, head: int) -> int:
    """Cuts off a first name that ends in a head of its own: "Cabinet and Scrutiny Board" is two."""
    for conjunction in re.finditer(r"\s(?:and|&)\s(?:the\s)?", text[begin:head]):
        left = text[begin : begin + conjunction.start()]
        has_head = re.search(rf"(?:{head_pattern().pattern}|Commissioners|Services?|Strategy|Programme)$", left)
        whole = (_branches()[0], _opening())
        if has_head or left in ("Members", "Officers") or any(name.fullmatch(left) for name in whole):
            begin += conjunction.end()
            return _after_conjunction(text, begin, head)
    return begin


def _is_name(name: str) -> bool:
    """Whether a name has more than head words, and does not begin with a word such as "other" or "this"."""
    rules = rulebook.organisations()
    if straight(name) in rules.alone_is_generic or all(word in rules.alone_is_generic for word in name.split()):
        return False
    first, *others = name.casefold().split()
    if first in rules.generic_before_one and len(others) < _LOCAL_BODY:
        return False
    return first not in rules.generic and not re.fullmatch(r"(?:The|This|That|Our)\s.*", name)

"""Organisations: head words, national bodies, what the document's context has told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, CHUNK, Lexicon, Name, strip_lead
from graphbuild.model import EntityKind, OrganisationKind

_LISTED = rf"{CAP}(?:\s{CAP})*(?:,\s{CAP}(?:\s{CAP})*)*(?:,?\s(?:and|&)\s{CAP}(?:\s{CAP})*)?"


@cache
def _classified_heads() -> dict[str, str]:
    """Head word to classification; where two claim a word the first of the file does."""
    heads: dict[str, str] = {}
    for classification, words in rulebook.organisations().heads.items():
        for word in words:
            heads.setdefault(word, OrganisationKind(classification).value)
    return heads


@cache
def head_pattern() -> re.Pattern[str]:
    """Head words of organisations, longest first."""
    words = sorted(_classified_heads(), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w'’-])")


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: kind for kind, found in rulebook.organisations().known.items() for name in found}
    words = sorted(names, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"), names


@cache
def _leading() -> re.Pattern[str]:
    words = "|".join(rulebook.organisations().leading)
    return re.compile(rf"(?<![\w'’-])(?P<head>{words})\s(?:of|for)\s(?:the\s)?(?P<rest>{_LISTED})")


@cache
def _lowercase() -> re.Pattern[str]:
    words = "|".join(rulebook.organisations().lowercase_heads)
    return re.compile(rf"(?<![\w'’-]){_LISTED}\s(?P<head>{words})\b")


@cache
def _directorates() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![\w'’-])(?:(?:(?<=, )|(?<=by )|(?<=from )|(?<=with "
        rf")){CAP}\s)?(?:{'|'.join(rulebook.organisations().directorates)})(?![\w'’-])(?!\s(?!And\b)[A-Z])"
    )


def ends_in_directorate(name: str) -> bool:
    """Whether a name is a directorate's, its owner before it or not ("Wexcombe's Children's Services")."""
    match = _directorates().search(name)
    return (
        match is not None and match.end() == len(name) and bool(re.fullmatch(r"(?:\S+['’]s\s)?", name[: match.start()]))
    )


def find_organisations(text: str, doc: Any, lexicon: Lexicon) -> list[Name]:
    """Organisations named in ``text``."""
    candidates = [
        *_by_lexicon(text, lexicon),
        *_by_known(text),
        *_by_list_in_name(text),
        *_by_leading(text),
        *_by_directorate(text),
        *_by_lowercase(text),
        *_by_head(text),
    ]
    found: list[Name] = []
    for name in sorted(candidates, key=lambda n: (n.begin - n.end, n.begin)):
        if not any(name.begin < f.end and f.begin < name.end for f in found):
            found.append(name)
    return sorted(found, key=lambda n: n.begin)


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
    for known in sorted(lexicon.organisations, key=lambda w: (-len(w), w)):
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(known)}(?!\w|-\w|['’]\w{{2}})", text):
            if not re.match(r"\s(?:Select\s)?(?:Commission|Committee|Panel|Board)\b", text[match.end() :]):
                yield _name(
                    text, match.start(), match.end(), lexicon.organisations[known], "organisations-of-document", 0.75
                )


def _by_known(text: str) -> Iterator[Name]:
    pattern, names = _known()
    for match in pattern.finditer(text):
        yield _name(text, match.start(), match.end(), names[match.group()], "organisations-national", 0.95)


def _by_leading(text: str) -> Iterator[Name]:
    position = 0
    while match := _leading().search(text, position):
        kind = rulebook.organisations().leading[match.group("head")]
        end = match.end()
        rest = match.group("rest")
        if match.group("head") not in ("Department", "Ministry", "Office"):
            end = match.start("rest") + len(re.split(r",|\sand\s|\s&\s", rest)[0])
        elif other := re.search(rf",\s(?:{'|'.join(rulebook.organisations().leading)})\b", rest):
            end = match.start("rest") + other.start()
        position = end
        yield _name(text, match.start(), end, kind, "organisations-leading-head")


def _by_directorate(text: str) -> Iterator[Name]:
    for match in _directorates().finditer(text):
        yield _name(text, match.start(), match.end(), OrganisationKind.TEAM.value, "organisations-directorate")


def _by_lowercase(text: str) -> Iterator[Name]:
    for match in _lowercase().finditer(text):
        begin = match.start() + strip_lead(match.group())
        if begin < match.start("head") - 1:
            yield _name(
                text,
                begin,
                match.end(),
                rulebook.organisations().lowercase_heads[match.group("head")],
                "organisations-team",
            )


def _by_head(text: str) -> Iterator[Name]:
    for chunk in CHUNK.finditer(text):
        begin = list_start(text, chunk.start(), chunk.end())
        for head in head_pattern().finditer(text, chunk.start(), chunk.end()):
            if _goes_on(text, head.end(), chunk.end()) or head.end() <= begin:
                continue
            start = begin + strip_lead(text[begin : head.end()])
            start = _after_conjunction(text, start, head.start())
            if head.group() == "Cabinet" and " and " in text[start : head.start()]:
                start = head.start()
            if head.group().endswith("Council"):
                start = _council_start(text, start, head.start())
            name = text[start : head.end()]
            if _is_name(name, head.group()):
                yield _name(text, start, head.end(), _classified_heads()[head.group()], "organisations")
            begin = (
                head.end()
                + len(text[head.end() : chunk.end()])
                - len(re.sub(r"^\s*(?:and|&|of|for|in|to|with)?\s*(?:the\s)?", "", text[head.end() : chunk.end()]))
            )


def _goes_on(text: str, end: int, chunk_end: int) -> bool:
    """Whether the head word is only part of a longer name with a later head ("Partnership Board")."""
    rest = text[end:chunk_end]
    following = re.match(r"\s(?!of\b|for\b|and\b|&|in\b|to\b|with\b)", rest)
    return bool(following) and bool(
        re.match(r"\s[A-Z]", rest) or head_pattern().search(rest) or _other_head().search(rest)
    )


@cache
def _other_head() -> re.Pattern[str]:
    heads = [w for words in rulebook.undertakings().heads.values() for w in words]
    return re.compile(rf"^\s(?:{CAP}\s){{0,2}}(?:{'|'.join(map(re.escape, heads))})\b")


def _council_start(text: str, begin: int, head: int) -> int:
    """Where a council's name begins behind another: "Communities and Local Government and Wexcombe Borough Council"."""
    conjunction = text.rfind(" and ", begin, head)
    return conjunction + 5 if conjunction > begin and _runs_on(text[begin:conjunction]) else begin


def _runs_on(left: str) -> bool:
    """Whether what stands before "and" is a name of its own, no half of a council's ("Wexcombe City and County")."""
    return len(left.split()) >= 2 and not left.endswith((" City", " West", " East", " North", " South"))


def list_start(text: str, begin: int, end: int) -> int:
    """Where the last name of an enumeration begins: "Fostering, Adoption, Care Leavers and Wexcombe Board" ends in one of
    its own.
    """
    conjunction = re.search(r"\s(?:and|&)\s", text[begin:end])
    if conjunction and re.search(r"[^.;:]{3,},\s[^,.;:]{3,60},\s$", text[:begin]):
        return begin + conjunction.end()
    return begin


def _by_list_in_name(text: str) -> Iterator[Name]:
    """A name that is a list itself: "Health, Welfare and Safety Panel" at the beginning of an entry or after "the"."""
    for match in _LISTED_NAME.finditer(text):
        head = match.group("head")
        yield _name(text, match.start("name"), match.end("name"), _classified_heads()[head], "organisations-list")


_LISTED_NAME = re.compile(
    rf"(?:^|\bthe\s|\bThe\s|[-–•]\s)(?P<name>{CAP},\s{CAP}(?:,\s{CAP})?\sand\s{CAP}\s(?P<head>Committee|Commission|"
    rf"Panel|Board|Forum|Partnership|Group|Trust|Sub-Committee))\b"
)


def _after_conjunction(text: str, begin: int, head: int) -> int:
    """Cuts off a first name that ends in a head of its own: "Cabinet and Scrutiny Board" is two."""
    for conjunction in re.finditer(r"\s(?:and|&)\s(?:the\s)?", text[begin:head]):
        left = text[begin : begin + conjunction.start()]
        if re.search(rf"(?:{head_pattern().pattern}|Commissioners|Services?|Strategy|Programme)$", left) or left in (
            "Members",
            "Officers",
        ):
            begin += conjunction.end()
            return _after_conjunction(text, begin, head)
    return begin


def _is_name(name: str, head: str) -> bool:
    rules = rulebook.organisations()
    if all(word in rules.alone_is_generic for word in name.split()):
        return False
    first = name.split()[0].casefold()
    return first not in rules.generic and not re.fullmatch(r"(?:The|This|That|Our)\s.*", name)

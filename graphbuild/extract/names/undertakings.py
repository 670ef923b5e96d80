"""Undertakings: services, programmes, strategies, systems, contracts and reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, CHUNK, Lexicon, Name, strip_lead
from graphbuild.extract.names.organisations import ends_in_directorate, list_start
from graphbuild.extract.names.organisations import head_pattern as organisation_heads
from graphbuild.model import EntityKind, UndertakingKind

_QUOTED = re.compile(r"(?<!\w)[‘'“\"](?P<name>[A-Z]\w*(?:['’-]\w+)*(?:\s\w+(?:['’-]\w+)*){0,5}?)[’'”\"](?!\w)")


@cache
def _classified_heads() -> dict[str, str]:
    heads: dict[str, str] = {}
    for classification, words in rulebook.undertakings().heads.items():
        for word in words:
            heads.setdefault(word, UndertakingKind(classification).value)
    return heads


@cache
def _head_pattern() -> re.Pattern[str]:
    words = sorted(_classified_heads(), key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w'’-])")


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {name: kind for kind, found in rulebook.undertakings().known.items() for name in found}
    words = sorted(names, key=lambda w: (-len(w), w))
    return re.compile(rf"(?<![\w'’-])(?:{'|'.join(map(re.escape, words))})(?![\w-])"), names


def find_undertakings(text: str, doc: Any, lexicon: Lexicon) -> list[Name]:
    """Undertakings named in ``text``."""
    found: list[Name] = []
    candidates = [
        *_by_lexicon(text, lexicon),
        *_by_head(text),
        *_bracketed(text),
        *_bought(text),
        *_leading(text),
        *_reports(text),
        *_quoted(text),
        *_by_known(text),
        *_mottos(text),
    ]
    for name in sorted(candidates, key=lambda n: (n.begin - n.end, n.begin)):
        if not any(name.begin < f.end and f.begin < name.end for f in found):
            found.append(name)
    return sorted(found, key=lambda n: n.begin)


def _name(text: str, begin: int, end: int, classification: str, rule: str, confidence: float | None = None) -> Name:
    return Name(
        EntityKind.UNDERTAKING,
        begin,
        end,
        text[begin:end],
        rule,
        confidence or rulebook.undertakings().confidence,
        classification=classification,
    )


def _by_lexicon(text: str, lexicon: Lexicon) -> Iterator[Name]:
    for known in sorted(lexicon.undertakings, key=lambda w: (-len(w), w)):
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(known)}(?!\w|-\w|\s(?:Team|Board|Group)\b)", text):
            end = match.end()
            if head := re.match(r"\s(?:pilot|project|programme|scheme|case management system)\b", text[end:]):
                end += head.end()
            yield _name(text, match.start(), end, lexicon.undertakings[known], "undertakings-of-document", 0.75)


def _by_head(text: str) -> Iterator[Name]:
    for chunk in CHUNK.finditer(text):
        end = _with_lowercase_head(text, chunk.end())
        heads = list(_head_pattern().finditer(text, chunk.start(), end))
        begin = list_start(text, chunk.start(), end)
        if number := re.search(r"(?<![\w.])\d{1,2}\s$", text[:begin]):
            begin = number.start()
        for position, head in enumerate(heads):
            following = heads[position + 1] if position + 1 < len(heads) else None
            if following and not re.search(r"\s(?:and|&)\s", text[head.end() : following.start()]):
                continue
            if organisation_heads().search(text, head.end(), chunk.end()) and not re.match(
                r"\s(?:and|&|of|for)\s", text[head.end() :]
            ):
                continue
            stop = _with_place(text, head.end(), chunk.end())
            start = begin + strip_lead(text[begin : head.end()])
            start = _after_conjunction(text, start, head.start())
            stop = _with_years(text, stop)
            if re.match(r"\s[A-Z][a-z]", text[stop : chunk.end()]) and not following:
                continue
            if start < head.start() and _is_name(text[start:stop], head.group()):
                yield _name(text, start, stop, _classified_heads()[head.group()], "undertakings")
            begin = stop + len(re.match(r"\s*(?:and|&|of|for|in|to|with)?\s*", text[stop:]).group())  # type: ignore[union-attr]


def _with_lowercase_head(text: str, end: int) -> int:
    """A head in lower case still ends a name of two capitalised words or more ("Workforce Development strategy")."""
    lower = re.match(r"\s(?:[a-z]+\s)?(?:strategy|system)\b", text[end:])
    return end + lower.end() if lower else end


def _with_years(text: str, end: int) -> int:
    """Takes in the years that a strategy is for: "SEND Strategy 2014-2017"."""
    years = re.match(r"\s(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b", text[end:])
    return end + years.end() if years else end


def _bracketed(text: str) -> Iterator[Name]:
    """A name that ends in its short form and a common noun: "Independent Visitor Scheme (IVS) service"."""
    for match in _BRACKETED.finditer(text):
        begin = match.start() + strip_lead(match.group())
        kind = "Service" if match.group("head").startswith("service") else "Programme"
        yield _name(text, begin, match.end(), kind, "undertakings-bracketed")


def _bought(text: str) -> Iterator[Name]:
    """What a council is said to buy, in lower case: "the Council's commissioned advice service"."""
    for match in _BOUGHT.finditer(text):
        begin, end = match.span("name")
        after = begin + len(text[begin:end].split()[0]) + 1
        yield Name(
            EntityKind.UNDERTAKING, after, end, text[begin:end], "undertakings-bought", 0.65, classification="Service"
        )


def _mottos(text: str) -> Iterator[Name]:
    """Programmes named by a motto in the middle of a sentence: "Reading for Life"."""
    for match in _MOTTO.finditer(text):
        if (
            len(text) > 60
            and match.group("first") not in _NO_MOTTO
            and not re.search(r"[.:;!?•]\s*$|^\s*$", text[: match.start()])
        ):
            yield _name(text, match.start(), match.end(), "Programme", "undertakings-motto", 0.55)


_BRACKETED = re.compile(
    rf"\b{CAP}(?:\s(?:and\s|of\s|for\s)?{CAP})*\s\([A-Z][A-Za-z]{{1,8}}\)\s(?P<head>services?|programmes?|projects?|"
    rf"schemes?|pathway)\b"
)
_BOUGHT = re.compile(
    r"\b(?:Council|Authority)['’]s\s(?P<name>(?:commissioned|in-house|contracted)(?:\s[a-z-]+){1,5}?\sservices?)\b"
)
_MOTTO = re.compile(
    r"(?<![\w'’-])(?P<first>[A-Z][a-z]+)\s(?:for|to|into)\s[A-Z][a-z]{2,}(?!\s?[A-Z\w]*['’]s)(?=[\s,.;:)'’”]|"
    r"$)(?!\s[A-Z])"
)
_NO_MOTTO = frozenset(
    "Office Department Ministry Head Director Minister Member Secretary Commissioner Institute Centre Council "
    "Committee Society Association Commission Manager "
    "Officer Lead Advisor Adviser Coordinator Further Prior Due According Access Update Response Report Plan "
    "Strategy Framework Budget Friends Board January "
    "February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday Support Services Funding Apologies Executive Organisation".split()
)


def _with_place(text: str, end: int, chunk_end: int) -> int:
    """Takes in what follows a strategy's head: "Domestic Abuse Strategy for Wexcombe"."""
    place = re.match(rf"\sfor\s{CAP}$", text[end:chunk_end])
    return chunk_end if place else end


def _after_conjunction(text: str, begin: int, head: int) -> int:
    for conjunction in re.finditer(r"\s(?:and|&)\s(?:the\s)?", text[begin:head]):
        left = text[begin : begin + conjunction.start()]
        if re.search(
            rf"(?:{organisation_heads().pattern}|{_head_pattern().pattern}|Commissioners|Members|Officers)$", left
        ):
            begin += conjunction.end()
            return _after_conjunction(text, begin, head)
    return begin


def _is_name(name: str, head: str) -> bool:
    generic = {g.casefold() for g in rulebook.undertakings().generic}
    plain = (
        re.sub(r"^(?:[A-Z][\w]*\s)*[A-Z][\w]*['’]s\s", "", re.sub(r"\s(?:19|20)\d\d.*$", "", name))
        .casefold()
        .rstrip("s")
    )
    if name.casefold() in generic or plain in generic or plain + "s" in generic or name == head:
        return False
    if any(
        plain.endswith(" " + g) or plain.endswith("/" + g) for g in generic if g.count(" ") >= 2
    ) or ends_in_directorate(name):
        return False
    return not re.fullmatch(r"(?:The|This|That|A|An|Our|New|Final|Draft|Full|Annual)\s\S+", name)


def _leading(text: str) -> Iterator[Name]:
    words = "|".join(rulebook.undertakings().leading)
    for match in re.finditer(rf"(?<![\w'’-])(?P<head>{words})\s{CAP}", text):
        yield _name(
            text,
            match.start(),
            match.end(),
            rulebook.undertakings().leading[match.group("head")],
            "undertakings-leading-head",
        )


def _reports(text: str) -> Iterator[Name]:
    """Reports known by a surname: "the Marlowe Report", "the Marlowe and Finch Reports"."""
    for match in re.finditer(
        rf"\bthe\s(?P<first>{CAP})(?:\sand\s(?P<second>{CAP}))?\s(?P<head>Reports?|Inquiry|Inquiries)\b", text
    ):
        for group in ("first", "second"):
            word = match.group(group)
            if word and word.istitle() and word.casefold() not in _REPORT_WORDS:
                end = match.end() if match.group("second") is None or group == "second" else match.end(group)
                name = f"{word} {match.group('head').rstrip('s')}"
                yield Name(
                    EntityKind.UNDERTAKING,
                    match.start(group),
                    end,
                    name,
                    "undertakings-report",
                    0.7,
                    classification="Review",
                )


_REPORT_WORDS = frozenset(
    "annual final draft monitoring performance progress officer scrutiny update quarterly monthly evaluation "
    "committee outturn".split()
)


def _quoted(text: str) -> Iterator[Name]:
    beside = "|".join(re.escape(w) for w in rulebook.undertakings().quoted_beside)
    for match in _QUOTED.finditer(text):
        window = text[max(0, match.start() - 60) : match.start()] + " " + text[match.end() : match.end() + 60]
        near = re.match(rf"^(?:\s\w+){{0,2}}?\s(?:{beside})\b", text[match.end() :]) or re.search(
            rf"\b(?:{beside})\b[^.]{{0,80}}\b(?:called|named|known as|entitled)\s$|\b(?:{beside})(?:\s(?:called|"
            rf"named|known as|entitled))?,?\s*(?:[‘'“\"][^’'”\"]*[’'”\"](?:,| and)\s*)?$",
            text[: match.start()],
        )
        listed = re.match(r"^(?:,| and)\s[‘'“\"]", text[match.end() :]) and re.search(rf"\b(?:{beside})\b", window)
        if near or listed:
            kind = UndertakingKind.SYSTEM if re.search(r"\bsystems?\b", window) else UndertakingKind.PROGRAMME
            yield _name(text, match.start("name"), match.end("name"), kind.value, "undertakings-quoted", 0.75)


def _by_known(text: str) -> Iterator[Name]:
    pattern, names = _known()
    for match in pattern.finditer(text):
        yield _name(text, match.start(), match.end(), names[match.group()], "undertakings-national", 0.85)

"""Undertakings: services, programmes, strategies, systems, contracts and reviews."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from graphbuild.codes import EntityKind, UndertakingKind
from graphbuild.extract import rulebook
from graphbuild.extract.names.name import CAP, CHUNK, Lexicon, Name, alternatives, apart, by_name, straight, strip_lead
from graphbuild.extract.names.organisations import ends_in_directorate, list_start
from graphbuild.extract.names.organisations import head_pattern as organisation_heads
from graphbuild.extract.words import words

_TO = re.compile(r"\b(?:Home|Return|Right|Routes?|Ready|Journey|Pathways?|Steps?)\sto\s\Z")
"""What belongs to the name that follows: "Home to School Transport Policy"."""
_LONGEST_TO = 16
_OPEN, _CLOSE = "[‘'“\"]", "[’'”\"]"
_QUOTED = re.compile(
    rf"(?<!\w){_OPEN}(?P<name>[A-Z]\w*(?:['’-]\w+)*(?:,?\s\w+(?:['’-]\w+)*){{0,5}}?[?!]?){_CLOSE}(?!\w)"
)
_BRACKETED = re.compile(
    rf"(?<![\w-]){CAP}(?:\s(?:and\s|of\s|for\s)?{CAP}){{0,9}}\s\([A-Z][A-Za-z]{{1,8}}\)\s"
    r"(?P<head>services?|programmes?|projects?|schemes?|pathway)\b"
)
_BOUGHT = re.compile(
    r"\b(?:Council|Authority)['’]s\s(?P<name>(?:commissioned|in-house|contracted)(?:\s[a-z-]+){1,5}?\sservices?)\b"
)
_MOTTO = re.compile(
    r"(?<![\w'’-])(?P<first>[A-Z][a-z]+)\s(?:for|to|into)\s[A-Z][a-z]{2,}"
    r"(?!\s?[A-Z\w]*['’]s)(?=[\s,.;:)'’”]|$)(?!\s[A-Z])"
)
_REPORTS = re.compile(rf"\bthe\s(?P<first>{CAP})(?:\sand\s(?P<second>{CAP}))?\s(?P<head>Reports?|Inquiry|Inquiries)\b")
_NUMBER = re.compile(r"(?<![\w.])\d{1,2}\s\Z")
_LONG = 60
"""Characters from which a paragraph is prose, in which a motto can be told from a heading."""


@cache
def _classified_heads() -> dict[str, str]:
    return by_name(rulebook.undertakings().heads)


@cache
def _head_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(_classified_heads())})(?![\w'’-])")


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = by_name(rulebook.undertakings().known)
    return re.compile(rf"(?<![\w'’-])(?:{alternatives(names)})(?![\w-])"), names


@cache
def _after_a_name() -> re.Pattern[str]:
    return re.compile(rf"\s(?:{alternatives(rulebook.undertakings().after_a_name)})\b")


@cache
def _generic() -> frozenset[str]:
    return frozenset(name.casefold() for name in rulebook.undertakings().generic)


@cache
def _no_mottos() -> frozenset[str]:
    return frozenset({*rulebook.undertakings().no_mottos, *words().months, *words().weekdays})


def find_undertakings(text: str, lexicon: Lexicon | None = None) -> list[Name]:
    """Undertakings named in ``text``, in order, none overlapping another; offsets are characters of ``text``.

    ``lexicon`` holds what the document has told already; without it the text alone tells.
    """
    return apart(
        [
            *_by_lexicon(text, lexicon or Lexicon()),
            *_by_head(text),
            *_bracketed(text),
            *_bought(text),
            *_leading(text),
            *_reports(text),
            *_quoted(text),
            *_by_known(text),
            *_mottos(text),
        ]
    )


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
    for known in sorted((w for w in lexicon.undertakings if w in text), key=lambda w: (-len(w), w)):
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(known)}(?!\w|-\w|\s(?:Team|Board|Group)\b)", text):
            end = match.end()
            if head := _after_a_name().match(text, end):
                end = head.end()
            yield _name(text, match.start(), end, lexicon.undertakings[known], "undertakings-of-document", 0.75)


def _by_head(text: str) -> Iterator[Name]:
    for chunk in CHUNK.finditer(text):
        end = _with_lowercase_head(text, chunk.end())
        heads = list(_head_pattern().finditer(text, chunk.start(), end))
        begin = list_start(text, chunk.start(), end)
        if to := _TO.search(text, max(0, begin - _LONGEST_TO), begin):
            begin = to.start()
        if number := _NUMBER.search(text, max(0, begin - 4), begin):
            begin = number.start()
        for position, head in enumerate(heads):
            following = heads[position + 1] if position + 1 < len(heads) else None
            if following and not re.search(r"\s(?:and|&)\s", text[head.end() : following.start()]):
                continue
            if organisation_heads().search(text, head.end(), chunk.end()) and not re.match(
                r"\s(?:and|&|of|for)\s", text[head.end() :]
            ):
                continue
            start = begin + strip_lead(text[begin : head.end()])
            start = _after_conjunction(text, start, head.start())
            stop = _with_years(text, _with_place(text, head.end(), chunk.end()))
            if re.match(r"\s[A-Z][a-z]", text[stop : chunk.end()]) and not following:
                continue
            if start < head.start() and not text[start].islower() and _is_name(text[start:stop], head.group()):
                yield _name(text, start, stop, _classified_heads()[head.group()], "undertakings")
            between = re.match(r"\s*(?:and|&|of|for|in|to|with)?\s*", text[stop:])
            begin = stop + (between.end() if between else 0)


def _with_lowercase_head(text: str, end: int) -> int:
    """A head in lower case still ends a name of two capitalised words or more ("Workforce Development strategy")."""
    lower = re.match(r"\s(?:[a-z]+\s)?(?:strategy|system)\b", text[end:])
    return end + lower.end() if lower else end


def _with_years(text: str, end: int) -> int:
    """Takes in the years that a strategy is for: "SEND Strategy 2014-2017"."""
    years = re.match(r"\s(?:19|20)\d\d\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d)\b", text[end:])
    return end + years.end() if years else end


def _with_place(text: str, end: int, chunk_end: int) -> int:
    """Takes in what follows a strategy's head: "Domestic Abuse Strategy for Wexcombe"."""
    place = re.match(rf"\sfor\s{CAP}$", text[end:chunk_end])
    return chunk_end if place else end


def _after_conjunction(text: str, begin: int, head: int) -> int:
    """Cuts off a first name that ends in a head of its own: "Wexcombe Trust and Harbour Project" is two."""
    for conjunction in re.finditer(r"\s(?:and|&)\s(?:the\s)?", text[begin:head]):
        left = text[begin : begin + conjunction.start()]
        if re.search(
            rf"(?:{organisation_heads().pattern}|{_head_pattern().pattern}|Commissioners|Members|Officers)$", left
        ):
            begin += conjunction.end()
            return _after_conjunction(text, begin, head)
    return begin


def _is_name(name: str, head: str) -> bool:
    """Whether what ends in ``head`` names one thing, and is no common noun of the trade such as "Action Plan"."""
    without_years = re.sub(r"\s(?:19|20)\d\d.*$", "", name)
    plain = re.sub(r"^(?:[A-Z][\w]*\s)*[A-Z][\w]*['’]s\s", "", without_years).casefold().rstrip("s")
    if name == head or {name.casefold(), plain, plain + "s"} & _generic():
        return False
    if any(plain.endswith((" " + g, "/" + g)) for g in _generic() if g.count(" ") >= 2) or ends_in_directorate(name):
        return False
    return not re.fullmatch(r"(?:The|This|That|A|An|Our|New|Final|Draft|Full|Annual)\s\S+", name)


def _bracketed(text: str) -> Iterator[Name]:
    """A name that ends in its short form and a common noun: "Independent Visitor Scheme (IVS) service"."""
    for match in _BRACKETED.finditer(text):
        begin = match.start() + strip_lead(match.group())
        kind = UndertakingKind.SERVICE if match.group("head").startswith("service") else UndertakingKind.PROGRAMME
        yield _name(text, begin, match.end(), kind.value, "undertakings-bracketed")


def _bought(text: str) -> Iterator[Name]:
    """What a council is said to buy, in lower case: "the Council's commissioned advice service"."""
    for match in _BOUGHT.finditer(text):
        begin, end = match.span("name")
        after = begin + len(text[begin:end].split()[0]) + 1
        yield Name(
            EntityKind.UNDERTAKING,
            after,
            end,
            text[begin:end],
            "undertakings-bought",
            0.65,
            classification=UndertakingKind.SERVICE.value,
        )


def _mottos(text: str) -> Iterator[Name]:
    """Programmes named by a motto in the middle of a sentence: "Reading for Life"."""
    if len(text) <= _LONG:
        return
    for match in _MOTTO.finditer(text):
        opens_sentence = re.search(r"[.:;!?•]\s*$|^\s*$", text[: match.start()])
        if match.group("first") not in _no_mottos() and not opens_sentence:
            yield _name(text, match.start(), match.end(), UndertakingKind.PROGRAMME.value, "undertakings-motto", 0.55)


def _leading(text: str) -> Iterator[Name]:
    """A name that opens with its head word: "Operation Lantern"."""
    leading = rulebook.undertakings().leading
    for match in re.finditer(rf"(?<![\w'’-])(?P<head>{'|'.join(leading)})\s{CAP}", text):
        yield _name(text, match.start(), match.end(), leading[match.group("head")], "undertakings-leading-head")


def _reports(text: str) -> Iterator[Name]:
    """Reports known by a surname: "the Marlowe Report", "the Marlowe and Finch Reports"."""
    for match in _REPORTS.finditer(text):
        for group in ("first", "second"):
            word = match.group(group)
            if word and word.istitle() and word.casefold() not in rulebook.undertakings().no_reports:
                end = match.end() if match.group("second") is None or group == "second" else match.end(group)
                yield Name(
                    EntityKind.UNDERTAKING,
                    match.start(group),
                    end,
                    f"{word} {match.group('head').rstrip('s')}",
                    "undertakings-report",
                    0.7,
                    classification=UndertakingKind.REVIEW.value,
                )


@cache
def _beside_quotes() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What makes a quoted name an undertaking's: right after it, right before it, and in the words around it."""
    beside = "|".join(re.escape(w) for w in rulebook.undertakings().quoted_beside)
    called = r"called|named|known as|entitled"
    return (
        re.compile(rf"^(?:\s\w+){{0,2}}?\s(?:{beside})\b"),
        re.compile(
            rf"\b(?:{beside})\b[^.]{{0,80}}\b(?:{called})\s$"
            rf"|\b(?:{beside})(?:\s(?:{called}))?,?\s*(?:{_OPEN}[^’'”\"]*{_CLOSE}(?:,| and)\s*)?$"
        ),
        re.compile(rf"\b(?:{beside})\b"),
    )


def _quoted(text: str) -> Iterator[Name]:
    after, before, around = _beside_quotes()
    for match in _QUOTED.finditer(text):
        window = text[max(0, match.start() - 60) : match.start()] + " " + text[match.end() : match.end() + 60]
        near = after.match(text[match.end() :]) or before.search(text[: match.start()])
        listed = re.match(rf"^(?:,| and)\s{_OPEN}", text[match.end() :]) and around.search(window)
        if near or listed:
            kind = UndertakingKind.SYSTEM if re.search(r"\bsystems?\b", window) else UndertakingKind.PROGRAMME
            yield _name(text, match.start("name"), match.end("name"), kind.value, "undertakings-quoted", 0.75)


def _by_known(text: str) -> Iterator[Name]:
    pattern, names = _known()
    for match in pattern.finditer(text):
        yield _name(text, match.start(), match.end(), names[straight(match.group())], "undertakings-national", 0.85)

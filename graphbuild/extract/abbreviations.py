"""Short forms that a text expands, after Schwartz and Hearst (2003), "A simple algorithm for identifying abbreviation
definitions"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Unit
from graphbuild.model import Abbreviation, EntityKind, Mention, Ref
from graphbuild.text import plain
from graphbuild.topics import Topic

_BRACKETED = re.compile(r"\s\(\s?[‘'“\"]?(?P<short>[A-Z][\w&]*(?:-[A-Z]\w*)?)(?:['’]s)?[’'”\"]?\s?\)")
_DASHED = re.compile(r"\b(?P<short>[A-Z]{3,8})\s[–-]\s(?P<long>(?:[A-Z][\w'’]+\s?(?:of\s|and\s|for\s|the\s)?){2,7})")
_REVERSED = re.compile(r"\b(?P<short>[A-Z]{2,8})\s\((?P<long>[A-Z]?[a-z]+(?:[\s-][\w'’]+){1,7})\)")


def find_definitions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(begin, end, short form, long form) of each definition in ``text``; begin and end span both forms."""
    for match in _BRACKETED.finditer(text):
        short = match.group("short")
        if not (2 <= len(short) <= 10) or sum(c.isupper() for c in short) < 2:
            continue
        begin = _long_begin(short, text[: match.start()])
        if begin is not None:
            yield begin, match.end(), short, text[begin : match.start()].strip("‘'“\" ")
    for expression in (_DASHED, _REVERSED):
        for match in expression.finditer(text):
            long = match.group("long").strip()
            begin = _long_begin(match.group("short"), long)
            if begin == 0:
                yield match.start(), match.end(), match.group("short"), long


def _long_begin(short: str, before: str) -> int | None:
    """Where the long form begins in the text before the brackets; None where the letters do not fit."""
    letters = short.rstrip("s") if short.endswith("s") and short[:-1].isupper() else short
    earliest = _window(before, letters)
    begin: int | None = len(before)
    position = len(before) - 1
    for index in range(len(letters) - 1, -1, -1):
        letter = letters[index].casefold()
        if not letter.isalnum():
            continue
        while position >= earliest and not (
            before[position].casefold() == letter and (index > 0 or position == 0 or not before[position - 1].isalnum())
        ):
            position -= 1
        if position < earliest:
            return None
        begin = position
        position -= 1
    assert begin is not None
    long = before[begin:]
    # Every letter in a row inside one word is chance ("(In)" after "in").
    return begin if " " in long.strip() or "-" in long else None


def _window(before: str, letters: str) -> int:
    """The long form has at most min(letters + 5, letters * 2) words."""
    words = list(re.finditer(r"\S+", before))
    limit = min(len(letters) + 5, len(letters) * 2)
    return words[-limit].start() if len(words) >= limit else 0


def add_abbreviations(draft: Draft, topics: Mapping[str, Topic]) -> None:
    """Adds each definition once a document, bound to what its long form names, else to a topic, else to a term."""
    by_label = {plain(label): t.notation for t in topics.values() for label in (t.label, *t.alt_labels)}
    seen: set[tuple[str, str]] = set()
    for unit in (*[u for u in draft.units if u.role != "title"], *[u for u in draft.units if u.role == "title"]):
        for begin, end, short, long in find_definitions(unit.value):
            key = (short, long.casefold())
            if key in seen or (unit.role == "title" and any(s == short for s, _ in seen)):
                continue
            seen.add(key)
            draft.add(
                Abbreviation(
                    key=draft.new("abbreviation"),
                    evidence=(unit.sentence_at(begin, end),),
                    rule="schwartz-hearst",
                    confidence=0.95,
                    short=short,
                    long=long,
                    abbreviates=_named(unit, begin, begin + len(long))
                    or _topic(by_label, short, long)
                    or _term(draft, unit, begin, long),
                )
            )


def _topic(by_label: Mapping[str, str], short: str, long: str) -> Ref | None:
    notation = by_label.get(plain(long))
    return ("topic", notation) if notation else None


def _term(draft: Draft, unit: Unit, begin: int, long: str) -> Ref:
    """A new term of the corpus's glossary."""
    term = Mention(
        key=draft.new("mention"),
        kind=EntityKind.TERM,
        name=long,
        evidence=(unit.passage(begin, min(begin + len(long), len(unit.value))),),
        rule="schwartz-hearst",
        confidence=0.9,
    )
    draft.add(term)
    return term.key


def _named(unit: Unit, begin: int, end: int) -> Ref | None:
    for name, ref in zip(unit.names, unit.refs, strict=True):
        if (
            name.kind in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING)
            and abs(name.begin - begin) <= 12
            and abs(name.end - end) <= 1
        ):
            return ref
    return None

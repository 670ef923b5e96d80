"""Short forms that a text expands.

After A. S. Schwartz and M. A. Hearst (2003), "A simple algorithm for identifying abbreviation definitions in
biomedical text": the letters of the short form are looked for from right to left in the words before the brackets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from graphbuild.codes import EntityKind
from graphbuild.extract.draft import Draft
from graphbuild.extract.initials import ends_of_initials
from graphbuild.extract.unit import Unit
from graphbuild.model import Abbreviation, Mention, Ref
from graphbuild.text import plain
from graphbuild.topics import Topic

_BRACKETED = re.compile(r"\s\(\s?[‘'“\"]?(?P<short>[A-Z][\w&]*(?:-[A-Z]\w*)?)(?:['’]s)?[’'”\"]?\s?\)")
_DASHED = re.compile(r"\b(?P<short>[A-Z]{3,8})\s[–-]\s(?P<long>(?:[A-Z][\w'’]+\s?(?:of\s|and\s|for\s|the\s)?){2,7})")
_REVERSED = re.compile(r"\b(?P<short>[A-Z]{2,8})\s\((?P<long>[A-Z]?[a-z]+(?:[\s-][\w'’]+){1,7})\)")


_SLACK_BEFORE, _SLACK_AFTER = 25, 1
"""Characters by which a name may begin, and end, before or after the long form that it is."""


def find_definitions(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(begin, end, short form, long form) of each definition in ``text``; begin and end (exclusive) span both forms."""
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
    """Where the long form begins in the text before the brackets; None where the letters do not fit.

    From right to left each letter has to come in that text, the first at the beginning of a word.
    """
    letters = short.rstrip("s") if short.endswith("s") and short[:-1].isupper() else short
    earliest = _window(before, letters)
    begin = len(before)
    for index in range(len(letters) - 1, -1, -1):
        letter = letters[index].casefold()
        if not letter.isalnum():
            continue
        begin -= 1
        while begin >= earliest and not (
            before[begin].casefold() == letter and (index > 0 or begin == 0 or not before[begin - 1].isalnum())
        ):
            begin -= 1
        if begin < earliest:
            return None
    long = before[begin:]
    # Every letter in a row inside one word is chance ("(In)" after "in").
    return begin if " " in long.strip() or "-" in long else None


def _window(before: str, letters: str) -> int:
    """Where the words begin that may be the long form: min(letters + 5, letters * 2) at most."""
    words = list(re.finditer(r"\S+", before))
    limit = min(len(letters) + 5, len(letters) * 2)
    return words[-limit].start() if len(words) >= limit else 0


def add_abbreviations(draft: Draft, topics: Mapping[str, Topic]) -> None:
    """Adds each definition once a document, bound to what its long form names, else to a topic, else to a term."""
    notations = {plain(label): t.notation for t in topics.values() for label in (t.label, *t.alt_labels)}
    seen: set[tuple[str, str]] = set()
    of_people = ends_of_initials(draft)
    for unit in sorted(draft.units, key=lambda u: u.role == "title"):
        for begin, end, short, long in find_definitions(unit.value):
            key = (short, long.casefold())
            if unit.passage(begin, end).end in of_people:
                continue
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
                    or _topic(notations, long)
                    or _term(draft, unit, begin, long),
                )
            )


def _topic(notations: Mapping[str, str], long: str) -> Ref | None:
    notation = notations.get(plain(long))
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
    """The mention of the organisation or undertaking that the long form from ``begin`` to ``end`` is."""
    for name, ref in (*zip(unit.names, unit.refs, strict=True), *unit.inner):
        same_place = abs(name.begin - begin) <= _SLACK_BEFORE and abs(name.end - end) <= _SLACK_AFTER
        if same_place and name.kind in (EntityKind.ORGANISATION, EntityKind.UNDERTAKING):
            return ref
    return None

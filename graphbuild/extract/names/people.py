"""People: courtesy titles with a name or a list of names, and full names without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from graphbuild.extract import rulebook
from graphbuild.extract.names.name import FUNCTION_WORDS, Lexicon, Name
from graphbuild.model import EntityKind

_PART = r"(?:[A-Z][a-z]?['’]?[A-Z]?[\w'’]+(?:-[A-Z][\w'’]+)*|[A-Z]{2,}(?:-[A-Z]+)*)"
_INITIALS = r"(?:[A-Z]\.?\s?){1,3}(?=\s?[A-Z][\w'’])"
_NAME = re.compile(rf"(?:(?:{_INITIALS})\s?)?{_PART}(?:\s(?:[A-Z]\.?\s)?{_PART}){{0,2}}(?:\s\([A-Z]\))?|Ó\s\w+")
_BETWEEN = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+|;\s*and\s+|;\s*|\s+&\s+)\s*")


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """(form in the text, title) pairs, longest form first."""
    pairs = [(form, title) for title, forms in rulebook.people().titles.items() for form in forms]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p)))


@cache
def _title_pattern() -> re.Pattern[str]:
    forms = "|".join(re.escape(f) for f, _ in titles())
    return re.compile(rf"(?<![\w'’])(?:{forms})\s+(?=[A-ZÓ])")


@cache
def _not_names() -> frozenset[str]:
    forms = {word.rstrip(".") for form, _ in titles() for word in form.split()}
    return frozenset(rulebook.people().not_names) | frozenset(rulebook.people().honours) | frozenset(forms)


def find_people(text: str, doc: Any, lexicon: Lexicon) -> list[Name]:
    """People named in ``text``: with a title anywhere, without one where both given name and shape speak for it."""
    found = list(_titled(text))
    taken = [(n.begin, n.end) for n in found]
    for name in _untitled(text, doc, lexicon):
        if not any(b < name.end and name.begin < e for b, e in taken):
            found.append(name)
            taken.append((name.begin, name.end))
    return sorted(found, key=lambda n: n.begin)


def _titled(text: str) -> Iterator[Name]:
    position = 0
    while match := _title_pattern().search(text, position):
        form = match.group().strip()
        title = next(t for f, t in titles() if f == form)
        plural = form.rstrip(".").endswith("s") and form.rstrip(".") not in ("Mrs", "Ms", "Miss")
        position = match.end()
        begin = match.start()
        while name := match_name(text, position):
            end = name
            yield Name(
                EntityKind.PERSON,
                begin,
                end,
                text[position:end],
                "people-titled",
                rulebook.people().confidence,
                title=title,
            )
            position = end
            between = _BETWEEN.match(text, position)
            if not plural or not between or _title_pattern().match(text, between.end()):
                break
            position = begin = between.end()


def match_name(text: str, begin: int) -> int | None:
    """The end of the person's name that begins at ``begin``; None where none does."""
    match = _NAME.match(text, begin)
    if not match:
        return None
    end = match.end()
    words = [(w.start() + begin, w.end() + begin, w.group()) for w in re.finditer(r"\S+", match.group())]
    for start, _, word in words:
        bare = word.strip("().,'’")
        if bare in _not_names() or (bare.casefold() in FUNCTION_WORDS and len(bare) > 1):
            end = start
            break
    name = text[begin:end].rstrip()
    name = re.sub(r"['’]s$|['’]$", "", name)
    return begin + len(name) if len(name.strip("(). ")) > 1 else None


def _untitled(text: str, doc: Any, lexicon: Lexicon) -> Iterator[Name]:
    for match in re.finditer(rf"(?<![\w'’]){_PART}(?:\s[A-Z]\.?)?\s{_PART}(?:-{_PART})?", text):
        first, last = match.group().split()[0], match.group().split()[-1]
        end = match_name(text, match.start())
        if end is None or " " not in text[match.start() : end]:
            continue
        name = text[match.start() : end]
        known = name in lexicon.people or bool(_before_post(text, end) and _is_no_heading(name) and not first.isupper())
        given = first.casefold() in rulebook.given_names() and not last.isupper()
        if (
            first.casefold() in rulebook.given_names()
            and name.isupper()
            and re.match(r",?\s+(?:Chief|Director|Town|Head|Parish|Clerk|Monitoring)", text[end:])
        ):
            yield Name(EntityKind.PERSON, match.start(), end, name.title(), "people-signature", 0.9)
            continue
        if known or (given and _is_no_heading(name) and _agrees(doc, match.start(), end)):
            yield Name(
                EntityKind.PERSON,
                match.start(),
                end,
                name,
                "people-listed" if known else "people-given-name",
                0.9 if known else 0.8,
            )


@cache
def _post_heads() -> re.Pattern[str]:
    heads = "|".join(
        re.escape(h) for h in sorted((*rulebook.posts().heads, *rulebook.posts().offices), key=lambda h: (-len(h), h))
    )
    modifiers = "|".join(re.escape(m) for m in rulebook.posts().modifiers)
    return re.compile(rf",\s(?:the\s)?(?:(?:{modifiers})\s){{0,3}}(?:[A-Z][\w'’]+\s){{0,2}}(?:{heads})\b")


def _before_post(text: str, end: int) -> bool:
    """Whether a comma and a job title follow: then two capitalised words are a person's name."""
    return bool(_post_heads().match(text, end))


def _is_no_heading(name: str) -> bool:
    return all(word.casefold() not in _COMMON and word not in _not_names() for word in name.split())


def _agrees(doc: Any, begin: int, end: int) -> bool:
    """Whether the entity recogniser sees no other kind of thing there, and the tagger proper nouns."""
    span = doc.char_span(begin, end, alignment_mode="expand")
    if span is None:
        return False
    other = {e.label_ for e in doc.ents if e.start < span.end and span.start < e.end} - {"PERSON", "ORG", "GPE", "NORP"}
    return not other and all(t.pos_ in ("PROPN", "PART", "PUNCT") for t in span)


_COMMON = frozenset(
    "service services strategy council committee commission board house hall street road lane court school academy "
    "college university "
    "trust foundation partnership team project programme plan day week month act report review centre center park "
    "green hill lodge place "
    "way close hospital surgery church award awards fund grant law care help support social".split()
) - {"green", "hill", "lodge", "park", "close", "court", "house", "law", "lane", "street", "day"}

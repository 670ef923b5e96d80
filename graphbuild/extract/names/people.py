"""People: courtesy titles with a name or a list of names, and full names without a title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from graphbuild.codes import EntityKind
from graphbuild.extract import rulebook
from graphbuild.extract.names.bounds import heads_of_jobs_and_bodies, words_of_name
from graphbuild.extract.names.name import Lexicon, Name, alternatives, is_function_word
from graphbuild.extract.parses import Parses

_UPPER = "A-ZÀ-ÖØ-ÞĆČĎĐĒĘĚĞĢĪĶŁŃŅŇŌŐŒŘŚŞŠŤŪŮŰŴŶŹŻŽ\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f"
"""What a name begins with: a capital, or a letter of the script of Urdu and Arabic, which has none."""
_PART = (
    rf"(?:[{_UPPER}][a-z]?['’]?[{_UPPER}]?[\w'’]+(?:-[{_UPPER}][\w'’]+)*|[{_UPPER}]{{2,}}(?:-[{_UPPER}]+)*"
    rf"|(?:al|el)-[{_UPPER}][\w'’]+)"
)
_INITIALS = rf"(?:[{_UPPER}]\.?\s?){{1,3}}(?=\s?[{_UPPER}][\w'’])"
_PARTICLES = (
    r"(?:(?:(?:de|De|van|Van|von|der|den|del|la|La|le|Le|du|di|Di|da|dos|bin|ap|ab|ferch|wa|St|Ó|Ní|Nic|Uí|Mc|Mac)\.?\s)"
    r"{1,3}(?:(?<=Mac\s|Nic\s)(?:an\s(?:t(?=[A-Z]))?|na\s))?)"
)
"""What may stand before a surname: "de Souza", "van der Berg", "St. John", "Ní Bhriain", "Mac an tSaoir"."""
_ARTICLE = re.compile(r"(?<=\b(?:Mac|Nic)\s)(?:an|na)(?=\s)")
"""What is a word of its own in such a surname, and else ends a name."""
_NAME = re.compile(
    rf"(?:(?:{_INITIALS})\s?)?(?:{_PARTICLES})?{_PART}(?:\s(?:[{_UPPER}]\.?\s)?(?:{_PARTICLES})?{_PART}){{0,2}}"
    rf"(?:\s\([{_UPPER}]\))?"
)
_WORD = rf"(?:[{_UPPER}]\.(?:[{_UPPER}]\.)*|[{_UPPER}][\w'’/-]*)"
_RUN = re.compile(rf"{_WORD}(?:\s{_WORD})*")
"""Capitalised words with nothing between them."""
_LONGEST_RUN = 200
_BETWEEN = re.compile(r"\s*(?:,\s*and\s+|,\s*|\s+and\s+|;\s*and\s+|;\s*|\s+&\s+)\s*")
_TWO_WORDS = re.compile(rf"(?<![\w'’]){_PART}(?:\s[A-Z]\.?)?\s{_PART}(?:-{_PART})?")
_SIGNED_AS = re.compile(r",?\s+(?:Chief|Director|Town|Head|Parish|Clerk|Monitoring)")
_SINGULAR_IN_S = frozenset({"Mrs", "Ms", "Miss"})


@cache
def titles() -> tuple[tuple[str, str], ...]:
    """(form in the text, title) pairs, longest form first."""
    return _forms(rulebook.people().titles)


@cache
def ranks() -> tuple[tuple[str, str], ...]:
    """As ``titles``, of ranks."""
    return _forms(rulebook.people().ranks)


@cache
def _listed() -> tuple[tuple[str, str], ...]:
    return (*titles(), *ranks(), *_forms(rulebook.people().listed_ranks))


def _forms(by_title: Mapping[str, Sequence[str]]) -> tuple[tuple[str, str], ...]:
    pairs = [(form, title) for title, forms in by_title.items() for form in forms]
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p)))


@cache
def title_pattern() -> re.Pattern[str]:
    """A courtesy title or rank, or two ("Councillor Dr."), with the colon and blanks after it, before the name."""
    forms = alternatives(form for form, _ in (*titles(), *ranks()))
    return re.compile(rf"(?<![\w'’])(?P<form>{forms})(?:\s(?:{forms}))?:?\s+(?=[{_UPPER}]|{_PARTICLES}[{_UPPER}])")


@cache
def listed_title_pattern() -> re.Pattern[str]:
    """As ``title_pattern``, for lists: ranks of lists too, up to three titles, a collar number or dash behind them."""
    forms = alternatives(form for form, _ in _listed())
    return re.compile(
        rf"(?<![\w'’])(?P<form>{forms})(?P<more>(?:\s(?:{forms})){{0,2}})(?:\s(?:\d{{2,5}}|\([Rr]et['’]?d\.?\))(?=\s))?"
        rf"(?:\s?[:–—-])*(?:\s+|(?<=\.))"
        rf"(?=[{_UPPER}]|{_PARTICLES}[{_UPPER}])"
    )


def title_of(form: str) -> str:
    """The title of one of its forms ("Councillor" of "Cllrs.", "Detective Inspector" of "Det Insp")."""
    return next(title for f, title in _listed() if f == form)


@cache
def _not_names() -> frozenset[str]:
    forms = frozenset(word.rstrip(".") for form, _ in titles() for word in form.split())
    people = rulebook.people()
    return forms.union(people.not_names, people.honours, rulebook.organisations().opening)


def find_people(text: str, parses: Parses, lexicon: Lexicon) -> list[Name]:
    """People named in ``text``, in order: with a title anywhere, without one where given name and shape speak for it.

    ``parses`` are asked where words leave a doubt; offsets are characters of ``text``.
    """
    found = list(_titled(text))
    taken = [(n.begin, n.end) for n in found]
    for name in _untitled(text, parses, lexicon):
        if not any(b < name.end and name.begin < e for b, e in taken):
            found.append(name)
            taken.append((name.begin, name.end))
    return sorted(found, key=lambda n: n.begin)


def _titled(text: str) -> Iterator[Name]:
    position = 0
    while match := title_pattern().search(text, position):
        form = match.group("form")
        title = title_of(form)
        plural = form.rstrip(".").endswith("s") and form.rstrip(".") not in _SINGULAR_IN_S
        begin, position = match.span()
        ranked = title in rulebook.people().ranks
        if title in rulebook.posts().offices:
            # "Provost Hale" holds an office that stands for itself.
            begin = position
        while end := match_name(text, position):
            name = text[position:end]
            if ranked and not _may_have_rank(name):
                break
            yield Name(EntityKind.PERSON, begin, end, name, "people-titled", rulebook.people().confidence, title=title)
            position = end
            between = _BETWEEN.match(text, position)
            if not plural or not between or title_pattern().match(text, between.end()):
                break
            position = begin = between.end()


def _may_have_rank(name: str) -> bool:
    """Whether what follows a rank is a name and no word of a job, body or place ("Superintendent Registrar")."""
    others = {*rulebook.people().not_ranked, *heads_of_jobs_and_bodies()}
    return _is_no_heading(name) and others.isdisjoint(name.split())


def match_name(text: str, begin: int) -> int | None:
    """The end of the person's name that begins at ``begin``; None where none does."""
    match = _NAME.match(text, begin)
    if not match:
        return None
    end = min(match.end(), _end_in_run(text, begin))
    inside = {m.start() for m in _ARTICLE.finditer(text[begin:end])}
    for word in re.finditer(r"\S+", text[begin:end]):
        bare = word.group().strip("().,'’")
        if word.start() in inside:
            continue
        given = word.start() == 0 and bare.casefold() in rulebook.given_names() and word.end() < end - begin
        if bare in _not_names() or (is_function_word(bare) and len(bare) > 1 and not given):
            end = begin + word.start()
            break
    name = text[begin:end].rstrip()
    name = re.sub(r"['’]s$|['’]$", "", name)
    return begin + len(name) if len(name.strip("(). ")) > 1 and not is_function_word(name) else None


def _end_in_run(text: str, begin: int) -> int:
    """Where the name ends among capitalised words, if something there shows it; else the end of the text."""
    run = _RUN.match(text, begin, begin + _LONGEST_RUN)
    if not run:
        return len(text)
    words = list(re.finditer(r"\S+", run.group()))
    count = words_of_name([word.group() for word in words])
    return begin + words[count - 1].end() if 0 < count < len(words) else len(text)


def _untitled(text: str, parses: Parses, lexicon: Lexicon) -> Iterator[Name]:
    for match in _TWO_WORDS.finditer(text):
        words = match.group().split()
        begin, end = match.start(), match_name(text, match.start())
        if end is None or " " not in text[begin:end]:
            continue
        name = text[begin:end]
        given = words[0].casefold() in rulebook.given_names()
        holds_post = _before_post(text, begin, end) and _is_no_heading(name) and not words[0].isupper()
        if given and name.isupper() and _SIGNED_AS.match(text[end:]):
            yield Name(EntityKind.PERSON, begin, end, name.title(), "people-signature", 0.9)
        elif name in lexicon.people or holds_post:
            yield Name(EntityKind.PERSON, begin, end, name, "people-listed", 0.9)
        elif given and not words[-1].isupper() and _is_no_heading(name) and _agrees(parses, text, begin, end):
            yield Name(EntityKind.PERSON, begin, end, name, "people-given-name", 0.8)


@cache
def _post_heads() -> re.Pattern[str]:
    heads = alternatives((*rulebook.posts().heads, *rulebook.posts().offices))
    modifiers = "|".join(re.escape(m) for m in rulebook.posts().modifiers)
    return re.compile(rf",\s(?:the\s)?(?:(?:{modifiers})\s){{0,3}}(?:[A-Z][\w'’]+\s){{0,2}}(?:{heads})\b")


def _before_post(text: str, begin: int, end: int) -> bool:
    """Whether a comma and a job title follow, and no "of" that makes it a portfolio: then it is a person's name."""
    return bool(_post_heads().match(text, end)) and not re.search(r"\b(?:of|for|and|&)\s$", text[:begin])


def _is_no_heading(name: str) -> bool:
    """Whether no word of it is one of the names of places and bodies, or one that follows names."""
    common = rulebook.people().common_words
    return all(word.casefold() not in common and word not in _not_names() for word in name.split())


def _agrees(parses: Parses, text: str, begin: int, end: int) -> bool:
    """Whether the entity recogniser sees no other kind of thing there, and the tagger proper nouns."""
    [doc] = parses.recognised([text])
    span = doc.char_span(begin, end, alignment_mode="expand")
    if span is None:
        return False
    other = {e.label_ for e in doc.ents if e.start < span.end and span.start < e.end} - {"PERSON", "ORG", "GPE", "NORP"}
    # Both Docs are of one tokeniser.
    return not other and all(t.pos_ in ("PROPN", "PART", "PUNCT") for t in parses.tagged(text)[span.start : span.end])

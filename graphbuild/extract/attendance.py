"""Who was there: lists of attendance, sentences about coming and going, who took the chair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.names import Name
from graphbuild.extract.names.name import Lexicon
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import _title_pattern, match_name, titles
from graphbuild.extract.names.posts import find_posts
from graphbuild.model import Capacity
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.title import proper

_SKIP = re.compile(
    r"(?:[\s,;.:&–-]|\b(?:and|from|also|the|an|co-?opted members?|co-?optees?|Co-?opted Members?|Members?|"
    r"substitut\w+|together with|as well as|with|An)\b)+",
    re.IGNORECASE,
)
_BRACKET = re.compile(r"\s*\(([^()]{1,120})\)")
_OFFICE_AFTER = re.compile(
    r"\s*(?:[-–,]\s*|\s)(?=(?:An\s)?(?:Vice|Deputy|Acting)?[\s-]?(?:Chair(?:man|person|woman)?|Cathaoirleach|Mayor|"
    r"Leader)\b)"
)
_FOR_ITEMS = re.compile(
    r"\bfor\s+(?:agenda\s+)?(?:items?|minutes?)(?:\s+nos?\.?|\s+numbers?)?\s*(?P<numbers>\d+[A-Z]?(?:\s*(?:,|and|to|"
    r"-|–)\s*\d+)*)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of a list, at characters ``begin`` to ``end`` of its text, and what the list says of them."""

    begin: int
    end: int
    name: str
    title: str | None
    note: str | None = None
    """What stands in brackets after the name."""
    note_begin: int = 0
    post: str | None = None
    post_begin: int = 0
    post_end: int = 0


def parse_list(text: str) -> list[Attendee]:
    """The people of a list of attendance.

    A title before a list of names holds for each; brackets after a name are notes ("in the Chair", an office, a body);
    an office may stand before a bracketed name ("The Mayor (Councillor Jo Hall)").
    """
    found: list[Attendee] = []
    shared: str | None = None
    position = 0
    while position < len(text):
        if (skip := _SKIP.match(text, position)) and skip.end() > position:
            position = skip.end()
            continue
        if match := _title_pattern().match(text, position):
            form = match.group().strip()
            title = next(t for f, t in titles() if f == form)
            if form.rstrip(".").endswith("s") and title in ("Councillor", "Alderman"):
                shared = title
            begin, position = position, match.end()
            attendee = _attendee(text, begin, position, title)
        elif office := _office_with_name(text, position):
            found.append(office)
            position = _BRACKET.match(text, office.post_end).end()  # type: ignore[union-attr]
            continue
        else:
            attendee = _attendee(text, position, position, shared)
        if attendee is None:
            position = _next_separator(text, position)
            continue
        found.append(_without_shared_title(attendee))
        position = max(
            attendee.end, attendee.note_begin + len(attendee.note) + 1 if attendee.note else 0, attendee.post_end
        )
    return _cleaned(found)


def _without_shared_title(attendee: Attendee) -> Attendee:
    """A full name that stands for a body of its own at the end of a list of councillors is no councillor."""
    stands_for = attendee.note and find_organisations(attendee.note, None, Lexicon())
    if (
        stands_for
        and attendee.begin == attendee.end - len(attendee.name)
        and attendee.name.split()[0].casefold() in rulebook.given_names()
    ):
        return replace(attendee, title=None)
    return attendee


def _attendee(text: str, begin: int, name_begin: int, title: str | None) -> Attendee | None:
    end = match_name(text, name_begin)
    if end is None or (title is None and " " not in text[name_begin:end]):
        return None
    if title is None and find_organisations(text[name_begin:end], None, Lexicon()):
        return None
    note, note_begin, position = None, 0, end
    if bracket := _BRACKET.match(text, end):
        note, note_begin, position = bracket.group(1), bracket.start(1), bracket.end()
    post = post_begin = post_end = None
    if after := _OFFICE_AFTER.match(text, position):
        office = re.match(r"(?:An\s)?[\w-]+(?:\s(?:Chair\w*|Leader|Mayor))?", text[after.end() :])
        if office:
            post, post_begin, post_end = office.group(), after.end(), after.end() + office.end()
    elif (
        (comma := re.match(r",\s+", text[position:]))
        and (posts := find_posts(text[position + comma.end() :]))
        and posts[0].begin == 0
        and not posts[0].name.startswith("Cllr")
    ):
        post, post_begin, post_end = posts[0].name, position + comma.end(), position + comma.end() + posts[0].end
    return Attendee(begin, end, text[name_begin:end], title, note, note_begin, post, post_begin or 0, post_end or 0)


def _office_with_name(text: str, begin: int) -> Attendee | None:
    """An office and, in brackets, who holds it."""
    bracket = _BRACKET.search(text, begin)
    if not bracket:
        return None
    head = re.match(r"[^();]{3,140}$", text[begin : bracket.start()])
    people = parse_list(bracket.group(1)) if head else []
    if not head or len(people) != 1 or people[0].title is None or not find_posts(head.group()):
        return None
    person = people[0]
    offset = bracket.start(1)
    return Attendee(
        offset + person.begin,
        offset + person.end,
        person.name,
        person.title,
        post=head.group().strip(" ,"),
        post_begin=begin,
        post_end=bracket.start(),
    )


def _next_separator(text: str, position: int) -> int:
    separator = re.compile(r"[,;.]|\sand\s|\)").search(text, position + 1)
    return separator.end() if separator else len(text)


def _cleaned(found: list[Attendee]) -> list[Attendee]:
    """Without repeats, and without two surnames run together that the list also has apart."""
    names = {a.name for a in found}
    kept: dict[tuple[str, str | None], Attendee] = {}
    for attendee in found:
        words = attendee.name.split()
        if len(words) == 2 and all(w in names for w in words):
            continue
        kept.setdefault((attendee.name, attendee.title), attendee)
    return list(kept.values())


def listed_people(draft: Draft) -> set[str]:
    """Full names (of two words or more) from the lists of attendance and the authors of papers."""
    names = set()
    for meeting in draft.record.meetings:
        for labelled in meeting.labelled:
            names |= {a.name for a in parse_list(labelled.text.value) if " " in a.name}
        for paper in meeting.papers:
            names |= {name for author in paper.authors if (name := author_name(author.value))}
    return names


def author_name(text: str) -> str | None:
    """The person's name at the beginning of a paper's author field ("Jo Hall, Head of Service")."""
    posts = find_posts(text)
    lead = text[: posts[0].begin] if posts else text.partition(",")[0]
    match = re.match(r"[A-Z][\w'’-]+(?:\s[A-Z]\.?)?(?:\s[A-Z][\w'’-]+){1,2}", lead.strip(" ,"))
    if posts and not match:
        # A title without comma swallows the surname: the first two words are the name.
        match = re.match(
            r"[A-Z][\w'’-]+\s[A-Z][\w'’-]+(?=\s(?:[A-Z][\w'’-]+\s)*(?:Director|Head|Manager|Officer|Chief|Assistant|"
            r"Strategic))",
            text,
        )
    return match.group().strip() if match else None


def item_numbers(text: str) -> list[str]:
    """The items that "for Minute No. 83" or "for items 5 to 7" names."""
    match = _FOR_ITEMS.search(text)
    if not match:
        return []
    numbers: list[str] = []
    for part in re.finditer(r"(\d+)\s*(?:to|-|–)\s*(\d+)|\d+[A-Z]?", match.group("numbers")):
        if part.group(1):
            numbers += [str(n) for n in range(int(part.group(1)), min(int(part.group(2)), int(part.group(1)) + 50) + 1)]
        else:
            numbers.append(part.group())
    return numbers


def capacity_of(label: str) -> Capacity | None:
    """The capacity that a label of attendance stands for."""
    for attendance in labels().attendance:
        if pattern(attendance.pattern).match(label):
            return attendance.capacity
    return None


def people_in(names: list[Name]) -> Iterator[Name]:
    """The people among names."""
    return (n for n in names if n.kind == "person")


def shaped(text: str) -> str:
    """Mixed case for a line in capitals."""
    return proper(text)

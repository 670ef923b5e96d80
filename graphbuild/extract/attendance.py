"""People in lists: of attendance, with what brackets and offices say of them, and of the authors of papers."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from graphbuild.extract import rulebook
from graphbuild.extract.draft import Draft
from graphbuild.extract.names.organisations import find_organisations
from graphbuild.extract.names.people import match_name, title_of, title_pattern
from graphbuild.extract.names.posts import find_posts
from graphbuild.model import Capacity
from graphbuild.segment.layout import labels, pattern

_SKIP = re.compile(
    r"(?:[\s,;.:&–-]"
    r"|\b(?:and|from|also|the|an|co-?opted members?|co-?optees?|members?|substitut\w+"
    r"|together with|as well as|with)\b)+",
    re.IGNORECASE,
)
"""What stands between the people of a list."""
_SEPARATOR = re.compile(r"[,;.]|\sand\s|\)")
_BRACKET = re.compile(r"\s*\(([^()]{1,120})\)")
_OFFICE_AFTER = re.compile(
    r"\s*(?:[-–,]\s*|\s)"
    r"(?=(?:An\s)?(?:Vice|Deputy|Acting)?[\s-]?(?:Chair(?:man|person|woman)?|Cathaoirleach|Mayor|Leader)\b)"
)
_OFFICE = re.compile(r"(?:An\s)?[\w-]+(?:\s(?:Chair\w*|Leader|Mayor))?")
_FOR_ITEMS = re.compile(
    r"\bfor\s+(?:agenda\s+)?(?:items?|minutes?)(?:\s+nos?\.?|\s+numbers?)?\s*"
    r"(?P<numbers>\d+[A-Z]?(?:\s*(?:,|and|to|-|–)\s*\d+)*)",
    re.IGNORECASE,
)
_MOST_ITEMS = 50
"""A span of more items than this is a slip of the pen."""
_AUTHOR = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z]\.?)?(?:\s[A-Z][\w'’-]+){1,2}")
_AUTHOR_BEFORE_POST = re.compile(
    r"[A-Z][\w'’-]+\s[A-Z][\w'’-]+"
    r"(?=\s(?:[A-Z][\w'’-]+\s)*(?:Director|Head|Manager|Officer|Chief|Assistant|Strategic))"
)


@dataclass(frozen=True, slots=True)
class Attendee:
    """A person of a list, at characters ``begin`` to ``end`` of its text, and what the list says of them."""

    begin: int
    end: int
    name: str
    title: str | None
    stop: int
    """Where what the list says of them ends."""
    note: str | None = None
    """What stands in brackets after the name."""
    note_begin: int = 0
    post: str | None = None
    post_begin: int = 0
    post_end: int = 0


def parse_list(text: str) -> list[Attendee]:
    """The people of a list of attendance, each name with its title once; offsets are characters of ``text``.

    A title before a list of names holds for each; brackets after a name are notes ("in the Chair", an office, a body);
    an office may stand before a bracketed name ("The Mayor (Councillor Jo Hall)").
    """
    found: list[Attendee] = []
    shared: str | None = None
    position = 0
    while position < len(text):
        if skip := _SKIP.match(text, position):
            position = skip.end()
            continue
        if titled := title_pattern().match(text, position):
            form = titled.group("form")
            title = title_of(form)
            if form.rstrip(".").endswith("s") and title in ("Councillor", "Alderman"):
                shared = title
            attendee = _attendee(text, position, titled.end(), title)
            position = titled.end()
        else:
            attendee = _office_with_name(text, position) or _attendee(text, position, position, shared)
        if attendee is None:
            position = _next_separator(text, position)
        else:
            found.append(attendee)
            position = attendee.stop
    return _cleaned(found)


def _attendee(text: str, begin: int, name_begin: int, title: str | None) -> Attendee | None:
    """The person named at ``name_begin``, with brackets or an office after the name; None where no name is there."""
    end = match_name(text, name_begin)
    if end is None:
        return None
    name = text[name_begin:end]
    if title is None and (" " not in name or find_organisations(name)):
        return None
    attendee = Attendee(begin, end, name, title, stop=end)
    if bracket := _BRACKET.match(text, end):
        attendee = replace(attendee, stop=bracket.end(), note=bracket.group(1), note_begin=bracket.start(1))
    if begin == name_begin and _stands_for_body(attendee):
        attendee = replace(attendee, title=None)
    return _with_post(text, attendee)


def _stands_for_body(attendee: Attendee) -> bool:
    """Whether someone with a full name and a body in brackets is there for it: the end of a list of councillors."""
    given = attendee.name.split()[0].casefold() in rulebook.given_names()
    return given and bool(attendee.note and find_organisations(attendee.note))


def _with_post(text: str, attendee: Attendee) -> Attendee:
    """The attendee with the office or job title that follows after a dash or comma."""
    if after := _OFFICE_AFTER.match(text, attendee.stop):
        if office := _OFFICE.match(text[after.end() :]):
            end = after.end() + office.end()
            return replace(attendee, stop=end, post=office.group(), post_begin=after.end(), post_end=end)
    elif comma := re.match(r",\s+", text[attendee.stop :]):
        begin = attendee.stop + comma.end()
        posts = find_posts(text[begin:])
        if posts and posts[0].begin == 0 and not posts[0].name.startswith("Cllr"):
            end = begin + posts[0].end
            return replace(attendee, stop=end, post=posts[0].name, post_begin=begin, post_end=end)
    return attendee


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
    return Attendee(
        bracket.start(1) + person.begin,
        bracket.start(1) + person.end,
        person.name,
        person.title,
        stop=bracket.end(),
        post=head.group().strip(" ,"),
        post_begin=begin,
        post_end=bracket.start(),
    )


def _next_separator(text: str, position: int) -> int:
    separator = _SEPARATOR.search(text, position + 1)
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
    match = _AUTHOR.match(lead.strip(" ,"))
    if posts and not match:
        # A title without comma swallows the surname: the first two words are the name.
        match = _AUTHOR_BEFORE_POST.match(text)
    return match.group().strip() if match else None


def item_numbers(text: str) -> list[str]:
    """The items that "for Minute No. 83" or "for items 5 to 7" names, as printed, in order."""
    match = _FOR_ITEMS.search(text)
    if not match:
        return []
    numbers: list[str] = []
    for part in re.finditer(r"(?P<first>\d+)\s*(?:to|-|–)\s*(?P<last>\d+)|\d+[A-Z]?", match.group("numbers")):
        if part.group("first"):
            first, last = int(part.group("first")), int(part.group("last"))
            numbers += [str(n) for n in range(first, min(last, first + _MOST_ITEMS) + 1)]
        else:
            numbers.append(part.group())
    return numbers


def capacity_of(label: str) -> Capacity | None:
    """The capacity that a label of attendance stands for; None where it is none."""
    for attendance in labels().attendance:
        if pattern(attendance.pattern).match(label):
            return attendance.capacity
    return None

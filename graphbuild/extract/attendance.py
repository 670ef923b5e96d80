"""What lists tell: the full names in them, the items that someone is there for, and the authors of papers."""

from __future__ import annotations

import re
from bisect import bisect_left

from graphbuild.codes import Capacity
from graphbuild.extract.draft import Draft
from graphbuild.extract.listed import Attendee, parse_list
from graphbuild.extract.names.posts import find_posts
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Labelled

_FOR_ITEMS = re.compile(
    r"\bfor\s+(?:agenda\s+)?(?:items?|minutes?)(?:\s+nos?\.?|\s+numbers?)?\s*"
    r"(?P<numbers>\d+[A-Z]?(?:\s*(?:,|and|to|-|–)\s*\d+)*)",
    re.IGNORECASE,
)
_MOST_ITEMS = 50
"""A span of more items than this is a slip of the pen."""
_COUNCILLORS = re.compile(r"\b(?:councillors|cllrs)\b", re.IGNORECASE)
_MEMBERS = re.compile(r"\bmembers\b", re.IGNORECASE)
_AUTHOR = re.compile(r"[A-Z][\w'’-]+(?:\s[A-Z]\.?)?(?:\s[A-Z][\w'’-]+){1,2}")
_AUTHOR_BEFORE_POST = re.compile(
    r"[A-Z][\w'’-]+\s[A-Z][\w'’-]+"
    r"(?=\s(?:[A-Z][\w'’-]+\s)*(?:Director|Head|Manager|Officer|Chief|Assistant|Strategic))"
)


def people_of(labelled: Labelled) -> list[Attendee]:
    """The people of a list, with the title that its label gives them all ("Councillors present:")."""
    label = label_of(labelled)
    shared = "Councillor" if _COUNCILLORS.search(label) else "" if _MEMBERS.search(label) else None
    return parse_list(labelled.text.value, shared)


def label_of(labelled: Labelled) -> str:
    """What stands before the names of a list."""
    return labelled.whole.value[: bisect_left(labelled.whole.offsets, labelled.text.begin)]


def listed_people(draft: Draft) -> set[str]:
    """Full names (of two words or more) from the lists of attendance and the authors of papers."""
    names = set()
    for meeting in draft.record.meetings:
        for labelled in meeting.labelled:
            names |= {a.name for a in people_of(labelled) if " " in a.name}
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

"""What lists tell: the full names in them, the items that someone is there for, and the authors of papers."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graphbuild.codes import Capacity
from graphbuild.extract.draft import Draft
from graphbuild.extract.entries import is_surely_person
from graphbuild.extract.listed import Attendee, parse_list
from graphbuild.extract.names.posts import find_posts
from graphbuild.segment.layout import labels, pattern
from graphbuild.segment.record import Labelled

_FOR_ITEMS = re.compile(
    r"\bfor\s+(?:agenda\s+)?(?:items?|minutes?)(?:\s+nos?\.?|\s+numbers?)?\s*"
    r"(?P<numbers>\d+[A-Z]?(?:\s*(?:,|and|to|-|–)\s*\d+)*)",
    re.IGNORECASE,
)
_LONGEST_BRACKET = 120
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
    first, *others = parse_list(labelled.text.value, shared) or (None,)
    if first is None:
        return []
    # What stands behind the name in a line of its own is most often what its bearer is or comes from.
    return [first, *(o for o in others if not labelled.is_line or o.title or is_surely_person(o.name))]


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


def items_of(people: Sequence[Attendee], text: str) -> list[list[str]]:
    """The items that each of those on a list is there for, as printed: the next that its text names behind them.

    What brackets behind another hold is for that one alone.
    """
    named = list(_FOR_ITEMS.finditer(text))
    begins = [match.start() for match in named]
    brackets = [_bracket_of(text, match) for match in named]
    found = []
    for person in people:
        index = bisect_left(begins, person.end)
        is_own = index < len(named) and brackets[index] < person.stop
        found.append(_numbers(named[index]) if is_own else [])
    return found


def _bracket_of(text: str, match: re.Match[str]) -> int:
    """Where the brackets begin that a match stands in; -1 where it stands in none."""
    first = max(0, match.start() - _LONGEST_BRACKET)
    begin = text.rfind("(", first, match.start())
    return -1 if text.rfind(")", first, match.start()) > begin else begin


def item_numbers(text: str) -> list[str]:
    """The items that "for Minute No. 83" or "for items 5 to 7" names, as printed, in order."""
    match = _FOR_ITEMS.search(text)
    return _numbers(match) if match else []


def _numbers(match: re.Match[str]) -> list[str]:
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

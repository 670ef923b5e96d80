"""What pages repeat and no meeting said: page numbers, running heads, rules."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from graphbuild import dates
from graphbuild.segment.line import Line

RULE = re.compile(r"^\s*(?:-{3,}|_{3,}|\*{3,}|={3,})\s*$")
_DATED_HEAD = re.compile(r"^[^a-z]{8,120} - \d{1,2}/\d{1,2}/\d{2,4}$")
_NUMBERED_HEAD = re.compile(r"^(?P<page>\d{1,3})\s+(?P<head>[^\W\d_].{8,120})$")
_PAGE_NUMBER = re.compile(
    r"^[^\w£€$%]*(?:(?:page|tudalen|leathanach|lch|lth|pg?\.?)[\s/]+){0,2}(?P<page>\d{1,4})(?:\s*(?:of|/)\s*(?P<pages>\d{1,4}))?\W*$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"^(?:19|20)\d\d[.,;:)]*$")
_BARE = re.compile(r"^\W*\d{1,4}\W*$")
_LONE_NUMBER = re.compile(r"^\W*\d{1,3}\s?[.)]\W*$")
_FEWEST = 4
"""Bare numbers, each above a title of its own, from which they are those of items."""
_LONGEST_TITLE = 120
_TITLES = 0.8
"""The share of bare numbers that stand above titles where they are those of items."""
_FEWEST_PAGES = 3
"""Page numbers beside which a line must stand to be a running head."""
_LETTERS = 4
"""Of a running head at least; the number of an item has fewer."""
_EDGE = 3
"""Lines at the top and foot of a page among which its running heads are looked for."""
_LONGEST_HEAD = 120


def without_page_numbers(lines: Sequence[Line]) -> list[Line]:
    """Without page numbers and running heads that name body and date.

    Minute numbers such as "4/19" are none, nor are the numbers of items that stand on lines above their titles.
    """
    bare = [re.sub(r"[*_#]{1,6}", "", line.raw).strip() for line in lines]
    pages = {i: match for i, text in enumerate(bare) if (match := _PAGE_NUMBER.match(text))}
    last: dict[str, int] = {}
    for match in pages.values():
        last[match["pages"] or ""] = max(last.get(match["pages"] or "", 0), int(match["page"]))
    items = _item_numbers(bare)
    gone = {
        i
        for i, match in pages.items()
        if i not in items
        and not _LONE_NUMBER.match(bare[i])
        and not _ends_date(bare[i], bare[i - 1] if i else "")
        and _is_page(bare[i], match, last)
    }
    gone |= _beside_page_numbers(bare, gone) | _numbered_heads(bare)
    return [line for i, line in enumerate(lines) if i not in gone and not _DATED_HEAD.match(bare[i])]


def _ends_date(text: str, above: str) -> bool:
    """Whether a number is the year of a date that the line right above breaks off ("by 3rd May,")."""
    return bool(_YEAR.match(text) and dates.ends_with_month(above))


def _beside_page_numbers(bare: Sequence[str], pages: set[int]) -> set[int]:
    """The lines next to page numbers that most pages have there, but for the first of each, which may be the title."""
    full = [i for i, text in enumerate(bare) if text]
    places = [place for place, i in enumerate(full) if i in pages]
    beside = dict.fromkeys(i for place in places for i in full[max(0, place - 1) : place + 2] if i not in pages)
    alike: dict[str, list[int]] = {}
    for i in beside:
        alike.setdefault(_likeness(bare[i]), []).append(i)
    most = max(_FEWEST_PAGES, len(places) / 2)
    heads = [key for key in alike if sum(map(str.isalpha, key)) >= _LETTERS and len(key) <= _LONGEST_HEAD]
    repeated = [alike[key] for key in heads if len(alike[key]) >= most]
    return {i for found in repeated for i in found[1:]}


def _numbered_heads(bare: Sequence[str]) -> set[int]:
    """The lines of a page number and the same words with a date on each page ("2 Wexcombe Council 6 May 2021")."""
    pages: dict[str, list[tuple[int, int]]] = {}
    for i, text in enumerate(bare):
        if match := _NUMBERED_HEAD.match(text):
            pages.setdefault(match["head"], []).append((i, int(match["page"])))
    rising = [
        found
        for head, found in pages.items()
        if len(found) > 1 and all(b[1] - a[1] == 1 for a, b in pairwise(found)) and any(dates.full_dates(head))
    ]
    return {i for found in rising for i, _ in found}


def _is_page(text: str, match: re.Match[str], last: dict[str, int]) -> bool:
    """Whether a number is that of a page: of "3/12", where the pages reach 12."""
    return "/" not in text or match["pages"] is None or last[match["pages"]] == int(match["pages"])


def _item_numbers(bare: Sequence[str]) -> set[int]:
    """The lines with nothing but a number that are items' numbers: they rise, each above a title of its own."""
    full = [i for i, text in enumerate(bare) if text]
    numbers = [(i, after) for i, after in pairwise(full) if _BARE.match(bare[i])]
    rising = [int(re.sub(r"\W", "", bare[i])) for i, _ in numbers]
    titles = {bare[after] for _, after in numbers if _like_title(bare[after])}
    rise = sum(b - a == 1 for a, b in pairwise(rising))
    enough = len(titles) >= max(_FEWEST, _TITLES * len(numbers)) and rise >= _TITLES * (len(numbers) - 1)
    return {i for i, _ in numbers} if enough else set()


def _like_title(text: str) -> bool:
    return text[:1].isupper() and len(text) <= _LONGEST_TITLE and text[-1] not in ".;,"


def without_running_heads(lines: list[Line], page_starts: Sequence[int]) -> list[Line]:
    """Without the lines that several pages begin or end with; on the first they may be the title, and stay."""
    if len(page_starts) < 2:
        return lines
    pages: list[list[Line]] = [[] for _ in page_starts]
    for line in lines:
        if line.raw.strip():
            pages[max(0, bisect_right(page_starts, line.begin) - 1)].append(line)
    edges = [[*page[:_EDGE], *page[_EDGE:][-_EDGE:]] for page in pages]
    seen = Counter(key for edge in edges for key in {_likeness(line.raw) for line in edge})
    enough = max(2, 0.4 * len(pages))
    # A number alone may be an item's; those of pages are known otherwise.
    words = (key for key, n in seen.items() if n >= enough and len(key) <= _LONGEST_HEAD)
    repeated = {key for key in words if any(map(str.isalpha, key))}
    gone = {line.begin for edge in edges[1:] for line in edge if _likeness(line.raw) in repeated}
    return [line for line in lines if line.begin not in gone]


def _likeness(text: str) -> str:
    """A line with its numbers blanked, under which running heads of two pages are the same."""
    return " ".join(re.sub(r"\d+", "0", text).casefold().split())

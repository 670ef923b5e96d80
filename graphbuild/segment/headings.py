"""Finds the heading of a meeting's record: which body met, and when."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from graphbuild import dates
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels
from graphbuild.segment.text import Text, joined
from graphbuild.segment.title import body_name, is_generic

_TOP = 30
"""Blocks from the top in which a document without a list of people must say which meeting it is of."""
_WINDOW = 14
"""Blocks above a list of people among which the heading is looked for."""
_LONGEST_HEADING = 300
_STATES = re.compile(
    r"\b(?:is|are|was|were|had|has|have|will|would|noted|agreed|received|stated|considered|reported|confirmed|discussed"
    r"|circulated|submitted|approved|resolved|dated)\b",
    re.IGNORECASE,
)
_CONVENES = re.compile(
    r"\b(?:was|were|be|being|is|are)(?: hereby)? (?:duly )?(?:held|convened|summoned|given|invited|requested)\b"
    r"|\bwill be held\b|\b(?:approved|confirmed) minutes\b|\bto be approved\b|\bsubject to [\w ]{0,20}\bapproved\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"(?<![\w-])(?!(?:conven|adjourn|confirm|unconfirm|approv|amend|postpon|reschedul|combin|limit|unit|request)ed\b)"
    r"[a-z]{2,}ed(?![\w-])"
)
"""A verb by which a sentence with a date is told from a heading."""
_OF_MEETING = re.compile(r"\b(?:minutes?|meeting|held|proceedings)\b", re.IGNORECASE)
_NEXT = re.compile(r"\W*+(?:dates? (?:and \w+ )?of )?(?:the )?next (?:\w+ ){0,3}meeting\b", re.IGNORECASE)
"""How a line begins that gives the date of another meeting; some print it above the list of those present."""
_NOTE_ABOVE = re.compile(r"^(?:\d{1,3}\s+)?\([^()]{20,200}\)\s+(?=[A-Z])")
"""A note in brackets before the heading in the same paragraph, as that the minutes have to be approved."""
_SHORT = 40
"""Characters of a line that holds little more than a date."""
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")
_TIME_AND_DAY = 30
"""Characters of "10.00 a.m. on Wednesday, the"."""


class Heading(NamedTuple):
    """A record's heading: ``first`` is the index of its first block, ``last`` that of the last."""

    first: int
    last: int
    body: Text
    date: str
    """ISO."""
    text: Text
    """From the block that names the body to the one with the date."""
    before_date: str
    """What stands before the date in its block, if that is no more than a time."""
    after_date: str
    """What follows the date in its block."""
    below: str
    """The block below the one with the date."""


def find_headings(blocks: Sequence[Block]) -> list[Heading]:
    """The headings of the records that a document holds, in order; none where none names a body and a date.

    A date without year counts where no heading has a full one, a body that only other parts name where none has both.
    """
    for complete, anywhere in ((True, False), (False, False), (True, True)):
        page = _Page(blocks, () if complete else _years(blocks), _elsewhere(blocks) if anywhere else None)
        if headings := _at_anchors(page) or _at_top(page):
            return headings
    return []


class _Page(NamedTuple):
    """What headings are looked for in."""

    blocks: Sequence[Block]
    years: Sequence[int]
    """Those in which a date without year may be; none where such dates do not count."""
    body: Text | None
    """What the document names elsewhere, for a heading that names no body."""


def _at_anchors(page: _Page) -> list[Heading]:
    headings: list[Heading] = []
    after = 0
    for index in _anchors(page.blocks):
        heading = _above(page, index, after)
        if heading is None:
            continue
        if not headings or _meeting(heading) != _meeting(headings[-1]):
            headings.append(heading)
        after = index + 1
    return headings


def _meeting(heading: Heading) -> tuple[str, str]:
    return heading.body.value.casefold(), heading.date


def _anchors(blocks: Sequence[Block]) -> Iterator[int]:
    """Blocks that stand only near the head of a meeting's record: its attendance or membership list."""
    present = tuple(a.pattern for a in labels().attendance if a.capacity == "present")
    expression = either((*present, *labels().agenda))
    return (i for i, b in enumerate(blocks) if not b.numbered and expression.match(b.text.value))


def _above(page: _Page, anchor: int, after: int) -> Heading | None:
    """The heading nearest above an anchor (the anchor included), not above block ``after``."""
    first = max(after, anchor - _WINDOW)
    places = range(anchor, first - 1, -1)
    return next((heading for i in places if (heading := _heading(page, i, first, anchor))), None)


def _at_top(page: _Page) -> list[Heading]:
    last = min(len(page.blocks), _TOP)
    found = (_heading(page, i, 0, min(len(page.blocks), i + 3)) for i in range(last))
    return [heading for heading in found if heading][:1]


def _heading(page: _Page, index: int, first: int, last: int) -> Heading | None:
    """The heading with the date in block ``index``, and the body there, above or below (``first`` to ``last``)."""
    blocks = page.blocks
    text = blocks[index].text
    is_of_it = is_heading(blocks[index]) and not _NEXT.match(text.value)
    dated = _date(text.value, page.years) if is_of_it else None
    if dated is None:
        return None
    found = _body(blocks, index, first, last) or ((index, index, page.body) if page.body else None)
    if found is None:
        return None
    begin, end = min(found[0], index), max(found[1], index)
    below = blocks[index + 1].text.value if index + 1 < len(blocks) else ""
    before = text.value[: dated.begin] if dated.begin <= _TIME_AND_DAY else ""
    whole = joined(b.text for b in blocks[begin : end + 1])
    return Heading(begin, end, found[2], dated.iso, whole, before, text.value[dated.end :], below)


def _date(text: str, years: Sequence[int]) -> dates.Dated | None:
    """The date in a text; one without year only where ``years`` tells it, if the text is short or says "meeting"."""
    full = next(dates.full_dates(text), None)
    if full or not years or not (_OF_MEETING.search(text) or len(text) <= _SHORT):
        return full
    return next(dates.without_year(text, years), None)


def _years(blocks: Sequence[Block]) -> list[int]:
    """The years that a document names, those of its first blocks before those that it names most."""
    top = [int(year) for block in blocks[:_WINDOW] for year in _YEAR.findall(block.text.value)]
    often = Counter(int(year) for block in blocks for year in _YEAR.findall(block.text.value))
    return list(dict.fromkeys([*top, *(year for year, _ in often.most_common())]))


def _elsewhere(blocks: Sequence[Block]) -> Text | None:
    """The council that a document names most, and not as a part of prose where it can be helped."""
    lines = [block for block in blocks if is_heading(block) and not block.numbered]
    for among in (lines, blocks):
        names = [name for block in among if (name := body_name(block.text)) and not is_generic(name)]
        if names:
            often = Counter(name.value.casefold() for name in names)
            return max(names, key=lambda name: often[name.value.casefold()])
    return None


def is_heading(block: Block) -> bool:
    """Whether a block is no prose: short, and states nothing but that the meeting is held."""
    whole = _NOTE_ABOVE.sub("", block.text.value)
    text = _CONVENES.sub("", whole)
    tells = text.endswith(".") and _TELLS.search(text)
    clause = block.mark not in (None, "-")
    return not clause and len(whole) <= _LONGEST_HEADING and not _STATES.search(text) and not tells


def _body(blocks: Sequence[Block], index: int, first: int, last: int) -> tuple[int, int, Text] | None:
    """The body that a heading around block ``index`` names, and its first and last block.

    A committee goes before the council that it is of, a name of its own before "the Council", near before far.
    """
    places = [i for i in (*range(index, first - 1, -1), *range(index + 1, last)) if is_heading(blocks[i])]
    named = [(i, name) for i in places if (name := body_name(blocks[i].text))]
    own = [(i, name) for i, name in named if not is_generic(name)]
    if not own and (split := _over_lines(blocks, index, first)):
        return split
    committees = [(i, name) for i, name in own if not name.value.casefold().endswith("council")]
    for i, name in (*committees, *own, *named):
        return i, i, name
    return None


def _over_lines(blocks: Sequence[Block], index: int, first: int) -> tuple[int, int, Text] | None:
    """A body whose name is broken over the lines of a heading."""
    for begin in range(index - 1, max(first, index - 8) - 1, -1):
        lines = blocks[begin : index + 1]
        if not all(map(is_heading, lines)):
            return None
        name = body_name(joined([b.text for b in lines]))
        if name and not is_generic(name):
            return begin, index, name
    return None

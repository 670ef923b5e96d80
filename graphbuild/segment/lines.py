"""Lines of a source to runs of lines that may be one paragraph: front matter and page furniture left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graphbuild.segment.furniture import RULE, without_page_numbers, without_running_heads
from graphbuild.segment.layout import either, labels
from graphbuild.segment.line import Line

__all__ = ["Line", "Width", "goes_on", "runs"]

_FRONT_MATTER_KEY = re.compile(r"^([\w-]+):(?:\s|$)|^\s+|^-\s")
_FRONT_MATTER_LINES = 60
_FULL = 0.84
"""Share of a page's width from which a line is full; a proportional font makes lines of one width differ."""
_FULL_SENTENCE = 0.9
"""The same where a sentence ends with the line, and so may the paragraph."""
_NARROWEST = 60
"""Characters of the narrowest page; shorter lines were ended, not broken."""
_WIDEST = 200
"""Characters of the widest page; longer lines are paragraphs."""
_MOSTLY = 0.5
"""Share of a text."""
_CAPITALS_WIDTH = 1.25
"""How much wider capitals are than other letters."""
_UNFINISHED = re.compile(r"[^.:;?!]\s*$")
_BOUND = re.compile(r"(?:^|\s)(?:of|and|for|the|in|on|to|with|by|from|at|a|an|or|&)$|,$|\([^()]*$", re.IGNORECASE)
"""What no line ends in that nothing follows."""


def runs(text: str, page_starts: Sequence[int] = ()) -> Iterator[list[Line]]:
    """The lines that stand together without a blank line or rule between, in order.

    A text that sets every line as a paragraph of its own (as some converters do) gives one run for all that only
    single blank lines part. ``page_starts`` are the offsets at which pages begin, where the format knows them.
    """
    lines = without_page_numbers(without_running_heads(_without_labelled(_lines(text)), page_starts))
    run: list[Line] = []
    blank = 0
    allowed = 1 if _double_spaced(lines) else 0
    for line in lines:
        if not line.raw.strip() or (RULE.match(line.raw) and not allowed):
            blank += 1
        elif not RULE.match(line.raw):
            if blank > allowed and run:
                yield run
                run = []
            run.append(line)
            blank = 0
    if run:
        yield run


def _lines(text: str) -> list[Line]:
    lines: list[Line] = []
    position = 0
    for raw in text.split("\n"):
        lines.append(Line(raw, position))
        position += len(raw) + 1
    return _without_front_matter(lines)


def _without_labelled(lines: list[Line]) -> list[Line]:
    """Without those that a user's layout leaves out."""
    left_out = labels().furniture
    return [line for line in lines if not either(left_out).match(line.raw)] if left_out else lines


def _without_front_matter(lines: list[Line]) -> list[Line]:
    """Without a YAML block at the top, of which only the title says something of the meeting."""
    if not lines or lines[0].raw.strip() != "---":
        return lines
    for index, line in enumerate(lines[1:_FRONT_MATTER_LINES], 1):
        if line.raw.strip() == "---":
            return [*_front_title(lines[1:index]), Line("", line.begin), *lines[index + 1 :]]
        if not _FRONT_MATTER_KEY.match(line.raw):
            break
    return lines


def _front_title(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        if match := re.match(r"title:\s*(['\"]?)(?P<title>.*)\1\s*$", line.raw):
            yield Line(match.group("title"), line.begin + match.start("title"))


def _double_spaced(lines: Sequence[Line]) -> bool:
    """Whether nearly every line is followed by a blank one, and many sentences run on over that."""
    full = [i for i, line in enumerate(lines) if line.raw.strip() and not RULE.match(line.raw)]
    if len(full) < 12:
        return False
    pairs = list(pairwise(full))
    apart = sum(b - a > 1 for a, b in pairs)
    runs_on = sum(
        _UNFINISHED.search(lines[a].raw) is not None and lines[b].raw.lstrip()[:1].islower() for a, b in pairs
    )
    return apart >= 0.9 * len(pairs) and runs_on >= 0.08 * len(pairs)


class Width:
    """Judges whether a line of a run was broken because it was full, or because something ended there."""

    def __init__(self, found: Sequence[Sequence[str]]) -> None:
        """``found`` are the readable lines of each run of a document."""
        inner = sorted(len(line) for run in found for line in run[:-1])
        self._page = inner[int(0.9 * (len(inner) - 1))] if inner else 0
        near = sum(n >= 0.75 * self._page for n in inner)
        # Where most of the text stands in lines longer than any page is wide, lines were ended, not broken.
        lengths = [len(line) for run in found for line in run]
        self._unbroken = sum(n for n in lengths if n > _WIDEST) > _MOSTLY * sum(lengths)
        self._wrapped = len(inner) >= 5 and _NARROWEST <= self._page <= _WIDEST and near >= 0.35 * len(inner)

    def of(self, run: Sequence[str]) -> float:
        """The length of a full line of this run; infinite where its lines are no broken paragraph."""
        longest = max(map(len, run), default=0)
        if self._wrapped:
            return float(self._page)
        if self._unbroken:
            return float("inf")
        return float(longest) if _NARROWEST <= longest <= _WIDEST else float("inf")


def goes_on(before: str, after: str, width: float) -> bool:
    """Whether ``after`` continues the paragraph of ``before``: it had no room there, or one of them says so."""
    if not before or not after:
        return False
    unfinished = _BOUND.search(before) or (after[:1].islower() and _UNFINISHED.search(before[-2:]))
    if unfinished or not any(map(str.isalnum, after)):
        return True
    room = _CAPITALS_WIDTH if before.isupper() and after.isupper() else 1.0
    full = _FULL_SENTENCE if before[-1] in ".:;?!" else _FULL
    return room * (len(before) + 1 + len(after.split(None, 1)[0])) > full * width

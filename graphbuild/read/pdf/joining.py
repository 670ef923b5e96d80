"""Lines to paragraphs: a line goes on with the one above where that was full, and nothing shows a new beginning."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from graphbuild.read.flow import PAGE, Paragraph
from graphbuild.read.pdf.lines import Line

_NEW = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\([A-Z]\)|\d{1,3}(?:\.\d{1,3})+\.?|[•·●▪◦○‣\uf000-\uf0ff]|[-–](?=\s))(?:\s*\S|$)"
    r"|(?:[A-Z]{1,4}[./ -]?)?\d{1,4}/\d{2,4}[A-Z]?$"
)
"""How list entries and items begin."""
_BEFORE_NUMBER = re.compile(
    r"(?:,|\b(?:section|paragraph|item|minute|page|part|nos?|and|or|to|of|the|in|at|for|by))$", re.I
)
"""What a line ends in where the number at the beginning of the next is part of its sentence."""
_SENTENCE_END = re.compile(r"[.:;?!][”\"’')\]]?$")
_LABEL = re.compile(r"[A-Z][A-Za-z’'/-]+(?: [A-Za-z’'/-]+){0,2}:(?:\s|$)")
"""How a list of people or a field begins ("In attendance: ...")."""
_SPACE = 0.2
"""Of a letter's height, that a space is wide."""
_INDENT = 0.8
"""Of a letter's height, by which a line is set in or out."""
_LEADING = 1.3
"""How much farther apart than usual lines are between which a paragraph ends."""
_FEWEST = 3
_SET_APART = 0.1
"""The share of lines with more than the usual space above, from which space says what belongs together."""
_NARROWEST = 0.7
"""Of a page, that lines fill at least where any does; shorter ones are a list."""
_NEAR = 0.04
"""Of a page, by which full lines differ in length."""
_OUTLIERS = 4
"""Lines of a page that may reach past its margin."""
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ALWAYS_HYPHENED = frozenset({"non", "self", "vice"})
_HYPHENATED = re.compile(r"([^\W\d_]+)-$")


class Joiner:
    """Joins the lines of a document, by what is usual in it."""

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        every = [line for page in pages for line in page]
        pairs = (pair for page in pages for pair in pairwise(page))
        pitches = [_pitch(above, below) for above, below in pairs if below.top > above.top]
        self._pitch = _usual_pitch(pages)
        apart = sum(pitch > _LEADING * self._pitch for pitch in pitches)
        self._sets_apart = apart >= max(_FEWEST, _SET_APART * len(pitches))
        self._words = Counter(word.casefold() for line in every for word in _WORD.findall(line.text))

    def paragraphs(self, found: Sequence[Line], margin: Callable[[int], float]) -> list[list[Line]]:
        """The lines of each paragraph of one column, of which ``margin`` says how far it reaches on each page."""
        groups: list[list[Line]] = []
        for line in found:
            if groups and self._goes_on(groups[-1], line, margin(groups[-1][-1].page)):
                groups[-1].append(line)
            else:
                groups.append([line])
        return groups

    def _goes_on(self, group: Sequence[Line], line: Line, margin: float) -> bool:
        """Whether a line goes on with the paragraph of the lines above."""
        last = group[-1]
        turned = last.page != line.page
        if not turned and self._is_apart(last, line):
            return False
        if not 0.8 < line.size / last.size < 1.25:
            return False
        open_end = not _SENTENCE_END.search(last.text)
        lower = open_end and line.text[:1].islower()
        if line.marked or _NEW.match(line.text):
            return not line.marked and bool(_BEFORE_NUMBER.search(last.text)) and _is_full(last, line, margin)
        if _changes_weight(last, line) and not lower:
            return False
        if not (turned or _centred(group, line)) and self._set_off(group, line):
            return lower and len(group) == 1
        if lower:
            return True
        if last.ended or (_LABEL.match(line.text) and not _BEFORE_NUMBER.search(last.text)):
            return False
        return _is_full(last, line, margin)

    def _set_off(self, group: Sequence[Line], line: Line) -> bool:
        """Whether a line is set in or out against the paragraph above."""
        last, indent = group[-1], _INDENT * line.size
        if len(group) > 1:
            return abs(line.left - last.text_left) > indent
        return line.left > last.text_left + indent and not _hangs(last)

    def joined(self, group: Sequence[Line], above: Line | None = None) -> Paragraph:
        """The lines of a paragraph as one text, words that were parted at line ends put together.

        ``above`` is the last line of the paragraph before.
        """
        close = above is not None and self._is_close(above, group[0])
        text, bold = group[0].text, group[0].bold
        for above, line in pairwise(group):
            turned = PAGE * (line.page - above.page)
            whole = bold == len(text)
            hyphen = _HYPHENATED.search(text)
            if hyphen and line.text[:1].islower():
                kept = text if self._keeps_hyphen(hyphen.group(1), line.text) else text[:-1]
                text = kept + turned
            else:
                text += turned or " "
            bold = len(text) + line.bold if whole and line.bold else bold
            text += line.text
        return Paragraph(text, bold=min(bold, len(text)), close=close)

    def _is_close(self, above: Line, line: Line) -> bool:
        """Whether a line stands right below another, in a document that sets others apart by space."""
        plain = not (above.bold or line.bold or line.marked or _NEW.match(line.text))
        return self._sets_apart and plain and above.page == line.page and not self._is_apart(above, line)

    def _is_apart(self, above: Line, line: Line) -> bool:
        """Whether more than the usual space stands between two lines."""
        return line.top - above.top > _LEADING * self._pitch * above.size

    def _keeps_hyphen(self, before: str, after: str) -> bool:
        """Whether a hyphen at the end of a line belongs to the word, by how the document spells it elsewhere."""
        found = _WORD.match(after)
        rest = found.group() if found else ""
        if before.casefold() in _ALWAYS_HYPHENED or self._words[f"{before}-{rest}".casefold()]:
            return True
        if self._words[f"{before}{rest}".casefold()]:
            return False
        return self._words[before.casefold()] > 1 and self._words[rest.casefold()] > 1


def _usual_pitch(pages: Sequence[Sequence[Line]]) -> float:
    """How far apart, in their sizes, the lines of a paragraph are.

    By lines of which one surely goes on with the other; where there are few, by most lines, which are then close.
    """
    pairs = [(above, below) for page in pages for above, below in pairwise(page) if below.top > above.top]
    sure = [_pitch(above, below) for above, below in pairs if _runs_on(above, below)]
    if len(sure) >= _FEWEST:
        return median(sure)
    usual = sorted(pitch for above, below in pairs if (pitch := _pitch(above, below)) < 3)
    return usual[len(usual) // 3] if usual else 1.2


def _pitch(above: Line, below: Line) -> float:
    return (below.top - above.top) / above.size


def _runs_on(above: Line, below: Line) -> bool:
    """Whether a sentence surely goes on from one line to the other."""
    open_end = above.text[-1:].islower() or above.text.endswith(",")
    plain = not below.marked and not _NEW.match(below.text)
    return open_end and plain and below.text[:1].islower() and _pitch(above, below) < 3


def _is_full(above: Line, line: Line, margin: float) -> bool:
    """Whether the first word of a line had no room on the line above."""
    return line.pieces[0].first - line.left + above.right + _SPACE * line.size > margin


def _changes_weight(above: Line, below: Line) -> bool:
    """Whether one of two lines is bold from end to end and the other not at all where they meet."""
    upper, lower = above.bold == len(above.text), below.bold > 0
    return upper != lower and (upper or below.bold == len(below.text))


def _centred(group: Sequence[Line], line: Line) -> bool:
    middles = [(each.left + each.right) / 2 for each in (*group, line)]
    return max(middles) - min(middles) < line.size


def _hangs(line: Line) -> bool:
    """Whether a line opens with a label behind which its text is set in."""
    return line.marked or bool(_NEW.match(line.text) or _LABEL.match(line.text))


class Margins:
    """Where full lines end on the right of each page of a document whose pages are ``width`` wide."""

    def __init__(self, flowing: Sequence[Line], width: float) -> None:
        self._near = _NEAR * width
        self._narrowest = _NARROWEST * width
        rights = sorted(line.right for line in flowing)
        self._usual = max([self._narrowest, *rights[-1 - len(rights) // 20 :][:1]])
        by_page: dict[int, list[float]] = {}
        for line in flowing:
            by_page.setdefault(line.page, []).append(line.right)
        self._pages = {page: self._longest(sorted(found, reverse=True)) for page, found in by_page.items()}

    def of(self, page: int) -> float:
        """The margin of a page; where its lines do not show one, that of the document."""
        return self._pages.get(page) or self._usual

    def _longest(self, rights: Sequence[float]) -> float | None:
        """What at least three lines of a page reach, and hardly any passes."""
        for first, third in zip(rights[:_OUTLIERS], rights[2:], strict=False):
            if first - third < self._near and first >= self._narrowest:
                return first
        return None

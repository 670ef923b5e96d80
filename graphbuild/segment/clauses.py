"""Finds decisions by their label ("Resolved:-") and takes them apart into clauses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import NamedTuple

from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import either, labels, pattern
from graphbuild.segment.record import Clause
from graphbuild.segment.text import Text, joined

_INLINE_MARK = re.compile(r"\(?(\d{1,2}|[a-z]|[ivx]{1,4})[).]\s+")
_NEXT_INLINE = re.compile(
    r"(?<=[.;:,a-z)])\s+(?:and\s+)?(?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s+(?:[A-Z]|that\b|to\b)|\d{1,2}[.)]\s+(?:That|To)\b)"
    r"|(?<=;)\s+(?:and\s+)?(?=\((?:\d{1,2}|[a-z]|[ivx]{1,4})\)\s)"
)
_NEXT_IN_SERIES = re.compile(r"(?:(?<=[.;,])\s+(?:and\s+)?|\s+and\s+)(?=\(?(?P<mark>\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s)")
"""Where the next clause may begin that only its place in the series of marks shows."""
_RUN_IN_LEAD = re.compile(
    r"(?:(?:that|to)|(?P<body>that (?:the|this) (?:[^\W\d_][\w’'&-]* ){0,8}"
    r"(?:committee|commission|council|cabinet|board|panel|forum|meeting|executive|group)))"
    r"\s*:[\s–-]*(?=\(?(?:1|a|i)[).]\s)",
    re.IGNORECASE,
)
"""What leads in to clauses of the same paragraph: "that the Panel: (i) note A; (ii) ask B"."""
_LEADS_TO_BULLETS = re.compile(r"(?:that|to)\s?:[\s–-]*", re.IGNORECASE)
_POINT = re.compile(r"(\d{1,2}|[a-z]|[ivx]{1,4})\.\s+(?=\S)|(\d{1,3}\.\d{1,2})\.?\s+(?=\S)")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")
_NOTED = re.compile(r"\bnoted\b(?!.*\b(?:agreed|resolved|decided)\b)", re.IGNORECASE | re.DOTALL)
"""Says in a label that what follows was only noted."""
_FIRST_MARKS = ("1", "a", "i")
_TRAILING = " ;,"
_QUOTES = '“”"'
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]?[.,;]?$")
_OPENS_CLAUSE = re.compile(r"[“\"]?(?:[Tt]hat|[Tt]o|The|Members|Councillors?)\b")
_HOLDS_LIST = re.compile(r":[ –-]*$|\u2022|:\s+(?:-\s+)?-\s+")
_LIST_BEGINS = re.compile(r"(?:that|to)?\s*:?\s*\(?(?:1|a|i)[).]\s", re.IGNORECASE)
_SECTION = re.compile(r"(?P<name>decisions?|minutes?)\s?:$", re.IGNORECASE)
"""A section of an item's page: "Decision:" sums up what "Minutes:" below it tells in full."""


@dataclass(slots=True)
class _Growing:
    """A clause while its paragraphs are gathered."""

    mark: str | None
    texts: list[Text] = field(default_factory=list)
    holds_list: bool = False
    """Whether bullets below belong to it."""
    inner: str | None = None
    """The mark of the last entry of a list with marks of its own."""
    lists_terms: bool = False
    """Whether lettered paragraphs below belong to it, as they name the conditions of what is decided."""

    def add(self, text: Text) -> None:
        self.inner = self._inner_of(text) or self.inner
        self.texts.append(text)
        self.holds_list = self.holds_list or bool(_HOLDS_LIST.search(text.value))
        self.lists_terms = self.lists_terms or bool(pattern(labels().decision.terms).search(text.value))

    def takes(self, block: Block) -> bool:
        """Whether a paragraph is an entry of its list."""
        listed = self.holds_list and (block.mark == "-" or self._inner_of(block.printed) is not None)
        return listed or (self.lists_terms and block.mark is not None)

    def _inner_of(self, text: Text) -> str | None:
        """The mark of a paragraph that is the next entry of the list inside a marked clause: "i." below "2."."""
        match = _POINT.match(text.value) if self.mark and self.holds_list else None
        mark = match.group(1) if match else None
        following = _next_marks(self.inner) if self.inner else {"a", "i", "1"} - {*_next_marks(self.mark)}
        return mark if mark in following and mark != self.mark else None


def split_decisions(blocks: Sequence[Block]) -> Iterator[list[Clause]]:
    """The clauses of each decision that the paragraphs of an item hold.

    What a list notes and a decision on the same matter follows only leads up to that.
    """
    found = list(_decisions(blocks))
    for decision, after in zip_longest(found, found[1:]):
        if not (decision.noted and after and not after.noted and after.within == decision.within):
            yield decision.clauses


class _Found(NamedTuple):
    """A decision that was found."""

    clauses: list[Clause]
    noted: bool
    """Whether it is a list of what was noted, in small letters."""
    within: str | None
    """The mark of the entry of a list in which it stands."""


def _decisions(blocks: Sequence[Block]) -> Iterator[_Found]:
    """Each decision of an item, in order."""
    index = 0
    mark: str | None = None
    """Of the last entry of a list, in which a decision may stand."""
    while index < len(blocks):
        mark = blocks[index].mark or mark
        label = _label_end(blocks[index], blocks[index + 1 : index + 2], blocks[index - 1] if index else None)
        index += 1
        if label is None:
            continue
        said = blocks[index - 1].text[:label]
        noted = _NOTED.search(said.value)
        decision = _Decision(_next_marks(mark), said.strip() if noted else None)
        decision.begin(blocks[index - 1].text[label:].strip(), blocks[index : index + 1])
        while index < len(blocks) and decision.takes(blocks[index], blocks[index + 1 : index + 2]):
            index += 1
        if clauses := decision.clauses():
            yield _Found(clauses, bool(noted and noted.group() == "noted"), mark)


def minuted(blocks: Sequence[Block]) -> Sequence[Block]:
    """The paragraphs of an item's page without its "Decision:" section, where its "Minutes:" tell the same in full."""
    sections = {m.group("name")[0].casefold(): i for i, b in enumerate(blocks) if (m := _SECTION.match(b.text.value))}
    begin, end = sections.get("d"), sections.get("m")
    if begin is None or end is None or begin > end:
        return blocks
    summed_up, told = blocks[begin + 1 : end], blocks[end + 1 :]
    only_there = any(split_decisions(summed_up)) and not any(split_decisions(told))
    bare = any(_states_decision(block) for block in summed_up[:1]) and not records_decision(told)
    return blocks if only_there or bare else [*blocks[:begin], *blocks[end + 1 :]]


def _states_decision(block: Block) -> bool:
    """Whether a paragraph says what is decided, though only the "Decision:" above it says that it is."""
    return bool(either(labels().decision.stating).match(block.text.value))


def records_decision(blocks: Sequence[Block]) -> bool:
    """Whether any paragraph records a decision, by a label or in a sentence."""
    said = either(labels().decision.telling)
    return any(split_decisions(blocks)) or any(said.match(block.text.value) for block in blocks)


def _label_end(block: Block, below: Sequence[Block], above: Block | None) -> int | None:
    """Where in a block a decision begins; None where it holds none."""
    text = block.text
    if block.cells and not either(labels().decision.opening).fullmatch(_first(block.cells)):
        return None
    if opening := either(labels().decision.opening).match(text.value):
        ends_motion = opening.end() == len(text) and above and _is_motion(above)
        return None if ends_motion and not (below and _starts_clause(below[0])) else opening.end()
    if (telling := either(labels().decision.telling).match(text.value)) and _leads_to_list(text, telling.end(), below):
        return telling.end()
    if below and _is_numbered(below[0]) and pattern(labels().decision.bare).match(text.value):
        return len(text) if pattern(labels().decision.acts).match(below[0].text.value) else None
    inside = either(labels().decision.inside, case=True).search(text.value)
    return inside.end() if inside else None


def _is_numbered(block: Block) -> bool:
    return block.mark not in (None, "-")


def _first(cells: Sequence[Text]) -> str:
    """The first cell of a row with something in it."""
    return next((cell.value for cell in cells if cell), "")


def _is_motion(block: Block) -> bool:
    """Whether a paragraph is what a label alone below it ("AGREED") says the outcome of."""
    return block.text.value.lstrip(_QUOTES).startswith("That ")


def _starts_clause(block: Block) -> bool:
    return block.mark is not None or bool(re.match(r"[“\"]?(?:That|To)\b", block.text.value))


def _leads_to_list(text: Text, end: int, below: Sequence[Block]) -> bool:
    """Whether the words from ``end`` lead in to clauses: "It was agreed that: (a) ..." """
    if _LIST_BEGINS.match(text.value, end):
        return True
    if not below:
        return False
    return _is_lead(text, below[0]) or (below[0].mark == "-" and end == len(text) and text.value[-1:] in ":-–")


class _Decision:
    """A decision while its paragraphs are gathered."""

    def __init__(self, siblings: Sequence[str], lead: Text | None) -> None:
        """``siblings`` are the marks with which the list goes on that it stands in; ``lead`` leads in to it."""
        self._siblings = siblings
        self._lead = lead
        self._clauses: list[_Growing] = []
        self._bulleted = False

    def begin(self, text: Text, below: Sequence[Block]) -> None:
        """Takes the text that follows the label, above the block ``below``."""
        if text and below and _is_lead(text, below[0]) and not pattern(labels().decision.terms).search(text.value):
            self._lead = text
            return
        if _LEADS_TO_BULLETS.fullmatch(text.value) and below and below[0].mark == "-":
            self._bulleted = True
            return
        if led := _RUN_IN_LEAD.match(text.value):
            clauses = _inline(text[led.end() :])
            if len(clauses) > 1 or _follows(below, clauses[0].mark):
                self._lead = text[: led.end()].strip() if led.group("body") else None
                self._clauses += clauses
                return
        cuts = list(either(labels().decision.inside, case=True).finditer(text.value))
        begins, ends = [0, *(m.end() for m in cuts)], [*(m.start() for m in cuts), len(text)]
        for begin, end in zip(begins, ends, strict=True):
            self._clauses += _inline(text[begin:end].strip())

    def takes(self, block: Block, below: Sequence[Block]) -> bool:
        """Takes a paragraph if it belongs to the decision."""
        last = self._clauses[-1] if self._clauses else None
        if _label_end(block, below, None) is not None and not self._goes_on(block, last):
            return False
        if last and last.takes(block):
            last.add(block.printed)
        elif point := _point(block, last):
            self._clauses += _inline(point.texts[0], point.mark)
        elif last is None and pattern(labels().decision.between).match(block.text.value):
            return True
        elif last is None and self._lead is None and not block.mark and below and _is_lead(block.text, below[0]):
            self._lead = block.text
        elif not self._is_sibling(block, last) and _begins_clause(block, last, self._bulleted):
            self._add(block)
        else:
            return False
        return True

    def clauses(self) -> list[Clause]:
        """The clauses, none where the paragraphs held no words of a decision."""
        return [clause for growing in self._clauses if (clause := _finished(growing, self._lead))]

    def _goes_on(self, block: Block, last: _Growing | None) -> bool:
        """Whether a block is the next clause, though it begins as a decision of its own ("(b) AGREED that ...")."""
        is_next = last and block.mark in _next_marks(last.mark) and block.mark not in self._siblings
        return bool(is_next and pattern(labels().decision.acts).match(block.text.value))

    def _is_sibling(self, block: Block, last: _Growing | None) -> bool:
        """Whether a block goes on with the list that the decision stands in, not with its clauses."""
        return block.mark in self._siblings and block.mark not in _next_marks(last.mark if last else None)

    def _add(self, block: Block) -> None:
        self._clauses += _inline(block.text, None if block.mark == "-" else block.mark)


def _follows(below: Sequence[Block], mark: str | None) -> bool:
    """Whether the paragraph below is the clause that comes next after one with ``mark``."""
    if not below or mark is None:
        return False
    point = _POINT.match(below[0].text.value)
    return bool({below[0].mark, point and point.group(1)} & {*_next_marks(mark)})


def _point(block: Block, last: _Growing | None) -> _Growing | None:
    """The clause of a paragraph numbered "1." or "a.", if that is the number to come next."""
    match = _POINT.match(block.text.value)
    if block.mark or block.heading or not match:
        return None
    mark = match.group(1) or match.group(2)
    first = mark in _FIRST_MARKS or mark.endswith(".1")
    if not (mark in _next_marks(last.mark) if last else first):
        return None
    clause = _Growing(mark)
    clause.add(block.text[match.end() :])
    return clause


def _next_marks(mark: str | None) -> Sequence[str]:
    """The marks that can follow a mark in a list: after "h" comes "i", after "i" that or "ii"."""
    if mark is not None and "." in mark:
        whole, part = mark.split(".")
        return (f"{whole}.{int(part) + 1}",)
    if mark is None or not mark.isalnum():
        return ()
    if mark.isdigit():
        return (str(int(mark) + 1),)
    following = _ROMAN[_ROMAN.index(mark) + 1 :][:1] if mark in _ROMAN else ()
    return (*following, chr(ord(mark) + 1)) if len(mark) == 1 else following


def _is_lead(text: Text, below: Block) -> bool:
    """Whether a text only leads in to the marked clauses that begin with the block below it."""
    point = _point(below, None)
    mark = point.mark if point else below.mark
    if mark in (None, "-") or _INLINE_MARK.match(text.value):
        return False
    return text.value.rstrip(" -–").endswith((":", ",")) or (mark in _FIRST_MARKS and text.value[-1:].isalnum())


def _begins_clause(block: Block, last: _Growing | None, bulleted: bool) -> bool:
    if block.heading or block.cells:
        return False
    if block.mark and block.mark != "-":
        return True
    if block.mark == "-":
        return last is None or (last.mark is None and (bulleted or bool(_OPENS_CLAUSE.match(block.text.value))))
    # An unmarked paragraph right under the bare label is the decision itself; one more "That ..." goes on with it.
    return last is None or (last.mark is None and block.text.value.lstrip(_QUOTES).startswith("That "))


def _inline(text: Text, mark: str | None = None) -> list[_Growing]:
    """The clauses of one paragraph: "(1) That ... (2) That ..." are two. ``mark`` is the first one's, if known."""
    if not text:
        return []
    cuts = _cuts(text.value, mark)
    clauses = []
    for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[begin:end].strip()
        inline = None if mark and not begin else _INLINE_MARK.match(part.value)
        clause = _Growing(inline.group(1) if inline else None if begin else mark)
        clause.add(part[inline.end() :] if inline else part)
        clauses.append(clause)
    return clauses


def _cuts(text: str, mark: str | None) -> list[int]:
    """Where the second and later clauses of a paragraph begin; nowhere if the first has no mark."""
    first = None if mark else _INLINE_MARK.match(text)
    last = first.group(1) if first else mark
    if last is None:
        return []
    cuts = {m.end() for m in _NEXT_INLINE.finditer(text)} if first else set()
    for match in _NEXT_IN_SERIES.finditer(text, first.end() if first else 0):
        if match.group("mark") in _next_marks(last):
            last = match.group("mark")
            cuts.add(match.end())
    return sorted(cuts)


def _finished(growing: _Growing, lead: Text | None) -> Clause | None:
    """A clause without end marks, quotes and what is said about it after its last sentence; None if nothing is left."""
    text = joined(growing.texts)
    if motion := pattern(labels().decision.motion).match(text.value):
        text = text[motion.end() :]
    if tail := either(labels().decision.tail, case=True).search(text.value):
        text = text[: tail.start()]
    text = text.strip(_TRAILING)
    if text.value.endswith(" and"):
        text = text[:-4].strip(_TRAILING)
    if quoted := _QUOTED.match(text.value):
        text = text[quoted.start(1) : quoted.end(1)]
    decides = bool(text) and not pattern(labels().decision.nothing).match(text.value)
    return Clause(growing.mark, text, lead) if decides else None

"""Finds the lists of those present, apologising and in attendance, above the items and in those that take the roll."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from graphbuild.model import Capacity
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import AttendanceLabel, labels, pattern
from graphbuild.segment.record import ItemRecord, Labelled
from graphbuild.segment.text import Text, joined

_PROSE = re.compile(r"\b(?:was|were|is|are|had|has|have|stated|welcomed|said|that|noted|proposal)\b")
_RECEIVED = re.compile(
    r"^apologies (?:for absence )?(?:(?:were|was|have been|had been)\s+)?(?:received|given|submitted|accepted)"
    r"(?: and accepted)? (?:from|on behalf of)\s*",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r",?\s(?:for whom|who|whose|which|because|due to)\b")
"""What is told of the last person of a list."""
_RUN_IN = re.compile(
    r"(?<=[.)\w])\s+(?:(?:also,? )?in attendance|also present|apologies(?: for absence)?|(?:parish |town )?clerk"
    r"|officers?|(?:members of the )?public|absent)\s*:",
    re.IGNORECASE,
)
"""A second list in the same paragraph."""
_TITLED = re.compile(r"(?:Cllr|Councillor|Mrs?|Ms|Miss|Dr)s?\b")
_TITLE_COLON = re.compile(r"\b(?:Councillors?|Cllrs?|Members)(?P<colon>\s?:)(?=\s)")
_NAMES_ONLY = re.compile(r"(?:[^\W\d_a-z][\w.'’-]*(?![\w.'’-])|(?:and|from|of|the)\b|[&,;–\s-]|\([^()]{1,60}\))+")
"""A line of names and titles."""
_LONGEST_LINE = 120
_COLUMNS = 3
"""Spaces in a row from which what follows is taken to be another column."""
_ROLL = re.compile(r"(?:(?P<apologies>apologies)|sederunt|attendance|present|those present|roll call)\b", re.IGNORECASE)
_COLUMN_HEAD = re.compile(r"names?|members?|councillors?|title|role", re.IGNORECASE)
"""What heads the column of names in a table."""
_CHAIR = re.compile(r"\bchair", re.IGNORECASE)
_NONE = re.compile(r"(?:none|nil|no apologies)\b", re.IGNORECASE)
_ROLE = re.compile(r"(?:secretary|treasurer|chair\w*|clerk|convenor|members?)\b", re.IGNORECASE)
"""What a line without a name may hold in a list with a name a line."""
_LabelAndRest = tuple[AttendanceLabel, Text]


def labelled_lists(preamble: Sequence[Block], minutes: bool = True) -> Iterator[Labelled]:
    """Each labelled list of people, with the paragraphs that go on with it.

    A list with a name a line, and a table with a name a cell, gives one for each name. ``minutes`` says that the text
    is of a meeting that has been; in an agenda "Councillors:" are those who are called to it.
    """
    known = tuple(label for label in labels().attendance if minutes or not label.in_minutes)
    return _Lists(preamble, known).read()


def lists_of(item: ItemRecord) -> Iterator[Labelled]:
    """The lists in an item that takes the roll ("Sederunt", "Apologies"), labelled or mere names."""
    title = _ROLL.match(item.title.value)
    if not title:
        return
    blocks = [b for b in item.blocks if b.text.begin != item.title.begin]
    labelled = list(labelled_lists(blocks))
    if labelled:
        yield from labelled
        return
    capacity = Capacity.APOLOGIES if title.group("apologies") else Capacity.PRESENT
    for block in blocks:
        text = block.text
        if not _NAMES_ONLY.fullmatch(text.value[:_LONGEST_LINE]) or _NONE.match(text.value):
            return
        yield Labelled(capacity, text, text)


class _Lists:
    """Reads the lists of people among some blocks, by the labels that are known there."""

    def __init__(self, blocks: Sequence[Block], known: Sequence[AttendanceLabel]) -> None:
        self._blocks, self._known = blocks, known
        self._after_members = False
        """Whether a list of those present was read, other than that of the chair alone."""

    def read(self) -> Iterator[Labelled]:
        index = 0
        while index < len(self._blocks):
            block = self._blocks[index]
            if columns := self._columns(block):
                index += 1
                while index < len(self._blocks) and len(self._blocks[index].cells) == len(columns):
                    yield from _row_of(columns, self._blocks[index])
                    index += 1
            elif matched := self._label(block):
                end, found = self._list_at(index, matched)
                yield from found
                index = end
            else:
                yield from self._person_row(block)
                index += 1

    def _label(self, block: Block) -> _LabelAndRest | None:
        """The label that a block begins with, and what follows it there."""
        if block.cells:
            label = self._label_of(block.cells[0])
            return (label, joined(block.cells[1:]).strip(" -–*")) if label else None
        for label in self._known:
            if match := pattern(label.pattern).match(block.text.value):
                return label, block.text[match.end() :].strip(" -–*")
        return None

    def _label_of(self, cell: Text) -> AttendanceLabel | None:
        """The label that a cell of a table holds and nothing else."""
        text = cell.value.rstrip(" :") + ":"
        matches = ((label, pattern(label.pattern).match(text)) for label in self._known)
        return next((label for label, match in matches if match and match.end() == len(text)), None)

    def _columns(self, block: Block) -> list[Capacity | None]:
        """The capacities that head the columns of a table; none where the row is no such head."""
        found = [self._label_of(cell) if cell else None for cell in block.cells]
        return [label.capacity if label else None for label in found] if sum(map(bool, found)) > 1 else []

    def _person_row(self, block: Block) -> Iterator[Labelled]:
        """A row that holds a name, and in a later cell whether its bearer was there."""
        for cell in block.cells[1:]:
            label = self._label_of(cell)
            if label and label.capacity and _is_name_line(block.cells[0].value):
                yield Labelled(label.capacity, block.cells[0], block.text)

    def _list_at(self, index: int, matched: _LabelAndRest) -> tuple[int, Iterator[Labelled]]:
        """The list whose label stands in block ``index``, and the index of the block after it."""
        label, rest = matched
        lines = [rest] if rest else []
        whole = [self._blocks[index].text]
        end = index + 1
        while end < len(self._blocks) and (more := self._more(lines, self._blocks[end])):
            if not _COLUMN_HEAD.fullmatch(more.value):
                lines.append(more)
                whole.append(self._blocks[end].text)
            end += 1
        capacity = label.capacity if self._after_members else label.first or label.capacity
        chair = _CHAIR.search(whole[0].value[: whole[0].value.find(":") + 1])
        self._after_members = self._after_members or (capacity is Capacity.PRESENT and not chair)
        return end, self._lists(capacity, lines, whole) if capacity else iter(())

    def _more(self, lines: Sequence[Text], block: Block) -> Text | None:
        """What of a block goes on with a list; None where the list is over."""
        if block.numbered or block.heading or self._label(block) or _PROSE.search(block.text.value):
            return None
        text = block.text
        if block.cells:
            text = joined(block.cells[1:]) if not block.cells[0] else block.cells[0]
        last = lines[-1].value if lines else ""
        if not last or last.endswith((",", ";", "and", ":")) or _TITLED.match(text.value):
            return text
        return text if _is_name_line(last) and _is_name_line(text.value) else None

    def _lists(self, capacity: Capacity, lines: list[Text], whole: Sequence[Text]) -> Iterator[Labelled]:
        """A list as one text, or where each line is a name as one for each line."""
        apart = not any(line.value.endswith((",", ";", " and")) for line in lines[:-1])
        if len(lines) > 1 and apart and all(_is_name_line(line.value) for line in lines):
            # The label's line is evidence of the first name; the others stand for themselves.
            first = whole[0] if lines[0].end <= whole[0].end else joined([whole[0], lines[0]])
            for line, evidence in zip(lines, [first, *lines[1:]], strict=True):
                if not _ROLE.match(line.value):
                    yield Labelled(capacity, _first_column(line), evidence)
            return
        rest, entire = joined(lines), joined(whole)
        if received := _RECEIVED.match(rest.value):
            rest = rest[received.end() :]
        if relative := _RELATIVE.search(rest.value):
            rest = rest[: relative.start()]
        for part, text in self._parts(capacity, rest):
            yield Labelled(part, _without_colon(text), entire)

    def _parts(self, capacity: Capacity, text: Text) -> Iterator[tuple[Capacity, Text]]:
        """A list and those that are run in to the same paragraph."""
        cuts = [m.start() for m in _RUN_IN.finditer(text.value)]
        for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            part = text[begin:end].strip()
            matched = self._label(Block(part)) if begin else None
            found: Capacity | None = matched[0].capacity if matched else capacity
            rest = matched[1] if matched else part
            if rest and found:
                yield found, rest


def _row_of(columns: Sequence[Capacity | None], block: Block) -> Iterator[Labelled]:
    for capacity, cell in zip(columns, block.cells, strict=True):
        if capacity and cell:
            yield Labelled(capacity, cell, cell)


def _is_name_line(text: str) -> bool:
    """Whether a line holds a name, and at most what its bearer is."""
    return len(text) <= _LONGEST_LINE // 2 and not text.isupper() and bool(_NAMES_ONLY.fullmatch(text)) and " " in text


def _without_colon(text: Text) -> Text:
    """ "Councillors: Hall and Orme" as the title and the names that it is."""
    match = _TITLE_COLON.match(text.value)
    return text[: match.start("colon")] + text[match.end("colon") :] if match else text


def _first_column(line: Text) -> Text:
    for i in range(1, len(line)):
        if line.offsets[i] - line.offsets[i - 1] >= _COLUMNS:
            return line[:i].strip()
    return line

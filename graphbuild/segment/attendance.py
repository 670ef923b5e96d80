"""Finds the lists of those present, apologising and in attendance that stand above the items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from graphbuild.codes import Capacity
from graphbuild.segment.blocks import Block
from graphbuild.segment.layout import AttendanceLabel, labels, pattern
from graphbuild.segment.names import (
    columns,
    count_names,
    first_names,
    is_name_line,
    is_names,
    is_rest,
    is_rest_only,
    is_title_first,
)
from graphbuild.segment.record import Labelled
from graphbuild.segment.sentences import sentences
from graphbuild.segment.text import EMPTY, Text, joined

_PROSE = re.compile(r"\b(?:was|were|is|are|had|has|have|stated|welcomed|said|that|noted|proposal)\b")
_IN_ATTENDANCE = re.compile(r"\b(?:was|were) (?:also )?in attendance\b")
_RECEIVED = re.compile(
    r"^apologies (?:for absence )?(?:(?:were|was|have been|had been)\s+)?(?:received|given|submitted|accepted|recorded)"
    r"(?: and accepted)? (?:from|on behalf of)\s*",
    re.IGNORECASE,
)
_RUN_IN = re.compile(
    r"(?<=[.)\w])\s+(?:(?:also,? )?in attendance|also present|apologies(?: for absence| received)?"
    r"|(?:parish |town )?clerk|(?:officers?|officials|others)(?: present| in attendance)?|(?:members of the )?public"
    r"|press|absent|substitutes?)\s*:",
    re.IGNORECASE,
)
"""A second list in the same paragraph."""
_RUN_ON = re.compile(
    r"(?<=[.;,)])\s(?:and )?(?=also,? (?:in attendance|present)\b)|(?<=[.;])\s(?=in attendance\b)", re.IGNORECASE
)
"""Before what may be the label of a second list without colon."""
_ATTENDED = re.compile(
    r"(?<=[.\w)])\s+(?P<who>The\s[^.:]{3,20}(?:[^.:]|(?<=[A-Z])\.|(?<=Mr|Ms|Dr)\.|(?<=Mrs)\.){0,200}?)"
    r"\s(?:was|were) (?:(?:also )?in attendance|also present)\.?$"
)
"""A last sentence that says who else was there."""
_TITLE_COLON = re.compile(r"\b(?:Councillors?|Cllrs?|Members)(?P<colon>\s?:)(?=\s)")
_COLUMN_HEAD = re.compile(r"names?|members?|councillors?|title|role|(?:agenda )?items?", re.IGNORECASE)
"""What heads the column of names in a table."""
_THERE = re.compile(r"(?:yes|y|✓|✔|x|p|attended|virtual(?:ly)?|remote(?:ly)?|online|in person)", re.IGNORECASE)
"""What a table holds in the column of those present beside who was."""
_TITLE_CELL = re.compile(r"(?:aldermen|councillors|cllrs)\W*", re.IGNORECASE)
"""A cell before those of the names that share it as their title."""
_CABINET = re.compile(
    r"(?i)(?:minutes of )?(?:(?:a |the )?meeting of )?(?:the )?(?:cabinet|executive)"
    r"(?: (?:board|committee|meeting|minutes))?"
)
"""A line of the heading that names what met."""
_CHAIR = re.compile(r"\bchair|\bpresiding", re.IGNORECASE)
_TOOK_CHAIR = re.compile(r"[^,;(]{1,80} in the chair\W*", re.IGNORECASE)
"""A line of its own among those of a list."""
_COUNCILLOR = re.compile(r"\b(?:councillors?|cllrs?)\b", re.IGNORECASE)
_COUNCILLORS = re.compile(r"\b(?:councillors|cllrs)\b|\b(?:councillor|cllr)\b.*\b(?:councillor|cllr)\b", re.IGNORECASE)
_GROUP = re.compile(r"[^\W\d_a-z][\w'’&/ -]{3,50}(?P<colon>\s?:)?")
_TRANSLATED = re.compile(r"[^\W\d_][^/:.,()\d]{2,40}?\s?/\s?(?=[^\W\d_])")
_LONGEST_LABEL = 200
_MOST_LABELS = 6
"""Labels in one line, side by side."""
_FEWEST = 3
"""Names from which lines without a label are taken for the list of those present."""
_LabelAndRest = tuple[AttendanceLabel, Text]


def labelled_lists(preamble: Sequence[Block], minutes: bool = True) -> Iterator[Labelled]:
    """Each labelled list of people, with the paragraphs that go on with it.

    A list with a name a line, and a table with a name a cell, gives one for each name. ``minutes`` says that the text
    is of a meeting that has been; in an agenda "Councillors:" are those who are called to it.
    """
    known = tuple(label for label in labels().attendance if minutes or not label.in_minutes)
    return _Lists(preamble, known).read()


def unlabelled_lists(preamble: Sequence[Block], labelled: Sequence[Labelled]) -> Iterator[Labelled]:
    """The names that minutes give without any label, where no list of those present is ``labelled``.

    Beside a number of the public they are of those in attendance, else of those present.
    """
    if any(listed.capacity is Capacity.PRESENT for listed in labelled):
        return
    taken = [(listed.whole.begin, listed.whole.end) for listed in labelled]
    free = (block.text for block in preamble if not any(b <= block.text.begin < e for b, e in taken))
    found = [text for text in free if is_names(text.value) and (count_names(text.value) or is_rest(text.value))]
    if sum(count_names(text.value) for text in found) < _FEWEST:
        return
    for text in found:
        yield Labelled(Capacity.IN_ATTENDANCE if is_rest(text.value) else Capacity.PRESENT, text, text)


class _Lists:
    """Reads the lists of people among some blocks, by the labels that are known there."""

    def __init__(self, blocks: Sequence[Block], known: Sequence[AttendanceLabel]) -> None:
        self._known = known
        self._blocks = self._without_places(blocks)
        self._after_members = False
        """Whether a list of those present was read, other than that of the chair alone."""
        self._before: Capacity | None = None
        """The capacity of the list before."""
        self._divided = False
        """Whether that list has groups directly under its label."""
        self._of_cabinet = any(_CABINET.fullmatch(block.text.value) for block in blocks)
        """Whether those who meet are the cabinet."""
        self._names_members = any(self._is_of_members(block) for block in blocks)
        """Whether there is a label of those present."""

    def read(self) -> Iterator[Labelled]:
        index = 0
        while index < len(self._blocks):
            block = self._blocks[index]
            if column := self._presence_column(block):
                index += 1
                while index < len(self._blocks) and len(self._blocks[index].cells) == len(block.cells):
                    yield from self._marked_row(self._blocks[index], *column)
                    index += 1
            elif heads := self._columns(block):
                index += 1
                while index < len(self._blocks) and len(self._blocks[index].cells) == len(heads):
                    yield from _row_of(heads, self._blocks[index])
                    index += 1
            elif heads := self._labels_in_a_line(block):
                end = self._end_of_lists(index + 1)
                yield from _under_one_another(heads, self._blocks[index + 1 : end])
                index = end
            elif matched := self._label(block):
                end, found = self._list_at(index, matched)
                yield from found
                index = end
            else:
                yield from self._person_row(block)
                index += 1

    def _is_of_members(self, block: Block) -> bool:
        matched = self._label(block)
        return bool(matched and matched[0].capacity is Capacity.PRESENT and not _CHAIR.search(_head(block.text.value)))

    def _label(self, block: Block) -> _LabelAndRest | None:
        """The label that a block begins with, and what follows it there."""
        if block.cells:
            label = self._label_of(block.cells[0])
            return (label, joined(block.cells[1:]).strip(" -–*")) if label else None
        for text in _with_and_without_translation(block.text):
            for label in self._known:
                if match := pattern(label.pattern).match(text.value):
                    return label, text[match.end() :].strip(" -–*")
        return None

    def _label_of(self, cell: Text) -> AttendanceLabel | None:
        """The label that a cell of a table holds and nothing else."""
        text = cell.value.rstrip(" :-–") + ":"
        matches = ((label, pattern(label.pattern).match(text)) for label in self._known)
        return next((label for label, match in matches if match and match.end() == len(text)), None)

    def _columns(self, block: Block) -> list[Capacity | None]:
        """The capacities that head the columns of a table; none where the row is no such head."""
        found = [self._label_of(cell) if cell else None for cell in block.cells]
        if block.cells and block.cells[0] and not (found[0] or _COLUMN_HEAD.fullmatch(block.cells[0].value)):
            return []
        return [label.capacity if label else None for label in found] if sum(map(bool, found)) > 1 else []

    def _presence_column(self, block: Block) -> tuple[int, Capacity] | None:
        """The column of a table that says of each person named before whether there, and what its head stands for."""
        if not block.cells or not _COLUMN_HEAD.fullmatch(block.cells[0].value):
            return None
        found = [(i, label.capacity) for i, cell in enumerate(block.cells) if cell and (label := self._label_of(cell))]
        [column, *others] = found or [(0, None)]
        return (column[0], column[1]) if column[0] and column[1] and not others else None

    def _marked_row(self, block: Block, column: int, capacity: Capacity) -> Iterator[Labelled]:
        mark = block.cells[column]
        label = self._label_of(mark) if mark else None
        said = capacity if _THERE.fullmatch(mark.value) else label.capacity if label else None
        if said and block.cells[0]:
            yield Labelled(said, block.cells[0], block.text)

    def _without_places(self, blocks: Sequence[Block]) -> list[Block]:
        """The blocks, with the name alone in those rows of a table that give place or post before it."""
        found, index = list(blocks), 0
        while index < len(found):
            end = index
            while end < len(found) and self._is_pair(found[end]):
                end += 1
            rows = [block.cells for block in found[index:end]]
            if any(is_title_first(b.value) for _, b in rows) and not any(is_title_first(a.value) for a, _ in rows):
                found[index:end] = [replace(block, cells=block.cells[1:]) for block in found[index:end]]
            index = max(end, index + 1)
        return found

    def _is_pair(self, block: Block) -> bool:
        """Whether a row has two cells, of which the first is no label and the second may be a name."""
        return (
            len(block.cells) == 2
            and all(block.cells)
            and not self._label_of(block.cells[0])
            and bool(is_name_line(block.cells[1].value))
        )

    def _labels_in_a_line(self, block: Block) -> list[Capacity | None]:
        """The capacities of several labels beside each other with nothing between ("PRESENT: APOLOGIES:")."""
        found: list[Capacity | None] = []
        text = EMPTY if block.cells else block.text
        while (
            text and len(found) < _MOST_LABELS and (matched := self._label(Block(text))) and len(matched[1]) < len(text)
        ):
            found.append(matched[0].capacity)
            text = matched[1]
        return found if len(found) > 1 and not text else []

    def _end_of_lists(self, index: int) -> int:
        """The first block from ``index`` on that is no line of names."""
        while index < len(self._blocks) and self._more([], self._blocks[index]) and self._names_at(index):
            index += 1
        return index

    def _names_at(self, index: int) -> bool:
        return is_names(self._blocks[index].text.value)

    def _person_row(self, block: Block) -> Iterator[Labelled]:
        """A row that holds a name, and in a later cell whether its bearer was there."""
        found = [label.capacity for cell in block.cells[1:] if (label := self._label_of(cell)) and label.capacity]
        if found and is_name_line(block.cells[0].value):
            # An office in a cell before ("Clerk") is a label elsewhere.
            yield Labelled(found[-1], block.cells[0], block.text)

    def _list_at(self, index: int, matched: _LabelAndRest) -> tuple[int, Iterator[Labelled]]:
        """The list whose label stands in block ``index``, and the index of the block after it."""
        label, rest = matched
        lines = [rest] if rest else []
        whole = [self._blocks[index].text]
        broken = self._blocks[index].is_broken
        end = index + 1
        while end < len(self._blocks):
            if self._heads_group(lines, end):
                end += 1
                continue
            if not (more := self._more(lines, self._blocks[end])):
                break
            named = [line for line in more if not (_COLUMN_HEAD.fullmatch(line.value) or is_rest_only(line.value))]
            lines += named
            whole += [self._blocks[end].text] * len(named)
            broken = broken or self._blocks[end].is_broken
            end += 1
        capacity = self._capacity(label, lines)
        self._before = capacity
        self._divided = not lines or (label.group and self._divided)
        chair = _CHAIR.search(_head(whole[0].value))
        self._after_members = self._after_members or (capacity is Capacity.PRESENT and bool(lines) and not chair)
        return end, self._lists(capacity, lines, whole, broken) if capacity else iter(())

    def _heads_group(self, lines: Sequence[Text], index: int) -> bool:
        """Whether a line in a list with a name a line heads a group of those listed ("Parish members")."""
        block, after = self._blocks[index], self._blocks[index + 1 : index + 2]
        plain = not (block.numbered or block.heading or block.cells or self._label(block))
        group = _GROUP.fullmatch(block.text.value)
        if not plain or not after or not group:
            return False
        follows = after[0].cells[0] if after[0].cells else after[0].text
        listed = not lines or is_name_line(lines[-1].value)
        marked = bool(after[0].cells or group.group("colon"))
        named = is_name_line(follows.value) or bool(group.group("colon") and is_names(follows.value))
        return listed and marked and bool(self._more([], after[0])) and named

    def _capacity(self, label: AttendanceLabel, lines: Sequence[Text]) -> Capacity | None:
        """What a label says here: where none is of those present, councillors "in attendance" are."""
        names = joined(lines).value
        if label.group and self._before is Capacity.APOLOGIES and self._divided:
            return Capacity.APOLOGIES
        if label.group and self._before not in (Capacity.PRESENT, Capacity.IN_ATTENDANCE):
            # Behind the names of those who sent apologies, nothing says whether a group came or sent them.
            return None
        if label.of_councillors and _COUNCILLOR.search(names):
            return label.of_councillors
        if not self._after_members and label.first:
            return label.first
        if label.group:
            return label.first if label.first and self._of_cabinet else label.capacity or self._before
        unnamed = not self._names_members and not self._after_members
        if label.capacity is Capacity.IN_ATTENDANCE and unnamed and _COUNCILLORS.search(names):
            return Capacity.PRESENT
        return label.capacity

    def _more(self, lines: Sequence[Text], block: Block) -> list[Text]:
        """What of a block goes on with a list, one text or a name from each cell; nothing where the list is over."""
        text = block.text.value
        prose = _PROSE.search(text if lines else _IN_ATTENDANCE.sub("", text))
        if block.numbered or block.heading or self._label(block) or prose:
            return []
        filled = [cell for cell in block.cells if cell]
        if filled and (_TITLE_CELL.fullmatch(filled[0].value) or (lines and _shares_title(lines))):
            return [joined(filled)]
        more = list(first_names(filled)) if block.cells else [block.text]
        if not more:
            return [block.cells[0]] if block.cells else []
        last, text = lines[-1].value if lines else "", more[0].value
        if not last or last.endswith((",", ";", "and", ":")) or is_title_first(text) or is_rest(text):
            return more
        return more if is_name_line(last) and is_name_line(text) else []

    def _lists(
        self, capacity: Capacity, lines: list[Text], whole: Sequence[Text], broken: bool = False
    ) -> Iterator[Labelled]:
        """A list as one text, or where each line is a name as one for each name.

        In a ``broken`` paragraph wide blanks are the margin of its next line and part no columns.
        """
        apart = not any(line.value.endswith((",", ";", " and")) for line in lines[:-1])
        rows = [[line] if broken else columns(line) for line in lines]
        is_rows = len(lines) > 1 or any(len(row) > 1 for row in rows)
        if (
            is_rows
            and apart
            and not _shares_title(lines)
            and all(is_name_line(cell.value) or _TOOK_CHAIR.fullmatch(cell.value) for row in rows for cell in row)
        ):
            # The label's line is evidence of the first name; the others stand for themselves.
            first = whole[0] if lines[0].end <= whole[0].end else joined([whole[0], lines[0]])
            for row, evidence in zip(rows, [first, *lines[1:]], strict=True):
                yield from (Labelled(capacity, name, evidence, is_line=True) for name in first_names(row))
            return
        rest, entire = joined(lines), joined(dict.fromkeys(whole))
        if received := _RECEIVED.match(rest.value):
            rest = rest[received.end() :]
        for part, text, said in self._parts(capacity, rest, entire):
            yield Labelled(part, _without_colon(text), said)

    def _parts(self, capacity: Capacity, text: Text, entire: Text) -> Iterator[tuple[Capacity, Text, Text]]:
        """A list and those that are run in to the same paragraph, each with the text that has its label."""
        if attended := _ATTENDED.search(text.value):
            yield Capacity.IN_ATTENDANCE, text[attended.start("who") : attended.end("who")], entire
            text = text[: attended.start()]
        goes_on = (m.end() for m in _RUN_ON.finditer(text.value))
        labelled = (begin for begin in goes_on if self._label(Block(text[begin : begin + _LONGEST_LABEL])))
        cuts = sorted([*(m.start() for m in _RUN_IN.finditer(text.value)), *labelled])
        for begin, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
            part = text[begin:end].strip()
            matched = self._label(Block(part)) if begin else None
            found: Capacity | None = matched[0].capacity if matched else capacity
            rest = matched[1] if matched else part
            if rest and found and not is_rest_only(rest.value):
                yield found, _without_sentences(rest), part if matched else entire


def _shares_title(lines: Sequence[Text]) -> bool:
    """Whether a line of a list begins with a title that the names after it share, in the lines below too."""
    titles = ((line.value, _TITLE_CELL.match(line.value)) for line in lines)
    return any(title and title.end() < len(line) and "," not in line and " and " not in line for line, title in titles)


def _with_and_without_translation(text: Text) -> Iterator[Text]:
    """A line, and what stands after the first of two languages of its label ("I LÁTHAIR / PRESENT")."""
    yield text
    if before := _TRANSLATED.match(text.value):
        yield text[before.end() :]


def _without_sentences(text: Text) -> Text:
    """A list without the sentences after it ("The Clerk was in attendance.")."""
    first, *others = sentences(text)
    return joined([first, *(other for other in others if not _PROSE.search(other.value))])


def _head(text: str) -> str:
    """The label at the beginning of a line, up to its colon."""
    return text[: text.find(":") + 1] if ":" in text else text if len(text) < 40 else ""


def _row_of(heads: Sequence[Capacity | None], block: Block) -> Iterator[Labelled]:
    for capacity, cell in zip(heads, block.cells, strict=True):
        if capacity and cell:
            yield Labelled(capacity, cell, cell)


def _under_one_another(heads: Sequence[Capacity | None], blocks: Sequence[Block]) -> Iterator[Labelled]:
    """Lists whose labels stand in one line: side by side in columns, else one paragraph after the other."""
    rows = [columns(block.text) for block in blocks]
    if any(len(row) == len(heads) for row in rows):
        for row in rows:
            yield from (Labelled(head, cell, cell) for head, cell in zip(heads, row, strict=False) if head)
        return
    for number, block in enumerate(blocks):
        if head := heads[min(number, len(heads) - 1)]:
            yield Labelled(head, block.text, block.text)


def _without_colon(text: Text) -> Text:
    """ "Councillors: Hall and Orme" as the title and the names that it is."""
    match = _TITLE_COLON.match(text.value)
    return text[: match.start("colon")] + text[match.end("colon") :] if match else text

"""The lines of a page to what stands side by side on it: columns of prose one after the other, tables row by row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graphbuild.read.pdf.lines import MARK, Line, Piece
from graphbuild.read.pdf.rules import Rules

_NARROWEST = 0.5
"""Of a letter's height, that a gutter is wide."""
_FAR = 3.0
"""Heights of a line that part two regions."""
_FEWEST_PROSE = 3
"""Lines side by side from which two columns can be prose."""
_RUNS_ON = 0.5
"""The share of the lines in each column of prose that the next line goes on from."""
_ALONE = 4
"""Lines one below the other in the first column alone, from which the table is over."""
_CLOSE = 1.25
"""How much farther apart than the closest lines of a table those of one row are at most."""
_NEAR = 1.0
"""Points by which what stands in a cell may reach over the line that is drawn on its left."""
_BULLET = re.compile(r"[-–•·●▪◦○‣*]")
Gutter = tuple[float, float]
_Cells = list[Line | None]


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines one below the other."""

    lines: tuple[Line, ...]
    margin: float | None = None
    """Where full lines end, if not where those of the page do."""


@dataclass(frozen=True, slots=True)
class TableRow:
    """The lines of each cell of a row, and where each cell ends on the right."""

    cells: tuple[tuple[Line, ...], ...]
    rights: tuple[float, ...]


Region = Flow | TableRow


def regions(page: Sequence[Line], rules: Rules) -> Iterator[Region]:
    """What a page holds, in reading order."""
    waiting: list[Line] = []
    index = unframed = 0
    while index < len(page):
        framed: list[Gutter] = []
        if index >= unframed:
            end, framed = _framed(page, index, rules)
            unframed = index if framed else end
        flows = bool(waiting) and _flows_into(waiting[-1], page[index])
        gutters = framed
        if not framed:
            end, gutters = (index, []) if flows else _side_by_side(page, index)
        if not gutters:
            waiting.append(_flowing(page[index]))
            index += 1
            continue
        if waiting:
            yield Flow(tuple(waiting))
            waiting = []
        found = page[index:end]
        if framed := _without_bullets(found, framed):
            yield from _table(found, [_cells(line, framed) for line in found], framed, rules)
        else:
            yield from _columns(found, gutters, rules)
        index = end
    if waiting:
        yield Flow(tuple(waiting))


def _flows_into(above: Line, line: Line) -> bool:
    """Whether a line goes on with a sentence that filled the line above, though a gap stands in it."""
    near = line.top - above.top < 1.6 * above.size
    return near and above.text[-1:] not in ".:;?!" and above.right > line.right - 2 * line.size and not line.marked


def _flowing(line: Line) -> Line:
    """A line of prose: its gaps mean nothing, but for that behind a mark."""
    first = 2 if line.marked else 1
    if len(line.pieces) <= first:
        return line
    rest = line.pieces[first - 1 :]
    whole = replace(line, pieces=rest)
    one = Piece(whole.text, whole.left, whole.right, whole.bold, rest[0].first)
    return replace(line, pieces=(*line.pieces[: first - 1], one), ended=True)


def _gaps(line: Line) -> list[Gutter]:
    """The gaps of a line, without that behind a mark."""
    pairs = list(pairwise(line.pieces))[1 if line.marked else 0 :]
    return [(before.right, after.left) for before, after in pairs]


def _framed(page: Sequence[Line], start: int, rules: Rules) -> tuple[int, list[Gutter]]:
    """The end of the lines from ``start`` on beside the same lines drawn downwards, and these as gutters.

    None where they part nothing: they frame the page, or a paragraph.
    """
    places = rules.beside(page[start].middle)
    end = start + 1
    if len(places) < 2:
        return end, []
    while end < len(page) and _same(places, rules.beside(page[end].middle)):
        end += 1
    gutters = [(x - 2 * _NEAR, x - _NEAR) for x in places]
    if any(piece.left + 1 < x < piece.right - 1 for line in page[start:end] for piece in line.pieces for x in places):
        return end, []  # it is drawn across words: a signature, a stamp
    cells = [{_column(piece, gutters) for piece in line.pieces} for line in page[start:end]]
    if all(len(each) == 1 for each in cells):
        return end, []
    used = set().union(*cells)
    return end, [gutter for column, gutter in enumerate(gutters) if column in used and column < max(used)]


def _same(places: Sequence[float], others: Sequence[float]) -> bool:
    return len(places) == len(others) and all(abs(one - other) < 2 for one, other in zip(places, others, strict=True))


def _side_by_side(page: Sequence[Line], start: int) -> tuple[int, list[Gutter]]:
    """The end of the lines from ``start`` on that stand in columns, and the gutters between these; none for prose."""
    gutters = _gaps(page[start])
    if not gutters:
        return start, []
    found: list[Gutter] = []
    both, single, end, alone = 1, 0, start, 0
    for index in range(start + 1, len(page)):
        above, line = page[index - 1], page[index]
        if line.top - above.bottom > _FAR * line.size:
            break
        left = _free(gutters, line)
        if not left:
            break
        gutters = left
        sides = [_column(piece, gutters) for piece in line.pieces]
        alone = 0 if max(sides) else alone + 1
        if alone > _ALONE:
            break
        both += len(set(sides)) > 1
        single += not max(sides)
        # What is set on the right of a paragraph now and then (who is to act) makes no table of it.
        if max(sides) and both > 1 and single <= both:
            end, found = index + 1, gutters
    return end, found


def _free(gutters: Sequence[Gutter], line: Line) -> list[Gutter]:
    """What of the gutters a line leaves free."""
    narrowest = _NARROWEST * line.size
    found: list[Gutter] = []
    for left, right in gutters:
        for piece in line.pieces:
            if piece.left < right and piece.right > left:
                # It may stand at one edge of the gutter, not across.
                if piece.left <= left:
                    left = piece.right
                elif piece.right >= right:
                    right = piece.left
                else:
                    left = right
        if right - left >= narrowest:
            found.append((left, right))
    return found


def _column(piece: Piece, gutters: Sequence[Gutter]) -> int:
    return sum(piece.left >= right - 0.5 for _, right in gutters)


def _columns(found: Sequence[Line], gutters: Sequence[Gutter], rules: Rules) -> Iterator[Region]:
    """Lines in columns: each column for itself where they are prose, else row by row."""
    if all(MARK.fullmatch(cell.text) for line in found if (cell := _cells(line, gutters)[0])):
        # Numbers beside a list, or bullets, are no column of their own.
        gutters = gutters[1:]
    gutters = _without_bullets(found, gutters)
    if not gutters:
        yield Flow(tuple(_flowing(line) for line in found))
        return
    grid = [_cells(line, gutters) for line in found]
    count = len(gutters) + 1
    columns = [[cells[number] for cells in grid if cells[number]] for number in range(count)]
    if not rules.across and all(_is_prose([line for line in column if line]) for column in columns):
        for column in columns:
            prose = [_flowing(line) for line in column if line]
            yield Flow(tuple(prose), max(line.right for line in prose))
        return
    yield from _table(found, grid, gutters, rules)


def _table(found: Sequence[Line], grid: Sequence[_Cells], gutters: Sequence[Gutter], rules: Rules) -> Iterator[Region]:
    """The rows of a table, of which ``grid`` has what of each line stands in each column."""
    count = len(gutters) + 1
    rights = (*(left for left, _ in gutters), max(line.right for line in found))
    for row in _rows(found, grid, rules):
        filled = [[line for cells in row if (line := cells[number])] for number in range(count)]
        used = [number for number, cell in enumerate(filled) if cell]
        if len(used) == 1:
            yield Flow(tuple(_flowing(line) for line in filled[used[0]]), None if used[0] == 0 else rights[used[0]])
        elif used:
            # Gaps in a cell come from words set to both its sides; nothing is set on the right of it.
            cells = (tuple(replace(_flowing(line), ended=False) for line in cell) for cell in filled)
            yield TableRow(tuple(cells), rights)


def _without_bullets(found: Sequence[Line], gutters: Sequence[Gutter]) -> list[Gutter]:
    """The gutters without those between bullets and their text; bullets in the first column stay one of their own."""
    grid = [_cells(line, gutters) for line in found]
    return [
        gutter
        for number, gutter in enumerate(gutters)
        if number == 0
        or not all(_BULLET.fullmatch(cell.text) for cells in grid if (cell := cells[number]))
        or not any(cells[number] for cells in grid)
    ]


def _cells(line: Line, gutters: Sequence[Gutter]) -> list[Line | None]:
    pieces: list[list[Piece]] = [[] for _ in range(len(gutters) + 1)]
    for piece in line.pieces:
        pieces[_column(piece, gutters)].append(piece)
    return [replace(line, pieces=tuple(cell)) if cell else None for cell in pieces]


def _is_prose(column: Sequence[Line]) -> bool:
    """Whether the lines of a column go on from each other, as those of a newspaper do, and are no list of names."""
    if 2 * sum(line.text.endswith(",") for line in column) > len(column):
        return False
    runs_on = sum(
        above.text[-1:] in ",-" or (below.text[:1].islower() and above.text[-1:] not in ".:;")
        for above, below in pairwise(column)
    )
    return len(column) >= _FEWEST_PROSE and runs_on >= _RUNS_ON * (len(column) - 1)


def _rows(found: Sequence[Line], grid: Sequence[_Cells], rules: Rules) -> Iterator[list[_Cells]]:
    """The lines of each row: what drawn lines part, else what stands close together or begins in the first column."""
    edges = min(line.left for line in found), max(line.right for line in found)
    pairs = list(pairwise(found))
    drawn = [_drawn_between(above, below, edges, rules) for above, below in pairs]
    pitches = [below.top - above.top for above, below in pairs]
    close = _CLOSE * min(pitches, default=0.0)
    apart = drawn if any(drawn) else [pitch > close for pitch in pitches]
    group = [grid[0]]
    for cells, parted in zip(grid[1:], apart, strict=True):
        if parted:
            yield from [group] if any(drawn) else _by_first_column(group)
            group = []
        group.append(cells)
    yield from [group] if any(drawn) else _by_first_column(group)


def _by_first_column(group: Sequence[_Cells]) -> Iterator[list[_Cells]]:
    """The rows of lines that stand close together; where one alone fills several columns, those below go on with it."""
    filled = [bool(cells[0] and any(cells[1:])) for cells in group]
    row: list[_Cells] = []
    for number, cells in enumerate(group):
        goes_on = sum(filled) == 1 and filled.index(True) < number
        if cells[0] and any(above[0] for above in row) and not goes_on:
            yield row
            row = []
        row.append(cells)
    yield row


def _drawn_between(above: Line, below: Line, edges: Gutter, rules: Rules) -> bool:
    """Whether a line is drawn from edge to edge between two lines of a table."""
    left, right = edges
    top, bottom = (above.top + above.bottom) / 2, (below.top + below.bottom) / 2
    first, last = bisect_left(rules.across, (top,)), bisect_left(rules.across, (bottom,))
    reach = sum(max(0.0, min(right, end) - max(left, begin)) for _, begin, end in rules.across[first:last])
    return reach > 0.6 * (right - left)

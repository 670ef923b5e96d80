"""Registers: tables whose rows name an earlier meeting's record by its date, with what was decided."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from graphbuild import dates
from graphbuild.dates import Dated
from graphbuild.extract.draft import Draft
from graphbuild.extract.unit import Unit
from graphbuild.model import Item, Meeting, Passage, Pointer, Ref

_HEAD = re.compile(
    r"(?:scrutiny |agreed )?(?:recommendations?|resolutions?)(?: made| agreed)?|(?:decision|meeting) date"
    r"|date of (?:decision|meeting)|meeting|minutes?(?: (?:no|number|ref|reference)\.?)?",
    re.IGNORECASE,
)
"""The head of a column that makes a table a register; dates alone may be of payments or applications."""
_NUMBERED_HEAD = re.compile(r"min(?:ute)?s?\.? ?(?:no|number|ref|reference)?\.?", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<label>Min(?:ute)?\.?\s(?:No\.?|Number|Ref\.?)?\s?)?(?P<number>[A-Z]?\d{1,4}[A-Z]?(?:/\d{2,4})?)",
    re.IGNORECASE,
)
_MARKS = " \t:;.,()–-"


def pointers_of_registers(draft: Draft, item: Item, meeting: Meeting) -> Iterator[Pointer]:
    """A pointer for each row of an item's registers that names an earlier meeting by its date.

    The item goes on from what the row names; the row's other cells say which of the meeting's items that is.
    """
    tables: defaultdict[Ref | None, defaultdict[int, list[Unit]]] = defaultdict(lambda: defaultdict(list))
    for unit in draft.all_units_of(item.key):
        if unit.role == "cell":
            tables[unit.paper][unit.position].append(unit)
    for rows in tables.values():
        heads = [u.value.strip(_MARKS) for row in rows.values() for u in row]
        if not any(_HEAD.fullmatch(head) for head in heads):
            continue
        numbered = any(_NUMBERED_HEAD.fullmatch(head) for head in heads)
        for row in rows.values():
            if pointer := _pointer(draft, item, meeting, row, numbered):
                yield pointer


def _pointer(draft: Draft, item: Item, meeting: Meeting, row: Sequence[Unit], numbered: bool) -> Pointer | None:
    """What a row points at; None where no cell is an earlier date, alone or with a minute's number."""
    place, dated = next(((i, d) for i, unit in enumerate(row) if (d := _only_date(unit.value))), (0, None))
    if dated is None or dated.iso >= meeting.date:
        return None
    others = [unit.value for i, unit in enumerate(row) if i != place]
    number = _number(row[place].value[dated.end :], False) or next(
        (n for text in others if (n := _number(text, numbered))), None
    )
    passages = [unit.passage(0, len(unit.value)) for unit in row]
    return Pointer(
        key=("pointer", "row", str(passages[0].begin), dated.iso, number or "", item.key[1]),
        evidence=(Passage(draft.source, min(p.begin for p in passages), max(p.end for p in passages)),),
        rule="reference-register",
        confidence=0.88,
        item=item.key,
        date=dated.iso,
        number=number,
        beside=tuple(others),
        follows_up=True,
    )


def _only_date(text: str) -> Dated | None:
    """The date of a cell that holds nothing else, but for a minute's number."""
    found = list(dates.full_dates(text))
    if len(found) != 1 or text[: found[0].begin].strip(_MARKS):
        return None
    rest = text[found[0].end :].strip(_MARKS)
    return found[0] if not rest or _number(rest, False) else None


def _number(text: str, bare: bool) -> str | None:
    """The number of a minute that a cell holds and nothing else; without the word for it only where ``bare``."""
    match = _NUMBER.fullmatch(text.strip(_MARKS))
    return match.group("number") if match and (bare or match.group("label")) else None

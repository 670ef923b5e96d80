"""A diff on the terminal, by document, and as rows for the other formats."""

from __future__ import annotations

from itertools import groupby

from pyoxigraph import Literal
from rich.console import Console

from graphbuild.diff.changes import CHANGED, GAINED, LOST, Change, Diff
from graphbuild.format import clean
from graphbuild.query import Rows
from graphbuild.vocabulary import XSD

_MARKS = {GAINED: ("+", "green"), LOST: ("-", "red"), CHANGED: ("~", "yellow")}
COLUMNS = ("document", "change", "kind", "fact", "was", "sentence", "begin", "end")


def as_rows(found: Diff) -> Rows:
    """A row a change, in the order of the diff."""
    return Rows(COLUMNS, tuple(map(_row, found.changes)))


def _row(change: Change) -> tuple[Literal | None, ...]:
    texts = (change.document, change.change, change.kind, change.fact, change.was or None)
    cells = [None if text is None else Literal(text) for text in texts]
    if change.place is None:
        return (*cells, None, None, None)
    offsets = (Literal(str(offset), datatype=XSD.integer) for offset in (change.place.begin, change.place.end))
    return (*cells, Literal(change.place.quote), *offsets)


def tell(found: Diff, console: Console) -> None:
    """Prints each document with what changed in it, every change with its sentence, and the whole in one line."""
    by_document = {name: list(group) for name, group in groupby(found.changes, key=lambda change: change.document)}
    for name in sorted({*by_document, *found.documents}):
        state = found.documents.get(name)
        _line(console, f"{clean(name)}{f' ({clean(state)})' if state else ''}", "bold")
        for change in by_document.get(name, ()):
            _tell(change, console)
        console.print()
    _line(console, found.summary())


def _tell(change: Change, console: Console) -> None:
    mark, colour = _MARKS[change.change]
    _line(console, f"  {mark} {change.kind}: {clean(change.fact)}", colour)
    if change.was:
        _line(console, f"      {clean(change.was)}")
    if change.place and clean(change.place.quote).casefold() not in clean(change.fact).casefold():
        _line(console, f"      “{clean(change.place.quote)}”", "dim")


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

"""A diff on the terminal, by document, and as rows for the other formats."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from itertools import groupby

from pyoxigraph import Literal
from rich.console import Console

from graphbuild.diff.changes import CHANGED, GAINED, LOST, Change, Diff
from graphbuild.diff.reading import CLAIMS, ENTITIES
from graphbuild.format import clean
from graphbuild.query import Rows
from graphbuild.vocabulary import XSD

_MARKS = {GAINED: ("+", "green"), LOST: ("-", "red"), CHANGED: ("~", "yellow")}
_BETWEEN = " – "
"""Stands between the parts of a claim in its label."""
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
    """Prints each document with what changed in it, every sentence once with all that rests on it, and the whole in one
    line.
    """
    by_document = {name: list(group) for name, group in groupby(found.changes, key=lambda change: change.document)}
    for name in sorted({*by_document, *found.documents}):
        state = found.documents.get(name)
        _line(console, f"{clean(name)}{f' ({clean(state)})' if state else ''}", "bold")
        for changes in _together(by_document.get(name, ())):
            _tell(changes, console)
        console.print()
    _line(console, found.summary())


def _together(changes: Iterable[Change]) -> Iterable[list[Change]]:
    """What rests on one sentence; names that need none, by kind; and each other change alone. In order of the first."""
    groups: defaultdict[Hashable, list[Change]] = defaultdict(list)
    for change in changes:
        named = change.kind in ENTITIES.values() and not change.was
        groups[_sentence(change) or ((change.change, change.kind) if named else change)].append(change)
    return groups.values()


def _tell(changes: Sequence[Change], console: Console) -> None:
    sentence = _sentence(changes[0])
    if not sentence:
        _tell_fact(changes[0], "; ".join(change.fact for change in changes), console)
        return
    for (beginning, *_), group in groupby(changes, key=_beginning):
        same = list(group)
        facts = "; ".join(change.fact.removeprefix(beginning) for change in same)
        _tell_fact(same[0], f"{beginning}{facts}", console)
    _line(console, f"      “{sentence}”", "dim")


def _beginning(change: Change) -> tuple[str, str, Change | str]:
    """What a claim has in common with others of its subject ("Item – discusses – "); another change stands alone."""
    if change.kind not in CLAIMS.values() or change.was:
        return "", "", change
    parts = change.fact.rpartition(_BETWEEN)
    return "".join(parts[:2]), change.kind, change.change


def _tell_fact(change: Change, facts: str, console: Console) -> None:
    mark, colour = _MARKS[change.change]
    _line(console, f"  {mark} {change.kind}: {clean(facts)}", colour)
    if change.was:
        _line(console, f"      {clean(change.was)}")


def _sentence(change: Change) -> str:
    """What states a change; nothing where the fact says it in full."""
    quote = clean(change.place.quote) if change.place else ""
    return "" if quote.casefold() in clean(change.fact).casefold() else quote


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

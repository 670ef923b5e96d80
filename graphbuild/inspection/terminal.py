"""An inspection told in the terminal: labels at the margin, the text, and under each paragraph what was found in it.

Colours only repeat what the words say; in a pipe there are none, and a paragraph is one line.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from graphbuild.codes import EntityKind
from graphbuild.format import clean
from graphbuild.inspection.seen import LEFT_OUT, Inspection, Mark, Row
from graphbuild.inspection.wording import counted, fitted, where_from

_MARGIN = 16
_NARROWEST = 24
_STYLES = {"segment": "bold", "name": "cyan", "fact": "green"}
_NAMES = {"person": "bold cyan", "organisation": "bold green", "post": "bold magenta", "undertaking": "bold yellow"}
_LISTED = {*EntityKind, "attendance", "chair"}
"""Kinds of findings of which one rule mostly finds several in a paragraph."""
_SHORT = 100
"""Characters of a paragraph that is only pointed at."""


def tell(inspection: Inspection, console: Console) -> None:
    """Print an inspection to ``console``."""
    page = _Page(inspection, console)
    page.line("", Text(clean(inspection.source.name), "bold"))
    for sentence in summary(inspection):
        page.line("", sentence)
    for row in inspection.rows:
        page.row(row)
    page.not_understood()


def summary(inspection: Inspection) -> list[str]:
    """What was chosen and how much was seen, a sentence each."""
    return [*filter(None, [clean(inspection.problem)]), *map(clean, fitted(inspection)), counted(inspection)]


class _Page:
    def __init__(self, inspection: Inspection, console: Console) -> None:
        self._seen = inspection
        self._console = console

    def row(self, row: Row) -> None:
        """A paragraph with its label, and what was found in it."""
        text = self._seen.source.text[row.begin : row.end]
        if not text.strip():
            return
        self._console.print()
        label = LEFT_OUT if row.kind == LEFT_OUT else ", ".join(row.labels) or ("│" if row.kinds else "")
        if not row.understood and row.kind != LEFT_OUT:
            label = "nothing found" if not row.kinds else f"{label}?"
        self.line(clean(label), self._styled(row), style="dim" if row.kind == LEFT_OUT else "bold")
        marks = [self._seen.marks[index] for index in row.marks]
        self._found("· ", (mark for mark in marks if mark.layer == "name"))
        self._found("→ ", (mark for mark in marks if mark.layer == "fact"))

    def not_understood(self) -> None:
        """The paragraphs in which nothing was found, and what several of them begin with."""
        unseen = self._seen.not_understood
        self._console.print()
        if not unseen:
            self.line("", "Something was found in every paragraph.")
            return
        self.line("", Text(f"Nothing was found in {len(unseen)} of {self._seen.paragraphs} paragraphs:", "bold"))
        for row in unseen:
            text = clean(self._seen.source.text[row.begin : row.end])
            self.line(f"line {row.line}", text if len(text) <= _SHORT else f"{text[:_SHORT].rstrip()}…")
        if self._seen.openings:
            told = "; ".join(f"“{clean(one.words)}” ({one.times} times)" for one in self._seen.openings)
            self.line("", f"Several of them begin alike; if these are labels, a layout can say so: {told}")

    def line(self, label: str, words: str | Text, style: str = "bold", mark: str = "") -> None:
        """A paragraph behind its label: on a terminal wrapped, in a pipe one line."""
        text = Text(words) if isinstance(words, str) else words
        before = Text(label.ljust(_MARGIN - 1) + " ", style) if label or mark else Text("")
        before = Text(" " * _MARGIN + mark) if mark else before
        if not self._console.is_terminal:
            self._console.print(before + text, soft_wrap=True)
            return
        room = max(_NARROWEST, self._console.width - len(before))
        for place, part in enumerate(text.wrap(self._console, room)):
            part.rstrip()
            self._console.print(Text(" " * len(before)) + part if place else before + part, soft_wrap=True)

    def _found(self, sign: str, marks: Iterable[Mark]) -> None:
        """What one rule found, on one line: "person: Hall; Orme"."""
        alike: dict[tuple[str, str], list[str]] = {}
        style = ""
        for mark in marks:
            kind, parted, name = clean(mark.label).partition(": ")
            style = _STYLES[mark.layer]
            group, name = (kind, name) if parted and mark.kind in _LISTED else (clean(mark.label), "")
            alike.setdefault((group, where_from(mark)), []).append(name)
        for (kind, source), names in alike.items():
            listed = "; ".join(dict.fromkeys(filter(None, names)))
            words = Text(f"{kind}: {listed}" if listed else kind, style)
            self.line("", words.append(f"  [{source}]", "dim"), mark=sign)

    def _styled(self, row: Row) -> Text:
        """A paragraph on one line, its names in colour."""
        text, position = Text(style="dim" if row.kind == LEFT_OUT else ""), row.begin
        for mark in self._names(row):
            if mark.begin < position:
                continue
            text.append(self._folded(position, mark.begin))
            text.append(self._folded(mark.begin, mark.end), _NAMES.get(mark.kind, "bold"))
            position = mark.end
        text.append(self._folded(position, max(position, row.end)))
        text.rstrip()
        return text

    def _names(self, row: Row) -> Iterable[Mark]:
        return (mark for index in row.marks if (mark := self._seen.marks[index]).layer == "name")

    def _folded(self, begin: int, end: int) -> str:
        """A stretch of the source on one line; white space at its edges stays one space."""
        raw = self._seen.source.text[begin:end]
        folded = clean(raw)
        if not folded:
            return " " if raw else ""
        return f"{' ' if raw[0].isspace() else ''}{folded}{' ' if raw[-1].isspace() else ''}"

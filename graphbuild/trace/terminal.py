"""A story told in the terminal, year by year; in a pipe as plain text, one line a paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.rule import Rule
from rich.text import Text

from graphbuild.format import clean
from graphbuild.trace import wording
from graphbuild.trace.records import Decision, Item, Link, Meeting, Outcome, Sighting, Story, Why, Year

_NUMBER = 4
"""Columns that an item's number takes at least."""
_PARTS = "Who does what"
_NARROWEST = 20
"""Columns that a paragraph has however narrow the terminal is."""


def tell(story: Story, console: Console) -> None:
    """Print a story to ``console``."""
    page = _Page(console, story.bodies)
    page.head(story)
    for year in story.years:
        page.year(year, story.until)
    page.ends(story)


class _Page:
    """Prints the parts of a story."""

    def __init__(self, console: Console, bodies: frozenset[str]) -> None:
        self._console = console
        self._bodies = bodies

    def head(self, story: Story) -> None:
        if story.topic:
            self._line(0, Text(clean(story.label), "bold"))
        else:
            self._line(0, Text(f"Search for “{clean(story.label)}”", "bold"))
            self._line(0, "No topic, but the items that have these words in a name, the title or a decision.")
            if story.found:
                self._line(0, f"Names found: {wording.listed(story.found, '; ')}", hang=2)
        self._line(0, wording.extent(story))
        self._line(0, wording.asked(story))

    def year(self, year: Year, until: str) -> None:
        self._console.print()
        self._heading(str(year.year))
        for meeting in year.meetings:
            self._meeting(meeting, until)
        self._around(year)

    def ends(self, story: Story) -> None:
        if story.threads:
            self._console.print()
            self._heading("How it went on")
            for thread in story.threads:
                places = [thread.links[0].earlier, *(link.later for link in thread.links)]
                self._line(2, wording.chain(places, self._bodies), hang=2)
        if story.missing:
            self._console.print()
            self._heading("What these papers lack")
            for where, links in _by_target(story.missing):
                pointing = "; ".join(wording.at(link.later, self._bodies) for link in links)
                self._line(2, f"{where} (named in {pointing})", hang=2)

    def _meeting(self, meeting: Meeting, until: str) -> None:
        where = "" if len(self._bodies) == 1 else f" · {clean(meeting.body)}"
        self._line(0, Text(f"{wording.day_of_year(meeting.date)}{where}", "bold"))
        for item in meeting.items:
            self._item(item, meeting.date, until)
            self._console.print()

    def _item(self, item: Item, met: str, until: str) -> None:
        number = clean(item.number)
        width = max(_NUMBER, len(number) + 2)
        self._line(2, Text(clean(item.title) or "(without a title)", "bold"), label=number.ljust(width))
        indent = 2 + width
        if item.presented_by:
            self._line(indent, f"Presented by {wording.listed((who.label for who in item.presented_by), '; ')}")
        for link in item.goes_on_from:
            self._line(indent, f"Goes on from {wording.target(link, self._bodies)}", hang=2)
        if item.why is Why.THREAD:
            self._line(indent, "(not on the topic by its own words, but between two items that are)")
        for decision in item.decisions:
            self._decision(decision, indent, met, until)
        for figures, words in wording.sums(item):
            self._line(indent, f"{figures}: {words}", hang=2)

    def _decision(self, decision: Decision, indent: int, met: str, until: str) -> None:
        label = f"({clean(decision.clause)}) " if decision.clause else "– "
        self._line(indent, clean(decision.text), label=label)
        if became := wording.became(decision, met, until, self._bodies):
            mark = "✓" if decision.outcome is Outcome.ANSWERED else "→"
            self._line(indent + len(label), became, label=f"{mark} ")

    def _around(self, year: Year) -> None:
        """Who does what, and who and what comes and goes in a year."""
        going = {one.iri for one in year.leaving}
        coming = {one.iri for one in year.entering}
        rows = {
            "First seen": _names(one for one in year.entering if one.iri not in going),
            "This year only": _names(one for one in year.entering if one.iri in going),
            "Last seen": _names(one for one in year.leaving if one.iri not in coming),
        }
        width = max(map(len, (_PARTS, *rows))) + 2
        for place, line in enumerate(wording.parts(year)):
            self._line(2, line, label=("" if place else _PARTS).ljust(width), hang=2)
        for label, words in rows.items():
            if words:
                self._line(2, words, label=label.ljust(width))

    def _heading(self, words: str) -> None:
        if self._console.is_terminal:
            self._console.print(Rule(Text(words, "bold"), align="left", style="dim"))
        else:
            self._line(0, words)

    def _line(self, indent: int, words: str | Text, label: str = "", hang: int = 0) -> None:
        """A paragraph behind a label: on a terminal wrapped, further lines ``hang`` deeper; in a pipe one line."""
        text = Text(words) if isinstance(words, str) else words
        before = " " * indent + label
        if not self._console.is_terminal:
            self._console.print(Text(before) + text, soft_wrap=True)
            return
        room = max(_NARROWEST, self._console.width - len(before) - hang)
        for place, line in enumerate(text.wrap(self._console, room)):
            line.rstrip()
            self._console.print(Text(" " * (len(before) + hang) if place else before) + line, soft_wrap=True)


def _names(seen: Iterable[Sighting]) -> str:
    """Organisations, then services."""
    ordered = sorted(seen, key=lambda one: (one.kind, one.label.casefold()))
    return "; ".join(clean(one.label) for one in ordered)


def _by_target(links: Iterable[Link]) -> list[tuple[str, list[Link]]]:
    found: dict[str, list[Link]] = {}
    for link in links:
        found.setdefault(wording.record(link.earlier), []).append(link)
    return list(found.items())

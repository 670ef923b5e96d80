"""The conversation: a question with its evidence, an answer, and the answer on the disk before the next question."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graphbuild import lookup
from graphbuild.corrections.loading import parse
from graphbuild.corrections.writing import Journal
from graphbuild.errors import GraphbuildError, shown
from graphbuild.format import clean
from graphbuild.review.question import Part, Passage, Question
from graphbuild.review.reading import Reading

_SHOWN = 3
"""Passages shown of a fact, or of each of two names."""
_KEYS = "yes, no, skip, back, rename, topic, quit"
_HELP = """y or n      yes or no; a reason may follow: "n he left in May"
s           skip it, to be asked again another time
b           back to the question before, and take its answer back
r NAME      a better name for the first; r2 NAME for the second
t TOPIC     the item is about this topic too, by its name or short form
q           quit; everything answered is kept"""


@dataclass(slots=True)
class Session:
    """Asks ``questions`` one by one and writes each answer to the ``journal``.

    ``read`` gives what is typed, None at the end of it; ``by`` and ``on`` are who answers and the day.
    """

    questions: Sequence[Question]
    reading: Reading
    journal: Journal
    console: Console
    read: Callable[[], str | None]
    by: str
    on: datetime.date
    _written: dict[int, int] = field(default_factory=dict)
    """How many answers each question got."""

    def run(self) -> None:
        """Asks until all are asked or somebody quits. Raises GraphbuildError where the file cannot be written."""
        place = 0
        while 0 <= place < len(self.questions):
            self._show(place)
            step = self._answered(place)
            if step is None:
                return
            place = max(0, place + step)
        self._say("That was the last question.")

    def _answered(self, place: int) -> int | None:
        """How many questions to go on; None to stop. Asks again until an answer is understood."""
        while True:
            self.console.print(Text(f"[{_KEYS}; ? for help] ", "bold"), end="")
            typed = self.read()
            if typed is None:
                self.console.print()
                return None
            word, _, rest = clean(typed).strip().partition(" ")
            key, rest = word.casefold(), rest.strip()
            if key in ("q", "quit"):
                return None
            if key in ("s", "skip"):
                return 1
            if key in ("b", "back"):
                return self._back(place)
            if key in ("y", "yes", "n", "no"):
                chosen = self.questions[place].yes if key[0] == "y" else self.questions[place].no
                if self._write(place, chosen, rest):
                    return 1
            else:
                self._other(place, key, rest)

    def _other(self, place: int, key: str, rest: str) -> None:
        """What leaves the question open."""
        if key in ("r", "r1", "r2", "rename"):
            self._rename(place, 1 if key == "r2" else 0, rest)
        elif key in ("t", "topic"):
            self._topic(place, rest)
        else:
            self._say(_HELP)

    def _back(self, place: int) -> int:
        if place == 0:
            self._say("This is the first question.")
            return 0
        for here in (place, place - 1):
            while self._written.get(here):
                try:
                    self.journal.take_back()
                except GraphbuildError as error:
                    self._say(f"{error}.")
                    return 0
                self._written[here] -= 1
        return -1

    def _rename(self, place: int, which: int, name: str) -> None:
        part = self.questions[place].parts[which]
        if part.kind is None:
            self._say(f"{part.name} has a title or a date, no name; choose the other with r or r2.")
        elif self._write(place, {"name": name or None, "of": part.called, "kind": part.kind}):
            self._say(f"{part.name} will be called {name}. And the question?")

    def _topic(self, place: int, name: str) -> None:
        item = self.questions[place].item
        found = lookup.find(self.reading.topics, name) if name else []
        if item is None:
            self._say("This question is about no item, to which a topic could be given.")
        elif len(found) != 1:
            near = lookup.suggestion(name, self.reading.topics) if name else ""
            self._say(f"{name or 'Nothing'} is no topic{near or '; give its name or short form, as in: t SEND'}")
        else:
            topic = self.reading.called_topic(found[0])
            if self._write(place, {"topic": topic, "item": item}):
                self._say(f"The item will be about {found[0].label}. And the question?")

    def _write(self, place: int, said: Mapping[str, Any], because: str = "") -> bool:
        """Writes an answer; says why not where it is no correction."""
        entry = {**said, "by": self.by, "on": self.on, **({"because": because} if because else {})}
        try:
            parse(_as_text(entry))
        except ValueError:
            self._say("This cannot be written as a correction; give a name of up to 500 characters.")
            return False
        self.journal.append(entry)
        self._written[place] = self._written.get(place, 0) + 1
        return True

    def _show(self, place: int) -> None:
        question = self.questions[place]
        self.console.rule(f"{place + 1} of {len(self.questions)}: {question.held}, {question.certainty:.0%} sure")
        self.console.print(Text(clean(question.text), "bold"))
        if question.fact:
            self._passages(self.reading.passages(question.fact))
            return
        for number, part in enumerate(question.parts, start=1):
            self.console.print(Text(f"{number}. {clean(part.name)}"))
            self._passages(self._of(part, question))

    def _of(self, part: Part, question: Question) -> list[Passage]:
        """The passages of one of two names; of a longer one that holds it, those are the other's."""
        longer = [p.form for p in question.parts if p.form and part.form and part.form in p.form and p is not part]
        passages = self.reading.passages(part.iri, part.form)
        return [p for p in passages if not any(form in p.sentence for form in longer)] or passages

    def _passages(self, found: Sequence[Passage]) -> None:
        # A paragraph that says it twice is shown once.
        passages = list({(p.document, p.paragraph): p for p in reversed(found)}.values())[::-1]
        for passage in passages[:_SHOWN]:
            page = f", page {passage.page}" if passage.page else ""
            text = Text(f"{clean(passage.document)}{page}: ", "dim")
            text.append(f"{passage.before} ".lstrip()).append(passage.sentence, "bold reverse")
            gap = "" if passage.after[:1] in ",.;:)" else " "
            text.append(f"{gap}{passage.after}")
            self.console.print(Padding(text, (0, 0, 0, 4)))
        if len(passages) > _SHOWN:
            self.console.print(Padding(Text(f"and {len(passages) - _SHOWN} more", "dim"), (0, 0, 0, 4)))

    def _say(self, text: str) -> None:
        self.console.print(Text("\n".join(shown(line) for line in text.splitlines())))


def _as_text(value: Any) -> Any:
    """A correction as it is read again: everything is text."""
    if isinstance(value, Mapping):
        return {key: _as_text(inside) for key, inside in value.items()}
    if isinstance(value, list | tuple):
        return [_as_text(inside) for inside in value]
    return "" if value is None else str(value)


def today() -> datetime.date:
    """The day on which answers are given."""
    return datetime.date.today()


def refuse_without_terminal(is_terminal: bool) -> None:
    """Raises GraphbuildError where nobody can be asked."""
    if not is_terminal:
        raise GraphbuildError(
            "review asks questions, and there is no terminal to ask them in; run it in one, or write corrections.yaml "
            "by hand (docs/corrections.md)"
        )

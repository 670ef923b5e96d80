"""Makes up paragraphs of minutes with the names in them marked: text that an entity recogniser can be trained on.

`python benchmarks/recogniser/generate.py OUT.spacy --paragraphs 9000 --seed 1 [--held-out]`

Sentences come from templates.txt, words and parts of names from words.yaml. With --held-out only templates and parts of
names are used that are never used without it, so that a score on such text is one on names and sentences not seen.
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).parent
LABELS = {"ORG": "ORGANISATION", "UND": "UNDERTAKING", "PERSON": "PERSON", "POST": "POST"}
HELD_OUT = 5
"""Every so many-th template and part of names is held out."""
_SLOT = re.compile(r"\{(?P<slot>\w+)(?:\.(?P<bare>bare))?(?P<upper>\^)?\}")
_LOWERED = frozenset(
    "the a an it there in as since between by some each under through with without both neither".split()
)
_PARTS = frozenset(
    "nouns places_end adjectives imperatives objects purposes activities org_heads und_heads heads syllables endings "
    "towns_start towns_end given surnames".split()
)


class Marked(NamedTuple):
    """A text and its names as (begin, end, label)."""

    text: str
    names: list[tuple[int, int, str]]


class Generator:
    """Draws paragraphs; the same seed draws the same ones."""

    def __init__(self, seed: int, held_out: bool = False) -> None:
        self.chance = random.Random(seed)
        data: dict[str, list[Any]] = yaml.safe_load((HERE / "words.yaml").read_text(encoding="utf-8"))
        self.words = {
            key: share([str(w) for w in values], held_out) if key in _PARTS else [str(w) for w in values]
            for key, values in data.items()
        }
        self.groups = {name: share(lines, held_out) for name, lines in templates().items()}
        self.slots: dict[str, Callable[[], str]] = {
            "PERSON": self.person, "POST": self.post, "surname": lambda: self.pick("surnames"), "place": self.place,
            "street": lambda: f"{self.proper()} {self.pick('streets')}", "Matter": lambda: self.pick("matters"),
            "n": lambda: str(self.chance.choice([3, 4, 7, 11, 14, 18, 25, 32, 60, 85, 120, 240, 410])),
            "year": lambda: str(self.chance.randint(2008, 2026)), "time": self.time, "date": self.date,
        }  # fmt: skip

    def paragraph(self) -> Marked:
        """One to three sentences."""
        text, names = "", []
        for _ in range(self.chance.choice([1, 1, 1, 2, 2, 3])):
            sentence = self.sentence()
            text += " " if text else ""
            names += [(begin + len(text), end + len(text), label) for begin, end, label in sentence.names]
            text += sentence.text
        return Marked(text, names)

    def sentence(self) -> Marked:
        """A template filled, with words before and after it as the chance falls."""
        plain = self.chance.random() < 0.42
        group = self.chance.choice([g for g in self.groups if g.startswith("none") is plain and self.groups[g]])
        template = self.chance.choice(self.groups[group])
        if group not in ("title", "resolved") and template.endswith("."):
            opening = self.pick("openings")
            first = template.split()[0]
            if opening.endswith(("that ", ", ")) and first.casefold() in _LOWERED:
                template = first.casefold() + template[len(first) :]
            closing = self.pick("closings")
            template = opening + (template[:-1] + closing if closing else template)
        return self.fill(template)

    def fill(self, template: str) -> Marked:
        """The template with all its slots filled."""
        text, names, position = "", [], 0
        for match in _SLOT.finditer(template):
            text += template[position : match.start()]
            slot = match.group("slot")
            label = LABELS.get(slot)
            if slot in ("ORG", "UND"):
                before, value, after = self.name(slot, bool(match.group("bare")), template[match.end() :])
                before = "" if text.endswith(("the ", "The ", "'s ", "“", "‘", '"')) else before
                text += before[:1].upper() + before[1:] if not text else before
            else:
                drawn = self.slots[slot]() if slot in self.slots else self.pick(_plural(slot, self.words))
                value, after = drawn, ""
            if match.group("upper"):
                value = value[:1].upper() + value[1:]
            if label:
                names.append((len(text), len(text) + len(value), label))
            text += value + after
            position = match.end()
        return Marked(text + template[position:], names)

    def pick(self, key: str) -> str:
        """One of a list of words."""
        return self.chance.choice(self.words[key])

    def name(self, slot: str, bare: bool, following: str) -> tuple[str, str, str]:
        """An article, a name and a common noun after it; article and noun are mostly empty."""
        if not bare:
            head = self.pick("org_heads" if slot == "ORG" else "und_heads")
            first = self.chance.choice([self.place, lambda: self.pick("heads"), self.proper])()
            middle = f"{self.pick('heads')} " if self.chance.random() < 0.3 else ""
            return ("the " if self.chance.random() < 0.7 else ""), f"{first} {middle}{head}".replace("  ", " "), ""
        value = self.organisation() if slot == "ORG" else self.undertaking()
        noun = slot == "UND" and following.startswith(" ") and self.chance.random() < 0.12
        article = "the " if noun or self.chance.random() < 0.1 else ""
        return article, value, f" {self.pick('kind')}" if noun else ""

    def undertaking(self) -> str:
        """A name of an undertaking without a head word."""
        kinds: list[Callable[[], str]] = [
            self.coined, self.motto, self.motto, lambda: self.pick("nouns"), lambda: self.pick("nouns") + "s",
            lambda: f"{self.pick('adjectives')} {self.pick('nouns')}s",
            lambda: f"{self.pick('nouns')} {self.pick('nouns')}", lambda: f"{self.place()} {self.pick('activities')}",
            lambda: f"{self.pick('adjectives')} {self.place()}", self.acronym,
            lambda: f"{self.pick('adjectives')} {self.pick('adjectives')}",
            lambda: f"{self.pick('adjectives')} {self.chance.choice(['for', 'to', 'into'])} {self.pick('purposes')}",
            lambda: f"{self.pick('nouns')}{self.pick('nouns')}",
            lambda: f"{self.pick('activities')} {self.chance.randint(2020, 2040)}",
            lambda: f"{self.pick('nouns')} to {self.pick('nouns')}",
            lambda: f"{self.pick('nouns')} and {self.pick('nouns')}",
        ]  # fmt: skip
        return self.chance.choice(kinds)()

    def organisation(self) -> str:
        """A name of an organisation without a head word."""
        kinds: list[Callable[[], str]] = [
            self.coined, self.coined, lambda: f"{self.proper()} {self.pick('places_end')}", self.acronym,
            lambda: f"{self.pick('nouns')} {self.pick('places_end')}", lambda: f"The {self.pick('nouns')}",
            lambda: f"{self.pick('nouns')}s", lambda: f"{self.pick('adjectives')} {self.pick('nouns')}s",
            lambda: f"{self.pick('surnames')}'s", lambda: f"{self.pick('surnames')} {self.pick('surnames')}",
            lambda: f"{self.pick('surnames')} and {self.pick('surnames')}", lambda: f"St {self.pick('given')}'s",
            lambda: f"{self.place()} {self.pick('nouns')}", lambda: f"{self.pick('nouns')} {self.place()}",
            lambda: f"{self.pick('nouns')} and {self.pick('nouns')}", lambda: self.pick("nouns"),
        ]  # fmt: skip
        return self.chance.choice(kinds)()

    def coined(self) -> str:
        """A word that is none."""
        short = self.chance.random() < 0.6
        return (self.pick("syllables") + self.pick("endings")).capitalize() if short else self.long()

    def long(self) -> str:
        """A longer word that is none."""
        return (self.pick("syllables") + self.pick("syllables") + self.pick("endings")).capitalize()

    def motto(self) -> str:
        """What a campaign may be called."""
        return f"{self.pick('imperatives')} {self.pick('objects')}"

    def acronym(self) -> str:
        """Three to five capitals that can be spoken."""
        word = self.pick("syllables") + self.pick("syllables")
        return word[: self.chance.randint(3, 5)].upper()

    def proper(self) -> str:
        """What streets and places are called after: so that the word alone does not tell a name's kind."""
        return self.chance.choice(
            [self.place, self.coined, lambda: self.pick("nouns"), lambda: self.pick("surnames")]
        )()

    def place(self) -> str:
        """A made-up place."""
        if self.chance.random() < 0.15:
            return self.long() if self.chance.random() < 0.5 else f"{self.pick('nouns')} {self.pick('streets')}"
        return self.pick("towns_start") + self.pick("towns_end") if self.chance.random() < 0.9 else self.pick("nouns")

    def person(self) -> str:
        """A person as minutes name them."""
        title = self.chance.choice(["Councillor ", "Councillor ", "Cllr ", "Mr. ", "Mrs ", "Ms ", "", "", "", ""])
        given = self.pick("given") + " " if not title or self.chance.random() < 0.4 else ""
        surname = self.long() if self.chance.random() < 0.15 else self.pick("surnames")
        return f"{title}{given}{surname}"

    def post(self) -> str:
        """A job title, with its field half of the time."""
        joint = self.chance.choice([" of ", " for ", ", ", " - "])
        return self.pick("posts") + (joint + self.pick("fields") if self.chance.random() < 0.5 else "")

    def time(self) -> str:
        """A time of day."""
        hour, minutes = self.chance.randint(1, 11), self.chance.choice(["00", "15", "30"])
        return f"{hour}.{minutes} {self.chance.choice(['a.m.', 'p.m.'])}"

    def date(self) -> str:
        """A date."""
        return f"{self.chance.randint(1, 28)} {self.pick('month')} {self.chance.randint(2008, 2026)}"


def templates() -> dict[str, list[str]]:
    """The templates by group, in the order of the file."""
    groups: dict[str, list[str]] = {}
    group = ""
    for line in (HERE / "templates.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            group = line[3:]
        elif line and not line.startswith("#"):
            groups.setdefault(group, []).append(line)
    return groups


def share(values: Sequence[str], held_out: bool) -> list[str]:
    """The part of a list that is held out, or the rest."""
    return [v for i, v in enumerate(values) if (i % HELD_OUT == HELD_OUT - 1) is held_out]


def _plural(slot: str, words: dict[str, list[str]]) -> str:
    return slot if slot in words else slot + "s"


def main() -> None:
    """Writes a spaCy DocBin."""
    import spacy
    from spacy.tokens import DocBin

    arguments = argparse.ArgumentParser()
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--paragraphs", type=int, default=9000)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--held-out", action="store_true")
    arguments.add_argument("--show", type=int, default=0)
    chosen = arguments.parse_args()
    generator = Generator(chosen.seed, chosen.held_out)
    tokenise = spacy.blank("en")
    docs = DocBin(store_user_data=False)
    lost = 0
    for number in range(chosen.paragraphs):
        marked = generator.paragraph()
        if number < chosen.show:
            print(marked.text, [marked.text[b:e] + "/" + label[:3] for b, e, label in marked.names])
        doc = tokenise(marked.text)
        spans = [doc.char_span(b, e, label=label) for b, e, label in marked.names]
        lost += spans.count(None)
        doc.ents = [s for s in spans if s is not None]
        docs.add(doc)
    docs.to_disk(chosen.out)
    print(f"{chosen.paragraphs} paragraphs, {lost} names lost to the tokens")


if __name__ == "__main__":
    main()

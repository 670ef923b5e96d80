"""What a trained recogniser adds to the names of the rules: builds with both, prints every name added and the score.

`python benchmarks/recogniser/measure.py MODEL DOCUMENTS GOLD OUT [--seen 1] [--score 0.5] [--agree]`

Names are added only where no rule has found one, where they are proper and stand in prose (see `_is_proper`), and where
the recogniser sees them at most of their places in the document: at least --seen times, with --score or more (span
categorisers only), and with --agree only those that the general model takes for a name of something as well.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import spacy

from graphbuild.__main__ import main as graphbuild
from graphbuild.codes import EntityKind, OrganisationKind, UndertakingKind
from graphbuild.extract import mentions
from graphbuild.extract.names import Name
from graphbuild.extract.names.name import is_function_word
from graphbuild.extract.unit import Unit
from graphbuild.extract.words import words

_CLASSIFICATION = {
    EntityKind.ORGANISATION: OrganisationKind.OTHER.value,
    EntityKind.UNDERTAKING: UndertakingKind.PROGRAMME.value,
}
_KINDS = {kind.name: kind for kind in _CLASSIFICATION} | {"ORG": EntityKind.ORGANISATION}
_ELSEWHERE = frozenset("PERSON GPE LOC DATE TIME NORP LANGUAGE LAW".split())
_NAMED = frozenset("ORG PRODUCT WORK_OF_ART FAC EVENT".split())
_SHORT = re.compile(r"[A-Z][A-Za-z]{0,3}[A-Z\d][A-Za-z\d]{0,3}s?|.*\d.*|.*['’]s?|.*[^\w\s'’&-].*")
"""Short forms, names with numbers and possessives."""
_LONG = 60
"""Characters from which a paragraph is prose, in which a name can be told from a heading."""
_AGREED = 0.6
"""Share of a name's places at which it has to be seen, as the same kind."""


class Guards(NamedTuple):
    """What is asked of a name."""

    seen: int
    score: float
    agree: bool


def add(units: Sequence[Unit], recogniser: Any, guards: Guards) -> None:
    """Adds names to ``units``, whose names are those of the rules, and prints them."""
    prose = "\n".join(u.value for u in units if u.role != "title")
    known = {part for u in units for n in u.names for part in (n.name, *n.name.split())}
    votes: dict[str, Counter[EntityKind]] = {}
    also: set[str] = set()
    read = [u for u in units if u.role != "title" and len(u.value) > _LONG]
    for unit, doc in zip(read, recogniser.pipe(u.value for u in read), strict=True):
        for span in _spans(doc, guards.score):
            begin, end = span.start_char, span.end_char
            if _is_free(begin, end, unit.names) and not _overlaps(begin, end, unit.doc, _ELSEWHERE):
                votes.setdefault(span.text, Counter())[_KINDS[span.label_]] += 1
                if _overlaps(begin, end, unit.doc, _NAMED):
                    also.add(span.text)
    accepted: dict[str, EntityKind] = {}
    for name, kinds in sorted(votes.items()):
        kind, count = max(kinds.items(), key=lambda item: (item[1], item[0]))
        places = len(re.findall(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", prose))
        often = count >= guards.seen and count >= _AGREED * places
        if often and (name in also or not guards.agree) and _is_proper(name, prose, known):
            accepted[name] = kind
            at = prose.find(name)
            print(f"{kind:12} {name} | {prose[max(0, at - 50) : at + len(name) + 30]!r}")
    for unit in units:
        unit.names = sorted([*unit.names, *_places(unit, accepted)], key=lambda n: n.begin)


def _spans(doc: Any, least: float) -> list[Any]:
    if "trained" in doc.spans:
        group = doc.spans["trained"]
        found = [s for s, score in zip(group, group.attrs["scores"], strict=True) if score >= least]
    else:
        found = list(doc.ents)
    return [s for s in found if s.label_ in _KINDS]


def _is_free(begin: int, end: int, names: Sequence[Name]) -> bool:
    return not any(n.begin < end and begin < n.end for n in names)


def _overlaps(begin: int, end: int, doc: Any, labels: frozenset[str]) -> bool:
    return any(e.label_ in labels and e.start_char < end and begin < e.end_char for e in doc.ents)


def _is_proper(name: str, prose: str, known: set[str]) -> bool:
    """Whether a name is no common noun, no short form, nothing that a rule knows, and never in small letters."""
    parts = name.split()
    if len(name) < 3 or _SHORT.fullmatch(name) or name in known or not re.search("[A-Z]", name):
        return False
    if is_function_word(parts[0]) or all(p.casefold() in words().common_nouns for p in parts):
        return False
    return not re.search(rf"(?<!\w){re.escape(name.lower())}s?(?!\w)", prose)


def _places(unit: Unit, accepted: dict[str, EntityKind]) -> Iterator[Name]:
    taken = list(unit.names)
    for name in sorted(accepted, key=lambda n: (-len(n), n)):
        for match in re.finditer(rf"(?<![\w'’-]){re.escape(name)}(?![\w-])", unit.value):
            if _is_free(match.start(), match.end(), taken):
                kind = accepted[name]
                found = Name(
                    kind, match.start(), match.end(), name, "trained", 0.6, classification=_CLASSIFICATION[kind]
                )
                taken.append(found)
                yield found


def main() -> None:
    """Builds and scores."""
    arguments = argparse.ArgumentParser()
    arguments.add_argument("model")
    arguments.add_argument("documents", type=Path)
    arguments.add_argument("gold", type=Path)
    arguments.add_argument("out", type=Path)
    arguments.add_argument("--seen", type=int, default=1)
    arguments.add_argument("--score", type=float, default=0.5)
    arguments.add_argument("--agree", action="store_true")
    chosen = arguments.parse_args()
    recogniser = spacy.load(chosen.model)
    last_step = mentions._drop_doubtful_titles

    def with_trained(units: Sequence[Unit]) -> None:
        add(units, recogniser, Guards(chosen.seen, chosen.score, chosen.agree))
        last_step(units)

    # The last step that changes names: what is added here goes through all that follows, as the rules' names do.
    mentions._drop_doubtful_titles = with_trained
    for command in (["build", str(chosen.documents), "--out", str(chosen.out)],
                    ["evaluate", str(chosen.gold), "--graph", str(chosen.out)]):  # fmt: skip
        _run(command)


def _run(command: list[str]) -> None:
    import sys

    sys.argv = ["graphbuild", *command]
    try:
        graphbuild()
    except SystemExit as finished:
        if finished.code:
            raise


if __name__ == "__main__":
    main()

"""What each layer of the extraction is worth: F1 by kind of fact with the layers added one after the other.

    python benchmarks/ablation.py DOCUMENTS GOLD [DOCUMENTS GOLD ...]

Layers: what the layout tells alone (meetings, attendance, items, clauses and the people in lists); the lexicon (topic
labels, national bodies, names that the document itself introduces); spaCy's entities taken as people and organisations;
the rules (which replace those entities: spaCy then gives sentences, parts of speech and dependencies). Facts of several
pairs of documents and gold are pooled. Prints a Markdown table.
"""

from __future__ import annotations

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import graphbuild.extract as extraction
from graphbuild.codes import EntityKind, OrganisationKind
from graphbuild.evaluate import Tally, evaluate
from graphbuild.evaluate.kinds import KINDS
from graphbuild.extract import mentions
from graphbuild.extract.names import Lexicon, Name, find_names
from graphbuild.extract.parses import Parses
from graphbuild.graph.store import open_graph
from graphbuild.pipeline import build

LAYERS = ("layout", "lexicon", "spaCy", "rules")
BY_RULES = (
    "add_presenters",
    "add_speakers",
    "add_tenures",
    "add_references",
    "add_declarations",
    "add_abbreviations",
    "add_amounts",
    "add_involvements",
)
"""Stages of the extraction that are rules through and through."""
ENTITIES = {"PERSON": EntityKind.PERSON, "ORG": EntityKind.ORGANISATION}


def main() -> int:
    paths = [Path(argument) for argument in sys.argv[1:]]
    if not paths or len(paths) % 2:
        print(__doc__)
        return 2
    pairs = list(zip(paths[::2], paths[1::2], strict=True))
    tables = [
        ("layout" if count == 0 else f"+ {LAYERS[count]}", pooled(LAYERS[: count + 1], pairs))
        for count in range(len(LAYERS))
    ]
    names = [name for name, _ in tables]
    print(f"| kind of fact | {' | '.join(names)} |\n| --- |{' --- |' * len(names)}")
    kinds = [kind.name for kind in KINDS]
    for kind in kinds:
        print(f"| {kind} | {' | '.join(f'{tallies[kind].f1:.2f}' for _, tallies in tables)} |")
    means = [sum(tallies[kind].f1 for kind in kinds) / len(kinds) for _, tallies in tables]
    print(f"| mean | {' | '.join(f'{mean:.2f}' for mean in means)} |")
    return 0


def pooled(layers: tuple[str, ...], pairs: list[tuple[Path, Path]]) -> dict[str, Tally]:
    """The counts of each kind over all pairs, extracted with these layers only."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    for documents, gold in pairs:
        with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
            for changed in _without(layers):
                stack.enter_context(changed)
            build([documents], Path(folder))
            for score in evaluate(open_graph(Path(folder)), gold):
                tally = tallies[score.kind]
                tally.hits += score.total.hits
                tally.gold += score.total.gold
                tally.found += score.total.found
    return tallies


def _without(layers: tuple[str, ...]) -> Iterator[Any]:
    """The changes that leave out the layers that are not among ``layers``."""

    def names(text: str, parses: Parses, lexicon: Lexicon) -> list[Name]:
        found = [name for name in find_names(text, parses, lexicon) if _layer(name.rule) in layers]
        if "spaCy" in layers and "rules" not in layers:
            found += [
                name
                for name in _entities(*parses.recognised([text]))
                if not any(_overlap(name, other) for other in found)
            ]
        return found

    yield patch.object(mentions, "find_names", names)
    if "rules" not in layers:
        yield from (patch.object(extraction, stage, lambda *_: None) for stage in BY_RULES)
    if "lexicon" not in layers:
        yield patch.object(extraction, "add_subjects", lambda *_: None)


def _layer(rule: str) -> str:
    if rule == "people-listed":
        return "layout"
    return "lexicon" if rule.endswith(("-national", "-of-document", "-given-name")) else "rules"


def _entities(doc: Any) -> Iterator[Name]:
    for entity in doc.ents:
        if kind := ENTITIES.get(entity.label_):
            classification = OrganisationKind.OTHER.value if kind is EntityKind.ORGANISATION else None
            begin, end = entity.start_char, entity.end_char
            yield Name(kind, begin, end, entity.text, "spacy-entity", 0.5, classification=classification)


def _overlap(one: Name, other: Name) -> bool:
    return one.begin < other.end and other.begin < one.end


if __name__ == "__main__":
    sys.exit(main())

"""How well a graph says what gold annotations say: precision, recall and F1 a kind of fact, document and rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pyoxigraph import QuerySolutions

from graphbuild import resources
from graphbuild.evaluate import gold as golds
from graphbuild.evaluate.kinds import KINDS, Expected, Fact, Kind
from graphbuild.evaluate.matching import pair, without_the
from graphbuild.graph.store import Graph
from graphbuild.vocabulary import GB, SCHEMA

_SOURCES = f"SELECT ?source ?name WHERE {{ ?source a {GB.Source} ; {SCHEMA.name} ?name }}"
ACTION = "resolution action"


@dataclass(slots=True)
class Tally:
    """Counts of one kind of fact over all documents, or of one document or rule."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that the gold has; 0 where nothing was found."""
        return self.hits / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """Share of the gold that was found; 0 where there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(slots=True)
class Score:
    """One kind of fact: counts in all, by document, by rule; and what was missed and what was spurious, in words."""

    kind: str
    total: Tally = field(default_factory=Tally)
    documents: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    rules: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """By rule: how many true (``hits``) and false (``spurious``) positives."""
    judged: list[tuple[float, bool]] = field(default_factory=list)
    """(confidence, whether the gold has it) of each found fact that counts."""
    missed: list[tuple[str, str]] = field(default_factory=list)
    """(document, words)."""
    spurious: list[tuple[str, str]] = field(default_factory=list)

    def count(self, document: str, hits: int, gold: int, found: int) -> None:
        """Adds one document's counts."""
        for tally in (self.total, self.documents[document]):
            tally.hits += hits
            tally.gold += gold
            tally.found += found


def evaluate(graph: Graph, folder: Path) -> list[Score]:
    """The score of each kind of fact that the gold in ``folder`` or the graph has, in the order of tables.

    A gold file ``X.json`` is of the source whose file name begins with ``X``. A found fact that only an optional gold
    fact explains counts for nothing. Raises GraphbuildError where the gold cannot be read.
    """
    documents = golds.load(folder)
    sources = {Path(row["name"].value).stem: row["source"].value for row in _rows(graph, _SOURCES)}
    scores = {name: Score(name) for kind in KINDS for name in _names(kind)}
    for kind in KINDS:
        by_source = _found(graph, kind)
        for name, document in documents.items():
            _score(scores, kind, name, list(kind.expected(document)), by_source.get(sources.get(name, ""), []))
    return [s for s in scores.values() if s.total.gold or s.total.found]


def macro(scores: Iterable[Score]) -> float:
    """The plain mean of the F1s of the kinds that the gold has."""
    scored = [s.total.f1 for s in scores if s.total.gold]
    return sum(scored) / len(scored) if scored else 0.0


def _names(kind: Kind) -> tuple[str, ...]:
    return (kind.name, ACTION) if kind.name == "resolutions" else (kind.name,)


def _score(
    scores: dict[str, Score], kind: Kind, document: str, expected: list[Expected], found: Sequence[Fact]
) -> None:
    score = scores[kind.name]
    required = [e for e in expected if not e.optional]
    optional = [e for e in expected if e.optional]
    pairs = pair([e.values for e in required], found, kind.same)
    hit_gold, hit_found = {i for i, _ in pairs}, {j for _, j in pairs}
    spare = [
        j for j in range(len(found)) if j not in hit_found and not any(kind.same(o.values, found[j]) for o in optional)
    ]
    score.count(document, len(pairs), len(required), len(pairs) + len(spare))
    score.missed += [(document, e.words) for i, e in enumerate(required) if i not in hit_gold]
    score.spurious += [(document, _words(kind, found[j])) for j in spare]
    for j in sorted({*hit_found, *spare}):
        is_right = j in hit_found
        score.rules[found[j]["rule"]]["hits" if is_right else "spurious"] += 1
        score.judged.append((float(found[j]["confidence"]), is_right))
    if kind.name == "resolutions":
        _score_actions(scores[ACTION], document, required, found, pairs)


def _score_actions(
    score: Score, document: str, clauses: list[Expected], found: Sequence[Fact], pairs: list[tuple[int, int]]
) -> None:
    """The action of each matched clause."""
    right = [(i, j) for i, j in pairs if found[j]["action"] == clauses[i].values[3].action]
    score.count(document, len(right), len(clauses), sum(1 for f in found if f["action"]))
    for i, j in pairs:
        kind = "hits" if (i, j) in right else "spurious"
        score.rules[str(found[j]["action"])][kind] += 1
        if (i, j) not in right:
            score.missed.append(
                (document, f"{clauses[i].values[3].action}, found {found[j]['action']}: {clauses[i].words}")
            )


def _found(graph: Graph, kind: Kind) -> dict[str, list[Fact]]:
    """By source: the facts of a kind, columns of names gathered in sets, in a fixed order."""
    text = (resources.folder("queries") / "evaluate" / f"{kind.query}.rq").read_text(encoding="utf-8")
    facts: dict[str, dict[tuple[Any, ...], dict[str, Any]]] = defaultdict(dict)
    for row in _rows(graph, text):
        values = {name: None if row[name] is None else row[name].value for name in row["__names__"]}
        key = tuple(values[column] for column in kind.key)
        fact = facts[str(values["source"])].setdefault(key, {**values, **{column: set() for column in kind.sets}})
        for column in kind.sets:
            fact[column].add(values[column])
    return {source: _in_order(kind, found) for source, found in facts.items()}


def _in_order(kind: Kind, found: dict[tuple[Any, ...], dict[str, Any]]) -> list[Fact]:
    """The facts of one source by their keys; of posts, one title in several bodies counts once."""
    ordered: list[Fact] = [fact for _, fact in sorted(found.items(), key=lambda pair: str(pair[0]))]
    if kind.name != "posts":
        return ordered
    return list({min(map(without_the, post["name"])): post for post in ordered}.values())


def _rows(graph: Graph, text: str) -> Iterable[dict[str, Any]]:
    solutions = graph.query(text)
    assert isinstance(solutions, QuerySolutions)
    names = [v.value for v in solutions.variables]
    for solution in solutions:
        yield {"__names__": names, **{name: solution[name] for name in names}}


def _words(kind: Kind, fact: Fact) -> str:
    shown = [
        sorted(fact[c]) if c in kind.sets else fact[c]
        for c in fact
        if c not in ("source", "fact", "rule", "confidence") and fact[c]
    ]
    return "; ".join(", ".join(v) if isinstance(v, list) else str(v) for v in shown)

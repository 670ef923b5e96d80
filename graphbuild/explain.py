"""What a graph says of a thing, and the passages that say it: one query of ``queries/explain`` a kind of fact."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from graphbuild import lookup, query, resources
from graphbuild.errors import GraphbuildError, shown
from graphbuild.format import clean, plain
from graphbuild.graph.labels import day
from graphbuild.graph.store import Graph
from graphbuild.graph.texts import Texts
from graphbuild.lookup import Thing


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that states a fact."""

    document: str
    """The document's name."""
    begin: int
    end: int
    """Offsets in the kept text, in code points, end exclusive."""
    line: int | None
    """Line number in the kept text, from 1; None where the text is not at hand or is another."""
    page: int | None
    sentence: str


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that the graph says."""

    line: str
    """In plain English, without its date."""
    date: str | None
    """ISO day, month or year."""
    modality: str | None
    confidence: float | None
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Facts of one kind, in the order of time."""

    heading: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """All that the graph says of one thing."""

    thing: Thing
    details: tuple[tuple[str, str], ...]
    """Names and values of single properties, such as ``("ward", "Hexley Vale")``."""
    sections: tuple[Section, ...]


def explain(graph: Graph, name: str) -> tuple[Explanation, ...]:
    """What ``graph`` says of each thing that ``name`` (a name in any form, or an IRI) can mean.

    Raises GraphbuildError where it says nothing of any.
    """
    found = _once(lookup.named(graph, lookup.KINDS, name, unused=False)) or _by_iri(graph, name)
    texts = Texts(graph.sources)
    explained = (_explain(graph, thing, texts) for thing in found)
    said = tuple(explanation for explanation in explained if explanation.sections or explanation.details)
    if not said:
        known = [thing for kind in lookup.KINDS for thing in lookup.things(graph, kind, unused=False)]
        near = lookup.suggestion(name, [thing for thing in known if thing not in found])
        raise GraphbuildError(
            f"The graph says nothing of {shown(name)!r}{shown(near) or '; try another name or an IRI.'}"
        )
    return said


def render(explanations: Sequence[Explanation], console: Console, passages: int | None = 5) -> None:
    """Print explanations: each fact with its date, document, place and sentence.

    ``passages`` is how many of a fact's passages are shown; None shows all.
    """
    for number, explanation in enumerate(explanations):
        if number:
            console.print()
        _print(console, 0, (clean(explanation.thing.label), "bold"), f" ({explanation.thing.kind})")
        _print(console, 2, (clean(explanation.thing.iri), "dim"))
        others = [called for called in explanation.thing.names if called != explanation.thing.label]
        for name, value in (*explanation.details, *([("also called", "; ".join(others))] if others else [])):
            _print(console, 2, f"{name}: {clean(value)}")
        for section in explanation.sections:
            console.print()
            _print(console, 0, (section.heading, "bold"))
            for fact in section.facts:
                _render_fact(console, fact, passages)


def _render_fact(console: Console, fact: Fact, passages: int | None) -> None:
    when = f"{day(fact.date)}: " if fact.date else ""
    how = f" ({fact.modality})" if fact.modality else ""
    _print(console, 2, f"{when}{clean(fact.line)}{how}")
    for evidence in fact.evidence[:passages]:
        _print(console, 6, (f"{place(evidence)}: ", "dim"), f"“{clean(evidence.sentence)}”")
    if passages is not None and len(fact.evidence) > passages:
        _print(console, 6, (f"and {len(fact.evidence) - passages} more", "dim"))


def place(evidence: Evidence) -> str:
    """Where a passage stands, in words: document, page, line and characters."""
    parts = [clean(evidence.document)]
    if evidence.page is not None:
        parts.append(f"page {evidence.page}")
    if evidence.line is not None:
        parts.append(f"line {evidence.line}")
    return ", ".join([*parts, f"characters {evidence.begin}–{evidence.end}"])


def _print(console: Console, indent: int, *parts: str | tuple[str, str]) -> None:
    """One paragraph, wrapped and indented on a terminal, one line in a pipe."""
    text = Text.assemble(*parts)
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, indent)))
    else:
        console.print(Text(" " * indent) + text, soft_wrap=True)


def _once(things: Sequence[Thing]) -> list[Thing]:
    """Each IRI once: a thing may be of two kinds."""
    return list({thing.iri: thing for thing in reversed(things)}.values())[::-1]


def _by_iri(graph: Graph, name: str) -> list[Thing]:
    """The thing that has the IRI ``name`` and that nothing else is known by, such as a fact node or a source."""
    try:
        node = NamedNode(lookup.expanded(name))
    except ValueError:
        return []
    known = graph.query("ASK { { ?thing ?p ?o } UNION { ?s ?q ?thing } }", {"thing": node})
    return [Thing(node.value, "fact", node.value, ())] if known else []


def _explain(graph: Graph, thing: Thing, texts: Texts) -> Explanation:
    folder = resources.folder("queries") / "explain"
    details = _rows(graph, query.load(folder / "details.rq"), thing=thing.iri)
    evidence = query.load(folder / "evidence.rq")
    sections = []
    for path in sorted(folder.glob("[0-9]*.rq")):
        kind = query.load(path)
        # One query a fact: with the fact given it is a few look-ups, whatever the size of the graph.
        facts = [
            _fact(row, _rows(graph, evidence, fact=row["fact"]), texts) for row in _rows(graph, kind, thing=thing.iri)
        ]
        if facts:
            sections.append(Section(kind.summary, tuple(facts)))
    return Explanation(thing, tuple((row["name"], row["value"]) for row in details), tuple(sections))


def _rows(graph: Graph, named: query.NamedQuery, **given: str) -> list[dict[str, str]]:
    """An answer's rows by column, as plain text; the empty string where a cell is unbound."""
    answer = query.run(graph, named, given)
    return [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows]


def _fact(row: dict[str, str], passages: list[dict[str, str]], texts: Texts) -> Fact:
    first = passages[0] if passages else {"modality": "", "confidence": ""}
    return Fact(
        line=row["line"],
        date=row["date"] or None,
        modality=first["modality"] or None,
        confidence=float(first["confidence"]) if first["confidence"] else None,
        evidence=tuple(dict.fromkeys(_evidence(passage, texts) for passage in passages)),
    )


def _evidence(row: dict[str, str], texts: Texts) -> Evidence:
    begin, end = int(row["begin"]), int(row["end"])
    return Evidence(
        document=row["document"],
        begin=begin,
        end=end,
        line=texts.line(row["source"], begin, row["sentence"]),
        page=int(row["page"]) if row["page"] else None,
        sentence=row["sentence"],
    )

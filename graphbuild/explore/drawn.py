"""The answer to a query as an interactive network: the things that it names and the facts among them."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, QuerySolutions

from graphbuild.errors import GraphbuildError
from graphbuild.explore import answers
from graphbuild.explore.answers import Answer
from graphbuild.explore.network import POLICY, Served
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page, told
from graphbuild.view import kinds
from graphbuild.view.reading import Fact, Reader, relation_words
from graphbuild.vocabulary import GB, RDF

ADDRESS = "/query/network"
_UNDRAWN = frozenset((RDF.type.value, GB.evidence.value))
"""What triples say of a thing alone, or only to prove something."""
_CLASSES = "SELECT ?thing ?class WHERE { VALUES ?thing { %s } ?thing a ?class }"


def page(opened: Opened, request: Request) -> Page:
    """The answer to the parameter ``query``, drawn; to be embedded or opened alone."""
    # Heavy, and no other page needs them.
    from graphbuild.view import network, views
    from graphbuild.view import page as drawing
    from graphbuild.view.content import View, summary

    try:
        answer = answers.ask(opened, request.get("query"))
    except GraphbuildError as error:
        return told(400, "That cannot be drawn", str(error))
    reader = Reader(opened.graph)
    found = things(opened, answer)
    if not found:
        return told(404, "Nothing is drawn here", "The answer names no people, meetings or other things.")
    few = found[: views.DRAWN]
    net = network.of_facts(reader, few, _facts(reader, answer, frozenset(few)))
    more = len(found) - len(few)
    made = View(
        kind="search",
        focus="",
        heading="The answer",
        summary=summary(net, net),
        net=net,
        note=f"Drawn are the first {len(few)} things of the answer; {more:,} others are not." if more else "",
        pages=Served(opened.addresses, bool(request.get("framed"))),
    )
    return Page(drawing.render(made).encode(), headers=(("Content-Security-Policy", POLICY),))


def things(opened: Opened, answer: Answer) -> list[str]:
    """The IRIs of what of an answer can be drawn, in its order.

    Of triples the ends of those that lead from thing to thing; of rows the people, meetings and other things that a
    view knows, not the classes, passages and claims.
    """
    if answer.rows.triples:
        ends = (end for subject, _, end_ in _triples(answer) for end in (subject, end_))
        return [*dict.fromkeys(ends)]
    named = dict.fromkeys(term for row in answer.rows.rows for term in row if isinstance(term, NamedNode))
    if not named:
        return []
    solutions = opened.graph.query(_CLASSES % " ".join(map(str, named)))
    assert isinstance(solutions, QuerySolutions)
    classes: dict[str, list[str]] = {}
    for row in solutions:
        classes.setdefault(row["thing"].value, []).append(row["class"].value)
    known = (term.value for term in named if term.value in classes)
    return [iri for iri in known if kinds.of_classes(classes[iri]) is not kinds.OTHER]


def _triples(answer: Answer) -> Iterable[tuple[str, str, str]]:
    """The triples that lead from thing to thing."""
    for subject, predicate, end in answer.rows.rows:
        if not (isinstance(subject, NamedNode) and isinstance(predicate, NamedNode) and isinstance(end, NamedNode)):
            continue
        if predicate.value not in _UNDRAWN:
            yield subject.value, predicate.value, end.value


def _facts(reader: Reader, answer: Answer, among: frozenset[str]) -> list[Fact]:
    """The facts to draw: of rows all that the graph knows among the things, of triples these alone."""
    known = [fact for iri in sorted(among) for fact in (*reader.facts(iri), *reader.ties(iri))]
    known = [fact for fact in dict.fromkeys(known) if {fact.subject, fact.object} <= among]
    if not answer.rows.triples:
        return known
    facts: list[Fact] = []
    for subject, predicate, end in _triples(answer):
        if {subject, end} <= among:
            facts += _stating(known, subject, predicate, end) or [Fact(subject, predicate, end, predicate)]
    return list(dict.fromkeys(facts))


def _stating(known: Iterable[Fact], subject: str, predicate: str, end: str) -> list[Fact]:
    """The graph's own facts that a triple is the short form of: they have the sentences."""
    relations = {predicate, relation_words(predicate)}
    return [fact for fact in known if {fact.subject, fact.object} == {subject, end} and fact.relation in relations]

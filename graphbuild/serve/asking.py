"""Answering a query as the SPARQL 1.1 Protocol wants it: in the form that is accepted, within limits."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from graphbuild.errors import shown
from graphbuild.explore.negotiation import best
from graphbuild.explore.serialised import Result, TooLarge, formats, serialised
from graphbuild.graph import sparql
from graphbuild.serve.tasks import Answer, Limits, Outcome, Question


def answer(store: Store, question: Question, limits: Limits) -> Answer:
    """The answer of ``store``, or why there is none. Raises OSError where the store cannot be read."""
    base = question.base or None
    try:
        asked = sparql.with_values(sparql.with_limit(question.text, limits.rows), {}, laterally=True)
        if question.default_graphs or question.named_graphs:
            result = store.query(
                asked,
                base_iri=base,
                default_graph=[NamedNode(one) for one in question.default_graphs],
                named_graphs=[NamedNode(one) for one in question.named_graphs],
            )
        else:
            result = store.query(asked, base_iri=base)
        return _serialised(result, question.accept, limits.size)
    except SyntaxError as error:
        what = f"The query is not valid SPARQL: {sparql.shortened(str(error))}."
    except (ValueError, RuntimeError) as error:
        what = f"The query cannot be answered: {shown(error)}."
    return Answer(Outcome.REFUSED, what.encode())


def _serialised(result: Result, accept: str, size: int) -> Answer:
    """The answer in the form that the client likes best, of at most ``size`` bytes."""
    forms = formats(result)
    media_type = best(forms, accept)
    if not media_type:
        return Answer(
            Outcome.NOT_ACCEPTABLE, f"The query can be answered as {', '.join(forms)}; accept one of these.".encode()
        )
    try:
        return Answer(Outcome.ANSWERED, serialised(result, media_type, size), media_type)
    except TooLarge:
        return Answer(Outcome.TOO_MUCH, f"The answer is larger than {size / 1e6:g} MB; ask for less.".encode())

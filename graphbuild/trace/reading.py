"""What a story reads from a graph: each query asks about many things at once, and starts from them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions

from graphbuild.graph.store import Graph
from graphbuild.trace.records import Evidence, Place

QUERIES = Path(__file__).parent / "queries"
_GIVEN = "VALUES ?thing { }"
"""Stands in a query for the things that it is about; in each branch of a UNION, which else would be read as a whole."""
_AT_ONCE = 500

Row = dict[str, str]


class Reader:
    """Reads a graph by the queries beside this module: IRIs in, rows of strings out."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._evidence: dict[str, list[Evidence]] = {}
        self._places: dict[str, Place | None] = {}

    def all(self, query: str) -> list[Row]:
        """The solutions of a query that is about no thing in particular, sorted; an unbound cell is ""."""
        return self._solutions((QUERIES / f"{query}.rq").read_text("utf-8"))

    def rows(self, query: str, things: Iterable[str]) -> list[Row]:
        """The solutions of ``queries/QUERY.rq`` for ``things`` (IRIs), sorted; an unbound cell is ""."""
        text = _text(query)
        found: list[Row] = []
        nodes = sorted({str(NamedNode(thing)) for thing in things if _is_iri(thing)})
        for begin in range(0, len(nodes), _AT_ONCE):
            values = " ".join(nodes[begin : begin + _AT_ONCE])
            found += self._solutions(text.replace(_GIVEN, f"VALUES ?thing {{ {values} }}"))
        return found

    def of_each(self, query: str, things: Iterable[str]) -> dict[str, list[Row]]:
        """As ``rows``, by thing; things without a solution are not in it."""
        found: dict[str, list[Row]] = {}
        for row in self.rows(query, things):
            found.setdefault(row["thing"], []).append(row)
        return found

    def read_evidence(self, facts: Iterable[str]) -> None:
        """Makes ready what ``passages`` and ``evidence`` give of these facts."""
        new = {fact for fact in facts if fact not in self._evidence}
        found = self.of_each("evidence", new)
        for fact in new:
            self._evidence[fact] = sorted(map(_passage, found.get(fact, ())), key=_longest_first)

    def passages(self, fact: str) -> list[Evidence]:
        """The passages that state a fact, the longest first."""
        if fact not in self._evidence:
            self.read_evidence([fact])
        return self._evidence[fact]

    def evidence(self, fact: str, record: str = "") -> Evidence | None:
        """The longest passage that states a fact, if there is one the longest in the document ``record`` (an IRI)."""
        passages = self.passages(fact)
        of_record = (one for one in passages if one.passage.startswith(f"{record}#"))
        return next(of_record, passages[0] if passages else None)

    def read_places(self, things: Iterable[str]) -> None:
        """Makes ready what ``place`` gives of these items, decisions and meetings."""
        new = {thing for thing in things if thing not in self._places}
        self._places |= dict.fromkeys(new)
        decided = {row["thing"]: row["whole"] for row in self.rows("wholes", new)}
        items = {row["thing"]: row for row in self.rows("items", {*new, *decided.values()})}
        wanted = {*new, *(row["meeting"] for row in items.values())}
        meetings = {row["thing"]: row for row in self.rows("meetings", wanted)}
        for thing in new:
            item = items.get(thing) or items.get(decided.get(thing, ""))
            meeting = meetings.get(item["meeting"] if item else thing)
            if meeting:
                self._places[thing] = _place(item, meeting)

    def place(self, thing: str) -> Place | None:
        """The item that ``thing`` is, or the item of the decision that it is, or the meeting; None for other things."""
        if thing not in self._places:
            self.read_places([thing])
        return self._places[thing]

    def _solutions(self, text: str) -> list[Row]:
        solutions = self._graph.query(text)
        assert isinstance(solutions, QuerySolutions)
        columns = [variable.value for variable in solutions.variables]
        found = {tuple(_value(solution[column]) for column in columns) for solution in solutions}
        return [dict(zip(columns, row, strict=True)) for row in sorted(found)]


def _passage(row: Row) -> Evidence:
    return Evidence(row["passage"], row["quote"], row["document"], int(row["begin"]), int(row["end"]))


def _longest_first(evidence: Evidence) -> tuple[int, str, int]:
    return -len(evidence.sentence), evidence.document, evidence.begin


def _place(item: Row | None, meeting: Row) -> Place:
    number, title = (item["number"], item["title"]) if item else ("", "")
    # An item without a title is a stub: its meeting may be recorded, but not under this number.
    recorded = bool(meeting["record"]) and (item is None or bool(title))
    thing = item["thing"] if item else meeting["thing"]
    return Place(thing, meeting["thing"], meeting["date"], meeting["label"], number, title, recorded)


@cache
def _text(query: str) -> str:
    text = (QUERIES / f"{query}.rq").read_text("utf-8")
    assert _GIVEN in text
    return text


def _value(term: object) -> str:
    return term.value if isinstance(term, Literal | NamedNode) else ""


def _is_iri(text: str) -> bool:
    try:
        NamedNode(text)
    except ValueError:
        return False
    return True

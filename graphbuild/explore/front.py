"""The front page: how much there is, topics by year, what was never answered, and ways to everything."""

from __future__ import annotations

from pyoxigraph import QuerySolutions

from graphbuild import query
from graphbuild.explore import reply
from graphbuild.explore.browse import KINDS
from graphbuild.explore.opened import Opened, Request
from graphbuild.explore.reply import Page
from graphbuild.format import plain
from graphbuild.graph.labels import day
from graphbuild.view import holdings
from graphbuild.view.reading import Reader
from graphbuild.vocabulary import DCTERMS, FOAF, GB, ORG, RDFS, VOID

LISTED, ASKED, MEETINGS = 15, 10, 12
"""How many things of a kind, open requests, and latest meetings are shown."""
CLASSES = {"person": FOAF.Person, "organisation": ORG.Organization, "undertaking": GB.Undertaking}
"""Kinds of which those named most often are shown."""
_NAMED = f"""
SELECT ?thing ?label (COUNT(DISTINCT ?passage) AS ?number) WHERE {{
  ?thing a ?class ; {RDFS.label} ?label ; {GB.evidence} ?passage
}} GROUP BY ?thing ?label ORDER BY DESC(?number) ?label ?thing LIMIT {LISTED}"""
_TITLE = f"SELECT ?title WHERE {{ ?data a {VOID.Dataset} ; {DCTERMS.title} ?title }} ORDER BY ?title LIMIT 1"


def page(opened: Opened, request: Request) -> Page:
    """The front page."""
    reader = Reader(opened.graph)
    meetings, topics = holdings.meetings(reader), holdings.topics(reader)
    years = [int(meeting.date[:4]) for meeting in meetings]
    documents = {name for meeting in meetings for name in meeting.documents.split("; ")}
    return reply.html(
        "front.html",
        {
            "title": _title(opened),
            "documents": len(documents),
            "meetings": meetings,
            "latest": [(meeting, opened.addresses.of(meeting.iri)) for meeting in meetings[::-1][:MEETINGS]],
            "topics": [(topic, opened.addresses.of(topic.iri)) for topic in topics],
            "years": [*range(min(years), max(years) + 1)] if years else [],
            "numbers": holdings.numbers(reader),
            "named": {kind: _named(opened, kind) for kind in CLASSES},
            "headings": KINDS,
            "asked": _asked(opened),
            "most_asked": ASKED,
        },
    )


def _title(opened: Opened) -> str:
    rows = query.run(opened.graph, query.NamedQuery(name="title", text=_TITLE)).rows
    return plain(rows[0][0]) if rows else "Committee papers"


def _named(opened: Opened, kind: str) -> list[tuple[str, str, str]]:
    """Name, address, and how many passages name it, of the things of a kind that are named most often."""
    answer = opened.graph.query(_NAMED, {"class": CLASSES[kind]})
    assert isinstance(answer, QuerySolutions)
    return [(row["label"].value, opened.addresses.of(row["thing"].value), row["number"].value) for row in answer]


def _asked(opened: Opened) -> list[dict[str, str]]:
    """The requests that nothing came of, longest overdue first."""
    answer = query.run(opened.graph, query.load("open-actions"))
    rows = [dict(zip(answer.columns, map(plain, row), strict=True)) for row in answer.rows[:ASKED]]
    return [row | {"on": day(row["date"]), "by": day(row["due"]) if row["due"] else ""} for row in rows]

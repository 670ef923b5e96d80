"""How matters go on from one meeting to another: links, the threads that they make, and pointers that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graphbuild.trace.reading import Reader, Row
from graphbuild.trace.records import Link, Thread
from graphbuild.vocabulary import GB

FOLLOWS = GB.followsUp.value


def links(reader: Reader, items: Iterable[str], decisions: Iterable[str]) -> tuple[Link, ...]:
    """Every pointer from or to the items (IRIs) and their decisions, in the order of time; one of a kind a pair."""
    pairs = [(row, row["thing"], row["earlier"]) for row in reader.rows("earlier", items)]
    pairs += [(row, row["later"], row["thing"]) for row in reader.rows("later", {*items, *decisions})]
    reader.read_places(end for _, *ends in pairs for end in ends)
    reader.read_evidence(row["fact"] for row, *_ in pairs)
    found: dict[tuple[str, str, bool], Link] = {}
    for row, later, earlier in pairs:
        link = _link(reader, row, later, earlier)
        if link is None:
            continue
        key = (link.later.iri, link.earlier.iri, link.follows)
        # Of a link to an item and one to a decision of it the second says more.
        if key not in found or (link.decision and not found[key].decision):
            found[key] = link
    return tuple(sorted(found.values(), key=_in_time))


def _link(reader: Reader, row: Row, later: str, earlier: str) -> Link | None:
    begin, end = reader.place(earlier), reader.place(later)
    if begin is None or end is None or begin.iri == end.iri:
        return None
    decision = earlier if earlier not in (begin.iri, begin.meeting) else ""
    return Link(row["fact"], end, begin, decision, row["how"] == FOLLOWS, reader.evidence(row["fact"]))


def _in_time(link: Link) -> tuple[str, ...]:
    return link.later.date, link.earlier.date, link.later.iri, link.earlier.iri


def threads(known: Iterable[Link]) -> tuple[Thread, ...]:
    """The links by which something goes on from something, each in one thread, threads as long as can be."""
    runs: list[list[Link]] = []
    for link in sorted((link for link in known if link.follows), key=_in_time):
        before = [run for run in runs if run[-1].later.iri == link.earlier.iri]
        if before:
            max(before, key=len).append(link)
        else:
            runs.append([link])
    runs.sort(key=lambda run: (run[0].earlier.date, run[0].earlier.iri, run[0].later.date, run[0].later.iri))
    return tuple(Thread(tuple(run)) for run in runs)


def missing(known: Sequence[Link]) -> tuple[Link, ...]:
    """The links to what the graph has no record of, one a pair of ends."""
    found: dict[tuple[str, str], Link] = {}
    for link in known:
        ends = (link.later.iri, link.earlier.iri)
        if not link.earlier.recorded and (ends not in found or link.follows):
            found[ends] = link
    return tuple(sorted(found.values(), key=lambda link: (link.earlier.date, link.earlier.iri, link.later.date)))

"""Which records bear on a topic, which are of some years."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from graphbuild.errors import GraphbuildError
from graphbuild.export.dating import Dating
from graphbuild.export.holding import of_classes, quads, values
from graphbuild.export.selection import RECORDS
from graphbuild.graph.store import of_store
from graphbuild.view import network
from graphbuild.view.reading import Reader
from graphbuild.vocabulary import GB, ORG

_ENDS = (ORG.member, GB.abbreviates)


def of_topic(store: Store, topic: NamedNode) -> frozenset[str]:
    """The things and facts that bear on a topic, as its view shows them, and how the texts abbreviate these.

    Raises GraphbuildError where nothing does.
    """
    net = network.of_topic(Reader(of_store(store)), topic.value, beyond=0)
    if len(net) < 2:
        raise GraphbuildError("nothing in the graph bears on that topic; name another, or leave --topic out")
    facts = {node for _, _, node in net.edges(data="node")}
    named = (quad for thing in net for quad in quads(store, None, GB.abbreviates, NamedNode(thing)))
    abbreviations = {quad.subject.value for quad in named if isinstance(quad.subject, NamedNode)}
    return frozenset({*net, *facts, *abbreviations})


def without_loose_ends(store: Store, chosen: frozenset[str]) -> frozenset[str]:
    """``chosen`` without the tenures and abbreviations of what no other chosen record names.

    They bear on a topic because of what does: an item that is of another year leaves its presenter's tenure behind.
    """
    ties = chosen & of_classes(store, (GB.Tenure, GB.Abbreviation))
    named = {quad.object for record in chosen - ties for quad in quads(store, NamedNode(record))}
    ends = {tie: {quad.object for p in _ENDS for quad in quads(store, NamedNode(tie), p)} for tie in ties}
    return chosen - {tie for tie in ties if not ends[tie] & named}


class Years:
    """The years from ``first`` to ``last``, None for no bound, and what of a store is of them.

    Raises GraphbuildError for years the wrong way round.
    """

    def __init__(self, store: Store, first: int | None, last: int | None) -> None:
        if first and last and first > last:
            raise GraphbuildError(f"the years run backwards, from {first} to {last}; give the earlier one to --from")
        self._store, self._dating = store, Dating(store)
        self._first, self._last = first or 0, last or 9999

    def records(self) -> tuple[frozenset[str], int]:
        """The records that are dated in them, and how many records have no date at all.

        Raises GraphbuildError where nothing is dated in them.
        """
        of = {record: self._years(record) for record in of_classes(self._store, RECORDS)}
        found = frozenset(record for record, years in of.items() if any(map(self._includes, years)))
        known = {year for years in of.values() for year in years}
        if not found:
            has = f"what it has is from {min(known)} to {max(known)}" if known else "it dates nothing"
            raise GraphbuildError(f"the graph has nothing of those years ({has}); give others to --from and --to")
        return found, sum(not years for years in of.values())

    def include(self, passage: str) -> bool:
        """Whether the document of a passage records a meeting in them."""
        return any(map(self._includes, _years(self._dating.of_passage(passage))))

    def _includes(self, year: int) -> bool:
        return self._first <= year <= self._last

    def _years(self, record: str) -> list[int]:
        """The years of a record; of a tenure also those between first and last seen."""
        dated = _years(self._dating.dates(record))
        if dated and values(self._store, record, GB.firstSeen):
            return list(range(dated[0], dated[-1] + 1))
        return dated


def _years(dates: Iterable[str]) -> list[int]:
    return sorted(int(date[:4]) for date in dates if date[:4].isdecimal())

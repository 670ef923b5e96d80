"""A part of a graph: what bears on a topic, what is dated in some years, without evidence, without the public."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad, Store

from graphbuild import parameters
from graphbuild.errors import GraphbuildError
from graphbuild.export import choosing, description
from graphbuild.export.holding import copied, of_classes, values
from graphbuild.export.public import Public
from graphbuild.export.selection import RECORDS, Selection
from graphbuild.graph.store import of_store
from graphbuild.parameters import ParameterType
from graphbuild.vocabulary import GB, RDFS

LEFT_OUT = "have no date and are left out unless others need them"
WITHOUT_EVIDENCE = "The passages that state its facts are left out."
OFFICE_HOLDERS_ONLY = (
    "People who are not known to hold an office or a post are left out, and what names one is blanked."
)


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What is left of a graph; all that is given holds at once."""

    topic: str | None = None
    """Only what bears on this topic: its notation, a name or its IRI."""
    first: int | None = None
    last: int | None = None
    """Only what is dated from this year to that one, and what it needs."""
    without_evidence: bool = False
    """No passages."""
    office_holders_only: bool = False
    """No person who is not known to hold an office or a post, and nothing that names one."""

    @property
    def chooses(self) -> bool:
        """Whether only some records are left."""
        return any((self.topic, self.first, self.last))

    def words(self, topic: str) -> str:
        """What is left, to go on a title: ``about SEND, from 2015 to 2018, without evidence``; "" for everything."""
        years = [f"from {self.first}"] * bool(self.first) + [f"to {self.last}"] * bool(self.last)
        said = (
            f"about {topic}" if topic else "",
            f"in {self.first}" if self.first and self.first == self.last else " ".join(years),
            "without evidence" if self.without_evidence else "",
            "office holders only" if self.office_holders_only else "",
        )
        return ", ".join(filter(None, said))

    def notes(self) -> str:
        """Sentences on what is missing."""
        return " ".join([WITHOUT_EVIDENCE] * self.without_evidence + [OFFICE_HOLDERS_ONLY] * self.office_holders_only)


def narrowed(store: Store, narrowing: Narrowing, say: Callable[[str], None], keep_evidence: bool = False) -> Store:
    """What ``narrowing`` leaves of ``store``: a store that describes itself as that part.

    ``say`` hears a sentence on what could not be judged. With ``keep_evidence`` passages stay although the part is
    described as being without: for formats that count them and do not show them. Raises GraphbuildError for a topic
    that the graph does not have, for years the wrong way round, and for a part with nothing in it.
    """
    if narrowing == Narrowing():
        return store
    topic = _topic(store, narrowing.topic)
    selection = _selection(store, narrowing, topic, say) if narrowing.chooses else None
    public = Public(store) if narrowing.office_holders_only else None
    without_evidence = narrowing.without_evidence and not keep_evidence
    left = copied(_left(store, selection, public, without_evidence), united=True)
    label = next(iter(values(store, topic.value, RDFS.label)), topic.value) if topic else ""
    description.describe(left, narrowing.words(label), narrowing.notes())
    return left


def _topic(store: Store, name: str | None) -> NamedNode | None:
    if not name:
        return None
    topic = parameters.term(of_store(store), "topic", ParameterType.TOPIC, name)
    assert isinstance(topic, NamedNode)
    return topic


def _selection(store: Store, narrowing: Narrowing, topic: NamedNode | None, say: Callable[[str], None]) -> Selection:
    chosen = choosing.of_topic(store, topic) if topic else of_classes(store, RECORDS)
    if not (narrowing.first or narrowing.last):
        return Selection(store, chosen)
    years = choosing.Years(store, narrowing.first, narrowing.last)
    dated, undated = years.records()
    if undated:
        left_out = "has no date and is left out unless others need it" if undated == 1 else LEFT_OUT
        say(f"{undated:,} of its records {left_out}")
    chosen = choosing.without_loose_ends(store, chosen & dated) if topic else dated
    if not chosen:
        raise GraphbuildError("nothing in the graph bears on that topic in those years; ask for more years")
    return Selection(store, chosen, years.include)


def _left(store: Store, selection: Selection | None, public: Public | None, without_evidence: bool) -> Iterator[Quad]:
    """The quads that are left; a passage stays if anything that stays has it as evidence."""

    def left(quad: Quad) -> Quad | None:
        if (selection and not selection.keeps(quad)) or (without_evidence and quad.predicate == GB.evidence):
            return None
        return public.without(quad) if public else quad

    evidence = store.quads_for_pattern(None, GB.evidence, None, None)
    cited = {found.object for quad in evidence if (found := left(quad))}
    uncited = {NamedNode(passage) for passage in of_classes(store, [GB.Passage])} - cited
    for quad in store:
        if quad.subject not in uncited and (found := left(quad)):
            yield found

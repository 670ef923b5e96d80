"""Sending a build's named graphs to a triple store: those that have changed since, and no others.

What the store holds of ours it says itself, in a small graph ``BASE/pushed`` beside the others, so that any machine
knows, and a push that was killed is gone on with. Its triples are::

    <BASE/pushed#sha256=HASH> prov:wasDerivedFrom <GRAPH> .     GRAPH holds the triples with that hash
    <BASE/pushed#sending> prov:wasDerivedFrom <GRAPH> .         GRAPH is ours; it may hold anything

``<BASE/pushed#union>`` stands there for the store's default graph, should that be kept as the union of the others.

Before anything is sent, all that is about to change is marked as ``sending``; each graph's hash is added after the
graph is there. So a death at any point leaves a graph of which nothing is known, never one of which a wrong thing is.
Who changes a graph of ours by hand is not noticed: ``everything`` sends all again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QuerySolutions, QueryTriples, RdfFormat, Triple, parse, serialize

from graphbuild.errors import GraphbuildError, shown
from graphbuild.graph.graphstore import GraphRefused, GraphStore
from graphbuild.graph.store import BUILD_FIRST, Graph
from graphbuild.vocabulary import DEFAULT_BASE, PROV, VOID

MANIFEST = "pushed"
"""Last part of the IRI of the graph that says what the store holds of ours."""
UNION = "#union"
"""What follows it in the name that the default graph has there."""
SENDING = "sending"
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Pushed:
    """What a push has done."""

    sent: tuple[str, ...]
    """IRIs of the graphs that were new or had changed."""
    unchanged: tuple[str, ...]
    deleted: tuple[str, ...]
    """Graphs of an earlier push that the build does not have any more; none under a base that is only an example."""
    refused: tuple[str, ...]
    """A sentence for each graph that the store would not have."""
    left: tuple[str, ...] = ()
    """Graphs that the build does not have, left since their base is an example's: they may be another build's."""

    def summary(self) -> str:
        """In a line."""
        refused = f", {len(self.refused):,} refused" if self.refused else ""
        sent = "1 graph sent" if len(self.sent) == 1 else f"{len(self.sent):,} graphs sent"
        left = f", {len(self.left):,} of other builds with the same base left" if self.left else ""
        return f"{sent}, {len(self.unchanged):,} unchanged, {len(self.deleted):,} deleted{left}{refused}"


def push(
    graph: Graph,
    store: GraphStore,
    everything: bool = False,
    union: bool | None = None,
    told: Told = lambda *_: None,
) -> Pushed:
    """Makes ``store`` hold the named graphs of ``graph``, and none of those that an earlier push put there besides.

    Graphs of others in the store are left alone. ``everything`` also sends what is there unchanged as far as is known.
    ``union`` says whether the store's default graph is to hold all of ``graph``, too; None leaves that as it is.
    ``told`` hears what is done, how much of it and of how much. Raises GraphbuildError where ``graph`` has no named
    graphs or no data set that says its base, where the default graph is in use, and what ``GraphStore`` raises but for
    a single graph that it refuses.
    """
    base = _base(graph)
    manifest = base + MANIFEST
    held = _read(store.get(manifest), manifest)
    names = _named_graphs(graph, manifest)
    if union or (union is None and manifest + UNION in held):
        if manifest + UNION not in held and store.get(None).strip():
            what = f"the default graph of {store.name} holds something that was not pushed"
            raise GraphbuildError(f"{what}; empty it, or leave --union out")
        names.append(manifest + UNION)
    told("compare", 0, len(names))
    hashes = {}
    for number, name in enumerate(names, 1):
        hashes[name] = _hash(_triples(graph, name))
        told("compare", number, len(names))
    unchanged = [name for name in names if held.get(name) == hashes[name] and not everything]
    changed = sorted(set(names) - set(unchanged))
    gone = sorted(name for name in held.keys() - set(names) if name.startswith(base))
    # Under the base that is only an example they may be another build's, which is not ours to delete.
    stale, left = ([], gone) if base == DEFAULT_BASE else (gone, [])
    if not changed and not stale:
        return Pushed((), tuple(unchanged), (), (), tuple(left))
    done = {name: hashes[name] for name in unchanged} | {name: held[name] for name in left}
    store.put(manifest, _written(manifest, done | dict.fromkeys([*changed, *stale], SENDING)))
    sent, refused = _send(graph, store, manifest, {name: hashes[name] for name in changed}, told)
    for number, name in enumerate(stale, 1):
        store.delete(_place(name))
        told("delete", number, len(stale))
    known = done | {name: hashes[name] if name in sent else SENDING for name in changed}
    store.put(manifest, _written(manifest, known))
    return Pushed(tuple(sent), tuple(unchanged), tuple(stale), tuple(refused), tuple(left))


def _send(
    graph: Graph, store: GraphStore, manifest: str, hashes: Mapping[str, str], told: Told
) -> tuple[Collection[str], list[str]]:
    """Sends the graphs named, each with its hash after it; gives those that went, a sentence on each other."""
    sent: dict[str, None] = {}
    refused = []
    told("send", 0, len(hashes))
    for number, (name, digest) in enumerate(hashes.items(), 1):
        try:
            store.put(_place(name), _triples(graph, name))
        except GraphRefused as error:
            refused.append(str(error))
        else:
            store.add(manifest, _written(manifest, {name: digest}))
            sent[name] = None
        told("send", number, len(hashes))
    return sent, refused


def _named_graphs(graph: Graph, manifest: str) -> list[str]:
    """Those that are to be pushed, in order."""
    solutions = graph.query("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }")
    assert isinstance(solutions, QuerySolutions)
    names = sorted(row["g"].value for row in solutions if isinstance(row["g"], NamedNode))
    if not names:
        what = f"{shown(graph.location)} has no named graphs to push"
        raise GraphbuildError(f"{what}; {BUILD_FIRST}; of files, graph.trig has them.")
    return [name for name in names if name != manifest]


def _base(graph: Graph) -> str:
    """What the data's IRIs begin with, as the data set itself says."""
    solutions = graph.query(f"SELECT DISTINCT ?base WHERE {{ ?dataset {VOID.uriSpace} ?base }}")
    assert isinstance(solutions, QuerySolutions)
    bases = [row["base"].value for row in solutions if isinstance(row["base"], Literal)]
    if not bases:
        what = f"{shown(graph.location)} does not say what its IRIs begin with (void:uriSpace)"
        raise GraphbuildError(
            f"{what}, so that what is pushed could not be told from the rest; build it with graphbuild."
        )
    try:
        return NamedNode(min(bases)).value
    except ValueError:
        raise GraphbuildError(
            f"The base {shown(min(bases))!r} is no IRI; build the graph with another --base."
        ) from None


def _place(name: str) -> str | None:
    """Where a graph with that name belongs in the store; None is the default graph."""
    return None if name.endswith(f"/{MANIFEST}{UNION}") else name


def _triples(graph: Graph, name: str) -> bytes:
    """A graph as N-Triples, the same bytes for the same triples."""
    where = "?s ?p ?o" if _place(name) is None else f"GRAPH {NamedNode(name)} {{ ?s ?p ?o }}"
    triples = graph.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ {where} }}")
    assert isinstance(triples, QueryTriples)
    lines = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    return b"".join(sorted(set(lines.splitlines(keepends=True))))


def _hash(triples: bytes) -> str:
    return f"sha256={hashlib.sha256(triples).hexdigest()}"


def _written(manifest: str, states: Mapping[str, str]) -> bytes:
    """The manifest's triples that say so, as N-Triples."""
    triples = (
        Triple(NamedNode(f"{manifest}#{state}"), PROV.wasDerivedFrom, NamedNode(name)) for name, state in states.items()
    )
    return b"".join(sorted((serialize(triples, format=RdfFormat.N_TRIPLES) or b"").splitlines(keepends=True)))


def _read(triples: bytes, manifest: str) -> dict[str, str]:
    """The state of each graph that the manifest names: its hash, since that was added last, where there is just one."""
    states: dict[str, set[str]] = {}
    try:
        for triple in parse(triples, format=RdfFormat.N_TRIPLES):
            if triple.predicate == PROV.wasDerivedFrom and isinstance(triple.object, NamedNode):
                state = triple.subject.value if isinstance(triple.subject, NamedNode) else ""
                states.setdefault(triple.object.value, set()).add(state.removeprefix(f"{manifest}#"))
    except SyntaxError as error:
        raise GraphbuildError(
            f"What the store gives for <{manifest}> is no N-Triples ({shown(error.msg)}); is it a Graph Store service?"
        ) from error
    hashes = {name: sorted(found - {SENDING}) for name, found in states.items()}
    return {name: found[0] if len(found) == 1 else SENDING for name, found in hashes.items()}
